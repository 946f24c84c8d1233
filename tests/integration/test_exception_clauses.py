"""例外の承諾と条項の確認: a consent stands in the matrix of its clause, and leads to its page."""

from __future__ import annotations

import re

from tests.integration.consents import MAIN
from tests.integration.exceptions import decided, ended, lapsed, path, requested
from tests.integration.test_consents import city, manager, officer

__all__ = ["city", "manager", "officer"]  # fixtures
MATRIX = f"/contracts/{MAIN}?view=clauses&years=all"


def cells_with(page: str, href: str) -> list[str]:
    """The words of the links that lead there."""
    found = re.findall(rf'<a [^>]*href="{re.escape(href)}"[^>]*>(.*?)</a>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s", "", one) for one in found]


def test_from_the_cell_of_the_clause_one_comes_to_the_consent(city, officer, manager):
    requested(officer)
    assert path() not in officer.get(MATRIX).text
    decided(manager, "consented")
    assert cells_with(officer.get(MATRIX).text, path()) == ["例外申請1"]


def test_a_copy_that_is_out_after_its_period_is_left_to_do_there(city, officer, manager):
    early = {
        f"decided_on-{part}": lapsed()[f"asked_on-{part}"] for part in ("year", "month", "day")
    }
    requested(officer, **lapsed())
    decided(manager, "consented", **early)
    assert "写し未確認" in officer.get(MATRIX).text
    ended(officer)
    assert "写し未確認" not in officer.get(MATRIX).text


def test_two_consents_to_one_clause_lead_to_the_list_of_them(city, officer, manager):
    for number, what in enumerate(("宛名の写し", "名簿の写し"), 1):
        requested(officer, what=what)
        decided(manager, "consented", number)
    page = officer.get(MATRIX).text
    assert cells_with(page, f"/contracts/{MAIN}?view=data#exceptions") == ["例外2件"]
