"""書類を印刷する: the papers of one contract as PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from app.acts.city import setting_value
from app.acts.erasure_methods import methods_on_file
from app.acts.paper_facts.check_sheet_paper import (
    WantedVisit,
    check_sheet_paper,
    last_round,
    may_be_visited,
    year_to_visit,
)
from app.acts.paper_facts.erasure_paper import certificate_form, erasure_papers
from app.acts.paper_facts.inspection_report_facts import visit_carried_out
from app.acts.paper_facts.record_paper import record_paper
from app.acts.paper_facts.return_paper import return_paper
from app.acts.photographing import taken_for
from app.acts.report_on_file import ReportOnFile, of_dossier
from app.acts.sheet_of_visit import not_kept, sheet_to_ask
from app.papers.check_sheet import check_sheet
from app.papers.erasure_certificate_form import erasure_certificate_form
from app.papers.erasure_confirmation import erasure_confirmation
from app.papers.fonts import fonts_in
from app.papers.half_page import half_page_record
from app.papers.inspection_report import inspection_report
from app.papers.management_record import management_record
from app.papers.return_list import return_list
from app.records import comparisons, papers_on_file
from app.records.database import reading
from app.records.dossier import Dossier, dossier, without_entries
from app.records.revisions import engagements_of
from app.records.scope import EVERYTHING, Scope
from app.records.sheets import sheet_of
from app.records.standard_sheet import standard_sheet
from audits.fiscal_year import FiscalYear


class PrintBranch(Protocol):
    """Prints a paper of one engagement."""

    def __call__(
        self, contract: str, branch: int, *, on: date, font_dir: Path, scope: Scope
    ) -> bytes: ...


class ChangedPaperError(ValueError):
    """A paper that was kept is not what it was; it is not handed out."""


class NotOnFileError(LookupError):
    """The contract, its branch or its visit is not on file; the message says which."""


def print_record(
    contract: str, *, on: date, font_dir: Path, scope: Scope = EVERYTHING, half: bool = False
) -> bytes:
    """管理記録 of a contract; `half`: on half a page where it fits, else on the whole one."""
    with reading() as session:
        paper = record_paper(_dossier(session, contract, on, scope))
    fonts = fonts_in(font_dir)
    small = half_page_record(paper, fonts) if half else None
    return small or management_record(paper, fonts)


def print_erasure_confirmation(
    contract: str,
    branch: int,
    *,
    on: date,
    font_dir: Path,
    scope: Scope = EVERYTHING,
    certificate: str | None = None,
) -> bytes:
    """消去確認書 of one certificate of the engagement, else one for each of them."""
    with reading() as session:
        found = _dossier(session, contract, on, scope, branch)
        engagement = engagements_of(session, [found.key])[found.key, branch]
        compared = comparisons.of_engagement(session, engagement)
        kept = {key: c.kept for key, c in compared.items()}
        papers = erasure_papers(found, branch, kept, methods_on_file(session))
    if certificate is not None:
        papers = [paper for paper in papers if paper.certificate.number == certificate]
    if not papers:
        raise NotOnFileError(f"消去証明書「{certificate}」は台帳にありません。")
    return erasure_confirmation(papers, fonts_in(font_dir))


def print_certificate_form(
    contract: str, branch: int, *, on: date, font_dir: Path, scope: Scope = EVERYTHING
) -> bytes:
    """The contractor's blank 消去証明書, with the data that is still out."""
    with reading() as session:
        city_name = setting_value(session, "city_name")
        form = certificate_form(_dossier(session, contract, on, scope, branch), branch, city_name)
    return erasure_certificate_form(form, fonts_in(font_dir))


def print_return_list(
    contract: str, branch: int, *, on: date, font_dir: Path, scope: Scope = EVERYTHING
) -> bytes:
    """返却一覧 of an engagement, with what is still out."""
    with reading() as session:
        paper = return_paper(_dossier(session, contract, on, scope, branch), branch)
    return return_list(paper, fonts_in(font_dir))


