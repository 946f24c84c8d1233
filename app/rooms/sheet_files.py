"""Excelの調査票: taken along, brought back and compared; and the contractor's 事前点検票."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from wtforms import FileField
from wtforms.validators import InputRequired

from app.acts.answering import LONGEST_COMMENT, AnswerError, NoVisitError
from app.acts.pre_checking import ReadPreCheck, pre_check_in, said_not_done
from app.acts.sheet_merge import Comparison, Side, compared, marks_in
from app.acts.sheet_of_visit import NOT_KEPT, NamedVisit
from app.clock import now
from app.records import pre_checks
from app.records.database import reading
from app.records.pre_checks import PreCheck
from app.records.sheets import Sheet
from app.web.answers import go_on_to
from app.web.date_field import DateBoxes
from app.web.form import Form, is_brought_back
from app.web.kept_file import attachment
from app.web.moments import moment
from app.web.permissions import allowed, current_person
from app.web.pre_check_form import PreCheckFormError, sent_pre_check
from app.web.sessions import address
from app.web.sheet_comparison import ComparedRow, as_sent, chosen, rows_of, sent_rows
from app.web.sheet_place import sheet_address, sheet_or_404, sheet_place
from app.web.table import Column
from app.workbooks.check_sheet_book import SHEET_LIMITS, BookKind
from app.workbooks.limits import MIB
from app.workbooks.problem import Problem
from app.workflows.keep_pre_check import keep_pre_check
from app.workflows.read_sheet_file import read_sheet_file
from app.workflows.save_sheet_file import save_sheet_file
from app.workflows.take_sheet_along import take_sheet_along
from audits.roles import Act
from audits.self_check import SelfCheck
from audits.wording import SELF_CHECK
from checklists.composing import ComposedItem

room = Blueprint("sheet_files", __name__, url_prefix="/sheet-files")
MEGABYTES = SHEET_LIMITS.file_bytes // MIB
ROOM_FOR_FORM = 1  # megabyte, for what stands around the file
MOST_TYPED = 4  # megabytes: every item of a long sheet with as many words as it may have
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONFLICT, UNPROCESSABLE = 409, 422
NO_FILE = "読み込むファイルを選んでください。"
CHOOSE_AGAIN = "サインインし直したため、ファイルは届いていません。もう一度選んでください。"
NOT_AS_READ = "読み取った内容が届きませんでした。ファイルをもう一度選んでください。"
NOTHING_READ = Comparison()
PROBLEM_COLUMNS = (Column("行", "number"), Column("列"), Column("値"), Column("直すところ"))
VERSION_COLUMNS = (
    Column("読み込んだ日時", "when"),
    Column("読み込んだ人"),
    Column("受託者の回答者"),
    Column("回答日", "when"),
    Column("回答した項目", "number"),
)


class FileForm(Form):
    """The book that comes back."""

    book = FileField("Excelの票（.xlsx）", [InputRequired(NO_FILE)])


class PreCheckForm(Form):
    """By when the contractor is to answer."""

    due_on = DateBoxes("受託者の回答期限")


@room.get("/<path:number>")
@allowed(Act.ENTER)
def show(number: str) -> ResponseReturnValue:
    """What can be taken along, and where it is brought back."""
    return _page(sheet_place(number))


@room.post("/check-sheet/<path:number>")
@allowed(Act.ENTER)
def check_sheet(number: str) -> ResponseReturnValue:
    """The officer's book with the answers of this moment."""
    place = sheet_place(number)
    return _page(place) if is_brought_back() else _book(place, BookKind.CHECK_SHEET)


@room.post("/pre-check/<path:number>")
@allowed(Act.ENTER)
def pre_check(number: str) -> ResponseReturnValue:
    """The contractor's book."""
    place, form = sheet_place(number), PreCheckForm()
    if not form.validate_on_submit():
        return _page(place, pre_check_form=form)
    return _book(place, BookKind.PRE_CHECK, form)


@room.post("/read/<path:number>")
@allowed(Act.ENTER, megabytes=MEGABYTES + ROOM_FOR_FORM)
def read(number: str) -> ResponseReturnValue:
    """Shows what a file would change; nothing is kept."""
    place, form = sheet_place(number), FileForm()
    if is_brought_back():
        flash(CHOOSE_AGAIN, "warning")
    if not form.validate_on_submit():
        return _page(place, file_form=form)
    return _read(place, form)


@room.post("/save/<path:number>")
@allowed(Act.ENTER, megabytes=MOST_TYPED)
def save(number: str) -> ResponseReturnValue:
    """Saves the answers that were chosen, all of them or none."""
    place = sheet_place(number)
    sheet = sheet_or_404(place)
    rows = sent_rows(sheet)
    if is_brought_back():
        return _comparison(place, rows)
    if any(row.wrong for row in rows):
        return _comparison(place, rows), CONFLICT
    answers, shown = chosen(rows)
    try:
        count = save_sheet_file(
            place,
            answers,
            shown,
            key=as_sent(),
            by=current_person(),
            at=now(),
            address=address(),
        )
    except AnswerError as refused:
        flash(str(refused), "wrong")
        return _comparison(place, sent_rows(sheet_or_404(place))), CONFLICT
    flash(f"{count}項目の答えを保存しました。" if count else "保存する答えはありません。", "done")
    return go_on_to(sheet_address("check_sheets.show", place))


