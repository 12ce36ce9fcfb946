"""Packs that are broken, wild or hostile, and what must be said of each."""

from __future__ import annotations

import sys
from dataclasses import dataclass

GREEN = 'return complies("goed")'
LINUX = sys.platform == "linux"
HEAD = """
import os, sys, time
from optopcheck.api import LegalSource, Need, NotApplicable, Rule, Standing, Text
from optopcheck.api import complies, hookimpl, undetermined

SOURCE = LegalSource("Beleid", "tekst", "https://example.org", "artikel 1", Standing.POLICY_RULE)

def rule(name, check):
    return Rule(name, Text("Een regel", "A rule"), SOURCE, check)

def to_every_line(content):
    for line in range(3, 64):
        try:
            os.write(line, content)
        except OSError:
            pass
"""


def pack(name: str, body: str, head: str = "") -> str:
    """Return a pack of one rule with this body, and something that happens at import."""
    lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
    return (
        f"{HEAD}\n{head}\ndef check(facts):\n{lines}\n"
        f'@hookimpl\ndef register_rules():\n    yield rule("{name}", check)\n'
    )


GOOD_A = pack("gm0001.goed", 'return complies("goed", facts.proposed.measured.storey_count)')
GOOD_B = pack("gm0001.ook-goed", 'return complies("ook goed")')


@dataclass(frozen=True)
class Animal:
    """One pack, and the words that tell of it."""

    name: str
    source: str
    told: str
    at_load: bool = False
    """True where its row in the list of packs says it, False where a finding does."""
    group: str = "optopcheck.v1"


def _rule(name: str) -> str:
    return f"gm0001.{name}"


AT_LOAD = (
    Animal("import-error", "import nergens_te_vinden", "ModuleNotFoundError", at_load=True),
    Animal(
        "mistyped-hook",
        pack(_rule("hook"), "pass").replace("def register_rules", "def register_rule"),
        "register_rule",
        at_load=True,
    ),
    Animal(
        "wrong-argument",
        pack(_rule("argument"), "pass").replace("register_rules()", "register_rules(facts)"),
        "facts",
        at_load=True,
    ),
    Animal("later-api", pack(_rule("later"), "pass"), "optopcheck.v2", at_load=True, group="optopcheck.v2"),
    Animal("not-a-rule", pack(_rule("geen"), "pass") + "    yield 42\n", "int", at_load=True),
    Animal("duplicate-id", pack("gm0001.goed", 'return complies("namaak")'), "bestaat al", at_load=True),
    Animal("exits-at-import", "import os; os._exit(3)", "code 3", at_load=True),
    Animal("dies-at-import", "import ctypes; ctypes.string_at(0)", "SIGSEGV", at_load=True),
    Animal("hangs-at-import", "while True: pass", "niet binnen 2 s", at_load=True),
    Animal(
        "garbage-at-import", pack(_rule("x"), "pass", 'to_every_line(b"{]\\n")'), "iets anders", at_load=True
    ),
    Animal(
        "forges-at-import",
        pack(_rule("y"), "pass", 'to_every_line(b\'{"rules":[],"errors":[],"fence":[]}\\n\')'),
        "geen enkele regel",
        at_load=True,
    ),
    Animal("talks-at-import", "raise ValueError('x' * 10**5 + '\\n' * 9)", "xxx…", at_load=True),
    Animal("eats-at-import", "x = bytearray(10 * 2**30)", "MemoryError", at_load=True),
)

