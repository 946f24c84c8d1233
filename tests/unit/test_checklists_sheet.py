"""The standard check sheet: a hundred statements in six groups, each tied to the clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

import checklists
from checklists.clause_set import ClauseSet
from checklists.loader import shipped_clause_sets, shipped_sheets
from checklists.sheet import CheckSheet


def the_sheet() -> CheckSheet:
    return shipped_sheets()["standard-2026"]


def clause_sets() -> list[ClauseSet]:
    return list(shipped_clause_sets().values())


def test_one_sheet_comes_with_the_product_in_the_file_of_its_name() -> None:
    folder = Path(checklists.__file__).parent / "sheets"
    assert set(shipped_sheets()) == {"standard-2026"} == {file.stem for file in folder.iterdir()}


def test_the_items_are_numbered_from_one_to_a_hundred_without_a_gap() -> None:
    assert [item.number for item in the_sheet().items] == list(range(1, 101))


def test_the_six_groups_stand_in_their_order() -> None:
    assert [(group.code, group.name) for group in the_sheet().groups] == [
        ("A", "組織的安全管理措置"),
        ("B", "人的安全管理措置"),
        ("C", "物理的安全管理措置"),
        ("D", "技術的安全管理措置"),
        ("E", "再委託"),
        ("F", "返還・消去"),
    ]


def test_each_group_has_its_items_and_the_sheet_never_jumps_back_to_an_earlier_group() -> None:
    sheet = the_sheet()
    in_groups = [sheet.items_in(group.code) for group in sheet.groups]
    assert [len(items) for items in in_groups] == [20, 12, 20, 24, 10, 14]
    assert tuple(item for items in in_groups for item in items) == sheet.items


def test_every_topic_of_an_item_is_the_topic_of_a_clause() -> None:
    among_clauses = {clause.topic for s in clause_sets() for clause in s.clauses}
    assert {item.answers_to for item in the_sheet().items} <= among_clauses


def test_every_item_answers_to_a_clause_of_every_clause_set() -> None:
    orphans = [
        (clause_set.id, item.number)
        for clause_set in clause_sets()
        for item in the_sheet().items
        if not clause_set.clauses_on(item.answers_to)
    ]
    assert orphans == []


@pytest.mark.parametrize("edition", sorted(shipped_clause_sets()))
def test_what_a_clause_leaves_to_a_group_of_the_sheet_is_asked_in_that_group(edition: str) -> None:
    clause_set, sheet = shipped_clause_sets()[edition], the_sheet()
    for clause in clause_set.clauses:
        groups = {i.group for i in sheet.items if clause in clause_set.clauses_on(i.answers_to)}
        assert clause.checked_at is None or not groups or clause.checked_at in groups, clause


def test_the_training_items_are_those_that_answer_to_the_clause_on_training() -> None:
    sheet = the_sheet()
    assert [item.number for item in sheet.training_items] == [24, 25, 26, 27]
    assert all(item.training is (item.answers_to == "training") for item in sheet.items)


def test_every_statement_is_one_sentence_and_stands_there_once() -> None:
    texts = [item.text for item in the_sheet().items]
    assert len(set(texts)) == len(texts)
    assert all(text.endswith("。") and text.count("。") == 1 for text in texts)
