"""記入: every form that adds to the register by hand, filled in well and badly."""

from __future__ import annotations

import re

import pytest

from app.acts.loading.sheets import CONTRACTS
from app.rooms.entries.deeds import CONTRACT, DEEDS
from app.web.filing.fact_form import spec_of
from app.workbooks.column import Kind
from tests.integration.browser import Browser, log_lines
from tests.integration.entry_forms import (
    ELSEWHERE,
    TABLETS,
    a_person_of_many_departments,
    an_officer,
    boxes,
    contracts_of,
    filled_in,
    path_of,
    send,
)
from tests.integration.installation import Installation

WRONG = "か所を直してください"
NEW = [name for name, deed in DEEDS.items() if not deed.changes and name != CONTRACT]
CHANGES = [name for name, deed in DEEDS.items() if deed.changes]
BAD_NUMBERS = ("たくさん", "-1", "1.5", "9" * 30)
BAD_DAYS = ("2026-02-30", "R8.13.1", "昨日", "99999-1-1", "0000-00-00")


@pytest.fixture
def officer(golden: Installation) -> Browser:
    return an_officer(golden)


@pytest.fixture
def widely(golden: Installation) -> Browser:
    return a_person_of_many_departments(golden)


@pytest.mark.parametrize("name", DEEDS)
def test_every_form_opens_with_its_words_and_nothing_wrong(widely, golden, name):
    path = path_of(golden, name)
    if not path:
        pytest.skip("the case has no such fact on file")
    page = widely.get(path)
    assert page.status_code == 200
    assert DEEDS[name].title in page.text
    assert WRONG not in page.text


@pytest.mark.parametrize("name", NEW)
def test_what_a_form_proposes_can_be_filed_and_the_record_stays_sound(officer, golden, name):
    deed = DEEDS[name]
    before = golden.count(deed.sheet.table.__tablename__)
    page = officer.get(path_of(golden, name))
    answer = send(officer, path_of(golden, name), filled_in(page.text, deed))
    assert answer.status_code == 303, re.findall(r"field__error.*?</p>", answer.text, re.S)
    assert golden.count(deed.sheet.table.__tablename__) == before + 1
    assert golden.run("verify").exit_code == 0
    assert log_lines(golden)[-1][1] == f"file_{deed.sheet.table.__tablename__}"


@pytest.mark.parametrize("name", DEEDS)
def test_an_empty_form_says_beside_each_box_what_is_missing(widely, golden, name):
    path = path_of(golden, name)
    if not path:
        pytest.skip("the case has no such fact on file")
    deed = DEEDS[name]
    kept = boxes(widely.get(path).text)
    fields = {key: kept[key] for key in ("csrf_token", "form_key", "seen", "agreed")}
    before = golden.tables()
    answer = widely.send_as_is(path, **fields)
    needed = [a for a in deed.asked if spec_of(deed).column(a.heading).required or a.must]
    if needed:
        assert answer.status_code == 200
        said = answer.text.count("入力してください") + answer.text.count("選んでください。")
        assert said >= len(needed)
        assert golden.tables() == before


@pytest.mark.parametrize("name", DEEDS)
def test_what_cannot_be_is_said_and_never_written(widely, golden, name):
    path = path_of(golden, name)
    if not path:
        pytest.skip("the case has no such fact on file")
    deed = DEEDS[name]
    good = filled_in(widely.get(path).text, deed)
    before = golden.tables()
    for place, asked in enumerate(deed.asked):
        column = spec_of(deed).column(asked.heading)
        for wrong in wrong_values(column.kind, column.field, place):
            answer = widely.send_as_is(path, **{**good, **wrong})
            assert answer.status_code == 200, (asked.heading, answer.status_code)
            assert WRONG in answer.text, (asked.heading, str(wrong)[:60])
    assert golden.tables() == before


def wrong_values(kind: Kind, field: str, place: int) -> list[dict[str, str]]:
    """What nobody can mean; a different one for each box, as all boxes of a kind read alike."""
    if kind is Kind.YES_NO:
        return []
    if kind is Kind.DATE:
        day = BAD_DAYS[place % len(BAD_DAYS)]
        return [{f"{field}-year": day, f"{field}-month": "", f"{field}-day": ""}]
    if kind in (Kind.COUNT, Kind.BRANCH, Kind.ROUND, Kind.FISCAL_YEAR):
        return [{field: BAD_NUMBERS[place % len(BAD_NUMBERS)]}]
    if kind is Kind.CHOICE:
        return [{field: "ほかのもの"}]
    a_megabyte = "あ" * 340_000
    return [{field: "右から\u202e左へ"}, *([{field: a_megabyte}] if place < 2 else [])]


def test_a_contract_of_another_department_takes_nothing(officer, golden):
    before = golden.tables(without=["operation_log"])
    for name in (*NEW, *CHANGES):
        for method in ("GET", "POST"):
            path = f"/entries/{name}/{ELSEWHERE}?id=1"
            data = {"csrf_token": officer.csrf_token()}
            assert officer.open(path, method, data=data).status_code == 404
    assert golden.tables(without=["operation_log"]) == before


@pytest.mark.parametrize("name", CHANGES)
def test_a_fact_of_another_contract_cannot_be_changed_through_an_own_one(officer, golden, name):
    deed = DEEDS[name]
    table = deed.sheet.table.__tablename__
    if deed.sheet is CONTRACTS:
        query = "SELECT f.id FROM contract_terms f JOIN contracts c ON c.id = f.contract_id"
    else:
        query = f"SELECT f.id FROM {table} f{contracts_of(deed)}"  # noqa: S608 — our own names
    asked = {"契約番号": ELSEWHERE, "依頼番号": "Q-1", "依頼日": "2026-01-09", "内容": "従事者の数"}
    assert golden.load_sheets(契約=[], 報告依頼=[asked | {"期限": "2026-01-23"}]).written
    found = golden.rows(f"{query} WHERE f.is_current AND c.number <> :n", n=TABLETS)
    path = f"/entries/{name}/{TABLETS}?id={found[0][0]}"
    before = golden.tables(without=["operation_log"])
    assert officer.get(path).status_code == 404
    assert officer.send(path, seen=str(found[0][0])).status_code == 404
    assert golden.tables(without=["operation_log"]) == before


def test_a_certification_is_proposed_for_the_contractor_only_once_there_is_one(widely):
    chosen = boxes(widely.get("/entries/certification/R2-教支-034").text)
    assert chosen["contractor"] == "みなと通信株式会社"
    nobody_yet = boxes(widely.get("/entries/certification/R2-福祉-099").text)
    assert nobody_yet["contractor"] == ""
