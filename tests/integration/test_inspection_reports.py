"""立入調査結果報告書 of what is on file: from a workbook, from a sheet, by command and on pages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.unit.papers_read_back import page_texts
from tests.unit.test_papers_inspection_report import chosen_outcomes

NUMBER, OTHER, SCHOOL = "R8-001", "R8-002", "R3-教指-001"
DEPARTMENT = "教育支援課"
YEAR = FiscalYear.of(today())
WHERE = f"{NUMBER}?branch=0&year={YEAR.start}&round=1"
TERM = {
    "開始日": (YEAR.days.first - timedelta(days=400)).isoformat(),
    "終了日": YEAR.days.last.isoformat(),
}
LONG_AGO = (YEAR.days.first - timedelta(days=30)).isoformat()


def visit_cells(**cells: Any) -> dict[str, Any]:
    return {"契約番号": NUMBER, "年度": YEAR.start, "調査職員": "宮野、𠮷田", **cells}


def finding_cells(number: str, **cells: Any) -> dict[str, Any]:
    about = {"契約番号": NUMBER, "年度": YEAR.start, "指摘番号": number}
    return {**about, "内容": f"鍵の貸出簿に空欄がある{number}。", "根拠": "第8", **cells}


def load(installation: Installation, **sheets: Any) -> Installation:
    contracts = [contract_cells(NUMBER, **TERM), contract_cells(OTHER, 所管課="収納課", **TERM)]
    loaded = installation.load_sheets(契約=contracts, **sheets)
    assert loaded.written, loaded.errors
    return installation


def report(installation: Installation, *options: object, contract: str = NUMBER) -> str:
    year = () if "--fiscal-year" in options else ("--fiscal-year", YEAR.start)
    pdf = installation.printed("inspection-report", contract, *year, *options)
    return "".join(page_texts(pdf))


def test_a_visit_from_a_workbook_has_its_report_without_a_sheet(installation):
    visit = visit_cells(実施日=today(), 方法="遠隔", 方法の理由="感染症の拡大", 総合判定="適")
    text = report(load(installation, 立入調査=[visit]))
    for words in (
        f"契約番号{NUMBER}",
        "台帳の判定適",
        "方法遠隔",
        "実地でない理由：感染症の拡大",
        "調査者宮野、𠮷田",
        "2結果の集計チェックシートの記入なし",
        "3指摘事項指摘の記録なし",
    ):
        assert words in text
    assert "項目数" not in text


def test_findings_stand_with_their_days_and_what_is_open_decides(installation):
    visit = visit_cells(実施日=today(), 総合判定="指摘あり")
    first = finding_cells("1", 是正期限=today() + timedelta(days=40))
    second = finding_cells("2", 是正報告日=today(), 是正確認日=today())
    text = report(load(installation, 立入調査=[visit], 指摘=[first, second]))
    assert "台帳の判定指摘あり是正の状況指摘2件うち未是正1件期限" in text
    assert "1鍵の貸出簿に空欄がある1。第8" in text
    assert "回答待ち" in text
    assert "是正済" in text


def test_findings_are_listed_in_the_order_of_their_numbers(installation):
    visit = visit_cells(実施日=today(), 総合判定="指摘あり")
    found = [finding_cells(str(number)) for number in (10, 2, 1)]
    text = report(load(installation, 立入調査=[visit], 指摘=[*found, finding_cells("予備")]))
    order = re.findall(r"空欄がある(\d+|予備)。", text)
    assert order == ["1", "2", "10", "予備"]


def test_what_happened_after_the_day_of_the_report_is_not_on_it(installation):
    visited, checked = today() - timedelta(days=2), today()
    visit = visit_cells(実施日=visited, 総合判定="指摘あり")
    put_right = finding_cells("1", 是正報告日=checked, 是正確認日=checked)
    city = load(installation, 立入調査=[visit], 指摘=[put_right])
    assert "是正済" in report(city)
    yesterday = report(city, "--on", today() - timedelta(days=1))
    assert "是正済" not in yesterday
    assert "うち未是正1件" in yesterday
    before = city.run(
        *("print", "inspection-report", NUMBER, city.folder / "no.pdf"),
        *("--fiscal-year", YEAR.start, "--on", visited - timedelta(days=1)),
    )
    assert before.exit_code == 1


@pytest.mark.parametrize(
    ("judgement", "finding", "outcome"),
    [
        ("適", None, "適"),
        ("指摘あり", None, "是正を要する"),
        (None, None, "判定待ち"),
        ("適", {}, "是正を要する"),
        (None, {}, "是正を要する"),
        ("適", {"是正報告日": today(), "是正確認日": today()}, "適"),
    ],
)
def test_the_outcome_follows_from_what_is_on_file(installation, judgement, finding, outcome):
    visit = visit_cells(実施日=today(), 総合判定=judgement)
    found = [] if finding is None else [finding_cells("1", **finding)]
    city = load(installation, 立入調査=[visit], 指摘=found)
    pdf = city.printed("inspection-report", NUMBER, "--fiscal-year", YEAR.start)
    assert chosen_outcomes(pdf) == [outcome]
    assert f"台帳の判定{judgement or '記入なし'}" in page_texts(pdf)[0]


def test_the_findings_of_the_year_before_stand_with_how_they_are_now(installation):
    before = visit_cells(年度=YEAR.start - 1, 実施日=LONG_AGO, 総合判定="指摘あり")
    now = visit_cells(実施日=today(), 総合判定="適")
    left = finding_cells("7", 年度=YEAR.start - 1)
    city = load(installation, 立入調査=[before, now], 指摘=[left])
    text = report(city)
    assert f"{YEAR.start - 1}-1-7鍵の貸出簿に空欄がある7。—" in text
    assert "3指摘事項指摘の記録なし" in text
    assert "引き継ぐ指摘の記録なし" in report(city, "--fiscal-year", YEAR.start - 1)


def test_a_visit_belongs_to_the_year_of_its_day_whatever_year_its_number_names(installation):
    """rules.md 2; the last of a year is meant where no round is named."""
    late = visit_cells(年度=YEAR.start - 1, 実施日=today(), 総合判定="適")
    city = load(installation, 立入調査=[late])
    assert f"年度・回{FiscalYear(YEAR.start - 1).short_label}第1回" in report(city)
    by_name = ("--fiscal-year", YEAR.start - 1, "--round", 1)
    assert report(city, *by_name) == report(city)


def test_the_round_can_be_named_and_else_it_is_the_last(installation):
    first = visit_cells(回=1, 実施日=today() - timedelta(days=1), 総合判定="適")
    second = visit_cells(回=2, 実施日=today(), 総合判定="適")
    city = load(installation, 立入調査=[first, second])
    assert "第2回" in report(city)
    assert "第1回" in report(city, "--round", 1)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--fiscal-year", 2031), "に、実施した2031年度の立入調査はありません。"),
        (("--round", 2), f"に、実施した{YEAR}の第2回の立入調査はありません。"),
        (("--branch", 7), f"契約「{NUMBER}」に枝番7はありません。"),
    ],
)
def test_what_was_not_carried_out_gets_a_sentence_and_no_report(installation, options, sentence):
    city = load(installation, 立入調査=[visit_cells(実施日=today(), 総合判定="適")])
    out = city.folder / "no.pdf"
    year = () if "--fiscal-year" in options else ("--fiscal-year", YEAR.start)
    done = city.run("print", "inspection-report", NUMBER, out, *year, *options)
    assert done.exit_code == 1
    assert done.stderr.strip().endswith(sentence)
    assert not out.exists()


def test_every_visit_of_the_cases_that_was_made_has_its_report(golden_to_read):
    made = golden_to_read.rows(
        "SELECT c.number, e.branch, i.fiscal_year, i.round FROM inspections i"
        " JOIN engagements e ON e.id = i.engagement_id JOIN contracts c ON c.id = e.contract_id"
        " WHERE i.is_current AND i.carried_out_on <= '2026-11-20'"
    )
    assert len(made) > 10
    for number, branch, year, visit in made:
        given = ("--branch", branch, "--fiscal-year", year, "--round", visit, "--on", "2026-11-20")
        assert "".join(number.split()) in report(golden_to_read, *given, contract=number)


def test_the_case_with_a_remote_visit_tells_why(golden_to_read):
    text = report(golden_to_read, "--fiscal-year", 2021, "--on", "2026-11-20", contract=SCHOOL)
    assert "実地でない理由：感染症の拡大により訪問できない" in text
    assert "実施日令和4年2月3日" in text


def test_printing_a_report_changes_nothing(golden):
    before = golden.tables()
    report(golden, "--fiscal-year", 2021, contract=SCHOOL)
    assert golden.tables() == before


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A visit of last year with a finding, and an officer who answers this year's sheet."""
    before = visit_cells(年度=YEAR.start - 1, 実施日=LONG_AGO, 総合判定="指摘あり")
    load(installation, 立入調査=[before], 指摘=[finding_cells("1", 年度=YEAR.start - 1)])
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="髙橋 𠮷男")
    add_person(installation, "elsewhere", (Role.OFFICER, "収納課"))
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def answer(officer: Browser, item: str, verdict: str, comment: str = "") -> None:
    fields = {"item": item, "verdict": verdict, "comment": comment, "due": ""}
    assert officer.send(f"/check-sheets/answer/{WHERE}", **fields).status_code == 200


