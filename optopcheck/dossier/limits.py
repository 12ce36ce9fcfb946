"""What a dossier may hold."""

from __future__ import annotations

from optopcheck.container import MIB, Limits

DOSSIER = Limits(members=2000, member_bytes=512 * MIB, total_bytes=1024 * MIB, ratio=1)
"""Members are stored as they are (ratio 1): what is unpacked is never larger than the file on disk."""
