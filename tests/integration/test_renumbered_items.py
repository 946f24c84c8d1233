"""並べ替えた版: an item that a newer edition moves and words anew is still the same item."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask_migrate import downgrade, upgrade

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from checklists.library import library
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

DEPARTMENT, NUMBER = "教育支援課", "R8-001"
YEAR = FiscalYear.of(today())
BEFORE = FiscalYear(YEAR.start - 1)
SUBJECT, OTHER = "handlers-as-reported", "scope-by-role"
REWORDED = "取扱者の名簿と、今日ここで働いている人を突き合わせて、違いがない。"
ITEM = re.compile(r'data-item="([^"]+)".*?item__number">([^<]+)<.*?item__question">([^<]+)<', re.S)


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract of two years; the visit of the first one found the item wanting."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(
                NUMBER,
                所管課=DEPARTMENT,
                開始日=BEFORE.days.first.isoformat(),
                終了日=YEAR.days.last.isoformat(),
                特記事項="national-act-2023",
            )
        ]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "secretariat", Role.SECRETARIAT)
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    officer = Browser(installation).come_in("officer")
    visit(officer, BEFORE, date(BEFORE.start, 6, 2), library()[SUBJECT].text)
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def sheet(year: FiscalYear, group: str, path: str = "") -> str:
    return f"/check-sheets/{path}{NUMBER}?branch=0&year={year.start}&round=1&group={group}"


def items(officer: Browser, year: FiscalYear, group: str = "A") -> dict[str, tuple[str, str]]:
    """What an item says → its key and its place."""
    page = officer.get(sheet(year, group)).text
    return {text: (key, place) for key, place, text in ITEM.findall(page)}


def visit(officer: Browser, year: FiscalYear, on: date, *not_met: str) -> None:
    """Everything 適 but these, and the conclusion."""
    for group in "ABCDEF":
        fields: dict[str, str] = {}
        for text, (key, _) in items(officer, year, group).items():
            verdict = "not_met" if text in not_met else "met"
            fields |= {f"verdict {key}": verdict, f"comment {key}": "名簿が古い。"}
        assert officer.send(sheet(year, group), **fields).status_code == 303
    given = {"form_key": str(year), "method": "on_site", "officers": "宮野", "reason": ""}
    concluded = officer.send(
        sheet(year, "A", "conclusion/"), carried_out_on=on.isoformat(), **given
    )
    assert concluded.status_code == 303, concluded.text


def publish_moved_and_reworded(city: Installation) -> None:
    """The item stands one place further down, in other words, from today on."""
    keeper = Browser(city).come_in("secretariat")
    draft = str(keeper.send("/editions/standard-2026/copy", form_key="copy").location)
    seen = hidden(keeper.get(draft).text, "seen", -1)
    assert keeper.send(f"{draft}/move", down=SUBJECT, seen=seen).status_code == 303
    item = f"{draft}/items/{SUBJECT}"
    said = {"text": REWORDED, "look_at": "名簿", "group": "A", "answers_to": "handlers"}
    seen = hidden(keeper.get(item).text, "seen")
    assert keeper.send(item, **said, seen=seen, form_key="own").status_code == 303
    seen = hidden(keeper.get(f"{draft}/publish").text, "seen")
    names = {"title": "市の票", "edition": "2027", "used_from": today().isoformat()}
    assert keeper.send(f"{draft}/publish", **names, seen=seen).status_code == 303


def hidden(page: str, name: str, which: int = 0) -> str:
    return str(re.findall(rf'name="{name}"[^>]*value="([^"]*)"', page)[which])


def keys_of_findings(city: Installation) -> list[tuple[int, str | None]]:
    query = "SELECT fiscal_year, item_key FROM findings ORDER BY fiscal_year, number"
    return [tuple(row) for row in city.rows(query)]


def test_last_years_answer_and_finding_stand_beside_the_item_wherever_it_stands_now(officer, city):
    publish_moved_and_reworded(city)
    before, now = items(officer, BEFORE), items(officer, YEAR)
    assert before[library()[SUBJECT].text][1] != now[REWORDED][1]
    page = officer.get(sheet(YEAR, "A")).text
    [part] = [one for one in page.split("<section class=")[1:] if REWORDED in one]
    assert f"{BEFORE.short_label}の答え：<b>否</b>　名簿が古い。" in part
    assert f"未是正の指摘 {BEFORE.start}-1-1" in part
    assert page.count("未是正の指摘") == 1


def test_the_same_item_is_a_repeated_finding_and_another_one_in_its_place_is_none(officer, city):
    publish_moved_and_reworded(city)
    here = items(officer, YEAR)[library()[OTHER].text]
    assert here[1] == items(officer, BEFORE)[library()[SUBJECT].text][1]
    visit(officer, YEAR, today(), REWORDED, library()[OTHER].text)
    shown = f"/findings/of/{NUMBER}?year={YEAR.start}&round=1&finding="
    repeated = {n: "再指摘" in officer.get(shown + n).text for n in ("1", "2")}
    [place] = {here[1]}
    first = officer.get(shown + "1").text
    assert f"{place}　名簿が古い。" in first
    assert repeated == {"1": False, "2": True}
    assert officer.get("/findings?which=all").text.count("再指摘") == 1
    assert officer.get(f"/contracts/{NUMBER}?view=inspections").text.count("再指摘") == 1


def test_a_correction_and_a_book_leave_the_item_of_a_finding_as_it_is(officer, city):
    [(_, key)] = keys_of_findings(city)
    assert key is not None
    assert f"subject {SUBJECT}" in key.split("\n")
    row = {"契約番号": NUMBER, "年度": BEFORE.start, "回": 1, "指摘番号": "1"}
    row |= {"内容": "名簿に載っていない人がいた。", "根拠": "第8"}
    assert city.load_sheets(契約=[], 指摘=[row]).written
    assert keys_of_findings(city) == [(BEFORE.start, key)] * 2
    assert not city.load_sheets(契約=[], 指摘=[row]).written  # says nothing new
    assert len(keys_of_findings(city)) == 2
    path = f"/entries/finding-change/{NUMBER}?key={BEFORE.start}-1-1"
    opened = officer.get(path).text
    given = {"text": "名簿にない人が一人いた。", "seen": hidden(opened, "seen"), "form_key": "c"}
    sent = officer.send(path, **given)
    if sent.status_code == 200:
        sent = officer.send(path, **given, agreed=hidden(sent.text, "agreed"))
    assert sent.status_code == 303, sent.text
    assert keys_of_findings(city) == [(BEFORE.start, key)] * 3
    assert city.run("verify").exit_code == 0


def test_findings_of_before_get_their_item_from_the_sheet_that_was_answered(officer, city):
    """Migration 0019, there and back; a finding of no sheet, or of none of its places, has none."""
    rows = [
        {"契約番号": NUMBER, "年度": BEFORE.start, "回": 1, "指摘番号": number, "内容": text}
        for number, text in (("8", "自由に書いた指摘。"), ("9", "Z9　ない項目。"))
    ]
    assert city.load_sheets(契約=[], 指摘=rows).written
    before = keys_of_findings(city)
    with city.app.app_context():
        downgrade(revision="0018")
        upgrade()
    assert keys_of_findings(city) == before
    assert [key is None for _, key in before] == [False, True, True]
    assert city.run("verify").exit_code == 0
