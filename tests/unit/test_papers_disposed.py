"""廃棄簿 on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.papers.disposed_list import NOTHING, disposed_list
from app.papers.disposed_page import ConfirmedOnPaper, DisposedOnPaper, DisposedPaper
from tests.unit.papers_builders import HASH, fonts
from tests.unit.papers_read_back import ink_outside, page_texts, pictures

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness
FIRST = ConfirmedOnPaper("第1", "課長 一郎（manager）", "R8.11.20 10:42", "年限の満了")
SECOND = ConfirmedOnPaper("第2・廃棄", "事務 花子（secretariat）", "R8.11.21 9:05", "確かめた")


def a_line(number: int, **changes: Any) -> DisposedOnPaper:
    line = DisposedOnPaper(
        number,
        f"H30-教支-{number:03}",
        "教育支援課",
        date(2018, 4, 1),
        date(2019, 3, 31),
        date(2019, 7, 16),
        "完了",
        date(2025, 3, 31),
        5,
        12,
        HASH,
        (FIRST, SECOND),
    )
    return replace(line, **changes)


def a_paper(*lines: DisposedOnPaper) -> DisposedPaper:
    narrowed = "所管課：教育支援課"
    return DisposedPaper("青葉野市", date(2026, 11, 22), narrowed, lines, len(lines), HASH)


def test_every_contract_stands_with_its_days_its_record_and_the_two_who_decided():
    (text,) = page_texts(disposed_list(a_paper(a_line(1)), fonts()))
    for words in (
        "廃棄簿",
        "令和8年11月22日現在",
        "青葉野市",
        "1件所管課：教育支援課",
        "H30-教支-001",
        "H30.4.1～H31.3.31",
        "R1.7.16完了",
        "12号",
        "第1課長一郎（manager）R8.11.2010:42年限の満了",
        "第2・廃棄事務花子（secretariat）R8.11.219:05確かめた",
        "廃棄簿1番まで照合値",
    ):
        assert words in text


def test_a_list_without_contracts_says_so():
    (text,) = page_texts(disposed_list(a_paper(), fonts()))
    assert NOTHING in text


@pytest.mark.parametrize("count", [1, 13, 14, 15, 60])
def test_a_long_list_goes_on_and_none_is_lost(count):
    pdf = disposed_list(a_paper(*map(a_line, range(1, count + 1))), fonts())
    texts = page_texts(pdf)
    assert all(f"H30-教支-{n:03}" in "".join(texts) for n in range(1, count + 1))
    assert f"{len(texts)}／{len(texts)}" in texts[-1]
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


@pytest.mark.parametrize("words", ["長" * 2000, "W" * 900, "あ\n" * 100])
def test_long_names_and_reasons_are_set_over_as_many_pages_as_they_need(words):
    said = replace(FIRST, reason=words)
    line = a_line(1, contract=words[:300], department=words[:300], confirmed=(said, SECOND))
    pdf = disposed_list(a_paper(line, a_line(2)), fonts())
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))
    assert "H30-教支-002" in page_texts(pdf)[-1]


def test_the_same_facts_give_the_same_bytes():
    assert disposed_list(a_paper(a_line(1)), fonts()) == disposed_list(a_paper(a_line(1)), fonts())
