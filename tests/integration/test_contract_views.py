"""The views of a contract's page through the door: what each says of what is on file."""

from __future__ import annotations

import re
from html import unescape

import pytest

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.contract_pages import (
    CLOUD,
    HOSTING,
    MAILING,
    OLD,
    SCHOOLS,
    SYMPOSIUM,
    TABLETS,
    a_secretariat,
    section,
    tab,
    the_row,
    view,
    words,
)
from tests.integration.installation import Installation
from tests.unit.papers_read_back import page_texts


@pytest.fixture
def secretariat(golden: Installation) -> Browser:
    return a_secretariat(golden)


def test_the_contract_before_and_the_one_after_are_linked_as_far_as_one_may_see_them(installation):
    installation.load_sheets(
        契約=[
            contract_cells("R7-1", 所管課="保育課"),
            contract_cells("R8-1", 前契約番号="R7-1"),
            contract_cells("R9-1", 前契約番号="R8-1"),
        ]
    )
    whole = view(a_secretariat(installation), "R8-1", "overview")
    assert 'href="/contracts/R7-1"' in whole
    assert 'href="/contracts/R9-1"' in whole
    add_person(installation, "officer", (Role.OFFICER, "教育支援課"))
    own = view(Browser(installation).come_in("officer"), "R8-1", "overview")
    assert "R7-1" not in own
    assert 'href="/contracts/R9-1"' in own


def test_the_overview_has_the_incidents_and_what_is_still_to_be_reported(secretariat):
    page = view(secretariat, CLOUD, "overview")
    assert "事故 1件" in section(page, "incidents")
    incident = the_row(page, "J-2020-1")
    assert "印刷物1枚の所在不明" in incident
    assert "R2.4.30 R2.4.28" in incident  # the two reports that were made
    assert "日超過 期限 R2.5.25" in incident  # and the one that was not


def test_a_demanded_certification_that_ran_out_before_the_end_is_not_called_held(secretariat):
    row = the_row(view(secretariat, CLOUD, "overview"), "プライバシーマーク", "10000002(05)")
    assert row.startswith("期限切れ")
    assert row.endswith("R4.5.31 —")  # nothing for the secretariat to do


def test_a_year_that_was_owed_and_not_visited_is_a_row_that_says_so(secretariat):
    page = view(secretariat, TABLETS, "inspections")
    year = section(page, "year-2021")
    assert "調査の要る 3件のうち 0件実施" in year
    assert year.count("未実施 ・期限 R4.3.31") == 3
    first = section(page, "year-2020")
    assert "調査の要る 3件のうち 2件実施、うち実地 1件" in first
    assert "未実施 ・期限 R3.3.31" in first  # 再委託先2 only
    assert first.count("未実施") == 1


def test_a_visit_by_paper_without_a_reason_is_told_and_one_with_a_reason_gives_it(secretariat):
    page = view(secretariat, TABLETS, "inspections")
    assert "書面 理由なし" in the_row(page, "R3.3.26")
    remote = view(secretariat, SCHOOLS, "inspections")
    assert "理由：感染症の拡大により訪問できない" in the_row(remote, "R4.2.3")


def test_a_visit_without_a_judgement_is_waiting_and_still_owed(secretariat):
    row = the_row(view(secretariat, "R1-戸住-026", "inspections"), "R2.3.30")
    assert "判定待ち" in row
    assert "日超過" in row


def test_findings_stand_beneath_their_visit_with_whose_turn_it_is(secretariat):
    page = view(secretariat, MAILING, "inspections")
    first = the_row(page, "指摘 2020-1-1")
    assert "期限後に是正済" in first
    assert "根拠 8 是正期限 R2.12.20 受託者の回答 R2.12.18 是正の確認 R3.1.12" in first
    second = the_row(page, "指摘 2020-1-2")
    assert "日超過" in second
    assert "是正期限 R2.12.14 受託者の回答 — 是正の確認 —" in second


def test_the_data_that_is_still_out_comes_first_and_only_that(secretariat):
    page = view(secretariat, SYMPOSIUM, "data")
    out = section(page, "still-out")
    assert "受託者に残っているデータ 1件" in out
    assert "D3 申込者情報3" in out
    assert "申込者情報1" not in out
    back = section(page, "back")
    assert "消去 R1.10.28 サーバから削除 120件 証明書 MG-1" in back
    assert "申込者情報3" not in back
    assert page.index('id="still-out"') < page.index('id="back"') < page.index('id="certificates"')


