"""Who made a bundle: minisign signatures, the register, pinned keys, and what is kept of them."""

from optopcheck.rules.trust.judging import OpenedBundle, open_bundle, signing_comment
from optopcheck.rules.trust.machine import Machine, machine_folder
from optopcheck.rules.trust.minisign import PublicKey, read_public_key
from optopcheck.rules.trust.register import comment_of, open_register
from optopcheck.rules.trust.register_file import REGISTER_FILE, read_register
from optopcheck.rules.trust.register_values import KeyOfAuthority, Register, Revocation
from optopcheck.rules.trust.secret_key import SecretKey, from_file, is_locked, new_secret_key, to_file
from optopcheck.rules.trust.signing import attach_signature, sign_container, signature_of
from optopcheck.rules.trust.standing import Knowledge, Pin, Standing, Trust
from optopcheck.rules.trust.store import Store, user_folder
from optopcheck.rules.trust.stored import StoredBundle

__all__ = [
    "REGISTER_FILE",
    "KeyOfAuthority",
    "Knowledge",
    "Machine",
    "OpenedBundle",
    "Pin",
    "PublicKey",
    "Register",
    "Revocation",
    "SecretKey",
    "Standing",
    "Store",
    "StoredBundle",
    "Trust",
    "attach_signature",
    "comment_of",
    "from_file",
    "is_locked",
    "machine_folder",
    "new_secret_key",
    "open_bundle",
    "open_register",
    "read_public_key",
    "read_register",
    "sign_container",
    "signature_of",
    "signing_comment",
    "to_file",
    "user_folder",
]