def print_check_sheet(
    contract: str,
    branch: int,
    fiscal_year: int | None = None,
    round_: int | None = None,
    *,
    on: date,
    font_dir: Path,
    scope: Scope = EVERYTHING,
    blank: bool = False,
) -> bytes:
    """調査票 of one visit: by default of the year that runs, and of its last round on file.

    With the answers given so far, unless a `blank` one is asked for.
    """
    with reading() as session:
        found = _on_file(without_entries(session, contract, on, scope), contract, branch)
        wanted = _visit(found, branch, fiscal_year, round_)
        engagement = engagements_of(session, [found.key])[found.key, branch]
        kept = sheet_of(session, engagement, wanted.year, wanted.round)
        asked = kept or not_kept(sheet_to_ask(session, found, wanted), wanted)
        standard = standard_sheet(session, on=on, edition=asked.composed.edition)
        taken = taken_for(session, asked)
    paper = check_sheet_paper(found, wanted, standard, asked, taken, blank=blank)
    return check_sheet(paper, fonts_in(font_dir))


def print_inspection_report(
    contract: str,
    branch: int,
    fiscal_year: int | None = None,
    round_: int | None = None,
    *,
    on: date,
    font_dir: Path,
    scope: Scope = EVERYTHING,
    edition: int | None = None,
) -> bytes:
    """立入調査結果報告書 of a visit that was carried out by the day, by default of the last one.

    The edition in force exactly as it was approved; before that as it stands, which it says.
    An `edition` that is not approved yet is the one that is worked on.
    """
    with reading() as session:
        found = _dossier(session, contract, on, scope, branch)
        year = None if fiscal_year is None else FiscalYear(fiscal_year)
        wanted = visit_carried_out(found, branch, year, round_)
        if wanted is None:
            raise NotOnFileError(_not_carried_out(contract, branch, year, round_))
        engagement = engagements_of(session, [found.key])[found.key, branch]
        report = of_dossier(session, found, wanted, engagement)
        kept = _as_approved(session, report, on, edition)
    return kept or inspection_report(report.report, fonts_in(font_dir))


def _as_approved(
    session: Session, report: ReportOnFile, on: date, edition: int | None
) -> bytes | None:
    """The PDF that was kept; None where the edition was not approved by the day."""
    approved = {one.edition: one for one in report.editions if one.approved_on <= on}
    row = approved.get(max(approved, default=0) if edition is None else edition)
    if row is None:
        if edition not in (None, report.edition):
            raise NotOnFileError(f"第{edition}版の報告書はありません。")
        return None
    kept = papers_on_file.content_of(session, row.paper_sha256)
    if not papers_on_file.is_sound(kept, row.paper_sha256):
        raise ChangedPaperError(
            f"承認した報告書（第{row.edition}版）の控えが、承認のときと変わっています。"
            "管理者に知らせ、記録の検証をしてください。"
        )
    return kept


def _not_carried_out(
    contract: str, branch: int, year: FiscalYear | None, round_: int | None
) -> str:
    when = f"{year}の" if year else ""
    which = f"第{round_}回の" if round_ is not None else ""
    return f"契約「{contract}」の枝番{branch}に、実施した{when}{which}立入調査はありません。"


def _visit(found: Dossier, branch: int, fiscal_year: int | None, round_: int | None) -> WantedVisit:
    """Refuses a year that the engagement has nothing to do with, and a round far ahead."""
    year = year_to_visit(found, branch) if fiscal_year is None else FiscalYear(fiscal_year)
    whose = f"契約「{found.contract.number}」の枝番{branch}"
    if not may_be_visited(found, branch, year):
        raise NotOnFileError(f"{whose}は{year}にかかっていません。")
    last = last_round(found, branch, year)
    wanted = WantedVisit(branch, year, last if round_ is None else round_)
    if not 1 <= wanted.round <= last + 1:
        raise NotOnFileError(f"{whose}に{year}の第{wanted.round}回の立入調査はありません。")
    return wanted


def _dossier(session: Session, contract: str, on: date, scope: Scope, branch: int = 0) -> Dossier:
    return _on_file(dossier(session, contract, on, scope), contract, branch)


def _on_file(found: Dossier | None, contract: str, branch: int) -> Dossier:
    if found is None:
        raise NotOnFileError(f"契約番号「{contract}」の契約は台帳にありません。")
    if branch not in {engagement.branch for engagement in found.contract.engagements}:
        raise NotOnFileError(f"契約「{contract}」に枝番{branch}はありません。")
    return found
