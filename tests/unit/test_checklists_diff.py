"""版の違い: what the list of differences says, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace

from checklists.diff import Changed, Difference, applied, differences
from checklists.drafting import (
    Items,
    copied,
    with_changed_item,
    with_library_item,
    with_moved_item,
    without_item,
)
from checklists.library import filled, library
from checklists.loader import shipped_sheets
from checklists.sheet import CheckSheet

STANDARD = shipped_sheets()["standard-2026"]
START = copied(STANDARD)


def edition(items: Items) -> CheckSheet:
    return CheckSheet("own-1", "市の票", "2027", STANDARD.groups, items)


def kinds(after: CheckSheet) -> list[tuple[Changed, ...]]:
    return [one.kinds for one in differences(STANDARD, after).differences]


def test_a_copy_differs_in_nothing_though_the_older_edition_names_no_subject() -> None:
    assert kinds(edition(START)) == []


def test_numbers_that_only_shift_are_no_difference() -> None:
    assert kinds(edition(without_item(START, START[0].subject))) == [(Changed.REMOVED,)]


def test_one_moved_item_is_one_difference_however_far_it_went() -> None:
    items = START
    for _ in range(12):
        items = with_moved_item(items, START[2].subject, 1)
    assert kinds(edition(items)) == [(Changed.MOVED,)]


def test_an_item_in_another_group_was_moved_even_if_its_number_stayed() -> None:
    items = with_moved_item(START, START[19].subject, 1)
    [one] = differences(STANDARD, edition(items)).differences
    assert one.kinds == (Changed.MOVED,)
    assert one.before is not None
    assert one.after is not None
    assert (one.before.group, one.after.group) == ("A", "B")
    assert (one.before.number, one.after.number) == (20, 20)


def test_words_place_and_the_rest_are_told_apart() -> None:
    subject = START[3].subject
    details = replace(START[3], look_at="別の資料", answers_to="incident")
    items = with_changed_item(START, subject, replace(details, text="新しい文。"))
    assert kinds(edition(items)) == [(Changed.REWORDED, Changed.DETAILS)]
    assert kinds(edition(with_changed_item(START, subject, details))) == [(Changed.DETAILS,)]


def test_the_list_stands_in_the_order_of_the_newer_edition_with_its_counts() -> None:
    items = without_item(with_library_item(START, library()["printer"]), START[9].subject)
    found = differences(STANDARD, edition(items))
    assert [one.kinds for one in found.differences] == [(Changed.REMOVED,), (Changed.ADDED,)]
    assert (found.count(Changed.ADDED), found.count(Changed.MOVED)) == (1, 0)
    assert found.differences[0] == Difference((Changed.REMOVED,), START[9], None)


def test_from_nothing_and_to_nothing() -> None:
    nothing = edition(())
    assert len(differences(nothing, STANDARD).differences) == 100
    assert applied(differences(nothing, STANDARD), nothing) == filled(STANDARD)
    assert applied(differences(STANDARD, nothing), STANDARD) == nothing
