"""Rule packs as data: manifest, scope and rules out of the files of a folder or a bundle."""

from optopcheck.rules.packs.manifest import KEYS, SCOPE_KEYS, Manifest, PackScope, read_manifest
from optopcheck.rules.packs.pack import Pack, read_pack
from optopcheck.rules.packs.shipped import ShippedPack, shipped_packs

__all__ = [
    "KEYS",
    "SCOPE_KEYS",
    "Manifest",
    "Pack",
    "PackScope",
    "ShippedPack",
    "read_manifest",
    "read_pack",
    "shipped_packs",
]
