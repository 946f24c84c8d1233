"""範囲: which contracts a department reaches, also where names contain each other."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.records.contracts import ContractRow, ContractTermsRow
from app.records.database import reading
from app.records.scope import EVERYTHING, NOTHING, Scope, visible
from audits.words import folded
from tests.books import contract_cells
from tests.integration.installation import Installation

ALIKE = ["課", "支援課", "教育支援課", "教育支援課分室", '課"', "課%", "課_", "課\\", "A課", "a課"]


def seen(installation: Installation, scope: Scope) -> list[str]:
    terms = ContractTermsRow
    query = select(ContractRow.number).join(terms, terms.contract_id == ContractRow.id)
    query = query.where(terms.is_current, visible(scope)).order_by(ContractRow.number)
    with installation.app.app_context(), reading() as session:
        return list(session.scalars(query))


@pytest.fixture
def alike(installation: Installation) -> Installation:
    """A contract for each department and one that each looks after with another."""
    own = [contract_cells(f"A{n:02}", 所管課=name) for n, name in enumerate(ALIKE)]
    shared = [
        contract_cells(f"B{n:02}", 所管課="総務課", 共管課=f"会計課\n{name}")
        for n, name in enumerate(ALIKE)
    ]
    loaded = installation.load_sheets(契約=own + shared)
    assert loaded.written, loaded.errors
    return installation


def test_a_department_reaches_its_own_and_what_it_looks_after_with_others(alike):
    for n, name in enumerate(ALIKE):
        assert seen(alike, Scope(False, frozenset({name}))) == [f"A{n:02}", f"B{n:02}"], name


def test_a_name_in_full_width_letters_is_found_in_a_list_that_has_them_narrow(installation):
    cells = [contract_cells(所管課="ＤＸ推進課"), contract_cells("R8-002", 共管課="ＤＸ推進課")]
    assert installation.load_sheets(契約=cells).written
    assert seen(installation, Scope(False, frozenset({"ＤＸ推進課"}))) == ["R8-001", "R8-002"]


def test_two_departments_reach_what_either_does(alike):
    both = Scope(False, frozenset(ALIKE[1:3]))
    assert seen(alike, both) == ["A01", "A02", "B01", "B02"]


def test_everything_is_everything_and_nothing_is_nothing(alike):
    assert len(seen(alike, EVERYTHING)) == 2 * len(ALIKE)
    assert seen(alike, NOTHING) == []


def test_a_department_that_is_no_longer_named_no_longer_reaches_the_contract(installation):
    with_two = contract_cells(共管課="会計課、収納課")
    installation.load_sheets(契約=[with_two])
    assert seen(installation, Scope(False, frozenset({"収納課"}))) == ["R8-001"]
    assert installation.load_sheets(契約=[with_two | {"共管課": "会計課"}]).written
    assert seen(installation, Scope(False, frozenset({"収納課"}))) == []
    assert seen(installation, Scope(False, frozenset({"会計課"}))) == ["R8-001"]


def test_what_is_searched_is_what_the_terms_say(golden):
    lists = golden.rows("SELECT id FROM contract_terms")
    shared = golden.rows("SELECT terms_id, department FROM contract_co_departments")
    terms = ContractTermsRow
    with golden.app.app_context(), reading() as session:
        said = session.execute(select(terms.id, terms.co_departments)).tuples().all()
    assert len(said) == len(lists)
    assert sorted(tuple(row) for row in shared) == sorted(
        (k, n) for k, ns in said for n in set(map(folded, ns))
    )
    assert shared
