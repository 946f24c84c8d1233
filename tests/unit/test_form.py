"""The form that all others are built on: its messages, and what no text may hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import wtforms
from flask import Flask
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.web.form import BLANK, UNPRINTABLE, WORDS, Form

TRANSLATED = {"gettext", "ngettext", "_"}
# Of WTForms' own guard against forgery, which is not used.
NOT_USED = "csrf"


class Sample(Form):
    """A name and a remark."""

    name = StringField("氏名", [InputRequired(), Length(max=10)])
    remark = TextAreaField("備考")


def messages_of_the_library() -> Iterator[str]:
    """Whatever WTForms' source hands to its translations."""
    for path in Path(wtforms.__file__).parent.rglob("*.py"):
        if NOT_USED in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in TRANSLATED:
                texts = (a.value for a in node.args if isinstance(a, ast.Constant))
                yield from (text for text in texts if isinstance(text, str))


def sent(method: str = "POST", **answers: str) -> Sample:
    with Flask("forms").test_request_context(method=method, data=answers):
        form = Sample()
        form.validate_on_submit()
    return form


def test_everything_that_the_library_says_is_said_in_japanese():
    said = set(messages_of_the_library())
    assert len(said) > 25
    assert said - set(WORDS) == set()


def test_a_blank_answer_is_asked_for():
    assert sent(name="").name.errors == [BLANK]


def test_numbers_stand_within_the_sentence():
    assert sent(name="あ" * 11).name.errors == ["10文字以内にしてください。"]


def test_names_stay_as_they_were_typed():
    assert sent(name="髙﨑 神𠮷").name.data == "髙﨑 神𠮷"
    assert sent(name="髙﨑 神𠮷").errors == {}


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066"])
def test_signs_that_nobody_types_are_refused_with_a_sentence(sign):
    assert sent(name=f"あ{sign}い").name.errors == [UNPRINTABLE]


def test_lines_and_tabs_are_fine():
    assert sent(name="あ", remark="一\r\n二\t三").errors == {}


def test_nothing_is_checked_before_something_was_sent():
    assert sent("GET").errors == {}
