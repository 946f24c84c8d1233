"""日程の部屋: the one blueprint of a year's plan, and what its pages share."""

from __future__ import annotations

from flask import Blueprint
from wtforms import HiddenField
from wtforms.validators import Length

from app.records.people import Person
from app.web.asked import Asked
from app.web.form import Form
from app.web.plan_calendar import MONTHS
from app.web.table import Column
from audits.roles import Act

room = Blueprint("plans", __name__, url_prefix="/plans")
LONGEST_REASON = 500
KEY = "form_key"
LEFT_OPEN_COLUMNS = (
    Column("契約", "contract"),
    Column("調査先・所管課"),
    Column("期限", "when"),
    Column("予定を入れない理由"),
    Column("操作"),
)
CHANGE_COLUMNS = (
    Column("変えた日時", "when"),
    Column("変えた人"),
    Column("契約", "contract"),
    Column("変更"),
    Column("前の日", "when"),
    Column("後の日", "when"),
    Column("理由"),
)
STATE_COLUMNS = (
    Column("所管課"),
    Column("承認", "state"),
    Column("要調査", "number"),
    Column("実施済", "number"),
    Column("予定あり", "number"),
    Column("予定を入れない", "number"),
    Column("未計画", "number"),
    Column("承認した人・日時"),
)


CALENDAR_COLUMNS = (
    Column("所管課"),
    *(Column(f"{month}月", "number") for month in MONTHS),
    Column("計", "number"),
)


def is_whole(asked: Asked, person: Person) -> bool:
    """Whether the year is only to be looked at, with all that the person may see of it."""
    return asked.flag("whole") or not person.may(Act.ENTER)


class Sent(Form):
    """What every form of this room brings back: the key that lets it act once."""

    form_key = HiddenField(validators=[Length(max=100)])
