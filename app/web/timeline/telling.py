"""図の説明: the drawing in a few sentences, for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.records.dossier import Dossier
from app.web.timeline.data_items import DataLife, holders, still_out
from app.web.timeline.events import Event
from audits.wareki import wareki

MOST_URGENT = 5


def description(
    found: Dossier,
    lives: Sequence[DataLife],
    visits: Sequence[Event],
    calls: Sequence[Event],
    erasures: Sequence[Event],
) -> str:
    """Term, data, visits, telephone checks, and what is overdue."""
    sentences = [
        f"{wareki(found.contract.term.first)}から{wareki(found.contract.term.last)}まで。",
        _data(lives),
        *_dated("立入調査", visits),
        *_dated("電話等の確認", calls),
        *_dated("返還・消去", erasures),
        *_urgent((*visits, *erasures)),
        f"今日は{wareki(found.on)}。",
    ]
    return "".join(sentences)


def _data(lives: Sequence[DataLife]) -> str:
    if not lives:
        return "データの記録なし。"
    left = len(still_out(lives))
    back = f"データ{len(lives)}件のうち{len(lives) - left}件は返還・消去済み"
    return f"{back}、{left}件は{holders(lives)}に残っている。" if left else f"{back}。"


def _dated(what: str, events: Sequence[Event]) -> Iterator[str]:
    past = [event for event in events if event.has_happened]
    coming = [event for event in events if event.is_coming and not event.look.urgent]
    if past:
        last = max(past, key=lambda event: event.day)
        yield f"{what}は{len(past)}回、最後は{wareki(last.day)}。"
    else:
        yield f"{what}の記録なし。"
    if coming:
        first = min(coming, key=lambda event: event.day)
        yield f"{what}の次は{first.fact}。"


def _urgent(events: Iterable[Event]) -> Iterator[str]:
    words = list(dict.fromkeys(event.fact for event in events if event.look.urgent))
    if words:
        more = f"ほか{len(words) - MOST_URGENT}件" if len(words) > MOST_URGENT else ""
        yield f"期限超過は{'、'.join(words[:MOST_URGENT])}{more}。"
