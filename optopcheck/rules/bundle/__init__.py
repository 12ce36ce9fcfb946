"""The container that rules and registers travel in: limits, record, deterministic bytes."""

from optopcheck.rules.bundle.building import Built, build_bundle, check_texts, read_file
from optopcheck.rules.bundle.container import Container, new_container, read_container
from optopcheck.rules.bundle.identity import MANIFEST, Identity, Member, read_identity
from optopcheck.rules.bundle.limits import BUNDLE, BundleError, Limits
from optopcheck.rules.bundle.record import PUBLIC_KEY, RECORD, SIGNATURE, digest_of

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
