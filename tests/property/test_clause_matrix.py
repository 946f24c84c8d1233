"""Properties of the matrix clause × fiscal year, whatever stands on file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from audits.clause_cell import PRESSING, Standing
from audits.clause_matrix.ground import COMING_YEARS
from audits.contract import Contract
from audits.fiscal_year import FiscalYear
from audits.verdict import Verdict
from tests.clause_matrices import the_matrix
from tests.property.strategies import contracts, near_days

branches = st.integers(0, 2)
causes = st.dictionaries(
    st.tuples(st.just(0), st.sampled_from(["2026-1-1", "2026-1-2", "2026-1-3"])),
    st.sampled_from(["8", "8・18", "S3", "3", "鍵の管理", ""]),
)
answers = st.dictionaries(
    st.tuples(st.just(0), st.integers(2024, 2029), st.integers(1, 3)),
    st.dictionaries(st.integers(1, 24), st.sampled_from(Verdict)),
    max_size=2,
)
told = st.dictionaries(st.integers(1, 2), near_days)
files = st.fixed_dictionaries({"causes": causes, "answers": answers, "staff_told_on": told})


def days_in(fact: Any) -> Iterator[date]:
    """Every day that stands on file, but for those that only say what was agreed."""
    if isinstance(fact, date):
        yield fact
    elif isinstance(fact, tuple):
        for part in fact:
            yield from days_in(part)
    elif dataclasses.is_dataclass(fact):
        for field in dataclasses.fields(fact):
            if field.name not in ("clause_set", "term", "dates", "kinds"):
                yield from days_in(getattr(fact, field.name))


def all_known(contract: Contract, file: dict[str, Any]) -> date:
    """The first day on which nothing on file is still to come."""
    days = [*days_in(contract), *file["staff_told_on"].values()]
    begun = [engagement.term.first for engagement in contract.engagements]
    latest: date = max([*begun, *days])
    return latest


def branch_of(contract: Contract, wanted: int) -> int:
    return wanted % len(contract.engagements)


class TestMatrix:
    """audits/clause_matrix.py, rules 1 to 6."""

    @given(contracts(), branches, near_days, files)
    def test_every_clause_has_exactly_one_cell_in_every_year(self, contract, wanted, on, file):
        branch = branch_of(contract, wanted)
        matrix = the_matrix(contract, on, branch=branch, **file)
        engagement = contract.engagement(branch)
        years = [column.year for column in matrix.columns]
        assert [line.clause for line in matrix.lines] == list(engagement.clause_set.clauses)
        assert {len(line.cells) for line in matrix.lines} == {len(years)}
        assert years == sorted(set(years))
        unseen = set(FiscalYear.touched_by(engagement.term)) - set(years)
        coming = [year for year in years if year.days.first > on]
        assert not unseen or (len(coming) == COMING_YEARS and min(unseen) > coming[-1])
        for column in matrix.columns:
            assert column.count(*Standing) == len(matrix.lines)

    @given(contracts(), branches, near_days, files)
    def test_nothing_is_confirmed_without_a_day_that_has_come(self, contract, wanted, on, file):
        matrix = the_matrix(contract, on, branch=branch_of(contract, wanted), **file)
        for line in matrix.lines:
            for cell in line.cells:
                if cell.confirms:
                    assert cell.by
                    assert cell.on is None or cell.on <= on
                    assert cell.on is not None or cell.words == "明記"

    @given(contracts(), near_days, files)
    def test_a_year_that_has_not_begun_accuses_nobody_of_a_missing_visit(self, contract, on, file):
        matrix = the_matrix(contract, on, **file)
        for place, column in enumerate(matrix.columns):
            if column.year.days.first > on and not column.visits:
                standings = {line.cells[place].standing for line in matrix.lines}
                assert Standing.UNCONFIRMED not in standings
                assert Standing.MISSED not in standings

    @given(contracts(), branches, files, st.integers(0, 1500), st.integers(0, 1500))
    def test_a_day_that_only_passes_takes_no_confirmation_back(
        self, contract, wanted, file, days, more
    ):
        branch = branch_of(contract, wanted)
        earlier = all_known(contract, file) + timedelta(days)
        before = the_matrix(contract, earlier, branch=branch, **file)
        after = the_matrix(contract, earlier + timedelta(more), branch=branch, **file)
        assert [c.year for c in before.columns] == [c.year for c in after.columns]
        for old, new in zip(before.lines, after.lines, strict=True):
            for was, now in zip(old.cells, new.cells, strict=True):
                if was.confirms or was.standing is Standing.NOT_MET:
                    assert now == was
                elif was.needs_act:
                    assert now.needs_act
                else:
                    assert now.standing is was.standing or was.standing is Standing.PLANNED

    @given(contracts(), near_days, files)
    def test_what_needs_an_act_is_all_that_is_listed(self, contract, on, file):
        matrix = the_matrix(contract, on, **file)
        listed = [cell for _, _, cell in matrix.pressing()]
        counted = sum(column.count(*PRESSING) for column in matrix.columns)
        assert len(listed) == counted
        assert all(cell.needs_act for cell in listed)
