"""What the address asks of a list: days in every form a clerk writes, and what is said else."""

from __future__ import annotations

from datetime import date

import pytest

from app.web.asked import Asked

TODAY, DAY = date(2026, 11, 20), date(2020, 2, 29)


def day(**parameters: str) -> tuple[date, list[str]]:
    asked = Asked({name.replace("_", "-"): value for name, value in parameters.items()})
    return asked.day("on", TODAY), asked.problems


def boxes(**parameters: str) -> list[tuple[str, bool]]:
    asked = Asked({name.replace("_", "-"): value for name, value in parameters.items()})
    return [(box.value, box.wrong) for box in asked.boxes("on", asked.day("on", TODAY))]


@pytest.mark.parametrize(
    "written",
    [
        "2020-02-29",
        "2020/2/29",
        "2020年2月29日",
        "R2.2.29",
        "r2-2-29",
        "令和2年2月29日",
        "令和２年２月２９日",
        "Ｒ２．２．２９",
        "平成32年2月29日",
        " 令和2年 2月29日 ",
        "令和2年\u30002月\u300029日",
    ],
)
def test_a_day_in_the_address_is_read_in_every_form(written):
    assert day(on=written) == (DAY, [])
    assert day(on_year=written) == (DAY, [])


@pytest.mark.parametrize("year", ["2020", "R2", "令和2", "２０２０", "令和２年"])
def test_a_day_in_three_boxes_is_read_as_the_forms_send_it(year):
    assert day(on_year=year, on_month="2", on_day="29") == (DAY, [])


def test_the_boxes_go_before_the_whole_day():
    assert day(on="2026-01-01", on_year="2020", on_month="2", on_day="29") == (DAY, [])


def test_without_a_day_it_is_the_usual_one():
    assert day() == (TODAY, [])
    assert day(on="", on_year=" ", on_month="", on_day="") == (TODAY, [])


@pytest.mark.parametrize(
    "written",
    ["2026-02-29", "R8.13.1", "去年", "20261120", "2026", "0000-00-00", "99999-1-1", "-1", "<b>"],
)
def test_a_day_that_cannot_be_is_said_and_the_usual_one_taken(written):
    found, [problem] = day(on=written)
    assert found == TODAY
    assert f"「{written}」は日付として読めません。" in problem
    assert problem.endswith("令和8年11月20日としました。")


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("2026", "2", "30"), "2026年2月30日は暦にない日です。"),
        (("2026", "", "3"), "「月」を入れてください。"),
        (("ZZ", "2", "3"), "「年」は 2026、R8、令和8 のように入れてください。"),
        (("2026", "二", "3"), "「月」は数字で入れてください。"),
    ],
)
def test_boxes_that_make_no_day_are_said(parts, sentence):
    year, month, of_month = parts
    found, [problem] = day(on_year=year, on_month=month, on_day=of_month)
    assert found == TODAY
    assert problem.startswith(sentence)


@pytest.mark.parametrize("written", ["1899-12-31", "2200-01-01", "9999-12-31", "0001-01-01"])
def test_days_beyond_the_lists_years_are_said(written):
    found, [problem] = day(on=written)
    assert found == TODAY
    assert "1900年から2199年までの日" in problem


@pytest.mark.parametrize("name", ["on", "on_year", "on_month", "on_day"])
def test_a_million_characters_are_no_day_and_the_answer_stays_short(name):
    found, [problem] = day(**{name: "1" * 1_000_000})
    assert found == TODAY
    assert len(problem) < 200


def test_the_boxes_of_the_filter_show_the_day_that_is_shown():
    assert boxes(on="R2.2.29") == [("2020", False), ("2", False), ("29", False)]
    assert boxes() == [("2026", False), ("11", False), ("20", False)]


def test_the_boxes_keep_what_was_not_understood():
    assert boxes(on_year="2026", on_month="13", on_day="1") == [
        ("2026", False),
        ("13", True),
        ("1", False),
    ]
    assert boxes(on="去年") == [("去年", True), ("", True), ("", True)]


@pytest.mark.parametrize(
    ("said", "number"), [("3", 3), ("３", 3), ("0", 0), ("0" * 20 + "12", 12), ("", None)]
)
def test_a_number_is_read_in_either_width(said, number):
    asked = Asked({"n": said})
    assert asked.number("n", "枝番", 0, 12) == number
    assert asked.problems == []


@pytest.mark.parametrize("said", ["13", "-1", "x", "1.5", "9" * 5000, "1e3"])
def test_a_number_beyond_its_bounds_is_said_and_not_used(said):
    asked = Asked({"n": said})
    assert asked.number("n", "枝番", 0, 12) is None
    assert "枝番として読めません。0から12までの数です。" in asked.problems[-1]
