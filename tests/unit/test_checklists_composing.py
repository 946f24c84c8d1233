"""調査票: what one visit asks, and where each question comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audits.source_tag import SourceTag, source_tags
from checklists.clause_set import ClauseSet
from checklists.composing import (
    ComposedItem,
    ComposedSheet,
    EarlierFinding,
    ItemOrigin,
    ItemSource,
    SafeguardToCheck,
    compose,
)
from checklists.loader import shipped_clause_sets, shipped_sheets
from checklists.sheet import CheckSheet

STANDARD = shipped_sheets()["standard-2026"]
PRIME = shipped_clause_sets()["prime-consent-2021"]
SUBCONTRACT = shipped_clause_sets()["subcontract-2021"]


def composed(*safeguards: SafeguardToCheck, clauses: ClauseSet = PRIME) -> ComposedSheet:
    return compose(STANDARD, clauses, safeguards)


def the_item(sheet: ComposedSheet, key: str) -> ComposedItem:
    [found] = [item for item in sheet.items if item.key == key]
    return found


def words(item: ComposedItem) -> list[str]:
    return [tag.words for tag in source_tags(item.sources)]


def test_every_standard_item_is_asked_and_says_its_number_and_its_clause() -> None:
    sheet = composed()
    assert words(the_item(sheet, "standard-1")) == ["標準 1", "特記事項第16"]
    assert words(the_item(sheet, "standard-51")) == ["標準 51", "特記事項第9"]
    asked = [item.key for item in sheet.items if item.key.startswith("standard-")]
    assert asked == [f"standard-{number}" for number in range(1, 101)]


def test_the_same_item_names_the_clause_of_the_contracts_own_clause_set() -> None:
    sheet = composed(clauses=SUBCONTRACT)
    assert words(the_item(sheet, "standard-1")) == ["標準 1", "特記事項第14"]


def test_an_item_on_what_a_visit_does_not_look_at_names_no_clause() -> None:
    """第23 (公表等) is the city's own duty: item 19 comes from the standard sheet alone."""
    assert words(the_item(composed(), "standard-19")) == ["標準 19"]


def test_a_clause_that_no_item_answers_to_is_asked_in_its_own_words() -> None:
    item = the_item(composed(), "clause-3")
    assert (item.group, item.place, item.text) == ("A", "A21", PRIME.clause(3).summary)
    assert words(item) == ["特記事項第3"]


def test_clauses_that_a_visit_does_not_look_at_are_not_asked() -> None:
    named = {s.number for i in composed().items for s in i.sources if s.origin is ItemOrigin.CLAUSE}
    assert named == {str(c.number) for c in PRIME.clauses if c.checked_at is not None}
    assert "17" not in named


@pytest.mark.parametrize(
    ("text", "technical", "group"),
    [
        ("監視カメラ映像を3か月保存する", False, "C"),
        ("アクセスログを5年以上保存する", False, "D"),
        ("委託終了後に職員の立会いのもと消去する", False, "F"),
        ("情報を取り扱う者への定期的な指導", False, "B"),
        ("再委託先の名簿を備える", False, "E"),
        ("月例会で報告を受ける", False, "A"),
        ("ﾊﾟｽﾜｰﾄﾞを学期ごとに変える", False, "D"),
        ("使い終えた領域を消去する設定", True, "D"),
    ],
)
def test_a_promise_is_asked_where_a_visit_would_look_for_it(
    text: str, technical: bool, group: str
) -> None:
    sheet = composed(SafeguardToCheck("S1", text, technical))
    item = the_item(sheet, "council-S1")
    assert (item.group, item.text) == (group, text)
    assert item is sheet.items_in(group)[-1]


def test_what_the_council_was_told_must_be_seen_and_the_rest_need_not() -> None:
    told = SafeguardToCheck("S1", "色紙を使う", note="付議・受託者")
    written = SafeguardToCheck("S2", "月例会を開く", reported=False)
    sheet = composed(told, written)
    assert source_tags(the_item(sheet, "council-S1").sources) == (
        SourceTag("審議会への報告 S1（付議・受託者）", must_be_seen=True),
    )
    assert source_tags(the_item(sheet, "contract-S2").sources) == (SourceTag("契約での約束 S2"),)


def test_the_same_statement_is_asked_once_for_all_who_ask_it() -> None:
    first = STANDARD.items[0]
    sheet = composed(
        SafeguardToCheck("S1", " この業務の個人情報について､責任者が 決まっている", note="助言"),
        SafeguardToCheck("S2", first.text),
        SafeguardToCheck("S2", first.text),
    )
    item = sheet.items[0]
    assert item.text == first.text
    assert words(item) == ["標準 1", "特記事項第16", "審議会への報告 S1（助言）・S2"]
    assert len(sheet.items) == len(composed().items)


def test_items_of_a_citys_own_sheet_that_say_the_same_become_one_with_both_numbers() -> None:
    first, second, *rest = STANDARD.items
    twice = replace(second, text=first.text, answers_to="training", training=True)
    sheet = compose(replace(STANDARD, items=(first, twice, *rest)), PRIME)
    assert words(sheet.items[0]) == ["標準 1・2", "特記事項第16・21"]
    assert sheet.items[0].training
    assert sheet.items[1].place == "A2"
    assert sheet.items[1].key == "standard-3"


def test_an_earlier_finding_is_asked_about_again() -> None:
    sheet = compose(STANDARD, PRIME, findings=[EarlierFinding("2025-1-2", "鍵の貸出簿がない。 ")])
    item = the_item(sheet, "earlier_finding-2025-1-2")
    assert item.text == "以前に指摘した「鍵の貸出簿がない」が改まり、その状態が続いている。"
    assert (item.group, words(item)) == ("A", ["以前の指摘 2025-1-2"])


def test_training_items_stay_training_items() -> None:
    training = [item.key for item in composed().items if item.training]
    assert training == [f"standard-{number}" for number in (24, 25, 26, 27)]


def test_a_group_without_an_item_is_left_out() -> None:
    only_f = CheckSheet("own", "短い票", "1", STANDARD.groups, STANDARD.items_in("F"))
    nothing_checked = replace(PRIME, clauses=())
    sheet = compose(only_f, nothing_checked)
    assert ([group.code for group in sheet.groups], sheet.edition) == (["F"], "own")
    assert [item.place for item in sheet.items] == [f"F{place}" for place in range(1, 15)]


def test_a_source_is_told_by_origin_number_and_note() -> None:
    assert source_tags([ItemSource(ItemOrigin.COUNCIL, "K-024 S1", "助言")]) == (
        SourceTag("審議会への報告 K-024 S1（助言）", must_be_seen=True),
    )
    assert source_tags([]) == ()
