"""記録の訂正: every entry that a form can put right is offered, each with the form that does."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.rooms.entries.correcting import OF_KINDS, OF_TABLES
from app.rooms.entries.deeds import DEEDS
from tests.integration.browser import Browser
from tests.integration.entry_forms import ELSEWHERE, TABLETS, an_officer, boxes, send
from tests.integration.installation import Installation

CHOOSE = f"/entries/note-change/{TABLETS}"
LINE = re.compile(r'<td class="number">(\d+)</td>.*?href="(/entries/[^"]+)"', re.S)


@pytest.fixture
def officer(golden: Installation) -> Browser:
    return an_officer(golden)


def offered(officer: Browser) -> dict[int, str]:
    """The number of each entry that can be put right → the form that does."""
    page = officer.get(CHOOSE).text
    return {int(number): unescape(href) for number, href in LINE.findall(page)}


def test_every_form_that_is_named_there_changes_a_fact():
    for name in (*OF_TABLES.values(), *OF_KINDS.values()):
        assert DEEDS[name].changes, name


def test_every_entry_of_a_whole_record_leads_to_a_form_that_opens(officer, golden):
    query = "SELECT e.number, e.kind FROM entries e JOIN contracts c ON c.id = e.contract_id"
    query += " WHERE c.number = :number"
    kinds = dict(golden.rows(query, number=TABLETS))
    found = offered(officer)
    assert {n for n, kind in kinds.items() if kind not in ("付議", "訂正")} == set(found)
    for href in found.values():
        assert officer.get(href).status_code == 200, href


def test_a_handler_report_is_put_right_and_the_entry_struck_through(officer, golden):
    href = next(path for path in offered(officer).values() if "handler-change" in path)
    fields = boxes(officer.get(href).text) | {"headcount": "77"}
    before = golden.count("entries")
    assert send(officer, href, fields).status_code == 303
    assert golden.count("entries") == before + 1
    [(said,)] = golden.rows('SELECT "text" FROM entries ORDER BY id DESC LIMIT 1')
    assert "77名" in said
    assert "（変更：人数）" in said
    assert golden.run("verify").exit_code == 0


def test_the_record_of_another_department_is_not_shown(officer):
    assert officer.get(f"/entries/note-change/{ELSEWHERE}").status_code == 404


def test_a_record_with_an_entry_that_cannot_be_read_leads_to_where_that_is_said(officer, golden):
    golden.change("UPDATE entries SET bound_to = '5' WHERE number = 1")
    answer = officer.get(CHOOSE)
    assert answer.status_code == 303
    assert "読み取れない値があります" in officer.get(answer.headers["Location"]).text


def test_a_long_record_is_shown_fifty_entries_at_a_time(officer, golden):
    calls = [
        {"契約番号": TABLETS, "日付": "2026-05-01", "区分": "電話確認", "内容": f"{n}回目"}
        for n in range(60)
    ]
    assert golden.load_sheets(契約=[], 記録=calls).written
    pages = [officer.get(f"{CHOOSE}?page={n}").text for n in (1, 2, 10**9)]
    numbers = [[int(number) for number, _ in LINE.findall(page)] for page in pages]
    assert len(numbers[0]) == 50
    assert numbers[1]
    assert not set(numbers[0]) & set(numbers[1])
    assert numbers[2] == numbers[-2][-len(numbers[2]) :]  # a page too far is the last one
    assert 'aria-current="page"' in pages[0]
