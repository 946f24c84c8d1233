"""外部結合の変更の記載を直す: its day, its reason, or the matter that the council was told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.filing.amending import out_of_order
from app.acts.filing.amending_connection import add_row, values_of
from app.acts.loading.change import Amendment
from app.acts.loading.sheets import CONNECTIONS
from app.acts.mending_amendments import NO_REASON, NOTHING_NEW, AmendmentError
from app.records import connection_amendments, connection_list
from app.records.agreed import Fact, Step
from app.records.amendments import Amended
from app.records.filed import Values
from app.records.people import Person
from app.records.scope import Scope

NO_SUCH_MATTER = "この外部結合を対象とする付議から選んでください。"


class NoConnectionChangeError(LookupError):
    """No change of this connection, or not for this person."""


@dataclass(frozen=True, slots=True)
class ConnectionCase:
    """One change on file with everything around it; `matters`: those about the connection."""

    connection: str
    connection_id: int
    title: str
    fact: Fact
    step: Step
    kept: Amended
    matters: tuple[Values, ...]

    @property
    def said(self) -> Amendment:
        """As it stands."""
        return Amendment(self.kept.on, self.kept.reason, self.kept.matter)

    @property
    def seen(self) -> str:
        """Changes whenever somebody puts it right."""
        return str(self.kept.id)

    @property
    def headings(self) -> Mapping[str, str]:
        """What it changed."""
        return {name: CONNECTIONS.headings[name] for name in self.step.changed}


def case_of(session: Session, connection: str, revision: int, scope: Scope) -> ConnectionCase:
    """Raises NoConnectionChangeError."""
    values = connection_list.connection_of(session, connection, scope)
    if values is None:
        raise NoConnectionChangeError(connection)
    fact = connection_amendments.through(session, values["id"])
    for step in fact.steps:
        if step.version.revision == revision and step.amended is not None:
            matters = tuple(connection_list.matters_about(session, connection))
            title = values["title"]
            return ConnectionCase(
                connection, values["id"], title, fact, step, step.amended, matters
            )
    raise NoConnectionChangeError(connection)


def mend(
    session: Session,
    case: ConnectionCase,
    said: Amendment,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Raises AmendmentError. The caller has locked the records."""
    _check(case, said)
    kept = case.kept
    values = values_of(said, case.step.version.revision)
    replaces = (kept.id, kept.first_id, kept.revision)
    add_row(session, case.connection_id, values, by=by.actor, at=at, replaces=replaces)
    operation_log.note(
        session,
        by=by.actor,
        act="mend_connection_change",
        subject=case.connection,
        at=at,
        address=address,
    )


def _check(case: ConnectionCase, said: Amendment) -> None:
    if not said.reason:
        raise AmendmentError("reason", NO_REASON)
    if said.matter and said.matter not in {one["number"] for one in case.matters}:
        raise AmendmentError("matter", NO_SUCH_MATTER)
    if said == case.said:
        raise AmendmentError("", NOTHING_NEW)
    if said.on != case.said.on:
        revision = case.step.version.revision
        for remark in out_of_order(case.fact.steps, said.on, case.headings, revision):
            raise AmendmentError("on", remark.message)
