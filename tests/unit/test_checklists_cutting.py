"""切り分け: a city's own 特記事項 in its clauses, however it numbers and heads them."""

from __future__ import annotations

import pytest

from checklists.clause_number import (
    NumberStyle,
    depth_of,
    has_subject,
    is_number,
    numbered,
    plain,
    unnumbered,
    value,
)
from checklists.cutting import Cut, CutRemark, cut, heading_of, style_of
from tests.unit.clause_text_shapes import HEADINGS, SAID, SHAPES, over


def seen(found: Cut) -> list[tuple[int, str]]:
    return [(piece.number, piece.heading) for piece in found.pieces]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_numbers_and_headings_gives_the_same_clauses(shape: str) -> None:
    found = cut(SHAPES[shape])
    assert seen(found) == list(enumerate(HEADINGS, start=1))
    for piece, said in zip(found.pieces, SAID, strict=True):
        assert said in piece.raw
    assert found.whole == SHAPES[shape]


def test_a_heading_stands_over_all_clauses_up_to_the_next_one() -> None:
    text = (
        "（監査等）\n１　甲は、調べる。\n２　前項の確認は、\n1回以上行う。\n"
        "（公表）\n３　甲は、公表する。\n"
    )
    assert seen(cut(text)) == [(1, "監査等"), (2, "監査等"), (3, "公表")]
    assert "1回以上行う" in cut(text).pieces[1].raw


def test_items_within_a_clause_are_no_clauses() -> None:
    text = (
        "（収集の禁止）\n１　乙は、次のものを集めない。\n(1) 思想\n(2) 犯罪\nア　前科\nイ　容疑\n"
        "（返還）\n２　乙は、返す。\n①　紙\n②　媒体\n"
    )
    assert seen(cut(text)) == [(1, "収集の禁止"), (2, "返還")]
    assert "イ　容疑" in cut(text).pieces[0].raw


def test_paragraphs_of_an_article_are_no_clauses() -> None:
    text = (
        "（再委託）\n第1条　乙は、委託しない。\n２　乙は、報告する。\n"
        "（事故）\n第2条　乙は、知らせる。\n２　乙は、書く。\n"
    )
    found = cut(text)
    assert seen(found) == [(1, "再委託"), (2, "事故")]
    assert "２　乙は、報告する。" in found.pieces[0].raw


def test_an_article_that_is_only_mentioned_begins_nothing() -> None:
    text = "1　乙は、守る。\n第43条の罰則がある。\n2　乙は、返す。\n"
    assert seen(cut(text)) == [(1, ""), (2, "")]


def test_a_figure_that_begins_a_wrapped_line_is_no_number() -> None:
    text = (
        "1　乙は、平成\n17 年の条例を守る。\n2　乙は、\n30 日を過ぎたら返す。\n"
        "3　乙は、\n9 割を消す。\n"
    )
    assert [piece.number for piece in cut(text).pieces] == [1, 2, 3]


def test_what_stands_before_and_after_the_clauses_is_kept_apart() -> None:
    signed = "令和９年４月１日\n甲　住所　青葉野市\n乙　住所\n"
    text = f"別記\n個人情報取扱特記事項\n\n{over(['１', '２', '３', '４'])}{signed}"
    found = cut(text)
    assert found.preamble == "別記\n個人情報取扱特記事項\n\n"
    assert found.ending == signed
    assert found.whole == text


@pytest.mark.parametrize(
    "line",
    [
        "以上",
        "附則",
        "備考",
        "この契約の成立を証するため、2通を作る。",
        "（乙）",
        "所在地",
        "別表第1",
    ],
)
def test_the_ending_begins_in_many_ways(line: str) -> None:
    assert cut(f"１　乙は、守る。\n２　乙は、返す。\n{line}\nほか\n").ending == f"{line}\nほか\n"


def test_gaps_repeats_and_numbers_that_go_back_are_told() -> None:
    text = "1　乙は、甲を。\n2　乙は、乙を。\n2　乙は、丙を。\n4　乙は、丁を。\n3　乙は、戊を。\n"
    found = cut(text)
    assert [piece.number for piece in found.pieces] == [1, 2, 2, 4, 3]
    assert [piece.remark for piece in found.pieces] == [
        None,
        None,
        CutRemark.REPEAT,
        CutRemark.GAP,
        CutRemark.BACKWARDS,
    ]
    assert len(found.remarks) == 3


