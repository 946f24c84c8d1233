"""特記事項: the secretariat brings a municipality's own clauses in, corrects and publishes them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from werkzeug.test import TestResponse

from app.clock import today
from app.records.database import db
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.clause_texts import COUNT, TEXT
from tests.integration.installation import Installation

DEPARTMENT, NUMBER = "教育支援課", "R8-001"
YEAR = FiscalYear.of(today())
SHIPPED = "national-act-2023"
ADDRESS = "/clause-sets"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract that runs, the secretariat with two people, and an officer."""
    loaded = installation.load_sheets(契約=[cells(NUMBER, 特記事項=SHIPPED)])
    assert loaded.written, loaded.errors
    add_person(installation, "secretariat", Role.SECRETARIAT, name="北川 みのり")
    add_person(installation, "colleague", Role.SECRETARIAT, name="水城 あおい")
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    return installation


@pytest.fixture
def keeper(city: Installation) -> Browser:
    return Browser(city).come_in("secretariat")


def cells(number: str, **other: str) -> dict[str, str]:
    return contract_cells(
        number,
        所管課=DEPARTMENT,
        開始日=YEAR.days.first.isoformat(),
        終了日=YEAR.days.last.isoformat(),
        **other,
    )


def bring_in(keeper: Browser, text_: str = TEXT, **other: str) -> TestResponse:
    given = {"text": text_, "earlier": "", "form_key": "one-click", **other}
    return keeper.send(f"{ADDRESS}/bring-in", **given)


def begin(keeper: Browser, text_: str = TEXT, **other: str) -> str:
    """The address of a new draft."""
    done = bring_in(keeper, text_, **other)
    assert done.status_code == 303, unescape(done.text)
    return str(done.location)


def hidden(page: str, name: str = "seen") -> str:
    return str(re.findall(rf'name="{name}"[^>]*value="([^"]*)"', page)[0])


def fields_of(page: str) -> dict[str, list[str]]:
    """What the first form of a page with a button 保存する would send as it stands."""
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if "保存する" in f)
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf'\b{part}="([^"]*)"', tag) for part in ("name", "value"))
        ticked = "checked" in tag or not re.search(r'type="(radio|checkbox)"', tag)
        if name and name[1] != "csrf_token" and ticked:
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, inside in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = [unescape(inside).removeprefix("\r\n")]
    for name, inside in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'<option selected value="([^"]*)"', inside)
        found[name] = [unescape(one) for one in chosen]
    return found


def save(keeper: Browser, path: str, **changed: object) -> TestResponse:
    """Sends the form of a page as it stands, but for what is changed."""
    return keeper.send(path, **{**fields_of(keeper.get(path).text), **changed})


def publish(keeper: Browser, draft: str, **other: str) -> TestResponse:
    seen = hidden(keeper.get(f"{draft}/publish").text)
    return keeper.send(f"{draft}/publish", **{"seen": seen, "sure": "y", **other})


def published(keeper: Browser, **names: str) -> str:
    """The address of a set that is published from the text of these tests."""
    draft = begin(keeper, form_key=names.get("edition", "one-click"))
    given = {"title": "市の特記事項", "edition": "2027", "short_title": "市の2027年版", **names}
    assert save(keeper, f"{draft}/settings", **given).status_code == 303
    done = publish(keeper, draft)
    assert done.status_code == 303, unescape(done.text)
    return str(done.location)


def bodies(city: Installation) -> list[tuple[str, str]]:
    return city.rows("SELECT id, body FROM clause_sets ORDER BY id")


def test_a_pasted_text_is_cut_and_a_second_click_makes_no_second_draft(keeper, city):
    draft = begin(keeper)
    assert begin(keeper) == draft
    assert city.count("clause_set_drafts") == 1
    page = unescape(keeper.get(draft).text)
    assert f"下書き　{COUNT}条項　もと 貼り付けた文章" in page
    rows = re.findall(r'<tr id="clause-c(\d+)">\s*<td class="number">(\d+)</td>', page)
    assert [number for _, number in rows] == [str(n) for n in range(1, COUNT + 1)]
    assert page.count("再委託の禁止") >= 2
    assert "末尾（署名など）" in page


