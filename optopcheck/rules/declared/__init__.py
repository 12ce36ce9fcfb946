"""Rules that a municipality writes as data: read from TOML, judged by the rule language."""

from optopcheck.rules.declared.filling import FillError, fill_in
from optopcheck.rules.declared.reading import (
    RuleFile,
    RuleFileError,
    TextSource,
    made_rule,
    read_rule_file,
    read_rules,
)
from optopcheck.rules.declared.rule import DataRule, Fill

__all__ = [
    "DataRule",
    "Fill",
    "FillError",
    "RuleFile",
    "RuleFileError",
    "TextSource",
    "fill_in",
    "made_rule",
    "read_rule_file",
    "read_rules",
]
