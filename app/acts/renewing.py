"""次年度更新: what a successor takes over from the contract before it, beside its terms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.records import contract_modules
from app.records.people import Person
from app.records.reachable import reachable
from audits.roles import Act


def take_over_modules(
    session: Session, contract: str, previous: str | None, *, by: Person, at: datetime
) -> None:
    """The special cases of the previous contract, where the person may enter for it."""
    scope = by.scope_of(Act.ENTER)
    from_id = reachable(session, previous, scope) if previous else None
    to_id = reachable(session, contract, scope)
    if from_id is None or to_id is None or from_id == to_id:
        return
    names = [one.module.id for one in contract_modules.switched_on(session, from_id)]
    contract_modules.switch_on(session, to_id, names, by=by.actor, at=at)
    for name in names:
        operation_log.note(
            session, by=by.actor, act="switch_module_on", subject=f"{contract} {name}", at=at
        )
