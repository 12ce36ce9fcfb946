"""Loads rule packs one by one; a pack that fails is a row with its error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.api import hookspecs
from optopcheck.domain.assessment import LoadedPlugin
from optopcheck.domain.rule import Rule
from optopcheck.domain.text import Text, join_texts
from optopcheck.rules.candidates import distribution_packs, of_bundle, shipped
from optopcheck.rules.choosing import Candidate, Choice, chosen, in_force
from optopcheck.rules.collecting import Collector
from optopcheck.rules.declared import FillError, fill_in, made_rule
from optopcheck.rules.declared.filling import check_fill, open_norms
from optopcheck.rules.discovery import FoundPack, hash_of_packages
from optopcheck.rules.hosting import Hosted, host_distribution, host_wheel, start_distributions
from optopcheck.rules.hosting.asking import rules_of
from optopcheck.rules.hosting.words import described
from optopcheck.rules.ruleset import NATIONAL, RuleSet, SetAside, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from optopcheck.rules.declared import DataRule, Fill
    from optopcheck.rules.packs import Pack
    from optopcheck.rules.trust import OpenedBundle


def load_rules(
    choice: Choice | None = None,
    bundles: Sequence[OpenedBundle] = (),
    files: Sequence[Candidate] = (),
    *,
    hosted: bool = True,
) -> RuleSet:
    """Load the chosen rule packs, each by itself; never raises for what a pack does.

    Parameters
    ----------
    choice
        Which packs, and for which reference date; None: all that are on, the newest version of each.
    bundles
        Installed bundles, verified just now.
    files
        Packs that the user named as a file.
    hosted
        Whether programs run in workers; in this process only where a test wants that.

    Raises
    ------
    InputError
        If a name is that of no pack.
    """
    found = (*distribution_packs(), *shipped(), *(of_bundle(bundle) for bundle in bundles), *files)
    choice = choice or Choice()
    taking_part, aside = chosen(found, choice)
    return load_candidates(taking_part, choice, aside, hosted=hosted)


def load_candidates(
    taking_part: Sequence[Candidate],
    choice: Choice,
    aside: Iterable[SetAside] = (),
    *,
    hosted: bool = True,
) -> RuleSet:
    """Load these packs, each by itself; never raises for what a pack does."""
    aside = list(aside)
    if hosted:
        start_distributions(c.distribution for c in taking_part if c.distribution is not None)
    # Outside its days a pack neither fills in norms of others nor says how is measured.
    today = [candidate for candidate in taking_part if in_force(candidate, choice.on)]
    fills, refused = _fills(taking_part, today, choice.on)
    collector = Collector()
    plugins: list[LoadedPlugin] = []
    for candidate in taking_part:
        if candidate.distribution is not None:
            plugin = _load(candidate.distribution, collector, _alone(candidate, choice), hosted=hosted)
            if isinstance(plugin, SetAside):
                aside.append(plugin)
            else:
                plugins.append(plugin)
        else:
            plugins.append(_load_data(candidate, collector, fills, refused, holds=candidate in today))
    bundles = tuple(c.container for c in taking_part if c.container is not None)
    return RuleSet(tuple(plugins), in_order(collector.rules), tuple(aside), bundles)


def _alone(candidate: Candidate, choice: Choice) -> str | None:
    """Return whose rules alone are taken: the state's, where the user chose other packs."""
    if choice.only is None or candidate.names & set(choice.only):
        return None
    return NATIONAL


def _fills(
    candidates: Iterable[Candidate], today: Iterable[Candidate], on: date | None
) -> tuple[dict[str, dict[str, Fill]], dict[str, Text]]:
    """Return what municipalities fill in for open norms, and by pack what cannot be filled in so."""
    packs = [c for c in candidates if c.pack is not None]
    norms = open_norms(rule for c in packs if c.pack for rule in c.pack.rules)
    fills: dict[str, dict[str, Fill]] = {}
    refused: dict[str, Text] = {}
    for candidate in today:
        if candidate.pack is None or candidate.identity is None:
            continue
        place = candidate.identity.authority.upper()
        for name, fill in candidate.pack.fills.items():
            if on is not None and not fill.source.in_force(on):
                continue
            try:
                check_fill(name, fill.limit, norms)
            except FillError as error:
                refused[candidate.name] = error.text
                continue
            if place in fills.setdefault(name, {}):
                refused[candidate.name] = Text(
                    f"{name} is voor {place} al ingevuld door een ander pakket; zet een van beide uit",
                    f"{name} is filled in for {place} by another pack already; switch one of them off",
                )
                continue
            fills[name][place] = fill
    return fills, refused


