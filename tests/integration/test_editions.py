"""版: the secretariat copies, changes, compares and publishes; what is published never changes."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.clock import today
from app.records.database import db
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from checklists.library import library
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

DEPARTMENT, NUMBER = "教育支援課", "R8-001"
YEAR = FiscalYear.of(today())
SHEET = f"/check-sheets/{NUMBER}?branch=0&year={YEAR.start}&round=1"
SHIPPED = "standard-2026"
OWN_TEXT = "窓口で、名前を呼ばずに番号で呼び出している。"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract that runs, the secretariat with two people, and an officer."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(
                NUMBER,
                所管課=DEPARTMENT,
                開始日=YEAR.days.first.isoformat(),
                終了日=YEAR.days.last.isoformat(),
                特記事項="national-act-2023",
            )
        ]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "secretariat", Role.SECRETARIAT, name="北川 みのり")
    add_person(installation, "colleague", Role.SECRETARIAT, name="水城 あおい")
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    return installation


@pytest.fixture
def keeper(city: Installation) -> Browser:
    return Browser(city).come_in("secretariat")


def begin(keeper: Browser, key: str = "one-click") -> str:
    """The address of a new draft."""
    return str(keeper.send(f"/editions/{SHIPPED}/copy", form_key=key).location)


def hidden(page: str, name: str) -> str:
    return str(re.findall(rf'name="{name}"[^>]*value="([^"]*)"', page)[0])


def typed(**other: str) -> dict[str, str]:
    return {
        "text": OWN_TEXT,
        "look_at": "呼出しの様子",
        "group": "C",
        "answers_to": "safe_keeping",
        "form_key": "own",
        **other,
    }


def publish(keeper: Browser, draft: str, day: str, **other: str):
    seen = hidden(keeper.get(f"{draft}/publish").text, "seen")
    given = {"title": "市の票", "edition": "2027", "used_from": day, "seen": seen}
    return keeper.send(f"{draft}/publish", **{**given, **other})


def bodies(city: Installation) -> list[tuple[str, str]]:
    return city.rows("SELECT id, body FROM check_sheets ORDER BY id")


def edition_of(city: Installation) -> str:
    [(edition,)] = city.rows("SELECT edition FROM inspection_sheets")
    return str(edition)


def test_a_copy_asks_what_the_edition_asks_and_a_second_click_makes_no_second(keeper, city):
    draft = begin(keeper)
    assert begin(keeper) == draft
    assert city.count("sheet_drafts") == 1
    page = keeper.get(draft).text
    assert "100項目" in page
    assert keeper.get(f"/editions/compare?before={SHIPPED}&after=draft-1").text.count("同じです")
    assert "2026の写し" in keeper.get("/editions").text


def test_items_are_taken_over_written_changed_moved_and_taken_out(keeper):
    draft = begin(keeper)
    assert keeper.send(f"{draft}/add", item="printer").status_code == 303
    own = keeper.send(f"{draft}/own", **typed())
    assert keeper.send(f"{draft}/own", **typed()).status_code == 303  # the second click
    subject = own.location.partition("#item-")[2]
    item = f"{draft}/items/camera-retention"
    words = "監視カメラの映像を、90日のあいだ残している。"
    seen = hidden(keeper.get(item).text, "seen")
    assert keeper.send(item, **typed(text=words, seen=seen)).status_code == 303
    seen = hidden(keeper.get(f"{draft}/items/firewall").text, "seen")
    assert keeper.send(f"{draft}/items/firewall", remove="1", seen=seen).status_code == 303
    seen = hidden(keeper.get(draft).text, "seen")
    marks = re.findall(r'name="seen" value="([^"]*)"', keeper.get(draft).text)
    assert keeper.send(f"{draft}/move", up=subject, seen=marks[-1]).status_code == 303
    told = keeper.get(f"/editions/compare?before={SHIPPED}&after=draft-1").text
    assert "追加 2件" in told
    assert "削除 1件" in told
    assert "文言の変更 1件" in told
    assert words in told
    assert library()["camera-retention"].text in told
    page = keeper.get(draft).text
    assert page.index(OWN_TEXT) < page.index(library()["printer"].text)
    assert seen


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "入力してください"),
        ({"text": "あ" * 301}, "300文字以内"),
        ({"text": "あ" * 300_000}, "文字以内にしてください"),
        ({"group": "Z"}, "一覧から選んでください"),
        ({"answers_to": ""}, "選んでください"),
        ({"answers_to": "weather"}, "一覧から選んでください"),
        ({"text": library()["firewall"].text}, "同じ文の項目が、もうあります"),
        ({"text": "あ\u202eい"}, "使えない文字"),
    ],
)
def test_an_item_that_cannot_be_is_said_and_nothing_typed_is_lost(keeper, city, fields, sentence):
    draft = begin(keeper)
    refused = keeper.send(f"{draft}/own", **typed(**fields))
    assert refused.status_code == 200
    assert sentence in refused.text
    assert "呼出しの様子" in refused.text
    assert "100項目" in keeper.get(draft).text


def test_a_megabyte_of_text_is_refused_by_a_sentence_and_too_much_for_a_page_too(keeper):
    draft = begin(keeper)
    refused = keeper.send(f"{draft}/own", **typed(text="a" * 1_200_000))
    assert (refused.status_code, "文字以内" in refused.text) == (200, True)
    assert keeper.send(f"{draft}/own", **typed(text="a" * 5_000_000)).status_code == 413


@pytest.mark.parametrize("items", [["nothing"], [], ["printer", "nothing"]])
def test_an_item_that_the_library_does_not_have_is_refused(keeper, items):
    draft = begin(keeper)
    refused = keeper.send(f"{draft}/add", item=items)
    assert "項目集にある項目を" in refused.text
    assert "100項目" in keeper.get(draft).text


def test_an_item_of_the_library_is_taken_over_once(keeper):
    draft = begin(keeper)
    assert keeper.send(f"{draft}/add", item=["printer", "shredding"]).status_code == 303
    assert "もう入っています" in keeper.send(f"{draft}/add", item="printer").text


def test_two_people_at_one_item_are_told_and_the_second_sees_both(keeper, city):
    draft = begin(keeper)
    item = f"{draft}/items/firewall"
    seen = hidden(keeper.get(item).text, "seen")
    colleague = Browser(city).come_in("colleague")
    assert colleague.send(item, **typed(text="先の文。", seen=seen)).status_code == 303
    refused = keeper.send(item, **typed(text="後の文。", seen=seen))
    assert "先に水城 あおい（colleague）がここを変えています" in refused.text
    assert "先の文。" in refused.text
    assert "後の文。" in refused.text
    again = typed(text="後の文。", seen=hidden(refused.text, "seen"))
    assert keeper.send(item, **again).status_code == 303
    assert "後の文。" in keeper.get(draft).text


def test_an_item_that_somebody_took_out_keeps_what_was_typed_on_the_page(keeper, city):
    draft = begin(keeper)
    item = f"{draft}/items/firewall"
    seen = hidden(keeper.get(item).text, "seen")
    Browser(city).come_in("colleague").send(item, remove="1", seen=seen)
    refused = keeper.send(item, **typed(seen=seen))
    assert refused.status_code == 200
    assert OWN_TEXT in refused.text
    assert keeper.get(item).status_code == 404


def test_a_move_on_an_old_page_is_told_and_not_made(keeper, city):
    draft = begin(keeper)
    seen = re.findall(r'name="seen" value="([^"]*)"', keeper.get(draft).text)[-1]
    for _ in range(2):
        keeper.send(f"{draft}/move", down="responsible-person", seen=seen)
    page = keeper.get(draft).text
    assert "先に北川 みのり（secretariat）がここを変えています" in page
    order = re.findall(r'id="item-([^"]+)"', page)
    assert order[:3] == ["handlers-as-reported", "responsible-person", "scope-by-role"]


def test_a_published_edition_is_used_from_its_day_and_opened_sheets_keep_theirs(keeper, city):
    officer = Browser(city).come_in("officer")
    [item, *_] = re.findall(r'data-item="([^"]+)"', officer.get(SHEET).text)
    officer.send(SHEET.replace("R8", "answer/R8", 1), item=item, verdict="met")
    draft = begin(keeper)
    keeper.send(f"{draft}/own", **typed())
    day = today().isoformat()
    done = publish(keeper, draft, day)
    assert done.location == "/editions/own-1"
    assert edition_of(city) == SHIPPED
    assert OWN_TEXT not in officer.get(f"{SHEET}&group=C").text
    assert OWN_TEXT in officer.get(SHEET.replace("round=1", "round=2") + "&group=C").text
    assert keeper.get(draft).status_code == 404
    listed = keeper.get("/editions").text
    assert "市の票 2027年版" in listed
    assert "公開済・以前の版" in listed
    assert log_lines(city)[-1][1:3] == ("publish_check_sheet", f"own-1 {day}")


def test_an_edition_for_a_later_day_is_not_used_before_it(keeper, city):
    draft = begin(keeper)
    keeper.send(f"{draft}/own", **typed())
    later = (today() + timedelta(days=30)).isoformat()
    assert publish(keeper, draft, later).status_code == 303
    assert "公開済・これから使う" in keeper.get("/editions").text
    officer = Browser(city).come_in("officer")
    assert OWN_TEXT not in officer.get(f"{SHEET}&group=C").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"used_from": "2020-04-01"}, "今日か、それより後の日"),
        ({"used_from": "2027-02-30"}, "暦にない日"),
        ({"used_from": ""}, "入力してください"),
        ({"edition": "2026", "title": "立入調査 標準チェックシート"}, "同じ名前の版"),
        ({"title": " "}, "入力してください"),
        ({"edition": "あ" * 61}, "60文字以内"),
        ({"seen": "what nobody has shown"}, "変えています"),
    ],
)
def test_a_publication_that_cannot_be_is_said_and_not_made(keeper, city, fields, sentence):
    draft = begin(keeper)
    before = bodies(city)
    refused = publish(keeper, draft, today().isoformat(), **fields)
    assert refused.status_code == 200
    assert sentence in refused.text
    assert bodies(city) == before


def test_an_empty_edition_is_not_published(keeper, city):
    draft = begin(keeper)
    city.change("UPDATE sheet_drafts SET items = '[]'")
    refused = publish(keeper, draft, today().isoformat())
    assert "一つもない版は公開できません" in refused.text
    assert len(bodies(city)) == 1


def test_two_editions_cannot_begin_on_one_day_and_one_draft_is_published_once(keeper, city):
    first, second = begin(keeper), begin(keeper, "another")
    day = today().isoformat()
    seen = hidden(keeper.get(f"{first}/publish").text, "seen")
    given = {"title": "市の票", "edition": "2027", "used_from": day, "seen": seen}
    assert keeper.send(f"{first}/publish", **given).status_code == 303
    assert keeper.send(f"{first}/publish", **given).status_code == 404
    refused = publish(keeper, second, day, edition="2028")
    assert "その日から使う版が、もうあります" in refused.text
    assert len(bodies(city)) == 2


@pytest.mark.parametrize(
    "statement", ["UPDATE check_sheets SET title = 'x'", "DELETE FROM check_sheets"]
)
def test_the_database_itself_refuses_to_change_a_published_edition(city, statement):
    before = bodies(city)
    with (
        city.app.app_context(),
        pytest.raises(DatabaseError, match="never changes"),
        db.engine.begin() as connection,
    ):
        connection.execute(text(statement))
    assert bodies(city) == before


def test_a_draft_is_thrown_away_as_it_was_shown_only(keeper, city):
    draft = begin(keeper)
    assert keeper.send(f"{draft}/discard", seen="old").status_code == 303
    assert city.count("sheet_drafts") == 1
    marks = re.findall(r'name="seen" value="([^"]*)"', keeper.get(draft).text)
    assert keeper.send(f"{draft}/discard", seen=marks[-1]).location == "/editions"
    assert city.count("sheet_drafts") == 0


def test_an_officer_reads_editions_and_sees_no_draft(keeper, city):
    draft = begin(keeper)
    officer = Browser(city).come_in("officer")
    page = officer.get("/editions").text
    assert "2026年版" in page
    assert "下書き" not in page
    assert "写して" not in officer.get(f"/editions/{SHIPPED}").text
    assert "下書き" not in officer.get(f"/editions/compare?before={SHIPPED}&after=draft-1").text
    for path in (draft, f"{draft}/add", f"{draft}/own", f"{draft}/publish"):
        assert officer.get(path).status_code == 403
    assert officer.send(f"/editions/{SHIPPED}/copy").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/editions/nothing", "/editions/drafts/99", "/editions/drafts/99/publish"],
)
def test_what_is_not_there_is_not_found(keeper, path):
    assert keeper.get(path).status_code == 404


def test_names_that_no_edition_has_are_answered_with_a_sentence(keeper):
    page = keeper.get("/editions/compare?before=nothing&after=draft-77").text
    assert "選ばれた版がありません" in page
    assert "この言葉のある項目はありません" in keeper.get("/editions/library?q=ぷりん").text
    assert "カメラ" in unescape(keeper.get("/editions/library?q=カメラ").text)
