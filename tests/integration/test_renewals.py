"""次年度更新: the successors of many contracts, chosen, checked and made at once."""

from __future__ import annotations

import pytest

from audits.entry import EntryKind
from audits.wareki import short_wareki
from tests.integration.browser import Browser
from tests.integration.installation import Installation
from tests.integration.renewing import (
    ELSEWHERE,
    FIRST,
    HERE,
    NEXT,
    NEXT_FIRST,
    NEXT_SECOND,
    OTHER,
    OWN,
    SECOND,
    YEAR,
    a_city,
    a_contract,
    as_sent,
    as_text,
    ids,
    numbers,
    press,
    renew,
    renewals_logged,
    terms,
)


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def test_the_list_has_the_own_contracts_that_end_in_the_year_and_nobody_has_renewed(officer):
    page = officer.get(HERE).text
    assert FIRST in page
    assert SECOND in page
    assert OTHER not in page
    assert "長期-1" not in page
    assert "長期-1" in officer.get(f"{HERE}?year={NEXT.start}").text


def test_a_contract_of_another_department_that_is_shared_is_renewed_by_that_one(officer, city):
    shared = a_contract("共管-1", 所管課=ELSEWHERE, 共管課=OWN)
    assert city.load_sheets(契約=[shared]).written
    assert officer.get("/contracts/共管-1").status_code == 200
    assert "共管-1" not in officer.get(HERE).text


def test_the_next_number_and_the_days_of_the_next_year_are_proposed(officer, city):
    [first] = ids(city, FIRST)
    sent = as_sent(officer.get(HERE).text)
    assert sent[f"number-{first}"] == [NEXT_FIRST]
    assert sent[f"first-{first}"] == [short_wareki(NEXT.days.first)]
    assert sent[f"last-{first}"] == [short_wareki(NEXT.days.last)]
    assert "choose" not in sent


def test_what_must_be_looked_at_stands_beside_each_contract(officer):
    page = officer.get(HERE).text
    assert (
        "再委託2件（つばめ運送株式会社、ひばり倉庫）の承諾は、開始日の前日までに改めて要ります"
        in page
    )
    assert "求める認証「ISMS」が台帳にありません" in page
    assert "受託者が未定です" in page
    assert "受託者に残るデータ1件" in page
    moved = short_wareki(NEXT.days.first.replace(month=7, day=1))
    assert f"保護対策S-2の日は{moved}に移します" in page


def test_checking_says_what_would_be_made_and_makes_nothing(officer, city):
    before = numbers(city)
    page = officer.get(HERE).text
    checked = press(officer, page, "check", choose=ids(city, FIRST, SECOND)).text
    assert "登録すると次の契約が2件できます" in checked
    assert "まだ台帳にありません" not in checked  # the contract before is on file
    assert f"{FIRST} → <b>{NEXT_FIRST}</b>" in checked
    assert "この内容で2件を登録する" in checked
    assert numbers(city) == before
    assert renewals_logged(city) == []


def test_the_chosen_ones_are_made_with_all_that_carries_over_and_nothing_that_does_not(
    officer, city
):
    assert renew(officer, city, FIRST, SECOND).status_code == 303
    old, new = terms(city, FIRST), terms(city, NEXT_FIRST)
    for column in ("title", "department", "contractor", "items", "clause_set", "demanded_schemes"):
        assert getattr(new, column) == getattr(old, column)
    assert new.previous_contract_number == FIRST
    assert (new.remarks, new.concluded_on, new.stated_length) == (None, None, None)
    assert str(new.starts_on)[:10] == NEXT.days.first.isoformat()
    parts = city.rows(
        "SELECT e.branch, s.contractor, s.parent_branch, s.consented_on, s.consent_document,"
        " s.flow_down, s.starts_on FROM subcontracts s JOIN engagements e ON e.id ="
        " s.engagement_id JOIN contracts c ON c.id = e.contract_id WHERE c.number = :number"
        " AND s.is_current ORDER BY e.branch",
        number=NEXT_FIRST,
    )
    assert [(p.branch, p.contractor, p.parent_branch) for p in parts] == [
        (1, "つばめ運送株式会社", 0),
        (2, "ひばり倉庫", 1),
    ]
    assert {(p.consented_on, p.consent_document, bool(p.flow_down)) for p in parts} == {
        (None, None, False)
    }
    owed = city.rows(
        "SELECT kind, due_on FROM due_items WHERE contract = :number AND branch = 1",
        number=NEXT_FIRST,
    )
    consent = [str(row.due_on)[:10] for row in owed if row.kind == "subcontract_consent"]
    assert consent == [YEAR.days.last.isoformat()]


def test_safeguards_keep_their_rhythm_and_dates_move_into_the_new_year(officer, city):
    renew(officer, city, FIRST)
    owed = city.rows(
        "SELECT basis, due_on FROM due_items WHERE contract = :number AND kind = 'commitment'",
        number=NEXT_FIRST,
    )
    by_number: dict[str, list[str]] = {basis: [] for basis, _ in owed}
    for basis, due_on in owed:
        by_number[basis].append(str(due_on)[:10])
    assert len(by_number["S-1"]) == 12
    assert by_number["S-2"] == [f"{NEXT.start}-07-01"]


def test_each_new_contract_has_its_entry_and_every_record_verifies(officer, city):
    renew(officer, city, FIRST, SECOND)
    [entry] = city.entries(NEXT_FIRST)
    assert entry.kind == EntryKind.CONCLUDED.value
    assert str(entry.on)[:10] == NEXT.days.first.isoformat()
    assert city.entries(NEXT_SECOND) == []  # nobody has signed it yet
    assert city.run("verify").exit_code == 0
    assert renewals_logged(city) == [f"{NEXT_FIRST} {FIRST}", f"{NEXT_SECOND} {SECOND}"]


def test_special_cases_taken_over_stand_in_the_operation_log_with_an_address(officer, city):
    officer.send(f"/sheet-modules/{FIRST}", module="cloud")
    renew(officer, city, FIRST)
    query = "SELECT address FROM operation_log WHERE subject = :subject"
    assert [one.address for one in city.rows(query, subject=f"{NEXT_FIRST} cloud")] == ["192.0.2.7"]


def test_both_contracts_name_each_other_and_the_list_shows_the_pair(officer, city):
    renew(officer, city, FIRST)
    assert NEXT_FIRST in officer.get(f"/contracts/{FIRST}?view=overview").text
    assert FIRST in officer.get(f"/contracts/{NEXT_FIRST}?view=overview").text
    assert FIRST not in as_text(officer.get(HERE).text)
    made = officer.get(f"{HERE}?which=made").text
    assert FIRST in made
    assert NEXT_FIRST in made
