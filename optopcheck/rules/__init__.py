"""Loads rule packs and runs their rules one by one; no rule lives here."""

from optopcheck.rules.loading import PackRule, RuleSet, load_rules
from optopcheck.rules.running import check

__all__ = ["PackRule", "RuleSet", "check", "load_rules"]