def conclude(officer: Browser) -> None:
    fields = {"form_key": "once", "carried_out_on": today().isoformat(), "method": "on_site"}
    more = {"officers": "髙橋", "with_unconfirmed": "y"}
    sent = officer.send(f"/check-sheets/conclusion/{WHERE}", **fields, **more)
    assert sent.status_code == 303, sent.text


def conclude_with_a_finding(officer: Browser) -> None:
    answer(officer, "standard-3", "not_met", "鍵の置き場が決まっていない。")
    conclude(officer)


def paper(officer: Browser, kind: str, query: str = "") -> str:
    told = officer.get(f"/papers/{kind}/{WHERE}{query}")
    assert (told.status_code, told.mimetype) == (200, "application/pdf")
    return "".join(page_texts(told.data))


def test_a_sheet_is_half_filled_until_its_conclusion_and_then_has_its_report(officer):
    answer(officer, "standard-1", "met")
    answer(officer, "standard-2", "not_met", "名簿にない人が二人いた。")
    half = paper(officer, "check-sheet")
    assert "記入途中" in half
    assert "記入した人髙橋𠮷男（officer）2項目" in half
    assert officer.get(f"/papers/inspection-report/{WHERE}").status_code == 404
    conclude(officer)
    whole = paper(officer, "check-sheet")
    assert "記入途中" not in whole
    assert "結論" in whole
    assert re.search(r"特記事項第\d+否名簿にない人が二人いた。", whole)
    blank = paper(officer, "check-sheet", "&blank=1")
    assert "名簿にない人" not in blank
    assert "結論" not in blank


