"""二人目の確認: certificates that are compared and wait for another person to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.certificate_on_file import lines_among
from app.acts.confirming import has_said
from app.records.compared_certificates import (
    Beside,
    ComparedCertificate,
    beside,
    compared_certificates,
)
from app.records.people import Person
from app.records.scope import Scope
from audits.certificate_comparison import Line, different, not_compared

MOST = 200


@dataclass(frozen=True, slots=True)
class SecondPair:
    """A certificate that waits; `for_others`: this person has compared it and cannot confirm."""

    certificate: ComparedCertificate
    for_others: bool


def waiting_for_two(session: Session, person: Person, on: date, scope: Scope) -> list[SecondPair]:
    """For a city that does not leave both to one person."""
    found = compared_certificates(session, on, scope, MOST)
    if not found:
        return []
    held = beside(session, {one.engagement_id for one in found})
    waiting = []
    for one in found:
        lines = _lines(one, held)
        if lines and not not_compared(lines) and not different(lines):
            waiting.append(SecondPair(one, has_said(lines, person)))
    return waiting


def _lines(one: ComparedCertificate, held: Beside) -> list[Line]:
    engagement = one.engagement_id
    disposals, items = held.disposals.get(engagement, ()), held.items.get(engagement, ())
    return lines_among(disposals, items, one.number, held.kept[engagement])
