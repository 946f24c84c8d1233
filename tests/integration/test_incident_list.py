"""事故の一覧: who sees which incidents, how far they are, and what the address may ask."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from tests.books import contract_cells
from tests.integration.browser import Browser
from tests.integration.incident_pages import (
    ELSEWHERE,
    HERE,
    KNOWN,
    a_city,
    decide,
    done,
    on,
    register,
    step,
)
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.visit_reports import NUMBER, OTHER

LATE = today() - timedelta(days=60)


def row(number: str, contract: str = NUMBER, **cells: object) -> dict[str, object]:
    told = {"契約番号": contract, "事故番号": number, "概要": f"紛失{number}"}
    return {**told, "覚知日": KNOWN.isoformat(), **cells}


@pytest.fixture
def city(installation: Installation) -> Installation:
    late = {"覚知日": LATE.isoformat(), "報告対象": "有"}
    return a_city(installation, 事故=[row("A"), row("B", **late), row("C", OTHER)])


@pytest.fixture
def secretariat(city: Installation) -> Browser:
    return Browser(city).come_in("secretariat")


def shown(browser: Browser, query: str = "") -> list[str]:
    """Which of the incidents stand in the list."""
    page = browser.get(f"/incidents?{query}").text
    return [number for number in ("A", "B", "C", "新") if f"紛失{number}" in page]


def test_a_department_sees_its_own_and_the_secretariat_every_incident(secretariat, city):
    assert shown(secretariat) == ["A", "B", "C"]
    assert shown(Browser(city).come_in("officer")) == ["A", "B"]
    assert shown(Browser(city).come_in("elsewhere")) == ["C"]


def test_the_list_is_narrowed_by_department_year_and_day(secretariat):
    assert shown(secretariat, f"department={ELSEWHERE}") == ["C"]
    year = FiscalYear.of(KNOWN).start
    assert "A" in shown(secretariat, f"year={year}")
    assert shown(secretariat, f"year={year - 5}") == []
    day = (LATE + timedelta(days=1)).isoformat()
    assert shown(secretariat, f"on={day}") == ["B"]


def test_a_late_report_stands_out(secretariat):
    assert shown(secretariat, "which=overdue") == ["B"]
    page = secretariat.get("/incidents?which=overdue").text
    assert "日超過" in page


def test_what_is_not_decided_is_a_list_of_its_own(city):
    officer = Browser(city).come_in("officer")
    assert shown(officer, "which=undecided") == []
    done(register(officer, outline="紛失新"))
    assert shown(officer, "which=undecided") == ["新"]
    assert "要否が未決定" in officer.get("/incidents?which=undecided").text
    done(decide(officer))
    assert shown(officer, "which=undecided") == []
    assert officer.get(f"/incidents/of/{HERE}").status_code == 200


def test_an_old_incident_with_its_report_is_done_without_anybody_closing_it(secretariat, city):
    old = {"覚知日": "2019-06-03", "報告書受領日": "2019-06-05"}
    contract = contract_cells("H31-001", 開始日="2019-04-01", 終了日="2020-03-31")
    assert city.load_sheets(契約=[contract], 事故=[row("新", "H31-001", **old)]).written
    assert shown(secretariat) == ["A", "B", "C"]
    assert shown(secretariat, "which=closed") == ["新"]
    assert "結了" in secretariat.get("/incidents/of/H31-001?incident=新").text
    # On the day before its report came it was still being dealt with.
    assert shown(secretariat, "on=2019-06-04") == ["新"]
    assert shown(secretariat, "on=2019-06-05") == []


def test_a_past_day_shows_what_was_known_on_it(city):
    officer, manager = Browser(city).come_in("officer"), Browser(city).come_in("manager")
    done(register(officer, outline="紛失新"))
    for name, fields in (
        ("report", on("on", KNOWN)),
        ("cause", {"cause": "確認もれ"}),
        ("persons", {"persons_told": "not_needed", "persons_words": "回収できた"}),
        ("publication", {"publication": "not_published", "publication_words": "1人だけ"}),
    ):
        done(step(officer, name, **fields))
    done(decide(officer))
    done(step(manager, "close"))
    before = f"on={(today() - timedelta(days=1)).isoformat()}"
    assert "新" not in shown(officer)
    assert "新" in shown(officer, before)
    assert shown(officer, f"which=closed&{before}") == []
    assert shown(officer, f"which=undecided&{before}") == ["新"]
    page = officer.get(f"/incidents?which=undecided&{before}").text
    cells = page[page.index("紛失新") - 900 : page.index("紛失新")]
    assert "要否が未決定" in cells
    assert "結了" not in cells


@pytest.mark.parametrize(
    "query",
    [
        "sort=nothing",
        "page=1000000000",
        "page=-1",
        "which=nothing",
        "year=abc",
        "on=2026-02-31",
        f"department={'課' * 5000}",
    ],
)
def test_what_cannot_be_asked_is_a_sentence_or_the_first_page(secretariat, query):
    assert secretariat.get(f"/incidents?{query}").status_code == 200


@pytest.mark.parametrize("sort", ["known", "number", "department"])
def test_the_list_is_sorted_both_ways(secretariat, sort):
    for way in ("", "&descending=1"):
        assert shown(secretariat, f"sort={sort}{way}") == ["A", "B", "C"]


def test_the_statements_do_not_grow_with_the_rows(secretariat, city):
    secretariat.get("/incidents")
    with statements(city) as few:
        secretariat.get("/incidents")
    more = [row(f"M{number}") for number in range(60)]
    assert city.load_sheets(契約=[], 事故=more).written
    with statements(city) as many:
        page = secretariat.get("/incidents").text
    assert "63件のうち 1～50件" in page
    assert len(few) == len(many) <= 12
