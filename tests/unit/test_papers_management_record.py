"""管理記録 on paper: one page that can be read, copied, scanned and never leaves anything out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from PIL import Image

from app.papers.half_page import half_page_record
from app.papers.management_record import management_record
from app.papers.record_foot import visit_lines
from app.papers.record_page import Box, RecordPaper, Row, Subcontractor, VisitsOfYear
from tests.unit.papers_builders import HASH, NUMBER, a_head, a_record, a_row, eighteen_rows, fonts
from tests.unit.papers_read_back import (
    black_dots,
    darkest,
    in_dots,
    ink_outside,
    page_texts,
    pictures,
    qr_texts,
)

A4_POINTS = (595.28, 841.89)
LIVE_AREA = (24.5, 10.7, 200.5, 288.0)  # mm, with the frames' own thickness


def printed(paper: RecordPaper) -> bytes:
    return management_record(paper, fonts())


def many_rows(count: int, kind: str = "立入調査") -> tuple[Row, ...]:
    first = date(2015, 4, 1)
    days = (first + timedelta(days=5 * number) for number in range(count))
    return tuple(
        Row(number, day, kind, f"第{number}回の確認", "受託者", "支援係", "実地", f"綴 {number}")
        for number, day in enumerate(days, start=1)
    )


def test_a_busy_contract_of_eighteen_entries_stands_on_one_page():
    texts = page_texts(printed(a_record()))
    assert len(texts) == 1
    for row in eighteen_rows():
        assert "".join(row.text.split()) in texts[0].replace("（記載R3.3.29）", "")
        assert "".join(row.other_party.split()) in texts[0]


def test_the_page_is_upright_a4():
    page = pypdfium2.PdfDocument(printed(a_record()))[0]
    assert page.get_size() == pytest.approx(A4_POINTS, abs=0.1)


def test_names_with_rare_characters_are_found_again_in_the_text():
    paper = a_record(
        head=a_head(contractor="株式会社髙﨑𠮷野商会", title="濵邊学校の𠮷野家分室 管理")
    )
    text = page_texts(printed(paper))[0]
    assert "株式会社髙﨑𠮷野商会" in text
    assert "濵邊学校の𠮷野家分室管理" in text


def test_the_qr_code_reads_back_number_entries_and_hash_in_japanese():
    assert qr_texts(printed(a_record())) == [f"{NUMBER}, 18, {HASH}"]


def test_the_hash_is_printed_in_groups_that_can_be_read_aloud():
    text = page_texts(printed(a_record()))[0]
    assert "末尾18号照合値8e41764a8268d895" in text


def test_both_weights_are_embedded_as_subsets_under_their_own_names():
    pdf = printed(a_record())
    assert b"/FontFile2" in pdf
    assert b"+NotoSansJP-Regular" in pdf
    assert b"+NotoSansJP-Bold" in pdf
    assert b"Helvetica" not in pdf


def test_the_same_facts_give_the_same_bytes():
    assert printed(a_record()) == printed(a_record())


def test_nothing_but_the_fold_mark_stands_outside_the_live_area():
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(printed(a_record())))


def test_a_corrected_entry_can_still_be_read_and_names_its_correction():
    text = page_texts(printed(a_record()))[0]
    assert "D1端末一覧1,500件→9号で訂正" in text


def test_a_corrected_entry_is_struck_through():
    uncorrected = tuple(replace(row, corrected_by=None) for row in eighteen_rows())
    struck, plain = (
        pictures(printed(a_record(rows=rows)))[0] for rows in (eighteen_rows(), uncorrected)
    )
    assert black_dots(struck) > black_dots(plain)


def test_a_late_entry_is_marked_and_stands_at_its_date_not_at_its_number():
    text = page_texts(printed(a_record()))[0]
    assert "R3.3.18後日記載" in text
    assert "（記載R3.3.29）" in text
    assert text.index("電話記録1") < text.index("会議録1") < text.index("立入調査綴1")


def test_a_missing_answer_is_blacker_than_a_given_one():
    done = Box(done=True, last=date(2021, 4, 15), by="支援係")
    missing = Box(done=False, due=date(2021, 4, 15))
    first, second = (pictures(printed(a_record(erasure=box)))[0] for box in (done, missing))
    assert black_dots(second) > black_dots(first)


def test_an_overdue_answer_says_so():
    text = page_texts(
        printed(a_record(erasure=Box(done=False, due=date(2021, 3, 30), overdue=True)))
    )[0]
    assert "消去の確認未期限超過R3.3.30" in text


def test_whoever_was_last_is_named_whole_where_the_words_only_have_to_move_together():
    box = Box(done=True, last=date(2021, 4, 1), by="学務情報係", counts="2回")
    texts = page_texts(printed(a_record(handover=box)))
    assert "最終学務情報係" in texts[0]


def test_routine_entries_give_way_before_a_second_page_is_begun():
    reports = tuple(
        a_row(
            100 + month, month, 8, "定期報告", f"{month}月分", "受託者", "支援係", "書面", "報告綴"
        )
        for month in range(4, 13)
    )
    texts = page_texts(printed(a_record(rows=eighteen_rows() + reports)))
    assert len(texts) == 1
    assert "104ほかR3.12.8定期報告定期報告9件2021-04–2021-12、最終12/8" in texts[0]
    assert "電話確認" in texts[0]


def test_entries_are_not_condensed_where_that_saves_no_page():
    talks = many_rows(3, kind="打合せ")
    visits = tuple(replace(row, number=row.number + 3) for row in many_rows(60))
    texts = page_texts(printed(a_record(rows=(*talks, *visits))))
    assert len(texts) == 2
    assert "打合せ3件" not in "".join(texts)


def test_five_hundred_entries_are_paginated_and_every_one_is_there():
    texts = page_texts(printed(a_record(rows=many_rows(500))))
    assert len(texts) > 10
    for number, text in enumerate(texts, start=1):
        assert f"{number}／{len(texts)}" in text
    everything = "".join(texts)
    assert all(f"第{number}回の確認" in everything for number in range(1, 501))


def test_the_foot_stands_on_the_last_page_only_and_the_others_say_that_more_follows():
    *before, last = page_texts(printed(a_record(rows=many_rows(60))))
    assert all("次頁に続く" in text and "所属長確認" not in text for text in before)
    assert "所属長確認" in last
    assert "以下余白" in last


@pytest.mark.parametrize(
    "count", [24, 25, 30, 31, 32, 36, 37, 38, 60, 68, 69, 70, 71, 72, 73, 74, 75, 76]
)
def test_no_number_of_entries_runs_into_the_foot_or_off_the_page(count):
    pdf = printed(a_record(rows=many_rows(count)))
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))
    *_, last = page_texts(pdf)
    assert f"第{count}回の確認" in last
    assert _white(pictures(pdf)[-1], 252.6, 253.8)


def test_a_record_without_entries_says_so():
    text = page_texts(printed(a_record(rows=())))[0]
    assert "記録はありません" in text


def test_a_contract_whose_contractor_is_not_chosen_yet_is_printed_as_undecided():
    assert "受託者未定" in page_texts(printed(a_record(head=a_head(contractor=""))))[0]


def test_sixty_subcontractors_take_two_lines_and_say_how_many_more_there_are():
    many = tuple(
        Subcontractor(n, f"株式会社みなと作業所第{n}", date(2021, 3, 1)) for n in range(1, 61)
    )
    pdf = printed(a_record(head=a_head(subcontractors=many)))
    texts = page_texts(pdf)
    assert len(texts) == 1
    shown = sum(f"みなと作業所第{n}（" in texts[0] for n in range(1, 61))
    assert shown >= 3
    assert f"ほか{60 - shown}社" in texts[0]


@pytest.mark.parametrize(
    "text",
    ["長" * 400, "W" * 400, "（" * 300, "、。" * 200, "あ\n" * 90, "　" * 300, "R3.4.1-" * 90],
)
def test_no_length_or_kind_of_text_breaks_the_page(text):
    head = a_head(
        contract_number=text[:200],
        title=text,
        contractor=text,
        department=text,
        agency=text,
        clause_set=text,
        information=text,
        stage=text,
        term_note=text,
        subcontractors=(Subcontractor(1, text, None),),
    )
    row = Row(123_456, date(2021, 4, 1), text, text, text, text, text, text, corrected_by=999)
    box = Box(done=True, last=date(2021, 4, 1), by=text, counts=text)
    pdf = printed(a_record(head=head, rows=(row, *eighteen_rows()), handover=box))
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


def test_a_character_without_a_glyph_is_shown_as_geta_and_named():
    text = page_texts(printed(a_record(head=a_head(title="連絡網🙂の運用"))))[0]
    assert "連絡網〓の運用" in text
    assert "〓は字形のない文字（U+1F642）" in text


def test_years_beyond_three_are_added_up_in_one_line():
    lines = visit_lines([VisitsOfYear(year, 2, 1, 1) for year in range(2016, 2022)])
    assert lines[1] == ("以前", "6", "3", "3")
    assert [line[0] for line in lines[2:]] == ["令和元年度", "令和2年度", "令和3年度", "計"]
    assert lines[-1] == ("計", "12", "6", "6")


def test_the_fiscal_years_of_the_foot_never_leave_the_page():
    visits = tuple(VisitsOfYear(year, 1000, 999, 998) for year in range(1990, 2030))
    pdf = printed(a_record(visits=visits))
    assert not any(ink_outside(page, *LIVE_AREA) for page in pictures(pdf))


def test_eight_entries_stand_on_half_a_page_with_the_same_facts():
    pdf = half_page_record(a_record(rows=eighteen_rows()[5:13]), fonts())
    assert pdf is not None
    (text,) = page_texts(pdf)
    for words in (
        "2回（うち再委託先1）",
        "受託者未再委託先2社中1社",
        "前年度超過受託者済3/25再委託先2社中1社",
        "返還・消去2件中0件",
        "令和3年3月1日～令和5年2月28日",
        "→9号で訂正",
        "後日記載",
        "以下余白",
    ):
        assert words in text
    assert qr_texts(pdf) == [f"{NUMBER}, 18, {HASH}"]
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert (width, height) == pytest.approx((A4_POINTS[0], A4_POINTS[1] / 2), abs=0.1)


def test_half_a_page_is_refused_where_it_would_leave_something_out():
    long = tuple(replace(row, text="長い内容" * 40) for row in eighteen_rows()[:8])
    assert half_page_record(a_record(rows=long), fonts()) is None
    assert half_page_record(a_record(rows=eighteen_rows()[:9]), fonts()) is None


def test_half_a_page_gives_long_names_two_lines_where_its_entries_leave_room():
    title = "学校教育用端末及び校務支援システムの統合運用保守等業務（長期継続契約）"
    head = a_head(title=title, contractor="みなと通信ソリューションズ株式会社関東北部支社")
    few = half_page_record(a_record(rows=eighteen_rows()[:4], head=head), fonts())
    assert few is not None
    (text,) = page_texts(few)
    assert title in text
    assert "みなと通信ソリューションズ株式会社関東北部支社" in text
    many = half_page_record(a_record(rows=eighteen_rows()[5:13], head=head), fonts())
    assert many is not None
    assert "システムの…" in page_texts(many)[0]


def test_long_names_do_not_break_half_a_page():
    text = "長い名前" * 40
    box = Box(done=True, last=date(2021, 4, 1), by=text, counts=text)
    head = a_head(
        title=text,
        contractor=text,
        department=text,
        information=text,
        stage=text,
        contract_number=text[:60],
    )
    pdf = half_page_record(a_record(rows=(), head=head, handover=box), fonts())
    assert pdf is not None
    assert not any(ink_outside(page, 24.5, 5.5, 200.5, 144.0, fold=74.25) for page in pictures(pdf))


def _white(picture: Image.Image, top: float, bottom: float) -> bool:
    return darkest(picture.crop(in_dots(24, top, 201, bottom))) > 250
