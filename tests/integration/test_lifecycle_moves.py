"""状態と動き over HTTP: each move that a form offers, tried in every state, as the table says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.lifecycles.finding import FINDING, FindingAct, FindingState
from audits.lifecycles.inspection import INSPECTION, InspectionAct, InspectionState
from audits.roles import Role
from audits.wording import FINDING_STATE, INSPECTION_STATE
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation

DEPARTMENT, NUMBER = "教育支援課", "R7-001"
YEAR = FiscalYear(FiscalYear.of(today()).start - 1)  # over: its inspection may be given up
PLANNED_ON, MADE_ON = date(YEAR.start, 6, 3), date(YEAR.start, 6, 4)
SHEET = f"{NUMBER}?branch=0&year={YEAR.start}&round=1"
CELLS: dict[InspectionState, dict[str, Any]] = {
    InspectionState.PLANNED: {"予定日": PLANNED_ON},
    InspectionState.CARRIED_OUT: {"実施日": MADE_ON, "方法": "実地"},
    InspectionState.CONCLUDED: {"実施日": MADE_ON, "方法": "実地", "総合判定": "適"},
}
KEY = re.compile(r'data-item="([^"]+)"')
SEEN = re.compile(r'name="seen"[^>]*value="([^"]*)"')


@pytest.fixture
def city(installation: Installation) -> Installation:
    term = {"開始日": YEAR.days.first.isoformat(), "終了日": YEAR.days.last.isoformat()}
    contract = contract_cells(NUMBER, 所管課=DEPARTMENT, **term)
    assert installation.load_sheets(契約=[contract]).written
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT))
    return installation


def reach(city: Installation, state: InspectionState) -> None:
    """By a book, and what was given up by the manager."""
    if state in CELLS:
        visit = {"契約番号": NUMBER, "年度": YEAR.start, "回": 1, **CELLS[state]}
        assert city.load_sheets(契約=[], 立入調査=[visit]).written
    if state is InspectionState.MISSED:
        assert give_up(city).status_code == 303


def state_now(city: Installation) -> InspectionState:
    """As the contract's page and the lists see it."""
    query = "SELECT carried_out_on, planned_on, judgement FROM inspections WHERE is_current"
    rows = city.rows(query)
    [(missed,)] = city.rows("SELECT count(missed_on) FROM due_items WHERE kind = 'inspection'")
    carried_out, planned, judged = rows[0] if rows else (None, None, None)
    if carried_out:
        return InspectionState.CONCLUDED if judged else InspectionState.CARRIED_OUT
    if missed:
        return InspectionState.MISSED
    return InspectionState.PLANNED if planned else InspectionState.OWED


def form(city: Installation, deed: str, query: str, **said: str) -> Any:
    officer = Browser(city).come_in("officer")
    path = f"/entries/{deed}/{NUMBER}?{query}"
    opened = officer.get(path)
    assert opened.status_code == 200, opened.status_code
    answer = send(officer, path, boxes(opened.text) | said)
    if answer.status_code == 200 and "まだ保存していません" in answer.text:
        answer = send(officer, path, boxes(answer.text) | said)
    return answer


def days(name: str, on: date) -> dict[str, str]:
    year, month, day = str(on.year), str(on.month), str(on.day)
    return {f"{name}-year": year, f"{name}-month": month, f"{name}-day": day}


def give_up(city: Installation) -> Any:
    named = {"branch": 0, "kind": "inspection", "basis": "", "occurrence": YEAR.start}
    path = f"/decisions/missed/{NUMBER}?{urlencode(named)}"
    manager = Browser(city).come_in("manager")
    return manager.send(path, on=today().isoformat(), reason="訪ねられなかった。")


def conclude(city: Installation) -> Any:
    """Through the check sheet."""
    officer = Browser(city).come_in("officer")
    for group in "ABCDEF":
        page = officer.get(f"/check-sheets/{SHEET}&group={group}").text
        fields = {f"verdict {key}": "met" for key in KEY.findall(page)}
        assert officer.send(f"/check-sheets/{SHEET}&group={group}", **fields).status_code == 303
    said = {"form_key": "k", "method": "on_site", "officers": "宮野", "reason": ""}
    path = f"/check-sheets/conclusion/{SHEET}"
    return officer.send(path, carried_out_on=MADE_ON.isoformat(), **said)


