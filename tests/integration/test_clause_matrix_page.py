"""条項の確認の頁: the matrix of the golden cases as it is drawn, and the ways out of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import render_template_string

from app.records import dossier
from app.records.database import reading
from app.web import anchors
from app.web.clause_matrix.address import Address
from app.web.clause_matrix.page import ClauseMatrixPage, clause_matrix_page
from audits.clause_cell import Source, SourceKind
from tests.integration.installation import Installation

ON = date(2026, 11, 20)
ONE_CELL = re.compile(r'<div class="cell[^"]*" id="([^"]+)"')
Pages = Callable[..., ClauseMatrixPage]


@pytest.fixture
def page(golden_to_read: Installation) -> Any:
    """The page of a contract of the golden book, on a day."""

    def of(number: str, branch: int = 0, on: date = ON, **options: Any) -> Any:
        with golden_to_read.app.test_request_context(), reading() as session:
            found = dossier.dossier(session, number, on)
            assert found is not None
            return clause_matrix_page(found, branch, **options)

    return of


def drawn(golden: Installation, page: ClauseMatrixPage) -> str:
    source = '{% from "contracts/clauses.html" import clause_matrix %}{{ clause_matrix(page) }}'
    with golden.app.test_request_context():
        return render_template_string(source, page=page)


def shown(page: ClauseMatrixPage, number: int) -> list[tuple[str, str, str]]:
    """(words, by, href) of the cells of a clause."""
    [line] = [line for line in page.lines if line.line.clause.number == number]
    return [(cell.cell.words, cell.cell.by, cell.href) for cell in line.cells]


def test_each_cell_leads_to_what_it_was_confirmed_by(page):
    mailing = page("R2-教調-003")
    contract = "/contracts/R2-%E6%95%99%E8%AA%BF-003"
    assert shown(mailing, 8) == [
        ("否・是正済", "指摘 2020-1-1", f"{contract}?view=inspections#finding-0-2020-1-1"),
        ("終了後", "", ""),
    ]
    assert shown(mailing, 11)[0] == ("消去", "データ D1", f"{contract}?view=data#data-0-D1")
    certificate = f"{contract}?view=data#certificate-0-KT-2021-04"
    assert shown(mailing, 12)[1] == ("期限超過", "証明書 KT-2021-04", certificate)
    [(words, by, href), _] = shown(mailing, 13)
    assert (words, by) == ("受領", "取扱者届出")
    assert re.fullmatch(re.escape(contract) + r"\?view=record#entry-\d+", href)


def test_what_the_visit_answered_is_plain_and_the_visit_is_linked_in_the_head_of_its_year(page):
    mailing = page("R2-教調-003")
    assert shown(mailing, 1)[0] == ("適", "立入調査", "")
    [(words, href)] = mailing.heads[0].visits
    assert words == "調査 2020-1　実地 R2.11.12"
    assert href.endswith("?view=inspections#inspection-0-2020-1")


def test_a_year_without_its_visit_says_by_when_it_was_owed(page):
    tablets = page("R2-教支-034")
    assert [head.without for head in tablets.heads] == [
        "",
        "調査なし　期限 R4.3.31",
        "調査なし　期限 R5.2.28",
    ]
    before = page("R2-教支-034", on=date(2021, 4, 15))
    assert before.heads[1].without == "調査の期限 R4.3.31"


def test_clauses_that_lack_the_same_thing_are_one_link(page):
    tablets = page("R2-教支-034")
    assert tablets.count_before == 40
    assert [f"{left.year} {left.words}" for left in tablets.left_before][:4] == [
        "令和2年度 第10　違反のおそれ（承諾遅れ）",
        "令和2年度 第13　違反のおそれ（明記なし）",
        "令和3年度 第1～13・16・21　未確認",
        "令和3年度 第18～20　期限超過",
    ]
    assert tablets.left_before[2].href == "#clause-0-1-2021"
    assert tablets.left_now == ()


def test_what_is_left_of_the_current_year_goes_first(page):
    on_that_day = page("R2-教調-003", on=date(2021, 3, 1))
    assert [left.words for left in on_that_day.left_now] == ["第18　否・未是正"]
    assert on_that_day.left_before == ()


def test_every_subcontract_has_its_own_matrix(page):
    subcontract = page("R2-教支-034", 2)
    assert [tab.words for tab in subcontract.engagements] == [
        "受託者　みなと通信株式会社",
        "再委託先1　株式会社みなとテクノ南",
        "再委託先2　株式会社みなとエムイー",
    ]
    assert [tab.current for tab in subcontract.engagements] == [False, False, True]
    assert subcontract.engagements[1].href.endswith("?view=clauses&branch=1")
    assert subcontract.lines[0].bound == "丙"
    assert subcontract.lines[1].bound == "—"


def test_a_branch_that_the_contract_does_not_have_has_no_matrix(page):
    assert page("R2-教支-034", 7) is None


def test_of_many_years_the_current_one_and_those_before_it_are_shown(page):
    near = page("R3-教指-001", on=date(2024, 11, 20))
    assert [head.year.start for head in near.heads] == [2022, 2023, 2024]
    assert [head.is_current for head in near.heads] == [False, False, True]
    assert [tab.words for tab in near.years] == ["令和4年度～令和6年度", "すべての年度（6）"]
    every = page("R3-教指-001", on=date(2024, 11, 20), every_year=True)
    assert len(every.heads) == 6
    assert [tab.current for tab in every.years] == [False, True]


def test_what_is_left_of_a_year_that_is_not_shown_leads_to_where_it_is(page):
    near = page("R3-教指-001", on=date(2024, 11, 20))
    [old] = [left for left in near.left_before if left.words == "第8　否・未是正"]
    assert old.href.endswith("?view=clauses&branch=0&years=all#clause-0-8-2021")


def test_the_first_years_of_a_long_contract_are_shown_while_it_is_young(page):
    young = page("R3-教指-001", on=date(2021, 1, 10))
    assert [head.year.start for head in young.heads] == [2020, 2021, 2022]


def test_a_visit_whose_findings_name_no_clause_is_explained(golden, page):
    golden.change("UPDATE findings SET cause = '鍵の管理' WHERE cause = '8'")
    with golden.app.test_request_context(), reading() as session:
        found = dossier.dossier(session, "R3-教指-001", date(2022, 11, 20))
        assert found is not None
        changed = clause_matrix_page(found)
    assert changed is not None
    [unclear] = changed.unclear
    assert (unclear.visit, unclear.finding, unclear.cause) == ("2021-1", "2021-1-1", "鍵の管理")
    text = drawn(golden, changed)
    assert "の根拠「鍵の管理」がどの条項か分からないため" in text
    assert page("R3-教指-001").unclear == ()


def test_findings_without_a_finding_on_file_are_explained(golden):
    golden.change("DELETE FROM findings")
    with golden.app.test_request_context(), reading() as session:
        found = dossier.dossier(session, "R3-教指-001", date(2022, 11, 20))
        assert found is not None
        changed = clause_matrix_page(found)
    assert changed is not None
    assert [(one.visit, one.finding) for one in changed.unclear] == [("2021-1", "")]
    assert "指摘が登録されていないため" in drawn(golden, changed)


def test_the_table_has_one_place_for_each_cell_and_a_head_for_each_row(golden_to_read, page):
    text = drawn(golden_to_read, page("R2-教支-034"))
    places = ONE_CELL.findall(text)
    assert len(places) == len(set(places)) == 24 * 3
    assert text.count('scope="row"') == 24 + 1
    assert text.count('scope="col"') == 4 + 3
    assert "済 16　否・超過 2　未確認 0" in text
    assert 'style="' not in text


def test_what_a_sign_alone_would_say_is_said_in_words_too(golden_to_read, page):
    text = drawn(golden_to_read, page("R2-教支-034"))
    assert '<span class="unseen">開始日以後の承諾　</span>承諾遅れ' in text
    assert '<span class="unseen">是正・遅れて済　</span>受領' in text


def test_where_nothing_is_left_it_says_so(golden_to_read, page):
    in_time = page("R1-教調-027", on=date(2020, 1, 7))
    assert "残っているものはありません。" in drawn(golden_to_read, in_time)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (Source(SourceKind.INSPECTION, 1, "2026-2"), "view=inspections#inspection-1-2026-2"),
        (Source(SourceKind.SUBCONTRACT, 2, "2"), "view=subcontracts#branch-2"),
        (Source(SourceKind.SUBCONTRACT, 0), "view=subcontracts"),
        (Source(SourceKind.DATA, 0), "view=data"),
        (Source(SourceKind.EXCEPTION, 0), "view=data#exceptions"),
        (Source(SourceKind.DUE_ITEM, 0, "inspection"), "view=due"),
        (Source(SourceKind.VIOLATION, 2, "flow_down_missing"), "view=subcontracts#branch-2"),
        (Source(SourceKind.VIOLATION, 0, "not_on_site_two_years"), "view=inspections"),
        (Source(SourceKind.VIOLATION, 0, "erasure_before_handover"), "view=data"),
    ],
)
def test_every_kind_of_proof_has_its_place(golden_to_read, source, place):
    with golden_to_read.app.test_request_context():
        assert Address("R2-1", 0).of(source) == f"/contracts/R2-1?{place}"


def test_a_number_that_people_typed_makes_one_place_without_blanks():
    assert anchors.certificate(0, " 証  第1号 ") == "certificate-0-証_第1号"
    assert anchors.finding(1, 2026, 1, "1-2") == "finding-1-2026-1-1-2"
    assert anchors.safeguard(0, "S1") == "safeguard-0-S1"
    assert anchors.matter("F-R2-01") == "matter-F-R2-01"
