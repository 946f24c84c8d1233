"""所管課: the city's departments; adding some, and putting one out of use."""

from __future__ import annotations

from datetime import date
from secrets import token_urlsafe

from flask import Blueprint, abort, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.departments import DepartmentError, NoSuchDepartmentError
from app.acts.document_numbers import LONGEST_SIGN, DocumentNumberError, written
from app.clock import day_of, now, today
from app.records import department_list, departments, document_numbers
from app.records.database import reading
from app.records.departments import MadeBy
from app.web.answers import see_other
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.settings_tabs import tabs
from app.web.table import Column
from app.workflows.add_departments import add_departments
from app.workflows.retire_department import retire_department, take_up_department
from app.workflows.set_document_sign import set_document_sign
from audits.fiscal_year import FiscalYear
from audits.roles import Act

room = Blueprint("departments", __name__, url_prefix="/departments")
MEGABYTES = 4  # so that too long a text gets a sentence, not a closed door
LONGEST = 50_000
LONGEST_KEY = 64
MOST_TOLD = 10
COLUMNS = (
    Column("所管課"),
    Column("状態"),
    Column("履行中の契約", "number"),
    Column("契約の合計", "number"),
    Column("利用者", "number"),
    Column("加えた日", "when"),
    Column("加えた人"),
)


class AddForm(Form):
    """Names, one a line."""

    form_key = HiddenField()
    names = TextAreaField(
        "所管課の名前", [InputRequired(BLANK), Length(max=LONGEST)], render_kw={"rows": 5}
    )


class RetireForm(Form):
    """The last day, and the one that the page showed."""

    seen = HiddenField()
    last_on = DateBoxes("最後の日", [InputRequired(BLANK)])


class SignForm(Form):
    """The sign that stands in the department's document numbers."""

    sign = StringField(
        "文書番号の記号", [Length(max=LONGEST_SIGN)], render_kw={"autocomplete": "off"}
    )


@room.route("", methods=["GET", "POST"])
@allowed(Act.MANAGE_DEPARTMENTS, megabytes=MEGABYTES)
def index() -> ResponseReturnValue:
    """Every department, and the form that adds some."""
    form = AddForm(form_key=token_urlsafe(16))
    if form.validate_on_submit():
        typed = (form.names.data or "").splitlines()
        key = (form.form_key.data or "")[:LONGEST_KEY]
        who = current_person().actor
        try:
            count = add_departments(typed, key=key, by=who, at=now(), address=address())
        except DepartmentError as refused:
            form.names.errors = [_told(refused.sentences)]
        else:
            if count:
                flash(f"所管課を{count}つ加えました。", "done")
            return see_other("departments.index")
    with reading() as session:
        lines = department_list.department_lines(session, today())
        are_set_up = departments.are_set_up(session)
    return render_template(
        "departments/index.html",
        form=form,
        lines=lines,
        columns=COLUMNS,
        are_set_up=are_set_up,
        by_workbook=MadeBy.WORKBOOK,
        on=today(),
        day_of=day_of,
        tabs=tabs("departments.index", current_person()),
    )


@room.get("/<int(max=2147483647):department_id>")
@allowed(Act.MANAGE_DEPARTMENTS)
def show(department_id: int) -> ResponseReturnValue:
    """One department, and the form that puts it out of use."""
    return _page(department_id)


@room.post("/<int(max=2147483647):department_id>/retire")
@allowed(Act.MANAGE_DEPARTMENTS, megabytes=MEGABYTES)
def retire(department_id: int) -> ResponseReturnValue:
    """From the day after the last one on nothing new is given to it."""
    form = RetireForm()
    last_on = form.last_on.data if form.validate_on_submit() else None
    if last_on is None:
        return _page(department_id, form)
    who = current_person().actor
    try:
        still = retire_department(
            department_id, last_on, seen=_seen(form), by=who, at=now(), address=address()
        )
    except NoSuchDepartmentError:
        abort(404)
    except DepartmentError as refused:
        form.refuse(str(refused))
        return _page(department_id, form)
    flash("最後の日を決めました。", "done")
    if still.people:
        flash(
            f"その日より後まで役割を持つ人が{still.people}人います。"
            "「利用者」で、役割の最後の日を決めてください。",
            "warning",
        )
    return see_other("departments.show", department_id=department_id)


@room.post("/<int(max=2147483647):department_id>/take-up")
@allowed(Act.MANAGE_DEPARTMENTS, megabytes=MEGABYTES)
def take_up(department_id: int) -> ResponseReturnValue:
    """In use again, after a last day was set by mistake."""
    form = RetireForm()
    who = current_person().actor
    try:
        take_up_department(department_id, seen=_seen(form), by=who, at=now(), address=address())
    except NoSuchDepartmentError:
        abort(404)
    except DepartmentError as refused:
        flash(str(refused), "wrong")
    else:
        flash("また使えるようにしました。", "done")
    return see_other("departments.show", department_id=department_id)


@room.post("/<int(max=2147483647):department_id>/sign")
@allowed(Act.MANAGE_DEPARTMENTS, megabytes=MEGABYTES)
def sign(department_id: int) -> ResponseReturnValue:
    """The sign in the numbers of its papers; those that were given stay what they are."""
    form = SignForm()
    if not form.validate_on_submit():
        return _page(department_id, sign_form=form)
    typed, who = form.sign.data or "", current_person().actor
    try:
        kept = set_document_sign(department_id, typed, by=who, at=now(), address=address())
    except LookupError:
        abort(404)
    except DocumentNumberError as refused:
        form.sign.errors = [str(refused)]
        return _page(department_id, sign_form=form)
    flash(f"文書番号の記号を「{kept}」にしました。" if kept else "記号をなくしました。", "done")
    return see_other("departments.show", department_id=department_id)


def _page(
    department_id: int, form: RetireForm | None = None, sign_form: SignForm | None = None
) -> str:
    with reading() as session:
        found = departments.one(session, department_id)
        if found is None:
            abort(404)
        # Beyond today: what would have to be seen to before the department could end.
        still = department_list.going_on(session, found, today(), today())
        on_file = document_numbers.sign_of(session, department_id)
    if form is None:
        form = RetireForm(last_on=found.last_on)
    if sign_form is None:
        sign_form = SignForm(sign=on_file)
    form.seen.data = found.last_on.isoformat() if found.last_on else ""
    return render_template(
        "departments/show.html",
        department=found,
        still=still,
        form=form,
        sign_form=sign_form,
        example=written(FiscalYear.of(today()), on_file or "記号", 1),
        by_workbook=MadeBy.WORKBOOK,
        on=today(),
        day_of=day_of,
    )


def _told(sentences: tuple[str, ...]) -> str:
    """The first few lines that cannot be taken, and how many more there are."""
    more = f"ほか{len(sentences) - MOST_TOLD}行。" if len(sentences) > MOST_TOLD else ""
    return "".join(sentences[:MOST_TOLD]) + more


def _seen(form: RetireForm) -> date | None:
    """The last day that the page showed; nonsense is a day that nobody ever set."""
    said = form.seen.data or ""
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return date.min
