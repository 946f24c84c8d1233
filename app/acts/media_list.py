"""返却一覧: every medium of a contract by itself, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.acts.media_on_file import acts_of, counts, media_acts, received_by
from app.records.dossier import Dossier
from app.records.filed import Values
from audits.erasure_methods import media_of
from audits.media import closed_by
from audits.wording import MEDIUM

NOT_TOLD = "区分なし"


@dataclass(frozen=True, slots=True)
class MediumLine:
    """One medium of a data item; `act`: what it went with, None while it is out.

    `number` is blank where the item has none on file. `count`: of the whole item, on its first line
    and while none of its media has gone; of single media nobody knows it.
    """

    branch: int
    item: Values
    kind: str
    number: str
    act: Values | None
    count: int | None


def media_lines(found: Dossier, branch: int | None = None) -> Iterator[MediumLine]:
    """Of all engagements, or of one, item by item."""
    for filed in found.data:
        if branch is None or filed.branch == branch:
            yield from _of_item(found, filed.branch, filed.values)


def _of_item(found: Dossier, branch: int, item: Values) -> Iterator[MediumLine]:
    received = received_by(found, branch)
    acts = [act for act in acts_of(found, branch, item["number"]) if counts(act, received)]
    went = closed_by(item["medium_numbers"] or "", media_acts(acts))
    is_whole = all(by is None for by in went.values())
    for place, (number, by) in enumerate(went.items()):
        act = None if by is None else acts[by]
        count = item["count"] if is_whole and place == 0 else None
        yield MediumLine(branch, item, kind_of(item), number, act, count)


def kind_of(item: Values) -> str:
    """The classes of the item's media, in few words."""
    words = (MEDIUM[medium].split("（")[0] for medium in media_of(item["media"]))
    return "、".join(words) or NOT_TOLD
