"""A rule pack as one file: who it is, and how it is made; what holds it is `optopcheck.container`."""

from optopcheck.container import (
    BUNDLE,
    PUBLIC_KEY,
    RECORD,
    SIGNATURE,
    Container,
    Limits,
    digest_of,
    new_container,
    read_container,
    read_file,
)
from optopcheck.container import ContainerError as BundleError
from optopcheck.rules.bundle.building import Built, build_bundle, check_texts
from optopcheck.rules.bundle.identity import MANIFEST, Identity, Member, read_identity

__all__ = [
    "BUNDLE",
    "MANIFEST",
    "PUBLIC_KEY",
    "RECORD",
    "SIGNATURE",
    "Built",
    "BundleError",
    "Container",
    "Identity",
    "Limits",
    "Member",
    "build_bundle",
    "check_texts",
    "digest_of",
    "new_container",
    "read_container",
    "read_file",
    "read_identity",
]
