"""範囲: an officer's book changes the own contracts and tells nothing of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from app.records.scope import EVERYTHING, Scope
from app.workbooks.problem import Problem
from app.workflows.load_workbook import Loading, Terms, load_workbook
from tests.books import Cells, a_book, contract_cells
from tests.integration.installation import BY, NEXT_DAY, Installation

OWN_DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
OWN, SHARED, FOREIGN, NOWHERE = "R8-001", "R8-002", "R8-003", "R8-999"
CANARY = "かわせみ収納業務"
OFFICER = Scope(everything=False, departments=frozenset({OWN_DEPARTMENT}))
CONNECTION = {
    "結合番号": "K-1",
    "所管課": OWN_DEPARTMENT,
    "件名": "回線の結合",
    "結合の相手方": "県",
}
MATTER = {"付議番号": "F-1", "開催日": "2026-05-01", "区分": "諮問", "件名": "委託について"}
CERTIFICATE = {
    "事業者名": "ことり配信株式会社",
    "制度": "ISMS",
    "登録番号": "I-1",
    "有効期限": "2028-03-31",
}
SAFEGUARD = {
    "番号": "A-1",
    "実施者": "受託者",
    "区分": "運用上",
    "対策": "施錠して保管する",
    "由来": "付議",
}
ADVICE = {"番号": "1", "助言": "暗号化すること"}

Sheets = Mapping[str, Sequence[Cells]]


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract of the own department, one looked after together, and one of another."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(OWN, 所管課=OWN_DEPARTMENT),
            contract_cells(SHARED, 所管課=ELSEWHERE, 共管課=OWN_DEPARTMENT),
            contract_cells(FOREIGN, 所管課=ELSEWHERE, 件名=CANARY, 受託者名="かわせみ株式会社"),
        ],
        外部結合=[{**CONNECTION, "結合番号": "K-9", "所管課": ELSEWHERE, "件名": CANARY}],
        付議=[{**MATTER, "付議番号": "F-9", "契約番号": FOREIGN, "件名": CANARY}],
        認証=[{**CERTIFICATE, "登録番号": "I-9", "契約番号": FOREIGN}],
    )
    assert loaded.written, loaded.errors
    return installation


def loaded(city: Installation, scope: Scope = OFFICER, **sheets: Sequence[Cells]) -> Loading:
    """What becomes of a book of somebody with this scope; it always has its sheet of contracts."""
    path = a_book(city.folder, **{"契約": (), **sheets})
    with city.app.app_context():
        return load_workbook(path, by=BY, at=NEXT_DAY, terms=Terms(scope=scope))


def only_error(city: Installation, **sheets: Sequence[Cells]) -> Problem:
    """The one error of an officer's book, of which nothing is written."""
    before = city.tables()
    loading = loaded(city, **sheets)
    assert city.tables() == before
    assert CANARY not in repr(loading)
    [error] = loading.errors
    return error


def test_an_officer_loads_what_the_own_departments_look_after(city):
    note = {"日付": "2026-05-01", "区分": "電話確認", "内容": "状況を確認"}
    loading = loaded(
        city,
        契約=[
            contract_cells(OWN, 件名="改めた件名"),
            contract_cells(SHARED, 所管課=ELSEWHERE, 本人数=5),
            contract_cells("R8-010", 所管課=OWN_DEPARTMENT, 前契約番号=OWN),
        ],
        記録=[{**note, "契約番号": number} for number in (OWN, SHARED, "R8-010")],
        外部結合=[{**CONNECTION, "契約番号": SHARED}],
        付議=[{**MATTER, "契約番号": f"{OWN}、R8-010", "結合番号": "K-1"}],
        認証=[{**CERTIFICATE, "契約番号": SHARED}],
        保護対策=[{**SAFEGUARD, "契約番号": OWN}, {**SAFEGUARD, "結合番号": "K-1"}],
    )
    assert loading.written, loading.errors
    assert (loading.sheets["契約"].created, loading.sheets["契約"].updated) == (1, 2)


