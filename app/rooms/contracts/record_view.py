"""管理記録の見出し: the record as on the paper, the newest first unless asked otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.acts.paper_facts.record_paper import record_paper
from app.papers.half_page import MOST_ENTRIES
from app.papers.record_page import Row
from app.records.contract_page import ContractPage
from app.records.entry_subjects import ABOUT_EVIDENCE
from app.web import anchors
from app.web.asked import Asked
from app.web.page_address import here
from app.web.table import Column
from audits.record import Fault, Head, chain_faults

FIRST_ROWS = 12
OLDEST = "oldest"
COLUMNS = (
    Column("番号", "number"),
    Column("年月日", "when"),
    Column("区分", "key"),
    Column("内容", "long"),
    Column("相手方", "who"),
    Column("確認者", "who"),
    Column("方法", "key"),
    Column("資料の所在", "who"),
)


@dataclass(frozen=True, slots=True)
class RecordView:
    """Everything that the view shows; `faults` is empty where the chain holds.

    `files`, `places`: how many files an entry has, and where its papers are, as noted later on.
    `about_evidence`: the numbers of the entries that tell of evidence for others.
    """

    rows: tuple[Row, ...]
    total: int
    is_oldest_first: bool
    faults: tuple[Fault, ...]
    note: str
    files: Mapping[int, int] = field(default_factory=dict)
    places: Mapping[int, str] = field(default_factory=dict)
    about_evidence: frozenset[int] = frozenset()
    columns: tuple[Column, ...] = COLUMNS

    @property
    def hidden(self) -> int:
        return self.total - len(self.rows)

    @property
    def fits_half(self) -> bool:
        """So short a record also goes on half a page."""
        return self.total <= MOST_ENTRIES

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(row.number for row in self.rows)

    @property
    def other_way(self) -> str:
        """The same, turned round."""
        return here(order=None if self.is_oldest_first else OLDEST)

    def place_of(self, number: int) -> str:
        """The way to another entry, wherever in the record it stands."""
        anchor = f"#{anchors.entry(number)}"
        return anchor if number in self.numbers else here(all=1) + anchor


def contents(page: ContractPage, asked: Asked) -> RecordView:
    paper = record_paper(page.found)
    oldest_first = asked.text("order") == OLDEST
    rows = sorted(paper.rows, key=lambda row: (row.on, row.number), reverse=not oldest_first)
    shown = rows if asked.flag("all") else rows[:FIRST_ROWS]
    return RecordView(
        rows=tuple(shown),
        total=len(rows),
        is_oldest_first=oldest_first,
        faults=tuple(_faults(page)),
        note=paper.note,
        files=page.files,
        places=page.places,
        about_evidence=frozenset(_about_evidence(page)),
    )


def _about_evidence(page: ContractPage) -> Iterator[int]:
    for entry in page.found.entries:
        if entry.bound_to and entry.bound_to[0].table in ABOUT_EVIDENCE:
            yield entry.number


def _faults(page: ContractPage) -> list[Fault]:
    """What does not hold in this record by itself: its chain, and its end as noted."""
    found, number = page.found, page.found.contract.number
    if page.unreadable is not None:
        return [Fault(number, page.unreadable, "読み取れない値があります。")]
    chain = zip(found.entries, found.hashes, strict=True)
    return list(chain_faults(number, chain, Head(found.entries_noted, found.last_hash)))
