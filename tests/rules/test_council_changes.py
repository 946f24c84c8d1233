"""前回の付議からの変更: which words of a council sheet are new."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audits.council_changes import (
    Part,
    compared,
    has_changes,
    joined,
    listed,
    plain,
    removed,
    whole,
)

WORDS = st.text(alphabet="氏名住所、。（）旧 \n電話abc", max_size=40)


def test_an_added_phrase_is_marked_and_nothing_else():
    text = compared("幼稚園の園児の保護者。", "幼稚園、小学校の園児の保護者。")
    assert "".join(part.text for part in text if part.changed) == "幼稚園、小学校の園児の保護者。"
    text = compared("氏名、住所", "氏名、旧氏、住所")
    assert text == (Part("氏名、"), Part("旧氏、", changed=True), Part("住所"))


def test_a_text_that_only_got_a_comma_behind_a_word_is_not_marked():
    assert not has_changes(compared("氏名、住所", "氏名、住所、"))


def test_a_phrase_that_is_gone_leaves_no_mark():
    assert compared("氏名、旧氏、住所", "氏名、住所") == plain("氏名、住所")


def test_without_an_earlier_text_nothing_is_marked():
    assert compared(None, "氏名、住所") == plain("氏名、住所")


def test_what_was_blank_before_is_marked_whole():
    assert compared("", "旧氏") == whole("旧氏", changed=True)


def test_a_text_that_is_blank_now_has_nothing_to_mark():
    assert compared("旧氏", None) == ()
    assert compared("旧氏", "") == ()
    assert whole("", changed=True) == ()


def test_new_items_of_a_list_are_marked_one_by_one():
    text = listed(["氏名", "住所"], ["氏名", "旧氏", "住所"])
    assert [part.text for part in text if part.changed] == ["旧氏"]
    assert "".join(part.text for part in text) == "氏名、旧氏、住所"


def test_a_list_that_the_council_has_not_seen_is_not_marked():
    assert not has_changes(listed(None, ["氏名", "住所"]))


def test_items_that_are_gone_are_told():
    assert removed(["氏名", "住所"], ["氏名"]) == ("住所",)
    assert removed(None, ["氏名"]) == ()


def test_pieces_marked_alike_are_one_piece_and_empty_ones_are_none():
    assert joined([Part("氏"), Part(""), Part("名"), Part("旧氏", changed=True)]) == (
        Part("氏名"),
        Part("旧氏", changed=True),
    )


@given(WORDS, WORDS)
def test_marking_loses_no_sign_of_the_text(before, after):
    assert "".join(part.text for part in compared(before, after)) == after


@given(WORDS)
def test_a_text_compared_with_itself_has_no_changes(text):
    assert not has_changes(compared(text, text))
