"""Signs, states and days that are drawn once and then kept."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from app.web import drawn
from audits.due import State


def test_words_of_people_never_become_markup_whatever_was_drawn_before():
    attack = "<b>3日超過</b>"
    assert attack in drawn.status("overdue", "red", Markup(attack))  # noqa: S704 — ours, on purpose
    assert attack not in drawn.status("overdue", "red", attack)
    assert "&lt;b&gt;" in drawn.status("overdue", "red", attack)


def test_a_state_is_shown_by_its_sign_and_its_word_or_by_other_words():
    usual, other = (
        drawn.member_mark(State.OVERDUE),
        drawn.member_mark(State.OVERDUE, "3日超過", True),
    )
    assert "#m-overdue" in usual
    assert "<span>期限超過</span>" in usual
    assert '<span class="unseen">期限超過　</span>3日超過' in other


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("drawn_day", "令和8年11月20日 (2026)"),
        ("drawn_short_day", "R8.11.20"),
        ("drawn_plain_day", "令和8年11月20日"),
    ],
)
def test_a_day_is_written_for_people_and_for_machines(name, words):
    draw = drawn.GLOBALS[name]
    assert draw(date(2026, 11, 20)) == f'<time datetime="2026-11-20">{words}</time>'
    assert draw(None) == "—"
