"""市の設定 on a page: each setting with its words, what a change means, and who was quicker."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.acts.city import SETTINGS
from app.rooms import settings as settings_room
from app.web.setting_boxes import boxes, sections
from app.web.settings_form import WAS
from audits.roles import Role
from tests.books import contract_cells
from tests.integration import uploads
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.entry_forms import boxes as typed
from tests.integration.installation import Installation
from tests.integration.statements import statements

PATH = "/settings"
PROMISE = {
    "契約番号": "R8-001",
    "番号": "A-1",
    "実施者": "受託者",
    "区分": "運用上",
    "対策": "パスワードを変更する",
    "由来": "付議",
    "頻度": "学期",
}


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contract that ends on 31 March 2027, with a promise for each school term."""
    loaded = installation.load_sheets(契約=[contract_cells("R8-001")], 保護対策=[PROMISE])
    assert loaded.written, loaded.errors
    add_person(installation, "admin", Role.ADMIN, name="雨宮 しずく")
    add_person(installation, "other", Role.ADMIN, name="水城 あおい")
    return installation


@pytest.fixture
def admin(city: Installation) -> Browser:
    return Browser(city).come_in("admin")


def save(browser: Browser, page: str = "", /, **fields: str):
    """Sends the form of the page, or of a fresh one, with some boxes filled in otherwise."""
    return browser.send_as_is(PATH, **{**typed(page or browser.get(PATH).text), **fields})


def kept(city: Installation) -> dict[str, str]:
    return {row.name: row.value for row in city.rows("SELECT name, value FROM settings")}


def due(city: Installation, kind: str) -> list[str]:
    owed = city.told("due", "--state", "all", "--on", "2026-11-20")
    return [item["due_on"] for item in owed if item["kind"] == kind]


