"""台帳: the register from the page, at once or made meanwhile, and never more than one may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from app.jobs.runner import runner
from app.rooms import registers
from app.web.register_page import SHEETS
from app.workbooks.register_sheets import REGISTER
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements

Cells = Sequence[Any]
Book = Mapping[str, Sequence[Cells]]
EVERY_YEAR = {"year": ""}
DAY = {"on-year": "2026", "on-month": "11", "on-day": "20"}
TABLETS = "R2-教支-034"
OWN, ELSEWHERE = "教育支援課", "収納課"
EXPLAINING = ("コード表", "項目定義")


def book(answer: TestResponse) -> Book:
    """The rows of each sheet below its headings."""
    assert answer.status_code == 200, answer.text
    assert "spreadsheetml" in (answer.mimetype or "")
    found = load_workbook(BytesIO(answer.data))
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in found}


def contracts_in(found: Book) -> set[str]:
    """The numbers of the contracts that any sheet has a row of."""
    rows = (row for name, of in found.items() if name not in (*EXPLAINING, "集計") for row in of)
    return {row[0] for row in rows}


def texts(found: Book) -> set[str]:
    """Every text of every sheet that is filled from the database."""
    sheets = (rows for name, rows in found.items() if name not in EXPLAINING)
    return {cell for rows in sheets for row in rows for cell in row if isinstance(cell, str)}


def file_name(answer: TestResponse) -> str:
    return unquote(answer.headers["Content-Disposition"].partition("UTF-8''")[2])


def asked(browser: Browser, **fields: Any) -> TestResponse:
    return browser.send("/registers", **{**DAY, **EVERY_YEAR, **fields})


@pytest.fixture
def secretariat(golden: Installation) -> Browser:
    add_person(golden, "secretariat", Role.SECRETARIAT)
    return Browser(golden).come_in("secretariat")


@pytest.fixture
def officer(golden: Installation) -> Browser:
    add_person(golden, "officer", (Role.OFFICER, OWN))
    return Browser(golden).come_in("officer")


@pytest.fixture
def all_big(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a city of so many contracts that no register is made at once."""
    monkeypatch.setattr(registers, "AT_ONCE", 0)


def at_rest(installation: Installation) -> None:
    with installation.app.app_context():
        assert runner().rest(60)


def test_a_small_register_comes_at_once_under_a_name_that_says_what_it_is(secretariat):
    answer = asked(secretariat, year="2021")
    assert file_name(answer) == "監査台帳 令和3年度 R8.11.20現在.xlsx"
    assert list(book(answer)) == [sheet.name for sheet in REGISTER]


def test_the_page_and_the_command_line_write_the_same_register(golden, secretariat):
    out = golden.folder / "台帳.xlsx"
    done = golden.run("register", out, "--on", "2026-11-20", "--fiscal-year", "2021")
    assert done.exit_code == 0
    printed = load_workbook(out)
    found = book(asked(secretariat, year="2021"))
    assert found == {s.title: list(s.iter_rows(min_row=2, values_only=True)) for s in printed}
    assert found["管理記録"]


def test_without_a_choice_everything_is_in_it(golden, secretariat):
    found = book(asked(secretariat))
    numbers = {row.number for row in golden.rows("SELECT number FROM contracts")}
    assert contracts_in(found) == numbers


def test_chosen_departments_are_all_that_is_in_it(secretariat):
    every = book(asked(secretariat))
    two = sorted({row[4] for row in every["台帳"]})[:2]
    answer = asked(secretariat, departments=two)
    found = book(answer)
    assert {row[4] for row in found["台帳"]} == set(two)
    assert contracts_in(found) == {row[0] for row in every["台帳"] if row[4] in two}
    assert [row[0] for row in found["集計"]] == two
    assert file_name(answer) == f"監査台帳 全年度 {two[0]}、{two[1]} R8.11.20現在.xlsx"


