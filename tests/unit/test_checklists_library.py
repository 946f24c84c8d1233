"""項目集: the statements that come with the product, and what is refused of such a file."""

from __future__ import annotations

import pytest

from checklists.edition_table import EditionError
from checklists.library import (
    FEWEST,
    MOST,
    filled,
    library,
    look_at_of,
    modules,
    read_library,
    read_module,
    subject_of,
)
from checklists.loader import load_sheet, shipped_clause_sets, shipped_sheets, shipped_texts
from checklists.sheet import CheckItem, CheckSheet
from checklists.statement import stem
from checklists.topic import NAMES, TOPICS

STANDARD = shipped_sheets()["standard-2026"]
HEAD = 'id = "own"\n'
MODULE_HEAD = HEAD + 'name = "別の場合"\nwhen = "別の場合である。"\n'


def item(id_: str, text: str = "", **more: str) -> str:
    values = {
        "id": id_,
        "group": "A",
        "text": text or f"{id_} がある。",
        "answers_to": "basic",
        "look_at": "現物",
        "basis": "独自",
        **more,
    }
    lines = (f"{k} = {v}" if v.startswith("[") else f'{k} = "{v}"' for k, v in values.items())
    return "[[items]]\n" + "\n".join(lines) + "\n"


def items(count: int) -> str:
    return "".join(item(f"item-{number}") for number in range(count))


def test_there_are_at_least_a_hundred_items_each_said_once() -> None:
    assert len(library()) >= 100
    assert len({stem(one.text) for one in library().values()}) == len(library())


def test_every_standard_statement_is_in_the_library_with_what_to_look_at() -> None:
    subjects = [subject_of(one) for one in STANDARD.items]
    assert len(set(subjects)) == len(STANDARD.items)
    assert [one.number for one in STANDARD.items if not look_at_of(one)] == []
    for one in STANDARD.items:
        known = library()[subject_of(one)]
        assert (known.group, known.text, known.training) == (one.group, one.text, one.training)


def test_every_item_answers_to_a_clause_of_every_clause_set() -> None:
    special = [one for module in modules().values() for one in module.items]
    orphans = [
        (clause_set.id, one.id)
        for clause_set in shipped_clause_sets().values()
        for one in (*library().values(), *special)
        if not clause_set.clauses_on(one.answers_to)
    ]
    assert orphans == []


def test_the_five_special_cases_have_six_to_twelve_items_each() -> None:
    names = [module.name for module in modules().values()]
    assert sorted(names) == sorted(
        ["データセンター", "LGWAN-ASP", "クラウド", "紙の封入封緘", "コールセンター"]
    )
    assert all(FEWEST <= len(module.items) <= MOST for module in modules().values())


def test_every_text_that_people_read_is_one_sentence() -> None:
    special = [one for module in modules().values() for one in module.items]
    texts = [one.text for one in (*library().values(), *special)]
    assert [text for text in texts if not text.endswith("。") or text.count("。") != 1] == []


def test_every_topic_has_its_words() -> None:
    assert set(NAMES) == TOPICS
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + item("a") + item("a", "別の文。"), "「a」が二度使われています"),
        (HEAD + item("a", "同じ文。") + item("b", " 同じ文"), "ほかの項目の言い回しです"),
        (
            HEAD
            + item("a", "通信を暗号化している。")
            + item("b", says_the_same='["通信を暗号化する"]'),
            "言い回し",
        ),
        (HEAD + item("a", same_as="b"), "特別な場合の項目だけ"),
        (HEAD + item("a", says_the_same="[1]"), "空でない文字列"),
        (HEAD + item("a", says_the_same='[" "]'), "空でない文字列"),
        (HEAD + item("a", text=" "), "空欄です"),
        (HEAD + item("a", group="Z"), "使えません"),
        (HEAD + item("a", colour="red"), "という欄はありません"),
        (HEAD + "items = []\n", "一つもありません"),
        ("id = " + "[" * 5000, "TOMLとして読めません"),
    ],
)
def test_a_library_that_cannot_be_is_refused_by_name(text: str, sentence: str) -> None:
    with pytest.raises(EditionError, match=r"own\.toml") as refused:
        read_library([("own.toml", text)])
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (MODULE_HEAD + items(FEWEST - 1), f"{FEWEST}から{MOST}まで"),
        (MODULE_HEAD + items(MOST + 1), f"{FEWEST}から{MOST}まで"),
        (MODULE_HEAD + items(6) + item("item-1", "別の文。"), "二度使われています"),
        (MODULE_HEAD + items(6) + item("firewall"), "項目集にないもの"),
        (MODULE_HEAD + items(6) + item("x", same_as="nothing"), "あるものを書いてください"),
        (
            MODULE_HEAD + items(6) + item("x", same_as="firewall") + item("y", same_as="firewall"),
            "二つあります",
        ),
    ],
)
def test_a_module_that_cannot_be_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(EditionError) as refused:
        read_module(text, name="own.toml", known=library())
    assert sentence in str(refused.value)


def test_a_module_may_ask_an_item_of_the_library_more_closely() -> None:
    text = MODULE_HEAD + items(6) + item("x", same_as="firewall")
    assert read_module(text, name="own.toml", known=library()).items[-1].subject == "firewall"


def test_an_edition_that_names_one_subject_twice_is_refused() -> None:
    [(name, text)] = shipped_texts("sheets")
    twice = text.replace("training = false\n", 'training = false\nsubject = "a"\n', 2)
    with pytest.raises(EditionError, match="「a」が二度使われています"):
        load_sheet(twice, name=name)


def test_items_that_nobody_has_named_are_named_after_their_edition() -> None:
    first = CheckItem(1, "A", "市だけの項目。", "basic", "独自", False)
    twice = CheckItem(2, "A", "市だけの項目", "basic", "独自", False, "own", "現物")
    again = CheckItem(3, "A", "別の項目。", "basic", "独自", False, "own")
    sheet = CheckSheet("ours", "票", "1", STANDARD.groups, (first, twice, again))
    found = filled(sheet).items
    assert [one.subject for one in found] == ["ours-1", "own", "ours-3"]
    assert [one.look_at for one in found] == ["", "現物", ""]
    assert filled(filled(sheet)) == filled(sheet)


def test_an_edition_is_named_by_its_year_or_as_the_city_calls_it() -> None:
    assert STANDARD.named == "立入調査 標準チェックシート 2026年版"
    sheet = CheckSheet("ours", "市の票", "令和9年度", STANDARD.groups, ())
    assert sheet.named == "市の票 令和9年度"
