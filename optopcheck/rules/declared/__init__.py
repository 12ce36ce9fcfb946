"""Rules that a municipality writes as data: read from TOML, judged by the rule language."""

from optopcheck.rules.declared.reading import RuleFile, RuleFileError, TextSource, read_rule_file, read_rules

__all__ = ["RuleFile", "RuleFileError", "TextSource", "read_rule_file", "read_rules"]
