"""書類を印刷する: the papers of one contract as PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from app.acts.city import setting_value
from app.acts.paper_facts.erasure_paper import certificate_form, erasure_papers
from app.acts.paper_facts.record_paper import record_paper
from app.papers.erasure_certificate_form import erasure_certificate_form
from app.papers.erasure_confirmation import erasure_confirmation
from app.papers.fonts import fonts_in
from app.papers.management_record import management_record
from app.records.database import reading
from app.records.dossier import Dossier, dossier
from app.records.scope import EVERYTHING, Scope


class PrintBranch(Protocol):
    """Prints a paper of one engagement."""

    def __call__(
        self, contract: str, branch: int, *, on: date, font_dir: Path, scope: Scope
    ) -> bytes: ...


class NotOnFileError(LookupError):
    """The contract or its branch is not on file; the message says which."""


def print_record(contract: str, *, on: date, font_dir: Path, scope: Scope = EVERYTHING) -> bytes:
    """管理記録 of a contract."""
    with reading() as session:
        paper = record_paper(_dossier(session, contract, on, scope))
    return management_record(paper, fonts_in(font_dir))


def print_erasure_confirmation(
    contract: str, branch: int, *, on: date, font_dir: Path, scope: Scope = EVERYTHING
) -> bytes:
    """消去確認書, one for each certificate of the engagement."""
    with reading() as session:
        papers = erasure_papers(_dossier(session, contract, on, scope, branch), branch)
    return erasure_confirmation(papers, fonts_in(font_dir))


def print_certificate_form(
    contract: str, branch: int, *, on: date, font_dir: Path, scope: Scope = EVERYTHING
) -> bytes:
    """The contractor's blank 消去証明書, with the data that is still out."""
    with reading() as session:
        city_name = setting_value(session, "city_name")
        form = certificate_form(_dossier(session, contract, on, scope, branch), branch, city_name)
    return erasure_certificate_form(form, fonts_in(font_dir))


def _dossier(session: Session, contract: str, on: date, scope: Scope, branch: int = 0) -> Dossier:
    found = dossier(session, contract, on, scope)
    if found is None:
        raise NotOnFileError(f"契約番号「{contract}」の契約は台帳にありません。")
    if branch not in {engagement.branch for engagement in found.contract.engagements}:
        raise NotOnFileError(f"契約「{contract}」に枝番{branch}はありません。")
    return found
