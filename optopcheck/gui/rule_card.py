"""What the banner says of packs whose maker is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optopcheck.domain.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optopcheck.domain.assessment import LoadedPlugin
    from optopcheck.domain.text import Language


def marks(plugins: Sequence[LoadedPlugin], language: Language) -> str:
    """Say of which packs that took part the maker is not known."""
    told = [
        f"{plugin.title or plugin.name} {plugin.version} ({_state(plugin.mark, language)})"
        for plugin in plugins
        if plugin.mark is not None and plugin.rule_ids
    ]
    head = Text("Van wie deze regels zijn is niet vastgesteld", "Whose rules these are is not known")
    return f"{head.in_language(language)}: {'; '.join(told)}" if told else ""


def _state(mark: Text, language: Language) -> str:
    """Return the state of trust alone; the reason stands in the list of packs."""
    return mark.in_language(language).split(": ", 1)[0]
