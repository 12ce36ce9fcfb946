"""Archives that lie: each is refused, for the reason it was made for, before anything of it is parsed."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from optopcheck.container.limits import MIB
from optopcheck.container.zip_reading import DEFLATED
from optopcheck.rules.bundle import MANIFEST, RECORD, BundleError
from optopcheck.rules.trust import Trust, judging, open_bundle, sign_container
from tests.container.raw import End, Raw, deflated, zipped
from tests.rules.bundle import made

if TYPE_CHECKING:
    from collections.abc import Callable

SIG, PUB = "RECORD.json.minisig", "RECORD.json.pub"
RULES = "rules/optoppen.toml"


def raws(members: dict[str, bytes] | None = None) -> list[Raw]:
    return [Raw(name.encode(), content) for name, content in (members or made.members()).items()]


def with_member(**raw: Any) -> bytes:
    """Return the signed bundle with one more member."""
    return zipped([*raws(), Raw(**{"content": b"x", **raw})])


def with_first(**changes: Any) -> bytes:
    """Return the signed bundle, its first member changed."""
    first, *others = raws()
    return zipped([Raw(first.name, **{"content": first.content, **changes}), *others])


def with_end(**changes: Any) -> bytes:
    return zipped(raws(), End(**changes))


def with_files(**changes: bytes | None) -> bytes:
    """Return the signed bundle, members replaced or left out, nothing else made to fit."""
    names = {"record": RECORD, "sig": SIG, "pub": PUB, "rules": RULES, "more": "rules/more.toml"}
    members: dict[str, bytes | None] = {**made.members(), **{names[k]: v for k, v in changes.items()}}
    return zipped(raws({name: content for name, content in members.items() if content is not None}))


def lines_of(name: str) -> list[bytes]:
    return made.members()[name].splitlines()


def with_signature(line: int, text: bytes) -> bytes:
    lines = lines_of(SIG)
    lines[line] = text
    return with_files(sig=b"\n".join(lines) + b"\n")


def packed(line: int, change: Callable[[bytes], bytes]) -> bytes:
    return base64.b64encode(change(base64.b64decode(lines_of(SIG)[line])))


def forged_files() -> bytes:
    """Another rule, a record made to fit, the old signature kept."""
    changed = made.members() | {RULES: b'[[rule]]\nid = "gm0637.anything-goes"\n'}
    return zipped(raws(made.recorded(changed)))


def for_other_version() -> bytes:
    """A true signature of the owner, made for 1.2.0 by a comment, on the content of another version."""
    container = made.unsigned("9.9.9")
    comment = "gm0637-optoppen 1.2.0 2026-03-01"
    return sign_container(container, made.OWN, comment).to_bytes()


def without_day() -> bytes:
    return sign_container(made.unsigned(), made.OWN, "gm0637-optoppen 1.2.0 2026-02-31").to_bytes()


def of_no_form() -> bytes:
    return sign_container(made.unsigned(), made.OWN, "timestamp:1772323200 file:RECORD.json").to_bytes()


def overlapping() -> bytes:
    first, *others = raws()
    return zipped([first, Raw(b"rules/twin.toml", first.content, offset=0, placeless=True), *others])


def unlisted() -> bytes:
    return zipped([*raws(), Raw(b"rules/hidden.toml", b"x", unlisted=True)])


NAME = "mag alleen letters"
ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "slip": (lambda: with_member(name=b"../evil.toml"), NAME),
    "slip inside": (lambda: with_member(name=b"rules/../../evil.toml"), NAME),
    "absolute": (lambda: with_member(name=b"/etc/evil.toml"), NAME),
    "drive": (lambda: with_member(name=b"C:evil.toml"), NAME),
    "backslash": (lambda: with_member(name=b"rules\\evil.toml"), NAME),
    "NUL in a name": (lambda: with_member(name=b"rules/a.toml\0.txt"), NAME),
    "alternate stream": (lambda: with_member(name=b"rules/a.toml:evil"), NAME),
    "not ASCII": (lambda: with_member(name="rules/ré.toml".encode()), NAME),
    "turned around": (lambda: with_member(name="rules/\u202elmot.toml".encode()), NAME),
    "trailing dot": (lambda: with_member(name=b"rules/a.toml."), NAME),
    "trailing space": (lambda: with_member(name=b"rules/a.toml "), NAME),
    "here": (lambda: with_member(name=b"./rules/a.toml"), NAME),
    "two slashes": (lambda: with_member(name=b"rules//a.toml"), NAME),
    "no name": (lambda: with_member(name=b""), NAME),
    "folder": (lambda: with_member(name=b"rules/", content=b""), NAME),
    "device": (lambda: with_member(name=b"rules/NUL.toml"), "apparaat"),
    "port": (lambda: with_member(name=b"com1"), "apparaat"),
    "seven levels": (lambda: with_member(name=b"a/b/c/d/e/f/g.toml"), "dieper dan 6"),
    "long name": (lambda: with_member(name=b"a" * 121), "langer dan 120"),
    "case twins": (lambda: with_member(name=b"Rules/OPTOPPEN.toml"), "twee keer"),
    "twins": (lambda: with_member(name=RULES.encode()), "twee keer"),
    "two records": (lambda: with_member(name=b"RECORD.json"), "twee keer"),
    "file as folder": (lambda: with_member(name=b"manifest.toml/x"), "zelf een bestand"),
    "link": (lambda: with_member(name=b"rules/a.toml", attributes=0o120777 << 16), "geen gewoon bestand"),
    "device file": (lambda: with_member(name=b"a.toml", attributes=0o020666 << 16), "geen gewoon bestand"),
    "folder by attribute": (lambda: with_member(name=b"a.toml", attributes=0x10), "geen gewoon bestand"),
    "encrypted": (lambda: with_first(flags=1), "versleuteld"),
    "sizes afterwards": (lambda: with_first(flags=8), "versleuteld"),
    "strong encryption": (lambda: with_first(flags=0x40), "versleuteld"),
    "LZMA": (lambda: with_first(method=14), "versleuteld"),
    "zip64": (lambda: with_first(version=45), "versleuteld"),
    "bomb": (lambda: with_member(name=b"rules/a.toml", content=bytes(MIB), method=DEFLATED), "100 keer"),
    "bomb that lies": (
        lambda: with_member(name=b"a.toml", content=bytes(MIB), method=DEFLATED, size=1000), "beschadigd",
    ),
    "large member": (lambda: with_member(name=b"a.toml", content=bytes(2 * MIB + 1)), "groter dan 2097152"),
    "large whole": (
        lambda: zipped([*raws(), *(Raw(b"big%d.txt" % n, bytes(2 * MIB)) for n in range(8))]), "16777216",
    ),
    "large file": (lambda: bytes(20 * MIB), "groter dan"),
    "many members": (
        lambda: zipped([*raws(), *(Raw(b"many%d.txt" % n, b"x") for n in range(194))]), "201 onderdelen",
    ),
    "no members": (lambda: zipped([]), "0 onderdelen"),
    "says smaller": (lambda: with_first(size=10), "beschadigd"),
    "says larger": (lambda: with_first(size=1000), "beschadigd"),
    "packed says larger": (lambda: with_first(packed_size=500), "beschadigd"),
    "packed says huge": (lambda: with_first(packed_size=0xFFFFFFF0), "loopt door"),
    "wrong checksum": (lambda: with_first(crc=1), "beschadigd"),
    "broken stream": (lambda: with_first(method=DEFLATED, packed=b"\xff\xff\xff"), "beschadigd"),
    "stream cut off": (
        lambda: with_first(method=DEFLATED, packed=deflated(made.files()[MANIFEST])[:-3]), "beschadigd",
    ),
    "behind the stream": (
        lambda: with_first(method=DEFLATED, packed=deflated(made.files()[MANIFEST]) + b"evil"), "beschadigd",
    ),
    "bytes ahead": (lambda: with_end(ahead=b"MZ evil"), "niet op zijn plaats"),
    "bytes ahead, shifted": (lambda: b"MZ evil" + made.signed_bytes(), "inhoudsopgave klopt niet"),
    "bytes behind": (lambda: made.signed_bytes() + b"x", "iets erachter"),
    "comment": (lambda: with_end(comment=b"hello"), "iets erachter"),
    "comment holding an end": (lambda: with_end(comment=made.signed_bytes()[-22:]), "klopt niet"),
    "two archives": (lambda: made.signed_bytes() * 2, "klopt niet"),
    "bytes between": (lambda: zipped([*raws(), Raw(b"z.toml", b"", before=b"evil")]), "niet op zijn plaats"),
    "bytes before the end": (lambda: with_end(before=b"evil"), "klopt niet"),
    "directory elsewhere": (lambda: with_end(shift=1, before=b"x"), "stuk"),
    "fewer than there are": (lambda: with_end(count=3), "stuk"),
    "more than there are": (lambda: with_end(count=9), "stuk"),
    "second disk": (lambda: with_end(disk=1), "klopt niet"),
    "directory on a second disk": (lambda: with_end(first_disk=1), "klopt niet"),
    "fewer on this disk": (lambda: with_end(here=3), "klopt niet"),
    "comment that is not there": (lambda: with_end(comment_length=5), "klopt niet"),
    "no header": (lambda: with_first(local_mark=b"PK\1\2"), "niet op zijn plaats"),
    "length of name that lies": (lambda: with_first(local_length=5), "tweemaal verschillend"),
    "version 2.1": (lambda: with_first(version=21), "versleuteld"),
    "member of a second disk": (lambda: with_member(name=b"a.toml", listed_disk=1), "aanhangsels"),
    "overlap": (overlapping, "niet op zijn plaats"),
    "not in the directory": (unlisted, "bytes tussen"),
    "two names": (lambda: with_first(local_name=b"manifest.tomL"), "tweemaal verschillend"),
    "two lengths of name": (lambda: with_first(local_name=b"manifest.tom"), "tweemaal verschillend"),
    "two sizes": (lambda: with_first(local_size=10), "tweemaal verschillend"),
    "extra field": (lambda: with_first(extra=b"\1\0\0\0"), "aanhangsels"),
    "extra field inside": (lambda: with_first(local_extra=b"\1\0\0\0"), "tweemaal verschillend"),
    "comment of a member": (lambda: with_first(comment=b"hello"), "aanhangsels"),
    "cut off": (lambda: made.signed_bytes()[:-1], "afgekapt"),
    "empty": (lambda: b"", "geen zip-bestand"),
    "text": (lambda: b"# no zip file, but long enough to be one\n" * 4, "geen zip-bestand"),
    "no record": (lambda: with_files(record=None), "geen RECORD"),
    "record of something else": (lambda: with_files(record=b"{}"), "gewijzigd na het maken: cases"),
    "record with spaces": (lambda: with_files(record=made.signed().record.replace(b":", b": ")), "gewijzigd"),
    "record in capitals": (
        lambda: with_files(record=made.signed().record.upper()), "gewijzigd na het maken",
    ),
    "record with a key twice": (
        lambda: with_files(record=b'{"manifest.toml":"sha256:0",' + made.signed().record[1:]), "RECORD.json;",
    ),
    "record longer than the files": (lambda: with_files(rules=None), "RECORD.json;"),
    "file beside the record": (lambda: with_files(more=b"x"), "rules/more.toml"),
    "file replaced": (lambda: with_files(rules=b"x"), "gewijzigd na het maken: rules/optoppen.toml"),
    "signature without key": (lambda: with_files(pub=None), "horen bij elkaar"),
    "key without signature": (lambda: with_files(sig=None), "horen bij elkaar"),
    "forged files, old signature": (forged_files, "hoort niet bij deze inhoud"),
    "key of somebody else": (lambda: with_files(pub=made.OTHER.public.to_file()), "hoort niet bij"),
    "signature of another bundle": (
        lambda: with_files(sig=made.signed("1.3.0").signature), "hoort niet bij deze inhoud",
    ),
    "signature of somebody else": (
        lambda: with_files(sig=made.signed(by=made.OTHER).signature), "hoort niet bij deze inhoud",
    ),
    "swapped number of the key": (
        lambda: with_signature(1, packed(1, lambda raw: raw[:2] + b"elsewher" + raw[10:])), "hoort niet bij",
    ),
    "old kind of signature": (
        lambda: with_signature(1, packed(1, lambda raw: b"Ed" + raw[2:])), "niet die van minisign",
    ),
    "edited comment": (
        lambda: with_signature(2, b"trusted comment: gm0637-optoppen 1.2.0 2026-04-01"), "hoort niet bij",
    ),
    "comment with a control sign": (lambda: with_signature(2, b"trusted comment: a\x1b[31m"), "minisign"),
    "no trusted comment": (lambda: with_signature(2, b"untrusted comment: x"), "minisign"),
    "edited signature of the comment": (
        lambda: with_signature(3, packed(3, lambda raw: raw[::-1])), "hoort niet bij",
    ),
    "signature in two writings": (lambda: with_signature(1, lines_of(SIG)[1] + b" "), "minisign"),
    "short signature": (lambda: with_signature(3, b"AAAA"), "minisign"),
    "empty signature": (lambda: with_files(sig=b""), "minisign"),
    "long signature": (lambda: with_files(sig=made.members()[SIG] + b"\n" * 5000), "minisign"),
    "key of zeros": (
        lambda: with_files(pub=base64.b64encode(b"Ed" + made.OWN.id + bytes(32)) + b"\n"), "hoort niet bij",
    ),
    "no key": (lambda: with_files(pub=b"hello\n"), "geen openbare sleutel"),
    "signed for another version": (for_other_version, "gezet voor 'gm0637-optoppen 1.2.0"),
    "signed for nothing named": (of_no_form, "gezet voor 'timestamp"),
    "signed on no day": (without_day, "dat is niet dit pakket met een dag"),
}  # fmt: skip


def test_there_are_enough() -> None:
    assert len(ATTACKS) >= 41


def test_the_bundle_they_are_made_of_is_sound() -> None:
    for content in (
        made.signed_bytes(),
        zipped(raws()),
        zipped([Raw(r.name, r.content, DEFLATED) for r in raws()]),
    ):
        opened = open_bundle(content, made.knowing())

        assert opened.standing.trust is Trust.TRUSTED
        assert opened.container is not None
        assert dict(opened.container.files) == made.files()


@pytest.mark.parametrize("name", ATTACKS)
def test_is_refused_for_its_own_reason(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, reason = ATTACKS[name]
    if not name.startswith("signed "):  # these two hold in themselves; who they are must be read to tell
        monkeypatch.setattr(judging, "read_identity", lambda _: pytest.fail("parsed before it was verified"))

    opened = open_bundle(make(), made.knowing())

    assert opened.standing.trust is Trust.ALTERED
    assert opened.container is None
    assert opened.identity is None
    assert [opened.standing.loads, opened.standing.replays, opened.runs_python] == [False] * 3
    assert reason in opened.standing.reason.nl


@pytest.mark.parametrize("name", ["RECORD.json", SIG, PUB])
def test_own_names_cannot_be_content(name: str) -> None:
    with pytest.raises(BundleError, match="haal het bestand weg"):
        made.new_container({**made.files(), name: b"x"})


def test_a_signer_of_somebody_elses_bundle_stops() -> None:
    opened = open_bundle(made.signed(by=made.OTHER).to_bytes(), made.knowing())

    assert opened.standing.trust is Trust.UNKNOWN_KEY
    assert opened.standing.question is not None
    assert not opened.standing.loads
