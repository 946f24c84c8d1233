"""写真の並び: the photographs of a check sheet, item by item, as its pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.acts.evidence import file_rules, size_words
from app.acts.photographing import may_change
from app.acts.sheet_of_visit import NOT_KEPT, NamedVisit
from app.records import attachments, photographs
from app.records.database import reading
from app.records.sheets import Sheet
from app.web.named_visit import visit_address
from audits.wareki import short_wareki


@dataclass(frozen=True, slots=True)
class PhotographLine:
    """A photograph: its name, its size in words, and where it is; `gone` says why it is not."""

    id: int
    name: str
    size: str
    href: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Photographs:
    """Those of a sheet by the item's key; `on`: the city takes some, each of so many megabytes.

    `is_open`: no judgement is on file yet. `takes`: more may be added to this sheet.
    """

    of: Mapping[str, Sequence[PhotographLine]]
    on: bool
    takes: bool
    megabytes: int
    is_open: bool = True

    def __getitem__(self, item: str) -> Sequence[PhotographLine]:
        return self.of.get(item, ())


def photographs_of(place: NamedVisit, sheet: Sheet) -> Photographs:
    """Until the conclusion as drafts, from then on as what hangs on the inspection."""
    lines: dict[str, list[PhotographLine]] = defaultdict(list)
    with reading() as session:
        rules = file_rules(session)
        if sheet.id != NOT_KEPT:
            for one in photographs.of_sheet(session, sheet.id):
                href = visit_address("photographs.download", place, photograph_id=one.id)
                lines[one.item].append(PhotographLine(one.id, one.name, size_words(one.size), href))
            for kept in attachments.of_sheet(session, sheet.id):
                lines[kept.item].append(_kept(kept))
        is_open = may_change(session, place, sheet)
    return Photographs(lines, rules.on, rules.on and is_open, rules.megabytes, is_open)


def _kept(file: attachments.Attachment) -> PhotographLine:
    gone = f"{short_wareki(file.withdrawal.on)} 取下げ" if file.withdrawal else ""
    href = url_for("evidence.download", attachment_id=file.id)
    return PhotographLine(file.id, file.name, size_words(file.size), href, gone)
