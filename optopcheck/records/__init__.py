"""Records of the domain as JSON and back: what may be read is spelt out by the types."""

from optopcheck.records.arrays import KeptArrays, StoredArrays
from optopcheck.records.canonical import canonical, decimal_text, parsed
from optopcheck.records.decoding import Reading, decode, decode_value
from optopcheck.records.encoding import encode, encode_rule, encode_whole, written
from optopcheck.records.plain import RecordError, clean
from optopcheck.records.shared import decode_shared, encode_shared
from optopcheck.records.types import rule_fields

__all__ = [
    "KeptArrays",
    "Reading",
    "RecordError",
    "StoredArrays",
    "canonical",
    "clean",
    "decimal_text",
    "decode",
    "decode_shared",
    "decode_value",
    "encode",
    "encode_rule",
    "encode_shared",
    "encode_whole",
    "parsed",
    "rule_fields",
    "written",
]
