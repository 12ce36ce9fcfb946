"""One file that holds others: strict zip, record of hashes, room for a signature; the same bytes each time.

Rule bundles, registers and dossiers are such files; each has its own limits.
"""

from optopcheck.container.archive import Container, new_container, read_container
from optopcheck.container.limits import BUNDLE, MIB, ContainerError, Limits
from optopcheck.container.names import check_names
from optopcheck.container.reading import read_container_file, read_file
from optopcheck.container.record import PUBLIC_KEY, RECORD, SIGNATURE, digest_of

__all__ = [
    "BUNDLE",
    "MIB",
    "PUBLIC_KEY",
    "RECORD",
    "SIGNATURE",
    "Container",
    "ContainerError",
    "Limits",
    "check_names",
    "digest_of",
    "new_container",
    "read_container",
    "read_container_file",
    "read_file",
]
