"""資料の所在: noted beside any row of the record, whatever its form asks for."""

from __future__ import annotations

import pytest
from flask_migrate import downgrade, upgrade

from app.records.database import db
from tests.integration.browser import Browser, log_lines
from tests.integration.entry_forms import boxes
from tests.integration.evidence_pages import (
    NUMBER,
    SHOW,
    attach,
    make_city,
    said,
    texts,
    verified,
)
from tests.integration.installation import Installation
from tests.unit.evidence_files import PDF

PATH = "/evidence/place/1/R8-001"
PLACE = {"binder": "契約綴り R8-3", "place": "書庫2 棚14", "document_number": "教支第123号"}
RECORD = f"/contracts/{NUMBER}?view=record"


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_city(installation, files=False)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def note(browser: Browser, key: str = "once", **changes: str):
    return browser.send(PATH, form_key=key, **{**PLACE, **changes})


def test_where_the_papers_are_is_noted_in_a_row_of_its_own(officer, city):
    assert note(officer).status_code == 303
    [_, entry] = city.entries(NUMBER)
    assert entry.text == "資料の所在を記載　1号 契約締結"
    assert entry.place == "契約綴り R8-3　書庫2 棚14　教支第123号"
    assert entry.officer == "宮野 さくら"
    assert verified(city)[0] == 0
    assert "契約綴り R8-3 書庫2 棚14 教支第123号" in said(officer.get(RECORD).text)


def test_papers_that_were_moved_are_noted_anew_and_the_old_place_stays(officer, city):
    note(officer)
    assert note(officer, key="later", place="文書庫 K-7").status_code == 303
    page = said(officer.get(SHOW).text)
    assert "書庫2 棚14" in page
    assert page.index("文書庫 K-7") < page.index("書庫2 棚14")
    assert len(texts(city)) == 3
    listed = said(officer.get(f"/evidence/contract/{NUMBER}").text)
    assert "文書庫 K-7" in listed
    assert "書庫2 棚14" not in listed


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"binder": "", "place": " ", "document_number": ""}, "どれかを書いてください"),
        ({"binder": "あ" * 201}, "200文字以内"),
        ({"place": "棚\u202e14"}, "使えない文字"),
    ],
)
def test_what_cannot_be_a_place_gets_a_sentence(officer, city, changes, sentence):
    assert sentence in note(officer, **changes).text
    assert city.count("paper_places") == 0


def test_a_double_click_notes_once_and_the_same_place_again_is_said(officer, city):
    assert note(officer).status_code == 303
    assert note(officer).status_code == 303
    assert "いまの記載と同じです" in note(officer, key="another").text
    assert city.count("paper_places") == 1
    assert [line[1] for line in log_lines(city)].count("note_paper_place") == 1


def test_others_note_nothing(city):
    assert note(Browser(city).come_in("elsewhere")).status_code == 404
    assert note(Browser(city).come_in("auditor")).status_code == 403
    assert city.count("paper_places") == 0


def test_verify_finds_a_place_that_was_changed_behind_the_product(officer, city):
    note(officer)
    city.change("UPDATE paper_places SET binder = 'x'")
    assert "が変わっています：binder" in verified(city)[1]


def test_the_tables_of_evidence_go_and_come_back_and_the_rest_stays(officer, city):
    city.run("settings", "set", "evidence_files", "はい")
    attach(officer, ("証明書.pdf", PDF))
    note(officer)
    before = city.tables(without=["attachments", "evidence_contents", "paper_places"])
    with city.app.app_context():
        db.engine.dispose()
        downgrade(revision="0021")
        upgrade()
    assert city.count("attachments") == city.count("evidence_contents") == 0
    after = city.tables(without=["attachments", "evidence_contents", "paper_places"])
    assert after == before
    assert "がありません" in verified(city)[1]  # what went with the tables is not passed over


def test_a_form_asks_where_the_papers_are_and_its_row_says_it(officer, city):
    path = f"/entries/handover/{NUMBER}"
    given = {**boxes(officer.get(path).text), "name": "児童一覧", "papers_place": "綴り R8-3"}
    told = officer.send_as_is(path, **given)
    if "agreed" in given and told.status_code == 200:
        told = officer.send_as_is(path, **{**boxes(told.text), "papers_place": "綴り R8-3"})
    assert told.status_code == 303, said(told.text)
    assert [row.place for row in city.entries(NUMBER)] == ["", "綴り R8-3"]
    assert verified(city)[0] == 0


def test_a_form_whose_row_has_a_column_for_the_papers_asks_once(officer):
    page = officer.get(f"/entries/telephone/{NUMBER}").text
    assert page.count("資料の所在") == 1
    assert "papers_place" not in page
