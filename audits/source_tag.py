"""札: where an item of a check sheet comes from, as it stands beside the item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audits.wording import ITEM_ORIGIN
from checklists.composing import ItemOrigin, ItemSource

CLAUSE_WORDS, OTHER_WORDS = "{}第{}", "{} {}"


@dataclass(frozen=True, slots=True)
class SourceTag:
    """The words of one tag; `must_be_seen`: the council was told of it, so nobody may skip it."""

    words: str
    must_be_seen: bool = False


def source_tags(sources: Iterable[ItemSource]) -> tuple[SourceTag, ...]:
    """標準 46・47, 特記事項第6, 審議会への報告 S3（助言）: the numbers of one kind together."""
    numbers: dict[ItemOrigin, list[str]] = {}
    for source in sources:
        note = f"（{source.note}）" if source.note else ""
        numbers.setdefault(source.origin, []).append(source.number + note)
    return tuple(
        SourceTag(
            (CLAUSE_WORDS if origin is ItemOrigin.CLAUSE else OTHER_WORDS).format(
                ITEM_ORIGIN[origin], "・".join(found)
            ),
            origin is ItemOrigin.COUNCIL,
        )
        for origin, found in numbers.items()
    )
