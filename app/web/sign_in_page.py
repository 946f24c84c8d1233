"""サインインの画面: the form that asks who somebody is, wherever it is shown."""

from __future__ import annotations

from flask import render_template
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.acts.demo_accounts import demo_accounts
from app.clock import today
from app.records.database import reading
from app.web.form import Form
from app.web.kept_form import Kept
from audits.wording import ROLE

LONGEST = 1000


class SignInForm(Form):
    """Who somebody says they are."""

    login = StringField(
        "利用者名",
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "パスワード",
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


def sign_in_page(
    form: SignInForm, why_not: Exception | None = None, kept: Kept | None = None
) -> str:
    """The page; `kept` is what somebody was typing when the session ended."""
    if why_not is not None:
        form.refuse(str(why_not))
    with reading() as session:
        demo = demo_accounts(session, today())
    return render_template("sign_in/show.html", form=form, demo=demo, role_words=ROLE, kept=kept)
