"""再指摘: the same item or the same clause, in an earlier year of the same engagement."""

from __future__ import annotations

import pytest

from audits.repeated_finding import Found, found_before, is_same_item

EARLIER = Found("2025-1-2", 2025, "A2　名簿にない人がいた。", "第8、第9")


@pytest.mark.parametrize(
    ("text", "cause", "repeats"),
    [
        ("A2　また名簿にない人がいた。", "第20", True),
        ("B1　別の項目。", "第９", True),
        ("自由に書いた指摘。", "指摘 2025-1-2", True),
        ("A21　番号が長い別の項目。", "第1", False),
        ("別のこと。", "", False),
        ("A2が途中にある。", "第10", False),
    ],
)
def test_an_item_or_a_clause_of_an_earlier_year_makes_a_finding_a_repeated_one(
    text, cause, repeats
):
    found = found_before(Found("2026-1-1", 2026, text, cause), [EARLIER])
    assert found == (("2025-1-2",) if repeats else ())


def test_a_finding_of_the_same_year_is_no_earlier_one():
    same_year = Found("2025-2-1", 2025, "A2　また。", "第8")
    assert found_before(same_year, [EARLIER]) == ()
    assert found_before(EARLIER, [Found("2026-1-1", 2026, "A2　後の年度。", "第8")]) == ()


def test_without_a_cause_only_the_item_counts():
    blank = Found("2024-1-1", 2024, "自由に書いた指摘。")
    assert found_before(Found("2026-1-1", 2026, "自由に書いた指摘。"), [blank]) == ()


KEY = "council S1\nsubject camera\nwords 撮っている"


@pytest.mark.parametrize(
    ("text", "cause", "item_key", "repeats"),
    [
        ("C9　別の場所に移った。", "第1", "subject camera\nwords 映している", True),
        ("A2　ここには別の項目がある。", "第8", "subject lock\nwords 閉めている", False),
        ("A2　知られていない項目。", "第1", "", True),
        ("B1　知られていない項目。", "第8", "", True),
        ("自由に書いた。", "指摘 2025-1-2", "subject lock", True),
        ("C9　約束が同じ。", "", "council S1\nsubject hall", True),
        ("C9　約束の番号だけ同じ。", "", "contract S1\nsubject hall", False),
    ],
)
def test_the_item_decides_where_it_is_known_of_both(text, cause, item_key, repeats):
    earlier = Found("2025-1-2", 2025, "A2　映像がない。", "第8", KEY)
    found = found_before(Found("2026-1-1", 2026, text, cause, item_key), [earlier])
    assert bool(found) is repeats


def test_what_is_known_of_no_item_is_the_same_item_as_nothing():
    assert is_same_item(KEY, KEY)
    assert not is_same_item("", "")
    assert not is_same_item("", KEY)