def test_the_day_may_be_written_in_the_japanese_calendar(secretariat):
    answer = secretariat.send("/registers", **{"on-year": "R3.4.15", **EVERY_YEAR})
    assert file_name(answer) == "監査台帳 全年度 R3.4.15現在.xlsx"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on-day": "31"}, "2026年11月31日は暦にない日です。"),
        ({"on-year": "", "on-month": "", "on-day": ""}, "入力してください。"),
        ({"on-year": "9" * 100_000}, "「年」は 2026、R8、令和8 のように入れてください。"),
        ({"year": "1850"}, "一覧から選んでください。"),
        ({"year": "あ" * 100_000}, "一覧から選んでください。"),
        ({"departments": "ない課"}, "一覧から選んでください。"),
    ],
)
def test_what_cannot_be_asked_for_gets_a_sentence_and_no_file(secretariat, fields, sentence):
    answer = asked(secretariat, **fields)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert sentence in answer.text


def test_an_officers_register_holds_no_word_of_another_departments_contracts(
    golden, secretariat, officer
):
    every, own = book(asked(secretariat)), book(asked(officer))
    assert contracts_in(own) == {TABLETS}
    known = texts({name: [r for r in rows if r[0] == TABLETS] for name, rows in every.items()})
    of_others = {name: [r for r in rows if r[0] != TABLETS] for name, rows in every.items()}
    secrets = texts(of_others) - known - {row[0] for row in own["集計"]}
    coded = {row[1] for row in own["コード表"]} | {row[2] for row in own["コード表"]}
    secrets -= {text for text in secrets if text in coded or text.isascii()}
    assert len(secrets) > 100
    held = "\n".join(sorted(texts(own)))
    assert [secret for secret in secrets if secret in held and not _is_a_date(secret)] == []
    assert [row[0] for row in own["集計"]] == [OWN]


def _is_a_date(text: str) -> bool:
    return text.startswith(("令和", "平成")) and text.endswith("日")


def test_an_officer_cannot_ask_for_another_department(golden, officer):
    [other] = golden.rows(
        "SELECT DISTINCT department FROM contract_terms WHERE department <> '教育支援課' "
        "ORDER BY department LIMIT 1"
    )
    answer = asked(officer, departments=other.department)
    assert "一覧から選んでください。" in answer.text
    assert other.department not in answer.text.replace(f'value="{other.department}"', "")


