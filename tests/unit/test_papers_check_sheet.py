"""調査票 on paper: every item with its sources and boxes, and room for what was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.papers.check_sheet import check_sheet
from app.papers.check_sheet_page import (
    VERDICTS,
    CheckSheetPaper,
    SheetGroup,
    SheetItem,
    Tag,
    Visit,
)
from tests.unit.papers_builders import NUMBER, a_head, fonts
from tests.unit.papers_read_back import black_dots, in_dots, ink_outside, page_texts, pictures

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness
STANDARD, COUNCIL = Tag("標準 71"), Tag("審議会への報告 S2（付議・受託者）", must_be_seen=True)
# Where the boxes of the first item stand: the middle of the four columns and of a low row.
FIRST_ROW, COLUMN_MIDDLES = 102.0, (121.5, 130.5, 140.5, 151.5)


def an_item(number: int, **changes: Any) -> SheetItem:
    text = f"その{number}の記録が、書き換えられないように残っている。"
    return replace(SheetItem(f"A{number}", text, (STANDARD,)), **changes)


def a_paper(*items: SheetItem, **changes: Any) -> CheckSheetPaper:
    paper = CheckSheetPaper(
        head=a_head(),
        contractor="有限会社髙﨑𠮷野印刷",
        visit=Visit(
            party="再委託先1　有限会社髙﨑𠮷野印刷",
            year="令和3年度",
            round=2,
            due_on=date(2022, 3, 31),
            planned_on=date(2022, 2, 3),
            officers="支援係2名",
        ),
        groups=(SheetGroup("A", "組織的安全管理措置", items or (an_item(1),)),),
        edition="標準チェックシート 2026年版",
    )
    return replace(paper, **changes)


def test_a_short_sheet_stands_on_one_page_with_everything_on_it():
    paper = a_paper(
        an_item(1), an_item(2, text="USBメモリをつなげない。", tags=(STANDARD, COUNCIL))
    )
    (text,) = page_texts(check_sheet(paper, fonts()))
    for words in (
        NUMBER,
        "再委託先1有限会社髙﨑𠮷野印刷",
        "令和3年度第2回",
        "令和4年2月3日",
        "期限令和4年3月31日",
        "支援係2名",
        "A組織的安全管理措置2項目",
        "USBメモリをつなげない。",
        "審議会への報告S2（付議・受託者）",
        "総合判定",
        "計2",
        "会った人（調査先）",
        "所属長確認",
        "標準チェックシート2026年版",
        "1／1",
    ):
        assert words in text


def test_what_is_not_known_of_the_visit_is_left_to_be_written():
    visit = Visit(party="受託者　未定", year="令和3年度", round=1)
    (text,) = page_texts(check_sheet(a_paper(visit=visit), fonts()))
    assert "予定日年月日" in text
    assert "実施日年月日" in text
    assert "期限" not in text.partition("方法")[0].partition("調査先")[2]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_answer_that_was_given_is_the_marked_place(verdict):
    comment = "" if verdict == "適" else "鍵の貸出簿に空欄がある。"
    paper = a_paper(an_item(1, verdict=verdict, comment=comment))
    pdf = check_sheet(paper, fonts())
    [page] = pictures(pdf)
    blank = pictures(check_sheet(a_paper(), fonts()))[0]
    more = [_ink(page, x) - _ink(blank, x) for x in COLUMN_MIDDLES]
    assert more.index(max(more)) == VERDICTS.index(verdict)
    assert sorted(more)[:3] == [0, 0, 0]
    [text] = page_texts(pdf)
    assert f"標準71{verdict}{comment}結果と全体の所見" in text


def _ink(page: Any, x: float) -> int:
    return black_dots(page.crop(in_dots(x - 4, FIRST_ROW, x + 4, FIRST_ROW + 14)))


def test_given_answers_are_counted_and_missing_ones_are_not_invented():
    answered = a_paper(
        *(an_item(n, verdict="適") for n in range(1, 4)), an_item(4, verdict="未確認"), an_item(5)
    )
    assert "適3否0該当なし0未確認1計5" in page_texts(check_sheet(answered, fonts()))[0]
    assert "適否該当なし未確認計1" in page_texts(check_sheet(a_paper(), fonts()))[0]


def test_a_visit_that_was_made_says_when_how_why_and_with_what_result():
    made = replace(
        a_paper().visit,
        carried_out_on=date(2022, 2, 4),
        method="遠隔",
        reason="感染症の拡大",
        judgement="指摘あり",
    )
    (text,) = page_texts(check_sheet(a_paper(visit=made), fonts()))
    assert "令和4年2月4日" in text
    assert "実地でない理由：感染症の拡大" in text


@pytest.mark.parametrize("count", [1, 9, 10, 11, 12, 13, 14, 15, 16, 29, 30, 31, 105, 300])
def test_every_item_has_its_row_and_the_signatures_come_last(count):
    pdf = check_sheet(a_paper(*map(an_item, range(1, count + 1))), fonts())
    texts = page_texts(pdf)
    for number in range(1, count + 1):
        assert f"A{number}その{number}の記録が、書き換えられないように残っている。" in "".join(
            texts
        )
    assert [("会った人" in text) for text in texts] == [False] * (len(texts) - 1) + [True]
    assert all(f"{page}／{len(texts)}" in text for page, text in enumerate(texts, start=1))
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


def test_headings_and_the_name_of_the_group_repeat_on_every_page():
    texts = page_texts(check_sheet(a_paper(*map(an_item, range(1, 60))), fonts()))
    with_items = [text for text in texts if "の記録が" in text]
    assert len(with_items) > 2
    assert all("点検項目と出どころ" in text for text in with_items)
    assert all("A組織的安全管理措置（続き）" in text for text in with_items[1:])
    assert all(NUMBER in text and "有限会社髙﨑𠮷野印刷" in text for text in with_items)


@pytest.mark.parametrize("words", ["長" * 5000, "W" * 900, "あ\n" * 200, "", "〓\u202e𠮷"])
def test_long_and_strange_words_do_not_break_the_sheet(words):
    paper = a_paper(
        an_item(1, text=words, comment=words, tags=(Tag(words), Tag(words, must_be_seen=True)) * 3),
        an_item(2),
        head=a_head(title=words, contractor=words),
        contractor=words,
        visit=Visit(words, words, 1, officers=words, reason=words, method="書面"),
        edition=words,
    )
    pdf = check_sheet(paper, fonts())
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))
    assert "会った人" in page_texts(pdf)[-1]


def test_what_the_council_was_told_is_framed_more_heavily():
    tags = [replace(COUNCIL, must_be_seen=seen) for seen in (False, True)]
    plain, heavy = (
        black_dots(pictures(check_sheet(a_paper(an_item(1, tags=(tag,))), fonts()))[0])
        for tag in tags
    )
    assert heavy > plain + 300


def test_characters_that_the_font_has_not_are_named():
    (text,) = page_texts(check_sheet(a_paper(an_item(1, text="鍵\U0001f511を")), fonts()))
    assert "U+1F511" in text


def test_the_sheet_is_the_same_bytes_for_the_same_facts():
    assert check_sheet(a_paper(), fonts()) == check_sheet(a_paper(), fonts())
