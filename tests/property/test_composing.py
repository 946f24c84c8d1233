"""調査票, whatever clauses and promises there are: nothing is lost, nothing is asked twice."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from checklists.composing import (
    ComposedSheet,
    EarlierFinding,
    ItemOrigin,
    SafeguardToCheck,
    compose,
)
from checklists.library import library, modules
from checklists.loader import shipped_sheets
from tests.property.strategies import clause_sets

STANDARD = shipped_sheets()["standard-2026"]
texts = st.text("監視ログ消去教育再委託カメラ。 　a", min_size=1, max_size=8) | st.sampled_from(
    [item.text for item in STANDARD.items]
    + [words for item in library().values() for words in item.says_the_same]
    + [item.text for module in modules().values() for item in module.items]
)
special = st.lists(st.sampled_from(list(modules().values())), unique_by=lambda one: one.id)
safeguards = st.lists(
    st.builds(
        SafeguardToCheck,
        number=st.integers(1, 40).map(lambda number: f"S{number}"),
        text=texts,
        technical=st.booleans(),
        reported=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda safeguard: safeguard.number,
)
findings = st.lists(
    st.builds(
        EarlierFinding, name=st.integers(1, 9).map(lambda number: f"2025-1-{number}"), text=texts
    ),
    max_size=3,
    unique_by=lambda finding: finding.name,
)
PROMISES = (ItemOrigin.COUNCIL, ItemOrigin.CONTRACT)


def said_by(sheet: ComposedSheet) -> set[str]:
    """Every wording that stands on the sheet."""
    return {words for item in sheet.items for words in (item.text, *item.also)}


def numbers(sheet: ComposedSheet, *origins: ItemOrigin) -> list[str]:
    return [s.number for item in sheet.items for s in item.sources if s.origin in origins]


@given(clause_sets, safeguards, findings, special)
def test_nothing_that_has_to_be_asked_is_lost(clause_set, promised, found, switched_on):
    sheet = compose(STANDARD, clause_set, promised, found, switched_on)
    checked = {str(clause.number) for clause in clause_set.clauses if clause.checked_at}
    assert set(numbers(sheet, ItemOrigin.CLAUSE)) == checked
    assert sorted(numbers(sheet, *PROMISES)) == sorted(one.number for one in promised)
    assert sorted(numbers(sheet, ItemOrigin.EARLIER_FINDING)) == sorted(f.name for f in found)
    asked = {f"{one.name}{place + 1}" for one in switched_on for place in range(len(one.items))}
    assert set(numbers(sheet, ItemOrigin.MODULE)) == asked
    assert said_by(sheet) >= {one.text for one in promised if one.text.strip()}
    assert numbers(sheet, ItemOrigin.STANDARD) == [str(item.number) for item in STANDARD.items]


@given(clause_sets, safeguards, findings, special)
def test_no_statement_key_or_place_stands_twice(clause_set, promised, found, switched_on):
    items = compose(STANDARD, clause_set, promised, found, switched_on).items
    said = ["".join(unicodedata.normalize("NFKC", i.text).split()).rstrip("。.") for i in items]
    assert len(set(said)) == len(items)
    assert len({item.key for item in items}) == len(items)
    assert len({item.place for item in items}) == len(items)
    subjects = [item.subject for item in items if item.subject]
    assert len(set(subjects)) == len(subjects)
    assert all(item.sources for item in items)


@given(clause_sets, safeguards, findings, special)
def test_the_sheet_goes_through_its_groups_once_and_counts_within_each(
    clause_set, promised, found, switched_on
):
    sheet = compose(STANDARD, clause_set, promised, found, switched_on)
    in_groups = [sheet.items_in(group.code) for group in sheet.groups]
    assert tuple(item for items in in_groups for item in items) == sheet.items
    for group, items in zip(sheet.groups, in_groups, strict=True):
        assert [i.place for i in items] == [f"{group.code}{n}" for n in range(1, len(items) + 1)]


@given(clause_sets, safeguards, findings, special)
def test_the_same_facts_give_the_same_sheet(clause_set, promised, found, switched_on):
    once = compose(STANDARD, clause_set, promised, found, switched_on)
    assert compose(STANDARD, clause_set, list(promised), tuple(found), tuple(switched_on)) == once
