"""例外の承諾の一覧: who sees which, how far they are, and what the address may ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from flask_migrate import downgrade, upgrade

from app.clock import today
from app.records.database import reading
from app.records.exception_list import (
    ExceptionFilter,
    ExceptionLine,
    WantedExceptions,
    exception_lines,
)
from app.records.scope import EVERYTHING
from audits.exception import ExceptionKind, ExceptionState
from tests.integration.browser import Browser
from tests.integration.consents import FOREIGN, MAIN, STRICT, boxes_of, sent
from tests.integration.exceptions import decided, ended, lapsed, path, requested
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.test_consents import city, manager, officer
from tests.integration.visiting import DEPARTMENT, ELSEWHERE

__all__ = ["city", "manager", "officer"]  # fixtures
NAMES = ("待つ写し", "渡した写し", "残る持出し", "断った提供", "よその写し")
LONG_AGO = today() - timedelta(days=35)
STATES = {
    ExceptionFilter.WAITING: {ExceptionState.WAITING},
    ExceptionFilter.RUNNING: {ExceptionState.RUNNING},
    ExceptionFilter.ENDED: {ExceptionState.ENDED},
    ExceptionFilter.REFUSED: {ExceptionState.REFUSED, ExceptionState.WITHDRAWN},
}


@pytest.fixture
def full(city: Installation, officer: Browser, manager: Browser) -> Browser:
    """One that waits, one that runs, one whose copy is out, one refused, one elsewhere."""
    requested(officer, what=NAMES[0])
    requested(officer, what=NAMES[1])
    decided(manager, "consented", 2)
    requested(officer, what=NAMES[2], **lapsed(kind="taking_out"))
    decided(manager, "consented", 3, **boxes_of("decided_on", LONG_AGO))
    requested(officer, f"/exceptions/new/{STRICT}", what=NAMES[3], kind="provision")
    sent(manager, path("decide", 1, STRICT), decision="refused", decision_reason="不要")
    requested(Browser(city).come_in("other"), f"/exceptions/new/{FOREIGN}", what=NAMES[4])
    return Browser(city).come_in("auditor")


def shown(browser: Browser, query: str = "") -> list[str]:
    page = browser.get(f"/exceptions?{query}").text
    return [name for name in NAMES if name in page]


def test_a_department_sees_its_own_and_the_auditor_every_exception(full, officer):
    assert shown(full) == list(NAMES)
    assert shown(officer) == list(NAMES[:4])


def test_the_list_is_narrowed_by_state_kind_department_and_day(full):
    assert shown(full, "which=waiting") == [NAMES[0], NAMES[4]]
    assert shown(full, "which=consented") == [NAMES[1], NAMES[2]]
    assert shown(full, "which=running") == [NAMES[1]]
    assert shown(full, "which=ended") == shown(full, "which=copy_out") == [NAMES[2]]
    assert shown(full, "which=refused") == [NAMES[3]]
    assert shown(full, "kind=provision") == [NAMES[3]]
    assert shown(full, f"department={ELSEWHERE}") == [NAMES[4]]
    assert shown(full, f"on={LONG_AGO.isoformat()}") == [NAMES[2]]
    assert shown(full, f"which=running&on={(today() - timedelta(days=5)).isoformat()}") == [
        NAMES[2]
    ]


def test_what_the_database_says_of_a_state_is_what_the_rules_say(city, full, officer):
    ended(officer, 2)
    with lines_of(city) as ask:
        for back in range(-40, 45, 5):
            on = today() + timedelta(days=back)
            every = ask(on, ExceptionFilter.ALL)
            for which, states in STATES.items():
                said = {(one.contract, one.number) for one in every if one.state in states}
                assert {(one.contract, one.number) for one in ask(on, which)} == said
            out = {(one.contract, one.number) for one in every if one.is_copy_out}
            asked = ask(on, ExceptionFilter.COPY_OUT)
            assert {(one.contract, one.number) for one in asked} == out


@contextmanager
def lines_of(
    city: Installation,
) -> Iterator[Callable[[date, ExceptionFilter], list[ExceptionLine]]]:
    with city.app.app_context(), reading() as session:

        def ask(on: date, which: ExceptionFilter) -> list[ExceptionLine]:
            wanted = WantedExceptions(on, which)
            return exception_lines(session, wanted, EVERYTHING, offset=0, limit=100)

        yield ask


@pytest.mark.parametrize(
    "query",
    [
        "sort=nothing",
        "page=1000000000",
        "page=-1",
        "which=nothing",
        "kind=nothing",
        "on=2026-02-31",
        "on-year=2026&on-month=13&on-day=1",
        f"department={'課' * 5000}",
    ],
)
def test_what_cannot_be_asked_is_a_sentence_or_the_first_page(full, query):
    assert full.get(f"/exceptions?{query}").status_code == 200


@pytest.mark.parametrize("sort", ["asked", "last", "kind", "number", "department"])
def test_the_list_is_sorted_both_ways(full, sort):
    for way in ("", "&descending=1"):
        assert shown(full, f"sort={sort}{way}") == list(NAMES)


def test_the_statements_do_not_grow_with_the_rows(city, full, officer):
    full.get("/exceptions")
    with statements(city) as few:
        full.get("/exceptions")
    for number in range(50):
        requested(officer, what=f"写し{number}")
    with statements(city) as many:
        page = full.get("/exceptions").text
    assert "55件のうち 1～50件" in page
    assert len(few) == len(many) <= 12
    officer.get(f"/contracts/{MAIN}?view=data")
    with statements(city) as of_contract:
        officer.get(f"/contracts/{MAIN}?view=data")
    assert len(of_contract) <= 25


def test_a_request_for_each_kind_is_offered_and_kept(city, officer):
    for number, kind in enumerate(ExceptionKind, 1):
        requested(officer, kind=kind.value, other_party="県")
        assert officer.get(path("of", number)).status_code == 200
    assert city.count("exceptions") == len(ExceptionKind)
    assert DEPARTMENT in officer.get("/exceptions").text


def test_what_is_on_file_outlives_going_back_and_forth_over_the_migration(city, officer):
    requested(officer)
    names = ("contracts", "contract_terms", "entries", "due_items", "consent_requests")
    before = {name: city.tables()[name] for name in names}
    with city.app.app_context():
        downgrade(revision="0025")
        upgrade()
    assert {name: city.tables()[name] for name in names} == before
    assert city.count("exceptions") == 0
    assert requested(officer).endswith("request=1")
