"""版の下書き: what may be changed of it and what is refused, without anything being lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklists.drafting import (
    LONGEST_TEXT,
    MOST_ITEMS,
    DraftError,
    copied,
    item_of,
    mark_of,
    read,
    sheet_of,
    with_changed_item,
    with_library_item,
    with_moved_item,
    with_own_item,
    without_item,
    written,
)
from checklists.edition_text import text_of
from checklists.library import filled, library, modules
from checklists.loader import load_sheet, shipped_sheets
from checklists.sheet import CheckItem

STANDARD = shipped_sheets()["standard-2026"]
ITEMS = copied(STANDARD)
OWN = CheckItem(
    0, "C", "番号で\n呼び出している。", "safe_keeping", "市の独自の項目", False, "own-1", " "
)


def test_a_copy_asks_what_the_edition_asks() -> None:
    assert filled(STANDARD).items == ITEMS
    assert [item.text for item in ITEMS] == [item.text for item in STANDARD.items]


def test_an_item_of_the_library_goes_to_the_end_of_its_group() -> None:
    items = with_library_item(ITEMS, library()["printer"])
    group = [item.subject for item in items if item.group == "C"]
    assert group[-1] == "printer"
    assert [item.number for item in items] == list(range(1, 102))
    with pytest.raises(DraftError, match="もう入っています"):
        with_library_item(items, library()["printer"])


def test_an_item_of_a_module_that_asks_more_closely_stands_for_that_item() -> None:
    closer = modules()["cloud"].items[0]
    with pytest.raises(DraftError, match="もう入っています"):
        with_library_item(ITEMS, closer)
    items = with_library_item(without_item(ITEMS, closer.subject), closer)
    assert item_of(items, closer.subject).text == closer.text


def test_an_own_item_is_kept_in_one_line() -> None:
    item = item_of(with_own_item(ITEMS, OWN), "own-1")
    assert (item.text, item.look_at, item.number) == ("番号で 呼び出している。", "", 53)


@pytest.mark.parametrize(
    ("values", "sentence", "field"),
    [
        ({"text": " \n "}, "入力してください", "text"),
        ({"text": "あ" * (LONGEST_TEXT + 1)}, "300文字以内", "text"),
        ({"text": "あ" * 1_000_000}, "300文字以内", "text"),
        ({"look_at": "あ" * 301}, "300文字以内", "look_at"),
        ({"group": "Z"}, "区分を選んで", "group"),
        ({"answers_to": "weather"}, "主題を選んで", "answers_to"),
        ({"text": ITEMS[0].text + " "}, "同じ文の項目が、もうあります（Aの1番）", "text"),
        ({"subject": ITEMS[0].subject}, "もう入っています", ""),
    ],
)
def test_an_item_that_cannot_be_is_refused_with_its_field(values, sentence, field) -> None:
    with pytest.raises(DraftError) as refused:
        with_own_item(ITEMS, replace(OWN, **values))
    assert sentence in str(refused.value)
    assert refused.value.field == field


def test_an_edition_has_room_for_so_many_items_and_no_more() -> None:
    items = ITEMS
    for number in range(MOST_ITEMS - len(ITEMS)):
        items = with_own_item(items, replace(OWN, subject=f"o-{number}", text=f"項目{number}。"))
    with pytest.raises(DraftError, match="300まで"):
        with_own_item(items, OWN)


def test_a_reworded_item_stays_where_it_is_and_keeps_where_it_came_from() -> None:
    subject = ITEMS[4].subject
    changed = replace(OWN, group="A", text="新しい文。", look_at="現物")
    items = with_changed_item(ITEMS, subject, changed)
    assert items[4] == replace(
        ITEMS[4], text="新しい文。", look_at="現物", answers_to="safe_keeping"
    )
    assert with_changed_item(ITEMS, subject, ITEMS[4]) == ITEMS


def test_an_item_given_to_another_group_goes_to_the_end_of_that() -> None:
    items = with_changed_item(ITEMS, ITEMS[0].subject, replace(ITEMS[0], group="B"))
    assert [item.subject for item in items if item.group == "B"][-1] == ITEMS[0].subject
    assert len(items) == len(ITEMS)


def test_what_was_taken_out_meanwhile_cannot_be_changed() -> None:
    items = without_item(ITEMS, ITEMS[0].subject)
    assert len(items) == 99
    for act in (
        lambda: without_item(items, ITEMS[0].subject),
        lambda: with_changed_item(items, ITEMS[0].subject, OWN),
        lambda: with_moved_item(items, ITEMS[0].subject, 1),
    ):
        with pytest.raises(DraftError, match="もう下書きにありません"):
            act()


def test_an_item_moves_by_one_place_and_back() -> None:
    subject = ITEMS[4].subject
    up = with_moved_item(ITEMS, subject, -1)
    assert (up[3].subject, up[4].subject) == (subject, ITEMS[3].subject)
    assert with_moved_item(up, subject, 1) == ITEMS


def test_beyond_the_end_of_a_group_an_item_goes_on_into_the_next_one() -> None:
    last_of_a, first_of_b = ITEMS[19].subject, ITEMS[20].subject
    down = with_moved_item(ITEMS, last_of_a, 1)
    assert (down[19].subject, down[19].group) == (last_of_a, "B")
    assert with_moved_item(down, last_of_a, -1) == ITEMS
    up = with_moved_item(ITEMS, first_of_b, -1)
    assert (up[20].subject, up[20].group) == (first_of_b, "A")


@pytest.mark.parametrize(("place", "step"), [(0, -1), (-1, 1)])
def test_there_is_nothing_beyond_the_first_and_the_last_group(place: int, step: int) -> None:
    with pytest.raises(DraftError, match="これより先へは"):
        with_moved_item(ITEMS, ITEMS[place].subject, step)


def test_a_draft_is_read_back_as_it_was_written() -> None:
    assert read(written(ITEMS)) == ITEMS
    assert read(written(())) == ()


def test_a_mark_stands_for_one_state_only() -> None:
    assert mark_of(ITEMS) == mark_of(copied(STANDARD))
    assert mark_of(ITEMS) != mark_of(without_item(ITEMS, ITEMS[0].subject))
    assert mark_of("a", "b") != mark_of("ab", "")


def test_what_is_published_is_read_back_as_the_same_edition() -> None:
    odd = with_own_item(ITEMS, replace(OWN, text='「"引用"」と\\と\x7fがある。'))
    sheet = sheet_of("own-1", " 市の票 ", "2027", STANDARD, odd)
    assert sheet.title == "市の票"
    assert load_sheet(text_of(sheet), name="own-1") == sheet
    assert load_sheet(text_of(STANDARD), name="again") == STANDARD


@pytest.mark.parametrize(
    ("title", "edition", "items", "sentence"),
    [
        ("票", "2027", (), "一つもない版は公開できません"),
        (" ", "2027", ITEMS, "入力してください"),
        ("票", "", ITEMS, "入力してください"),
        ("票" * 61, "2027", ITEMS, "60文字以内"),
    ],
)
def test_an_edition_without_items_or_a_name_is_not_made(title, edition, items, sentence) -> None:
    with pytest.raises(DraftError, match=sentence):
        sheet_of("own-1", title, edition, STANDARD, items)
