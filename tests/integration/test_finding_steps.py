"""指摘の運び: orders, answers, checks, later dates and reopenings, round after round."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from app.clock import today
from app.holidays import Holidays
from audits.open_days import OpenDays
from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.visit_reports import (
    DEPARTMENT,
    NUMBER,
    YEAR,
    a_city,
    digest,
    finding_cells,
    visit_cells,
)
from tests.unit.papers_read_back import page_texts

HERE = f"{NUMBER}?year={YEAR.start}&round=1&finding=1"
NAME = f"{YEAR.start}-1-1"
VISITED = max(YEAR.days.first, today() - timedelta(days=60))
DUE = today() + timedelta(days=10)
PARTS = ("year", "month", "day")
SEEN = re.compile(r'name="seen"[^>]*value="([^"]*)"')


@pytest.fixture
def city(installation: Installation) -> Installation:
    found = [finding_cells("1", 是正期限=DUE, 根拠="第8"), finding_cells("2")]
    return a_city(installation, *found, 立入調査=[visit_cells(実施日=VISITED)])


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


def step(browser: Browser, act: str, where: str = HERE, **fields: str) -> Any:
    """Opens the form, fills it in and sends it."""
    opened = browser.get(f"/findings/{act}/{where}")
    assert opened.status_code == 200, opened.text
    seen = SEEN.search(opened.text)
    given = {"seen": seen[1] if seen else "", "form_key": f"{act}{len(fields)}"}
    return browser.send(f"/findings/{act}/{where}", **{**given, **fields})


def done(told: Any) -> None:
    assert told.status_code == 303, told.text


def answer(browser: Browser, on: date = VISITED, text: str = "様式を改めた。") -> None:
    place = "綴り3"
    done(step(browser, "answer", on=on.isoformat(), text=text, place=place, form_key=text))


def check(browser: Browser, result: str, text: str = "") -> Any:
    fields = {"on": today().isoformat(), "result": result, "text": text, "place": ""}
    return step(browser, "check", **fields, form_key=f"{result}{text}")


def later(browser: Browser, act: str, due_on: date, text: str = "部品が届かない。") -> Any:
    return step(browser, act, due_on=due_on.isoformat(), text=text)


def order(browser: Browser, **more: str) -> Any:
    fields = {
        "number": "8教支第12号",
        "issued_on": today().isoformat(),
        "answer_by": DUE.isoformat(),
        "on_closed_day": "y",
        "sender": "青葉野市長",
        "contact": "教育支援課",
        "demand": "責任者が毎日確かめること。",
        "seal": "left_off",
        "finding": "1",
        "form_key": "order",
    }
    return browser.send(f"/findings/order/{HERE}", **{**fields, **more})


def page(browser: Browser, where: str = HERE) -> str:
    told = browser.get(f"/findings/of/{where}")
    assert told.status_code == 200, told.text
    return told.text


def facts(city: Installation) -> tuple[Any, ...]:
    [row] = city.rows(
        "SELECT set_due_on, answered_on, put_right_on FROM findings"
        " WHERE is_current AND number = '1'"
    )
    return tuple(None if day is None else str(day) for day in row)


def entries(city: Installation) -> list[tuple[str, str]]:
    query = "SELECT kind, text FROM entries WHERE contract = :n ORDER BY number"
    return [tuple(row) for row in city.rows(query, n=NUMBER)]


def due(city: Installation) -> tuple[str, str | None]:
    [row] = city.rows(
        "SELECT due_on, closed_on FROM due_items WHERE kind = 'corrective_action' AND basis = :b",
        b=NAME,
    )
    return str(row[0]), None if row[1] is None else str(row[1])


def is_sound(city: Installation) -> None:
    result = city.run("verify")
    assert result.exit_code == 0, result.stdout + result.stderr


def test_an_order_is_kept_as_it_was_issued_and_stands_in_the_record(city, officer):
    done(order(officer))
    kind, text = entries(city)[-1]
    assert (kind, text[:21]) == ("改善指示", f"改善指示書 8教支第12号　指摘 {NAME}"[:21])
    told = officer.get(f"/findings/order-paper/{NUMBER}?year={YEAR.start}&round=1&order=1")
    assert told.mimetype == "application/pdf"
    pages = page_texts(told.data)
    assert len(pages) == 2
    for words in ("改善指示書", "8教支第12号", "（公印省略）", NAME, "責任者が毎日確かめること。"):
        assert words in pages[0]
    assert "改善報告書" in pages[1]
    assert f"{YEAR.start}-1-2" not in pages[0]
    [(kept,)] = city.rows("SELECT paper_sha256 FROM improvement_orders")
    assert kept == digest(told.data)
    assert "改善を指示済み" in page(officer)
    is_sound(city)


def test_an_order_names_the_clause_that_it_rests_on_and_proposes_an_open_day(city, officer):
    form = officer.get(f"/findings/order/{HERE}").text
    day = [re.search(rf'name="answer_by-{part}" value="(\d+)"', form) for part in PARTS]
    proposed = date(*(int(found[1]) for found in day if found))
    assert proposed == OpenDays(Holidays()).next_open(today() + timedelta(days=14))
    number = form[form.index("文書番号") :]
    assert "※必須" in number[: number.index("</div>")]
    done(order(officer))
    told = officer.get(f"/findings/order-paper/{NUMBER}?year={YEAR.start}&round=1&order=1")
    words = "".join(page_texts(told.data)[0].split())
    assert "個人情報取扱特記事項第18（監査等）に基づき" in words
    assert "特記事項第8" in words


def test_an_order_with_a_seal_leaves_room_for_it(city, officer):
    done(order(officer, seal="sealed"))
    told = officer.get(f"/findings/order-paper/{NUMBER}?year={YEAR.start}&round=1&order=1")
    assert "公印省略" not in page_texts(told.data)[0]
    assert "公印" in page_texts(told.data)[0]


def test_a_document_number_is_given_once(officer):
    done(order(officer))
    told = order(officer, form_key="again")
    assert told.status_code == 200
    assert "すでに使われています" in told.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"finding": "9"}, "改善を指示する指摘を選んでください"),
        ({"issued_on": "2019-04-01"}, "より前の日です"),
        ({"issued_on": "2099-04-01"}, "まだ来ていない日です"),
        ({"answer_by": "2019-04-01"}, "指示の日以後に"),
        ({"number": ""}, "文書番号：入力してください。"),
        ({"answer_by": "2099-05-03", "on_closed_day": ""}, "令和81年5月3日は閉庁日です"),
    ],
)
def test_an_order_that_cannot_be_gets_a_sentence_and_no_paper(city, officer, fields, sentence):
    told = order(officer, **fields)
    assert told.status_code == 200
    assert sentence in told.text
    assert city.count("improvement_orders") == 0
    assert city.count("papers_on_file") == 0


def test_the_answer_and_the_check_close_the_finding_and_its_due_item(city, officer):
    answer(officer)
    assert facts(city) == (DUE.isoformat(), VISITED.isoformat(), None)
    assert due(city) == (DUE.isoformat(), None)
    assert "確認待ち" in page(officer)
    done(check(officer, "enough", "現地で見た。"))
    assert facts(city)[2] == today().isoformat()
    assert due(city) == (DUE.isoformat(), today().isoformat())
    told = entries(city)[-2:]
    assert told == [
        ("是正報告", f"{NAME} 是正の報告を受領　様式を改めた。"),
        ("是正確認", f"{NAME} 是正を確認　現地で見た。"),
    ]
    is_sound(city)


def test_an_answer_that_does_not_convince_begins_another_round_and_all_of_it_is_kept(city, officer):
    answer(officer)
    assert "何が足りないか" in check(officer, "not_enough").text
    done(check(officer, "not_enough", "一か所が残っている。"))
    assert facts(city) == (DUE.isoformat(), None, None)
    answer(officer, today(), "残りも直した。")
    done(check(officer, "enough"))
    steps = city.rows("SELECT turn, act, text FROM finding_steps ORDER BY id")
    assert [tuple(row)[:2] for row in steps] == [
        (1, "answer"),
        (1, "refuse"),
        (2, "answer"),
        (2, "confirm"),
    ]
    text = page(officer)
    positions = [
        text.index(words) for words in ("様式を改めた。", "一か所が残っている。", "残りも直した。")
    ]
    assert positions == sorted(positions)
    kinds = [kind for kind, _ in entries(city)]
    assert "訂正" not in kinds
    assert kinds[-4:] == ["是正報告", "改善指示", "是正報告", "是正確認"]
    is_sound(city)


def test_a_manager_moves_the_date_with_a_reason_and_the_old_one_stays_visible(city, manager):
    new = DUE + timedelta(days=30)
    done(later(manager, "extend", new))
    assert due(city)[0] == new.isoformat()
    assert "から変更" in page(manager)
    kind, text = entries(city)[-1]
    assert kind == "改善指示"
    assert "部品が届かない。" in text
    assert "→" in text
    is_sound(city)


def test_a_date_is_only_moved_to_a_later_day(city, manager):
    told = later(manager, "extend", DUE)
    assert told.status_code == 200
    assert "より後の日にしてください" in told.text
    assert city.count("finding_steps") == 0


def test_what_was_put_right_is_opened_again_by_the_manager_with_a_new_date(city, officer, manager):
    answer(officer)
    done(check(officer, "enough"))
    new = today() + timedelta(days=40)
    done(later(manager, "reopen", new, "同じことがまた起きた。"))
    assert facts(city) == (new.isoformat(), None, None)
    assert due(city) == (new.isoformat(), None)
    kind, text = entries(city)[-1]
    assert kind == "指摘"
    assert "同じことがまた起きた。" in text
    answer(officer, today(), "もう一度直した。")
    assert "第2回" in page(officer)
    is_sound(city)


def test_an_answered_finding_is_not_opened_again(manager, officer):
    answer(officer)
    told = manager.get(f"/findings/reopen/{HERE}")
    assert "ここでは何もすることがありません" in told.text
    sent = manager.send(
        f"/findings/reopen/{HERE}", due_on=DUE.isoformat(), text="x", seen="", form_key="k"
    )
    assert "いま「確認待ち」です" in sent.text


@pytest.mark.parametrize("act", ["extend", "reopen"])
def test_an_officer_neither_extends_nor_reopens(officer, act):
    assert officer.get(f"/findings/{act}/{HERE}").status_code == 403


@pytest.mark.parametrize("act", ["answer", "check", "order", "extend", "reopen", "of"])
def test_another_department_and_those_who_only_look_are_kept_out(city, act):
    elsewhere = Browser(city).come_in("elsewhere")
    assert elsewhere.get(f"/findings/{act}/{HERE}").status_code == 404
    add_person(city, "auditor", Role.AUDITOR)
    auditor = Browser(city).come_in("auditor").get(f"/findings/{act}/{HERE}")
    assert auditor.status_code == (200 if act == "of" else 403)


def test_of_two_people_at_once_the_second_is_told_and_writes_nothing(city, officer):
    add_person(city, "colleague", (Role.OFFICER, DEPARTMENT), name="森 みどり")
    colleague = Browser(city).come_in("colleague")
    answer(officer)
    opened = colleague.get(f"/findings/check/{HERE}").text
    done(check(officer, "not_enough", "足りない。"))
    answer(officer, today(), "直した。")
    seen = SEEN.search(opened)
    assert seen is not None
    fields = {"on": today().isoformat(), "result": "enough", "text": "見た", "form_key": "c"}
    told = colleague.send(f"/findings/check/{HERE}", seen=seen[1], **fields)
    assert "入力している間に、この指摘が変わりました" in told.text
    assert facts(city)[2] is None


def test_a_double_click_answers_once(city, officer):
    fields = {"on": today().isoformat(), "text": "直した。", "place": "", "form_key": "one"}
    done(step(officer, "answer", **fields))
    done(officer.send(f"/findings/answer/{HERE}", seen="", **fields))
    assert city.count("finding_steps") == 1


@pytest.mark.parametrize(
    ("on", "sentence"), [("2019-04-01", "より前の日です"), ("2099-04-01", "まだ来ていない日です")]
)
def test_a_day_that_cannot_be_gets_a_sentence(officer, on, sentence):
    told = step(officer, "answer", on=on, text="直した。", place="")
    assert told.status_code == 200
    assert sentence in told.text


def test_the_same_item_or_clause_in_an_earlier_year_is_marked_with_the_way_there(installation):
    before = visit_cells(年度=YEAR.start - 1, 実施日=YEAR.days.first - timedelta(days=30))
    early = finding_cells("4", 年度=YEAR.start - 1, 根拠="第3")
    found = [early, finding_cells("1"), finding_cells("2", 内容="B9　別のこと。", 根拠="第9")]
    city = a_city(installation, *found, 立入調査=[before, visit_cells()])
    officer = Browser(city).come_in("officer")
    told = page(officer)
    assert "再指摘" in told
    assert f"{YEAR.start - 1}-1-4</a>" in told
    assert "再指摘" not in page(officer, HERE.replace("finding=1", "finding=2"))
    assert officer.get("/findings?which=all").text.count("再指摘") == 1
    assert officer.get(f"/contracts/{NUMBER}?view=inspections").text.count("再指摘") == 1


def test_verify_finds_a_changed_step(city, officer):
    answer(officer)
    city.change("UPDATE finding_steps SET text = '別のこと'")
    assert city.run("verify").exit_code == 1


@pytest.mark.parametrize("change", ["document_number = '8教支第99号'", "answer_by = '2030-01-04'"])
def test_verify_finds_a_changed_order(city, officer, change):
    done(order(officer))
    city.change(f"UPDATE improvement_orders SET {change}")  # noqa: S608
    assert city.run("verify").exit_code == 1


def test_a_later_book_corrects_the_last_answer_and_the_chain_stays_sound(city, officer):
    answer(officer)
    done(check(officer, "not_enough", "足りない。"))
    answer(officer, today(), "直した。")
    changed = finding_cells("1", 是正報告日=today() - timedelta(days=1))
    assert city.load_sheets(契約=[], 指摘=[changed]).written
    kind, text = entries(city)[-1]
    assert kind == "訂正"
    assert "是正の報告を受領" in text
    is_sound(city)


@pytest.mark.parametrize("finding", ["9", "", "x" * 5_000])
def test_a_finding_that_is_not_there_is_not_found(officer, finding):
    where = f"{NUMBER}?year={YEAR.start}&round=1&finding={finding}"
    assert officer.get(f"/findings/of/{where}").status_code == 404