@pytest.fixture
def shared_city(installation: Installation) -> Installation:
    """A contract of another department that the own one looks after too, and one it does not."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells("R8-001", 件名="こだぬき見守り業務", 所管課=OWN),
            contract_cells("R8-002", 件名="かわせみ収納業務", 所管課=ELSEWHERE),
            contract_cells("R8-003", 件名="ひぐらし連携業務", 所管課=ELSEWHERE, 共管課=OWN),
        ]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, OWN))
    add_person(installation, "colleague", (Role.OFFICER, OWN))
    return installation


def test_contracts_looked_after_together_are_in_it_and_only_those(shared_city):
    browser = Browser(shared_city).come_in("officer")
    assert contracts_in(book(asked(browser))) == {"R8-001", "R8-003"}
    found = book(asked(browser, departments=ELSEWHERE))
    assert contracts_in(found) == {"R8-003"}
    assert [(row[0], row[1]) for row in found["集計"]] == [(ELSEWHERE, 1)]
    assert "見られる契約 2件" in browser.get("/registers").text


def test_a_big_register_is_made_meanwhile_and_can_be_taken_away(golden, officer, all_big):
    sent = asked(officer, year="2021", form_key="k1")
    assert (sent.status_code, sent.location) == (303, "/registers/1")
    page = officer.get("/registers/1").text
    assert "監査台帳を作っています。" in page or "監査台帳ができました。" in page
    at_rest(golden)
    page = officer.get("/registers/1").text
    assert "監査台帳ができました。" in page
    answer = officer.get("/registers/1/file")
    assert file_name(answer) == f"監査台帳 令和3年度 {OWN} R8.11.20現在.xlsx"
    assert contracts_in(book(answer)) == {TABLETS}
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert 'href="/registers/1/file"' in officer.get("/registers").text


def test_a_double_click_makes_one_register(golden, officer, all_big):
    first, second = (asked(officer, form_key="same").location for _ in range(2))
    assert first == second
    officer.get(first)
    at_rest(golden)
    assert golden.count("jobs") == 1


def test_a_register_is_its_makers_alone(shared_city, all_big):
    mine = Browser(shared_city).come_in("officer")
    mine.get(asked(mine, form_key="k").location)
    at_rest(shared_city)
    other = Browser(shared_city).come_in("colleague")
    for path in ("/registers/1", "/registers/1/file"):
        answer = other.get(path)
        assert (answer.status_code, answer.location) == (303, "/registers")
    other.send("/registers/1/discard")
    assert "/registers/1" not in other.get("/registers").text
    assert mine.get("/registers/1/file").status_code == 200


def test_whoever_was_transferred_meanwhile_gets_what_may_be_seen_now(shared_city, all_big):
    browser = Browser(shared_city).come_in("officer")
    page = asked(browser, form_key="k").location
    move = "UPDATE roles SET department_id = (SELECT id FROM departments WHERE name = :place)"
    shared_city.change(move, place=ELSEWHERE)
    browser.get(page)
    at_rest(shared_city)
    assert contracts_in(book(browser.get(f"{page}/file"))) == {"R8-002", "R8-003"}


def test_whoever_lost_the_role_meanwhile_gets_a_sentence_and_no_file(shared_city, all_big):
    browser = Browser(shared_city).come_in("officer")
    page = asked(browser, form_key="k").location
    shared_city.change("UPDATE roles SET role = 'admin', department_id = NULL")
    add_person(shared_city, "looker", (Role.OFFICER, OWN))
    with shared_city.app.app_context():
        runner().wake()
    at_rest(shared_city)
    [job] = shared_city.rows("SELECT state, error, file_name FROM jobs")
    assert (job.state, job.file_name) == ("failed", None)
    assert "権限" in job.error
    assert browser.get(page).status_code == 403


def test_a_register_that_failed_can_be_made_once_more_and_thrown_away(golden, officer, all_big):
    page = asked(officer, form_key="k").location
    golden.change(
        "UPDATE jobs SET state = 'failed', ended_at = asked_at, error = '途中で止まりました。'"
    )
    assert "途中で止まりました。" in officer.get(page).text
    assert officer.send(f"{page}/again").location == page
    officer.get(page)
    at_rest(golden)
    assert "監査台帳ができました。" in officer.get(page).text
    assert officer.send(f"{page}/discard").location == "/registers"
    assert "台帳を破棄しました。" in officer.get("/registers").text
    assert officer.get(page).location == "/registers"
    assert golden.count("jobs") == 0


def test_six_registers_under_way_are_more_than_one_person_may_want(golden, officer, all_big):
    for number in range(5):
        assert asked(officer, form_key=f"k{number}").status_code == 303
    refused = asked(officer, form_key="k5")
    assert "処理が5件進んでいます。" in refused.text
    officer.get("/registers/1")
    at_rest(golden)


@pytest.mark.parametrize("path", ["7", "7/file", "2147483647", "0"])
def test_a_register_that_is_not_there_leads_back_with_a_sentence(officer, path):
    answer = officer.get(f"/registers/{path}")
    assert (answer.status_code, answer.location) == (303, "/registers")
    assert "この台帳はもうありません。" in officer.get("/registers").text
    assert officer.get(f"/registers/{'9' * 30}").status_code == 404


def test_the_page_asks_a_bounded_number_of_questions(golden, secretariat):
    secretariat.get("/registers")
    with statements(golden) as sent:
        assert secretariat.get("/registers").status_code == 200
    assert len(sent) <= 12, sent


def test_the_page_says_what_each_sheet_holds(secretariat):
    page = secretariat.get("/registers").text
    assert [name for name in SHEETS if f"<dt>{name}</dt>" not in page] == []
    assert list(SHEETS) == [sheet.name for sheet in REGISTER]


def test_an_empty_city_has_a_page_and_a_register_without_rows(installation):
    add_person(installation, "secretariat", Role.SECRETARIAT)
    browser = Browser(installation).come_in("secretariat")
    assert "見られる契約 0件" in browser.get("/registers").text
    assert contracts_in(book(asked(browser))) == set()


def test_the_empty_book_to_register_with_is_a_click_away(officer):
    page = officer.get("/registers").text
    assert 'href="/registers/template"' in page
    answer = officer.get("/registers/template")
    assert file_name(answer) == "登録ブック.xlsx"
    assert "契約" in book(answer)
