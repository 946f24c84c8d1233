"""審議会に説明したことのその後 on paper: every promise with its state, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.papers.promise_list import promise_list
from app.papers.promise_page import PromiseOnPaper, PromisePaper
from tests.unit.papers_builders import fonts
from tests.unit.papers_read_back import ink_outside, page_texts, pictures

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness


def a_line(number: str = "S1", **changes: Any) -> PromiseOnPaper:
    line = PromiseOnPaper(
        state="期限超過",
        needs_act=True,
        number=number,
        text="端末の数を園ごとに確かめる",
        whose="運用上・実施機関・付議",
        subject="R6-保育-001\n保育業務支援システムの利用\n保育課",
        told="F-R5-6-01\nR6.3.14",
        confirmed_on=date(2026, 9, 17),
        how="令和8年度の立入調査　適",
        next_on=date(2027, 3, 31),
    )
    return replace(line, **changes)


def a_paper(*lines: PromiseOnPaper) -> PromisePaper:
    counts = (("期限超過", len(lines)), ("確認済", 0))
    return PromisePaper("青葉野市", date(2026, 11, 20), "保育課", counts, lines)


def test_a_line_says_what_was_promised_whose_it_is_and_how_it_was_confirmed():
    (text,) = page_texts(promise_list(a_paper(a_line()), fonts()))
    for words in (
        "令和8年11月20日現在",
        "1件（期限超過1件確認済0件）",
        "保育課",
        "S1端末の数を園ごとに確かめる",
        "R6-保育-001",
        "F-R5-6-01R6.3.14",
        "R8.9.17令和8年度の立入調査適次回R9.3.31",
    ):
        assert words in text, words


def test_what_was_never_confirmed_has_a_dash():
    line = a_line(confirmed_on=None, how="", next_on=None)
    (text,) = page_texts(promise_list(a_paper(line), fonts()))
    assert "—" in text


def test_many_lines_repeat_their_headings_on_each_page():
    lines = [a_line(f"S{number}") for number in range(1, 61)]
    pdf = promise_list(a_paper(*lines), fonts())
    texts = page_texts(pdf)
    assert len(texts) > 2
    assert all("説明した対策" in text and "確かめた日と方法" in text for text in texts)
    assert all(f"S{number}端末" in "".join(texts) for number in range(1, 61))
    assert not any(ink_outside(picture, *LIVE_AREA) for picture in pictures(pdf))


def test_a_text_longer_than_a_page_is_printed_to_its_last_word():
    long = "操作の記録を取り月に一度見る。" * 260 + "ここで終わり。"
    pdf = promise_list(a_paper(a_line(text=long)), fonts())
    assert "ここで終わり" in "".join(page_texts(pdf))
    assert not any(ink_outside(picture, *LIVE_AREA) for picture in pictures(pdf))


def test_without_promises_the_paper_says_so():
    (text,) = page_texts(promise_list(a_paper(), fonts()))
    assert "当てはまる対策はありません。" in text
