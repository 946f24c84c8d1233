"""日付の前後: days that cannot stand in this order are refused beside their box, by hand only."""

from __future__ import annotations

import re

import pytest

from tests.integration.browser import Browser
from tests.integration.certificates import (
    AS_FILED,
    CERTIFICATE,
    CONFIRM,
    NUMBER,
    SAVE,
    a_city,
    certificate_cells,
    confirmed_on,
    load_more,
)
from tests.integration.certificates import send as compare
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation

CONTRACT = {"契約番号": NUMBER}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def day(name: str, words: str) -> dict[str, str]:
    """A day typed into the first of its three boxes."""
    return {f"{name}-year": words, f"{name}-month": "", f"{name}-day": ""}


def said_beside(page: str, name: str) -> str:
    found = re.search(rf'id="{name}-error">(.*?)</p>', page, re.S)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def test_an_erasure_is_not_confirmed_before_its_certificate_was_received(officer, city):
    compare(officer, AS_FILED, SAVE)
    answer = compare(officer, {}, CONFIRM, **day("confirmed_on", "2026-11-09"))
    said = said_beside(answer.text, "confirmed_on")
    assert "受領日（令和8年11月10日）以後の日付にしてください。" in said
    assert confirmed_on(city) is None
    on_that_day = day("confirmed_on", "2026-11-10") | {"confirmation": "書面", "officer": "係"}
    assert compare(officer, {}, CONFIRM, **on_that_day).status_code == 303
    assert confirmed_on(city) == "2026-11-10"


def test_a_certificate_is_not_received_after_its_confirmation(officer, city):
    """Told beside the box that the form has."""
    done = {"確認日": "2026-11-12", "確認方法": "書面", "確認職員": "係"}
    load_more(city, 消去証明=[certificate_cells(**done)])
    path = f"/entries/certificate-change/{NUMBER}?key={CERTIFICATE}"
    fields = boxes(officer.get(path).text)
    answer = send(officer, path, fields | day("received_on", "2026-11-13"))
    said = said_beside(answer.text, "received_on")
    assert "確認日（令和8年11月12日）以前の日付にしてください。" in said


def test_what_a_book_has_brought_stays_and_does_not_stand_in_the_way(officer, city):
    """workbook.md does not refuse it; a form that leaves both days alone does not either."""
    done = {"確認日": "2026-11-01", "確認方法": "書面", "確認職員": "係"}
    load_more(city, 消去証明=[certificate_cells(**done)])
    assert confirmed_on(city) == "2026-11-01"
    path = f"/entries/certificate-change/{NUMBER}?key={CERTIFICATE}"
    fields = boxes(officer.get(path).text) | {"responsible_position": "別の部長"}
    assert send(officer, path, fields).status_code == 303


def test_a_certificate_of_a_later_day_than_its_receipt_is_filed_and_said(officer, city):
    path = f"/entries/certificate/{NUMBER}"
    fields = boxes(officer.get(path).text)
    fields |= day("issued_on", "2026-11-19") | day("received_on", "2026-11-18")
    assert send(officer, path, fields).status_code == 303
    assert "受領日が証明日（令和8年11月19日）より前です。" in officer.get("/").text


REFUSED = {
    "data no longer needed before it was handed over": (
        f"/entries/no-longer-needed/{NUMBER}?key=D1",
        day("no_longer_needed_on", "2026-04-09"),
        "no_longer_needed_on",
        "日付（令和8年4月10日）以後",
    ),
    "a report that is due before it is asked for": (
        f"/entries/request/{NUMBER}",
        {"text": "一覧", **day("requested_on", "2026-11-10"), **day("due_on", "2026-11-09")},
        "due_on",
        "依頼日（令和8年11月10日）以後",
    ),
    "a report received before it was asked for": (
        f"/entries/receipt/{NUMBER}?request=Q-1&kind=求めた報告",
        day("received_on", "2026-09-30"),
        "received_on",
        "依頼日（令和8年10月1日）以後",
    ),
    "an incident known before it happened": (
        f"/entries/incident-change/{NUMBER}?key=J-1",
        day("happened_on", "2026-10-06"),
        "known_on",
        "発生日（令和8年10月6日）以後",
    ),
    "an incident known after it was reported": (
        f"/entries/incident-change/{NUMBER}?key=J-2",
        day("known_on", "2026-10-06"),
        "known_on",
        "速報日（令和8年10月5日）以前",
    ),
    "a finding put right before the visit": (
        f"/entries/finding-days/{NUMBER}?key=2026-1-1",
        day("put_right_on", "2026-09-14"),
        "put_right_on",
        "調査の実施日（令和8年9月15日）以後",
    ),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_days_that_cannot_be_are_refused_beside_their_box(officer, city, case):
    load_more(
        city,
        報告依頼=[
            CONTRACT
            | {"依頼番号": "Q-1", "依頼日": "2026-10-01", "内容": "名簿", "期限": "2026-10-31"}
        ],
        事故=[
            CONTRACT | {"事故番号": "J-1", "覚知日": "2026-10-05", "概要": "紛失"},
            CONTRACT
            | {"事故番号": "J-2", "覚知日": "2026-10-04", "概要": "誤送信", "速報日": "2026-10-05"},
        ],
        立入調査=[
            CONTRACT
            | {"年度": 2026, "実施日": "2026-09-15", "方法": "実地", "総合判定": "指摘あり"}
        ],
        指摘=[
            CONTRACT
            | {"年度": 2026, "指摘番号": "1", "内容": "施錠されていない"}
            | {"是正確認日": "2026-10-01"}
        ],
    )
    path, wrong, box, words = REFUSED[case]
    before = city.count("entries")
    answer = send(officer, path, boxes(officer.get(path).text) | wrong)
    assert answer.status_code == 200
    assert words in said_beside(answer.text, box)
    assert city.count("entries") == before
