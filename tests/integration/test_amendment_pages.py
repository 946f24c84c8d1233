"""変更の経過 and ある日の契約: what was changed can be read, and what held on any day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock import today
from audits.wareki import wareki
from tests.integration.amendments import (
    ADDED,
    ENDS,
    LATER,
    MAIN,
    MATTER,
    OTHER,
    STARTED,
    TAKEN,
    add_item,
    as_of,
    change,
    city,
    day_boxes,
    history,
    officer,
    short,
)
from tests.integration.browser import Browser
from tests.integration.contract_pages import section, tab, the_row, view, words
from tests.integration.entry_forms import boxes
from tests.integration.statements import statements

__all__ = ["city", "officer"]  # fixtures

DAY = timedelta(days=1)


def test_the_overview_says_since_when_an_item_is_there_and_by_which_matter(city, officer):
    add_item(city, officer)
    page = words(view(officer, MAIN, "overview"))
    assert f"情報項目 氏名、住所 電話番号 {short(ADDED)} から（ 付議 {MATTER} ）" in page
    assert f'href="/council/matters/{MATTER}"' in view(officer, MAIN, "overview")


def test_an_item_that_was_taken_away_is_not_in_todays_list(city, officer):
    assert change(city, officer, TAKEN, items="氏名").status_code == 303
    assert "情報項目 氏名 記録媒体" in words(view(officer, MAIN, "overview"))
    assert "情報項目 氏名、住所 記録媒体" in words(as_of(officer, TAKEN - DAY))
    assert "情報項目 氏名 記録媒体" in words(as_of(officer, TAKEN))


def test_the_history_tells_each_change_with_day_reason_matter_and_who_entered_it(city, officer):
    add_item(city, officer)
    assert change(city, officer, TAKEN, person_count="1200").status_code == 303
    page = history(officer)
    row = the_row(page, "情報項目")
    for part in (short(ADDED), "追加 電話番号", "申込みの方法が変わったため", MATTER, "宮野"):
        assert part in row
    assert "後日記載" in row
    assert "300人 → 1,200人" in the_row(page, "本人数")
    assert "運用課長" in the_row(page, "取扱者届出")
    assert "北空ソフト" in the_row(page, "再委託の始まり")
    assert tab(page, "changes") == "変更の経過 2"


def test_a_correction_stands_in_the_history_and_counts_from_the_beginning(city, officer):
    assert change(city, officer, None, person_count="310").status_code == 303
    assert "300人 → 310人" in the_row(history(officer), "訂正")
    page = words(as_of(officer, STARTED))
    assert f"本人数 310人 後日記入 {short(today())}" in page


def test_every_field_is_shown_as_it_was_on_the_day(city, officer):
    new = {"contractor": "株式会社ことり配信ホールディングス", "media": "紙\nUSBメモリ"}
    new |= {"person_count": "1200", "description": "休日の配信も行う"}
    later = ENDS + timedelta(days=30)
    assert change(city, officer, TAKEN, **new, **day_boxes("ends_on", later)).status_code == 303
    before, after = (words(as_of(officer, day)) for day in (TAKEN - DAY, TAKEN))
    for old in ("受託者 ことり配信株式会社", "本人数 300人", f"終了日 {short(ENDS)}"):
        assert old in before
    assert "USBメモリ" not in section(as_of(officer, TAKEN - DAY), "group-3")
    for told in (
        "受託者 株式会社ことり配信ホールディングス",
        "本人数 1,200人",
        f"終了日 {short(later)}",
        "委託の内容 休日の配信も行う",
        f"USBメモリ {short(TAKEN)} から",
    ):
        assert told in after


def test_the_subcontracts_of_the_day_are_told_with_their_consent(city, officer):
    early = as_of(officer, STARTED)
    assert "まだ始まっていない" in the_row(early, "北空ソフト")
    assert "この日までになし" in the_row(early, "北空ソフト")
    assert "この日に有効" in the_row(as_of(officer, TAKEN), "北空ソフト")
    assert "終わった後" in the_row(as_of(officer, ENDS + DAY), "北空ソフト")


def test_handlers_stand_there_from_the_day_of_their_report_on(city, officer):
    assert "運用課長" not in section(as_of(officer, ADDED - DAY), "handlers")
    assert "運用課長" in section(as_of(officer, ADDED), "handlers")


def test_certifications_count_until_their_last_day(city, officer):
    held = {"事業者名": "ことり配信株式会社", "制度": "Pマーク", "登録番号": "10-1"}
    cells = {**held, "有効期限": TAKEN.isoformat()}
    assert city.load_sheets(契約=[], 認証=[cells]).written
    assert "Pマーク" in section(as_of(officer, TAKEN), "certifications")
    assert "Pマーク" not in section(as_of(officer, TAKEN + DAY), "certifications")


def test_safeguards_entered_after_the_day_say_so(city, officer):
    cells = {"契約番号": MAIN, "番号": "S1", "対策": "端末の数を数える", "実施者": "受託者"}
    cells |= {"区分": "運用上", "由来": "付議"}
    assert city.load_sheets(契約=[], 保護対策=[cells]).written
    assert "後日記入" in section(as_of(officer, STARTED), "safeguards").split("保護対策は、")[0]


def test_a_safeguard_holds_as_long_as_its_engagement_in_the_words_that_were_put_right(
    city, officer
):
    cells = {"契約番号": MAIN, "番号": "S1", "対策": "端末の数を教える", "実施者": "受託者"}
    cells |= {"区分": "運用上", "由来": "付議"}
    for text in ("端末の数を教える", "端末の数を数える"):
        assert city.load_sheets(契約=[], 保護対策=[{**cells, "対策": text}]).written
    during = section(as_of(officer, STARTED), "safeguards")
    assert "端末の数を数える" in during
    assert "端末の数を教える" not in during
    assert "訂正" in during.split("保護対策は、")[0]
    assert "まだ始まっていない" not in during
    assert "まだ始まっていない" in section(as_of(officer, STARTED - DAY), "safeguards")
    assert "終わった後" in section(as_of(officer, ENDS + DAY), "safeguards")


def test_the_page_says_whose_day_it_is_and_leads_back(city, officer):
    page = as_of(officer, ADDED)
    said = words(page)
    assert f"{wareki(ADDED)}の内容です。今日（{wareki(today())}）の内容ではありません。" in said
    assert f'href="/contracts/{MAIN}?view=overview"' in page
    assert "内容ではありません" not in as_of(officer, today())


def test_days_on_which_something_changed_lead_from_one_to_the_next(city, officer):
    add_item(city, officer)
    said = words(as_of(officer, TAKEN))
    assert f"前の変更 {short(ADDED)} 情報項目、取扱者の届出" in said
    assert f"次の変更 {short(ENDS + DAY)}" in said
    assert "これより前の変更はありません" in words(as_of(officer, STARTED - DAY))


def test_days_before_the_beginning_and_after_the_end_say_so(city, officer):
    assert "契約が始まる前の日です" in as_of(officer, STARTED - DAY)
    assert "契約が終わった後の日です" in as_of(officer, ENDS + DAY)
    assert "これから来る日です" in as_of(officer, today() + DAY)


@pytest.mark.parametrize("said", ["R8.2.30", "0", "9" * 100, "令和八百年1月1日", "\u202e"])
def test_a_day_that_cannot_be_gets_a_sentence_and_the_page_of_today(officer, said):
    page = as_of(officer, said)
    assert "としました。" in page or said == "\u202e"
    assert f"{wareki(today())}" in page


def test_a_day_may_be_said_in_any_form(officer):
    era = f"令和{ADDED.year - 2018}年{ADDED.month}月{ADDED.day}日"
    for said in (ADDED.isoformat(), short(ADDED), era):
        assert f"{wareki(ADDED)}の内容です" in words(as_of(officer, said))


def test_an_amendment_of_a_day_to_come_is_told_as_planned(city, officer):
    later = today() + timedelta(days=20)
    assert change(city, officer, later, items="氏名\n住所\n電話番号").status_code == 303
    assert f"{short(later)} からの予定" in words(view(officer, MAIN, "overview"))
    assert "電話番号" not in section(as_of(officer, today()), "group-3")
    assert "電話番号" in section(as_of(officer, later), "group-3")


def mend(officer: Browser, **typed: str):
    path = f"/amendments/{MAIN}?revision=2"
    fields = boxes(officer.get(path).text)
    return officer.send_as_is(path, **{**fields, **typed})


def test_the_matter_of_an_amendment_can_be_added_later(city, officer):
    add_item(city, officer, amended_matter="")
    assert "付議を書き加える" in history(officer)
    assert mend(officer, matter=LATER).status_code == 303
    assert f"から（ 付議 {LATER} ）" in words(view(officer, MAIN, "overview"))
    entry = city.entries(MAIN)[-1]
    assert entry.kind == "訂正"
    assert entry.text.endswith(f"申込みの方法が変わったため　付議 {LATER}")
    assert mend(officer, matter=MATTER).status_code == 303
    assert city.entries(MAIN)[-1].corrects == entry.number
    assert city.run("verify").exit_code == 0


def test_the_day_of_an_amendment_can_be_put_right(city, officer):
    add_item(city, officer)
    assert mend(officer, **day_boxes("on", TAKEN)).status_code == 303
    assert "電話番号" not in section(as_of(officer, TAKEN - DAY), "group-3")
    refused = mend(officer, **day_boxes("on", STARTED - DAY))
    assert refused.status_code == 200
    assert "以後の日付にしてください" in refused.text


def test_an_amendment_never_goes_past_another_one_of_the_same_column(city, officer):
    add_item(city, officer)
    assert change(city, officer, TAKEN, items="氏名").status_code == 303
    refused = mend(officer, **day_boxes("on", TAKEN + DAY))
    assert refused.status_code == 200
    assert "順が逆になる" in refused.text


def test_who_was_quicker_is_told_and_nothing_is_saved_twice(city, officer):
    add_item(city, officer)
    path = f"/amendments/{MAIN}?revision=2"
    first, second = (boxes(officer.get(path).text) for _ in range(2))
    assert officer.send_as_is(path, **first | {"matter": LATER}).status_code == 303
    assert officer.send_as_is(path, **first | {"matter": LATER}).status_code == 303
    told = officer.send_as_is(path, **second | {"matter": ""})
    assert "ほかの人がこの変更の記載を直しました" in told.text
    assert city.count("amendments") == 2


@pytest.mark.parametrize(
    "query", ["", "revision=1", "revision=3", "revision=-1", "branch=9&revision=2", "revision=x"]
)
def test_what_is_no_amendment_is_not_found(city, officer, query):
    add_item(city, officer)
    assert officer.get(f"/amendments/{MAIN}?{query}").status_code == 404


def test_an_amendment_from_before_reasons_were_kept_tells_what_its_entry_says(city, officer):
    add_item(city, officer)
    city.change("DELETE FROM amendments")
    page = history(officer)
    assert "管理記録の記載：情報項目（追加 電話番号）" in words(page)
    assert f"{short(ADDED)} から" in words(view(officer, MAIN, "overview"))
    assert "電話番号" not in section(as_of(officer, ADDED - DAY), "group-3")


def test_people_of_another_department_see_and_change_nothing(city, officer):
    add_item(city, officer)
    other, auditor = Browser(city).come_in("other"), Browser(city).come_in("auditor")
    for path in (f"/contracts/as-of/{MAIN}", f"/amendments/{MAIN}?revision=2"):
        assert other.get(path).status_code == 404
    assert other.get(f"/contracts/as-of/{OTHER}").status_code == 200
    assert auditor.get(f"/contracts/as-of/{MAIN}").status_code == 200
    assert "書き加える" not in history(auditor)
    assert auditor.get(f"/amendments/{MAIN}?revision=2").status_code == 403


def test_the_pages_ask_no_more_the_more_was_changed(city, officer):
    add_item(city, officer)
    paths = [f"/contracts/{MAIN}?view={name}" for name in ("overview", "changes")]
    paths.append(f"/contracts/as-of/{MAIN}?on={ADDED.isoformat()}")
    before = [counted(city, officer, path) for path in paths]
    for count in ("400", "500", "600"):
        assert change(city, officer, TAKEN, person_count=count).status_code == 303
    assert [counted(city, officer, path) for path in paths] == before
    assert max(before) <= 25
    assert before[2] <= 12


def counted(city, officer: Browser, path: str) -> int:
    with statements(city) as asked:
        assert officer.get(path).status_code == 200
    return len(asked)
