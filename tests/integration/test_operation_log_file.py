"""操作の記録を持ち出す: what the page found, as Excel, bounded, and told of in the log itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.clock import now
from app.workflows import take_operation_log
from tests.integration.browser import Browser, add_person
from tests.integration.statements import statements
from tests.integration.test_operation_log import PATH, auditor, city, rows, write

__all__ = ["auditor", "city"]  # fixtures
FILE = f"{PATH}/file"


def table(answer, sheet: str = "操作の記録") -> list[tuple[object, ...]]:
    assert answer.status_code == 200
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    return [tuple(row) for row in load_workbook(BytesIO(answer.data))[sheet].values]


def test_the_file_has_what_the_page_shows_in_the_same_words(auditor, city):
    write(
        city, ("decide_consent", "R8-001 申請1 refused 第45号"), ("confirm_erasure", "R8-002 0 1")
    )
    query = "subject=R8-00"
    page = rows(auditor.get(f"{PATH}?{query}").text)
    heading, *lines = table(auditor.get(f"{FILE}?{query}"))
    assert heading == ("日時", "操作した人", "操作", "対象", "結果", "接続元")
    assert [list(line[1:]) for line in lines] == [line[1:] for line in page]
    moments = [str(line[0]) for line in lines]
    assert moments == sorted(moments, reverse=True)


def test_a_moment_is_that_of_japan_and_a_subject_never_becomes_a_formula(auditor, city):
    write(city, ("sign_in", "=1+1"), at=datetime(2025, 6, 9, 15, 0, 1, tzinfo=UTC))
    [_, line] = table(auditor.get(f"{FILE}?from=R7.6.10&to=R7.6.10"))
    assert str(line[0]) == "2025-06-10 00:00:01"
    assert line[3] == "=1+1"


def test_the_file_says_by_what_its_lines_were_found(auditor, city):
    write(city, ("sign_in", "x"), at=datetime(2025, 6, 10, 3, tzinfo=UTC))
    query = "from=R7.6.1&to=R7.6.30&person=雨宮&act=sign_in&result=done"
    assert table(auditor.get(f"{FILE}?{query}"), "条件")[1:] == [
        ("期間", "R7.6.1～R7.6.30"),
        ("操作した人", "雨宮"),
        ("操作", "サインインする"),
        ("対象の言葉", None),
        ("結果", "実行"),
    ]


def test_that_the_log_was_taken_away_stands_in_the_log(auditor, city):
    write(city, ("sign_in", "x"), at=datetime(2025, 6, 10, 3, tzinfo=UTC))
    auditor.get(f"{FILE}?from=R7.6.10&to=R7.6.10")
    [line] = rows(auditor.get(f"{PATH}?act=take_operation_log").text)
    assert line[2:5] == ["操作の記録をExcelで持ち出す", "R7.6.10～R7.6.10 1件", "実行"]


def test_more_than_fits_is_refused_with_what_to_do_and_not_told_as_taken(
    auditor, city, monkeypatch
):
    monkeypatch.setattr(take_operation_log, "MOST_LINES", 3)
    write(city, *(("sign_in", f"many-{number}") for number in range(4)))
    answer = auditor.get(f"{FILE}?subject=many-")
    assert answer.status_code == 303
    assert answer.location == f"{PATH}?subject=many-"
    assert "4件あります。一度に持ち出せるのは3件まで" in auditor.get(answer.location).text
    assert len(table(auditor.get(f"{FILE}?subject=many-3"))) == 2
    taken = city.rows("SELECT count(*) FROM operation_log WHERE act = 'take_operation_log'")
    assert taken[0][0] == 1


@pytest.mark.parametrize("query", ["act=nothing", "from=R8.2.30", "subject=" + "R" * 1_000])
def test_a_question_that_is_not_understood_gives_no_file_but_the_sentence(auditor, query):
    answer = auditor.get(f"{FILE}?{query}")
    assert answer.status_code == 303
    page = auditor.get(answer.location)
    assert page.status_code == 200
    assert "notice" in page.text


def test_nobody_else_takes_it(city):
    add_person(city, "nobody")
    for login in ("secretariat", "nobody"):
        assert Browser(city).come_in(login).get(FILE).status_code == 403


def test_everybody_with_an_account_is_proposed_and_found_by_it(auditor, city):
    people = ("雨宮 しずく（admin）", "水城 &lt;b&gt;（mizuki）")
    add_person(city, "mizuki", name="水城 <b>")
    page = auditor.get(PATH).text
    assert f'<option value="{people[1]}">' in page
    write(city, ("sign_in", "mizuki"), by="水城 <b>（mizuki）")
    found = rows(auditor.get(f"{PATH}?person=水城 <b>（mizuki）").text)
    assert [line[3] for line in found] == ["mizuki"]


def test_the_file_asks_the_database_a_few_things_however_many_lines_there_are(auditor, city):
    counts = []
    for _ in range(2):
        write(city, *(("sign_in", f"person-{number}") for number in range(60)), at=now())
        with statements(city) as sent:
            assert (
                auditor.get(f"{FILE}?from={now() - timedelta(days=3):%Y-%m-%d}").status_code == 200
            )
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 12