def test_each_clause_is_proposed_a_duty_beside_the_nearest_known_one(keeper):
    page = unescape(keeper.get(begin(keeper)).text)
    fourth = page[page.index('id="clause-c4"') : page.index('id="clause-c5"')]
    assert "事があったとき" in fourth
    assert "確かめるもの：承諾、チェックシートの回答" in fourth
    assert "市の承諾があれば例外を認める" in fourth
    assert "2021年版・再委託承諾制　第10" in fourth or "2023年版・国の法律準拠　第10" in fourth
    fifth = page[page.index('id="clause-c5"') : page.index('id="clause-c6"')]
    assert "主題：特記事項の明記" in fifth


def test_the_settings_are_proposed_from_the_words_of_the_clauses(keeper):
    draft = begin(keeper)
    fields = fields_of(keeper.get(f"{draft}/settings").text)
    assert fields["binds"] == ["乙"]
    assert fields["subcontracting"] == ["with_consent"]
    assert fields["inspections_per_fiscal_year"] == ["2"]
    assert fields["certificate_to"] == ["甲"]
    assert "training_yearly" in fields
    assert "return_when_no_longer_needed" in fields


def test_a_clause_is_corrected_and_what_cannot_be_is_said(keeper):
    draft = begin(keeper)
    path = f"{draft}/clauses/c2"
    saved = save(keeper, path, heading="秘密を守ること", bound=["乙", "丙"], duty="yearly")
    assert saved.status_code == 303
    page = unescape(keeper.get(draft).text)
    second = page[page.index('id="clause-c2"') : page.index('id="clause-c3"')]
    assert "秘密を守ること" in second
    assert "乙・丙</b>　毎年度" in second
    for changed, sentence in (
        ({"number": "0"}, "1から999までの数"),
        ({"number": "二"}, "整数を入れてください"),
        ({"heading": " "}, "入力してください"),
        ({"heading": "あ" * 101}, "100文字以内"),
        ({"topic": "weather"}, "一覧から選んでください"),
        ({"duty": "never"}, "一覧から選んでください"),
        ({"bound": []}, "義務者を1つ以上"),
        ({"bound": ["丁"]}, "一覧から選んでください"),
        ({"confirmed_by": []}, "何で確かめるかを1つ以上"),
        ({"checked_at": "none"}, "調査票のどの区分で見るか"),
        ({"text": "あ" * 20_001}, "20000文字以内"),
        ({"summary": "あ\u202eい"}, "使えない文字"),
    ):
        refused = save(keeper, path, **changed)
        assert refused.status_code == 200, changed
        assert sentence in unescape(refused.text), changed


def test_a_clause_without_a_duty_binds_nobody_and_needs_no_proof(keeper):
    draft = begin(keeper)
    path = f"{draft}/clauses/c1"
    assert save(keeper, path, duty="none", checked_at="none").status_code == 303
    page = unescape(keeper.get(draft).text)
    first = page[page.index('id="clause-c1"') : page.index('id="clause-c2"')]
    assert "<b>—</b>　なし" in re.sub(r"\s+", "", first).replace("<b>—</b>なし", "<b>—</b>　なし")


def test_clauses_are_joined_and_split_and_no_word_is_lost(keeper, city):
    draft = begin(keeper)
    before = keeper.get(f"{draft}/clauses/c5").text
    joined = keeper.send(f"{draft}/clauses/c5", join="1", seen=hidden(before))
    assert joined.status_code == 303
    page = unescape(keeper.get(draft).text)
    assert f"下書き　{COUNT - 1}条項" in page
    assert 'id="clause-c5"' not in page
    assert "番号5がありません" in page
    split = unescape(keeper.get(f"{draft}/split/c4").text)
    assert "再委託先との契約書に" in split
    places = re.findall(r'name="at" value="(\d+)"', split)
    done = keeper.send(f"{draft}/split/c4", at=places[-1], seen=hidden(split))
    assert done.status_code == 303
    page = unescape(keeper.get(draft).text)
    assert f"下書き　{COUNT}条項" in page
    assert "番号5がありません" not in page
    [(body,)] = city.rows("SELECT body FROM clause_set_drafts")
    for words in ("甲の承諾があるときは", "同じことを明記しなければ", "乙　住所"):
        assert words in body


@pytest.mark.parametrize("at", ["", "3", "999999", "x", "９"])
def test_a_text_is_split_only_where_a_sentence_or_a_line_ends(keeper, at):
    draft = begin(keeper)
    seen = hidden(keeper.get(f"{draft}/split/c4").text)
    refused = keeper.send(f"{draft}/split/c4", at=at, seen=seen)
    assert "分ける場所を選んでください" in refused.text
    assert f"下書き　{COUNT}条項" in keeper.get(draft).text