@room.post("/keep/<path:number>")
@allowed(Act.ENTER, megabytes=MOST_TYPED)
def keep(number: str) -> ResponseReturnValue:
    """Keeps the contractor's answers as they were shown."""
    place = sheet_place(number)
    sheet = sheet_or_404(place)
    try:
        given = sent_pre_check(sheet)
        if is_brought_back():
            return _pre_check(place, sheet, ReadPreCheck(given, (), _unanswered(sheet, given)))
        _keep(place, given)
    except (PreCheckFormError, AnswerError):
        flash(NOT_AS_READ, "wrong")
        return go_on_to(sheet_address("sheet_files.show", place))
    flash("受託者の事前点検の回答を保存しました。調査票の各項目に並べて表示します。", "done")
    return go_on_to(sheet_address("check_sheets.show", place))


def _book(place: NamedVisit, kind: BookKind, form: PreCheckForm | None = None) -> Response:
    due_on = form.due_on.data if form else None
    try:
        content = take_sheet_along(
            place, kind, by=current_person(), at=now(), address=address(), due_on=due_on
        )
    except NoVisitError:
        return abort(404)
    branch = f"-{place.branch}" if place.branch else ""
    name = f"{kind.value} {place.contract}{branch} {place.year.start}-{place.round}.xlsx"
    headers = {"Content-Disposition": attachment(name)}
    return Response(content, mimetype=XLSX, headers=headers)


def _read(place: NamedVisit, form: FileForm) -> ResponseReturnValue:
    book: FileStorage = form.book.data
    try:
        with TemporaryDirectory(prefix="mitodoke-") as folder:
            path = Path(folder) / "brought.xlsx"
            book.save(path)
            found = read_sheet_file(path, place, by=current_person(), at=now(), address=address())
    except NoVisitError:
        return abort(404)
    identity, sheet = found.read.identity, found.sheet
    if identity is None or found.refusal:
        sentence = found.refusal or _first(found.read.problems)
        form.book.errors = [sentence]
        return _page(place, file_form=form), UNPROCESSABLE
    if identity.kind is BookKind.PRE_CHECK:
        return _pre_check(place, sheet, pre_check_in(found.read, sheet))
    comparison = compared(found.read, sheet)
    return _comparison(place, rows_of(comparison, marks_in(found.read)), comparison)


def _first(problems: Sequence[Problem]) -> str:
    return problems[0].message


def _keep(place: NamedVisit, given: PreCheck) -> None:
    try:
        keep_pre_check(
            place,
            given,
            key=request.form.get("form_key", ""),
            by=current_person(),
            at=now(),
            address=address(),
        )
    except NoVisitError:
        abort(404)


def _unanswered(sheet: Sheet, given: PreCheck) -> list[ComposedItem]:
    return [item for item in sheet.composed.items if item.key not in given.answers]


def _page(
    place: NamedVisit,
    *,
    file_form: FileForm | None = None,
    pre_check_form: PreCheckForm | None = None,
) -> str:
    sheet = sheet_or_404(place)
    with reading() as session:
        versions = [] if sheet.id == NOT_KEPT else pre_checks.versions(session, sheet.id)
    return render_template(
        "sheet_files/show.html",
        place=place,
        where=sheet_address,
        sheet=sheet,
        file_form=file_form or FileForm(),
        pre_check_form=pre_check_form or PreCheckForm(),
        versions=versions,
        moment=moment,
        columns=VERSION_COLUMNS,
        megabytes=MEGABYTES,
    )


def _comparison(
    place: NamedVisit, rows: Sequence[ComparedRow], comparison: Comparison = NOTHING_READ
) -> str:
    return render_template(
        "sheet_files/compare.html",
        place=place,
        where=sheet_address,
        comparison=comparison,
        asked=[row for row in rows if row.difference.side is Side.BOTH],
        proposed=[row for row in rows if row.difference.side is not Side.BOTH],
        only_server=comparison.on(Side.SERVER),
        columns=PROBLEM_COLUMNS,
        form_key=request.form.get("form_key") or token_urlsafe(16),
        wrong_rows=sum(bool(row.wrong) for row in rows),
        longest=LONGEST_COMMENT,
        moment=moment,
    )


def _pre_check(place: NamedVisit, sheet: Sheet, found: ReadPreCheck) -> str:
    return render_template(
        "sheet_files/pre_check.html",
        place=place,
        where=sheet_address,
        sheet=sheet,
        found=found,
        not_done=said_not_done(found.given, sheet.composed.items),
        self_checks=SelfCheck,
        words=SELF_CHECK,
        columns=PROBLEM_COLUMNS,
        form_key=request.form.get("form_key") or token_urlsafe(16),
    )
