"""承諾の一手: who does something about a request, when and from where, and its line in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.records.people import Person


@dataclass(frozen=True, slots=True)
class Step:
    """`address`: where the form came from; None: none of a browser."""

    session: Session
    by: Person
    at: datetime
    address: str | None = None

    def note(self, act: str, contract: str, number: int, told: str = "") -> None:
        """What was done with this request of the contract."""
        operation_log.note(
            self.session,
            by=self.by.actor,
            act=act,
            subject=f"{contract} 申請{number} {told}".strip(),
            at=self.at,
            address=self.address,
        )
