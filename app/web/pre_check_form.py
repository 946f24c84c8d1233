"""事前点検票の様式: what was read of a contractor's book, carried by the page until it is kept."""

from __future__ import annotations

from datetime import date

from flask import request

from app.records.pre_checks import PreCheck, SelfAnswer
from app.records.sheets import Sheet
from app.web.date_field import DayError, read_day
from app.workbooks.check_sheet_book import LONGEST_DOCUMENT, LONGEST_NAME, LONGEST_WORDS
from audits.self_check import SelfCheck

BY_VALUE = {one.value: one for one in SelfCheck}


class PreCheckFormError(ValueError):
    """What the page carried was changed on the way."""


def sent_pre_check(sheet: Sheet) -> PreCheck:
    """As the page carried it. Raises PreCheckFormError."""
    answers = {}
    for item in sheet.composed.items:
        said = request.form.get(f"said {item.key}")
        if said is not None:
            if said not in BY_VALUE:
                raise PreCheckFormError(said)
            answers[item.key] = SelfAnswer(
                BY_VALUE[said],
                _words(f"explanation {item.key}", LONGEST_WORDS),
                _words(f"document {item.key}", LONGEST_DOCUMENT),
            )
    given = PreCheck(
        _words("contractor", LONGEST_NAME),
        _words("answered_by", LONGEST_NAME),
        _day("answered_on"),
        _day("due_on"),
        answers,
    )
    if not answers or not given.contractor or not given.answered_by or not given.answered_on:
        raise PreCheckFormError("incomplete")
    return given


def _words(name: str, most: int) -> str:
    text = request.form.get(name, "").replace("\r\n", "\n").strip()
    if len(text) > most:
        raise PreCheckFormError(name)
    return text


def _day(name: str) -> date | None:
    try:
        return read_day(request.form.get(name, ""), "", "")
    except DayError as error:
        raise PreCheckFormError(name) from error