def of_contract(sheet: str) -> dict[str, Any]:
    """A row of the sheet that would be fine in a contract of one's own."""
    rows: dict[str, dict[str, Any]] = {
        "再委託": {"枝番": 1, "再委託先名": "x", "開始日": "2026-04-01", "終了日": "2027-03-31"},
        "保護対策": SAFEGUARD,
        "助言": ADVICE,
        "取扱者": {"受領日": "2026-04-01", "区分": "責任者", "所属・役職": "課長"},
        "データ": {
            "データ番号": "D-1",
            "データ名": "名簿",
            "区分": "提供",
            "日付": "2026-05-01",
        },
        "返還消去": {"データ番号": "D-1", "区分": "返還", "日付": "2026-06-01"},
        "消去証明": {"証明書番号": "S-1", "証明日": "2026-06-01", "受領日": "2026-06-01"},
        "立入調査": {"年度": 2026, "実施日": "2026-10-05"},
        "指摘": {"年度": 2026, "指摘番号": "1", "内容": "施錠の記録がない"},
        "報告依頼": {
            "依頼番号": "Q-1",
            "依頼日": "2026-05-01",
            "内容": "報告",
            "期限": "2026-06-01",
        },
        "報告受領": {"種別": "教育", "受領日": "2026-06-01"},
        "事故": {"事故番号": "1", "覚知日": "2026-05-01", "概要": "誤送信"},
        "記録": {"日付": "2026-05-01", "区分": "電話確認", "内容": "状況を確認"},
    }
    return rows[sheet]


@pytest.mark.parametrize(
    "sheet",
    [
        *("再委託", "保護対策", "助言", "取扱者", "データ", "返還消去", "消去証明"),
        *("立入調査", "指摘", "報告依頼", "報告受領", "事故", "記録"),
    ],
)
def test_a_row_about_another_departments_contract_is_refused_as_if_it_did_not_exist(city, sheet):
    row = of_contract(sheet)
    there = only_error(city, **{sheet: [{**row, "契約番号": FOREIGN}]})
    nowhere = only_error(city, **{sheet: [{**row, "契約番号": NOWHERE}]})
    assert "ご自分の所管課の契約ではない" in there.message
    assert (there.sheet, there.row, there.column) == (sheet, 2, "契約番号")
    assert (there.value, nowhere.value) == (FOREIGN, NOWHERE)
    assert (there.message, there.row) == (nowhere.message, nowhere.row)


@pytest.mark.parametrize("sheet", ["保護対策", "助言"])
def test_a_row_about_another_departments_connection_is_refused_in_the_same_way(city, sheet):
    row = of_contract(sheet)
    there = only_error(city, **{sheet: [{**row, "結合番号": "K-9"}]})
    nowhere = only_error(city, **{sheet: [{**row, "結合番号": "K-0"}]})
    assert "ご自分の所管課の外部結合ではない" in there.message
    assert there.message == nowhere.message


REFUSED: list[tuple[str, Sheets, str, str]] = [
    (
        "a contract of another department",
        {"契約": [contract_cells(FOREIGN, 所管課=ELSEWHERE)]},
        "契約番号",
        "この番号では登録できません",
    ),
    (
        "its number for a contract of one's own",
        {"契約": [contract_cells(FOREIGN, 所管課=OWN_DEPARTMENT)]},
        "契約番号",
        "この番号では登録できません",
    ),
    (
        "a new contract for another department",
        {"契約": [contract_cells("R8-010", 所管課=ELSEWHERE)]},
        "所管課",
        "ご自分の所管課を",
    ),
    (
        "a new one for another department, shared with one's own",
        {"契約": [contract_cells("R8-010", 所管課=ELSEWHERE, 共管課=OWN_DEPARTMENT)]},
        "所管課",
        "ご自分の所管課を",
    ),
    (
        "the own contract given away",
        {"契約": [contract_cells(OWN, 所管課=ELSEWHERE)]},
        "所管課",
        "ご自分の所管課を",
    ),
    (
        "a shared contract no longer shared",
        {"契約": [contract_cells(SHARED, 所管課=ELSEWHERE, 共管課=ELSEWHERE)]},
        "共管課",
        "ご自分の所管課の契約でなくなります",
    ),
    (
        "a department that the city does not have",
        {"契約": [contract_cells(OWN, 共管課="ない課")]},
        "共管課",
        "登録されていない課です",
    ),
    (
        "another department's connection",
        {"外部結合": [{**CONNECTION, "結合番号": "K-9"}]},
        "結合番号",
        "この番号では登録できません",
    ),
    (
        "a connection for another department",
        {"外部結合": [{**CONNECTION, "所管課": ELSEWHERE}]},
        "所管課",
        "ご自分の所管課を",
    ),
    (
        "a connection of another department's contract",
        {"外部結合": [{**CONNECTION, "契約番号": FOREIGN}]},
        "契約番号",
        "ご自分の所管課の契約ではない",
    ),
    ("a matter about nothing", {"付議": [MATTER]}, "付議番号", "事務局に依頼"),
    (
        "a matter about others as well",
        {"付議": [{**MATTER, "契約番号": f"{OWN}、{FOREIGN}"}]},
        "付議番号",
        "事務局に依頼",
    ),
    (
        "a matter about another connection",
        {"付議": [{**MATTER, "結合番号": "K-9"}]},
        "付議番号",
        "事務局に依頼",
    ),
    (
        "another department's matter, claimed",
        {"付議": [{**MATTER, "付議番号": "F-9", "契約番号": OWN}]},
        "付議番号",
        "事務局に依頼",
    ),
    (
        "a certification for whatever contracts there are",
        {"認証": [CERTIFICATE]},
        "契約番号",
        "事務局に依頼",
    ),
    (
        "a certification of another department's contract",
        {"認証": [{**CERTIFICATE, "契約番号": FOREIGN}]},
        "契約番号",
        "事務局に依頼",
    ),
    (
        "a certification that is on file for another department",
        {"認証": [{**CERTIFICATE, "登録番号": "I-9", "契約番号": OWN}]},
        "契約番号",
        "事務局に依頼",
    ),
]


