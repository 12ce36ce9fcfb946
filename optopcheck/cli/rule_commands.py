"""What `rules` does; the work itself is in service."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.cli import layout
from optopcheck.cli.passwords import new_password, password_of
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import Namespace

DONE, FAILED = 0, 1
_NO_DATA_RULES = Text(
    "er zijn geen regels als gegevens; regels in Python toetst hun maker met pytest",
    "there are no data rules; the maker of rules in Python tests them with pytest",
)
EXIT_CODES = {
    service.Trust.TRUSTED: 0,
    service.Trust.ALTERED: 1,
    service.Trust.REVOKED: 1,
    service.Trust.UNSIGNED: 2,
    service.Trust.UNKNOWN_KEY: 2,
}


def rules(arguments: Namespace) -> int:
    """Run one of the commands of `rules`; return the exit code."""
    commands = {
        "build": _build,
        "check": _check,
        "new": _new,
        "test": _test,
        "explain": _explain,
        "docs": _docs,
        "keygen": _keygen,
        "sign": _sign,
        "verify": _verify,
        "install": _install,
        "remove": _remove,
        "list": _list,
        "register": _register,
    }
    return commands[arguments.action](arguments)


def _build(arguments: Namespace) -> int:
    path, built = service.build_rules(arguments.folder, arguments.out)
    layout.show_section(service.built_section(path, built, arguments.lang))
    return DONE


def _check(arguments: Namespace) -> int:
    opened = service.check_rules(arguments.path)
    tested = service.try_rules(arguments.path) if opened.container is not None else None
    _show(str(arguments.path), opened, arguments)
    if tested is None:
        return EXIT_CODES[opened.standing.trust]
    layout.show_section(service.coverage_section(tested, arguments.lang))
    return DONE


def _new(arguments: Namespace) -> int:
    made = service.new_rules(arguments.folder, arguments.authority, arguments.name, _today())
    sys.stdout.write("".join(f"{arguments.folder / name}\n" for name in made))
    return DONE


def _test(arguments: Namespace) -> int:
    tested = service.try_rules(arguments.path)
    if not tested.coverage:
        raise InputError(_NO_DATA_RULES)
    for section in service.pack_test_sections(tested, arguments.lang):
        layout.show_section(section)
    return DONE if tested.passed else FAILED


def _explain(arguments: Namespace) -> int:
    sys.stdout.write(service.explain_rules(arguments.pack, arguments.lang))
    return DONE


def _docs(arguments: Namespace) -> int:
    sys.stdout.write(service.docs_page(arguments.subject, arguments.lang))
    return DONE


def _keygen(arguments: Namespace) -> int:
    password = None if arguments.no_password else new_password(arguments)
    secret, public, key = service.make_keys(arguments.stem, password)
    layout.show_section(service.key_section(f"{secret}, {public}", key, arguments.lang))
    return DONE


def _sign(arguments: Namespace) -> int:
    on = arguments.on or _today()
    if arguments.key is not None and arguments.signature is None and arguments.public_key is None:
        secret = service.read_secret(arguments.key, lambda: password_of(arguments))
        opened = service.sign_rules(arguments.path, secret, on)
    elif arguments.key is None and arguments.signature is not None and arguments.public_key is not None:
        opened = service.attach_rules(arguments.path, arguments.signature, arguments.public_key, on)
    else:
        raise InputError(
            Text(
                "geef --key, of --signature met --public-key", "give --key, or --signature with --public-key"
            )
        )
    _show(str(arguments.path), opened, arguments)
    return DONE


def _verify(arguments: Namespace) -> int:
    opened = service.verify_rules(arguments.path)
    _show(str(arguments.path), opened, arguments)
    return EXIT_CODES[opened.standing.trust]


def _install(arguments: Namespace) -> int:
    opened = service.install_rules(
        arguments.path, _today(), accept=arguments.accept, python=arguments.allow_python
    )
    _show(str(arguments.path), opened, arguments)
    return DONE


def _remove(arguments: Namespace) -> int:
    gone = service.remove_rules(arguments.pack)
    told = Text(f"{gone.name} {gone.version}: verwijderd", f"{gone.name} {gone.version}: removed")
    sys.stdout.write(told.in_language(arguments.lang) + "\n")
    return DONE


def _list(arguments: Namespace) -> int:
    store = service.rule_store()
    layout.show_section(service.bundles_section(store.bundles(), arguments.lang))
    if managed := store.managed():
        layout.show_section(service.bundles_section(managed, arguments.lang, managed=True))
    return DONE


def _register(arguments: Namespace) -> int:
    if arguments.step == "trust":
        key = service.trust_root(arguments.path)
        layout.show_section(service.key_section(str(arguments.path), key, arguments.lang))
        return DONE
    register: service.Register | None
    if arguments.step == "build":
        secret = service.read_secret(arguments.key, lambda: password_of(arguments))
        register = service.build_register(arguments.path, secret, arguments.out)
    elif arguments.step == "install":
        register = service.install_register(arguments.path)
    else:
        register = service.rule_store().register()
    layout.show_section(service.register_section(register, _today(), arguments.lang))
    return DONE


def _show(title: str, opened: service.OpenedBundle, arguments: Namespace) -> None:
    register = service.rule_store().register()
    layout.show_section(service.bundle_section(title, opened, register, _today(), arguments.lang))


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the user's calendar
