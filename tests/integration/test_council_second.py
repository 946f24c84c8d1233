"""付議の二人目: who is slower sees what is on file, and what leads where for whom."""

from __future__ import annotations

import re

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from tests.books import contract_cells
from tests.integration.browser import Browser
from tests.integration.council_city import (
    DEPARTMENT,
    NOT_KEPT,
    OTHER,
    OWN,
    OWN_CANARY,
    as_,
    day,
    fill_in,
    make_council,
)
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation

MATTER, OPINION = "F-8", "/council/opinion/F-8"
ANSWER, CHANGE = "/council/opinion-answer/F-8?key=1", "/council/opinion-change/F-8?key=1"
YEAR = FiscalYear.of(today())
WHERE = f"{OWN}?branch=0&year={YEAR.start}&round=1"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A matter of two departments, with an opinion that led to a safeguard of one of them."""
    make_council(installation)
    loaded = installation.load_sheets(
        契約=[],
        付議=[
            {
                "付議番号": MATTER,
                "開催日": "2026-05-14",
                "会議": "令和8年度第1回",
                "区分": "報告",
                "件名": "二つの課の委託について",
                "契約番号": f"{OWN}、{OTHER}",
            }
        ],
        保護対策=[
            {
                "契約番号": OTHER,
                "番号": "S77",
                "実施者": "受託者",
                "区分": "運用上",
                "対策": "鍵を二人で扱う",
                "由来": "委員意見",
            }
        ],
    )
    assert loaded.written, loaded.errors
    said = {"said_by": "委員", "text": "鍵はだれが持つのか", "promised": "S77"}
    assert fill_in(as_(installation, "secretariat"), OPINION, **said).status_code == 303
    return installation


def test_a_department_answers_an_opinion_that_led_to_anothers_safeguard(city):
    officer = as_(city, "officer")
    answered = fill_in(officer, ANSWER, answer="収納課が二人で扱います。")
    assert answered.status_code == 303
    page = as_(city, "secretariat").get(f"/council/matters/{MATTER}").text
    assert "収納課が二人で扱います。" in page
    assert "S77" in page
    unknown = fill_in(officer, ANSWER, promised="S77\nS78")
    assert unknown.status_code == 200
    assert "S78：この番号の保護対策は" in unknown.text


def test_who_answers_an_opinion_second_sees_the_answer_on_file(city):
    officer = as_(city, "officer")
    slower = boxes(officer.get(ANSWER).text)
    first = fill_in(as_(city, "manager"), ANSWER, answer="先に書いた対応", promised="S77\nS1")
    assert first.status_code == 303
    told = officer.send_as_is(ANSWER, **{**slower, "answer": "後から書いた対応"})
    assert told.status_code == 200
    assert "𠮷田 一さんが先に保存しました" in told.text
    table = told.text[told.text.index("いま台帳にある内容との違い") :]
    table = table[: table.index("</table>")]
    for words in ("先に書いた対応", "後から書いた対応", "S77\nS1"):
        assert words in table, words
    assert "先に書いた対応" in officer.get(f"/council/matters/{MATTER}").text


def test_who_changes_a_session_second_sees_what_is_on_file(city):
    secretariat = as_(city, "secretariat")
    typed = {"name": "令和8年度第9回", "place": "第一会議室", **day("held_on", 2026, 9, 10)}
    assert fill_in(secretariat, "/council/session", **typed).status_code == 303
    [(key,)] = city.rows(
        "SELECT id FROM council_sessions WHERE is_current AND place = '第一会議室'"
    )
    path = f"/council/session/{key}"
    slower = boxes(secretariat.get(path).text)
    moved = fill_in(secretariat, path, place="第二会議室", **day("held_on", 2026, 9, 11))
    assert moved.status_code == 303
    told = secretariat.send_as_is(path, **{**slower, "remarks": "後から書いた備考"})
    assert told.status_code == 200
    table = told.text[told.text.index("いま台帳にある内容との違い") :]
    table = table[: table.index("</table>")]
    for words in ("第一会議室", "第二会議室", "R8.9.10", "R8.9.11", "後から書いた備考"):
        assert words in table, words


def visited(officer: Browser) -> None:
    """A visit at which everything was 適 but one promise to the council."""
    first = officer.get(f"/check-sheets/{WHERE}").text
    for group in dict.fromkeys(re.findall(r"group=([A-Z])", first)):
        path = f"/check-sheets/{WHERE}&group={group}"
        page = officer.get(path).text
        fields = {}
        for part in page.split('data-item="')[1:]:
            item, fails = part[: part.index('"')], NOT_KEPT in part
            fields[f"verdict {item}"] = "not_met" if fails else "met"
            fields[f"comment {item}"] = "見ていなかった。" if fails else ""
            fields[f"due {item}"] = ""
        assert officer.send(path, **fields).status_code == 303
    concluded = officer.send(
        f"/check-sheets/conclusion/{WHERE}",
        form_key="one-click",
        carried_out_on=today().isoformat(),
        method="on_site",
        officers="宮野",
    )
    assert concluded.status_code == 303, concluded.text


def row_of(page: str, promise: str) -> str:
    before, after = page.split(promise, 1)
    return before[before.rindex("<tr>") :] + after[: after.index("</tr>")]


def way_of(city: Installation, login: str) -> str:
    """Where 「何で確かめたか」 leads this person, who gets there."""
    browser = as_(city, login)
    row = row_of(browser.get("/council/promises").text, NOT_KEPT)
    [way] = set(re.findall(r'href="(/(?:check-sheets|reports)[^"]+)"', row))
    assert browser.get(way.replace("&amp;", "&")).status_code == 200
    return str(way)


def test_what_a_promise_was_confirmed_by_is_open_to_whoever_is_led_there(city):
    visited(as_(city, "officer"))
    assert way_of(city, "officer").startswith(f"/check-sheets/{OWN}")
    for login in ("secretariat", "auditor", "advisor"):
        assert way_of(city, login).startswith(f"/reports/visit/{OWN}")


@pytest.mark.parametrize("text", ["{text}", "操作の記録が月に一度見られていなかった。"])
def test_a_promise_that_was_put_right_is_no_longer_not_kept(city, text):
    """Also where somebody has put the words of the finding right."""
    officer = as_(city, "officer")
    visited(officer)
    before = row_of(officer.get("/council/promises").text, NOT_KEPT)
    assert "否" in before
    assert "是正済" not in before
    [(number, found)] = city.rows("SELECT number, text FROM findings WHERE is_current")
    finding = {"契約番号": OWN, "年度": YEAR.start, "回": 1, "指摘番号": number}
    mended = {"内容": text.format(text=found), "是正報告日": today(), "是正確認日": today()}
    contract = contract_cells(OWN, 件名=OWN_CANARY, 所管課=DEPARTMENT)
    loaded = city.load_sheets(契約=[contract], 指摘=[{**finding, **mended}])
    assert loaded.written, loaded.errors
    assert "否（是正済）" in row_of(officer.get("/council/promises").text, NOT_KEPT)


def test_an_opinion_stands_in_the_records_of_the_contracts_that_it_is_about(city):
    for contract in (OWN, OTHER):
        told = city.entries(contract)[-1].text
        assert told == "付議 F-8　委員の意見1（委員）　鍵はだれが持つのか　約束した対策：S77"
    assert fill_in(as_(city, "officer"), ANSWER, answer="二人で扱います。").status_code == 303
    answered = "付議 F-8　委員の意見1（委員）　対応：二人で扱います。"
    assert city.entries(OWN)[-1].text == answered
    assert city.entries(OTHER)[-1].text != answered, "another department's record"
    long = {"text": "あ" * 300, "said_by": "会長"}
    assert fill_in(as_(city, "secretariat"), CHANGE, **long).status_code == 303
    named = "付議 F-8　委員の意見1（会長）　記載を改めた：意見の内容"
    assert [city.entries(one)[-1].text for one in (OWN, OTHER)] == [named] * 2
    assert city.run("verify").exit_code == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE council_opinions SET text = '何も言わなかった'",
        "UPDATE council_opinions SET answer = '対応済み' WHERE is_current",
        "UPDATE council_opinions SET promised = '[]' WHERE is_current",
        "UPDATE council_opinions SET is_current = (1 = 0)",
        "DELETE FROM council_opinions WHERE is_current",
    ],
)
def test_an_opinion_that_was_changed_past_the_product_is_found(city, change):
    assert fill_in(as_(city, "officer"), ANSWER, answer="二人で扱います。").status_code == 303
    assert city.run("verify").exit_code == 0
    city.change(change)
    assert city.run("verify").exit_code == 1
