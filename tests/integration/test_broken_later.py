"""これから違反になること: what its first day will bring is told before a subcontract is saved."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from app.clock import today
from app.rooms.entries.deeds import DEEDS
from audits.wareki import short_wareki
from tests.integration.browser import Browser
from tests.integration.entry_forms import filled_in
from tests.integration.installation import Installation
from tests.integration.renewing import FIRST, a_city

PATH = f"/entries/subcontract/{FIRST}"


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


def sent(city: Installation, first: date) -> str:
    """The page that answers a subcontract without a consent from this day on."""
    officer = Browser(city).come_in("officer")
    fields = filled_in(officer.get(PATH).text, DEEDS["subcontract"])
    last = first + timedelta(days=30)
    for name, day in (("starts_on", first), ("ends_on", last)):
        fields |= {f"{name}-year": str(day), f"{name}-month": "", f"{name}-day": ""}
    for part in ("year", "month", "day"):
        fields[f"consented_on-{part}"] = ""
    return re.sub(r"</?(time|li)[^>]*>", "", officer.send_as_is(PATH, **fields).text)


@pytest.mark.parametrize("days", [-10, 40])
def test_a_violation_is_told_with_the_day_from_which_it_is_one(city, days):
    first, before = today() + timedelta(days=days), city.count("subcontracts")
    page = sent(city, first)
    assert "まだ保存していません" in page
    assert "<b>違反のおそれ</b>" in page
    assert f"（{short_wareki(first)}から）" in page
    assert city.count("subcontracts") == before
