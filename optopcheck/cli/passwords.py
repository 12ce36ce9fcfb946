"""Passwords of keys: out of a file, or asked for in a terminal."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from optopcheck import service
from optopcheck.domain.job import InputError
from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from argparse import Namespace


def new_password(arguments: Namespace) -> str:
    """Ask for a password twice: nobody can repair a slip."""
    first = password_of(arguments)
    if not first:
        raise InputError(Text("geef een wachtwoord, of --no-password", "give a password, or --no-password"))
    if arguments.password_file is None and first != password_of(arguments):
        raise InputError(Text("de twee wachtwoorden verschillen", "the two passwords differ"))
    return first


def password_of(arguments: Namespace) -> str:
    """Return the password of a key, from the file that was named or from whoever sits there.

    Raises
    ------
    InputError
        If nobody can be asked, or the file cannot be read.
    """
    if arguments.password_file is not None:
        return service.read_password(arguments.password_file)
    if not sys.stdin.isatty():
        raise InputError(
            Text(
                "de sleutel heeft een wachtwoord: geef --password-file, of werk in een terminal",
                "the key has a password: give --password-file, or work in a terminal",
            )
        )
    question = Text("wachtwoord van de sleutel: ", "password of the key: ")
    return getpass.getpass(question.in_language(arguments.lang))
