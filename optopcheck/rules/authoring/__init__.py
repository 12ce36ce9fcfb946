"""The tools of those who make packs of data rules: test cases, coverage, a readable page, a new pack."""

from optopcheck.rules.authoring.case_file import Expected
from optopcheck.rules.authoring.cases import CaseResult
from optopcheck.rules.authoring.coverage import Coverage, PackTest, try_pack
from optopcheck.rules.authoring.pack import AuthoredPack, read_authored

__all__ = ["AuthoredPack", "CaseResult", "Coverage", "Expected", "PackTest", "read_authored", "try_pack"]
