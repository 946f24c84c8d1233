"""事故の欄: a time of day, a number of persons, words one a line, and boxes of text."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import TextInput

from app.acts.incident_checks import LONGEST_LINE, LONGEST_TEXT, MOST_PERSONS, MOST_WORDS

TIME = re.compile(r"(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分?)?)")
SEPARATORS = re.compile(r"[、,\r\n]+")
LONGEST_LIST = LONGEST_LINE * MOST_WORDS
LONGEST_SHOWN = 40


class TimeOfDay(StringField):
    """9:30, 14時 or 14時30分, kept as 09:30; blank where nobody knows."""

    def pre_validate(self, _form: Any) -> None:
        typed = _plain(self.data)
        if not typed:
            self.data = ""
            return
        found = TIME.fullmatch(typed) if len(typed) <= LONGEST_SHOWN else None
        hour, minute = (int(found[1]), int(found[2] or found[3] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise ValidationError("時刻は、14:30、14時30分のように入れてください。")
        self.data = f"{hour:02}:{minute:02}"


class Persons(Field):
    """A whole number of persons from 0; blank where nobody knows."""

    widget = TextInput()
    data: int | None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._typed: str | None = None

    def _value(self) -> str:
        if self._typed is not None:
            return self._typed
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self._typed = str(valuelist[0])[: LONGEST_SHOWN + 1] if valuelist else ""
        typed = _plain(self._typed).replace(",", "").removesuffix("人")
        self.data = None
        if not typed:
            return
        if not typed.isascii() or not typed.isdigit():
            raise ValueError("人数は、0以上の整数で入れてください。分からないときは空欄にします。")
        if len(typed) > LONGEST_SHOWN or int(typed) > MOST_PERSONS:
            raise ValueError(f"人数は{MOST_PERSONS:,}人までです。")
        self.data = int(typed)


def line(label: str, *rules: Any) -> StringField:
    limit = Length(max=LONGEST_LINE)
    return StringField(label, [*rules, limit], render_kw={"autocomplete": "off"})


def lines(label: str, *rules: Any, rows: int = 3) -> TextAreaField:
    return TextAreaField(label, [*rules, Length(max=LONGEST_TEXT)], render_kw={"rows": rows})


def listed(label: str) -> TextAreaField:
    return TextAreaField(label, [Length(max=LONGEST_LIST)], render_kw={"rows": 3})


def words_of(typed: str | None) -> list[str]:
    """One a line, as a list in a workbook's cell."""
    plain = unicodedata.normalize("NFKC", typed or "")
    return list(dict.fromkeys(word for part in SEPARATORS.split(plain) if (word := part.strip())))


def _plain(typed: str | None) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", (typed or "")[: LONGEST_SHOWN + 1]))
