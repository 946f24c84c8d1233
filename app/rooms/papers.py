"""書類: the papers of one contract, each as a PDF to take away."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, abort, current_app, flash, request
from flask.typing import ResponseReturnValue

from app.clock import today
from app.web.answers import see_other
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed, current_person
from app.workflows import print_papers
from audits.fiscal_year import FiscalYear
from audits.roles import Act
from config import Config

room = Blueprint("papers", __name__, url_prefix="/papers")


@room.get("/record/<path:number>")
@allowed(Act.TAKE_AWAY)
def record(number: str) -> ResponseReturnValue:
    """管理記録; `half`: on half a page (A5), where it has at most eight entries."""
    scope, half = current_person().scope_of(Act.TAKE_AWAY), request.args.get("half") == "1"
    fonts = _fonts().font_dir
    try:
        pdf = print_papers.print_record(number, on=today(), font_dir=fonts, scope=scope, half=half)
    except print_papers.NotOnFileError:
        abort(404)
    return pdf_answer(pdf, f"管理記録 {number}.pdf")


@room.get("/erasure-confirmation/<path:number>")
@allowed(Act.TAKE_AWAY)
def erasure_confirmation(number: str) -> ResponseReturnValue:
    """消去確認書 of an engagement; `certificate`: of this one alone."""
    certificate = request.args.get("certificate")
    make = partial(print_papers.print_erasure_confirmation, certificate=certificate)
    return _of_branch(make, number, f"消去確認書 {number}.pdf")


@room.get("/certificate-form/<path:number>")
@allowed(Act.TAKE_AWAY)
def certificate_form(number: str) -> ResponseReturnValue:
    """The contractor's blank 消去証明書."""
    make = print_papers.print_certificate_form
    return _of_branch(make, number, f"消去証明書用紙 {number}.pdf")


@room.get("/return-list/<path:number>")
@allowed(Act.TAKE_AWAY)
def return_list(number: str) -> ResponseReturnValue:
    """返却一覧 of an engagement, to be signed when the media come back."""
    return _of_branch(print_papers.print_return_list, number, f"返却一覧 {number}.pdf")


@room.get("/check-sheet/<path:number>")
@allowed(Act.TAKE_AWAY)
def check_sheet(number: str) -> ResponseReturnValue:
    """調査票 of one visit; without a year that of the year that runs, without a round the last."""
    scope = current_person().scope_of(Act.TAKE_AWAY)
    year, branch = _year(request.args.get("year", "")), request.args.get("branch", 0, type=int)
    try:
        pdf = print_papers.print_check_sheet(
            number,
            branch,
            year,
            request.args.get("round", type=int),
            on=today(),
            font_dir=_fonts().font_dir,
            scope=scope,
            blank=request.args.get("blank") == "1",
        )
    except print_papers.NotOnFileError:
        abort(404)
    return pdf_answer(pdf, f"調査票 {number}.pdf")


@room.get("/inspection-report/<path:number>")
@allowed(Act.TAKE_AWAY)
def inspection_report(number: str) -> ResponseReturnValue:
    """立入調査結果報告書 of a visit, by default of the last; as approved, once it is."""
    scope = current_person().scope_of(Act.TAKE_AWAY)
    year, branch = _year(request.args.get("year", "")), request.args.get("branch", 0, type=int)
    visit = request.args.get("round", type=int)
    try:
        pdf = print_papers.print_inspection_report(
            number,
            branch,
            year,
            visit,
            on=today(),
            font_dir=_fonts().font_dir,
            scope=scope,
            edition=request.args.get("edition", type=int),
        )
    except print_papers.NotOnFileError:
        abort(404)
    except print_papers.ChangedPaperError as refused:
        flash(str(refused), "wrong")
        return see_other("contracts.show", number=number, view="inspections")
    return pdf_answer(pdf, f"立入調査結果報告書 {number}.pdf")


def _year(given: str) -> int | None:
    """No year where none is given; what is none is the address of nothing."""
    if not given:
        return None
    found = FiscalYear.parse(given)
    if found is None:
        abort(404)
    return found.start


def _of_branch(make: print_papers.PrintBranch, number: str, name: str) -> Response:
    branch = request.args.get("branch", 0, type=int)
    scope = current_person().scope_of(Act.TAKE_AWAY)
    try:
        pdf = make(number, branch, on=today(), font_dir=_fonts().font_dir, scope=scope)
    except print_papers.NotOnFileError:
        abort(404)
    return pdf_answer(pdf, name)


def _fonts() -> Config:
    config: Config = current_app.config["MITODOKE"]
    return config
