"""調査票 of the golden cases: what each visit asks, printed by command and from the page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.unit.papers_read_back import page_texts

TABLETS, CLOUD, SCHOOL = "R2-教支-034", "R1-情政-005", "R3-教指-001"
ON = ("--on", "2021-04-15")


def sheet(installation: Installation, contract: str, year: int, *options: object) -> str:
    """The words of the sheet, all pages as one."""
    return "".join(
        page_texts(
            installation.printed("check-sheet", contract, "--fiscal-year", year, *ON, *options)
        )
    )


def test_the_sheet_asks_what_the_council_was_told_of_this_very_contract(golden_to_read):
    text = sheet(golden_to_read, TABLETS, 2021)
    for words in (
        "情報を取り扱う者への定期的な指導審議会への報告S1（付議・受託者）",
        "USB等の外部記録媒体を接続できない設定審議会への報告S2（付議・受託者）",
        "サーバ監視及びデータバックアップ審議会への報告S3（助言・受託者）",
    ):
        assert words in text
    assert "色紙" not in text
    assert "計106" in text


def test_each_engagement_is_asked_by_its_own_clauses_and_its_own_promises(golden_to_read):
    contractor = sheet(golden_to_read, TABLETS, 2021)
    subcontractor = sheet(golden_to_read, TABLETS, 2021, "--branch", 1)
    assert "受託者みなと通信株式会社" in contractor
    assert "再委託先1株式会社みなとテクノ南" in subcontractor
    assert "審議会への報告S4（助言・再委託先）" in subcontractor
    assert "審議会への報告S1" not in subcontractor
    assert "標準1特記事項第16" in contractor
    assert "標準1特記事項第14" in subcontractor
    assert "2021年版・再委託先用" in subcontractor


def test_promises_made_for_an_external_connection_are_asked_of_its_contract(installation):
    connected = {"結合番号": "K-900", "契約番号": "R8-001", "所管課": "教育支援課"}
    connected |= {"件名": "端末管理の結合", "結合の相手方": "青葉データ株式会社"}
    promised = {"結合番号": "K-900", "番号": "S1", "実施者": "受託者", "区分": "運用上"}
    promised |= {"対策": "専用の回線だけでつなぐ", "由来": "委員意見"}
    loaded = installation.load_sheets(
        契約=[contract_cells("R8-001"), contract_cells("R8-002")],
        再委託=[subcontract_cells("R8-001")],
        外部結合=[connected],
        保護対策=[promised],
    )
    assert loaded.written, loaded.errors
    asked = "専用の回線だけでつなぐ審議会への報告K-900S1（委員意見・受託者）"
    assert asked in sheet(installation, "R8-001", 2026)
    assert "K-900" not in sheet(installation, "R8-002", 2026)
    assert "K-900" not in sheet(installation, "R8-001", 2026, "--branch", 1)


def subcontract_cells(number: str) -> dict[str, str]:
    return {
        "契約番号": number,
        "枝番": "1",
        "再委託先名": "ことり印刷株式会社",
        "開始日": "2026-04-01",
        "終了日": "2027-03-31",
    }


def test_what_stands_in_the_contract_only_does_not_count_as_told_to_the_council(golden):
    promised = {"契約番号": TABLETS, "番号": "S9", "実施者": "受託者", "区分": "運用上"}
    promised |= {"対策": "月例会を開く", "由来": "契約"}
    loaded = golden.load_sheets(契約=[contract_cells("R8-900")], 保護対策=[promised])
    assert loaded.written, loaded.errors
    assert "月例会を開く契約での約束S9（受託者）" in sheet(golden, TABLETS, 2021)


def test_a_finding_of_the_year_before_is_asked_about_again(golden_to_read):
    """R3-教指-001 had findings in fiscal 2021."""
    [found] = golden_to_read.rows(
        "SELECT f.number, f.text FROM findings f JOIN engagements e ON e.id = f.engagement_id "
        "JOIN contracts c ON c.id = e.contract_id "
        "WHERE c.number = 'R3-教指-001' AND f.fiscal_year = 2021 AND f.is_current"
    )
    asked = "".join(f"以前に指摘した「{found.text.rstrip('。')}」が改まり".split())
    assert asked in sheet(golden_to_read, SCHOOL, 2022)
    assert f"以前の指摘2021-1-{found.number}" in sheet(golden_to_read, SCHOOL, 2022)
    assert "以前に指摘した" not in sheet(golden_to_read, SCHOOL, 2021)


def test_a_visit_on_file_is_printed_with_its_days_and_a_blank_one_without(golden_to_read):
    made = sheet(golden_to_read, SCHOOL, 2021, "--on", "2026-11-20")
    blank = sheet(golden_to_read, SCHOOL, 2021, "--on", "2026-11-20", "--blank")
    assert "予定日令和4年2月3日" in made
    assert "予定日令和4年2月3日" in blank
    assert "実施日令和4年2月3日" in made
    assert "実施日年月日" in blank
    assert "感染症の拡大により訪問できない" in made
    assert "感染症" not in blank
    assert "指導係2名" in blank


def test_the_next_round_of_a_year_can_be_asked_for_and_no_later_one(golden_to_read):
    assert "令和3年度第2回" in sheet(golden_to_read, SCHOOL, 2021, "--round", 2)
    refused = golden_to_read.run(
        *("print", "check-sheet", SCHOOL, golden_to_read.folder / "no.pdf"),
        *("--fiscal-year", 2021, "--round", 3, *ON),
    )
    assert refused.exit_code == 1
    assert refused.stderr.strip() == (
        f"契約「{SCHOOL}」の枝番0に2021年度の第3回の立入調査はありません。"
    )


@pytest.mark.parametrize(
    ("contract", "options", "sentence"),
    [
        ("R9-不明-999", (), "契約番号「R9-不明-999」の契約は台帳にありません。"),
        (TABLETS, ("--branch", 7), f"契約「{TABLETS}」に枝番7はありません。"),
        (
            TABLETS,
            ("--fiscal-year", 2031),
            f"契約「{TABLETS}」の枝番0は2031年度にかかっていません。",
        ),
        (
            TABLETS,
            ("--round", 0),
            f"契約「{TABLETS}」の枝番0に2021年度の第0回の立入調査はありません。",
        ),
    ],
)
def test_what_is_not_on_file_gets_a_sentence_and_no_sheet(
    golden_to_read, contract, options, sentence
):
    out = golden_to_read.folder / "no.pdf"
    year = () if "--fiscal-year" in options else ("--fiscal-year", 2021)
    done = golden_to_read.run("print", "check-sheet", contract, out, *ON, *year, *options)
    assert (done.exit_code, done.stderr.strip()) == (1, sentence)
    assert not out.exists()


def test_every_engagement_that_owes_a_visit_has_a_sheet_for_its_first_year(golden_to_read):
    first: dict[tuple[str, int], int] = {}
    for item in golden_to_read.told("due", "--state", "all", "--on", "2026-11-20"):
        if item["kind"] == "inspection":
            whose = (item["contract"], item["branch"])
            first[whose] = min(item["fiscal_year"], first.get(whose, item["fiscal_year"]))
    assert len(first) > 10
    for (contract, branch), year in first.items():
        text = sheet(golden_to_read, contract, year, "--branch", branch)
        assert "".join(contract.split()) in text
        assert "標準100" in text


@pytest.fixture
def officer(golden: Installation) -> Browser:
    add_person(golden, "officer", (Role.OFFICER, "教育支援課"))
    return Browser(golden).come_in("officer")


def test_the_sheet_comes_as_a_download_under_its_name(officer):
    answer = officer.get(f"/papers/check-sheet/{TABLETS}?branch=1&year=2021")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "attachment" in answer.headers["Content-Disposition"]
    text = "".join(page_texts(answer.data))
    assert "再委託先1株式会社みなとテクノ南" in text
    assert "令和3年度第1回" in text


def test_without_a_year_it_is_the_sheet_of_the_engagements_last_year_once_that_is_over(officer):
    """The contract ended in February 2023."""
    answer = officer.get(f"/papers/check-sheet/{TABLETS}")
    assert "令和4年度第1回" in "".join(page_texts(answer.data))


def test_a_year_may_be_written_as_a_clerk_writes_it_and_a_blank_one_asked_for(officer):
    answer = officer.get(f"/papers/check-sheet/{TABLETS}?year=令和2年度&blank=1")
    text = "".join(page_texts(answer.data))
    assert "令和2年度第1回" in text
    assert "実施日年月日" in text


@pytest.mark.parametrize(
    "query",
    ["year=2031", "year=きのう", f"year={'9' * 5000}", "branch=9", "round=99", "round=-1"],
)
def test_a_sheet_that_cannot_be_is_not_found(officer, query):
    assert officer.get(f"/papers/check-sheet/{TABLETS}?{query}").status_code == 404


def test_another_departments_sheet_is_as_if_it_were_not_there(officer):
    assert officer.get(f"/papers/check-sheet/{CLOUD}?year=2020").status_code == 404


def test_printing_a_sheet_changes_nothing(golden):
    before = golden.tables()
    sheet(golden, TABLETS, 2021)
    assert golden.tables() == before


def test_a_contract_without_a_contractor_has_a_sheet_that_says_so(installation):
    loaded = installation.load_sheets(契約=[contract_cells("R8-001", 受託者名=None)])
    assert loaded.written, loaded.errors
    text = sheet(installation, "R8-001", 2026)
    assert "受託者未定" in text


@pytest.fixture
def answered(installation: Installation) -> Installation:
    """A visit of this year whose sheet has two answers so far."""
    days = FiscalYear.of(today()).days
    term = {"開始日": days.first.isoformat(), "終了日": days.last.isoformat()}
    loaded = installation.load_sheets(契約=[contract_cells("R8-001", **term)])
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, "教育支援課"))
    browser = Browser(installation).come_in("officer")
    for item, verdict, comment in (
        ("standard-1", "met", ""),
        ("standard-2", "not_met", "名簿にない人が二人いた。"),
    ):
        told = browser.send(
            f"/check-sheets/answer/R8-001?year={FiscalYear.of(today()).start}",
            item=item,
            verdict=verdict,
            comment=comment,
            due="",
        )
        assert told.status_code == 200, told.text
    return installation


def sheet_today(installation: Installation, *options: object) -> str:
    year = FiscalYear.of(today())
    given = ("--fiscal-year", year.start, "--on", today(), *options)
    return "".join(page_texts(installation.printed("check-sheet", "R8-001", *given)))


def test_answers_given_so_far_are_printed_and_a_blank_sheet_leaves_them_out(answered):
    text = sheet_today(answered)
    assert "名簿にない人が二人いた。" in text
    assert "適1否1該当なし0未確認101計103" in text
    blank = sheet_today(answered, "--blank")
    assert "名簿にない人が二人いた。" not in blank
    assert "適否該当なし未確認計" in blank


def test_a_sheet_that_was_opened_asks_what_it_asked_then(answered):
    promised = {"契約番号": "R8-001", "番号": "S1", "実施者": "受託者", "区分": "運用上"}
    promised |= {"対策": "色紙に印刷する", "由来": "付議"}
    days = FiscalYear.of(today()).days
    term = {"開始日": days.first.isoformat(), "終了日": days.last.isoformat()}
    loaded = answered.load_sheets(契約=[contract_cells("R8-001", **term)], 保護対策=[promised])
    assert loaded.written, loaded.errors
    assert "色紙に印刷する" not in sheet_today(answered)
    assert "色紙に印刷する" in sheet_today(answered, "--round", 2)


def test_the_register_counts_the_answers_of_a_visit_as_they_stood_on_its_day(answered):
    visit = {"契約番号": "R8-001", "年度": FiscalYear.of(today()).start, "予定日": today()}
    days = FiscalYear.of(today()).days
    term = {"開始日": days.first.isoformat(), "終了日": days.last.isoformat()}
    loaded = answered.load_sheets(契約=[contract_cells("R8-001", **term)], 立入調査=[visit])
    assert loaded.written, loaded.errors
    yesterday = today() - timedelta(days=1)
    assert counted_in_the_register(answered, today()) == (1, 1, 0, 101)
    assert counted_in_the_register(answered, yesterday) == (None,) * 4


def counted_in_the_register(installation: Installation, on: date) -> tuple[object, ...]:
    """適, 否, 該当なし and 未確認 of the one visit."""
    out = installation.folder / "台帳.xlsx"
    assert installation.run("register", out, "--on", on).exit_code == 0
    headings, row = load_workbook(out)["立入調査"].iter_rows(values_only=True)
    found = dict(zip(headings, row, strict=True))
    return tuple(found[word] for word in ("適", "否", "該当なし", "未確認"))
