"""Three boxes for a day: what clerks write in them, and what is said when it is no day."""

from __future__ import annotations

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import InputRequired, Optional

from app.web.date_field import DateBoxes, DayError, read_day

DAY = date(2026, 11, 20)


class Asked(Form):
    on = DateBoxes("確認した日", [InputRequired("入れてください。")])


class MayBeAsked(Form):
    on = DateBoxes("是正期限", [Optional()])


def filled(year: str = "", month: str = "", day: str = "") -> Asked:
    return Asked(MultiDict({"on-year": year, "on-month": month, "on-day": day}))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        ("2026", "11", "20"),
        ("２０２６", "１１", "２０"),
        ("2026年", "11月", "20日"),
        ("R8", "11", "20"),
        ("令和8", "11", "20"),
        ("令和８年", "11", "20"),
        (" r8 ", " 11 ", " 20 "),
        ("R8.11.20", "", ""),
        ("令和8年11月20日", "", ""),
        ("2026-11-20", "", ""),
        ("2026/11/20", "", ""),
        ("R8.11.20", "11", "22"),  # over a day that the page had proposed
        ("令和8年11月20日", "3", "31"),
    ],
)
def test_a_day_is_read_however_a_clerk_writes_it(year, month, day):
    assert read_day(year, month, day) == DAY


def test_the_first_year_of_an_era_may_be_written_as_such():
    assert read_day("令和元", "5", "1") == date(2019, 5, 1)


@pytest.mark.parametrize(
    ("typed", "sentence", "wrong"),
    [
        (("2026", "", "20"), "「月」を入れてください", {"month"}),
        (("2026", "", ""), "「月」と「日」を入れてください", {"month", "day"}),
        (("", "11", "20"), "「年」を入れてください", {"year"}),
        (("2026", "2", "30"), "2026年2月30日は暦にない日です", {"month", "day"}),
        (("2026", "13", "1"), "2026年13月1日は暦にない日です", {"month"}),
        (("8", "11", "20"), "「年」は 2026、R8、令和8 のように", {"year"}),
        (("R0", "11", "20"), "「年」は 2026、R8、令和8 のように", {"year"}),
        (("2026", "十一", "20"), "「月」は数字で", {"month"}),
        (("2026", "11", "-1"), "「日」は数字で", {"day"}),
        (("0026", "11", "20"), "1900年から2199年まで", {"year"}),
        (("9999", "12", "31"), "1900年から2199年まで", {"year"}),
        (("2026-02-30", "", ""), "暦にない日か", {"year"}),
        (("9" * 1_000_000, "1", "1"), "「年」は", {"year"}),
        (("2026", "9" * 1_000_000, "1"), "「月」は数字で", {"month"}),
    ],
)
def test_what_is_no_day_is_refused_with_the_box_to_change(typed, sentence, wrong):
    with pytest.raises(DayError, match=sentence) as refused:
        read_day(*typed)
    assert refused.value.parts == wrong


def test_a_form_gives_the_day():
    form = filled("R8", "11", "20")
    assert form.validate()
    assert form.on.data == DAY


def test_what_was_typed_stays_in_the_boxes_and_the_wrong_one_is_marked():
    form = filled("2026", "２", "30")
    assert not form.validate()
    assert [(box.value, box.wrong) for box in form.on.boxes] == [
        ("2026", False),
        ("２", True),
        ("30", True),
    ]
    assert form.on.first_box_id == "on-month"


def test_a_day_that_has_to_be_given_is_asked_for():
    form = filled()
    assert not form.validate()
    assert form.on.errors == ["入れてください。"]
    assert all(box.wrong for box in form.on.boxes)


def test_a_day_that_may_be_left_out_is_none():
    form = MayBeAsked(MultiDict({"on-year": " ", "on-month": "", "on-day": ""}))
    assert form.validate()
    assert form.on.data is None


def test_half_a_day_is_refused_even_where_none_has_to_be_given():
    form = MayBeAsked(MultiDict({"on-year": "2026", "on-month": "11"}))
    assert not form.validate()
    assert form.on.errors == ["「日」を入れてください。"]


def test_the_day_on_file_is_shown_until_somebody_types():
    form = Asked(data={"on": DAY})
    assert [box.value for box in form.on.boxes] == ["2026", "11", "20"]


@pytest.mark.parametrize("written", ["2026-11-20", "R8.11.20"])
def test_an_address_may_say_the_whole_day(written):
    form = Asked(MultiDict({"on": written}))
    assert form.validate()
    assert form.on.data == DAY
    assert [box.value for box in form.on.boxes] == ["2026", "11", "20"]


def test_an_address_that_says_no_day_is_answered_with_a_sentence():
    form = Asked(MultiDict({"on": "いつか"}))
    assert not form.validate()
    assert form.on.boxes[0].value == "いつか"
