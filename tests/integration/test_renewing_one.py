"""一件の更新: from a contract's page to its successor, with all that carries over, in one step."""

from __future__ import annotations

import pytest

from app.rooms.entries.deeds import CONTRACT, DEEDS
from tests.integration.browser import Browser
from tests.integration.entry_forms import boxes, filled_in, send
from tests.integration.installation import Installation
from tests.integration.renewing import (
    FIRST,
    NEXT,
    NEXT_FIRST,
    a_city,
    renew,
    terms,
)

HERE = f"/entries/contract?from={FIRST}"


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def of_contract(city: Installation, number: str, what: str, table: str) -> list[str]:
    query = (
        f"SELECT f.{what} FROM {table} f JOIN engagements e ON e.id = f.engagement_id"  # noqa: S608
        " JOIN contracts c ON c.id = e.contract_id WHERE c.number = :number AND f.is_current"
        " ORDER BY f.id"
    )
    return [found for (found,) in city.rows(query, number=number)]


def test_the_contracts_page_leads_to_its_renewal(officer):
    page = officer.get(f"/contracts/{FIRST}?view=overview").text
    assert "次年度更新（次の契約を登録）" in page
    assert f"/entries/contract?from={FIRST}".replace("教支", "%E6%95%99%E6%94%AF") in page


def test_the_form_proposes_the_number_and_says_what_goes_over_and_what_to_look_at(officer):
    page = officer.get(HERE).text
    assert boxes(page)["number"] == NEXT_FIRST
    assert "再委託2件（つばめ運送株式会社、ひばり倉庫）" in page
    assert "保護対策2件" in page
    assert "求める認証「ISMS」が台帳にありません" in page
    assert "取扱責任者・取扱者の報告、契約期間の表示と備考は引き継ぎません" in page


def test_one_step_takes_subcontracts_and_safeguards_over_and_verifies(officer, city):
    fields = filled_in(officer.get(HERE).text, DEEDS[CONTRACT])
    told = officer.send_as_is(HERE, **fields)
    assert "再委託の承諾" in told.text  # what will be owed is told before it is saved
    assert send(officer, HERE, fields).status_code == 303
    assert terms(city, NEXT_FIRST).previous_contract_number == FIRST
    assert of_contract(city, NEXT_FIRST, "contractor", "subcontracts") == [
        "つばめ運送株式会社",
        "ひばり倉庫",
    ]
    assert of_contract(city, NEXT_FIRST, "consented_on", "subcontracts") == [None, None]
    assert of_contract(city, NEXT_FIRST, "number", "safeguards") == ["S-1", "S-2"]
    owed = city.rows(
        "SELECT due_on FROM due_items WHERE contract = :number AND basis = 'S-2'", number=NEXT_FIRST
    )
    assert [str(due_on)[:10] for (due_on,) in owed] == [f"{NEXT.start}-07-01"]
    assert city.run("verify").exit_code == 0


def test_what_is_unticked_stays_behind(officer, city):
    fields = filled_in(officer.get(HERE).text, DEEDS[CONTRACT])
    del fields["take_subcontracts"], fields["take_safeguards"]
    answer = officer.send_as_is(HERE, **fields)
    assert "take_subcontracts" not in boxes(answer.text)
    assert send(officer, HERE, fields).status_code == 303
    assert of_contract(city, NEXT_FIRST, "contractor", "subcontracts") == []
    assert of_contract(city, NEXT_FIRST, "number", "safeguards") == []


def test_a_contract_that_has_a_successor_already_says_so_before_a_second_one(officer, city):
    renew(officer, city, FIRST)
    page = officer.get(HERE).text
    assert f"この契約の次の契約は、もう登録されています（{NEXT_FIRST}）" in page


def test_a_new_contract_that_follows_none_offers_nothing_to_take_over(officer):
    page = officer.get("/entries/contract").text
    assert "前の契約から引き継ぐもの" not in page
