"""見本の入力: a form with one field of each kind, and something wrong with each when it is checked."""

from __future__ import annotations

from wtforms import BooleanField, Form, IntegerField, RadioField, SelectField, StringField
from wtforms import SelectChoice, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.web.date_field import DateBoxes
from app.web.form import BLANK


class SampleForm(Form):
    """電話確認を記録する."""

    on = DateBoxes("確認した日", [InputRequired(BLANK)])
    other_party = StringField("相手方", [InputRequired(BLANK)])
    count = IntegerField(
        "件数", [Optional(), NumberRange(0, 10**9, "0以上の整数を入れてください。")]
    )
    department = SelectField(
        "所管課", choices=[SelectChoice("hoiku", "保育課"), SelectChoice("gakkyo", "学校教育課")], default="hoiku"
    )
    method = RadioField(
        "方法",
        [InputRequired(BLANK)],
        choices=[
            SelectChoice("on_site", "実地"),
            SelectChoice("remote", "遠隔"),
            SelectChoice("document", "書面"),
        ],
    )
    content = TextAreaField("内容", [InputRequired(BLANK)])
    late = BooleanField("後日記載として残す")