def test_the_report_counts_the_sheet_group_by_group_and_in_all(officer):
    answer(officer, "standard-1", "met")
    answer(officer, "standard-2", "not_met", "名簿にない人が二人いた。")
    answer(officer, "standard-21", "not_applicable", "従事者は一人だけ。")
    conclude(officer)
    text = paper(officer, "inspection-report")
    [(items, *counts)] = re.findall(r"計(\d{3})(1)(1)(1)(\d{3})3指摘", text)
    assert int(items) == 3 + int(counts[-1])
    assert re.search(r"A組織的安全管理措置\d\d110\d\dB", text)
    assert "1A2名簿にない人が二人いた。" in text
    assert "未是正1件" in text


def test_the_report_says_what_this_visit_saw_of_the_last_finding(officer):
    answer(officer, f"earlier_finding-{YEAR.start - 1}-1-1", "met")
    conclude_with_a_finding(officer)
    assert f"{YEAR.start - 1}-1-1鍵の貸出簿に空欄がある1。適" in paper(officer, "inspection-report")


def test_a_sheet_with_nothing_wrong_but_open_items_is_not_passed(officer, city):
    """Whatever a workbook says that was loaded over it."""
    answer(officer, "standard-1", "met")
    visit = visit_cells(実施日=today(), 総合判定="適")
    assert city.load_sheets(契約=[], 立入調査=[visit]).written
    told = officer.get(f"/papers/inspection-report/{WHERE}")
    [text] = page_texts(told.data)
    assert chosen_outcomes(told.data) == ["未確認あり"]
    assert "台帳の判定適" in text
    assert re.search(r"計(\d{3})100(\d{3})3指摘", text)


