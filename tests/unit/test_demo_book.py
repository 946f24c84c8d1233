"""The book of the fictitious city: the same for a day, fresh on any day, and never ahead of it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from app.demo.calendar import Calendar, spread
from app.demo.departments import DEPARTMENTS
from app.demo.registration import registration
from app.workbooks.registration import REGISTRATION
from audits.fiscal_year import FiscalYear
from audits.term import Term
from tests.demo_days import DAYS

ON = date(2026, 11, 20)
# What somebody has done: it cannot lie ahead. Everything else is planned, set or agreed.
DONE = {
    "契約": ("契約日", "不成立日"),
    "再委託": ("承諾日", "周知確認日"),
    "付議": ("開催日",),
    "助言": ("助言日",),
    "取扱者": ("受領日",),
    "データ": ("日付", "不要日"),
    "返還消去": ("日付",),
    "消去証明": ("証明日", "受領日", "控えの消滅確認日", "確認日"),
    "立入調査": ("実施日",),
    "指摘": ("是正報告日", "是正確認日"),
    "報告依頼": ("依頼日",),
    "報告受領": ("受領日",),
    "事故": ("発生日", "覚知日", "報告書受領日", "速報日", "確報日"),
    "記録": ("日付",),
}


def column(sheets, sheet, heading):
    return [row.get(heading) for row in sheets[sheet]]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_nobody_has_acted_in_the_future(on):
    sheets = registration(on).sheets
    ahead = [
        (sheet, heading, row[heading])
        for sheet, headings in DONE.items()
        for row in sheets[sheet]
        for heading in headings
        if row.get(heading, on) > on
    ]
    assert ahead == []


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_city_is_as_big_on_any_day(on):
    sheets = registration(on).sheets
    assert set(sheets) == set(REGISTRATION)
    assert 63 <= len(sheets["契約"]) <= 71
    assert set(column(sheets, "契約", "所管課")) == {d.name for d in DEPARTMENTS}
    years = {FiscalYear.of(first).start for first in column(sheets, "契約", "開始日")}
    now = FiscalYear.of(on).start
    assert {now - 2, now - 1, now} <= years


def test_the_same_day_makes_the_same_city():
    assert registration(ON).sheets == registration(ON).sheets


def test_another_day_makes_another_city():
    assert registration(ON).sheets != registration(date(2026, 11, 24)).sheets


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_what_makes_contracts_hard_to_follow_is_there(on):
    sheets = registration(on).sheets
    numbers = column(sheets, "契約", "契約番号")
    assert len(set(numbers)) == len(numbers)
    renewed = Counter(filter(None, column(sheets, "契約", "前契約番号")))
    assert len(renewed) >= 15
    assert set(renewed) <= set(numbers)
    assert max(renewed.values()) == 1
    assert any(column(sheets, "再委託", "上位枝番"))
    assert column(sheets, "契約", "受託者名").count(None) == 3
    assert any(column(sheets, "契約", "共管課"))
    connections = column(sheets, "外部結合", "契約番号")
    assert None in connections
    assert len(connections) > 4


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_data_still_out_and_a_certificate_to_be_confirmed_are_there(on):
    sheets = registration(on).sheets
    place = ("契約番号", "枝番", "データ番号")
    gone = {tuple(row.get(h) for h in place) for row in sheets["返還消去"]}
    out = [row for row in sheets["データ"] if tuple(row.get(h) for h in place) not in gone]
    assert len(out) > 10
    assert column(sheets, "消去証明", "確認日").count(None) >= 1
    assert column(sheets, "指摘", "是正確認日").count(None) >= 1
    assert any(column(sheets, "指摘", "是正確認日"))


def test_months_are_counted_across_the_turn_of_the_year():
    calendar = Calendar(date(2027, 1, 31))
    assert calendar.months(-2, 1) == Term(date(2026, 11, 1), date(2027, 2, 28))
    assert calendar.years(0) == Term(date(2026, 4, 1), date(2027, 3, 31))


def test_an_act_falls_on_an_open_day_and_never_ahead():
    new_year = Calendar(date(2027, 1, 2))
    assert new_year.ago(0) == date(2026, 12, 28)
    assert new_year.ahead(0) == date(2027, 1, 4)
    assert new_year.come(date(2027, 1, 3)) is None


def test_chance_is_the_same_for_a_name_and_stays_below_its_size():
    found = {spread(f"名前{n}", 5) for n in range(100)}
    assert found == {0, 1, 2, 3, 4}
    assert spread("名前", 1000) == spread("名前", 1000)
