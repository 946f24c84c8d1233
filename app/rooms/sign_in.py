"""サインイン: coming in, going out, and one's own password."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from app.acts.city import setting_value
from app.acts.throttle import TooManyTriesError
from app.clock import now
from app.records.database import reading
from app.web.answers import HOME, go_on_to, own_path, see_other
from app.web.form import Form
from app.web.kept_form import Kept, brought_back, kept_in_form
from app.web.permissions import SIGN_IN, allowed, current_person, open_to_all
from app.web.sessions import address, browser_token, hand_over, signed_in_person, take_away
from app.web.sign_in_page import LONGEST, SignInForm, sign_in_page
from app.workflows.change_password import (
    PasswordRefusedError,
    WrongPasswordError,
    change_password,
)
from app.workflows.sign_in import FirstPasswordEndedError, SignInRefusedError, sign_in
from app.workflows.sign_out import sign_out
from audits.roles import Act

room = Blueprint("sign_in", __name__)

TOO_MANY = 429


class ChangePasswordForm(Form):
    """The password of today, and twice the one from now on."""

    present = PasswordField(
        "いまのパスワード",
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        "新しいパスワード",
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "new-password"},
    )
    repeated = PasswordField(
        "新しいパスワード（もう一度）",
        [InputRequired(), EqualTo("new")],
        render_kw={"autocomplete": "new-password"},
    )


@room.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def show() -> ResponseReturnValue:
    target = own_path(request.args.get("next"))
    if request.method == "GET" and signed_in_person() is not None:
        return go_on_to(target)
    form, kept = SignInForm(), kept_in_form()
    if form.validate_on_submit():
        try:
            token = sign_in(
                form.login.data or "", form.password.data or "", address=address(), at=now()
            )
        except TooManyTriesError as early:
            return _too_early(sign_in_page(form, early, kept), early)
        except (SignInRefusedError, FirstPasswordEndedError) as refused:
            return sign_in_page(form, refused, kept)
        return hand_over(_after_sign_in(target, token, kept), token)
    return sign_in_page(form, kept=kept)


@room.route("/sign-out", methods=["POST"], endpoint="sign_out")
@allowed(Act.SIGN_OUT)
def leave() -> ResponseReturnValue:
    sign_out(browser_token(), by=current_person(), address=address(), at=now())
    return take_away(see_other(SIGN_IN))


@room.route("/password", methods=["GET", "POST"], endpoint="change_password")
@allowed(Act.CHANGE_OWN_PASSWORD)
def change_own_password() -> ResponseReturnValue:
    form, person = ChangePasswordForm(), current_person()
    if form.validate_on_submit():
        present, new = form.present.data or "", form.new.data or ""
        try:
            token = change_password(present, new, by=person, address=address(), at=now())
        except TooManyTriesError as early:
            return _too_early(_password_page(form, early), early)
        except WrongPasswordError as wrong:
            form.present.errors = [str(wrong)]
        except PasswordRefusedError as refused:
            form.new.errors = [str(refused)]
        else:
            flash("パスワードを変えました。", "done")
            return hand_over(go_on_to(HOME), token)
    return _password_page(form)


def _after_sign_in(target: str, token: str, kept: Kept | None) -> Response:
    """On to where somebody wanted to go, or back to the form that was being filled in."""
    return make_response(brought_back(kept, token)) if kept else go_on_to(target)


def _password_page(form: ChangePasswordForm, why_not: Exception | None = None) -> str:
    if why_not is not None:
        form.refuse(str(why_not))
    with reading() as session:
        shortest = setting_value(session, "password_length")
    return render_template("sign_in/change_password.html", form=form, shortest=shortest)


def _too_early(page: str, early: TooManyTriesError) -> ResponseReturnValue:
    return page, TOO_MANY, {"Retry-After": str(early.seconds)}