def plain(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>|\s", "", page))


def test_every_setting_is_there_with_its_words_its_default_and_its_help(admin):
    page = plain(admin.get(PATH).text) + plain(admin.get(f"{PATH}/risk").text)
    assert {box.name for box in boxes()} == set(SETTINGS)
    for box in boxes():
        assert f"{box.label}※" in page
        assert box.help.replace(" ", "") in page
    assert "初めの値：4月1日、9月1日、1月8日" in page
    assert "初めの値：8まだ変えていません" in page


def test_every_setting_has_a_label_of_its_own_and_not_its_name_in_the_code():
    assert [section.title for section in sections() if section.title == "そのほか"] == []


def test_the_page_says_who_last_changed_a_setting_and_when(admin, city):
    assert save(admin, city_name="みどり市").status_code == 303
    page = plain(admin.get(PATH).text)
    assert re.search(r"最後の変更：R\d+\.\d+\.\d+\d\d:\d\d雨宮しずく（admin）", page)
    assert kept(city) == {"city_name": "みどり市"}


def test_only_what_was_changed_is_kept_and_in_the_operation_log(admin, city):
    answer = save(admin, mail_hour="９", session_hours="10")
    assert answer.status_code == 303
    assert "督促のメールを出す時刻" in admin.get(PATH).text
    assert kept(city) == {"mail_hour": "9", "session_hours": "10"}
    lines = [line for line in log_lines(city) if line[1] == "change_setting"]
    assert [line[2] for line in lines] == ["mail_hour", "session_hours"]
    assert {(line[0], line[4]) for line in lines} == {("雨宮 しずく（admin）", "192.0.2.7")}


def test_nothing_changed_is_nothing_saved(admin, city):
    assert "変わったところがない" in save(admin).text
    assert kept(city) == {}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"mail_hour": "24"}, "0から23までの数"),
        ({"mail_hour": "朝"}, "0から23までの数"),
        ({"mail_hour": ""}, "入力してください"),
        ({"password_length": "7"}, "8から64までの数"),
        ({"term_dates": "4月31日"}, "毎年ある月日"),
        ({"term_dates": ""}, "入力してください"),
        ({"closed_days": "R8.8.13\n毎週水曜"}, "日付（例"),
        ({"closed_days": "\n".join(["2026-08-13"] * 1001)}, "1000日まで"),
        ({"closed_days": "8" * 60_000}, "文字以内"),
        ({"oversight_start-year": "R8.2.30"}, "暦にない日"),
        ({"city_name": "市" * 101}, "100文字以内"),
        ({"city_name": "みどり\u202e市"}, "使えない文字"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_box_and_nothing_is_kept(admin, city, wrong, sentence):
    answer = save(admin, session_hours="10", **wrong)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "か所を直してください" in answer.text
    assert kept(city) == {}


def test_a_day_that_the_city_closes_is_shown_with_what_it_moves_before_it_is_kept(admin, city):
    """30 days after 31 March 2027 is 30 April; then come the holidays."""
    first = save(admin, closed_days="令和9年4月30日\r\n2027-05-06")
    assert first.status_code == 200
    assert "市全体の期限項目が1件の期限が変わります" in plain(first.text)
    assert "契約1件を計算しました" in plain(first.text)
    assert kept(city) == {}
    assert due(city, "erasure_certificate") == ["2027-04-30"]
    assert save(admin, first.text).status_code == 303
    assert kept(city) == {"closed_days": "2027-04-30,2027-05-06"}
    assert due(city, "erasure_certificate") == ["2027-05-07"]


def test_what_comes_and_what_goes_is_counted_by_kind(admin, city):
    page = plain(save(admin, term_dates="4月8日\n4月1日\n10/10").text)
    # 8 April and 10 October come, 1 September and 8 January go.
    assert "個別の約束220" in page
    assert "2件増え、2件なくなります" in page


def test_agreeing_to_something_else_than_was_shown_shows_it_first(admin, city):
    first = save(admin, closed_days="R9.4.30")
    second = save(admin, first.text, closed_days="R9.4.30\nR9.5.6")
    assert second.status_code == 200
    assert "まだ保存していません" in second.text
    assert kept(city) == {}


def test_what_somebody_loads_meanwhile_is_shown_before_it_is_agreed_to(admin, city):
    first = save(admin, closed_days="R9.4.30")
    city.load_sheets(契約=[contract_cells("R8-002")])
    second = save(admin, first.text)
    assert "2件の期限が変わります" in plain(second.text)
    assert save(admin, second.text).status_code == 303


def test_a_closed_day_on_which_nothing_falls_is_kept_without_asking(admin, city):
    assert save(admin, closed_days="R8.12.1").status_code == 303
    assert kept(city) == {"closed_days": "2026-12-01"}


def test_the_days_on_file_stand_in_the_box_one_a_line_and_mean_the_same(admin, city):
    save(admin, closed_days="R8.12.1\nR8.12.2")
    page = admin.get(PATH).text
    assert typed(page)["closed_days"].splitlines() == ["令和8年12月1日", "令和8年12月2日"]
    assert typed(page)["term_dates"].splitlines() == ["4月1日", "9月1日", "1月8日"]
    assert "変わったところがない" in save(admin, page).text


def test_of_two_who_change_the_same_setting_the_second_sees_both_values(admin, city):
    page = admin.get(PATH).text
    assert save(Browser(city).come_in("other"), mail_hour="7").status_code == 303
    late = save(admin, page, mail_hour="9", city_name="みどり市")
    assert late.status_code == 200
    assert "水城 あおい（other） さんが「7」に変えました。入力は「9」です。" in late.text
    assert kept(city) == {"mail_hour": "7"}
    assert save(admin, late.text).status_code == 303
    assert kept(city) == {"mail_hour": "9", "city_name": "みどり市"}


def test_of_two_who_change_different_settings_neither_is_in_the_others_way(admin, city):
    page = admin.get(PATH).text
    save(Browser(city).come_in("other"), mail_hour="7")
    assert save(admin, page, session_hours="10").status_code == 303
    assert kept(city) == {"mail_hour": "7", "session_hours": "10"}


def test_a_form_that_is_sent_twice_is_carried_out_once(admin, city):
    page = admin.get(PATH).text
    for _ in range(2):
        assert save(admin, page, mail_hour="9").status_code == 303
    assert [line[1] for line in log_lines(city)].count("change_setting") == 1


def test_a_yes_or_no_is_chosen_and_kept_as_such(admin, city):
    assert typed(admin.get(PATH).text)["confirm_by_two"] == "いいえ"
    assert save(admin, confirm_by_two="はい").status_code == 303
    assert kept(city) == {"confirm_by_two": "はい"}
    assert typed(admin.get(PATH).text)["confirm_by_two"] == "はい"
    assert "一覧から選んでください" in save(admin, confirm_by_two="たぶん").text


def test_in_a_big_city_it_is_computed_in_the_background_and_then_asked(admin, city, monkeypatch):
    monkeypatch.setattr(settings_room, "AT_ONCE", 0)
    asked = save(admin, closed_days="R9.4.30")
    path = asked.location
    assert re.fullmatch(r"/settings/changes/\d+", path)
    page = uploads.read(city, admin, path)
    assert "1件の期限が変わります" in plain(page)
    assert "令和9年4月30日" in page
    assert kept(city) == {}
    assert "まだ終わっていません" in admin.get(PATH).text
    assert admin.send(f"{path}/agree").status_code == 303
    assert "1件の期限が変わりました" in plain(uploads.read(city, admin, path))
    assert kept(city) == {"closed_days": "2027-04-30"}
    assert due(city, "erasure_certificate") == ["2027-05-06"]
    assert ("雨宮 しずく（admin）", "change_setting") in [line[:2] for line in log_lines(city)]


def test_whoever_goes_back_and_types_something_else_gets_that_computed(admin, monkeypatch):
    monkeypatch.setattr(settings_room, "AT_ONCE", 0)
    page = admin.get(PATH).text
    first = save(admin, page, closed_days="R9.4.30").location
    assert save(admin, page, closed_days="R9.4.30").location == first
    second = save(admin, page, closed_days="R9.5.31").location
    assert second != first
    assert "令和9年5月31日" in admin.get(second).text


def test_a_value_that_no_page_can_have_shown_is_refused(admin, city, monkeypatch):
    monkeypatch.setattr(settings_room, "AT_ONCE", 0)
    refused = save(admin, closed_days="R9.4.30", **{f"{WAS}closed_days": "いつか"})
    assert refused.status_code == 200
    assert "日付（例: 2026-04-01）か、空欄にしてください。" in refused.text
    assert kept(city) == {}


def test_a_computed_change_that_nobody_wants_is_forgotten(admin, city, monkeypatch):
    monkeypatch.setattr(settings_room, "AT_ONCE", 0)
    path = save(admin, closed_days="R9.4.30").location
    uploads.read(city, admin, path)
    assert admin.send(f"{path}/discard").status_code == 303
    assert admin.get(path).status_code == 303
    assert "まだ終わっていません" not in admin.get(PATH).text
    assert kept(city) == {}


def test_a_computed_change_is_not_kept_where_somebody_was_quicker(admin, city, monkeypatch):
    monkeypatch.setattr(settings_room, "AT_ONCE", 0)
    path = save(admin, closed_days="R9.4.30").location
    uploads.read(city, admin, path)
    city.run("settings", "set", "closed_days", "2026-12-01")
    admin.send(f"{path}/agree")
    assert "ほかの人がこの設定を変えました" in uploads.read(city, admin, path)
    assert kept(city) == {"closed_days": "2026-12-01"}


def test_the_change_of_one_is_not_the_business_of_another(admin, city, monkeypatch):
    monkeypatch.setattr(settings_room, "AT_ONCE", 0)
    path = save(admin, closed_days="R9.4.30").location
    uploads.read(city, admin, path)
    other = Browser(city).come_in("other")
    for part in ("", "/agree", "/discard"):
        answer = other.send(path + part) if part else other.get(path)
        assert answer.location == PATH
    assert "よければ" in admin.get(path).text


def test_what_the_page_carries_unseen_is_what_it_showed(admin):
    assert typed(admin.get(PATH).text)[f"{WAS}mail_hour"] == "8"


def test_the_page_asks_the_database_a_few_things_only(admin, city):
    with statements(city) as sent:
        assert admin.get(PATH).status_code == 200
    assert len(sent) <= 8, sent