def test_an_erasure_without_its_certificate_leaves_the_data_out(installation):
    erased = {"契約番号": "R6-001", "データ番号": "D1", "区分": "消去", "日付": "2025-01-10"}
    installation.load_sheets(
        契約=[contract_cells("R6-001", **OLD)],
        データ=[
            {
                "契約番号": "R6-001",
                "データ番号": "D1",
                "データ名": "名簿",
                "区分": "提供",
                "日付": "2024-04-05",
            }
        ],
        返還消去=[{**erased, "証明書番号": "K-1"}],
    )
    out = section(view(a_secretariat(installation), "R6-001", "data"), "still-out")
    assert "受託者に残っているデータ 1件" in out
    assert "消去 R7.1.10 証明書 K-1 証明書なし" in out


def test_each_certificate_says_what_it_covers_and_where_its_confirmation_stands(secretariat):
    page = view(secretariat, SYMPOSIUM, "data")
    assert "完了" in the_row(page, "MG-1", "消去確認書")
    assert "R1.11.7 書面" in the_row(page, "MG-1", "消去確認書")
    assert "未確認 期限 R1.12.26" in the_row(page, "MG-2", "消去確認書")
    assert "対象の消去の記録なし" in the_row(page, "MG-9", "消去確認書")


def test_a_certificate_is_printed_with_its_own_confirmation_alone(secretariat):
    page = view(secretariat, SYMPOSIUM, "data")
    ways = re.findall(r'href="(/papers/erasure-confirmation/[^"]+)"', page)
    numbers = ("MG-1", "MG-2", "MG-9")
    for number, way in zip(numbers, map(unescape, ways), strict=True):
        text = "".join(page_texts(secretariat.get(way).data))
        assert [one for one in numbers if one in text] == [number]
    assert secretariat.get(unescape(ways[0]).replace("MG-1", "MG-7")).status_code == 404


def test_the_papers_of_the_data_are_one_click_away_for_each_engagement(secretariat):
    tablets = view(secretariat, TABLETS, "data")
    number = "R2-%E6%95%99%E6%94%AF-034"
    for branch in (0, 1):
        assert f'href="/papers/certificate-form/{number}?branch={branch}"' in tablets
    assert f'href="/papers/certificate-form/{number}?branch=2"' not in tablets
    mailing = view(secretariat, MAILING, "data")
    links = re.findall(r'href="(/papers/[^"]+)"', mailing)
    assert [link for link in links if "erasure-confirmation" in link]
    for link in links:
        assert secretariat.get(unescape(link)).mimetype == "application/pdf"


def test_the_statement_that_there_was_no_data_is_shown(secretariat):
    page = section(view(secretariat, "R1-子家-021", "data"), "still-out")
    assert "対象データなし" in page
    assert "R2.4.3 データの持出しなし" in page


def test_a_subcontractors_subcontractor_stands_below_it_one_step_further_in(secretariat):
    page = view(secretariat, HOSTING, "subcontracts")
    tiers = re.findall(r'<th scope="row" class="tier tier--(\d)">\s*<b>([^<]+)', page)
    assert tiers[1:] == [
        ("1", "はるかぜデータセンター株式会社"),
        ("2", "北浜ハウジング株式会社"),
    ]
    assert tiers[0][0] == "0"
    assert "再委託先2 再々委託 再委託先1 はるかぜデータセンター株式会社から" in words(page)


def test_consent_clauses_and_what_is_broken_stand_with_each_subcontract(secretariat):
    page = view(secretariat, TABLETS, "subcontracts")
    good = the_row(page, "みなとテクノ南")
    assert "R3.2.20 2教支第120号" in good
    assert "契約に明記" in good
    assert "R3.2.25" in good
    assert "明記の確認なし 未確認" in the_row(page, "みなとエムイー")
    assert "違反のおそれ" in the_row(page, "開始日以後の承諾")
    none = the_row(view(secretariat, "H26-戸住-026", "subcontracts"), "再委託先1")
    assert "承諾なし" in none