AT_RUN = (
    Animal("raises", pack(_rule("raises"), 'raise ValueError("kapot")'), "ValueError: kapot"),
    Animal(
        "raises-lines",
        pack(
            _rule("lines"),
            "from optopcheck.domain.job import InputError\nraise InputError('eerste\\nTraceback\\x1b[2J')",
        ).replace("Traceback", "tweede"),
        "eerste tweede\ufffd[2J",
    ),
    Animal("exits", pack(_rule("exits"), "sys.exit(0)"), "SystemExit: 0"),
    Animal("loops", pack(_rule("loops"), "while True: pass"), "niet binnen 1 s"),
    Animal("loops-in-c", pack(_rule("loops-c"), "9**9**9"), "niet binnen 1 s"),
    Animal("sleeps", pack(_rule("sleeps"), "time.sleep(3600)"), "niet binnen 1 s"),
    Animal("eats-at-once", pack(_rule("eats"), "bytearray(10 * 2**30)"), "MemoryError"),
    Animal(
        "eats-slowly",
        pack(_rule("eats-slowly"), "held = []\nwhile True: held.append(bytearray(2**20))"),
        "MemoryError",
    ),
    Animal("recurses", pack(_rule("recurses"), "return check(facts)"), "RecursionError"),
    Animal("exits-hard", pack(_rule("exits-hard"), "os._exit(0)"), "hield ermee op (code 0)"),
    Animal("dies", pack(_rule("dies"), "import ctypes; ctypes.string_at(0)"), "SIGSEGV"),
    Animal("kills-itself", pack(_rule("kills"), "os.kill(os.getpid(), 9)"), "SIGKILL"),
    Animal(
        "garbage",
        pack(
            _rule("garbage"), 'print("x" * 9999)\nto_every_line(b"\\x00\\xff{]\\n")\nreturn complies("goed")'
        ),
        "iets anders",
    ),
    Animal(
        "garbage-without-end",
        pack(_rule("garbage-end"), 'to_every_line(b"voldoet ")\nreturn complies("goed")'),
        "iets anders",
    ),
    Animal(
        "forges",
        pack(
            _rule("forges"),
            'to_every_line(b\'{"found":0,"answer":{"other":"x"}}\\n\')\nreturn complies("goed")',
        ),
        "iets anders",
    ),
    Animal(
        "answers-for-others",
        pack(
            _rule("others"),
            'to_every_line(b\'{"found":7,"answer":{"other":"x"}}\\n\')\nreturn complies("goed")',
        ),
        "iets anders",
    ),
    Animal(
        "floods",
        pack(_rule("floods"), 'to_every_line(b"x" * 100000 * 64)\nreturn complies("goed")'),
        "meer dan 1 MiB",
    ),
    Animal(
        "forks",
        pack(_rule("forks"), 'if os.fork() == 0: time.sleep(60)\nreturn complies("goed")'),
        "PermissionError" if LINUX else "niet reproduceerbaar|iets anders",
    ),
    Animal("gives-nothing", pack(_rule("nothing"), "return None"), "NoneType"),
    Animal("gives-a-word", pack(_rule("word"), 'return "voldoet"'), "str"),
    Animal(
        "gives-nan",
        pack(
            _rule("nan"),
            'found = complies("goed")\nobject.__setattr__(found, "margin", float("nan"))\nreturn found',
        ),
        "ValueError",
    ),
    Animal(
        "gives-infinity-by-exponent",
        pack(
            _rule("infinity"),
            'found = complies("goed")\nobject.__setattr__(found, "margin", 10**400)\nreturn found',
        ),
        "onbruikbaar",
    ),
    Animal("talks-too-much", pack(_rule("huge"), 'return complies("goed" * 10000)'), "40000"),
    Animal("talks-without-end", pack(_rule("endless"), 'return complies("goed" * 10**6)'), "meer dan 1 MiB"),
    Animal("differs", pack(_rule("differs"), "return complies(str(time.time_ns()))"), "niet reproduceerbaar"),
    Animal(
        "differs-by-turn",
        pack(
            _rule("turn"),
            'SEEN.append(1)\nreturn complies("goed") if len(SEEN) % 2 else undetermined(Need.INPUT, "?")',
            "SEEN = []",
        ),
        "niet reproduceerbaar",
    ),
    Animal(
        "rewrites-others",
        pack(
            _rule("rewrites"),
            "import gc\nfrom optopcheck.domain import rule as r, text\n"
            "import optopcheck.rules.running as running\n"
            "running._check_one = lambda *_: complies('omgekocht')\n"
            "for thing in gc.get_objects():\n"
            "    if isinstance(thing, Rule): object.__setattr__(thing, 'check', lambda _: complies('om'))\n"
            "for situation in (facts.existing, facts.proposed):\n"
            "    object.__setattr__(situation.measured.storey_count, 'value', 99.0)\n"
            "raise ValueError('alles herschreven')",
        ),
        "alles herschreven|niet reproduceerbaar",
    ),
    Animal(
        "leaves-a-thread",
        pack(
            _rule("thread"),
            "import threading\n"
            "noise = lambda: [to_every_line(b'ruis\\n') or time.sleep(.01) for _ in range(999)]\n"
            "threading.Thread(target=noise, daemon=True).start()\ntime.sleep(.2)\nreturn complies('goed')",
        ),
        "iets anders",
    ),
)
