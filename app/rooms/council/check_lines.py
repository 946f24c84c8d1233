"""実施の確認の行: the checks of a connection's safeguards, as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.acts.checking_safeguards import is_asked_at_visits
from app.clock import today
from app.records import safeguard_checks
from app.records.connection_list import ConnectionPage
from app.records.council_rows import Reading
from app.records.safeguard_checks import Check, LastCheck
from app.rooms.council.acts_here import ActsHere
from app.rooms.council.checks import CHECK, CHECK_CHANGE, OWNERS
from app.rooms.council.deeds import Of
from app.web import anchors
from app.web.paging import Page
from app.web.table import Column

ROWS = 50
COLUMNS = (
    Column("確認した日", "when"),
    Column("対策", "key"),
    Column("結果", "state"),
    Column("確認した方法と内容", "long"),
    Column("確認者"),
    Column("資料の所在"),
    Column("操作"),
)


@dataclass(frozen=True, slots=True)
class Checks:
    """The history of one connection, a page at a time, and what this person may do about it.

    `count` leaves out what was put right; `last`: the newest check of each safeguard.
    """

    found: ConnectionPage
    acts: ActsHere
    is_visited: bool
    count: int
    page: Page
    lines: Sequence[Check]
    last: Mapping[tuple[str, str], LastCheck]

    @property
    def columns(self) -> tuple[Column, ...]:
        return COLUMNS

    @property
    def may_check(self) -> bool:
        department = self.found.values["department"]
        return not self.is_visited and any(self.acts.reaches(who, department) for who in OWNERS)

    def form(self, safeguard: str) -> str:
        """Where the safeguard is confirmed; blank where visits do it, or others."""
        return "" if self.is_visited else self._first(CHECK, key=safeguard)

    def change(self, check: Check) -> str:
        return self._first(CHECK_CHANGE, key=check.safeguard, check=str(check.number))

    def place(self, check: Check) -> str:
        return anchors.check(check.safeguard, check.number)

    def safeguard_place(self, safeguard: str) -> str:
        return anchors.safeguard(0, safeguard)

    def last_of(self, safeguard: str) -> Check | None:
        last = self.last.get((self.found.number, safeguard))
        return last.check if last else None

    def as_promised(self, check: Check) -> str:
        """The safeguard as it read then, where it has been changed since; else blank."""
        now = {one["number"]: one["text"] for one in self.found.safeguards}
        return "" if now.get(check.safeguard) == check.promised else check.promised

    def _first(self, name: str, **asked: str) -> str:
        number, department = self.found.number, self.found.values["department"]
        return self.acts.first(name, Of.CONNECTION, number, department, *OWNERS, **asked)


def checks_of(session: Reading, found: ConnectionPage, acts: ActsHere, number: int) -> Checks:
    """The page of this number of the connection's checks."""
    count, lines = safeguard_checks.count_checks(session, found.id)
    page = Page(number, ROWS, lines)
    return Checks(
        found,
        acts,
        is_asked_at_visits(session, found.values["contract_number"]),
        count,
        page,
        safeguard_checks.checks_of(session, found.id, offset=page.offset, limit=ROWS),
        safeguard_checks.last_checks(session, [found.number], today()),
    )