@pytest.mark.parametrize(
    ("sheets", "column", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_reaches_beyond_the_own_departments_is_refused(city, sheets, column, sentence):
    error = only_error(city, **sheets)
    assert error.column == column
    assert sentence in error.message


@pytest.mark.parametrize("sheet", ["契約", "返還消去"])
def test_a_number_that_is_only_mentioned_tells_nothing_either(city, sheet):
    def warnings(number: str) -> list[str]:
        cells = contract_cells(OWN)
        if sheet == "契約":
            book: dict[str, Any] = {"契約": [{**cells, "前契約番号": number}]}
        else:
            disposal = {**of_contract("返還消去"), "契約番号": OWN, "区分": "引継ぎ"}
            data = {**of_contract("データ"), "契約番号": OWN}
            book = {"データ": [data], "返還消去": [{**disposal, "引継先契約番号": number}]}
        path = a_book(city.folder, **{"契約": [cells], **book})
        with city.app.app_context():
            terms = Terms(dry_run=True, scope=OFFICER)
            loading = load_workbook(path, by=BY, at=NEXT_DAY, terms=terms)
        assert loading.errors == []
        return [w.message.replace(number, "…") for w in loading.warnings]

    assert warnings(FOREIGN) == warnings(NOWHERE)
    assert any("ご自分の所管課にありません" in message for message in warnings(FOREIGN))
    assert not any("ご自分の所管課にありません" in message for message in warnings(SHARED))


def test_whoever_looks_after_every_department_loads_them_all(city):
    sheets: Sheets = {
        "契約": [contract_cells(FOREIGN, 所管課=OWN_DEPARTMENT), contract_cells(OWN)],
        "外部結合": [{**CONNECTION, "結合番号": "K-9", "契約番号": FOREIGN}],
        "付議": [{**MATTER, "付議番号": "F-9", "契約番号": OWN}],
        "認証": [CERTIFICATE],
    }
    assert loaded(city, scope=EVERYTHING, **sheets).written


def test_whoever_has_no_department_loads_nothing(city):
    nobody = Scope(everything=False)
    assert loaded(city, scope=nobody, 契約=[contract_cells(OWN)]).errors
    assert loaded(city, scope=nobody, 契約=[contract_cells("R8-010")]).errors


def test_contracts_that_a_book_only_mentions_are_found_on_file(city):
    """They need no row of their own in the book."""
    loading = loaded(
        city,
        scope=EVERYTHING,
        外部結合=[{**CONNECTION, "契約番号": OWN}],
        付議=[{**MATTER, "契約番号": f"{OWN}、{FOREIGN}"}],
        認証=[{**CERTIFICATE, "契約番号": SHARED}],
    )
    assert loading.written, loading.errors
    assert [w.message for w in loading.warnings if "まだ台帳に" in w.message] == []
