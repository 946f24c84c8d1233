"""付議資料 on paper: two columns, what is new in bold and underlined, over several pages."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2

from app.papers.council_sheet import council_sheet
from app.papers.council_sheet_page import CouncilPaper, CouncilSheet, Paragraph, SheetRow
from audits.council import Matter, SheetKind
from audits.council_changes import Part, plain, whole
from tests.unit.papers_builders import fonts
from tests.unit.papers_read_back import ink_outside, page_texts, pictures

LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness
NOTE = "※太字（下線）は、令和5年度第6回の付議からの変更を表す。"


def a_row(heading: str = "委託理由", *texts: str) -> SheetRow:
    return SheetRow(heading, tuple(Paragraph(plain(text)) for text in texts))


def a_sheet(*rows: SheetRow, **changes: Any) -> CouncilSheet:
    sheet = CouncilSheet(
        SheetKind.OUTSOURCING,
        "R2-教𠮷-034",
        "一斉メール配信業務",
        rows or (a_row("委託理由", "専門の知識を要するため"),),
    )
    return replace(sheet, **changes)


def a_paper(*sheets: CouncilSheet, **changes: Any) -> CouncilPaper:
    paper = CouncilPaper(
        number="F-R8-4-01",
        matter=Matter.REPORT,
        title="一斉メール配信の委託について（対象者の拡大）",
        legal_basis="条例第14条第1項（業務委託）",
        session="令和8年度第4回",
        held_on=date(2026, 11, 12),
        place="第一会議室",
        document_number="27",
        department="教育支援課",
        changes="対象を小・中学校に拡大",
        previous="F-R5-6-03",
        sheets=sheets or (a_sheet(),),
        city="青葉野市",
    )
    return replace(paper, **changes)


def bold_words(pdf: bytes, page: int = 0) -> str:
    """Everything on a page that is set in the bold weight, without spaces."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    found = []
    for place in range(text.count_chars()):
        if is_bold(text, place):
            found.append(text.get_text_range(place, 1))
    return "".join("".join(found).split())


def is_bold(text: Any, place: int) -> bool:
    name = ctypes.create_string_buffer(200)
    pypdfium2.raw.FPDFText_GetFontInfo(text.raw, place, name, len(name), None)
    return b"Bold" in name.value


def test_the_head_says_what_is_laid_before_the_council_and_in_which_session():
    (text,) = page_texts(council_sheet(a_paper(), fonts()))
    for words in (
        "審議会付議資料",
        "【報告】",
        "付議番号F-R8-4-01",
        "条例第14条第1項（業務委託）",
        "令和8年度第4回令和8年11月12日第一会議室",
        "資料番号27",
        "F-R5-6-03",
        "【業務委託】一斉メール配信業務",
        "R2-教𠮷-034",
        "1／1",
    ):
        assert words in text, words


def test_a_consultation_is_told_from_a_report():
    (text,) = page_texts(council_sheet(a_paper(matter=Matter.CONSULTATION), fonts()))
    assert "【諮問】" in text
    assert "【報告】" not in text


def test_what_nobody_has_entered_leaves_no_empty_line_in_the_head():
    bare = a_paper(legal_basis="", place="", document_number="", changes="", previous="")
    (text,) = page_texts(council_sheet(bare, fonts()))
    assert "条例の根拠" not in text
    assert "前回" not in text


def test_new_words_are_bold_and_underlined_and_the_others_are_not():
    text = (Part("区立幼稚園、"), Part("小・中学校", changed=True), Part("の保護者"))
    row = SheetRow("委託先に処理させる情報項目", (Paragraph(text),))
    bare = a_paper(a_sheet(row, notes=(NOTE,)), changes="")
    pdf = council_sheet(bare, fonts())
    bold = bold_words(pdf)
    assert "小・中学校" in bold
    assert "区立幼稚園" not in bold
    assert NOTE in page_texts(pdf)[0]
    plainly = SheetRow(row.heading, (Paragraph(plain("区立幼稚園、小・中学校の保護者")),))
    unmarked = council_sheet(a_paper(a_sheet(plainly, notes=(NOTE,)), changes=""), fonts())
    assert lines_drawn(pdf) == lines_drawn(unmarked) + 1


def lines_drawn(pdf: bytes) -> int:
    page = pypdfium2.PdfDocument(pdf)[0]
    return sum(one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH for one in page.get_objects())


def test_the_changes_told_in_the_head_are_set_like_new_words():
    assert "対象を小・中学校に拡大" in bold_words(council_sheet(a_paper(), fonts()))


def test_each_sheet_begins_on_a_page_of_its_own():
    kinds = (SheetKind.OUTSOURCING, SheetKind.SUBCONTRACTING, SheetKind.CONNECTION)
    pdf = council_sheet(a_paper(*(a_sheet(kind=kind) for kind in kinds)), fonts())
    first, second, third = page_texts(pdf)
    assert "【業務委託】" in first
    assert "【再委託】" in second
    assert "【外部結合】" in third
    assert all("F-R8-4-01" in text for text in (first, second, third))


def test_a_long_sheet_goes_on_with_its_head_repeated_and_loses_no_word():
    promises = tuple(
        Paragraph(plain(f"第{n}の対策として、操作の記録を取り、月に一度見る。"), str(n))
        for n in range(1, 91)
    )
    row = SheetRow("受託者に行わせる情報保護対策", promises)
    pdf = council_sheet(a_paper(a_sheet(a_row(), row, notes=(NOTE,))), fonts())
    texts = page_texts(pdf)
    assert len(texts) > 1
    whole_text = "".join(texts)
    assert all(f"第{n}の対策として、操作の記録を取り" in whole_text for n in range(1, 91))
    for number, text in enumerate(texts[1:], 2):
        assert "【業務委託】一斉メール配信業務（続き）" in text
        assert "（前のページの続き）" in text
        assert f"{number}／{len(texts)}" in text
    assert not any(ink_outside(picture, *LIVE_AREA) for picture in pictures(pdf))


def test_a_heading_stands_beside_at_least_as_many_lines_as_it_has_itself():
    long = "委託先に処理させる情報項目の範囲と、それぞれの項目がだれのものであるかということ"
    rows = tuple(a_row(f"{n}　{long}", "短い") for n in range(20))
    pdf = council_sheet(a_paper(a_sheet(*rows)), fonts())
    text = "".join(page_texts(pdf))
    assert text.count("だれのものであるかということ") == 20
    assert not any(ink_outside(picture, *LIVE_AREA) for picture in pictures(pdf))


def test_a_row_without_words_says_so():
    (text,) = page_texts(council_sheet(a_paper(a_sheet(a_row("委託理由"))), fonts()))
    assert "（記載なし）" in text


def test_a_matter_about_nothing_yet_has_a_head_only():
    (text,) = page_texts(council_sheet(a_paper(sheets=()), fonts()))
    assert "業務委託】" not in text


def test_a_marked_text_that_fills_several_lines_is_bold_to_its_end():
    words = "新しく加わる項目は次のとおりである。" * 12
    row = SheetRow("情報項目", (Paragraph(whole(words, changed=True)),))
    pdf = council_sheet(a_paper(a_sheet(row), changes=""), fonts())
    assert words in bold_words(pdf)


def test_the_same_facts_give_the_same_bytes():
    assert council_sheet(a_paper(), fonts()) == council_sheet(a_paper(), fonts())
