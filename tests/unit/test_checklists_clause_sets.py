"""The four clause sets that come with the product say what the contracts behind them say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import checklists
from audits.kind import KIND_RULES
from checklists.clause import Clause, Duty, Evidence, Party
from checklists.clause_set import MOST_DAYS_BY_KIND, ClauseSet, Subcontracting
from checklists.loader import shipped_clause_sets
from checklists.topic import BROADER, TOPICS, from_narrow_to_broad

WITH_CONSENT = "prime-consent-2021"
FORBIDDEN = "prime-no-subcontracting-2019"
SUBCONTRACT = "subcontract-2021"
NATIONAL = "national-act-2023"
ALL = (WITH_CONSENT, FORBIDDEN, SUBCONTRACT, NATIONAL)


def numbers(clause_set: ClauseSet, **wanted: object) -> list[int]:
    """The numbers of the clauses whose fields are as wanted."""
    return [c.number for c in clause_set.clauses if all(_is(c, k, v) for k, v in wanted.items())]


def _is(clause: Clause, field: str, value: object) -> bool:
    return bool(getattr(clause, field) == value)


@pytest.mark.parametrize(
    ("edition", "count"), [(WITH_CONSENT, 24), (FORBIDDEN, 21), (SUBCONTRACT, 24), (NATIONAL, 16)]
)
def test_each_clause_set_has_as_many_clauses_as_its_contract(edition: str, count: int) -> None:
    clauses = shipped_clause_sets()[edition].clauses
    assert [clause.number for clause in clauses] == list(range(1, count + 1))


def test_four_clause_sets_come_with_the_product_each_in_the_file_of_its_name() -> None:
    folder = Path(checklists.__file__).parent / "clause_sets"
    assert set(shipped_clause_sets()) == set(ALL) == {file.stem for file in folder.iterdir()}


def test_the_shipped_clause_sets_cannot_be_changed_by_who_reads_them() -> None:
    with pytest.raises(TypeError):
        shipped_clause_sets()[WITH_CONSENT] = shipped_clause_sets()[FORBIDDEN]  # type: ignore[index]


@pytest.mark.parametrize(
    ("edition", "allowed"),
    [(WITH_CONSENT, True), (FORBIDDEN, False), (SUBCONTRACT, False), (NATIONAL, True)],
)
def test_only_two_clause_sets_let_the_city_consent_to_a_subcontract(
    edition: str, allowed: bool
) -> None:
    clause_set = shipped_clause_sets()[edition]
    assert clause_set.allows_subcontracting is allowed
    [clause, *_] = clause_set.clauses_on("subcontracting")
    assert clause.exception_by_consent is allowed
    assert (Evidence.CONSENT in clause.confirmed_by) is allowed


def test_only_the_clause_set_of_2019_waits_for_the_end_before_data_comes_back() -> None:
    at_once = {name for name, s in shipped_clause_sets().items() if s.return_when_no_longer_needed}
    assert at_once == {WITH_CONSENT, SUBCONTRACT, NATIONAL}


def test_only_the_clause_set_on_the_national_act_confirms_training_every_year() -> None:
    yearly = {name for name, s in shipped_clause_sets().items() if s.training_yearly}
    assert yearly == {NATIONAL}
    assert shipped_clause_sets()[NATIONAL].clause(9).duty is Duty.YEARLY
    assert shipped_clause_sets()[WITH_CONSENT].clause(21).duty is Duty.CONTINUING


def test_a_subcontractors_certificate_goes_to_the_city_and_to_the_prime_contractor() -> None:
    sets = shipped_clause_sets()
    assert sets[SUBCONTRACT].certificate_to == (Party.AGENCY, Party.PRIME)
    assert {sets[name].certificate_to for name in ALL if name != SUBCONTRACT} == {(Party.AGENCY,)}


def test_each_clause_set_binds_the_contractor_or_the_subcontractor() -> None:
    binds = {name: clause_set.binds for name, clause_set in shipped_clause_sets().items()}
    assert binds.pop(SUBCONTRACT) is Party.SUBCONTRACTOR
    assert set(binds.values()) == {Party.PRIME}


@pytest.mark.parametrize("edition", ALL)
def test_one_inspection_a_fiscal_year_and_no_changed_days_are_asked(edition: str) -> None:
    clause_set = shipped_clause_sets()[edition]
    assert clause_set.inspections_per_fiscal_year == 1
    assert clause_set.kinds == {}


def test_the_short_titles_tell_the_clause_sets_apart() -> None:
    assert {s.short_title for s in shipped_clause_sets().values()} == {
        "2021年版・再委託承諾制",
        "2019年版・再委託禁止",
        "2021年版・再委託先用",
        "2023年版・国の法律準拠",
    }


@pytest.mark.parametrize("edition", ALL)
def test_only_secrecy_survives_the_end_of_the_contract(edition: str) -> None:
    clause_set = shipped_clause_sets()[edition]
    secret = [clause.number for clause in clause_set.clauses_on("secrecy")]
    assert numbers(clause_set, survives_end=True) == secret


@pytest.mark.parametrize(
    ("edition", "exceptions"),
    [
        (WITH_CONSENT, [4, 5, 6, 10]),
        (FORBIDDEN, [4, 5, 6]),
        (SUBCONTRACT, [5, 6, 7]),
        (NATIONAL, [6, 7, 10]),
    ],
)
def test_the_city_can_consent_to_exceptions_only_where_the_clause_says_so(
    edition: str, exceptions: list[int]
) -> None:
    clause_set = shipped_clause_sets()[edition]
    assert numbers(clause_set, exception_by_consent=True) == exceptions


@pytest.mark.parametrize(
    ("edition", "yearly"),
    [
        (WITH_CONSENT, [18, 19, 20]),
        (FORBIDDEN, [15, 16, 17]),
        (SUBCONTRACT, [19, 20, 21]),
        (NATIONAL, [9, 14]),
    ],
)
def test_what_is_owed_every_year_is_the_inspection_and_the_act_adds_training(
    edition: str, yearly: list[int]
) -> None:
    assert numbers(shipped_clause_sets()[edition], duty=Duty.YEARLY) == yearly


@pytest.mark.parametrize(
    ("edition", "once"),
    [
        (WITH_CONSENT, [14, 15, 16]),
        (FORBIDDEN, [11, 12, 13]),
        (SUBCONTRACT, [12, 13, 14]),
        (NATIONAL, [8, 12]),
    ],
)
def test_return_erasure_proof_and_handlers_are_done_once(edition: str, once: list[int]) -> None:
    assert numbers(shipped_clause_sets()[edition], duty=Duty.ONCE) == once


def test_the_clauses_of_2019_follow_those_with_consent_but_for_the_subcontracting() -> None:
    with_consent, forbidden = (shipped_clause_sets()[name] for name in (WITH_CONSENT, FORBIDDEN))
    left_out = {11, 12, 13}
    headings = [c.heading for c in with_consent.clauses if c.number not in left_out]
    assert [clause.heading for clause in forbidden.clauses] == headings


def test_the_subcontracts_definitions_ask_for_nothing_of_anybody() -> None:
    [definitions] = [
        c for s in shipped_clause_sets().values() for c in s.clauses if c.duty is Duty.NONE
    ]
    assert (definitions.number, definitions.topic) == (2, "definitions")
    assert (definitions.bound, definitions.confirmed_by) == ((), ())


def test_the_subcontracts_clauses_bind_the_subcontractor_or_the_city_never_the_contractor() -> None:
    clauses = shipped_clause_sets()[SUBCONTRACT].clauses
    bound = {party for clause in clauses for party in clause.bound}
    assert bound == {Party.AGENCY, Party.SUBCONTRACTOR}
    assert [c.number for c in clauses if Party.AGENCY in c.bound] == [19, 20, 22, 23]


@pytest.mark.parametrize("edition", ALL)
def test_a_clause_is_confirmed_at_the_visit_exactly_where_the_sheet_looks_at_it(
    edition: str,
) -> None:
    for clause in shipped_clause_sets()[edition].clauses:
        looked_at = clause.checked_at is not None
        assert looked_at is (Evidence.VISIT_ANSWER in clause.confirmed_by), clause.number


@pytest.mark.parametrize("edition", ALL)
def test_every_clause_that_can_be_excused_by_consent_is_confirmed_by_the_consent(
    edition: str,
) -> None:
    for clause in shipped_clause_sets()[edition].clauses:
        assert clause.exception_by_consent is (Evidence.CONSENT in clause.confirmed_by)


def test_a_clause_is_found_by_its_number() -> None:
    assert shipped_clause_sets()[FORBIDDEN].clause(13).heading == "従事者の指定"


@pytest.mark.parametrize("number", [0, 25])
def test_a_clause_that_the_set_does_not_have_is_refused(number: int) -> None:
    with pytest.raises(KeyError):
        shipped_clause_sets()[WITH_CONSENT].clause(number)


@pytest.mark.parametrize(
    ("edition", "found"),
    [(WITH_CONSENT, [15]), (FORBIDDEN, [12]), (SUBCONTRACT, [13]), (NATIONAL, [12])],
)
def test_proof_of_erasure_is_found_under_return_where_a_set_has_no_clause_of_its_own(
    edition: str, found: list[int]
) -> None:
    clauses = shipped_clause_sets()[edition].clauses_on("erasure_proof")
    assert [clause.number for clause in clauses] == found


def test_a_topic_that_no_clause_answers_to_finds_nothing() -> None:
    emptied = replace(shipped_clause_sets()[NATIONAL], clauses=())
    assert emptied.clauses_on("erasure_proof") == ()


def test_a_misspelt_topic_is_refused_rather_than_found_nowhere() -> None:
    with pytest.raises(KeyError):
        shipped_clause_sets()[NATIONAL].clauses_on("secrecyy")


def test_every_broader_topic_is_a_topic_and_no_chain_of_them_goes_round() -> None:
    assert {broader for broader in BROADER.values() if broader} <= TOPICS
    for topic in TOPICS:
        chain = list(from_narrow_to_broad(topic))
        assert len(chain) == len(set(chain))


def test_the_kinds_that_a_clause_set_may_change_are_those_of_the_rules() -> None:
    rules = {kind.value: rule.days is not None for kind, rule in KIND_RULES.items()}
    assert rules == {kind: most is not None for kind, most in MOST_DAYS_BY_KIND.items()}


def test_subcontracting_has_two_answers_and_no_third() -> None:
    assert {answer.value for answer in Subcontracting} == {"forbidden", "with_consent"}
