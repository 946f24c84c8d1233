"""契約変更の言葉: what the record says of a change of what was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.acts.drafts import Draft
from app.acts.loading.change import Amendment, Change
from audits.entry import EntryKind
from audits.period import Rhythm
from audits.wareki import short_wareki
from audits.wording import RHYTHM

TOLD_WHOLE = 20
# What somebody must be able to read from the record alone.
ALWAYS_WHOLE = {"contractor": 60, "department": 60, "title": 60, "clause_set": 60}
LISTED_WHOLE = 60
NOTHING = "なし"
AMENDED_SLOT = "amended "


def amended(
    draft: Draft, change: Change, amendment: Amendment, clause_sets: Mapping[str, str]
) -> Draft:
    """The draft of a change of what was agreed, from a day on and for a reason.

    `clause_sets`: the edition (2021年版) of each clause set.
    """
    told = "、".join(
        _told(change, name, clause_sets) for name in changed_columns(change, draft.fields)
    )
    matter = f"　付議 {amendment.matter}" if amendment.matter else ""
    text = f"{told}　{amendment.reason}{matter}"
    slot = amended_slot(change.previous.revision + 1 if change.previous else 1)
    return replace(draft, slot=slot, kind=EntryKind.AMENDED, on=amendment.on, text=text)


def amended_slot(revision: int) -> str:
    """What tells the entry of this change apart from others of the same fact."""
    return f"{AMENDED_SLOT}{revision}"


def is_amended(slot: str) -> bool:
    """Whether it is the entry of such a change."""
    return slot.startswith(AMENDED_SLOT)


def changed_columns(change: Change, fields: Sequence[str]) -> list[str]:
    """Which contracts a matter is about is no part of what it says of each of them."""
    before = change.previous.values if change.previous else {}
    return [n for n in fields if n != "contracts" and before.get(n) != change.values[n]]


def _told(change: Change, name: str, clause_sets: Mapping[str, str]) -> str:
    """終了日 R9.3.31→R9.9.30, 情報項目（追加 電話番号）; long texts are only named."""
    heading = change.sheet.headings[name]
    before = change.previous.values[name] if change.previous else None
    after = change.values[name]
    if isinstance(after, list | tuple):
        return f"{heading}{_listed(before or [], after)}"
    said = [_short(name, value, clause_sets) for value in (before, after)]
    longest = ALWAYS_WHOLE.get(name, TOLD_WHOLE)
    fits = all(words is not None and len(words) <= longest for words in said)
    return f"{heading} {said[0]}→{said[1]}" if fits else heading


def _listed(before: Sequence[str], after: Sequence[str]) -> str:
    """（追加 電話番号・生年月日、削除 住所）; of many only how many."""
    moves = {
        "追加": [one for one in after if one not in before],
        "削除": [one for one in before if one not in after],
    }
    whole = "、".join(_names(moves))
    counted = "、".join(f"{words}{len(names)}件" for words, names in moves.items() if names)
    said = whole if len(whole) <= LISTED_WHOLE else counted
    return f"（{said}）" if said else ""


def _names(moves: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for words, names in moves.items():
        if names:
            yield f"{words} {'・'.join(names)}"


def _short(name: str, value: Any, clause_sets: Mapping[str, str]) -> str | None:
    """A day, number or name as the record tells it; None where it takes more than a few words."""
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return short_wareki(value)
    if isinstance(value, bool):
        return "有" if value else "無"
    if isinstance(value, int):
        return f"{value:,}"
    if name == "clause_set":
        return clause_sets.get(value, str(value))
    if name == "periodic_report":
        return RHYTHM[Rhythm(value)]
    return value if isinstance(value, str) else None
