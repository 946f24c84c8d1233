"""再委託の木: three tiers that can be read, no ring, and a subcontract that ends early."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from app.clock import today
from tests.integration.browser import Browser
from tests.integration.consents import (
    MAIN,
    boxes_of,
    confirmed,
    decided,
    make_city,
    national_subcontract,
    requested,
)
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation

VIEW = f"/contracts/{MAIN}?view=subcontracts"
TIER = re.compile(r'tier tier--(\d)">\s*<b>([^<]+)</b><br /><span class="fact">([^<]+)</span>')


@pytest.fixture
def city(installation: Installation) -> Installation:
    """受託者 → 再委託先1 → 2 → 3."""
    made = make_city(installation)
    rows = [
        national_subcontract(枝番=2, 上位枝番=1, 再委託先名="南風データ株式会社"),
        national_subcontract(枝番=3, 上位枝番=2, 再委託先名="有限会社髙﨑入力"),
    ]
    assert made.load_sheets(契約=[], 再委託=rows).written
    return made


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def test_each_tier_stands_further_in_and_says_which_it_is_and_who_handed_on(officer):
    page = officer.get(VIEW).text
    assert TIER.findall(page) == [
        ("0", "ことり配信株式会社", "受託者"),
        ("1", "北空ソフト株式会社", "再委託先1　再委託"),
        ("2", "南風データ株式会社", "再委託先2　再々委託"),
        ("3", "有限会社髙﨑入力", "再委託先3　4次の委託"),
    ]
    assert "再委託先2　南風データ株式会社から" in page


def test_a_ring_of_subcontracts_is_refused(city, officer):
    path = f"/entries/subcontract-change/{MAIN}?branch=1"
    form = typed_in(officer.get(path).text)
    told = officer.send(path, **{**form, "amendment": "corrected", "parent_branch": "3"})
    assert told.status_code == 200
    assert "輪になり" in told.text
    assert city.rows("SELECT max(revision) FROM subcontracts") == [(1,)]


def test_a_request_of_a_subcontractor_goes_below_it(city, officer):
    page = officer.get(f"/consents/new/{MAIN}?parent=2").text
    assert '<option selected value="2">' in page
    way = requested(officer, parent_branch="2", contractor="株式会社末広発送")
    assert "4次の委託" in officer.get(way).text
    confirmed(officer)
    decided(Browser(city).come_in("manager"), "consented")
    assert ("3", "株式会社末広発送", "再委託先4　4次の委託") in TIER.findall(officer.get(VIEW).text)


def typed_in(page: str) -> dict[str, str]:
    return {name: value for name, value in boxes(page).items() if name != "csrf_token"}


def end(officer: Browser, day_from_now: int, **fields: str) -> str:
    """Sends the form that ends 再委託先1 early, and agrees to what it changes; the last page."""
    path = f"/entries/subcontract-end/{MAIN}?branch=1"
    form = typed_in(officer.get(path).text)
    typed = {**form, **boxes_of("ends_on", today() + timedelta(days=day_from_now)), **fields}
    answer = officer.send(path, **typed)
    if "data-focus" in answer.text and answer.status_code == 200:
        again = boxes(answer.text)
        answer = officer.send(path, **{**typed, "agreed": again.get("agreed", "")})
    return answer.text if answer.status_code == 200 else f"{answer.status_code}"


def test_a_subcontract_ends_before_its_contract_with_a_reason_and_its_due_items_follow(
    city, officer
):
    query = "SELECT due_on FROM due_items WHERE branch = 1 AND kind = 'erasure_certificate'"
    [(before,)] = city.rows(query)
    assert "入力してください" in end(officer, 40)
    assert end(officer, 40, amended_reason="業務の縮小") == "303"
    [(after,)] = city.rows(query)
    assert str(after) < str(before)
    entry = city.entries(MAIN)[-1]
    assert "終了日" in entry.text
    assert "業務の縮小" in entry.text
    page = officer.get(VIEW).text
    assert "契約より先に終了" in page
    assert "委託元の終了後も続く" in page


def test_an_end_before_the_beginning_is_refused(city, officer):
    told = end(officer, -400, amended_reason="業務の縮小")
    assert told != "303"
    assert city.rows("SELECT max(revision) FROM subcontracts") == [(1,)]


def test_a_correction_after_an_early_end_is_recorded_as_one_and_the_record_stays_sound(
    city, officer
):
    assert end(officer, 40, amended_reason="業務の縮小") == "303"
    ended = city.entries(MAIN)[-1]
    path = f"/entries/subcontract-change/{MAIN}?branch=1"
    typed = {**typed_in(officer.get(path).text), "contractor": "北空ソフトウェア株式会社"}
    typed |= {"amendment": "corrected", "clause_set": "national-act-2023", "parent_branch": "0"}
    answer = officer.send(path, **typed)
    if answer.status_code == 200:
        answer = officer.send(path, **{**typed, "agreed": boxes(answer.text).get("agreed", "")})
    assert answer.status_code == 303, answer.text
    last = city.entries(MAIN)[-1]
    assert last.corrects == ended.number
    assert "再委託先名" in last.text
    assert city.run("verify").exit_code == 0
