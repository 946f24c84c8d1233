"""What of a contract held on the day of a matter, and what the council knew of it before."""

from __future__ import annotations

from datetime import date
from typing import Any

from audits.amendment import Revision
from audits.council_day import Begun, Entered, as_told, is_on_file, on_the_day

BEFORE, FIRST, BETWEEN = date(2026, 4, 1), date(2026, 5, 14), date(2026, 6, 1)
SECOND, AFTER, LATER = date(2026, 9, 10), date(2026, 10, 1), date(2027, 4, 1)
ITEMS, MORE = ["氏名", "住所"], ["氏名", "旧氏", "住所"]


def entered(*said: Entered) -> list[Entered]:
    """In the order of their entering; the first one on file is ITEMS, before any matter."""
    first = Entered(Revision(1, {"items": ITEMS, "reason": "委託"}), BEFORE)
    return [first, *said]


def a_change(
    since: date | None,
    *,
    on: date,
    told: date | None = None,
    here: bool = False,
    number: int = 2,
    items: list[str] | None = None,
) -> Entered:
    """`since` None: it puts right what was there."""
    values: dict[str, Any] = {"items": items or MORE, "reason": "委託"}
    return Entered(Revision(number, values, since), on, told, here)


def of_day(said: list[Entered], on: date) -> Any:
    return on_the_day(said, on)["items"]


def of_council(said: list[Entered], last: date = FIRST, held_on: date | None = SECOND) -> Any:
    return as_told(said, last, held_on)["items"]


def test_a_change_that_begins_after_the_session_is_not_on_its_sheet():
    said = entered(a_change(AFTER, on=BETWEEN))
    assert of_day(said, SECOND) == ITEMS
    assert of_day(said, AFTER) == MORE


def test_a_change_told_in_the_session_is_on_its_sheet_however_late_it_begins():
    said = entered(a_change(LATER, on=BETWEEN, told=SECOND, here=True))
    assert of_day(said, SECOND) == MORE
    assert of_day(said, FIRST) == ITEMS


def test_a_change_told_in_an_earlier_session_is_on_the_sheet_as_well():
    said = entered(a_change(LATER, on=BEFORE, told=FIRST))
    assert of_day(said, SECOND) == MORE


def test_a_change_that_had_begun_is_on_the_sheet_although_it_was_told_or_entered_later():
    assert of_day(entered(a_change(BETWEEN, on=AFTER)), SECOND) == MORE
    assert of_day(entered(a_change(BETWEEN, on=AFTER, told=AFTER)), SECOND) == MORE


def test_what_was_put_right_later_is_on_the_sheet_as_if_it_had_always_been_so():
    said = entered(a_change(None, on=AFTER))
    assert of_day(said, SECOND) == MORE
    assert of_council(said) == MORE


def test_what_is_put_right_of_a_change_to_come_does_not_come_before_it():
    right = a_change(None, on=AFTER, number=3, items=["氏名", "旧姓", "住所"])
    said = entered(a_change(LATER, on=BETWEEN), right)
    assert of_day(said, SECOND) == ITEMS
    assert of_day(said, LATER) == ["氏名", "旧姓", "住所"]


def test_items_stand_in_the_order_in_which_they_were_typed_if_they_ever_stood_together():
    taken = a_change(LATER, on=AFTER, number=3, items=["住所", "電話番号"])
    said = entered(a_change(BETWEEN, on=BETWEEN), taken)
    assert of_day(said, SECOND) == MORE
    late = a_change(BETWEEN, on=LATER, number=4, items=["住所", "電話番号", "所属"])
    assert of_day([*said, late], SECOND) == ["氏名", "住所", "旧氏", "所属"]


def test_a_list_that_was_left_blank_is_empty():
    first = Entered(Revision(1, {"items": []}), BEFORE)
    added = Entered(Revision(2, {"items": ["氏名"]}, LATER), BETWEEN)
    assert on_the_day([first, added], SECOND) == {"items": []}


def test_the_council_was_told_what_was_on_file_on_the_day_of_the_matter_before():
    said = entered(a_change(BEFORE, on=BEFORE))
    assert of_council(said) == MORE
    assert of_council(entered(a_change(BETWEEN, on=BETWEEN))) == ITEMS


def test_what_this_matter_tells_is_new_even_where_it_had_begun_before_the_last_one():
    said = entered(a_change(BEFORE, on=BEFORE, told=SECOND, here=True))
    assert of_council(said) == ITEMS


def test_what_the_last_matter_told_is_known_however_late_it_begins_and_was_entered():
    assert of_council(entered(a_change(LATER, on=AFTER, told=FIRST))) == MORE
    assert of_council(entered(a_change(BEFORE, on=BEFORE, told=BETWEEN))) == ITEMS


def test_a_change_to_come_that_no_matter_told_is_new_once_it_has_begun():
    assert of_council(entered(a_change(BETWEEN, on=BEFORE))) == ITEMS


def test_a_mistake_that_the_council_saw_is_marked_where_it_was_put_right_between_two_matters():
    said = entered(a_change(None, on=BETWEEN))
    assert of_council(said) == ITEMS
    assert of_council(said, held_on=None) == ITEMS


def test_what_was_entered_after_both_matters_tells_of_no_change_between_them():
    said = entered(a_change(BEFORE, on=AFTER))
    assert of_council(said) == MORE
    assert of_council(said, held_on=None) == ITEMS


def a_part(starts: date, written: date, *, contract: date = BEFORE) -> Begun:
    return Begun(starts, written, BEFORE, contract)


def test_a_subcontract_on_file_on_the_day_stands_on_the_sheet_whenever_it_begins():
    assert is_on_file(a_part(LATER, BETWEEN), SECOND, date.max, is_late=True)


def test_one_that_was_entered_later_does_only_if_it_had_begun():
    assert is_on_file(a_part(BETWEEN, AFTER), SECOND, date.max, is_late=True)
    assert not is_on_file(a_part(AFTER, AFTER), SECOND, date.max, is_late=True)
    assert not is_on_file(a_part(BETWEEN, AFTER), SECOND, date.max, is_late=False)


def test_what_begins_with_a_contract_that_is_to_come_is_told_with_it():
    begun = Begun(LATER, AFTER, LATER, BEFORE)
    assert is_on_file(begun, SECOND, date.max, is_late=True)


def test_of_a_contract_entered_after_both_each_subcontract_belongs_to_the_matter_before_it():
    begun = a_part(AFTER, LATER, contract=LATER)
    assert is_on_file(begun, SECOND, date.max, is_late=False)
    assert not is_on_file(begun, FIRST, SECOND, is_late=False)
