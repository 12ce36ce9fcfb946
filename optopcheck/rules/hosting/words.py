"""What is said of a pack that fails: for the reader of a report, and for its maker."""

from __future__ import annotations

import signal

from optopcheck.domain.job import InputError
from optopcheck.domain.rule import Finding, Need, Verdict
from optopcheck.domain.text import Text

_LONGEST = 500


def described(error: BaseException) -> Text:
    """Return class and message of an exception from a pack; no traceback."""
    if isinstance(error, InputError):
        return error.text
    message = str(error)
    return one_line(Text(f"{type(error).__name__}: {message}" if message else type(error).__name__))


def one_line(text: Text) -> Text:
    """Return a message as one line of a length that is still read."""
    return Text(_one_line(text.nl), None if text.en is None else _one_line(text.en))


def _one_line(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def no_rule(kind: str) -> Text:
    """Say that a pack registered something else than a rule."""
    return Text(
        f"register_rules gaf een {kind} in plaats van een Rule",
        f"register_rules gave a {kind} instead of a Rule",
    )


def no_rules() -> Text:
    """Say that a pack registered nothing at all."""
    return Text("het pakket brengt geen enkele regel", "the pack brings no rule at all")


def broken(nl: str, en: str, detail: Text) -> Finding:
    """Return the finding of a rule that failed: never green, and for its maker to mend."""
    return Finding(
        Verdict.UNDETERMINED,
        Text(
            f"{nl} ({detail.nl}); meld dit aan de maker", f"{en} ({detail.in_language('en')}); tell its maker"
        ),
        need=Need.REPAIR,
    )


def crashed(detail: Text) -> Finding:
    """Return the finding of a rule that raised."""
    return broken("de regel is vastgelopen", "the rule crashed", detail)


def gave_no_finding(kind: str) -> Finding:
    """Return the finding of a rule that answered with something else."""
    return broken("de regel gaf geen bevinding", "the rule gave no finding", Text(kind))


def not_reproducible() -> Finding:
    """Return the finding of a rule that answered twice, and not the same."""
    return broken(
        "de regel is niet reproduceerbaar",
        "the rule is not reproducible",
        Text(
            "tweemaal gedraaid op dezelfde feiten, met twee verschillende antwoorden",
            "run twice on the same facts, with two different answers",
        ),
    )


def unreadable(detail: Text) -> Finding:
    """Return the finding of a rule whose answer is no finding that can be shown."""
    return broken("het antwoord van de regel is onbruikbaar", "the answer of the rule cannot be used", detail)


def stopped(reason: Text) -> Finding:
    """Return the finding of the rule at which a worker was stopped."""
    return broken("de regel gaf geen antwoord", "the rule gave no answer", reason)


def not_reached(rule: str, reason: Text) -> Finding:
    """Return the finding of a rule that was never run, as an earlier one of its pack ended the worker."""
    return broken(
        "de regel is niet gedraaid",
        "the rule was not run",
        Text(
            f"het regelproces stopte eerder, bij {rule}: {reason.nl}",
            f"the rule process stopped earlier, at {rule}: {reason.in_language('en')}",
        ),
    )


def too_slow(seconds: float) -> Text:
    """Say that a worker took too long."""
    return Text(
        f"niet binnen {seconds:g} s geantwoord en gestopt".replace(".", ","),
        f"did not answer within {seconds:g} s and was stopped",
    )


def too_long(limit: int) -> Text:
    """Say that a worker wrote more than it may."""
    return Text(
        f"het regelproces schreef meer dan {limit / 2**20:g} MiB en is gestopt".replace(".", ","),
        f"the rule process wrote more than {limit / 2**20:g} MiB and was stopped",
    )


def out_of_turn() -> Text:
    """Say that what came over the line is not what a worker says."""
    return Text(
        "er kwam iets anders over de lijn dan een antwoord; het regelproces is gestopt",
        "something else than an answer came over the line; the rule process was stopped",
    )


def ended(code: int | None) -> Text:
    """Say how a worker ended by itself."""
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
        return Text(f"het regelproces viel om ({name})", f"the rule process died ({name})")
    return Text(
        f"het regelproces hield ermee op (code {code})", f"the rule process ended itself (code {code})"
    )


def other_rules() -> Text:
    """Say that a pack names other rules than when it was loaded."""
    return Text(
        "na een herstart noemde het pakket andere regels dan eerst; start het programma opnieuw",
        "started again, the pack named other rules than before; start the program again",
    )