def test_the_first_clause_goes_to_the_preamble_and_comes_back_and_the_last_to_the_ending(keeper):
    draft = begin(keeper)
    seen = hidden(keeper.get(f"{draft}/clauses/c1").text)
    assert keeper.send(f"{draft}/clauses/c1", join="1", seen=seen).status_code == 303
    assert f"下書き　{COUNT - 1}条項" in keeper.get(draft).text
    split = keeper.get(f"{draft}/split/preamble").text
    places = re.findall(r'name="at" value="(\d+)"', split)
    assert places[0] == "0"
    keeper.send(f"{draft}/split/preamble", at=places[1], seen=hidden(split))
    page = unescape(keeper.get(draft).text)
    assert f"下書き　{COUNT}条項" in page
    seen = hidden(keeper.get(f"{draft}/clauses/c10").text)
    assert keeper.send(f"{draft}/clauses/c10", end="1", seen=seen).status_code == 303
    assert f"下書き　{COUNT - 1}条項" in keeper.get(draft).text
    seen = hidden(keeper.get(f"{draft}/clauses/c2").text)
    told = keeper.send(f"{draft}/clauses/c2", end="1", seen=seen)
    assert "最後の条項だけ" in keeper.get(told.location).text


def test_numbers_that_are_odd_are_told_and_made_to_run_from_one(keeper):
    draft = begin(keeper)
    assert save(keeper, f"{draft}/clauses/c3", number="2").status_code == 303
    page = unescape(keeper.get(draft).text)
    assert "番号2が二度あります" in page
    refused = publish(keeper, draft)
    assert "番号2の条項が、番号2の後にあります" in unescape(refused.text)
    keeper.send(f"{draft}/renumber", seen=hidden(page))
    assert "二度あります" not in keeper.get(draft).text
    assert publish(keeper, draft).status_code == 303


def test_a_number_that_the_contract_leaves_out_stays_left_out(keeper):
    draft = begin(keeper)
    assert save(keeper, f"{draft}/clauses/c10", number="12").status_code == 303
    assert "番号10から11までがありません" in unescape(keeper.get(draft).text)
    shown = keeper.get(publish(keeper, draft).location).text
    assert '<tr id="clause-12">' in shown


def test_settings_that_cannot_be_are_said(keeper):
    path = f"{begin(keeper)}/settings"
    for changed, sentence in (
        ({"title": ""}, "入力してください"),
        ({"edition": "あ" * 61}, "60文字以内"),
        ({"binds": "甲"}, "一覧から選んでください"),
        ({"certificate_to": []}, "1つ以上選んでください"),
        ({"inspections_per_fiscal_year": "13"}, "1から12までの数"),
        ({"days_data_disposal": "367"}, "1から366までの数"),
        ({"days_periodic_report": "29"}, "1から28までの数"),
        ({"asked_inspection": "perhaps"}, "一覧から選んでください"),
    ):
        refused = save(keeper, path, **changed)
        assert refused.status_code == 200, changed
        assert sentence in unescape(refused.text), changed


def test_a_published_set_can_be_read_and_no_more_be_changed(keeper, city):
    address = published(keeper)
    assert address == f"{ADDRESS}/own-1"
    page = unescape(keeper.get(address).text)
    assert "市の特記事項（2027年版）" in page
    assert "年度ごとに2回以上" in page
    assert "知った個人情報をほかの者に漏らしてはならない" in page
    assert city.count("clause_set_drafts") == 0
    assert log_lines(city)[-1][1:3] == ("publish_clause_set", "own-1 市の特記事項（2027年版）")
    before = bodies(city)
    for statement in ("UPDATE clause_sets SET title = 'x'", "DELETE FROM clause_sets"):
        with (
            city.app.app_context(),
            pytest.raises(DatabaseError, match="never changes"),
            db.engine.begin() as connection,
        ):
            connection.execute(text(statement))
    assert bodies(city) == before


def test_publishing_asks_for_a_confirmation_and_for_a_name_of_its_own(keeper, city):
    published(keeper)
    draft = begin(keeper, form_key="another")
    refused = publish(keeper, draft, sure="")
    assert "確かめて、印を付けてください" in refused.text
    given = {"title": "市の特記事項", "edition": "2027", "short_title": "別"}
    assert save(keeper, f"{draft}/settings", **given).status_code == 303
    assert "もう公開されています" in publish(keeper, draft).text
    assert "変えています" in publish(keeper, draft, seen="what nobody has shown").text
    assert len([key for key, _ in bodies(city) if key.startswith("own-")]) == 1


