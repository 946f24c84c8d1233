"""版の行: editions and drafts as lists show them, and the sheets that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.acts.sheet_editions import as_sheet
from app.records.sheet_drafts import SheetDraft
from app.records.standard_sheet import PublishedSheet
from app.web.marks import Look
from checklists.library import filled
from checklists.sheet import CheckItem, CheckSheet, Group

DRAFT = "draft-"


class EditionState(Enum):
    """How an edition stands on a day."""

    IN_USE = "使用中"
    LATER = "公開済・これから使う"
    EARLIER = "公開済・以前の版"


LOOKS: Mapping[EditionState, Look] = {
    EditionState.IN_USE: Look("done", "green"),
    EditionState.LATER: Look("planned", "ink2"),
    EditionState.EARLIER: Look("none", "ink3"),
}


@dataclass(frozen=True, slots=True)
class EditionLine:
    """A published edition as it stands today."""

    published: PublishedSheet
    state: EditionState

    @property
    def look(self) -> Look:
        return LOOKS[self.state]


def edition_lines(found: Sequence[PublishedSheet], on: date) -> Iterator[EditionLine]:
    """Those found, newest first; the first that may be used on the day is the one in use."""
    in_use = next((one.id for one in found if one.used_from is None or one.used_from <= on), "")
    for one in found:
        later = one.used_from is not None and one.used_from > on
        past = EditionState.LATER if later else EditionState.EARLIER
        yield EditionLine(one, EditionState.IN_USE if one.id == in_use else past)


def comparable(
    found: Sequence[PublishedSheet], drafts: Sequence[SheetDraft]
) -> dict[str, tuple[str, CheckSheet]]:
    """What may be compared: by what the address says, its words and itself."""
    by_id = {one.id: one.sheet for one in found}
    sheets = {one.id: (one.sheet.named, one.sheet) for one in found}
    for each in drafts:
        as_edition = as_sheet(each, by_id[each.copied_from])
        sheets[f"{DRAFT}{each.id}"] = (f"下書き　{each.named}", as_edition)
    return sheets


def in_groups(
    groups: Sequence[Group], items: Sequence[CheckItem]
) -> list[tuple[Group, list[CheckItem]]]:
    """The items of each group, also of one that is empty."""
    return [(group, [item for item in items if item.group == group.code]) for group in groups]


def groups_of(sheet: CheckSheet) -> list[tuple[Group, list[CheckItem]]]:
    """The same of an edition, with what to look at."""
    return in_groups(sheet.groups, filled(sheet).items)
