"""見本の入力: a form with one field of each kind, and something wrong with each when it is checked."""

from __future__ import annotations

from wtforms import BooleanField, Form, IntegerField, RadioField, SelectField, StringField
from wtforms import TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.web.date_field import DateBoxes


class SampleForm(Form):
    """電話確認を記録する."""

    on = DateBoxes("確認した日", [InputRequired("確認した日を入れてください。")])
    other_party = StringField("相手方", [InputRequired("相手方を入れてください。")])
    count = IntegerField(
        "件数", [Optional(), NumberRange(0, 10**9, "件数は0以上の整数で入れてください。")]
    )
    department = SelectField(
        "所管課", choices=[("hoiku", "保育課"), ("gakkyo", "学校教育課")], default="hoiku"
    )
    method = RadioField(
        "方法",
        [InputRequired("方法を選んでください。")],
        choices=[("on_site", "実地"), ("remote", "遠隔"), ("document", "書面")],
    )
    content = TextAreaField("内容", [InputRequired("内容を入れてください。")])
    late = BooleanField("後日記載として残す")
