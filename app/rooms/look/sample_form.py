"""見本の入力: a form with one field of each kind, to be filled in, and to be got wrong."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from app.web.choices import choices, choices_of
from app.web.date_field import DateBoxes
from app.web.form import BLANK
from audits.inspection import Method


class SampleForm(Form):
    """電話確認を記録する."""

    on = DateBoxes("確認した日", [InputRequired(BLANK)])
    other_party = StringField("相手方", [InputRequired(BLANK)])
    count = IntegerField(
        "件数", [Optional(), NumberRange(0, 10**9, "0以上の整数を入れてください。")]
    )
    department = SelectField(
        "所管課", choices=choices([("hoiku", "保育課"), ("gakkyo", "学校教育課")]), default="hoiku"
    )
    method = RadioField(
        "方法",
        [InputRequired(BLANK)],
        choices=choices_of(Method),
    )
    content = TextAreaField("内容", [InputRequired(BLANK)])
    late = BooleanField("後日記載として残す")
