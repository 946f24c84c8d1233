"""Setting Japanese: where lines end, how narrow type becomes, what a missing sign looks like."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from app.papers import fonts as papers_fonts
from app.papers.condensing import condensed
from app.papers.hash_line import missing_characters
from app.papers.kinsoku import NEVER_FIRST, NEVER_LAST, broken_into_lines
from app.papers.management_record import management_record
from app.papers.record_page import Row
from app.papers.typesetting import TEXT, Style, fitted, in_equal_lines
from app.papers.unicode_map import to_unicode_map
from tests.unit.papers_builders import a_head, a_record, a_row, font_folder, fonts


def in_em(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


def style() -> Style:
    return Style(fonts().regular, 9.0)


def test_a_full_stop_hangs_rather_than_begin_a_line():
    assert broken_into_lines("個人情報を返した。次に", 8.5, in_em) == ["個人情報を返した。", "次に"]


def test_no_line_begins_with_a_long_vowel_or_a_small_kana():
    assert broken_into_lines("委託先のデータ", 5, in_em) == ["委託先の", "データ"]
    assert broken_into_lines("書面で行った", 4, in_em) == ["書面で", "行った"]


def test_an_opening_bracket_goes_to_the_next_line():
    assert broken_into_lines("管理記録（控え）", 5, in_em) == ["管理記録", "（控え）"]


@pytest.mark.parametrize("word", ["2021-1-1", "15,000", "R3.3.31", "ISMS", "10:30"])
def test_numbers_dates_and_latin_words_are_not_split(word):
    lines = broken_into_lines(f"期限は{word}まで", 5, in_em)
    assert any(word in line for line in lines)


def test_a_full_width_space_in_the_later_half_ends_the_line():
    assert broken_into_lines("端末一覧を　引き渡した", 8, in_em) == ["端末一覧を", "引き渡した"]


@given(
    st.text(alphabet=st.sampled_from("あいう漢字、。ー（）「」っA1-. 　"), max_size=80),
    st.integers(4, 30),
)
def test_no_sign_is_lost_or_doubled_by_breaking_lines(text, room):
    lines = broken_into_lines(text, room, in_em)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(
    st.text(alphabet=st.sampled_from("あいう漢字、。ー（）「」っ"), max_size=80), st.integers(6, 30)
)
def test_no_line_is_wider_than_its_room_and_half_an_em(text, room):
    assert all(len(line) <= room + 0.5 for line in broken_into_lines(text, room, in_em))


@given(
    st.lists(st.sampled_from(["あいう", "漢字を", "返した。", "（控え）", "データ", "行った"])).map(
        "".join
    )
)
def test_no_line_of_ordinary_words_begins_or_ends_with_a_forbidden_sign(text):
    lines = broken_into_lines(text, 12, in_em)
    assert all(after[0] not in NEVER_FIRST for after in lines[1:])
    assert all(before[-1] not in NEVER_LAST for before in lines[:-1])


def test_type_is_narrowed_before_a_second_line_is_begun_and_never_beyond_the_limit():
    barely = fitted("あ" * 21, style(), 20 * style().em, TEXT)
    assert len(barely.lines) == 1
    assert barely.scale == pytest.approx(20 / 21)
    assert len(fitted("あ" * 23, style(), 20 * style().em, TEXT).lines) == 2


def test_a_text_that_is_long_anyway_is_not_narrowed_to_spare_a_line():
    room = 20 * style().em
    glanced_at = fitted("あ" * 43, style(), room, TEXT)
    assert (len(glanced_at.lines), glanced_at.scale < 1) == (2, True)
    read = fitted("あ" * 205, style(), room, TEXT)
    assert (len(read.lines), read.scale) == (11, 1.0)
    spared = fitted("あ" * 205, style(), room, TEXT, sparing=True)
    assert (len(spared.lines), spared.scale < 1) == (10, True)
    held = fitted("あ" * 205, style(), room, TEXT, most_lines=10)
    assert (len(held.lines), held.scale < 1, held.shortened) == (10, True, False)


def test_what_is_left_off_ends_in_an_ellipsis():
    setting = fitted("長い件名" * 30, style(), 60, TEXT, most_lines=2)
    assert setting.shortened
    assert len(setting.lines) == 2
    assert setting.lines[-1].endswith("…")


def test_two_lines_are_made_equal_where_the_words_part():
    narrow = 14.1
    assert in_equal_lines("暗号化してオンライン", style(), narrow).lines == (
        "暗号化して",
        "オンライン",
    )
    assert in_equal_lines("受託者を経由", style(), narrow).lines == ("受託者を", "経由")


def test_rare_names_keep_their_own_characters():
    assert fonts().regular.drawable("髙﨑𠮷神") == "髙﨑𠮷神"


def test_kana_typed_with_a_separate_dakuten_are_drawn_as_one():
    assert fonts().regular.drawable("か\u3099く") == "がく"
    assert fonts().regular.missing("か\u3099く") == frozenset()


def test_a_missing_character_and_a_variant_that_cannot_be_drawn_are_reported():
    paper = a_record(rows=(a_row(1, 4, 1, "打合せ", "🙂", "葛\U000e0100城", "", "", ""),))
    assert missing_characters(paper, fonts().regular) == {"🙂", "\U000e0100"}


def test_a_character_beyond_the_basic_plane_is_mapped_as_one():
    assert "<01> <D842DFB7>" in to_unicode_map("Font", [0, ord("𠮷")])


def test_a_full_subset_is_mapped_in_blocks_that_readers_accept():
    blocks = to_unicode_map("Font", [0, *range(0x4E00, 0x4EFF)])
    assert blocks.count("100 beginbfchar") == 2
    assert "55 beginbfchar" in blocks


def test_the_two_weights_are_static_and_have_names_of_their_own():
    fonts()
    made = [TTFont(path) for path in sorted(font_folder().glob("*.ttf"))]
    assert [font["name"].getDebugName(6) for font in made] == [
        "NotoSansJP-Bold",
        "NotoSansJP-Regular",
    ]
    assert not any("fvar" in font for font in made)


def test_a_made_font_is_not_made_again(tmp_path):
    fonts()
    for path in font_folder().glob("*.ttf"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    papers_fonts.fonts_in(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_only_routine_entries_are_condensed_and_only_within_a_fiscal_year():
    rows = [
        a_row(1, 3, 8, "定期報告", "2月分", "受託者", "支援係", "書面", "綴 1"),
        a_row(2, 4, 8, "定期報告", "3月分", "受託者", "支援係", "書面", "綴 2"),
        a_row(3, 5, 8, "定期報告", "4月分", "受託者", "支援係", "書面", "綴 2"),
        a_row(4, 5, 9, "立入調査", "適", "受託者", "支援係", "実地", "綴 3"),
        a_row(5, 5, 9, "立入調査", "適", "受託者", "支援係", "実地", "綴 3"),
    ]
    assert [(row.number, row.others) for row in condensed(rows)] == [(1, 0), (2, 1), (4, 0), (5, 0)]
    assert condensed(rows)[1].text == "定期報告 2件 2021-04–2021-05、最終 5/8"


def test_a_corrected_or_late_routine_entry_keeps_its_own_row():
    plain = [
        a_row(n, 5, n, "打合せ", "会った", "受託者", "支援係", "対面", "綴") for n in range(1, 5)
    ]
    rows: list[Row] = [
        *plain,
        a_row(9, 5, 9, "打合せ", "誤り", "受託者", "支援係", "対面", "綴", corrected_by=10),
    ]
    assert [(row.number, row.others) for row in condensed(rows)] == [(1, 3), (9, 0)]


def test_a_condensed_row_says_how_many_of_its_entries_were_loaded_late():
    met = [
        a_row(n, 5, n, "打合せ", "会った", "受託者", "支援係", "対面", "綴") for n in range(1, 5)
    ]
    loaded = {"from_workbook": True, "late_written_on": date(2021, 9, 1)}
    [some] = condensed([replace(met[0], **loaded), *met[1:]])
    assert some.text.endswith("最終 5/4、うち後日記載 1件")
    assert some.late_written_on is None
    [every] = condensed([replace(one, **loaded) for one in met])
    assert every.text.endswith("最終 5/4")
    assert every.late_written_on == date(2021, 9, 1)


def test_papers_printed_at_the_same_time_do_not_disturb_each_other():
    papers = [a_record(head=a_head(title=f"{sign}業務")) for sign in "甲乙丙丁戊己庚辛"]
    alone = [management_record(paper, fonts()) for paper in papers]
    with ThreadPoolExecutor(4) as desks:
        together = list(desks.map(lambda paper: management_record(paper, fonts()), papers))
    assert together == alone