def test_the_council_view_has_what_was_told_promised_and_advised(secretariat):
    page = view(secretariat, TABLETS, "council")
    assert "報告 運用保守等業務の委託及び再委託" in the_row(page, "F-R2-34-2")
    server = the_row(page, "S3", "四半期")
    assert "R3.6.28" in server  # kept once, in June 2021
    assert "件超過" in server
    assert "仕様書に記載する" in the_row(page, "J1")
    assert '<a href="#safeguard-0-S3">S3</a>' in page
    assert 'id="safeguard-0-S3"' in page
    other = the_row(page, "S4")
    assert "再委託先" in other


def test_the_connections_of_the_contract_stand_with_what_the_council_was_told_of_them(secretariat):
    page = words(view(secretariat, TABLETS, "council"))
    assert "外部結合 K-011 ログイン認証クラウドとの結合" in page
    assert page.count("F-R2-34 諮問 教育用システムに係る外部結合 承認") == 3
    assert "K-001" not in page


def test_a_contract_that_began_before_the_council_heard_of_it_says_so(installation):
    matter = {"区分": "報告", "件名": "業務の委託", "契約番号": "R8-001"}
    early = {**matter, "契約番号": "R8-002", "開催日": "2026-02-10"}
    again = {**matter, "契約番号": "R8-003", "開催日": "2026-05-11"}
    installation.load_sheets(
        契約=[contract_cells(number) for number in ("R8-001", "R8-002", "R8-003")],
        付議=[
            {**matter, "付議番号": "F-1", "開催日": "2026-05-11"},
            {**matter, "付議番号": "F-2", "開催日": "2026-06-10"},
            {**early, "付議番号": "F-3"},
            {**again, "付議番号": "F-4", "前回付議": "F-0"},  # heard of in a matter before
            {**early, "契約番号": "", "付議番号": "F-0"},
        ],
    )
    browser = a_secretariat(installation)
    late = "契約は、この付議より前の R8.4.1 に始まっています。"
    page = view(browser, "R8-001", "council")
    assert late in the_row(page, "F-1")
    assert late not in the_row(page, "F-2")
    assert late not in words(view(browser, "R8-002", "council"))
    assert late not in words(view(browser, "R8-003", "council"))


def test_a_contract_shows_what_the_council_heard_of_it_before_it_was_on_file(installation):
    matter = {"区分": "諮問", "件名": "業務の委託", "付議番号": "F-1", "開催日": "2026-02-10"}
    heard = {**matter, "契約番号": "R8-001"}
    installation.load_sheets(契約=[contract_cells("R8-009")], 付議=[heard])
    installation.load_sheets(契約=[contract_cells()])
    browser = a_secretariat(installation)
    assert "諮問 業務の委託" in the_row(view(browser, "R8-001", "council"), "F-1")
    assert "R8.2.10 付議 業務の委託 後日記載" in words(view(browser, "R8-001", "record"))
    assert "F-1" not in words(view(browser, "R8-009", "council"))
    installation.load_sheets(契約=[contract_cells()], 付議=[{**heard, "結果": "承認"}])
    assert "業務の委託 承認（変更：結果）" in words(view(browser, "R8-001", "record"))
    assert installation.run("verify").exit_code == 0


def test_a_matter_links_the_one_before_it_only_where_that_is_about_this_contract(installation):
    matter = {"区分": "報告", "件名": "業務の委託", "契約番号": "R8-001"}
    installation.load_sheets(
        契約=[contract_cells(), contract_cells("R8-002")],
        付議=[
            {**matter, "付議番号": "F-1", "開催日": "2025-01-10"},
            {**matter, "付議番号": "F-0", "開催日": "2024-01-10", "契約番号": "R8-002"},
            {
                **matter,
                "付議番号": "F-2",
                "開催日": "2026-01-10",
                "前回付議": "F-1、F-0",
                "変更点": "旧氏を追加",
            },
        ],
    )
    page = view(a_secretariat(installation), "R8-001", "council")
    row = the_row(page, "F-2")
    assert "変更点：旧氏を追加" in row
    assert '<a href="#matter-F-1">F-1</a>、F-0' in page
    assert tab(page, "council") == "付議と対策 2"
