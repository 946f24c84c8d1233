"""先に保存された内容: what stands on file now beside what somebody has typed in the meantime."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import Field, Form, SelectField

from audits.wareki import parse_date, short_wareki

NOTHING, YES, NO = "—", "有", "無"
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Difference:
    """One box: its label, what is on file now, and what was typed."""

    label: str
    now: str
    typed: str


def differences(form: Form, newest: Mapping[str, Any]) -> list[Difference]:
    """Of the boxes whose names `newest` holds: those in which something else was typed."""
    return list(_differences(form, newest))


def _differences(form: Form, newest: Mapping[str, Any]) -> Iterator[Difference]:
    for field in form:
        if field.name in newest:
            now, typed = _words(field, newest[field.name]), _words(field, field.data)
            if now != typed:
                yield Difference(field.label.text, now, typed)


def _words(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return short_wareki(value)
    lines = str(value if value is not None else "").splitlines()
    text = "\n".join(_line(field, line) for line in lines).strip()
    if isinstance(field, SelectField):
        text = next((words for key, words, *_ in field.iter_choices() if key == text), text)
    return text or NOTHING


def _line(field: Field, line: str) -> str:
    """Numbers and days as pages show them."""
    digits = line.strip().replace(",", "")
    if (field.render_kw or {}).get("inputmode") == "numeric" and digits.isdecimal():
        return f"{int(digits):,}"
    day = parse_date(line) if ISO_DAY.fullmatch(line.strip()) else None
    return short_wareki(day) if day else line
