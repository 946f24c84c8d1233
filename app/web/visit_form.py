"""訪問の様式: what is asked of a visit, and what somebody has said in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.arranging import LONGEST_TEXT
from app.records.arranged_visits import Arrangement
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from audits.inspection import Method
from audits.wording import METHOD

LONGEST_HOUR = 20
HOUR = re.compile(r"([0-9]{1,2})(?::|時)([0-9]{2})?分?")
SHORT = Length(max=LONGEST_TEXT)
PREPARATION = (
    "個人情報の取扱いに関する規程\n取扱責任者・取扱者の名簿と教育の記録\n"
    "入退室、持出し、複写、廃棄の記録\n再委託先を監督した記録\n前回の指摘を改めた記録"
)


class VisitForm(Form):
    """A visit, and the key of the page; `seen`: which change of it the page showed."""

    form_key = HiddenField()
    seen = HiddenField()
    contractor_id = HiddenField()
    held_on = DateBoxes("訪問する日", [InputRequired(BLANK)])
    starts_at = StringField("始まり", [Length(max=LONGEST_HOUR)])
    ends_at = StringField("終わり", [Length(max=LONGEST_HOUR)])
    place = StringField("場所", [SHORT])
    method = SelectField("方法", choices=choices([(m.value, METHOD[m]) for m in Method]))
    reason = TextAreaField("実地でない理由", [SHORT], render_kw={"rows": 2})
    officers = StringField("調査者（市の側）", [SHORT])
    attendants = StringField("立会者（相手の側）", [SHORT])
    preparation = TextAreaField("準備してもらう資料", [SHORT], render_kw={"rows": 5})
    contact = StringField("連絡先", [SHORT])
    day_reason = StringField("この日にする理由", [SHORT])

    def arrangement(self) -> Arrangement | None:
        """What was said; None without a day."""
        day = self.held_on.data
        if day is None:
            return None
        return Arrangement(
            day,
            hour(self.starts_at.data or ""),
            hour(self.ends_at.data or ""),
            _line(self.place.data),
            _line(self.officers.data),
            _line(self.attendants.data),
            _lines(self.preparation.data),
            Method(self.method.data),
            _lines(self.reason.data),
            _line(self.day_reason.data),
            _line(self.contact.data),
        )

    def show(self, said: Arrangement) -> None:
        """What stands in the boxes at first."""
        self.held_on.data = said.held_on
        self.method.data = said.method.value
        names = ("starts_at", "ends_at", "place", "reason", "officers", "attendants")
        for name in (*names, "preparation", "contact", "day_reason"):
            self[name].data = getattr(said, name)

    def say(self, wrong: Iterable[tuple[str, str]]) -> None:
        """What is wrong, each beside its field."""
        for name, sentence in wrong:
            if name in self:
                self[name].errors = [*self[name].errors, sentence]
            else:
                self.refuse(sentence)


def hour(typed: str) -> str:
    """13:30 of 13：30, 9:00, 13時30分 or 9時; anything else as it was typed."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    said = HOUR.fullmatch(plain)
    if said is None or (said[2] is None and "時" not in plain):
        return plain
    return f"{int(said[1]):02}:{said[2] or '00'}"


def _line(text: str | None) -> str:
    return " ".join((text or "").split("\n")).replace("\r", "").strip()


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
