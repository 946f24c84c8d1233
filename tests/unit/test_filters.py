"""How days, numbers and states are written, and that each state has a look of its own."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from pathlib import Path

import pytest

from app.web.filters import FILTERS, WORDS, number, percent, share, words
from app.web.marks import LOOKS, look_of
from audits.certificate_comparison import Match
from audits.due import Alert, State
from audits.inspection import Judgement
from audits.planning.approval import PlanStanding, PlanState
from audits.promise import CheckedAs, PromiseState
from audits.rule import Level

TEMPLATES = Path(__file__).resolve().parents[2] / "app" / "templates"
SHEET = (TEMPLATES / "parts" / "marks.svg").read_text(encoding="utf-8")
SHOWN = (State, Alert, Level, Judgement)
DAY = date(2026, 11, 20)


def symbol(name: str) -> str:
    found = re.search(rf'<symbol id="m-{name}".*?</symbol>', SHEET, re.DOTALL)
    assert found is not None, name
    return re.sub(r'id="[^"]*"|currentColor', "", found[0])


def test_days_are_written_long_in_heads_and_short_in_tables():
    assert FILTERS["wareki_with_western"](DAY) == "令和8年11月20日 (2026)"
    assert FILTERS["wareki"](DAY) == "令和8年11月20日"
    assert FILTERS["short_wareki"](DAY) == "R8.11.20"


@pytest.mark.parametrize("name", FILTERS)
def test_what_is_not_there_is_a_dash(name):
    assert FILTERS[name](None) == "—"


def test_thousands_are_set_apart():
    assert (number(0), number(12034)) == ("0", "12,034")


@pytest.mark.parametrize(
    ("rate", "written"), [(0.0, "0%"), (0.29, "29%"), (126 / 127, "99%"), (1.0, "100%")]
)
def test_a_hundred_per_cent_is_never_said_before_all_is_done(rate, written):
    assert percent(rate) == written


def test_a_share_stays_within_its_frame():
    assert (share(1, 4), share(5, 4), share(-1, 4), share(1, 0)) == (25.0, 100.0, 0.0, 0.0)


@pytest.mark.parametrize("member", [member for kind in SHOWN for member in kind])
def test_every_state_has_a_word_a_sign_and_a_colour(member):
    assert words(member) == WORDS[member]
    assert symbol(look_of(member).mark)


@pytest.mark.parametrize("kind", [State, Level, Alert])
def test_states_differ_in_shape_even_without_colour(kind: type[Enum]):
    shapes = [symbol(look_of(member).mark) for member in kind]
    assert len(set(shapes)) == len(shapes)


def test_only_what_needs_an_act_is_bold():
    urgent = {member for member, look in LOOKS.items() if look.urgent}
    plans = {PlanStanding.UNDECIDED, PlanState.CHANGED}
    promises = {PromiseState.OVERDUE, PromiseState.NOT_MET, CheckedAs.NOT_IN_PLACE}
    others = {State.OVERDUE, Alert.RED, Alert.YELLOW, *Level, Match.DIFFERENT}
    assert urgent == others | plans | promises


def test_every_sign_that_a_template_names_is_on_the_sheet():
    named = set()
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        named |= set(re.findall(r'\bmark\("([a-z-]+)"', text))
        named |= set(re.findall(r'href="#m-([a-z-]+)"', text))
        named |= set(re.findall(r'\bstatus\("([a-z-]+)"', text))
    assert named
    assert {name for name in named if f'id="m-{name}"' not in SHEET} == set()
