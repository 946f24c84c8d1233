"""調査票: modules, promises in other words, advice and earlier findings become one sheet."""

from __future__ import annotations

from dataclasses import replace

from audits.source_tag import source_tags
from checklists.composing import (
    ComposedItem,
    ComposedSheet,
    EarlierFinding,
    SafeguardToCheck,
    compose,
)
from checklists.drafting import copied, without_item
from checklists.library import library, modules
from checklists.loader import shipped_clause_sets, shipped_sheets

STANDARD = shipped_sheets()["standard-2026"]
PRIME = shipped_clause_sets()["prime-consent-2021"]
CLOUD = modules()["cloud"]


def the_item(sheet: ComposedSheet, key: str) -> ComposedItem:
    [found] = [item for item in sheet.items if item.key == key]
    return found


def words(item: ComposedItem) -> list[str]:
    return [tag.words for tag in source_tags(item.sources)]


def test_a_module_adds_its_items_to_the_groups_that_look_at_them() -> None:
    plain, sheet = compose(STANDARD, PRIME), compose(STANDARD, PRIME, modules=[CLOUD])
    closer = [item for item in CLOUD.items if item.same_as]
    assert len(sheet.items) == len(plain.items) + len(CLOUD.items) - len(closer)
    item = the_item(sheet, "module-クラウド3")
    assert (item.group, item.text) == ("D", CLOUD.items[2].text)
    assert words(item) == ["特別な場合 クラウド3", "特記事項第8"]
    assert item.look_at == CLOUD.items[2].look_at


def test_what_a_module_asks_more_closely_stands_beside_the_standard_item() -> None:
    item = the_item(compose(STANDARD, PRIME, modules=[CLOUD]), "standard-76")
    assert words(item) == ["標準 76", "特記事項第8", "特別な場合 クラウド1"]
    assert item.also == (CLOUD.items[0].text,)
    assert CLOUD.items[0].look_at in item.look_at


def test_where_the_city_left_the_standard_item_out_the_module_asks_by_itself() -> None:
    items = without_item(copied(STANDARD), "country-of-storage")
    sheet = compose(replace(STANDARD, items=items), PRIME, modules=[CLOUD])
    item = the_item(sheet, "module-クラウド1")
    assert (item.text, item.also) == (CLOUD.items[0].text, ())


def test_a_promise_in_other_words_is_asked_once_and_its_own_words_stay() -> None:
    promise = SafeguardToCheck("S1", "通信を暗号化すること", note="付議・受託者")
    item = the_item(compose(STANDARD, PRIME, [promise]), "standard-66")
    assert words(item)[-1] == "審議会への報告 S1（付議・受託者）"
    assert item.also == ("通信を暗号化すること",)


def test_a_promise_with_a_figure_of_its_own_is_asked_by_itself() -> None:
    promise = SafeguardToCheck("S1", "監視カメラ映像を3か月保存する")
    assert the_item(compose(STANDARD, PRIME, [promise]), "council-S1").text == promise.text


def test_advice_that_became_a_promise_is_named_beside_it() -> None:
    promise = SafeguardToCheck("S1", "月例会を開く", note="助言・受託者", advices=("A2",))
    item = the_item(compose(STANDARD, PRIME, [promise]), "council-S1")
    assert words(item) == ["審議会への報告 S1（助言・受託者）", "助言 A2"]


def test_an_item_that_was_not_met_is_asked_again_as_it_stood() -> None:
    last_year = the_item(compose(STANDARD, PRIME), "standard-42")
    finding = EarlierFinding("2025-1-2", "C10　貸出簿がない。", last_year)
    sheet = compose(STANDARD, PRIME, findings=[finding])
    item = the_item(sheet, "standard-42")
    assert words(item)[-1] == "以前の指摘 2025-1-2"
    assert len(sheet.items) == len(compose(STANDARD, PRIME).items)
    left_out = replace(STANDARD, items=without_item(copied(STANDARD), "keys-managed"))
    again = the_item(compose(left_out, PRIME, findings=[finding]), "earlier_finding-2025-1-2")
    assert (again.text, again.group) == (last_year.text, "C")


def test_an_item_is_known_in_another_year_by_its_words_its_subject_or_its_promise() -> None:
    promise = SafeguardToCheck("S1", "月例会を開く")
    first = compose(STANDARD, PRIME, [promise])
    items = list(copied(STANDARD))
    items[38] = replace(items[38], text="監視カメラの映像を、90日のあいだ残している。")
    shorter = replace(STANDARD, id="own-1", items=tuple(items[10:]))
    later = compose(shorter, PRIME, [replace(promise, text="月に一度、会議を開く")])
    pairs = {(a.key, b.key) for a in first.items for b in later.items if a.names & b.names}
    assert ("council-S1", "council-S1") in pairs
    assert ("standard-39", "standard-39") in pairs
    assert ("standard-1", "standard-1") not in pairs
    assert len([pair for pair in pairs if pair[0].startswith("standard-")]) == 90


def test_two_who_share_a_subject_and_words_with_different_items_make_no_third() -> None:
    """The words of the one and the subject of the other: the earlier item stands for it."""
    items = copied(STANDARD)
    swapped = replace(items[0], text="別の文。"), replace(items[1], text=items[0].text)
    sheet = replace(STANDARD, items=(*swapped, *items[2:]))
    promise = SafeguardToCheck("S1", library()[items[0].subject].text)
    found = compose(sheet, PRIME, [promise])
    keys = [i.key for i in found.items if any(s.number == "S1" for s in i.sources)]
    assert keys == ["standard-1"]
    found_subjects = [item.subject for item in found.items if item.subject]
    assert len(found_subjects) == len(set(found_subjects))
