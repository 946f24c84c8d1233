"""返還・消去と証明: what went back or was erased in a fiscal year, and what proves it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from audits.clause_cell import Cell, Source, SourceKind, Standing
from audits.clause_matrix.ground import Ground, Owed
from audits.clause_matrix.owed import (
    closed_on,
    done,
    excused_cell,
    open_cell,
    open_item,
    standing_of,
)
from audits.entry import EntryKind
from audits.erasure import Disposal, disposed_on
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.wording import DISPOSAL
from checklists.clause import Clause


def disposed(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """Data that is no longer needed goes back in its year, everything at the end of the term."""
    items = ground.owed(year, Kind.DATA_DISPOSAL, Kind.ERASURE_CERTIFICATE)
    if (waiting := open_item(items)) is not None:
        return open_cell(waiting, *_left(ground, items, waiting))
    gone = _gone(ground)
    here = {number for number, day in gone.items() if ground.year_in_term(day) == year}
    closed = done(items)
    if closed and not here:
        here = {item.basis for item in closed if item.basis} or set(gone)
    if here & set(gone):
        days = [gone[number] for number in here & set(gone)]
        return Cell(standing_of(closed), _word(ground, here), max(days), *_named(ground, here))
    if closed:  # there was none at all, and a statement says so
        day = closed_on(closed[-1])
        by, entry = "対象データなし", ground.entry(day, EntryKind.NO_DATA)
        return Cell(standing_of(closed), "データなし", day, by, entry)
    return excused_cell(items, "返還・消去", ground.due(Kind.ERASURE_CERTIFICATE))


def _gone(ground: Ground) -> dict[str, date]:
    """Every data item that is wholly disposed of, with the day."""
    facts = ground.engagement
    days = {
        d.number: disposed_on(d.number, facts.disposals, facts.certificates) for d in facts.data
    }
    return {number: day for number, day in days.items() if day is not None and day <= ground.on}


def _left(ground: Ground, items: Collection[Owed], waiting: Owed) -> tuple[str, Source]:
    """What still has to go back: one item by its number, several by how many."""
    gone = _gone(ground)
    left = {data.number for data in ground.engagement.data} - set(gone)
    if waiting.kind is Kind.DATA_DISPOSAL:
        left &= {item.basis or "" for item in items}
    if not left:
        return "データの記録なし", Source(SourceKind.DATA, ground.branch)
    if len(left) == 1:
        [number] = left
        return f"残り {number}", Source(SourceKind.DATA, ground.branch, number)
    return f"残り {len(left)}件", Source(SourceKind.DATA, ground.branch)


def _named(ground: Ground, numbers: Collection[str]) -> tuple[str, Source]:
    if len(numbers) == 1:
        [number] = numbers
        return f"データ {number}", Source(SourceKind.DATA, ground.branch, number)
    return f"データ {len(numbers)}件", Source(SourceKind.DATA, ground.branch)


def _word(ground: Ground, numbers: Collection[str]) -> str:
    """返還, 引渡し, 引継ぎ or 消去, where it was one of them only."""
    acts = [act for act in ground.engagement.disposals if act.data_number in numbers]
    ways = {act.disposal for act in acts if act.on <= ground.on}
    return DISPOSAL[ways.pop()] if len(ways) == 1 else "返還・消去"


def certified(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """消去証明書: those that came in the year; at the end of the term whether one is still due."""
    items = ground.owed(year, Kind.ERASURE_CERTIFICATE)
    if (waiting := open_item(items)) is not None:
        return open_cell(waiting, "証明書 未", Source(SourceKind.DATA, ground.branch))
    received = [
        (certificate.received_on, certificate.number)
        for certificate in ground.engagement.certificates
        if ground.known(certificate.received_on)
        and ground.year_in_term(certificate.received_on) == year
    ]
    if received:
        day, number = max(received)
        source = Source(SourceKind.CERTIFICATE, ground.branch, number)
        return Cell(standing_of(items), "受領", day, f"証明書 {number}", source)
    if done(items) and not _erased(ground):
        return Cell(Standing.NOT_APPLICABLE, "消去なし")
    return excused_cell(items, "証明書", ground.due(Kind.ERASURE_CERTIFICATE))


def _erased(ground: Ground) -> bool:
    return any(act.disposal is Disposal.ERASED for act in ground.engagement.disposals)


def confirmed(ground: Ground, _clause: Clause, year: FiscalYear) -> Cell | None:
    """甲's confirmation of each certificate, and the end of the backups that it names."""
    items = ground.owed(year, Kind.ERASURE_CONFIRMATION, Kind.BACKUP_EXPIRY)
    if not items:
        return None
    if (waiting := open_item(items)) is not None:
        by, source = _certificate(ground, waiting)
        return open_cell(waiting, by, source)
    closed = done(items)
    if not closed:
        return excused_cell(items, *_certificate(ground, items[-1]))
    by, source = _certificate(ground, closed[-1])
    word = "控え消滅" if closed[-1].kind is Kind.BACKUP_EXPIRY else "確認"
    excused = excused_cell(items, by, source)
    return excused or Cell(standing_of(closed), word, closed_on(closed[-1]), by, source)


def _certificate(ground: Ground, item: Owed) -> tuple[str, Source]:
    what = "控え" if item.kind is Kind.BACKUP_EXPIRY else "証明書"
    number = item.basis or ""
    return f"{what} {number}", Source(SourceKind.CERTIFICATE, ground.branch, number)
