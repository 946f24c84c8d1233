"""事故の訂正: an incident that somebody has closed is not put right before it is opened again."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.acts.filing.hand_entry import HandEntry, Remark
from app.acts.incident_checks import CLOSED_INCIDENT
from app.acts.loading.sheets import INCIDENTS
from app.records import incident_accounts, revisions
from app.records.reachable import reachable
from app.records.scope import Scope


def incident_closed(session: Session, entry: HandEntry, scope: Scope) -> Remark | None:
    """Why the incident is not put right now; None where it is, and for all other entries."""
    if entry.sheet is not INCIDENTS or entry.seen is None:
        return None
    contract_id = reachable(session, entry.contract, scope)
    if contract_id is None:
        return None  # told when it is filed, as of all entries
    place = (contract_id, entry.branch)
    engagement_id = revisions.engagements_of(session, [contract_id]).get(place, 0)
    number = entry.row["事故番号"]
    found = incident_accounts.incident_of(session, engagement_id, entry.branch, number)
    is_closed = found is not None and found.facts["closed_on"] is not None
    return Remark("", CLOSED_INCIDENT) if is_closed else None
