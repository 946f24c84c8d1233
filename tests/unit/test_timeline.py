"""The drawing of a contract's life: every fact in its place, and no words on other words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.dossier import Dossier
from app.web.timeline import Timeline, timeline
from app.web.timeline.scale import LEFT, months_later, scale_of
from app.web.timeline.shapes import Drawing, Lane, Words, text_width
from audits.entry import EntryKind
from audits.erasure import Disposal
from audits.safeguard import NoteKind
from audits.term import Term
from audits.wareki import short_wareki
from tests.builders import (
    a_certificate,
    a_contract,
    a_data_item,
    a_disposal,
    a_finding,
    a_note,
    a_subcontract,
    a_visit,
)
from tests.dossiers import a_check, a_dossier
from tests.property.strategies import contracts, engagements, near_days

TODAY = "2026-11-20"
TWO_YEARS = ("2025-04-01", "2027-03-31")
DATA, VISITS, CALLS, ERASURES = range(4)
DUE = re.compile("期限|超過|社中")


def drawn(*facts: object, **more: object) -> Drawing:
    return timeline(a_dossier(*facts, **more)).wide


def lane(drawing: Drawing, which: int) -> Lane:
    return drawing.lanes[which]


def texts(words: tuple[Words, ...]) -> list[str]:
    return [one.text for one in words]


def the_picture() -> Dossier:
    """The contract of the design: two years, three data items, one subcontractor."""
    contract = a_contract(
        TWO_YEARS,
        data=[
            a_data_item("D-1", on="2025-04-07"),
            a_data_item("D-2", on="2025-04-07"),
            a_data_item("D-3", on="2026-04-06"),
        ],
        disposals=[a_disposal("D-2", on="2026-03-27")],
        inspections=[a_visit("2026-02-12"), a_visit("2026-09-17")],
        findings=[a_finding(inspected_on="2026-09-17", set_due_on="2026-10-30")],
        subcontracts=[a_subcontract(TWO_YEARS, inspections=[a_visit("2026-02-12")])],
    )
    days = ("2025-07-03", "2025-10-09", "2026-05-14", "2026-08-20", "2026-11-06")
    calls = [a_check(on, number) for number, on in enumerate(days, start=1)]
    planned = [(1, "2026-12-03")]
    return a_dossier(contract, TODAY, entries=calls, planned=planned, counts={"D-1": 510})


def test_the_drawing_says_what_the_picture_of_the_design_says():
    drawing = timeline(the_picture()).wide
    data, visits, calls, erasures = drawing.lanes
    assert texts(data.labels) == ["D-1 名簿0 510件", "受託者に残っている", "D-3 名簿0", "D-2 名簿0"]
    assert texts(visits.labels) == [
        *("是正 21日超過", "実地 R8.9.17", "実地 R8.2.12"),  # the contractor's line
        *("予定 R8.12.3", "実地 R8.2.12"),
    ]
    assert texts(calls.labels) == ["11/6", "8/20", "5/14", "10/9", "7/3"]
    assert {"D-2 返還 R8.3.27", "消去 期限 R9.4.30"} == set(texts(erasures.labels))
    assert "終了 R9.3.31" in texts(drawing.axis)
    assert drawing.foot.text == "今日 R8.11.20"


def test_the_drawing_ends_four_months_after_the_last_due_date():
    assert scale_of(the_picture(), 1302).days == Term(date(2025, 4, 1), date(2027, 8, 30))


def test_a_bar_is_filled_until_today_while_the_contractor_has_the_data_and_hollow_after():
    drawing = timeline(the_picture()).wide
    kinds = {bar.facts[0].split()[0]: bar.kind for bar in lane(drawing, DATA).bars}
    assert kinds == {"D-1": "held", "D-2": "came-back", "D-3": "held"}
    held = next(bar for bar in lane(drawing, DATA).bars if bar.kind == "held")
    assert drawing.today is not None
    assert held.x + held.width == pytest.approx(drawing.today, abs=0.2)


def test_what_is_still_out_after_the_end_is_dotted_as_far_as_today():
    contract = a_contract(("2026-04-01", "2026-08-31"), data=[a_data_item(on="2026-04-10")])
    drawing = drawn(contract, TODAY)
    [dots] = lane(drawing, DATA).dots[-1:]
    assert dots.until == drawing.today
    [bar] = lane(drawing, DATA).bars
    assert drawing.end == pytest.approx(bar.x + bar.width, abs=0.2)


def test_an_erasure_without_its_certificate_leaves_the_data_out():
    contract = a_contract(
        data=[a_data_item(on="2026-04-10")],
        disposals=[a_disposal(on="2026-10-01", by=Disposal.ERASED, certificate="C1")],
    )
    drawing = drawn(contract, TODAY)
    assert [bar.kind for bar in lane(drawing, DATA).bars] == ["held"]
    assert "証明書待ち D1 消去 R8.10.1" in list(lane(drawing, ERASURES).facts())


def test_the_confirmation_and_the_end_of_the_backups_stand_in_their_lane():
    certificate = a_certificate(
        received_on="2026-10-05",
        confirmed_on="2026-10-09",
        backup_expires_on="2026-11-01",
        backup_gone_on="2026-11-10",
    )
    facts = list(lane(drawn(a_contract(certificates=[certificate]), TODAY), ERASURES).facts())
    assert {"消去の確認 R8.10.9", "控えの消滅 R8.11.10"} <= set(facts)


def test_a_contract_whose_contractor_is_not_known_yet_says_so():
    drawing = drawn(a_contract(), TODAY, contractor=None)
    assert "未定" in texts(lane(drawing, VISITS).heads)


def test_before_a_contract_begins_today_lies_to_the_left():
    drawing = drawn(a_contract(("2027-04-01", "2028-03-31")), TODAY)
    assert (drawing.today, drawing.foot.text) == (None, "← 今日 R8.11.20")
    assert drawing.foot.x == LEFT


def test_long_after_a_contract_today_lies_to_the_right():
    drawing = drawn(a_contract(("2020-04-01", "2021-03-31")), TODAY)
    assert (drawing.today, drawing.foot.text) == (None, "今日 R8.11.20 →")
    assert "2,060日超過" in texts(lane(drawing, VISITS).labels)


def test_a_contract_that_came_to_nothing_is_over_from_that_day():
    contract = replace(a_contract(), came_to_nothing_on=date(2026, 3, 10))
    drawing = drawn(contract, TODAY)
    assert (drawing.end, drawing.after) == (LEFT, LEFT)
    assert "不成立 R8.3.10" in texts(drawing.axis)


def test_a_contract_of_one_day_has_its_day():
    drawing = drawn(a_contract(("2026-11-20", "2026-11-20")), TODAY)
    assert drawing.end is not None
    assert drawing.end > LEFT
    assert drawing.today == drawing.end


def test_quarters_are_ruled_for_three_years_and_not_for_longer():
    three = drawn(a_contract(("2026-04-01", "2029-03-31")), TODAY)
    longer = drawn(a_contract(("2026-04-01", "2029-04-01")), TODAY)
    assert sum(rule.kind == "quarter" for rule in three.rules) == 9
    assert [rule for rule in longer.rules if rule.kind == "quarter"] == []


def test_of_more_than_six_years_one_ahead_and_one_behind_is_drawn_and_the_rest_counted():
    visits = [a_visit(f"{year}-10-01", fiscal_year=year) for year in range(2021, 2027)]
    found = a_dossier(a_contract(("2021-04-01", "2031-03-31"), inspections=visits), TODAY)
    assert scale_of(found, 1302).days == Term(date(2025, 11, 20), date(2027, 11, 20))
    drawing = timeline(found).wide
    assert drawing.end is None
    assert "これより前 5件" in texts(lane(drawing, VISITS).labels)
    assert sum(fact.startswith("実地") for fact in lane(drawing, VISITS).facts()) == 6


def test_six_years_are_drawn_whole():
    found = a_dossier(a_contract(("2022-04-01", "2028-03-31")), TODAY)
    assert scale_of(found, 1302).days.first == date(2022, 4, 1)


def test_three_engagements_have_a_line_each_and_four_are_two():
    three = a_contract(subcontracts=[a_subcontract(branch=n) for n in (1, 2)])
    four = a_contract(subcontracts=[a_subcontract(branch=n) for n in (1, 2, 3)])
    heads = texts(lane(drawn(three, TODAY), VISITS).heads)
    assert heads == ["立入調査", "受託者", "再委託先1", "再委託先2"]
    assert texts(lane(drawn(four, TODAY), VISITS).heads) == ["立入調査", "受託者", "再委託先"]


def test_of_twelve_subcontractors_it_is_said_how_many_were_seen():
    seen = [a_visit("2026-09-17")]
    subcontracts = [
        a_subcontract(branch=n, inspections=seen if n <= 7 else []) for n in range(1, 13)
    ]
    visits = lane(drawn(a_contract(subcontracts=subcontracts), TODAY), VISITS)
    assert "12社中7社 期限 R9.3.31" in texts(visits.labels)
    assert sum("実地" in fact for fact in visits.facts()) == 7


def test_a_year_in_which_every_subcontractor_was_seen_is_done():
    subcontracts = [
        a_subcontract(branch=n, inspections=[a_visit(f"2026-09-1{n}")]) for n in range(1, 5)
    ]
    visits = lane(drawn(a_contract(subcontracts=subcontracts), TODAY), VISITS)
    assert any("4社中4社 R8.9.14" in fact for fact in visits.facts())


def test_of_forty_telephone_checks_every_one_is_a_dot_and_the_newest_keeps_its_words():
    first = date(2026, 4, 1)
    calls = [a_check(first + timedelta(days=5 * n), n + 1) for n in range(40)]
    found = lane(drawn(a_contract(), TODAY, entries=calls), CALLS)
    assert len(found.signs) == 40
    newest = first + timedelta(days=5 * 39)
    assert found.labels[0].text == f"{newest.month}/{newest.day}"


def test_a_corrected_check_is_not_drawn_and_two_of_a_day_are_one_dot():
    calls = [
        a_check("2026-05-14", 1),
        a_check("2026-05-14", 2, kind=EntryKind.MET),
        a_check("2026-06-01", 3),
        a_check("2026-06-02", 4, kind=EntryKind.CORRECTED, corrects=3),
    ]
    found = lane(drawn(a_contract(), TODAY, entries=calls), CALLS)
    assert texts(found.labels) == ["5/14（2回）"]


def test_a_visit_without_a_judgement_and_a_plan_that_passed_are_said():
    contract = a_contract(inspections=[a_visit("2026-05-11", concluded=False)])
    facts = set(lane(drawn(contract, TODAY, planned=[(0, "2026-09-01")]), VISITS).facts())
    assert {"判定なし 実地 R8.5.11", "予定 R8.9.1 経過", "期限 R9.3.31"} <= facts


def test_the_statement_that_there_is_no_data_stands_where_erasures_do():
    note = a_note("2026-05-01", None, kind=NoteKind.NO_DATA)
    drawing = drawn(a_contract(notes=[note]), TODAY)
    assert "対象データなし R8.5.1" in list(lane(drawing, ERASURES).facts())
    assert texts(lane(drawing, DATA).labels) == ["データの記録なし"]


def test_more_data_than_four_rows_hold_is_summed_up_those_that_came_back_first():
    data = [a_data_item(f"D{n}", on="2026-04-10") for n in range(9)]
    back = [a_disposal(f"D{n}", on="2026-06-10") for n in range(3)]
    found = lane(drawn(a_contract(data=data, disposals=back), TODAY), DATA)
    assert {"返還・消去済み 3件", "ほか 4件"} <= set(texts(found.labels))
    assert len(list(found.facts())) == 9


def test_the_words_under_the_drawing_say_the_same():
    told = timeline(the_picture()).description
    assert told.startswith("令和7年4月1日から令和9年3月31日まで。")
    assert "データ3件のうち1件は返還・消去済み、2件は受託者に残っている。" in told
    assert "立入調査は3回、最後は令和8年9月17日。" in told
    assert "電話等の確認は5回、最後は令和8年11月6日。" in told
    assert "期限超過は是正 21日超過。" in told


@pytest.mark.parametrize("term", [(date.min, date.max), (date.max, date.max), (date.min, date.min)])
def test_the_ends_of_the_calendar_can_be_drawn(term):
    found = timeline(a_dossier(a_contract(term), TODAY))
    assert found.wide.right > LEFT


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-10-31", 4, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 4, "2026-12-31"),
        ("9999-10-01", 4, "9999-12-31"),
        ("0001-03-01", -12, "0001-01-01"),
    ],
)
def test_months_are_added_as_people_add_them(day, months, later):
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    calls = draw(st.lists(near_days, max_size=12))
    planned = draw(st.lists(st.tuples(st.just(0), near_days), max_size=3))
    entries = [a_check(on, number) for number, on in enumerate(calls, start=1)]
    contract = draw(contracts())
    more = [draw(engagements(branch)) for branch in range(3, 3 + draw(st.integers(0, 3)))]
    contract = replace(contract, engagements=(*contract.engagements, *more))
    return a_dossier(contract, draw(near_days), entries=entries, planned=planned)


@given(dossiers())
@settings(max_examples=150)
def test_no_words_leave_the_drawing_or_stand_on_others(found: Dossier):
    for drawing in widths(timeline(found)):
        for row in lines(drawing.axis, *(lane.labels for lane in drawing.lanes)):
            for words in row:
                assert words.left >= LEFT, words
                assert words.right <= drawing.width, words
            for before, after in pairwise(row):
                assert before.right <= after.left, (before, after)
        assert drawing.foot.left >= LEFT
        assert drawing.foot.right <= drawing.width


def crossed(drawing: Drawing, words: Words) -> bool:
    """Whether the line of today or of the end goes through the words."""
    lines_drawn = [x for x in (drawing.today, drawing.end) if x is not None]
    return any(words.left < x < words.right for x in lines_drawn)


@given(dossiers())
@settings(max_examples=150)
def test_what_is_said_of_data_stands_on_one_side_of_today_and_of_the_end(found: Dossier):
    for drawing in widths(timeline(found)):
        data = lane(drawing, DATA)
        assert [words for words in data.labels if crossed(drawing, words)] == []


def test_what_is_left_there_is_said_beyond_the_end_where_the_end_is_near():
    contract = a_contract(TWO_YEARS, data=[a_data_item("D-1", on="2025-04-07")])
    for days in (5, 20, 40, 60, 80, 100):
        on = date(2027, 3, 31) - timedelta(days)
        for drawing in widths(timeline(a_dossier(contract, on.isoformat()))):
            [told] = [one for one in lane(drawing, DATA).labels if "残っている" in one.text]
            assert not crossed(drawing, told), (days, drawing.width)


@given(dossiers())
@settings(max_examples=150)
def test_every_visit_every_data_item_and_every_check_is_drawn_or_counted(found: Dossier):
    visits = Counter(
        short_wareki(filed.values["carried_out_on"] or filed.values["planned_on"])
        for filed in found.inspections
        if filed.values["carried_out_on"] or filed.values["planned_on"]
    )
    data = Counter(f"{f.values['number']} {f.values['name']}" for f in found.data)
    checks = {short_wareki(entry.on) for entry in found.entries if entry.on <= found.on}
    for drawing in widths(timeline(found)):
        seen = [fact for fact in lane(drawing, VISITS).facts() if not DUE.search(fact)]
        assert Counter(re.findall(r"[RH][0-9.]+", " ".join(seen))) == visits
        told = Counter(fact.partition("（")[0] for fact in lane(drawing, DATA).facts())
        assert told == data
        assert {fact.split()[0] for fact in lane(drawing, CALLS).facts()} == checks


@given(dossiers())
@settings(max_examples=80)
def test_every_shape_stands_within_the_drawing(found: Dossier):
    for drawing in widths(timeline(found)):
        for row in drawing.lanes:
            for bar in row.bars:
                assert bar.width > 0
                assert LEFT <= bar.x <= bar.x + bar.width <= drawing.right + 0.1
            assert all(LEFT <= dots.x < dots.until <= drawing.right for dots in row.dots)
            assert all(LEFT < sign.x < drawing.right for sign in row.signs)
        assert all(LEFT <= rule.x <= drawing.right for rule in drawing.rules)


def widths(found: Timeline) -> tuple[Drawing, ...]:
    return found.wide, found.middle, found.narrow


def lines(*groups: tuple[Words, ...]) -> list[list[Words]]:
    """The words of each line, from left to right."""
    found: dict[float, list[Words]] = {}
    for words in (words for group in groups for words in group):
        found.setdefault(words.y, []).append(words)
    return [sorted(row, key=lambda words: words.left) for row in found.values()]


def test_widths_are_estimated_by_the_kind_of_sign():
    assert text_width("今日 R8") == 14 * 2 + 8 + 10 + 8
