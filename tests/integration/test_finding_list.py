"""The list of findings: what is not put right yet, as the rules see it on any day, and its page."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from app.records import facts, finding_list, standings
from app.records.database import reading, transaction
from app.records.finding_list import FindingFilter, FindingLine, FindingSort, WantedFindings
from app.records.scope import EVERYTHING, NOTHING, Scope
from audits.due import State, state_on
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.shaken import OnFile, days_to_try, on_file, shake
from tests.integration.statements import statements

Key = tuple[str, int, str]
ON = date(2026, 11, 20)
ALL = FindingFilter.ALL
COUNT = re.compile(r"([\d,]+)件のうち [\d,]+～")


def listed(installation, wanted, scope=EVERYTHING) -> list[FindingLine]:
    with installation.app.app_context(), reading() as session:
        lines = finding_list.finding_lines(session, wanted, scope, offset=0, limit=1000)
        assert finding_list.count_findings(session, wanted, scope) == len(lines)
        assert finding_list.count_each(session, wanted, scope)[wanted.which] == len(lines)
        return lines


def states(lines: list[FindingLine]) -> dict[Key, State | None]:
    return {(line.contract, line.branch, line.name): line.state for line in lines}


def expected(known: OnFile, wanted: WantedFindings) -> dict[Key, State | None]:
    on = wanted.on
    owed = {
        (item.contract, item.branch, item.basis): item
        for item in known.owed
        if item.kind is Kind.CORRECTIVE_ACTION
    }
    found: dict[Key, State | None] = {}
    for contract, engagement in known.engagements():
        for finding in engagement.findings:
            visited_on, key = finding.inspected_on, (contract.number, engagement.branch)
            if visited_on is None or visited_on > on or contract.came_to_nothing_on:
                continue
            if wanted.fiscal_year and visited_on not in wanted.fiscal_year:
                continue
            item = owed.get((*key, finding.name))
            state = state_on(item, on) if item else None
            done = finding.put_right_on is not None and finding.put_right_on <= on
            belongs = {
                FindingFilter.OPEN: not done,
                FindingFilter.OVERDUE: state is State.OVERDUE,
                FindingFilter.CLOSED: done,
                FindingFilter.ALL: True,
            }
            if belongs[wanted.which]:
                found[*key, finding.name] = state
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_every_list_of_findings_is_what_the_rules_say_on_any_day(golden, seed):
    draw = random.Random(seed)  # noqa: S311 — a test's own chance
    shake(golden, draw)
    known, seen = on_file(golden), set()
    for on in days_to_try(draw, 10):
        for year in (None, FiscalYear.of(on)):
            for which in FindingFilter:
                wanted = WantedFindings(on, which, fiscal_year=year)
                found = listed(golden, wanted)
                assert states(found) == expected(known, wanted), wanted
                seen |= {which} if found else set()
    assert seen == set(FindingFilter)


FOUND = {
    "契約": [contract_cells("R8-001"), contract_cells("R8-002", 所管課="保育課")],
    "立入調査": [
        {"契約番号": number, "年度": 2026, "実施日": "2026-09-01", "総合判定": "指摘あり"}
        for number in ("R8-001", "R8-002")
    ],
    "指摘": [
        {"契約番号": number, "年度": 2026, "指摘番号": n, "内容": text, "根拠": "標準12"}
        | {"是正期限": due, "是正報告日": answered, "是正確認日": done}
        for number, n, text, due, answered, done in (
            ("R8-001", "1", "鍵がない", "2026-10-01", None, None),
            ("R8-001", "2", "名簿が古い", "2026-12-25", "2026-11-01", None),
            ("R8-001", "3", "控えが残る", "2026-10-01", "2026-09-20", "2026-10-09"),
            ("R8-001", "4", "施錠していない", "2026-11-20", None, "2026-11-21"),
            ("R8-002", "1", "掲示がない", None, None, None),
        )
    ],
}


@pytest.fixture
def found(installation):
    loaded = installation.load_sheets(**FOUND)
    assert loaded.written, loaded.errors
    return installation


def names(lines: list[FindingLine]) -> list[str]:
    return sorted(f"{line.contract}/{line.name}" for line in lines)


@pytest.mark.parametrize(
    ("which", "expected_names"),
    [
        ("open", ["R8-001/2026-1-1", "R8-001/2026-1-2", "R8-001/2026-1-4", "R8-002/2026-1-1"]),
        ("overdue", ["R8-001/2026-1-1", "R8-002/2026-1-1"]),  # due today is not overdue
        ("closed", ["R8-001/2026-1-3"]),
    ],
)
def test_findings_are_told_apart_as_they_stood_on_the_day(found, which, expected_names):
    assert names(listed(found, WantedFindings(ON, FindingFilter(which)))) == expected_names


def test_a_finding_shows_what_is_known_on_the_day_and_no_more(found):
    [line] = [
        each for each in listed(found, WantedFindings(ON, ALL)) if each.text == "施錠していない"
    ]
    assert (line.put_right_on, line.state) == (None, State.DUE_SOON)
    [line] = [
        each
        for each in listed(found, WantedFindings(date(2026, 11, 22), ALL))
        if each.text == "施錠していない"
    ]
    assert (line.put_right_on, line.state) == (date(2026, 11, 21), State.DONE_LATE)


def test_before_the_visit_there_is_no_finding(found):
    assert listed(found, WantedFindings(date(2026, 8, 31), ALL)) == []


def test_a_finding_without_a_due_item_stays_on_the_list(found):
    found.change("DELETE FROM due_items WHERE kind = 'corrective_action'")
    with found.app.app_context(), transaction() as session:
        standings.refresh(session, facts.contract_ids(session))
    lines = listed(found, WantedFindings(ON, FindingFilter.OPEN))
    assert len(lines) == 4
    assert {(line.due_on, line.state) for line in lines} == {(None, None)}
    assert listed(found, WantedFindings(ON, FindingFilter.OVERDUE)) == []


def test_the_list_is_sorted_by_every_head_both_ways(found):
    for sort, of in (
        (FindingSort.DUE, lambda line: line.due_on),
        (FindingSort.FOUND, lambda line: line.found_on),
        (FindingSort.NUMBER, lambda line: line.contract),
        (FindingSort.DEPARTMENT, lambda line: line.department),
    ):
        for down in (False, True):
            wanted = WantedFindings(ON, ALL, sort=sort, descending=down)
            values = [of(line) for line in listed(found, wanted)]
            assert values == sorted(values, reverse=down)


def test_a_department_sees_its_own_findings_only(found):
    own = Scope(everything=False, departments=frozenset({"保育課"}))
    assert names(listed(found, WantedFindings(ON, ALL), own)) == ["R8-002/2026-1-1"]
    assert listed(found, WantedFindings(ON, ALL), NOTHING) == []
    of_department = WantedFindings(ON, ALL, department="保育課")
    assert names(listed(found, of_department)) == ["R8-002/2026-1-1"]


def test_the_page_says_whose_turn_it_is(found):
    add_person(found, "secretariat", Role.SECRETARIAT)
    page = Browser(found).come_in("secretariat").get("/findings?on=R8.11.20&which=open").text
    assert COUNT.findall(page) == ["4"]
    for words in ("50日超過", "回答待ち", "確認待ち", "名簿が古い", "標準12", "?view=inspections"):
        assert words in page


@pytest.fixture
def secretariat(golden) -> Browser:
    add_person(golden, "secretariat", Role.SECRETARIAT)
    return Browser(golden).come_in("secretariat")


def test_what_was_not_understood_is_said(secretariat):
    page = secretariat.get("/findings?which=x&sort=y&year=去年&on-month=13").text
    for words in ("「x」という選択肢", "「y」という選択肢", "「去年」は年度", "「年」と「日」を"):
        assert words in page


def test_an_empty_list_says_what_to_do(secretariat):
    page = secretariat.get("/findings?year=1990").text
    assert "未是正の指摘はありません" in page
    assert "すべての指摘を見る" in page


@pytest.mark.parametrize("which", [each.value for each in FindingFilter])
def test_the_statements_of_the_page_are_few(secretariat, golden, which):
    with statements(golden) as sent:
        assert secretariat.get(f"/findings?on=2021-04-15&which={which}").status_code == 200
    assert len(sent) <= 12, sent
