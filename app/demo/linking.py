"""お試しの外部結合の変更: what is sent over the network was added to, as the council was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.acts.filing.council_entry import CouncilEntry
from app.acts.loading.as_typed import typed_from
from app.acts.loading.change import Amendment, Place
from app.acts.loading.sheets import CONNECTIONS
from app.demo.calendar import Calendar
from app.demo.cases_registry import FORMER_NAME, NETWORK
from app.records import connection_list
from app.records.database import reading
from app.records.people import Person, person_named
from app.records.scope import EVERYTHING
from app.workbooks.hand_row import hand_row
from app.workbooks.hand_sheets import HAND_SHEETS
from app.workflows.file_council_entry import file_council_entry
from audits.roles import Act

ITEMS = "情報項目"
BY_LAW = "住民票に旧氏を記載する制度が始まるため。"
NOTICE = timedelta(days=57)  # from the session to the day of the change


@dataclass(frozen=True)
class Linking:
    """One change of a connection without a contract, told in the last matter about it."""

    calendar: Calendar
    at: datetime

    def change(self) -> None:
        with reading() as session:
            on_file = connection_list.connection_of(session, NETWORK, EVERYTHING)
            matters = connection_list.matters_about(session, NETWORK)
        if on_file is None or not matters:
            raise LookupError(NETWORK)
        given = {
            **typed_from(CONNECTIONS, on_file),
            "結合番号": NETWORK,
            ITEMS: f"{on_file['items']}、{FORMER_NAME}",
        }
        read = hand_row(HAND_SHEETS[CONNECTIONS.sheet], given)
        if read.row is None or read.problems:
            raise ValueError(read.problems)
        last = matters[0]
        entry = CouncilEntry(
            CONNECTIONS,
            Place(connection=NETWORK),
            read.row,
            frozenset({ITEMS}),
            on_file["row"],
            Amendment(last["held_on"] + NOTICE, BY_LAW, last["number"]),
        )
        filing = file_council_entry(
            entry,
            Act.ENTER_COUNCIL_MATTER,
            key="demo connection",
            by=self._secretariat(),
            at=self.at,
        )
        if not filing.filed:
            raise ValueError(filing.errors)

    def _secretariat(self) -> Person:
        with reading() as session:
            found = person_named(session, "secretariat", self.calendar.on)
        if found is None:
            raise LookupError("secretariat")
        return found
