"""読込み: a 登録ブック is uploaded, tried, looked at, and loaded once somebody agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from secrets import token_urlsafe

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from wtforms import FileField
from wtforms.validators import InputRequired

from app.acts.jobs import MOST_KEPT, JobRefusedError, NoSuchJobError, Wish
from app.clock import now
from app.jobs.load_book import AGREED, KIND, SLOT
from app.jobs.standing import Standing, standing
from app.records import jobs
from app.records.database import BusyError, reading
from app.records.job_parts import PART_BYTES
from app.records.jobs import Job, JobState, Question
from app.web.answers import see_other
from app.web.asked import Asked
from app.web.form import Form, is_brought_back
from app.web.kept_book import KEPT_COLUMNS, kept_book
from app.web.load_page import COUNT_COLUMNS, load_page
from app.web.load_sheets import SHEET_WORDS
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workbooks.limits import DEFAULT_LIMITS, MIB
from app.workflows.ask_for_job import ask_for_job
from app.workflows.discard_job import discard_job
from app.workflows.restart_job import restart_job
from audits.roles import Act

room = Blueprint("loads", __name__, url_prefix="/loads")
MEGABYTES = DEFAULT_LIMITS.file_bytes // MIB
ROOM_FOR_FORM = 1  # megabyte, for what stands around the file
LONGEST_NAME, LONGEST_KEY, KEY_BYTES = 100, 64, 16
NO_FILE = "読み込む登録ブックを選んでください。"
CONFLICT = 409
BUSY = (
    "いま別の読込みが台帳に書き込んでいるため、ブックを受け取れませんでした。"
    "1、2分待ってから、もう一度選んでください。"
)
NOTHING_IN_IT = "中身のないファイルです。登録ブックを選び直してください。"
GONE = "このブックはもうありません。破棄したか、24時間がたっています。もう一度選んでください。"
CHOOSE_AGAIN = "サインインし直したため、ブックは届いていません。もう一度選んでください。"


class UploadForm(Form):
    """The book."""

    book = FileField("登録ブック（.xlsx）", [InputRequired(NO_FILE)])


@room.route("", methods=["GET", "POST"])
@allowed(Act.LOAD_WORKBOOK, megabytes=MEGABYTES + ROOM_FOR_FORM)
def index() -> ResponseReturnValue:
    """Where a book is chosen; and those that were chosen before and are still kept."""
    form = UploadForm()
    if form.validate_on_submit():
        book: FileStorage = form.book.data
        if _is_empty(book):
            form.book.errors = [NOTHING_IN_IT]
            return _chooser(form)
        try:
            return _upload(book)
        except BusyError:
            form.book.errors = [BUSY]
            return _chooser(form), CONFLICT
    return _chooser(form)


def _chooser(form: UploadForm) -> str:
    person, at = current_person(), now()
    with reading() as session:
        mine = jobs.of_person(session, person.id, KIND)
        taken = jobs.in_slot(session, SLOT)
    return render_template(
        "loads/index.html",
        form=form,
        form_key=token_urlsafe(KEY_BYTES),
        kept=[kept_book(job, standing(job, at).state) for job in mine],
        kept_columns=KEPT_COLUMNS,
        most_kept=MOST_KEPT,
        is_busy=taken is not None and taken.person_id != person.id and not taken.is_silent(at),
        megabytes=MEGABYTES,
        sheets=SHEET_WORDS,
        choose_again=CHOOSE_AGAIN if is_brought_back() else "",
    )


@room.get("/<int(max=2147483647):job_id>")
@allowed(Act.LOAD_WORKBOOK)
def show(job_id: int) -> ResponseReturnValue:
    """How far it is, what would change, or what has changed."""
    person, asked = current_person(), Asked(request.args)
    with reading() as session:
        job = jobs.one(session, job_id, person.id, KIND)
    if job is None:
        return _gone()
    stands = standing(job, now())
    found = None
    if stands.state is JobState.DONE:
        found = load_page(job, asked, person.scope_of(Act.SEE_CONTRACTS))
    return render_template(
        "loads/show.html",
        job=job,
        standing=stands,
        lead=_lead(job, stands),
        found=found,
        columns=COUNT_COLUMNS,
        problems=asked.problems,
    )


@room.post("/<int(max=2147483647):job_id>/load")
@allowed(Act.LOAD_WORKBOOK)
def load(job_id: int) -> ResponseReturnValue:
    """Loads what was shown, and nothing else: the button says which outcome it stood beside."""
    agreed = request.form.get("outcome", "")

    def with_agreement(job: Job) -> Question | None:
        shown = job.answer.get("outcome")
        fits = job.state is JobState.DONE and not job.answer["written"] and shown == agreed
        return {**job.question, AGREED: agreed} if fits and not job.answer["errors"] else None

    return _start(job_id, with_agreement)


@room.post("/<int(max=2147483647):job_id>/again")
@allowed(Act.LOAD_WORKBOOK)
def again(job_id: int) -> ResponseReturnValue:
    """Goes on where something came in between: the book is still there."""
    return _start(job_id, lambda job: job.question if job.state is JobState.FAILED else None)


@room.post("/<int(max=2147483647):job_id>/discard")
@allowed(Act.LOAD_WORKBOOK)
def discard(job_id: int) -> ResponseReturnValue:
    """Forgets the book."""
    if is_brought_back():
        return see_other("loads.show", job_id=job_id)
    try:
        discard_job(job_id, KIND, by=current_person(), at=now())
    except JobRefusedError as refused:
        flash(str(refused), "warning")
        return see_other("loads.show", job_id=job_id)
    except NoSuchJobError:
        return _gone()
    flash("ブックを破棄しました。台帳は変わっていません。", "done")
    return see_other("loads.index")


def _start(job_id: int, then: Callable[[Job], Question | None]) -> ResponseReturnValue:
    if not is_brought_back():
        try:
            restart_job(job_id, KIND, then, by=current_person(), at=now())
        except JobRefusedError as refused:
            flash(str(refused), "warning")
        except NoSuchJobError:
            return _gone()
    return see_other("loads.show", job_id=job_id)


def _upload(book: FileStorage) -> ResponseReturnValue:
    key = request.form.get("form_key", "")
    key = key if 0 < len(key) <= LONGEST_KEY else token_urlsafe(KEY_BYTES)
    wish = Wish(KIND, {"name": _name(book)}, key, SLOT, _pieces(book))
    try:
        job_id = ask_for_job(wish, by=current_person(), at=now(), address=address())
    except JobRefusedError as refused:
        flash(str(refused), "warning")
        return see_other("loads.index")
    except NoSuchJobError:
        return _gone()
    return see_other("loads.show", job_id=job_id)


def _is_empty(book: FileStorage) -> bool:
    is_empty = not book.stream.read(1)
    book.stream.seek(0)
    return is_empty


def _pieces(book: FileStorage) -> Iterator[bytes]:
    while piece := book.stream.read(PART_BYTES):
        yield piece


def _name(book: FileStorage) -> str:
    """What the file is called, to be recognised by; browsers of old sent whole paths."""
    name = (book.filename or "").replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in name if sign.isprintable())[-LONGEST_NAME:] or "登録ブック"


def _lead(job: Job, stands: Standing) -> str:
    if stands.state is JobState.WAITING:
        return "まもなく始まります。"
    if AGREED in job.question:
        return "台帳に読み込んでいます。途中で止まった場合は、何も読み込まれません。"
    return "読み込むと何が変わるかを調べています。台帳はまだ変わりません。"


def _gone() -> ResponseReturnValue:
    flash(GONE, "warning")
    return see_other("loads.index")
