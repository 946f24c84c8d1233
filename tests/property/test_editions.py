"""版, whatever is done to a draft: the differences tell all of it, and the text keeps all of it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checklists.diff import Changed, applied, differences
from checklists.drafting import (
    DraftError,
    Items,
    copied,
    with_changed_item,
    with_library_item,
    with_moved_item,
    with_own_item,
    without_item,
)
from checklists.edition_text import text_of
from checklists.library import filled, library
from checklists.loader import load_sheet, shipped_sheets
from checklists.sheet import GROUP_CODES, CheckItem, CheckSheet

STANDARD = shipped_sheets()["standard-2026"]
START = copied(STANDARD)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
subjects = st.sampled_from([item.subject for item in START])
groups = st.sampled_from(GROUP_CODES)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(sorted(library()))),
        st.tuples(st.just("own"), st.tuples(words, groups)),
        st.tuples(st.just("word"), st.tuples(subjects, words, groups)),
        st.tuples(st.just("remove"), subjects),
        st.tuples(st.just("up"), subjects),
        st.tuples(st.just("down"), subjects),
    ),
    max_size=25,
)


def changed(items: Items, wanted: list[tuple[str, object]]) -> Items:
    """All that is not refused."""
    for number, (act, what) in enumerate(wanted):
        try:
            items = _changed(items, number, act, what)
        except DraftError:
            continue
    return items


def _changed(items: Items, number: int, act: str, what: object) -> Items:
    match act, what:
        case "add", str(key):
            return with_library_item(items, library()[key])
        case "own", (str(text), str(group)):
            own = CheckItem(0, group, text, "basic", "市", False, f"own-{number}", text)
            return with_own_item(items, own)
        case "word", (str(subject), str(text), str(group)):
            before = next((one for one in items if one.subject == subject), START[0])
            return with_changed_item(items, subject, replace(before, text=text, group=group))
        case "remove", str(subject):
            return without_item(items, subject)
        case _, subject:
            return with_moved_item(items, str(subject), -1 if act == "up" else 1)


def edition(items: Items, name: str = "own-1") -> CheckSheet:
    return CheckSheet(name, "市の票", "2027", STANDARD.groups, items)


@given(changes, changes)
def test_the_differences_applied_to_one_edition_give_the_other(first, second):
    before, after = edition(changed(START, first)), edition(changed(START, second), "own-2")
    assert applied(differences(before, after), before) == filled(after)
    assert applied(differences(after, before), after) == filled(before)


@given(changes)
def test_an_edition_does_not_differ_from_itself(wanted):
    sheet = edition(changed(START, wanted))
    assert differences(sheet, sheet).differences == ()


@given(changes)
def test_what_one_way_adds_the_other_way_removes(wanted):
    sheet = edition(changed(START, wanted))
    there, back = differences(STANDARD, sheet), differences(sheet, STANDARD)
    assert there.count(Changed.ADDED) == back.count(Changed.REMOVED)
    assert there.count(Changed.REMOVED) == back.count(Changed.ADDED)
    assert there.count(Changed.REWORDED) == back.count(Changed.REWORDED)


@given(changes)
def test_a_draft_stays_in_order_and_asks_nothing_twice(wanted):
    items = changed(START, wanted)
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    places = [GROUP_CODES.index(item.group) for item in items]
    assert places == sorted(places)
    assert len({item.subject for item in items}) == len(items)


@given(changes)
def test_what_is_published_is_read_back_unchanged(wanted):
    sheet = edition(changed(START, wanted))
    if sheet.items:
        assert load_sheet(text_of(sheet), name="own-1") == sheet
