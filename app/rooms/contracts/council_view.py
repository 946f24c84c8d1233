"""付議と対策の見出し: what the council was told, what was promised, and whether it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.records.contract_council import Connection
from app.records.contract_page import ContractPage
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Filed, Values
from app.rooms.contracts.due_view import WORST
from app.rooms.contracts.party import Party, parties
from app.web import anchors
from app.web.asked import Asked
from app.web.table import Column
from audits.council import CouncilResult, Matter
from audits.due import OPEN_STATES, State
from audits.kind import Kind
from audits.safeguard import CarriedOutBy, Category, Frequency, SafeguardOrigin

MATTER_COLUMNS = (
    Column("開催日", "when"),
    Column("付議番号", "key"),
    Column("区分", "key"),
    Column("件名・変更点", "long"),
    Column("根拠"),
    Column("前回", "key"),
    Column("結果", "key"),
)
SAFEGUARD_COLUMNS = (
    Column("状態", "state"),
    Column("番号", "key"),
    Column("対策", "long"),
    Column("区分・実施者"),
    Column("由来", "key"),
    Column("頻度", "key"),
    Column("前回", "when"),
    Column("次回", "when"),
    Column("操作", "act"),
)
CONNECTED_COLUMNS = SAFEGUARD_COLUMNS[1:5]
ADVICE_COLUMNS = (
    Column("番号", "key"),
    Column("助言日", "when"),
    Column("助言", "long"),
    Column("担当課の対応", "long"),
    Column("約束した対策"),
    Column("操作", "act"),
)


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter; those before it that are about this contract too are links.

    `begun`: the contract's first day, where the council first heard of it only afterwards.
    """

    anchor: str
    values: Values
    matter: Matter
    result: CouncilResult | None
    previous: tuple[tuple[str, str], ...]
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class SafeguardLine:
    """A safeguard and how its commitments stand: when last kept, when next due.

    `state` is the worst of what is open; None where it has no rhythm.
    """

    anchor: str
    values: Values
    category: Category
    by: CarriedOutBy
    origin: SafeguardOrigin
    frequency: Frequency
    items: tuple[DueOnDay, ...] = ()

    @property
    def open(self) -> list[DueOnDay]:
        return [item for item in self.items if item.state in OPEN_STATES]

    @property
    def state(self) -> State | None:
        states = [item.state for item in self.open or self.items]
        return min(states, key=WORST.index, default=None)

    @property
    def state_words(self) -> str:
        late = [item for item in self.open if item.days_overdue]
        if len(late) > 1:
            return f"{len(late)}件超過"
        return f"{late[0].days_overdue:,}日超過" if late else ""

    @property
    def last(self) -> date | None:
        return max((item.closed_on for item in self.items if item.closed_on), default=None)

    @property
    def next(self) -> date | None:
        return min((item.due_on for item in self.open), default=None)


@dataclass(frozen=True, slots=True)
class Promised:
    """The safeguards of one engagement."""

    party: Party
    lines: tuple[SafeguardLine, ...]


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """Advice with its answer; a promised safeguard that is on file is a link."""

    values: Values
    connection: str | None
    promised: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConnectionPart:
    """An external connection with its own safeguards."""

    connection: Connection
    matters: tuple[MatterLine, ...]
    lines: tuple[SafeguardLine, ...]


@dataclass(frozen=True, slots=True)
class CouncilView:
    """Everything that the view shows."""

    matters: tuple[MatterLine, ...]
    promised: tuple[Promised, ...]
    advices: tuple[AdviceLine, ...]
    connections: tuple[ConnectionPart, ...]
    matter_columns: tuple[Column, ...] = MATTER_COLUMNS
    safeguard_columns: tuple[Column, ...] = SAFEGUARD_COLUMNS
    connected_columns: tuple[Column, ...] = CONNECTED_COLUMNS
    advice_columns: tuple[Column, ...] = ADVICE_COLUMNS


def contents(page: ContractPage, _asked: Asked) -> CouncilView:
    found = page.found
    return CouncilView(
        matters=tuple(_matters(page.own_matters, found.contract.term.first)),
        promised=tuple(_promised(found)),
        advices=tuple(_advices(page)),
        connections=tuple(
            ConnectionPart(each, tuple(_told_of(page, each)), tuple(_of_connection(each)))
            for each in page.connections
        ),
    )


def _matters(matters: Sequence[Values], starts_on: date | None = None) -> Iterator[MatterLine]:
    """The newest first."""
    there = {values["number"] for values in matters}
    first = matters[0] if matters and not matters[0]["previous"] else None
    for values in reversed(matters):
        yield MatterLine(
            anchors.matter(values["number"]),
            values,
            Matter(values["matter"]),
            CouncilResult(values["result"]) if values["result"] else None,
            tuple((n, f"#{anchors.matter(n)}" if n in there else "") for n in values["previous"]),
            starts_on if values is first and _heard_late(values, starts_on) else None,
        )


def _heard_late(matter: Values, starts_on: date | None) -> bool:
    return starts_on is not None and starts_on < matter["held_on"]


def _told_of(page: ContractPage, connection: Connection) -> Iterator[MatterLine]:
    """The matters about a connection that do not name the contract too: those stand above."""
    own = {values["number"] for values in page.own_matters}
    about = [v for v in page.matters if connection.number in v["connections"]]
    yield from _matters([v for v in about if v["number"] not in own])


def _promised(found: Dossier) -> Iterator[Promised]:
    owed = found.owed(Kind.COMMITMENT)
    for party in parties(found).values():
        filed = [one for one in found.safeguards if one.branch == party.branch]
        if filed:
            lines = (_safeguard(party.branch, one, owed) for one in filed)
            yield Promised(party, tuple(lines))


def _safeguard(branch: int, filed: Filed, owed: Sequence[DueOnDay]) -> SafeguardLine:
    number = filed.values["number"]
    items = tuple(item for item in owed if (item.branch, item.basis) == (branch, number))
    return _line(anchors.safeguard(branch, number), filed.values, items)


def _line(anchor: str, values: Values, items: tuple[DueOnDay, ...] = ()) -> SafeguardLine:
    return SafeguardLine(
        anchor,
        values,
        Category(values["category"]),
        CarriedOutBy(values["carried_out_by"]),
        SafeguardOrigin(values["origin"]),
        Frequency(values["frequency"]),
        items,
    )


def _of_connection(connection: Connection) -> Iterator[SafeguardLine]:
    for values in connection.safeguards:
        yield _line("", values)


def _advices(page: ContractPage) -> Iterator[AdviceLine]:
    places: dict[str, str] = {}
    for filed in page.found.safeguards:
        number = filed.values["number"]
        places.setdefault(number, f"#{anchors.safeguard(filed.branch, number)}")
    for one in page.advices:
        known = places if one.connection is None else {}
        promised = ((number, known.get(number, "")) for number in one.values["promised"])
        yield AdviceLine(one.values, one.connection, tuple(promised))
