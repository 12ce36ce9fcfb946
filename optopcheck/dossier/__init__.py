"""The .optop file: case, results, receipt; replay."""
