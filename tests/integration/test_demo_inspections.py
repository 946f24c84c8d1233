"""The inspections of the fictitious city: each step of the year is there to be looked at."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from app.acts.finding_on_file import findings_of_visit
from app.acts.sheet_of_visit import NamedVisit
from app.demo.cases_visits import DENTAL, JOBS
from app.demo.demonstration import make_demonstration
from app.demo.departments import FAMILIES, HEALTH
from app.records.database import reading
from app.records.scope import EVERYTHING
from app.workflows.verify_records import verify_records
from audits.fiscal_year import FiscalYear
from audits.lifecycles.finding import FindingState
from tests import databases
from tests.integration.installation import BY, Installation

NOON_IN_JAPAN = time(3, tzinfo=UTC)
AUTUMN = date(2026, 11, 20)
DAYS = (date(2026, 3, 31), date(2026, 4, 1), AUTUMN, date(2027, 1, 1))
pytestmark = pytest.mark.slow


def made(installation: Installation, on: date, font_dir: Path | None) -> None:
    with installation.app.app_context():
        at = datetime.combine(on, NOON_IN_JAPAN)
        assert not make_demonstration(by=BY, at=at, font_dir=font_dir).loading.errors
        assert verify_records().faults == []


def of_contract(city: Installation, title: str) -> str:
    query = (
        "SELECT c.number FROM contracts c JOIN contract_terms t ON t.contract_id = c.id"
        " WHERE t.is_current AND t.title = :title"
    )
    [(number,)] = city.rows(query, title=title)
    return str(number)


def reports(city: Installation) -> Counter[str]:
    """How often each step of a report was taken."""
    return Counter(act for (act,) in city.rows("SELECT act FROM report_acts"))


def findings(city: Installation, on: date) -> dict[str, tuple[FindingState, int]]:
    """The number of each finding of last year's visit: its state, and in which round."""
    year = FiscalYear(FiscalYear.of(on).start - 1)
    visit = NamedVisit(of_contract(city, DENTAL.title), 0, year, 1)
    with city.app.app_context(), reading() as session:
        found = findings_of_visit(session, visit, EVERYTHING, on)
    return {one.number: (one.state, one.turn) for one in found.findings}


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_on_any_day_every_step_of_an_inspection_is_there(on, ready_sqlite, tmp_path, font_dir):
    with (
        databases.fresh("sqlite", tmp_path, like=ready_sqlite) as url,
        databases.application_on(databases.settings_on(url, tmp_path, font_dir)) as app,
    ):
        city = Installation(app, tmp_path)
        made(city, on, font_dir)
        check_plan_and_visit(city, on)
        assert findings(city, on) == {
            "1": (FindingState.FOUND, 1),
            "2": (FindingState.ORDERED, 1),
            "3": (FindingState.ANSWERED, 1),
            "4": (FindingState.ANSWERED, 2),
            "5": (FindingState.PUT_RIGHT, 1),
            "6": (FindingState.FOUND, 2),
        }
        assert city.count("improvement_orders") == 1
        assert reports(city) == {"submit": 3, "return": 1, "approve": 1}
        assert city.count("approved_reports") == 1
        assert city.count("contract_modules") == 1
        asked = "SELECT DISTINCT contract_id FROM consent_requests"
        assert len(city.rows(asked)) == 2
        decided = "SELECT decision, document_number FROM consent_decisions"
        assert [decision for decision, _ in city.rows(decided)] == ["refused"]
        assert city.count("council_sessions") == city.count("council_opinions") == 1


def check_plan_and_visit(city: Installation, on: date) -> None:
    assert city.rows("SELECT department, fiscal_year FROM year_plans") == [
        (HEALTH.name, FiscalYear.of(on).start)
    ]
    [(kind, reason)] = city.rows("SELECT kind, reason FROM plan_changes WHERE plan_id IS NOT NULL")
    assert (kind, bool(reason)) == ("moved", True)
    joint = (
        "SELECT DISTINCT t.department FROM visit_inspections v"
        " JOIN engagements e ON e.id = v.engagement_id"
        " JOIN contract_terms t ON t.contract_id = e.contract_id WHERE t.is_current"
    )
    assert {department for (department,) in city.rows(joint)} == {HEALTH.name, FAMILIES.name}
    [(held_on, place, officers)] = city.rows("SELECT held_on, place, officers FROM visits")
    assert date.fromisoformat(str(held_on)) in FiscalYear.of(on)
    assert place
    assert officers
    assert city.count("visit_notices") == 1
    [(said,)] = city.rows("SELECT count(*) FROM pre_check_answers")
    assert said == 20


def test_where_no_fonts_are_made_no_paper_is_issued_and_everything_else_is_there(installation):
    made(installation, AUTUMN, None)
    check_plan_and_visit(installation, AUTUMN)
    assert installation.count("improvement_orders") == 0
    assert reports(installation) == {"submit": 3, "return": 1}
    states = {state for state, _ in findings(installation, AUTUMN).values()}
    assert states == set(FindingState) - {FindingState.ORDERED}


def test_the_command_makes_the_papers_of_the_visits_as_well(installation):
    done = installation.run("demo")
    assert done.exit_code == 0, done.output
    assert installation.count("improvement_orders") == 1
    assert reports(installation)["approve"] == 1


def test_the_fonts_of_papers_are_made_ahead_and_once(installation):
    done = installation.run("fonts")
    assert done.exit_code == 0, done.output
    assert "書類の字体は、もうあります。" in installation.run("fonts").stderr


def test_its_contracts_are_of_this_year_and_the_last():
    assert len({job.title for job in JOBS}) == len(JOBS) == 4
