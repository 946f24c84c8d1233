"""台帳: the audit register to take away, and the other files that are thought of here."""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from app.acts.jobs import JobRefusedError, NoSuchJobError, Wish
from app.acts.register.wish import KIND, RegisterWish
from app.clock import now, today
from app.jobs.standing import standing
from app.records import contract_list, jobs, register
from app.records.database import reading
from app.records.jobs import Job
from app.records.scope import Scope
from app.web.answers import see_other
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from app.web.kept_file import EXCEL, attachment, kept_file
from app.web.permissions import allowed, current_person
from app.web.register_page import COLUMNS, SHEETS, made_register
from app.web.sessions import address
from app.workbooks.template import write_template
from app.workflows.ask_for_job import ask_for_job
from app.workflows.discard_job import discard_job
from app.workflows.restart_job import restart_job
from app.workflows.write_register import write_register
from audits.fiscal_year import FiscalYear
from audits.roles import Act

room = Blueprint("registers", __name__, url_prefix="/registers")
LOADS = "loads.index"
AT_ONCE = 200  # contracts; what takes longer than some seconds is nothing to wait for
LONGEST_KEY, KEY_BYTES = 100, 16
GONE = "この台帳はもうありません。作ってから24時間たつと消えます。もう一度作ってください。"


class RegisterForm(Form):
    """What the register is about."""

    on = DateBoxes("基準日", [InputRequired(BLANK)])
    year = SelectField("年度")
    departments = SelectMultipleField("所管課")

    @property
    def wish(self) -> RegisterWish:
        year = FiscalYear(int(self.year.data)) if self.year.data else None
        return RegisterWish(
            self.on.data or today(), year, tuple(dict.fromkeys(self.departments.data or ()))
        )


@room.route("", methods=["GET", "POST"])
@allowed(Act.TAKE_AWAY)
def index() -> ResponseReturnValue:
    """The choices; a small register comes at once, a big one is made meanwhile."""
    person = current_person()
    reach = person.scope_of(Act.TAKE_AWAY)
    with reading() as session:
        departments = contract_list.departments_seen(session, reach)
        years = register.fiscal_years(session, reach)
        contracts = register.count_contracts(session, (), reach)
        asked_for = jobs.of_person(session, person.id, KIND)
    form = _form(departments, years)
    if form.validate_on_submit():
        answer = _register(form, reach)
        if answer is not None:
            return answer
    return render_template(
        "registers/index.html",
        form=form,
        contracts=contracts,
        at_once=AT_ONCE,
        sheets=SHEETS,
        made=[made_register(job, reach) for job in asked_for],
        made_columns=COLUMNS,
        loads=_loads(),
        form_key=token_urlsafe(KEY_BYTES),
    )


@room.get("/template")
@allowed(Act.TAKE_AWAY)
def template() -> ResponseReturnValue:
    """An empty 登録ブック."""
    with TemporaryDirectory(prefix="mitodoke-") as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path)
        return _download(path, "登録ブック.xlsx")


@room.get("/<int(max=2147483647):job_id>")
@allowed(Act.TAKE_AWAY)
def show(job_id: int) -> ResponseReturnValue:
    """How far a big register has come, or that it can be taken away."""
    job = _job(job_id)
    if job is None:
        return _gone()
    made = made_register(job, current_person().scope_of(Act.TAKE_AWAY))
    return render_template("registers/show.html", made=made, standing=standing(job, now()))


@room.get("/<int(max=2147483647):job_id>/file")
@allowed(Act.TAKE_AWAY)
def file(job_id: int) -> ResponseReturnValue:
    """The register that was made."""
    job = _job(job_id)
    return kept_file(job, EXCEL) if job and job.file_name else _gone()


@room.post("/<int(max=2147483647):job_id>/again")
@allowed(Act.TAKE_AWAY)
def again(job_id: int) -> ResponseReturnValue:
    """Makes it once more, after it could not be made."""
    try:
        restart_job(job_id, KIND, lambda job: job.question, by=current_person(), at=now())
    except NoSuchJobError:
        return _gone()
    return see_other("registers.show", job_id=job_id)


@room.post("/<int(max=2147483647):job_id>/discard")
@allowed(Act.TAKE_AWAY)
def discard(job_id: int) -> ResponseReturnValue:
    """Throws it away before its day is over."""
    try:
        discard_job(job_id, KIND, by=current_person(), at=now())
    except NoSuchJobError:
        return _gone()
    except JobRefusedError as refused:
        flash(str(refused), "warning")
        return see_other("registers.show", job_id=job_id)
    flash("台帳を破棄しました。", "done")
    return see_other("registers.index")


def _loads() -> str:
    """Where books are loaded, for who may; blank else."""
    there = LOADS in current_app.view_functions and current_person().may(Act.LOAD_WORKBOOK)
    return url_for(LOADS) if there else ""


def _form(departments: list[str], years: list[FiscalYear]) -> RegisterForm:
    this_year = str(FiscalYear.of(today()).start)
    offered = [(str(year.start), year.label) for year in years]
    form = RegisterForm(on=today(), year=this_year if (this_year in dict(offered)) else "")
    form.year.choices = choices([("", "すべての年度"), *offered])
    form.departments.choices = choices([(name, name) for name in departments])
    return form


def _register(form: RegisterForm, reach: Scope) -> ResponseReturnValue | None:
    """The file, or the page of the job that makes it; None where it may not be asked for."""
    wish = form.wish
    with reading() as session:
        contracts = register.count_contracts(session, wish.departments, reach)
    if contracts <= AT_ONCE:
        return _written(wish, reach)
    key = request.form.get("form_key", "")[:LONGEST_KEY] or token_urlsafe(KEY_BYTES)
    asked = Wish(KIND, wish.question, key=f"{KIND} {key}")
    try:
        job_id = ask_for_job(asked, by=current_person(), at=now(), address=address())
    except JobRefusedError as refused:
        form.refuse(str(refused))
        return None
    except NoSuchJobError:
        return _gone()
    return see_other("registers.show", job_id=job_id)


def _written(wish: RegisterWish, reach: Scope) -> Response:
    with TemporaryDirectory(prefix="mitodoke-") as folder:
        path = Path(folder) / "register.xlsx"
        write_register(path, wish.scope(reach))
        return _download(path, wish.file_name(reach))


def _download(path: Path, name: str) -> Response:
    headers = {"Content-Disposition": attachment(name)}
    return Response(path.read_bytes(), mimetype=EXCEL, headers=headers)


def _job(job_id: int) -> Job | None:
    """The person's own job of this number; numbers that no table holds are nobody's."""
    with reading() as session:
        return jobs.one(session, job_id, current_person().id, KIND)


def _gone() -> ResponseReturnValue:
    flash(GONE, "warning")
    return see_other("registers.index")