KNOWN = f"key={YEAR.start}-1"
NEW = f"year={YEAR.start}"
MADE = {**days("carried_out_on", MADE_ON), "method": "実地", "officers": "宮野", "judgement": ""}
MOVES: dict[InspectionAct, Callable[[Installation], Any]] = {
    InspectionAct.PLAN: lambda city: form(
        city, "plan", NEW, round="1", day_reason="遅れて", **days("planned_on", PLANNED_ON)
    ),
    InspectionAct.PLAN_ANEW: lambda city: form(
        city,
        "replan",
        KNOWN,
        day_reason="先方の都合",
        **days("planned_on", PLANNED_ON + timedelta(days=7)),
    ),
    InspectionAct.CARRY_OUT: lambda city: (
        form(city, "conclusion", KNOWN, **MADE)
        if state_now(city) is InspectionState.PLANNED
        else form(city, "visit", NEW, round="1", **MADE)
    ),
    InspectionAct.CONCLUDE: conclude,
    InspectionAct.RECORD_AS_MISSED: give_up,
    InspectionAct.CORRECT: lambda city: form(city, "conclusion", KNOWN, officers="沢村"),
}
# What no form of these states can be asked for: there is nothing on file that it would change.
NOT_OFFERED = {
    (state, act)
    for state in (InspectionState.OWED, InspectionState.MISSED)
    for act in (InspectionAct.PLAN_ANEW, InspectionAct.CORRECT)
} | {(InspectionState.PLANNED, InspectionAct.CORRECT)}  # there it is the result, not a correction
PAIRS = [(s, a) for s in InspectionState for a in InspectionAct if (s, a) not in NOT_OFFERED]


@pytest.mark.parametrize(("state", "act"), PAIRS, ids=lambda one: one.value)
def test_every_move_of_an_inspection_is_made_or_refused_as_the_table_says(city, state, act):
    reach(city, state)
    assert state_now(city) is state
    entries = city.count("entries")
    answer = MOVES[act](city)
    if INSPECTION.allows(state, act):
        assert answer.status_code == 303, answer.text
        assert state_now(city) is INSPECTION.after(state, act)
        return
    assert answer.status_code == 200
    assert state_now(city) is state
    assert city.count("entries") == entries
    assert is_said(answer.text, state)


def is_said(page: str, state: InspectionState) -> bool:
    """In which state it is; or, from elsewhere than the table, why it is too late for the move."""
    known = ("すでに台帳にあります", "終わった期限は")  # the sheet, the due item
    return f"いま「{INSPECTION_STATE[state]}」" in page or any(words in page for words in known)


def test_a_conclusion_is_not_taken_back_by_a_correction(city):
    reach(city, InspectionState.CONCLUDED)
    answer = form(city, "conclusion", KNOWN, judgement="")
    assert answer.status_code == 200
    assert "出した結論を「なし」に戻すことはできません" in answer.text
    assert state_now(city) is InspectionState.CONCLUDED


FACTS: dict[FindingState, dict[str, Any]] = {
    FindingState.FOUND: {},
    FindingState.ORDERED: {},
    FindingState.ANSWERED: {"是正報告日": MADE_ON},
    FindingState.PUT_RIGHT: {"是正報告日": MADE_ON, "是正確認日": MADE_ON},
}
FOUND = f"{NUMBER}?year={YEAR.start}&round=1&finding=1"
STEPS: dict[FindingAct, tuple[str, str, dict[str, str]]] = {
    FindingAct.ORDER: (
        "officer",
        "order",
        {
            "number": "7教支第1号",
            "issued_on": today().isoformat(),
            "answer_by": (today() + timedelta(days=9)).isoformat(),
            "sender": "市長",
            "contact": "課",
            "seal": "left_off",
            "finding": "1",
        },
    ),
    FindingAct.ANSWER: ("officer", "answer", {"on": today().isoformat(), "text": "直した。"}),
    FindingAct.CONFIRM: ("officer", "check", {"on": today().isoformat(), "result": "enough"}),
    FindingAct.REFUSE: ("officer", "check", {"on": today().isoformat(), "result": "not_enough"}),
    FindingAct.EXTEND: ("manager", "extend", {"due_on": "2099-03-31"}),
    FindingAct.REOPEN: ("manager", "reopen", {"due_on": "2099-03-31"}),
}


def take(city: Installation, act: FindingAct, **others: str) -> Any:
    who, path, fields = STEPS[act]
    browser = Browser(city).come_in(who)
    where = f"/findings/{path}/{FOUND}"
    seen = SEEN.search(browser.get(where).text)
    given = {"text": "理由", "form_key": act.value, "seen": seen[1] if seen else "", **fields}
    return browser.send(where, **(given | others))


