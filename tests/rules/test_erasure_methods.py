"""消去方法の表: which methods are accepted for which medium, after 図表41."""

from __future__ import annotations

import pytest

from audits.erasure_methods import (
    DEFAULT_METHODS,
    MOST_METHODS,
    Fit,
    Medium,
    MethodsError,
    Secrecy,
    judged,
    media_of,
    medium_of,
    name_of,
    read_methods,
)

NUMBERS, OTHER = Secrecy.INDIVIDUAL_NUMBERS, Secrecy.OTHER


@pytest.mark.parametrize(
    ("typed", "medium"),
    [
        ("外付けHDD", Medium.HARD_DISK),
        ("受託者のパソコン", Medium.HARD_DISK),
        ("ＵＳＢメモリ", Medium.FLASH),
        ("SSD1TB", Medium.FLASH),
        ("紙（申込書）", Medium.PAPER),
        ("CD-R", Medium.OPTICAL),
        ("LTOテープ", Medium.TAPE),
        ("委託先のサーバ", Medium.SERVER),
        ("サーバのハードディスク", Medium.HARD_DISK),
        ("クラウド（LGWAN-ASP）", Medium.SERVER),
        ("サーバのバックアップ", Medium.BACKUP),
        ("電子メール", Medium.MAIL),
        ("abcdefg", None),
        ("", None),
    ],
)
def test_the_class_of_a_medium_is_read_from_its_words(typed, medium):
    assert medium_of(typed) is medium


def test_each_class_of_several_media_stands_once():
    assert media_of(["紙", "USBメモリ", "帳票", "何か"]) == (Medium.PAPER, Medium.FLASH)


def test_every_place_of_the_table_has_methods_that_can_be_read_again():
    assert set(DEFAULT_METHODS) == {(m, s) for m in Medium for s in Secrecy}
    for methods in DEFAULT_METHODS.values():
        assert read_methods("\n".join(methods)) == tuple(methods)


@pytest.mark.parametrize(
    ("media", "secrecy", "means", "fit"),
    [
        ([Medium.HARD_DISK], NUMBERS, "穿孔により破壊", Fit.ACCEPTED),
        ([Medium.HARD_DISK], NUMBERS, "磁気消去", Fit.NOT_ACCEPTED),
        ([Medium.HARD_DISK], OTHER, "専用装置で磁気消去", Fit.ACCEPTED),
        ([Medium.HARD_DISK], OTHER, "ＡＴＡ Security  Erase", Fit.ACCEPTED),
        ([Medium.HARD_DISK], OTHER, "データ消去ソフトで上書き", Fit.NOT_ACCEPTED),
        ([Medium.FLASH], OTHER, "磁気消去", Fit.NOT_ACCEPTED),
        ([Medium.FLASH], NUMBERS, "専用装置による物理的破壊", Fit.ACCEPTED),
        ([Medium.OPTICAL], OTHER, "メディアシュレッダー", Fit.ACCEPTED),
        ([Medium.PAPER], NUMBERS, "溶解処理", Fit.ACCEPTED),
        ([Medium.SERVER], OTHER, "論理消去と暗号鍵の破棄", Fit.ACCEPTED),
        ([Medium.HARD_DISK], OTHER, "  ", Fit.UNKNOWN),
        ([], OTHER, "上書き", Fit.UNKNOWN),
    ],
)
def test_a_method_is_held_against_the_table(media, secrecy, means, fit):
    assert judged(DEFAULT_METHODS, media, secrecy, means).fit is fit


def test_every_medium_needs_a_method_that_it_takes_unless_only_some_are_meant():
    media = [Medium.PAPER, Medium.HARD_DISK]
    found = judged(DEFAULT_METHODS, media, OTHER, "溶解")
    assert (found.fit, found.lacking) == (Fit.NOT_ACCEPTED, (Medium.HARD_DISK,))
    assert judged(DEFAULT_METHODS, media, OTHER, "溶解と磁気消去").fit is Fit.ACCEPTED
    assert judged(DEFAULT_METHODS, media, OTHER, "溶解", some=True).fit is Fit.ACCEPTED
    assert judged(DEFAULT_METHODS, media, OTHER, "目視", some=True).fit is Fit.NOT_ACCEPTED


def test_a_place_without_methods_accepts_none():
    table = {**DEFAULT_METHODS, (Medium.MAIL, OTHER): ()}
    assert judged(table, [Medium.MAIL], OTHER, "削除").fit is Fit.NOT_ACCEPTED


def test_individual_numbers_make_the_stricter_class():
    assert Secrecy.of(uses_individual_numbers=True) is NUMBERS
    assert Secrecy.of(uses_individual_numbers=False) is OTHER


def test_a_method_is_proposed_by_its_name_alone():
    assert name_of("物理的破壊（破砕・穿孔）") == "物理的破壊"
    assert name_of(" 焼却 ") == "焼却"


def test_one_method_a_line_without_blank_ones_and_each_once():
    assert read_methods("焼却\r\n\n 溶解（溶かす） \n焼却") == ("焼却", "溶解（溶かす）")
    assert read_methods("  \n") == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("\n".join(f"方法{n}" for n in range(MOST_METHODS + 1)), "20個まで"),
        ("あ" * 61, "60文字以内"),
        ("破壊（）", "読めません"),
        ("（破砕）", "読めません"),
        ("破壊（破砕", "読めません"),
        ("破壊（破砕））", "読めません"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(MethodsError, match=sentence):
        read_methods(typed)
