"""調査票 with its answers: what was seen in full, by whom, and whether it is concluded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdfium2 import PdfDocument, raw

from app.papers.check_sheet import check_sheet
from app.papers.check_sheet_page import CheckSheetPaper, SheetItem, Visit
from tests.unit.papers_builders import fonts
from tests.unit.papers_read_back import black_dots, in_dots, ink_outside, page_texts, pictures
from tests.unit.test_papers_check_sheet import LIVE_AREA, a_paper, an_item

CONCLUDED, TODAY = date(2026, 11, 20), date(2026, 11, 21)
UNFINISHED = "記入途中R8.11.21現在"
VERDICTS = ("適", "否", "該当なし", "未確認")
SEEN = "鍵の貸出簿に空欄がある。髙橋主任と𠮷野係長に確かめた。"
DUE = date(2026, 12, 20)


def filled(*items: SheetItem, **changes: Any) -> CheckSheetPaper:
    return a_paper(*items, **{"concluded_on": CONCLUDED, "answered_by": "宮野 1項目", **changes})


def whole_text(paper: CheckSheetPaper) -> str:
    return "".join(page_texts(check_sheet(paper, fonts())))


def test_a_half_filled_sheet_says_so_on_every_page_with_the_day():
    items = [an_item(n, verdict="適" if n < 30 else "") for n in range(1, 60)]
    texts = page_texts(check_sheet(filled(*items, concluded_on=None, unfinished_on=TODAY), fonts()))
    assert len(texts) > 2
    assert all(UNFINISHED in text for text in texts)
    assert texts[0].count(UNFINISHED) == 2  # beside the title, and below
    assert "結論" not in "".join(texts)


def test_the_words_beside_the_title_are_white_on_black():
    half = filled(an_item(1), concluded_on=None, unfinished_on=TODAY)
    [picture] = pictures(check_sheet(half, fonts()))
    beside = in_dots(154, 11, 200, 17.6)
    width, height = picture.crop(beside).size
    assert black_dots(picture.crop(beside)) > width * height / 2


def test_a_concluded_sheet_names_the_day_and_who_answered():
    text = whole_text(filled(an_item(1, verdict="適"), answered_by="宮野 さくら（a）1項目"))
    assert "令和8年11月20日結論" in text
    assert "記入した人宮野さくら（a）1項目" in text
    assert "記入途中" not in text


def test_on_a_half_filled_sheet_what_nobody_answered_is_unconfirmed():
    items = [an_item(1, verdict="適"), an_item(2), an_item(3)]
    text = whole_text(filled(*items, concluded_on=None, unfinished_on=TODAY))
    assert "適1否0該当なし0未確認2計3" in text


def test_a_blank_sheet_says_neither():
    text = whole_text(a_paper(an_item(1)))
    assert "記入途中" not in text
    assert "結論" not in text
    assert "記入した人" not in text


def test_the_answers_can_be_read_out_item_by_item():
    """A circle in a column says nothing to whoever cannot see the column."""
    items = [an_item(n, verdict=v, tags=()) for n, v in enumerate(VERDICTS, start=1)]
    text = whole_text(filled(*items))
    for item in items:
        assert f"{item.text}{item.verdict}" in text
    assert "適1否1該当なし1未確認1計4" in text


@pytest.mark.parametrize(
    ("verdict", "loud"), [("適", False), ("否", True), ("該当なし", False), ("未確認", True)]
)
def test_what_is_missing_or_wrong_is_the_loud_answer(verdict, loud):
    [page] = pictures(check_sheet(filled(an_item(1, verdict=verdict)), fonts()))
    middle = {"適": 121.5, "否": 130.5, "該当なし": 140.5, "未確認": 151.5}[verdict]
    inked = black_dots(page.crop(in_dots(middle - 4, 103, middle + 4, 118)))
    assert (inked > 600) is loud


def test_the_day_to_put_it_right_stands_with_what_was_seen():
    text = whole_text(filled(an_item(1, verdict="否", comment="空欄。", set_due_on=DUE)))
    assert "否空欄。是正期限R8.12.20" in text


def test_the_photographs_of_an_item_are_counted_below_what_was_seen():
    item = an_item(1, verdict="否", comment="空欄。", set_due_on=DUE, photographs=3)
    text = whole_text(filled(item, an_item(2, verdict="適")))
    assert "空欄。是正期限R8.12.20写真3枚" in text
    assert text.count("写真") == 1


def test_a_concluded_sheet_says_that_nothing_follows_above_the_signatures():
    assert "以下余白" in whole_text(filled(an_item(1, verdict="適")))
    assert "以下余白" not in whole_text(filled(an_item(1), concluded_on=None, unfinished_on=TODAY))


@pytest.mark.parametrize("times", [1, 3, 4, 8, 40, 77])
def test_a_comment_of_any_length_is_printed_to_its_last_word(times):
    comment = (SEEN * times)[:2000]
    pdf = check_sheet(filled(an_item(1, verdict="否", comment=comment), an_item(2)), fonts())
    text = "".join(page_texts(pdf))
    assert _without_heads(text).count("鍵の貸出簿") == comment.count("鍵の貸出簿")
    assert comment[-12:] in _without_heads(text)
    assert "…" not in text
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


def _without_heads(text: str) -> str:
    return text.replace("A1続き", "")


def test_a_comment_that_goes_over_the_page_says_whose_it_is_on_the_next():
    items = [an_item(n, verdict="否", comment=SEEN * 60) for n in range(1, 4)]
    texts = page_texts(check_sheet(filled(*items), fonts()))
    assert "未確認見たことA2続き" in "".join(texts[1:])
    assert all("点検項目と出どころ" in text for text in texts if SEEN[:5] in text)


def test_a_hundred_items_with_long_comments_lose_nothing():
    items = [
        an_item(n, verdict="否", comment=f"{n}番：{SEEN * (n % 9 + 1)}") for n in range(1, 101)
    ]
    pdf = check_sheet(filled(*items), fonts())
    texts = page_texts(pdf)
    text = "".join(texts)
    assert text.count("鍵の貸出簿") == sum(item.comment.count("鍵の貸出簿") for item in items)
    assert text.count("𠮷野係長") > 300
    assert all(f"{n}番：" in text for n in range(1, 101))
    assert all(f"{page}／{len(texts)}" in found for page, found in enumerate(texts, start=1))
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


def test_an_item_of_any_length_is_printed_as_it_was_frozen():
    asked = "".join(f"第{n}に、端末の持出しを台帳に記入している。" for n in range(1, 120))
    text = whole_text(filled(an_item(1, text=asked, verdict="適"), an_item(2)))
    assert "第119に、端末の持出しを台帳に記入している。" in text
    assert [n for n in range(1, 120) if f"第{n}" not in text] == []
    assert text.count("帳") == asked.count("帳")  # a page may end within any of them


def test_a_long_reason_and_many_officers_stand_in_full():
    visit = Visit(
        "受託者　未定",
        "令和8年度",
        1,
        carried_out_on=CONCLUDED,
        method="遠隔",
        reason="遠方のため、画面越しに執務室と保管庫を見せてもらった。" * 5 + "終わり。",
        officers="、".join(f"調査員{n}番" for n in range(1, 30)),
    )
    text = whole_text(filled(an_item(1, verdict="適"), visit=visit))
    assert "実地でない理由：（下に記載）" in text
    assert "終わり。" in text
    assert "調査員29番" in text
    assert "…" not in text


def test_nothing_on_the_sheet_is_smaller_than_nine_points_but_the_last_line():
    """The last line of a page is set in 8 (design notes)."""
    paper = filled(an_item(1, verdict="否", comment=SEEN, set_due_on=DUE))
    sizes = font_sizes(check_sheet(paper, fonts()))
    assert min(sizes - {8.0}) >= 9.0


def font_sizes(pdf: bytes) -> set[float]:
    page = PdfDocument(pdf)[0].get_textpage()
    count = raw.FPDFText_CountChars(page.raw)
    return {round(raw.FPDFText_GetFontSize(page.raw, place), 1) for place in range(count)} - {1.0}


def test_an_answer_given_is_no_other_paper_when_printed_twice():
    paper = filled(an_item(1, verdict="否", comment=SEEN))
    assert check_sheet(paper, fonts()) == check_sheet(paper, fonts())
    assert check_sheet(paper, fonts()) != check_sheet(replace(paper, concluded_on=None), fonts())