def finding_now(city: Installation) -> FindingState:
    [(answered, put_right)] = city.rows(
        "SELECT answered_on, put_right_on FROM findings WHERE is_current"
    )
    if put_right:
        return FindingState.PUT_RIGHT
    if answered:
        return FindingState.ANSWERED
    steps = [one for (one,) in city.rows("SELECT act FROM finding_steps ORDER BY id")]
    ordered = any(one == "order" for one in steps) and not {"refuse", "reopen"} & set(steps)
    return FindingState.ORDERED if ordered else FindingState.FOUND


def found(city: Installation, state: FindingState) -> None:
    visit = {"契約番号": NUMBER, "年度": YEAR.start, "実施日": MADE_ON, "総合判定": "指摘あり"}
    one = {"契約番号": NUMBER, "年度": YEAR.start, "指摘番号": "1", "内容": "空欄がある。"}
    assert city.load_sheets(契約=[], 立入調査=[visit], 指摘=[one | FACTS[state]]).written
    if state is FindingState.ORDERED:
        assert take(city, FindingAct.ORDER).status_code == 303
    assert finding_now(city) is state


@pytest.mark.parametrize("act", FindingAct, ids=lambda act: act.value)
@pytest.mark.parametrize("state", FindingState, ids=lambda state: state.value)
def test_every_move_of_a_finding_is_made_or_refused_as_the_table_says(city, state, act):
    found(city, state)
    entries = city.count("entries")
    is_second = act is FindingAct.ORDER and state is FindingState.ORDERED
    answer = take(city, act, **({"number": "7教支第2号"} if is_second else {}))
    if FINDING.allows(state, act):
        assert answer.status_code == 303, answer.text
        assert finding_now(city) is FINDING.after(state, act)
        return
    assert answer.status_code == 200
    assert finding_now(city) is state
    assert city.count("entries") == entries
    nothing = "改善を指示する指摘がありません"
    assert f"いま「{FINDING_STATE[state]}」" in answer.text or nothing in answer.text


def test_only_the_days_of_an_answer_and_a_check_are_corrected_by_hand(city):
    """What is not there yet is a step of the finding; the old forms for it are gone."""
    found(city, FindingState.ANSWERED)
    path, later = f"/entries/finding-days/{NUMBER}?key={YEAR.start}-1-1", MADE_ON + timedelta(9)
    officer = Browser(city).come_in("officer")
    for deed in ("answered", "put-right"):
        gone = officer.get(f"/entries/{deed}/{NUMBER}?key={YEAR.start}-1-1")
        assert gone.status_code == 404
    fields = boxes(officer.get(path).text)
    refused = send(officer, path, fields | days("put_right_on", later))
    assert refused.status_code == 200
    assert "指摘の画面の「経過」に" in refused.text
    assert finding_now(city) is FindingState.ANSWERED
    moved = form(city, "finding-days", f"key={YEAR.start}-1-1", **days("answered_on", later))
    assert moved.status_code == 303
    entry = city.entries(NUMBER)[-1]
    assert (entry.kind, "是正の報告を受領" in entry.text) == ("訂正", True)
    assert city.run("verify").exit_code == 0


def test_a_corrected_day_of_a_step_stands_beside_the_one_before(city):
    found(city, FindingState.FOUND)
    assert take(city, FindingAct.ANSWER).status_code == 303
    before = today() - timedelta(days=3)
    moved = form(city, "finding-days", f"key={YEAR.start}-1-1", **days("answered_on", before))
    assert moved.status_code == 303
    page = Browser(city).come_in("officer").get(f"/findings/of/{FOUND}").text
    assert "訂正前" in page


def test_a_correction_may_bring_the_day_to_put_right_forward_but_not_put_it_off(city):
    """To put it off is the manager's, with a reason; no correction goes round that."""
    found(city, FindingState.FOUND)
    key = f"key={YEAR.start}-1-1"
    [(due_on,)] = city.rows("SELECT due_on FROM due_items WHERE kind = 'corrective_action'")
    counted = date.fromisoformat(str(due_on))
    later, earlier = counted + timedelta(days=1), counted - timedelta(days=1)
    refused = form(city, "finding-change", key, **days("set_due_on", later))
    assert refused.status_code == 200
    assert "所属長が指摘の画面の「是正期限を延ばす」から" in refused.text
    assert form(city, "finding-change", key, **days("set_due_on", earlier)).status_code == 303
    blank = {f"set_due_on-{part}": "" for part in ("year", "month", "day")}
    emptied = form(city, "finding-change", key, **blank)
    assert "是正期限を空欄に戻すことはできません" in emptied.text
    [(due_on,)] = city.rows("SELECT due_on FROM due_items WHERE kind = 'corrective_action'")
    assert date.fromisoformat(str(due_on)) == earlier
