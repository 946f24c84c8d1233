"""完了の後: what a closed contract still takes, and what opens it again by itself."""

from __future__ import annotations

import pytest

from app.clock import now
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes, send
from tests.integration.evidence_pages import attach, switch
from tests.integration.installation import Installation
from tests.unit.evidence_files import PDF

DEPARTMENT = "教育支援課"
NUMBER = "R2-001"
PAGE = f"/contracts/{NUMBER}"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract that ended before the oversight began, closed by its manager."""
    contract = contract_cells(NUMBER, 所管課=DEPARTMENT, 開始日="2020-04-01", 終了日="2021-03-31")
    note = {"契約番号": NUMBER, "日付": "2020-06-01", "区分": "打合せ", "内容": "初回の打合せ"}
    assert installation.load_sheets(契約=[contract], 記録=[note]).written
    assert installation.run("settings", "set", "oversight_start", "2026-04-01").exit_code == 0
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT))
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    manager = Browser(installation).come_in("manager")
    path = f"/decisions/close/{NUMBER}"
    fields = boxes(manager.get(path).text) | {"reason": "すべて終わった"}
    assert manager.send_as_is(path, **fields).status_code == 303
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def kinds(city: Installation) -> list[str]:
    return [entry.kind for entry in city.entries(NUMBER)]


def test_nothing_new_is_entered_and_the_sentence_says_who_can_help(officer, city):
    before = kinds(city)
    assert before[-1] == "完了"
    for deed, more in (("telephone", {"text": "電話"}), ("handover", {"name": "名簿"})):
        path = f"/entries/{deed}/{NUMBER}"
        answer = send(officer, path, boxes(officer.get(path).text) | more)
        assert answer.status_code == 200
        assert "所属長が契約を再開してください。" in answer.text
        assert more.popitem()[1] in answer.text
    assert kinds(city) == before


def test_what_is_wrong_is_still_put_right(officer, city):
    [(key,)] = city.rows("SELECT id FROM notes")
    path = f"/entries/note-change/{NUMBER}?id={key}"
    fields = boxes(officer.get(path).text) | {"text": "二回目の打合せ"}
    assert send(officer, path, fields).status_code == 303
    assert kinds(city)[-1] == "訂正"


def test_what_was_agreed_is_not_changed_any_more_but_corrected(officer, city):
    path = f"/entries/contract-change/{NUMBER}"
    fields = boxes(officer.get(path).text) | {"title": "別の件名", "amended_reason": "変えた"}
    fields |= {"amended_on-year": "2021-02-01", "amended_on-month": "", "amended_on-day": ""}
    refused = send(officer, path, fields | {"amendment": "amended"})
    assert "加えられるのは訂正だけです" in refused.text
    assert send(officer, path, fields | {"amendment": "corrected"}).status_code == 303
    assert kinds(city)[-1] == "訂正"


def test_the_page_offers_only_what_can_be_done(officer):
    page = officer.get(f"{PAGE}?view=overview").text
    assert "電話確認を記録" not in page
    assert "不成立を記録" not in page
    assert "事故を登録" in page
    assert "記録を訂正" in officer.get(f"{PAGE}?view=record").text


def incident(number: str, known_on: str = "2026-11-19") -> dict[str, str]:
    return {"契約番号": NUMBER, "事故番号": number, "覚知日": known_on, "概要": "名簿の紛失"}


def test_an_incident_that_a_workbook_brings_reopens_it_too(officer, city):
    tried = city.load_sheets(
        契約=[], 事故=[incident("J-1"), incident("J-2")], at=now(), dry_run=True
    )
    [said] = [one.message for one in tried.warnings if "再開" in one.message]
    assert said == f"契約{NUMBER}は完了しています。読み込むと、この事故によって再開されます。"
    assert kinds(city)[-1] == "完了"
    assert city.load_sheets(契約=[], 事故=[incident("J-1"), incident("J-2")], at=now()).written
    assert kinds(city)[-3:] == ["事故通知", "事故通知", "再開"]
    assert "事故（J-1）を知ったため" in city.entries(NUMBER)[-1].text
    assert "電話確認を記録" in officer.get(PAGE).text
    assert city.run("verify").exit_code == 0


def test_an_incident_of_an_open_contract_or_one_on_file_reopens_nothing(city):
    assert city.load_sheets(契約=[], 事故=[incident("J-1")], at=now()).written
    again = city.load_sheets(契約=[], 事故=[incident("J-1"), incident("J-2")], at=now())
    assert not [one for one in again.warnings if "再開" in one.message]
    assert kinds(city).count("再開") == 1


def test_the_room_of_incidents_opens_it_again_too_and_says_so_before(officer, city):
    path = f"/incidents/new/{NUMBER}"
    page = officer.get(path).text
    assert "事故を登録すると、契約が再開されます。" in page
    told = {"outline": "名簿の紛失", "number": "9"}
    assert officer.send_as_is(path, **boxes(page) | told).status_code == 303
    assert kinds(city)[-2:] == ["事故通知", "再開"]
    assert "事故（9）を知ったため" in city.entries(NUMBER)[-1].text
    assert "電話確認を記録" in officer.get(PAGE).text
    assert city.run("verify").exit_code == 0


def test_who_closes_a_contract_is_told_of_an_incident_that_is_still_dealt_with(officer, city):
    path = f"/incidents/new/{NUMBER}"
    told = boxes(officer.get(path).text) | {"outline": "名簿の紛失", "number": "9"}
    assert officer.send_as_is(path, **told).status_code == 303
    manager = Browser(city).come_in("manager")
    page = manager.get(f"/decisions/close/{NUMBER}").text
    assert "事故9の対応が結了していません。" in page
    assert kinds(city)[-1] == "再開"


def decide(city: Installation, what: str) -> None:
    manager = Browser(city).come_in("manager")
    path = f"/decisions/{what}/{NUMBER}"
    fields = boxes(manager.get(path).text) | {"reason": "確かめた"}
    assert manager.send_as_is(path, **fields).status_code == 303


def test_evidence_and_places_wait_until_it_is_opened_again_but_mistakes_are_taken_back(
    officer, city
):
    switch(city, "はい")
    before = kinds(city)
    page = officer.get(f"/evidence/entry/1/{NUMBER}").text
    assert "この契約は完了しています" in page
    assert "ファイルを付ける" not in page
    place = f"/evidence/place/1/{NUMBER}"
    for answer in (
        attach(officer, ("a.pdf", PDF), number=NUMBER),
        officer.send(place, binder="綴り3", place="", document_number="", form_key="k"),
    ):
        assert answer.status_code == 422
        assert "加えられるのは訂正だけです" in answer.text
    assert kinds(city) == before
    decide(city, "reopen")
    assert attach(officer, ("a.pdf", PDF), number=NUMBER).status_code == 303
    told = officer.send(place, binder="綴り3", place="", document_number="", form_key="k")
    assert told.status_code == 303
    decide(city, "close")
    manager = Browser(city).come_in("manager")
    assert "取り下げる" in manager.get(f"/evidence/entry/1/{NUMBER}").text
    taken_back = manager.send("/evidence/withdraw/1", reason="別の契約の書類", form_key="w")
    assert taken_back.status_code == 303
    assert city.entries(NUMBER)[-1].text.startswith("証拠を取下げ")
    assert city.run("verify").exit_code == 0