def addresses(page: str, kind: str) -> list[str]:
    return [unescape(found) for found in re.findall(rf'href="(/papers/{kind}/[^"]+)"', page)]


def test_the_papers_are_offered_where_one_thinks_of_them_and_each_link_leads_to_one(officer):
    answer(officer, "standard-1", "met")
    pages = (
        f"/contracts/{NUMBER}?view=inspections",
        f"/check-sheets/{WHERE}",
        f"/inspections?year={YEAR.start}",
    )
    offered = {page: addresses(officer.get(page).text, "inspection-report") for page in pages}
    assert [len(found) for found in offered.values()] == [1, 0, 0]  # last year's visit
    conclude_with_a_finding(officer)
    for page, number in zip(pages, (2, 1, 1), strict=True):
        found = addresses(officer.get(page).text, "inspection-report")
        assert len(found) == number, page
        for link in found:
            told = officer.get(link)
            assert (told.status_code, told.mimetype) == (200, "application/pdf")


def test_the_report_comes_as_a_download_under_its_name(officer):
    conclude_with_a_finding(officer)
    told = officer.get(f"/papers/inspection-report/{WHERE}")
    disposition = told.headers["Content-Disposition"]
    assert "attachment" in disposition
    assert "%E7%AB%8B%E5%85%A5%E8%AA%BF%E6%9F%BB%E7%B5%90%E6%9E%9C%E5%A0%B1%E5%91%8A" in disposition


@pytest.mark.parametrize(
    "query",
    ["year=2031", "year=きのう", f"year={'9' * 5000}", "branch=9", "round=99", "round=-1"],
)
def test_a_report_that_cannot_be_is_not_found(officer, query):
    conclude_with_a_finding(officer)
    assert officer.get(f"/papers/inspection-report/{NUMBER}?{query}").status_code == 404


def test_without_a_year_it_is_the_last_visit_that_was_made(officer):
    told = officer.get(f"/papers/inspection-report/{NUMBER}")
    text = "".join(page_texts(told.data))
    assert f"年度・回{FiscalYear(YEAR.start - 1).short_label}第1回" in text


def test_another_departments_report_is_as_if_it_were_not_there(officer, city):
    conclude_with_a_finding(officer)
    stranger = Browser(city).come_in("elsewhere")
    assert stranger.get(f"/papers/inspection-report/{WHERE}").status_code == 404
    assert stranger.get(f"/papers/inspection-report/{OTHER}").status_code == 404  # no visit yet


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR, Role.ADVISOR])
def test_whoever_may_not_take_papers_away_is_offered_none(city, role):
    add_person(city, "reader", role)
    browser = Browser(city).come_in("reader")
    told = browser.get(f"/papers/inspection-report/{NUMBER}")
    offered = addresses(
        browser.get(f"/contracts/{NUMBER}?view=inspections").text, "inspection-report"
    )
    assert bool(offered) is (told.status_code == 200)
    listed = browser.get(f"/inspections?year={YEAR.start - 1}").text
    assert bool(addresses(listed, "inspection-report")) is (told.status_code == 200)


def test_a_day_is_that_of_the_report(city):
    assert "現在" in report(city, "--fiscal-year", YEAR.start - 1, "--on", date(2099, 1, 1))
