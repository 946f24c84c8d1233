"""契約変更: a change of what was agreed has its day, its reason, and the matter it was told in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.amendments import (
    ADDED,
    LATER,
    MAIN,
    MATTER,
    STARTED,
    TAKEN,
    add_item,
    change,
    city,
    officer,
    short,
    way_to_change,
)

__all__ = ["city", "officer"]  # fixtures


def test_an_amendment_keeps_its_day_reason_and_matter_and_the_record_tells_them(city, officer):
    add_item(city, officer)
    query = 'SELECT "on", reason, matter, fact_table, fact_revision FROM amendments'
    [(on, reason, matter, table, revision)] = city.rows(query)
    assert (str(on)[:10], reason, matter) == (
        ADDED.isoformat(),
        "申込みの方法が変わったため",
        MATTER,
    )
    assert (table, revision) == ("contract_terms", 2)
    entry = city.entries(MAIN)[-1]
    assert entry.kind == "契約変更"
    assert entry.text == (f"情報項目（追加 電話番号）　申込みの方法が変わったため　付議 {MATTER}")
    assert city.run("verify").exit_code == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"media": "紙\nUSBメモリ"}, "記録媒体（追加 USBメモリ）"),
        ({"items": "氏名"}, "情報項目（削除 住所）"),
        ({"person_count": "1200"}, "本人数 300→1,200"),
        (
            {"contractor": "株式会社ことり配信ホールディングス東日本支社"},
            "受託者名 ことり配信株式会社→株式会社ことり配信ホールディングス東日本支社",
        ),
        ({"periodic_report": "毎月"}, "定期報告 なし→毎月"),
        ({"clause_set": "national-act-2023"}, "特記事項 2021年版→2023年版"),
    ],
)
def test_the_record_says_what_was_changed_into_what(city, officer, typed, told):
    assert change(city, officer, ADDED, **typed).status_code == 303
    assert told in city.entries(MAIN)[-1].text


def test_a_subcontract_is_amended_like_a_contract(city, officer):
    answer = change(city, officer, ADDED, 1, items="氏名\n住所", amended_matter=LATER)
    assert answer.status_code == 303
    entry = city.entries(MAIN)[-1]
    assert (entry.kind, entry.branch) == ("契約変更", 1)
    assert entry.text.startswith("情報項目（追加 住所）")
    assert city.rows("SELECT fact_table, matter FROM amendments") == [("subcontracts", LATER)]
    assert city.run("verify").exit_code == 0


def test_a_correction_is_no_amendment(city, officer):
    assert change(city, officer, None, items="氏名\n住所\n生年月日").status_code == 303
    assert city.entries(MAIN)[-1].kind == "訂正"
    assert city.count("amendments") == 0


def test_an_amendment_before_the_contract_is_refused(city, officer):
    told = change(city, officer, STARTED - timedelta(days=1), items="氏名")
    assert told.status_code == 200
    assert "契約日" in told.text
    assert "以後の日付にしてください。" in told.text
    assert city.count("amendments") == 0


def test_an_amendment_before_another_one_of_the_same_column_is_refused(city, officer):
    add_item(city, officer)
    told = change(city, officer, ADDED - timedelta(days=1), items="氏名\n住所")
    assert told.status_code == 200
    assert "の変更で改めてあります" in told.text
    assert change(city, officer, ADDED - timedelta(days=1), person_count="310").status_code == 303
    assert city.run("verify").exit_code == 0


def test_remarks_alone_are_no_amendment(city, officer):
    told = change(city, officer, ADDED, remarks="綴りを替えた")
    assert told.status_code == 200
    assert "訂正を選んでください" in told.text


def test_only_matters_about_this_contract_can_be_chosen(city, officer):
    page = officer.get(way_to_change(city)).text
    assert f"{MATTER}　{short(ADDED)}　項目の追加" in page
    told = change(city, officer, TAKEN, items="氏名", amended_matter="F-99")
    assert told.status_code == 200
    assert city.count("amendments") == 0


@pytest.mark.parametrize(
    "what",
    [
        "amendments SET reason = '別の理由'",
        "amendments SET matter = 'F-15'",
        "amendments SET \"on\" = '2001-02-03'",
        "amendments SET is_current = (1 = 0)",
        "amendments SET fact_revision = 3",
        "amendments SET fact_id = 99",
        "amendments SET fact_table = 'subcontracts'",
        "amendments SET engagement_id = (SELECT max(id) FROM engagements)",
    ],
)
def test_an_amendment_that_was_changed_behind_the_products_back_is_found(city, officer, what):
    add_item(city, officer)
    city.change(f"UPDATE {what}")
    assert city.run("verify").exit_code == 1


def test_an_amendment_without_an_entry_is_found(city, officer):
    add_item(city, officer)
    city.change(
        "INSERT INTO amendments (engagement_id, fact_table, fact_id, reason, is_current,"
        ' written_at, written_by, fact_revision, "on", revision)'
        " SELECT engagement_id, fact_table, fact_id, reason, is_current, written_at, written_by,"
        ' 7, "on", 1 FROM amendments'
    )
    told = city.run("verify")
    assert told.exit_code == 1
    assert "契約変更" in told.output
