"""案を作る: a year with more inspections than a page waits for gets its proposals from a job."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from app.acts import kept_proposals
from app.acts.kept_proposals import KIND, LIST
from app.acts.year_plan import YearPlan, year_plan, year_plan_at_once
from app.clock import now, today
from app.jobs.runner import runner
from app.records import job_parts
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.scope import Scope
from app.rooms.plans import index
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.test_plan_pages import boxes, days

OWN, OTHER = "教育支援課", "収納課"
NEXT = FiscalYear(FiscalYear.of(today()).start + 1)
PATH, ASK = f"/plans?year={NEXT.start}", f"/plans/proposals?year={NEXT.start}"
TERM = {"開始日": NEXT.days.first.isoformat(), "終了日": NEXT.days.last.isoformat()}
CONTRACTS = 30


@pytest.fixture
def city(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """Many contracts of two departments at few parties; as many as a page does not wait for."""
    monkeypatch.setattr(index, "AT_ONCE", 10)
    load(installation, range(CONTRACTS))
    add_person(installation, "officer", (Role.OFFICER, OWN))
    add_person(installation, "both", (Role.OFFICER, OWN), (Role.OFFICER, OTHER))
    return installation


def load(installation: Installation, numbers: range) -> None:
    rows = [
        contract_cells(
            f"R9-{n:03}",
            所管課=OWN if n % 3 else OTHER,
            受託者名=f"白樺印刷{n % 7}",
            個人番号="有" if n % 2 else "無",
            **TERM,
        )
        for n in numbers
    ]
    loaded = installation.load_sheets(契約=rows)
    assert loaded.written, loaded.errors


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def asked(browser: Browser, city: Installation, path: str = ASK) -> str:
    """The address of the job's page, when the job has ended."""
    answer = browser.send(path)
    assert answer.status_code == 303, answer.text
    browser.get(answer.headers["Location"])
    with city.app.app_context():
        assert runner().rest(60)
    return answer.headers["Location"]


def directly(city: Installation, *departments: str) -> YearPlan:
    wanted = WantedInspections(today(), NEXT)
    with city.app.app_context(), reading() as session:
        return year_plan(
            session, wanted, Scope(everything=False, departments=frozenset(departments))
        )


def kept(city: Installation) -> list[kept_proposals.KeptProposal]:
    [[job_id]] = city.rows("SELECT id FROM jobs WHERE kind = :kind", kind=KIND)
    with city.app.app_context(), reading() as session:
        return kept_proposals.read(job_parts.parts(session, job_id, LIST))


def proposed(page: str) -> dict[str, str]:
    return {name: day for name, day in boxes(page).items() if name.startswith("day ")}


def test_many_inspections_are_not_waited_for_but_asked_for(officer):
    page = officer.get(PATH).text
    assert "20件の日程の案を作る" in page
    assert proposed(page) == {}
    assert "予定日のない立入調査はありません" not in page


def test_the_page_of_the_job_opens_the_proposals_when_they_are_there(officer, city):
    where = asked(officer, city)
    assert officer.get(where).headers["Location"].endswith(f"/plans?year={NEXT.start}")
    page = officer.get(PATH).text
    assert len(proposed(page)) == 20
    assert "案を作り直す" in page


def test_while_it_works_the_page_says_how_far_it_has_come(officer, city, monkeypatch):
    monkeypatch.setattr("app.jobs.runner.Runner.wake", lambda _self: None)
    where = officer.send(ASK).headers["Location"]
    page = officer.get(where).text
    assert "順番を待っています" in page
    assert 'http-equiv="refresh"' in page
    assert "いまの様子を見る" in officer.get(PATH).text
    city.change("UPDATE jobs SET state = 'running', run = 1, heartbeat_at = :at", at=now())
    city.change("UPDATE jobs SET stage = '予定日を選んでいます', done = 12, of = 20")
    page = officer.get(where).text
    assert "予定日を選んでいます" in page
    assert re.search(r"12[^0-9]+20", page)


def test_the_job_proposes_exactly_what_the_page_would_propose_at_once(city):
    asked(Browser(city).come_in("both"), city)
    plan = directly(city, OWN, OTHER)
    assert [(one.proposal, one.risk) for one in kept(city)] == [
        (line.proposal, line.risk) for line in plan.lines
    ]
    assert any(len(line.proposal.departments) > 1 for line in plan.lines)
    assert any(line.risk.reasons for line in plan.lines)


