"""例外の承諾の通知書: its number, and the paper that is kept as it was issued.

A decision that is put right is told to the contractor again, under its number; the paper that was
sent before stays with the entry of its own day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.acts import document_numbers
from app.acts.city import NO_CITY, setting_value
from app.acts.consent_on_file import ConsentError
from app.acts.document_numbers import DocumentNumberError
from app.acts.exception_on_file import ExceptionCase
from app.acts.paper_facts.exception_notice_facts import exception_notice_facts
from app.papers.decision_notice import decision_notice
from app.papers.fonts import fonts_in
from app.records import entries, papers_on_file
from app.records.exceptions import ExceptionRow, OnFile
from app.records.people import Person

DECIDED = "decided"
PAPER = "exception_notice"


@dataclass(frozen=True, slots=True)
class Issued:
    """The columns of the exception with the number of its notice, and the notice's SHA-256."""

    values: Mapping[str, Any]
    sha256: str


def issue(
    session: Session,
    case: ExceptionCase,
    values: Mapping[str, Any],
    font_dir: Path,
    *,
    by: Person,
    at: datetime,
) -> Issued:
    """Raises ConsentError. The caller has locked the records."""
    city = setting_value(session, "city_name")
    if not city:
        raise ConsentError(("", NO_CITY))
    numbered = {**values, "document_number": _number(session, case, values, by=by, at=at)}
    notice = exception_notice_facts(case.dossier, numbered, city)
    pdf = decision_notice(notice, fonts_in(font_dir))
    return Issued(numbered, papers_on_file.keep(session, pdf, at))


def notice_of(session: Session, contract_id: int, on_file: OnFile) -> str | None:
    """The SHA-256 of the notice as it was last issued.

    None where none was: nobody has decided yet, or it was before there was such a notice.
    """
    table = ExceptionRow.__tablename__
    found = entries.evidence_of_act(session, contract_id, table, on_file.first_id, DECIDED)
    return found[0] if found else None


def _number(
    session: Session, case: ExceptionCase, values: Mapping[str, Any], *, by: Person, at: datetime
) -> str:
    """The one that it has, where nobody has typed another."""
    before, typed = case.values["document_number"], values["document_number"]
    if before and typed in ("", before):
        return str(before)
    try:
        _, number = document_numbers.give(
            session,
            case.dossier.terms["department"],
            paper=PAPER,
            on=values["decided_on"],
            typed=typed,
            by=by.actor,
            at=at,
        )
    except DocumentNumberError as refused:
        raise ConsentError(("document_number", str(refused))) from refused
    return number
