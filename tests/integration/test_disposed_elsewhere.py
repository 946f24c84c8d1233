"""廃棄した契約を名指すもの: other rooms and workbooks that name it go on as before."""

from __future__ import annotations

import pytest

from app.clock import now
from app.records.scope import Scope
from app.rooms.entries.deeds import CONTRACT, DEEDS
from app.web.filing.fact_form import spec_of
from app.workflows.load_workbook import Terms, load_workbook
from app.workflows.rebuild_due_items import rebuild_due_items
from audits.roles import Role
from tests.books import a_book, contract_cells
from tests.integration import retaining
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import filled_in, send
from tests.integration.installation import BY, Installation
from tests.integration.retaining import (
    DEPARTMENT,
    ELSEWHERE,
    NEXT,
    OLD,
    SPAN,
    TITLE,
    confirm_and_dispose,
)

GONE = "保存期限が過ぎて廃棄した契約の番号です。"
SHEETS = {
    "付議": [
        {"付議番号": "F-1", "開催日": "2018-03-01", "区分": "諮問", "件名": "学習支援の委託",
         "契約番号": f"{OLD}\n{NEXT}"},
    ],
    "外部結合": [
        {"結合番号": "K-1", "契約番号": OLD, "所管課": DEPARTMENT, "件名": "学習記録の結合",
         "結合の相手方": "県", "情報項目": "氏名", "結合する理由": "送信のため",
         "結合の形態": "専用線", "開始日": "2018-04-01"},
    ],
    "認証": [
        {"事業者名": "ことり配信株式会社", "制度": "プライバシーマーク", "登録番号": "1",
         "有効期限": "2030-03-31", "契約番号": OLD},
    ],
}  # fmt: skip


@pytest.fixture
def city(installation: Installation) -> Installation:
    retaining.set_up(installation)
    done = installation.load_sheets(契約=[], at=now(), **SHEETS)
    assert done.written, done.errors
    confirm_and_dispose(installation, OLD)
    add_person(installation, "auditor", Role.AUDITOR)
    return installation


@pytest.mark.parametrize("login", ["manager", "secretariat", "auditor", "officer", "elsewhere"])
def test_no_page_that_names_it_fails(city, login):
    browser = Browser(city).come_in(login)
    for path in (
        *("/", "/contracts", "/due-items", "/inspections", "/data", "/council", "/incidents"),
        *("/dashboard", "/registers", "/contractors", "/certifications", "/handlers"),
        *("/council/matters/F-1", "/council/connections", "/council/connections/K-1"),
        *("/council/promises", "/renewals", f"/contracts/{NEXT}?view=overview", "/retention"),
        *(f"/contracts/{NEXT}?view=council", f"/contracts/{NEXT}?view=changes"),
        *("/retention?which=disposed", f"/contracts/{OLD}", f"/evidence/{OLD}"),
        *(f"/decisions/reopen/{OLD}", f"/papers/record/{OLD}", f"/contracts/as-of/{OLD}"),
        *("/exceptions", "/plans", "/calendar", "/violations", "/certifications"),
    ):
        answer = browser.get(path)
        assert answer.status_code in (200, 303, 403, 404), path
        assert TITLE not in answer.text, path


def test_the_next_contract_leads_to_the_stub(city):
    page = Browser(city).come_in("manager").get(f"/contracts/{NEXT}?view=overview").text
    assert f"{OLD}（廃棄済み）" in page
    assert f'href="/contracts/{OLD}"' in page


@pytest.mark.parametrize("path", ["/council/matters/F-1", "/council/connections/K-1"])
def test_what_the_council_was_told_leads_to_the_stub_as_well(city, path):
    for login in ("secretariat", "manager"):
        page = Browser(city).come_in(login).get(path).text
        assert f'href="/contracts/{OLD}"' in page
        assert "廃棄済み" in page
        assert "まだ台帳にありません" not in page


def test_the_book_that_brought_it_is_refused_for_its_rows_and_loads_without_them(city):
    first = contract_cells(OLD, 件名=TITLE, **SPAN)
    note = {"契約番号": OLD, "日付": "2018-06-01", "区分": "打合せ", "内容": "打合せ"}
    for dry_run in (True, False):
        loading = city.load_sheets(契約=[first], 記録=[note], at=now(), dry_run=dry_run)
        assert not loading.written
        assert {(one.sheet, one.column) for one in loading.errors} == {
            ("契約", "契約番号"), ("記録", "契約番号"),
        }  # fmt: skip
        assert all(one.message.startswith(GONE) for one in loading.errors)
    again = city.load_sheets(契約=[], at=now(), **SHEETS)
    assert (again.errors, again.warnings) == ([], [])
    assert city.run("verify").exit_code == 0


def test_a_form_gives_its_number_to_no_other_contract(city):
    manager = Browser(city).come_in("manager")
    fields = filled_in(manager.get("/entries/contract").text, DEEDS[CONTRACT])
    fields |= {spec_of(DEEDS[CONTRACT]).column("契約番号").field: OLD}
    answer = send(manager, "/entries/contract", fields)
    assert answer.status_code == 200
    assert GONE in answer.text
    assert city.rows("SELECT 1 FROM contracts WHERE number = :n", n=OLD) == []


def test_a_clerk_of_another_department_only_learns_that_the_number_is_taken(city):
    scope = Scope(everything=False, departments=frozenset({ELSEWHERE}))
    first = contract_cells(OLD, 件名=TITLE, 所管課=ELSEWHERE, **SPAN)
    path = a_book(city.folder, 契約=[first])
    with city.app.app_context():
        loading = load_workbook(path, by=BY, at=now(), terms=Terms(scope=scope))
    [error] = loading.errors
    assert error.message.startswith("この番号では登録できません。")


def test_the_counts_that_are_kept_day_by_day_are_those_of_what_is_left(city):
    names = ("figure_steps", "listing_steps")
    before = {name: city.tables()[name] for name in names}
    with city.app.app_context():
        rebuild_due_items(by=BY, at=now())
    assert {name: city.tables()[name] for name in names} == before
