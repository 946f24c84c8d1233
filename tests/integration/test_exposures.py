"""リスクのもと: what the register knows of engagements that makes their inspection urgent."""

from __future__ import annotations

from datetime import date

import pytest

from app.records import editions, facts
from app.records.database import reading
from app.records.exposures import exposures, exposures_of
from audits.fiscal_year import FiscalYear
from audits.risk import Exposure
from tests.books import contract_cells
from tests.integration.installation import Installation
from tests.integration.statements import statements

ON, YEAR = date(2026, 6, 1), FiscalYear(2026)


def subcontract(branch: int, parent: int) -> dict[str, object]:
    return {
        "契約番号": "R7-001",
        "枝番": branch,
        "上位枝番": parent,
        "再委託先名": f"なぎさ整備{branch}号合同会社",
        "開始日": "2025-04-01",
        "終了日": "2027-03-31",
        "承諾日": "2025-03-20",
        "特記事項明記": "有",
    }


def visit(branch: int, method: str) -> dict[str, object]:
    return {
        "契約番号": "R7-001",
        "枝番": branch,
        "年度": 2025,
        "回": 1,
        "実施日": "2025-10-20",
        "方法": method,
        "方法の理由": "" if method == "実地" else "遠方のため",
        "調査職員": "宮野",
        "総合判定": "指摘あり",
    }


def finding(number: str, put_right_on: str | None) -> dict[str, object]:
    return {
        "契約番号": "R7-001",
        "枝番": 0,
        "年度": 2025,
        "回": 1,
        "指摘番号": number,
        "内容": "台帳に記入がない。",
        "是正確認日": put_right_on,
    }


@pytest.fixture
def city(installation: Installation) -> Installation:
    loaded = installation.load_sheets(
        契約=[
            contract_cells(
                "R7-001",
                開始日="2025-04-01",
                個人番号="有",
                要配慮個人情報="有",
                本人数=12_000,
            ),
            contract_cells("R8-002"),
        ],
        再委託=[subcontract(1, 0), subcontract(2, 1)],
        立入調査=[visit(0, "遠隔"), visit(1, "実地")],
        指摘=[finding("1", None), finding("2", "2026-05-20"), finding("3", "2026-06-02")],
        外部結合=[
            {
                "結合番号": number,
                "契約番号": contract,
                "所管課": "教育支援課",
                "件名": "学習記録の照会",
                "結合の相手方": "県教育委員会",
                "開始日": "2025-04-01",
                "終了日": ends_on,
            }
            for number, contract, ends_on in (
                ("K1", "R7-001", None),
                ("K2", "R8-002", "2026-05-31"),
            )
        ],
        認証=[
            {
                "事業者名": "ことり配信株式会社",
                "制度": "プライバシーマーク",
                "登録番号": "10-1",
                "有効期限": "2026-06-01",
                "契約番号": "R8-002",
            },
            {
                "事業者名": "なぎさ整備1号合同会社",
                "制度": "ISMS",
                "登録番号": "I-1",
                "有効期限": "2026-05-31",
            },
        ],
    )
    assert loaded.written, loaded.errors
    return installation


def test_every_danger_is_found_where_it_stands_in_the_register(city):
    with city.app.app_context(), reading() as session:
        found = exposures(session, ["R7-001", "R8-002"], YEAR, ON)
    data = {"people": 12_000, "has_my_number": True, "is_sensitive": True, "is_connected": True}
    assert found == {
        ("R7-001", 0): Exposure(**data, open_findings=2, was_on_site=False),
        ("R7-001", 1): Exposure(**data, depth=1),
        ("R7-001", 2): Exposure(**data, depth=2, was_on_site=False),
        ("R8-002", 0): Exposure(is_certified=True),
    }


def test_a_certification_counts_until_its_last_day(city):
    with city.app.app_context(), reading() as session:
        day_after = exposures(session, ["R8-002"], YEAR, date(2026, 6, 2))
    assert day_after == {("R8-002", 0): Exposure()}


def test_what_is_known_of_one_contract_from_its_facts_is_the_same(golden_to_read):
    with golden_to_read.app.app_context(), reading() as session:
        ids = facts.contract_ids(session)
        on_file = facts.contracts_on_file(session, ids, editions.clause_sets(session))
        for _, contract in on_file:
            for on in (date(2020, 6, 1), date(2021, 6, 1), ON):
                year = FiscalYear.of(on)
                known = exposures(session, [contract.number], year, on)
                assert exposures_of(session, contract, year, on) == known, (contract.number, on)


def test_it_takes_two_statements_however_many_contracts_there_are(city):
    with statements(city) as made, city.app.app_context(), reading() as session:
        exposures(session, ["R7-001", "R8-002"], YEAR, ON)
    assert len(made) == 2
