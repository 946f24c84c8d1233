"""What stands on a 立入調査結果報告書: facts on file, blank where the paper is to be written on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.papers.record_page import Chain, Head

# 総合判定 as printed, and what each of them means.
MET, UNCONFIRMED_LEFT, TO_BE_PUT_RIGHT, UNDECIDED = "適", "未確認あり", "是正を要する", "判定待ち"
OUTCOMES = (
    (MET, "改める点がない"),
    (UNCONFIRMED_LEFT, "確かめていない項目が残る"),
    (TO_BE_PUT_RIGHT, "否の項目か指摘がある"),
    (UNDECIDED, "結論が出ていない"),
)


@dataclass(frozen=True, slots=True)
class ReportedVisit:
    """The visit as it was carried out; what is not on file of it is left to be written in."""

    party: str  # 受託者　みなと通信株式会社
    year: str  # 令和8年度
    round: int
    carried_out_on: date
    method: str
    reason: str = ""  # why it is not 実地
    officers: str = ""
    is_on_site: bool = True
    place: str = ""
    hours: str = ""  # 13時30分から16時まで
    attendants: str = ""  # 立会者: who was met


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many items of a part of the sheet, or of all of it, have which answer."""

    code: str  # A; of all of it, nothing
    name: str
    items: int
    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    unconfirmed: int = 0


@dataclass(frozen=True, slots=True)
class SheetCount:
    """結果集計, part by part and in all, of a sheet that was kept.

    `unfinished`: its answers were never concluded, though the visit may be.
    """

    groups: tuple[GroupCount, ...]
    whole: GroupCount
    edition: str
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding of this visit."""

    number: str
    text: str
    cause: str = ""
    due_on: date | None = None
    put_right_on: date | None = None
    standing: str = ""  # 回答待ち, 是正済


@dataclass(frozen=True, slots=True)
class EarlierFindingReported:
    """A finding of an earlier visit: how it stands, and what this visit saw of it."""

    name: str  # 2025-1-1
    text: str
    due_on: date | None = None
    put_right_on: date | None = None
    verdict: str = ""  # of this visit's sheet, where it asked
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who submitted an edition and who approved it, and when.

    `alone`: it is one and the same, for the department has nobody else who could.
    """

    edition: int
    submitted_on: date
    submitted_by: str
    approved_on: date
    approved_by: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class InspectionReport:
    """Everything on one 立入調査結果報告書 as of a day.

    `judgement` is the 総合判定 as it was put on file, `outcome` what follows from all facts.
    `standing` is said of a report that is not approved: 作成中.
    """

    as_of: date
    head: Head
    contractor: str  # whom the visit was to, for the head of later pages
    visit: ReportedVisit
    outcome: str
    judgement: str
    count: SheetCount | None  # None where no sheet was kept
    findings: tuple[ReportedFinding, ...]
    open_findings: int
    next_due_on: date | None  # of what is not put right yet
    earlier: tuple[EarlierFindingReported, ...]
    chain: Chain
    standing: str = ""
    approval: Approval | None = None
