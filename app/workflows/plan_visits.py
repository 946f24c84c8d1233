"""日程を決める: gives many visits of a year their days in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import operation_log, projection
from app.acts.filing.hand_entry import NotThereError
from app.acts.filing.planned_day import planned_day
from app.acts.filing.planning import plan_entry
from app.acts.loading.change import Change, Plan
from app.acts.loading.write import write
from app.clock import day_of
from app.records import forms_sent, revisions, waiting_visits
from app.records.database import transaction
from app.records.people import Person
from app.records.reachable import reachable
from audits.fiscal_year import FiscalYear
from audits.roles import Act


@dataclass(frozen=True, slots=True)
class Chosen:
    """The day chosen for the visit of one engagement in one fiscal year, and why where needed."""

    contract: str
    branch: int
    year: FiscalYear
    on: date
    why: str = ""


class RefusedDayError(ValueError):
    """A day that cannot be registered as it is; the message says why."""

    def __init__(self, contract: str, sentence: str) -> None:
        super().__init__(f"{contract}：{sentence}")


def plan_visits(
    chosen: Sequence[Chosen], *, key: str, by: Person, at: datetime, address: str | None = None
) -> list[Chosen]:
    """Notes the days, once for each `key` and choice; those that have got their day.

    A visit that has a day by now, from somebody who was quicker, keeps it and is left out.
    Raises NotThereError where one of the contracts is not the person's to plan for,
    RefusedDayError where a day cannot be.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, *chosen)
        if forms_sent.was_sent(session, sent):
            return list(chosen)
        changes = [(one, _change(session, one, by, at)) for one in chosen]
        planned = [one for one, change in changes if change is not None]
        made = [change for _, change in changes if change is not None]
        if made:
            contracts = sorted({one.contract for one in planned})
            plan = Plan(changes=made, contracts=contracts)
            projection.rebuild(session, write(session, plan, by=by.actor, at=at, by_hand=True))
        forms_sent.note(session, sent, at)
        for one in planned:
            subject = f"{one.contract} {one.branch} {one.year} {one.on.isoformat()}"
            operation_log.note(
                session, by=by.actor, act="plan_visit", subject=subject, at=at, address=address
            )
    return planned


def _change(session: Session, one: Chosen, by: Person, at: datetime) -> Change | None:
    scope = by.scope_of(Act.ENTER)
    contract_id = reachable(session, one.contract, scope)
    if contract_id is None:
        raise NotThereError(one.contract)
    waiting = waiting_visits.of_engagement(session, contract_id, one.branch, one.year)
    if waiting.planned_on is not None:
        return None
    entry = planned_day(
        one.contract, one.branch, one.year, waiting.round, one.on, seen=waiting.row_id, why=one.why
    )
    outcome = plan_entry(session, entry, scope, on=day_of(at))
    if outcome.errors:
        raise RefusedDayError(one.contract, "".join(error.message for error in outcome.errors))
    return outcome.change
