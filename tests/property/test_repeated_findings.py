"""再指摘, however an edition is ordered and worded: the item decides, never its place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audits.repeated_finding import Found, found_before
from checklists.composing import ComposedItem, ComposedSheet, compose
from checklists.loader import shipped_sheets
from checklists.sheet import CheckSheet
from tests.property.strategies import clause_sets
from tests.property.test_composing import safeguards

STANDARD = shipped_sheets()["standard-2026"]


@st.composite
def later_editions(draw: st.DrawFn, of: ComposedSheet) -> CheckSheet:
    """The same items in another order, numbered anew, some of them in other words."""
    subjects = {item.text: item.subject for item in of.items}
    items = draw(st.permutations(STANDARD.items))
    reworded = draw(st.sets(st.sampled_from(range(len(items)))))
    return replace(
        STANDARD,
        id="own-1",
        items=tuple(
            replace(
                item,
                number=number,
                subject=item.subject or subjects[item.text],
                text=f"言い換え{number}。" if number in reworded else item.text,
            )
            for number, item in enumerate(items, start=1)
        ),
    )


def found(item: ComposedItem, year: int, number: int) -> Found:
    return Found(f"{year}-1-{number}", year, f"{item.place}　不十分。", "", item.lasting_key)


@given(st.data(), clause_sets, safeguards)
def test_an_item_repeats_itself_and_no_other_in_any_later_edition(data, clause_set, promised):
    before = compose(STANDARD, clause_set, promised)
    edition = data.draw(later_editions(before))
    after = compose(edition, clause_set, promised)
    earlier = [found(item, 2025, number) for number, item in enumerate(before.items)]
    named = [(f"2025-1-{number}", old.names) for number, old in enumerate(before.items)]
    of_before = {old.subject for old in before.items if old.subject}
    for item in after.items:
        repeated = found_before(found(item, 2026, 1), earlier)
        names = item.names
        assert set(repeated) == {number for number, of_old in named if of_old & names}
        own = [old for old in before.items if item.subject and old.subject == item.subject]
        assert len(own) <= len(repeated)
        if item.subject in of_before:
            assert repeated


@given(clause_sets, safeguards)
def test_no_item_of_one_sheet_is_taken_for_another_one_of_it(clause_set, promised):
    items = compose(STANDARD, clause_set, promised).items
    earlier = [found(other, 2025, number) for number, other in enumerate(items)]
    for place, item in enumerate(items):
        others = [*earlier[:place], *earlier[place + 1 :]]
        assert found_before(found(item, 2026, 1), others) == ()
