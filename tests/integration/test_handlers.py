"""取扱者: who handles the data on a day, from when to when, and the end of it in one press."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from app.clock import today
from audits.wareki import short_wareki
from tests.integration.browser import Browser, log_lines
from tests.integration.consents import FOREIGN, MAIN, STRICT, boxes_of, make_city, sent
from tests.integration.installation import Installation
from tests.integration.statements import statements

LINK = re.compile(r'href="(/handlers/term/[^"]+)"')
FORM = re.compile(r'name="(form_key|report|back)" value="([^"]*)"')
PLACES = ("開発課 主任", "運用課 係員", "収納課 係員")
BEGUN = today() - timedelta(days=90)


def row(contract: str, place: str, role: str = "取扱者", **more: object) -> dict[str, object]:
    said = {"契約番号": contract, "受領日": BEGUN, "区分": role, "所属・役職": place, "人数": 3}
    return {**said, **more}


@pytest.fixture
def city(installation: Installation) -> Installation:
    made = make_city(installation)
    told = [
        row(MAIN, PLACES[0], "責任者", 人数=1),
        row(STRICT, PLACES[1], 作業場所="第2作業室"),
        row(FOREIGN, PLACES[2], 人数=None),
    ]
    assert made.load_sheets(契約=[], 取扱者=told).written
    return made


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def shown(browser: Browser, query: str = "") -> list[str]:
    page = browser.get(f"/handlers?{query}").text
    return [place for place in PLACES if place in page]


def term_of(browser: Browser, contract: str = MAIN) -> str:
    [link] = LINK.findall(browser.get(f"/handlers?which=all&contract={contract}").text)
    return str(link)


def entries(city: Installation) -> list[tuple[str, str]]:
    query = "SELECT kind, text FROM entries WHERE act_table = 'handler_terms' ORDER BY number"
    return [(kind, text) for kind, text in city.rows(query)]


def press(browser: Browser, contract: str = MAIN) -> str:
    """今日で終了."""
    page = browser.get(f"/handlers?contract={contract}").text
    answer = browser.send(f"/handlers/ended/{contract}", **dict(FORM.findall(page)))
    assert answer.status_code == 303, answer.text
    return answer.location


def test_a_department_sees_its_own_handlers_and_the_auditor_all(city, officer):
    assert shown(officer) == list(PLACES[:2])
    assert shown(Browser(city).come_in("auditor")) == list(PLACES)
    page = officer.get("/handlers").text
    assert "2件　4名" in page
    assert "氏名は登録しません" in page


def test_the_list_is_narrowed_by_role_contract_department_and_day(city, officer):
    auditor = Browser(city).come_in("auditor")
    assert shown(auditor, "role=supervisor") == [PLACES[0]]
    assert shown(auditor, f"contract={STRICT}") == [PLACES[1]]
    assert shown(auditor, "department=収納課") == [PLACES[2]]
    assert shown(auditor, f"on={(BEGUN - timedelta(days=1)).isoformat()}") == []
    assert shown(auditor, f"on={(today() + timedelta(days=500)).isoformat()}") == []
    assert shown(auditor, "which=untaught") == list(PLACES)


def test_who_leaves_gets_the_last_day_in_one_press(city, officer):
    assert "/handlers" in press(officer)
    assert shown(officer) == list(PLACES[:2])  # today is still theirs
    tomorrow = (today() + timedelta(days=1)).isoformat()
    assert shown(officer, f"on={tomorrow}") == [PLACES[1]]
    assert shown(officer, f"on={tomorrow}&which=gone") == [PLACES[0]]
    [(kind, text)] = entries(city)
    assert kind == "取扱者届出"
    days = f"{short_wareki(BEGUN)}～{short_wareki(today())}"
    assert text == f"責任者1名（開発課 主任）　{days}　担当の終了"
    assert log_lines(city)[-1][1] == "change_handler_term"
    assert log_lines(city)[-1][4] == "192.0.2.7"


def test_a_second_press_makes_no_second_entry(city, officer):
    page = officer.get(f"/handlers?contract={MAIN}").text
    fields = dict(FORM.findall(page))
    for _ in range(2):
        assert officer.send(f"/handlers/ended/{MAIN}", **fields).status_code == 303
    fields["form_key"] = "another"
    assert officer.send(f"/handlers/ended/{MAIN}", **fields).status_code == 303
    assert len(entries(city)) == 1
    assert "今日で終了" not in officer.get(f"/handlers?contract={MAIN}").text


def test_from_to_and_the_day_of_teaching_are_put_on_file_and_put_right(city, officer):
    path = term_of(officer)
    later = today() + timedelta(days=10)
    said = {
        **boxes_of("starts_on", later),
        **boxes_of("trained_on", today() - timedelta(days=3)),
        "remarks": "産休の代替",
    }
    assert sent(officer, path, **said).status_code == 303
    assert shown(officer) == [PLACES[1]]
    assert shown(officer, "which=coming") == [PLACES[0]]
    assert shown(officer, "which=untaught") == [PLACES[1]]
    assert sent(officer, path, **boxes_of("starts_on", BEGUN)).status_code == 303
    assert shown(officer) == list(PLACES[:2])
    kinds = [kind for kind, _ in entries(city)]
    assert kinds == ["取扱者届出", "訂正"]
    assert "教育 " in entries(city)[0][1]
    assert city.run("verify").exit_code == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts_on-year": "", "starts_on-month": "", "starts_on-day": ""}, "入力してください"),
        ({"starts_on-year": "2026", "starts_on-month": "2", "starts_on-day": "31"}, "暦にない日"),
        (boxes_of("ends_on", BEGUN - timedelta(days=1)), "始まりの日以後"),
        (boxes_of("trained_on", today() + timedelta(days=1)), "まだ来ていない日"),
        ({"remarks": "a" * 1_000_000}, "文字以内"),
    ],
)
def test_what_cannot_be_is_a_sentence(city, officer, fields, sentence):
    answer = sent(officer, term_of(officer), **fields)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert entries(city) == []


def test_what_somebody_else_has_changed_meanwhile_is_said(officer):
    path = term_of(officer)
    old = officer.get(path).text
    press(officer)
    fields = dict(re.findall(r'name="(form_key|seen)"[^>]*value="([^"]*)"', old))
    answer = officer.send(path, **fields, **boxes_of("starts_on", BEGUN))
    assert answer.status_code == 200
    assert "ほかの人がこの取扱者の期間を変えました" in answer.text


def test_another_departments_handlers_are_out_of_reach(city, officer):
    theirs = term_of(Browser(city).come_in("other"), FOREIGN)
    report = theirs.partition("report=")[2]
    assert officer.get(theirs).status_code == 404
    assert officer.get(f"/handlers/term/{MAIN}?report={report}").status_code == 404
    assert officer.send(f"/handlers/ended/{MAIN}", report=report).status_code == 404
    for number in ("0", "-1", "9" * 30, "x"):
        assert officer.get(f"/handlers/term/{MAIN}?report={number}").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        "handler_terms SET ends_on = '2099-01-01'",
        "handler_terms SET trained_on = '2001-01-01'",
        "handler_terms SET is_current = (1 = 0)",
    ],
)
def test_a_term_that_was_changed_behind_the_products_back_is_found(city, officer, change):
    press(officer)
    assert city.run("verify").exit_code == 0
    city.change(f"UPDATE {change}")
    assert city.run("verify").exit_code == 1


def test_a_term_that_no_entry_speaks_of_is_found(city, officer):
    city.change(
        "INSERT INTO handler_terms (engagement_id, report, starts_on, remarks, revision,"
        " is_current, written_at, written_by) SELECT engagement_id, id, received_on, '', 1,"
        " (1 = 1), written_at, '' FROM handler_reports"
    )
    said = city.run("verify")
    assert said.exit_code == 1
    assert "記録がない取扱者の期間" in said.output + said.stderr


@pytest.mark.parametrize(
    "query",
    [
        "sort=nothing",
        "page=1000000000",
        "which=nothing",
        "role=nothing",
        "on=2026-02-31",
        f"contract={'契' * 5000}",
    ],
)
def test_what_cannot_be_asked_is_a_sentence_or_the_first_page(officer, query):
    assert officer.get(f"/handlers?{query}").status_code == 200


@pytest.mark.parametrize("sort", ["from", "to", "count", "number", "department"])
def test_the_list_is_sorted_both_ways(officer, sort):
    for way in ("", "&descending=1"):
        assert shown(officer, f"sort={sort}{way}") == list(PLACES[:2])


def test_the_statements_do_not_grow_with_the_rows(city, officer):
    officer.get("/handlers")
    with statements(city) as few:
        officer.get("/handlers")
    more = [row(MAIN, f"第{number}課") for number in range(60)]
    assert city.load_sheets(契約=[], 取扱者=more).written
    with statements(city) as many:
        page = officer.get("/handlers").text
    assert "62件のうち 1～50件" in page
    assert len(few) == len(many) <= 12