def test_what_is_chosen_of_the_jobs_proposals_is_planned(officer, city):
    asked(officer, city)
    fields = boxes(officer.get(PATH).text)
    assert officer.send_as_is(PATH, **fields).status_code == 303
    assert len(days(city)) == 20
    assert "予定日のない立入調査はありません" in officer.get(PATH).text


def test_what_was_planned_since_is_proposed_no_more_and_the_rest_stays_as_it_was(officer, city):
    asked(officer, city)
    fields = boxes(officer.get(PATH).text)
    before = proposed(officer.get(PATH).text)
    name = next(iter(before)).removeprefix("day ")
    assert officer.send_as_is(PATH, **fields, only=name).status_code == 303
    after = proposed(officer.get(PATH).text)
    assert {**after, f"day {name}": before[f"day {name}"]} == before
    assert len(after) == 19


def test_what_has_come_since_is_said_and_proposed_when_it_is_made_anew(officer, city):
    asked(officer, city)
    load(city, range(CONTRACTS, CONTRACTS + 2))
    page = officer.get(PATH).text
    assert "予定日のない調査が1件増えたか" in page
    assert len(proposed(page)) == 20
    asked(officer, city)
    assert len(proposed(officer.get(PATH).text)) == 21


def test_rows_of_proposals_that_are_kept_no_longer_are_not_registered(officer, city):
    asked(officer, city)
    fields = boxes(officer.get(PATH).text)
    city.change("UPDATE jobs SET asked_at = :at, ended_at = :at", at=now() - timedelta(days=2))
    city.change("DELETE FROM job_parts")
    city.change("DELETE FROM jobs")
    answer = officer.send_as_is(PATH, **fields)
    assert "前に作った案が古くなったため" in answer.text
    assert days(city) == {}


def test_a_department_of_few_inspections_gets_its_proposals_at_once(city):
    page = Browser(city).come_in("both").get(f"{PATH}&department={OTHER}").text
    assert len(proposed(page)) == 10


def test_the_proposals_are_nobody_elses(officer, city):
    where = asked(officer, city)
    answer = Browser(city).come_in("both").get(where)
    assert answer.status_code == 303
    assert "job" not in answer.headers["Location"]
    assert proposed(Browser(city).come_in("both").get(PATH).text) == {}


def test_a_form_sent_twice_asks_for_one_job(officer, city):
    fields = {"form_key": "one"}
    first, second = officer.send(ASK, **fields), officer.send(ASK, **fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert city.rows("SELECT count(*) FROM jobs") == [(1,)]


@pytest.mark.parametrize("path", ["/plans/proposals/999999", "/plans/proposals/2147483647"])
def test_a_job_that_is_not_there_leads_back_with_a_sentence(officer, path):
    assert officer.get(path).headers["Location"].endswith("/plans")
    assert "この案はもうありません" in officer.get("/plans").text


def test_who_may_no_longer_enter_gets_no_proposals(city, monkeypatch):
    monkeypatch.setattr("app.jobs.runner.Runner.wake", lambda _self: None)
    both = Browser(city).come_in("both")
    where = both.send(ASK).headers["Location"]
    monkeypatch.undo()
    city.change("UPDATE roles SET last_on = :on", on=today() - timedelta(days=1))
    with city.app.app_context():
        runner().wake()
        assert runner().rest(60)
    states = city.rows("SELECT state, error FROM jobs")
    assert [state for state, _ in states] == ["failed"]
    assert both.get(where).status_code in (303, 403)


def test_a_page_waits_for_no_more_inspections_than_it_says(city):
    wanted = WantedInspections(today(), NEXT)
    scope = Scope(everything=False, departments=frozenset({OWN, OTHER}))
    with city.app.app_context(), reading() as session:
        assert year_plan_at_once(session, wanted, scope, CONTRACTS - 1) is None
        at_once = year_plan_at_once(session, wanted, scope, CONTRACTS)
        whole = year_plan(session, wanted, scope)
    assert at_once == replace(whole, city=at_once.city if at_once else whole.city)


def test_proposals_of_yesterday_are_told_to_be_gone(officer, city):
    job = asked(officer, city)
    [(question,)] = city.rows("SELECT question FROM jobs")
    kept = json.loads(question) if isinstance(question, str) else question
    yesterday = (today() - timedelta(days=1)).isoformat()
    city.change("UPDATE jobs SET question = :q", q=json.dumps({**kept, "on": yesterday}))
    assert officer.get(job).location.endswith("/plans")
    assert "案が使えるのは、作った日のうちだけです" in officer.get("/plans").text