def test_articles_may_leave_many_numbers_out() -> None:
    found = cut("第1条　乙は、守る。\n第2条　乙は、返す。\n第9条　乙は、消す。\n")
    assert [piece.number for piece in found.pieces] == [1, 2, 9]
    assert [piece.remark for piece in found.pieces] == [None, None, CutRemark.GAP]


def test_a_repeated_number_without_a_sign_of_a_clause_stays_within_its_clause() -> None:
    assert seen(cut("1　乙は、守る。\n2　乙は、返す。\n2　つ目の紙も。\n")) == [(1, ""), (2, "")]


def test_a_text_without_numbers_and_headings_has_no_clauses() -> None:
    for text in ("", "\n\n", "乙は、守る。\n乙は、返す。", "（見出し）\n乙は、守る。"):
        assert cut(text) == Cut(text, (), "")


def test_headings_without_numbers_are_told() -> None:
    found = cut(SHAPES["headings without numbers"])
    assert {piece.remark for piece in found.pieces} == {CutRemark.NO_NUMBERS}


def test_one_clause_alone_is_one() -> None:
    assert seen(cut("第１条（秘密）　乙は、守る。")) == [(1, "秘密")]
    assert cut("5　乙は、守る。").pieces == ()


def test_the_outermost_numbers_are_those_of_the_clauses() -> None:
    text = "一　秘密の保持\n　1　乙は、守る。\n　2　乙は、返す。\n二　事故\n　1　乙は、知らせる。\n"
    assert style_of(text.splitlines()) is NumberStyle.KANJI
    assert [piece.heading for piece in cut(text).pieces] == ["秘密の保持", "事故"]


def test_two_hundred_clauses_are_cut() -> None:
    text = "".join(f"第{n}条　乙は、{n}を守る。\n" for n in range(1, 201))
    assert [piece.number for piece in cut(text).pieces] == list(range(1, 201))


def test_a_last_clause_that_is_all_ending_keeps_its_own_words() -> None:
    assert cut("1　乙は、守る。\n\n2　甲乙は、返す。").ending == ""


@pytest.mark.parametrize(
    ("figures", "number"),
    [
        *(("12", 12), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("百", 100)),
        *(("百十", 110), ("二百三十四", 234), ("一〇", 10), ("三五", 35), ("0", None)),
        *(("〇", None), ("十百", None), ("十十", None), ("百二", 102)),
    ],
)
def test_numbers_are_read_in_figures_and_in_kanji(figures: str, number: int | None) -> None:
    assert value(figures) == number


def test_a_number_that_is_none_begins_no_clause() -> None:
    assert numbered("第〇条　なし", NumberStyle.ARTICLE) is None
    assert numbered("３年間、守る。", NumberStyle.PLAIN) is None


def test_what_a_line_says_is_looked_at_without_signs_of_lists_and_tables() -> None:
    assert plain("  - １　乙は、①を ") == "1 乙は、①を"
    assert plain("| 1 | 秘密 |") == "1 | 秘密"
    assert is_number("十二")
    assert not is_number("十二条")
    assert has_subject("受託者は、")
    assert not has_subject("前項の")


def test_a_heading_is_a_short_line_in_brackets() -> None:
    assert heading_of("## （監査等）") == "監査等"
    assert heading_of("**（監査等）**") == "監査等"
    assert heading_of("（適正な管理（保管を含む））") == "適正な管理(保管を含む)"
    for line in ("（12）", "（十二）", "（甲）", "（乙は、守る。）", f"（{'あ' * 41}）", "監査等"):
        assert heading_of(line) == ""


def test_a_clause_shows_how_far_its_lines_stand_in() -> None:
    assert [depth_of(line) for line in ("乙は、", "(1) 紙", "２　乙は、", "ア　紙", "①紙")] == [
        0,
        1,
        1,
        2,
        2,
    ]


def test_a_clause_is_compared_without_its_number() -> None:
    assert unnumbered("（秘密）\n１　守る。\n(1) 紙") == "（秘密）\n守る。\n(1) 紙"
    assert unnumbered("守る。") == "守る。"
