"""利用者: accounts and their roles, looked after by the administrator."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.people import Appointment, PersonError, folded_login
from app.clock import now, today
from app.records import accounts, departments
from app.records.database import reading
from app.web.answers import go_on_to
from app.web.asked import Asked
from app.web.choices import choices, choices_of
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.add_person import add_person
from app.workflows.appoint_person import appoint_person
from app.workflows.deactivate_person import deactivate_person
from app.workflows.end_role import end_role
from app.workflows.renew_password import renew_password
from app.workflows.set_mail import set_mail
from audits.roles import Act, Role

room = Blueprint("people", __name__, url_prefix="/people")
MEGABYTES = 4  # so that too long a text gets a sentence, not a closed door
LONGEST = 254
NO_DEPARTMENT = "なし（市の全体）"
NO_SUCH_ROLE = "終える役割を、もう一度選んでください。"
OWN_ACCOUNT = "自分の利用者は止められません。ほかの管理者に頼んでください。"
COLUMNS = (
    Column("利用者名"),
    Column("氏名"),
    Column("役割"),
    Column("メールの宛先"),
    Column("状態"),
)
HELD = (
    Column("役割"),
    Column("所管課"),
    Column("最初の日", "when"),
    Column("最後の日", "when"),
    Column("操作"),
)


class RoleForm(Form):
    """A role, where, and from when to when."""

    role = SelectField("役割", [InputRequired(BLANK)], choices=choices_of(Role))
    department = SelectField("所管課", [Optional()], validate_choice=True)
    first_on = DateBoxes("最初の日", [InputRequired(BLANK)])
    last_on = DateBoxes("最後の日", [Optional()])


class NewPersonForm(RoleForm):
    """A new account and its first role."""

    account = StringField("利用者名", [InputRequired(BLANK), Length(max=LONGEST)])
    person_name = StringField("氏名", [InputRequired(BLANK), Length(max=LONGEST)])


class MailForm(Form):
    mail = StringField("メールの宛先", [Optional(), Length(max=LONGEST)])


class EndRoleForm(Form):
    role_id = HiddenField()
    ends_on = DateBoxes("最後の日", [InputRequired(BLANK)])


@room.get("")
@allowed(Act.MANAGE_PEOPLE)
def index() -> ResponseReturnValue:
    """Every account; those in use first."""
    asked = Asked(request.args)
    words = asked.text("q")
    with reading() as session:
        found = accounts.accounts(session, words)
    return render_template(
        "people/index.html",
        accounts=found,
        columns=COLUMNS,
        words=words,
        on=today(),
        problems=asked.problems,
    )


@room.route("/new", methods=["GET", "POST"])
@allowed(Act.MANAGE_PEOPLE, megabytes=MEGABYTES)
def new() -> ResponseReturnValue:
    """Adds an account; its first password is shown once."""
    form = NewPersonForm(first_on=today())
    form.department.choices = _departments()
    if form.validate_on_submit():
        login = (form.account.data or "").strip()
        try:
            password = add_person(
                login,
                form.person_name.data or "",
                [_appointment(form)],
                first_on=form.first_on.data or today(),
                last_on=form.last_on.data,
                by=current_person().actor,
                at=now(),
                address=address(),
            )
        except PersonError as refused:
            form.refuse(str(refused))
        else:
            return render_template("people/password.html", login=login, password=password)
    return render_template("people/new.html", form=form)


@room.get("/account/<login>")
@allowed(Act.MANAGE_PEOPLE)
def show(login: str) -> ResponseReturnValue:
    """One account and what can be done with it."""
    return _page(login)


@room.post("/account/<login>/mail")
@allowed(Act.MANAGE_PEOPLE, megabytes=MEGABYTES)
def change_mail(login: str) -> ResponseReturnValue:
    form = MailForm()
    if not form.validate_on_submit():
        return _page(login, mail_form=form)

    def act(by: str, at: Any) -> None:
        set_mail(login, form.mail.data or "", by=by, at=at, address=address())

    return _done(login, form, act, "メールの宛先を改めました。", mail_form=form)


@room.post("/account/<login>/appoint")
@allowed(Act.MANAGE_PEOPLE, megabytes=MEGABYTES)
def appoint(login: str) -> ResponseReturnValue:
    form = RoleForm()
    form.department.choices = _departments()
    if not form.validate_on_submit():
        return _page(login, role_form=form)

    def act(by: str, at: Any) -> None:
        first_on, last_on = form.first_on.data or today(), form.last_on.data
        appoint_person(
            login,
            _appointment(form),
            first_on=first_on,
            last_on=last_on,
            by=by,
            at=at,
            address=address(),
        )

    return _done(login, form, act, "役割を加えました。", role_form=form)


@room.post("/account/<login>/end-role")
@allowed(Act.MANAGE_PEOPLE, megabytes=MEGABYTES)
def end(login: str) -> ResponseReturnValue:
    form = EndRoleForm()
    fits = form.validate_on_submit()
    if not re.fullmatch("[0-9]{1,9}", form.role_id.data or ""):
        form.refuse(NO_SUCH_ROLE)
        fits = False
    if not fits:
        return _page(login, end_form=form)

    def act(by: str, at: Any) -> None:
        last_on: date = form.ends_on.data or today()
        end_role(login, int(form.role_id.data or ""), last_on, by=by, at=at, address=address())

    return _done(login, form, act, "役割の最後の日を決めました。", end_form=form)


@room.post("/account/<login>/password")
@allowed(Act.MANAGE_PEOPLE, megabytes=MEGABYTES)
def password(login: str) -> ResponseReturnValue:
    """A new first password; whoever is signed in with the account is so no longer."""
    try:
        given = renew_password(login, by=current_person().actor, at=now(), address=address())
    except PersonError as refused:
        return _refused(login, refused)
    return render_template("people/password.html", login=login, password=given)


@room.post("/account/<login>/deactivate")
@allowed(Act.MANAGE_PEOPLE, megabytes=MEGABYTES)
def deactivate(login: str) -> ResponseReturnValue:
    """Takes the account out of use; its open sessions end at once."""
    if folded_login(login) == current_person().login:
        return _refused(login, PersonError(OWN_ACCOUNT))
    try:
        deactivate_person(login, by=current_person().actor, at=now(), address=address())
    except PersonError as refused:
        return _refused(login, refused)
    flash("利用を止めました。開いていた画面も使えなくなりました。", "done")
    return go_on_to(url_for("people.show", login=login))


def _done(
    login: str, form: Form, act: Callable[[str, Any], None], words: str, **forms: Form
) -> ResponseReturnValue:
    try:
        act(current_person().actor, now())
    except PersonError as refused:
        form.refuse(str(refused))
        return _page(login, **forms)
    flash(words, "done")
    return go_on_to(url_for("people.show", login=login))


def _refused(login: str, refused: PersonError) -> ResponseReturnValue:
    flash(str(refused), "wrong")
    return go_on_to(url_for("people.show", login=login))


def _page(
    login: str,
    mail_form: Form | None = None,
    role_form: Form | None = None,
    end_form: Form | None = None,
) -> ResponseReturnValue:
    with reading() as session:
        found = accounts.account(session, login)
    if found is None:
        abort(404)
    role_form = role_form or _blank_role_form()
    return render_template(
        "people/show.html",
        account=found,
        held=HELD,
        mail_form=mail_form or MailForm(mail=found.mail),
        role_form=role_form,
        end_form=end_form,
        on=today(),
    )


def _blank_role_form() -> RoleForm:
    form = RoleForm(first_on=today())
    form.department.choices = _departments()
    return form


def _departments() -> list[Any]:
    with reading() as session:
        names = departments.names_in_use(session, today())
    return choices([("", NO_DEPARTMENT), *((name, name) for name in names)])


def _appointment(form: RoleForm) -> Appointment:
    return Appointment(Role(form.role.data), form.department.data or None)