def _load_data(
    candidate: Candidate,
    collector: Collector,
    fills: dict[str, dict[str, Fill]],
    refused: dict[str, Text],
    *,
    holds: bool,
) -> LoadedPlugin:
    errors = [text for text in (candidate.error, refused.get(candidate.name)) if text is not None]
    if candidate.pack is not None:
        filled: tuple[DataRule, ...] = fill_in(candidate.pack.rules, fills)
        profile = candidate.pack.profile if holds else None
        items = (made_rule(rule, profile) for rule in filled)
        programs = _programs(candidate.pack)
        added = (collector.add(i, candidate.name, candidate.identity) for i in (*items, *programs.rules))
        errors += [*programs.errors, *(reason for reason in added if reason is not None)]
    standing = candidate.opened.standing if candidate.opened else None
    return LoadedPlugin(
        candidate.name,
        candidate.version,
        candidate.sha256,
        collector.ids_of(candidate.name),
        join_texts(*errors, separator="; ") if errors else None,
        title=candidate.title,
        as_data=candidate.pack is not None and not candidate.pack.wheels,
        mark=standing.mark if standing else None,
        bends=_bends(candidate),
    )


def _bends(candidate: Candidate) -> str | None:
    """Return for whom a pack changes what the rules of others find: by a profile, or norms filled in."""
    pack = candidate.pack
    if pack is None or not (pack.profile or pack.fills):
        return None
    return pack.identity.authority


def _programs(pack: Pack) -> Hosted:
    """Return the rules in Python of a bundle: those that its manifest promises, no more and no less."""
    for name, wheel in pack.wheels.items():
        return host_wheel(name, wheel, pack.manifest.declared)
    return Hosted((), ())


def _load(
    pack: FoundPack, collector: Collector, alone: str | None = None, *, hosted: bool = True
) -> LoadedPlugin | SetAside:
    """Load one distribution; what it raises is its error. Set aside if none of its rules is wanted."""
    digest = ""
    items: tuple[object, ...] = ()
    errors: list[Text] = []
    try:
        if pack.error is not None:
            errors.append(Text(pack.error))
        elif not pack.entry_points:
            errors.append(_other_version(pack))
        digest = hash_of_packages(pack.entry_points)
        if hosted and pack.entry_points:
            found = host_distribution(pack)
            items, errors = found.rules, [*errors, *found.errors]
        else:
            items = tuple(item for point in pack.entry_points for item in rules_of(point))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - foreign code may raise anything, SystemExit too
        errors.append(described(error))
    strangers = [i for i in items if pack.makers and isinstance(i, Rule) and i.maker not in pack.makers]
    if strangers:
        errors.append(_of_others(pack, strangers))
        refused = {id(item) for item in strangers}
        items = tuple(item for item in items if id(item) not in refused)
    if alone is not None:
        makers = {getattr(item, "maker", None) for item in items}
        items = tuple(item for item in items if getattr(item, "maker", None) == alone)
        if not items:
            why = Text("niet gekozen (--packs)", "not chosen (--packs)")
            maker = makers.pop() if len(makers) == 1 else None
            return SetAside(pack.name, pack.version, "", why, maker, left_out=True)
    errors += [reason for item in items if (reason := collector.add(item, pack.name)) is not None]
    return LoadedPlugin(
        pack.name,
        pack.version,
        digest,
        collector.ids_of(pack.name),
        join_texts(*errors, separator="; ") if errors else None,
    )


def _of_others(pack: FoundPack, strangers: Iterable[Rule]) -> Text:
    said, ids = ", ".join(pack.makers), ", ".join(rule.id for rule in strangers)
    return Text(
        f"zegt regels te hebben van {said} (keywords), en brengt ook {ids}; geweigerd: noem de maker",
        f"says to hold rules of {said} (keywords), and brings {ids} too; refused: name their maker",
    )


def _other_version(pack: FoundPack) -> Text:
    groups = ", ".join(pack.other_groups)
    return Text(
        f"gemaakt voor {groups}, dit programma heeft {hookspecs.ENTRY_POINT_GROUP};"
        " installeer een passende versie",
        f"made for {groups}, this program has {hookspecs.ENTRY_POINT_GROUP}; install a matching version",
    )
