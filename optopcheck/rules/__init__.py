"""Loads rule packs and runs their rules one by one; no rule lives here."""

from optopcheck.rules.batches import check_many
from optopcheck.rules.candidates import of_bundle
from optopcheck.rules.choosing import Candidate, Choice
from optopcheck.rules.loading import load_rules
from optopcheck.rules.replaying import AskedPack, FoundAgain, load_again, not_asked, standing_of
from optopcheck.rules.ruleset import NATIONAL, PackRule, RuleSet, SetAside
from optopcheck.rules.running import check

__all__ = [
    "NATIONAL",
    "AskedPack",
    "Candidate",
    "Choice",
    "FoundAgain",
    "PackRule",
    "RuleSet",
    "SetAside",
    "check",
    "check_many",
    "load_again",
    "load_rules",
    "not_asked",
    "of_bundle",
    "standing_of",
]