def test_two_people_at_one_clause_are_told_and_the_second_sees_both(keeper, city):
    draft = begin(keeper)
    path = f"{draft}/clauses/c2"
    mine = fields_of(keeper.get(path).text)
    colleague = Browser(city).come_in("colleague")
    assert save(colleague, path, summary="先の文。").status_code == 303
    refused = keeper.send(path, **{**mine, "summary": ["後の文。"]})
    assert "先に水城 あおい（colleague）がここを変えています" in refused.text
    assert "先の文。" in refused.text
    assert "後の文。" in refused.text
    again = {**fields_of(refused.text), "summary": ["後の文。"]}
    assert keeper.send(path, **again).status_code == 303
    assert "後の文。" in keeper.get(draft).text


def test_a_next_version_takes_over_what_was_decided_and_shows_what_changed(keeper):
    draft = begin(keeper)
    save(keeper, f"{draft}/clauses/c2", leaves_behind="誓約書の写し")
    names = {"title": "市の特記事項", "edition": "2027", "short_title": "市の2027年版"}
    save(keeper, f"{draft}/settings", **names, days_erasure_certificate="60")
    publish(keeper, draft)
    changed = TEXT.replace("ほかの者に漏らして", "決して他人に漏らして").replace("10　乙", "11　乙")
    changed = changed.replace(
        "（従事者に", "10　甲は、調査の結果を公表することができる。\n\n（従事者に"
    )
    second = begin(keeper, changed, earlier="own-1", form_key="second")
    fields = fields_of(keeper.get(f"{second}/clauses/c2").text)
    assert fields["leaves_behind"] == ["誓約書の写し"]
    settings = fields_of(keeper.get(f"{second}/settings").text)
    assert settings["days_erasure_certificate"] == ["60"]
    assert settings["title"] == ["市の特記事項"]
    number = second.rpartition("/")[2]
    told = unescape(keeper.get(f"{ADDRESS}/compare?before=own-1&after=draft-{number}").text)
    assert "条項の違い　2条項" in told
    assert "追加 1件" in told
    assert "文言の変更 1件" in told
    assert "決して他人に" in told
    save(keeper, f"{second}/settings", inspections_per_fiscal_year="1")
    told = unescape(keeper.get(f"{ADDRESS}/compare?before=own-1&after=draft-{number}").text)
    assert "立入調査の回数" in told


def test_a_copy_of_a_published_set_is_the_same_until_it_is_changed(keeper, city):
    copied = keeper.send(f"{ADDRESS}/{SHIPPED}/copy", form_key="k").location
    assert keeper.send(f"{ADDRESS}/{SHIPPED}/copy", form_key="k").location == copied
    number = copied.rpartition("/")[2]
    same = keeper.get(f"{ADDRESS}/compare?before={SHIPPED}&after=draft-{number}").text
    assert "まったく同じです" in same
    assert publish(keeper, copied).status_code == 303


def test_a_draft_is_thrown_away_as_it_was_shown_only(keeper, city):
    draft = begin(keeper)
    assert keeper.send(f"{draft}/discard", seen="old").status_code == 303
    assert city.count("clause_set_drafts") == 1
    seen = hidden(keeper.get(draft).text)
    assert keeper.send(f"{draft}/discard", seen=seen).location == ADDRESS
    assert city.count("clause_set_drafts") == 0


def test_an_officer_reads_sets_and_sees_no_draft(keeper, city):
    draft = begin(keeper)
    officer = Browser(city).come_in("officer")
    page = officer.get(ADDRESS).text
    assert "2023年版" in page
    assert "下書き" not in page
    assert "写して" not in officer.get(f"{ADDRESS}/{SHIPPED}").text
    for path in (draft, f"{draft}/settings", f"{draft}/clauses/c1", f"{ADDRESS}/bring-in"):
        assert officer.get(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/drafts/99",
        "/drafts/99/publish",
        "/drafts/99/clauses/c1",
        "/drafts/99/settings",
    ],
)
def test_what_is_not_there_is_not_found(keeper, path):
    assert keeper.get(f"{ADDRESS}{path}").status_code == 404
    draft = begin(keeper)
    assert keeper.get(f"{draft}/clauses/c99").status_code == 404
    assert keeper.get(f"{draft}/split/c99").status_code == 404
    told = keeper.get(f"{ADDRESS}/compare?before=nothing&after=draft-77").text
    assert "選ばれた版がありません" in told
