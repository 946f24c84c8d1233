"""次の契約へ引き継ぐ: data still out goes to the successor, and stands there as handed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts.filing.filing import Filing, file
from app.acts.filing.hand_entry import HandEntry, Remark
from app.acts.loading.sheet_map import SheetMap
from app.acts.loading.sheets import DATA_BY_HAND, DISPOSALS_BY_HAND
from app.acts.media_on_file import StillOut, still_out
from app.clock import day_of
from app.records.dossier import Dossier
from app.records.people import Person
from app.workbooks.hand_row import Typed, hand_row
from app.workbooks.hand_sheets import HAND_SHEETS
from audits.engagement import PRIME_BRANCH
from audits.erasure import Disposal, Origin
from audits.wording import DISPOSAL, ORIGIN
from audits.words import folded

NOTHING_CHOSEN = "引き継ぐデータを選んでください。"
GONE = "引き継ぐデータのうち、もう残っていないものがあります。一覧を見直してください。"
NO_SUCCESSOR = "この番号の契約が台帳にないか、ご自分の課の契約ではありません。"
ITSELF = "この契約そのものには引き継げません。引継先の契約番号を入れてください。"
TO_COME = "今日より後です。引き継いだ後に記録してください。"
SUCCESSOR = "引継先契約番号"

Chosen = tuple[int, str]  # branch and data number


@dataclass(frozen=True, slots=True)
class CarryOver:
    """To which contract, when, how, and by which instruction of the city."""

    successor: str
    on: date
    instructed_on: date
    document: str
    means: str
    officer: str


class CarryOverRefusedError(ValueError):
    """Nothing was carried over; `remarks` say why, by the headings of the sheet."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        super().__init__("".join(one.message for one in remarks))
        self.remarks = tuple(remarks)


def carry_over(
    session: Session,
    found: Dossier,
    to: Dossier,
    chosen: Sequence[Chosen],
    said: CarryOver,
    *,
    by: Person,
    at: datetime,
) -> int:
    """Writes both sides of each item, all or none; how many those are. The caller locks records.

    Raises CarryOverRefusedError.
    """
    out = {(one.branch, one.item["number"]): one for one in still_out(found)}
    if not chosen:
        raise CarryOverRefusedError([Remark("", NOTHING_CHOSEN)])
    if said.on > day_of(at):
        raise CarryOverRefusedError([Remark("日付", TO_COME)])
    if any(one not in out for one in chosen):
        raise CarryOverRefusedError([Remark("", GONE)])
    taken = {(filed.branch, filed.values["number"]) for filed in to.data}
    for one in (out[key] for key in chosen):
        branch = _branch_in(found, to, one.branch)
        number = _free(taken, branch, one.item["number"])
        taken.add((branch, number))
        for entry in _both_sides(found, to, one, said, branch, number):
            _refuse(file(session, entry, by=by, at=at))
    return len(chosen)


def _both_sides(
    found: Dossier, to: Dossier, one: StillOut, said: CarryOver, branch: int, number: str
) -> Iterator[HandEntry]:
    before, item = found.contract.number, one.item
    gone: dict[str, Typed] = {
        "データ番号": item["number"],
        "区分": DISPOSAL[Disposal.CARRIED_OVER],
        "日付": said.on,
        "方法": said.means or None,
        "件数": _typed_count(one),
        SUCCESSOR: said.successor,
        "指示日": said.instructed_on,
        "文書番号": said.document,
        "対象の媒体番号": one.numbers if one.is_part else None,
    }
    yield _entry(DISPOSALS_BY_HAND, before, one.branch, gone)
    came: dict[str, Typed] = {
        "データ番号": number,
        "データ名": item["name"],
        "情報項目": "\n".join(item["items"]) or None,
        "記録媒体": "\n".join(item["media"]) or None,
        "媒体番号": one.numbers or None,
        "件数": _typed_count(one),
        "区分": ORIGIN[Origin.PROVIDED],
        "日付": said.on,
        "引渡方法": said.means or None,
        "職員": said.officer or None,
        "貸主": item["lessor"],
        "引継元契約番号": before,
        "引継元データ番号": item["number"],
    }
    yield _entry(DATA_BY_HAND, to.contract.number, branch, came)


def _entry(sheet: SheetMap, contract: str, branch: int, typed: Mapping[str, Typed]) -> HandEntry:
    place: dict[str, Typed] = {"契約番号": contract, "枝番": str(branch)}
    read = hand_row(HAND_SHEETS[sheet.sheet], {**place, **typed})
    if read.row is None or read.problems:
        raise CarryOverRefusedError([Remark(one.column, one.message) for one in read.problems])
    return HandEntry(sheet, contract, read.row, frozenset(typed), branch)


def _refuse(filing: Filing) -> None:
    if not filing.filed:
        raise CarryOverRefusedError(filing.errors)


def _branch_in(found: Dossier, to: Dossier, branch: int) -> int:
    """Where the same contractor stands in the successor; else its contractor itself."""
    name = folded(found.contract.engagement(branch).contractor or "")
    same = (
        e.branch for e in to.contract.engagements if name and folded(e.contractor or "") == name
    )
    return next(same, PRIME_BRANCH)


def _free(taken: set[Chosen], branch: int, number: str) -> str:
    """The same number where it is free, else D1-2, D1-3 …"""
    if (branch, number) not in taken:
        return number
    place = 2
    while (branch, f"{number}-{place}") in taken:
        place += 1
    return f"{number}-{place}"


def _typed_count(one: StillOut) -> str | None:
    return None if one.count is None else str(one.count)
