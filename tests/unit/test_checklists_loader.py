"""An edition that is not written exactly right is refused, with the file and the place in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checklists.clause import Party
from checklists.clause_set import KindSetting
from checklists.loader import EditionError, load_clause_set, load_sheet

SET_FILE = "ours-2027.toml"
SHEET_FILE = "our-sheet-2027.toml"

CLAUSE = """
[[clauses]]
number = {number}
heading = "秘密の保持"
topic = "secrecy"
bound = ["乙"]
duty = "continuing"
summary = "漏らさない。"
leaves_behind = "チェックシートの回答"
checked_at = "B"
confirmed_by = ["visit_answer"]
survives_end = true
exception_by_consent = false
"""
ITEM = """
[[items]]
number = {number}
group = "B"
text = "誓約書を取っている。"
answers_to = "secrecy"
sources = "特記事項"
training = false
"""


def a_clause_set(*, clauses: tuple[int, ...] = (1,), kinds: str = "") -> str:
    head = """
id = "ours-2027"
title = "当市の特記事項"
short_title = "当市用"
edition = "2027"
legal_basis = "個人情報の保護に関する法律第66条"
binds = "乙"
subcontracting = "with_consent"
return_when_no_longer_needed = true
training_yearly = false
certificate_to = ["甲"]
inspections_per_fiscal_year = 1
[kinds]
"""
    return head + kinds + "".join(CLAUSE.format(number=number) for number in clauses)


def a_sheet(*, groups: str = "ABCDEF", items: tuple[int, ...] = (1,)) -> str:
    head = 'id = "our-sheet-2027"\ntitle = "当市のシート"\nedition = "2027"\n'
    rows = "".join(f'[[groups]]\ncode = "{code}"\nname = "区分{code}"\n' for code in groups)
    return head + rows + "".join(ITEM.format(number=number) for number in items)


def changed(text: str, line: str, to: str) -> str:
    assert line in text
    return text.replace(line, to, 1)


def refusal(read: Callable[[], object]) -> EditionError:
    with pytest.raises(EditionError) as refused:
        read()
    return refused.value


def set_refusal(text: str) -> EditionError:
    return refusal(lambda: load_clause_set(text, name=SET_FILE))


def sheet_refusal(text: str) -> EditionError:
    return refusal(lambda: load_sheet(text, name=SHEET_FILE))


def test_a_clause_set_that_is_written_right_is_read_whole() -> None:
    read = load_clause_set(a_clause_set(clauses=(1, 2, 3)), name=SET_FILE)
    assert (read.id, read.binds, len(read.clauses)) == ("ours-2027", Party.PRIME, 3)
    assert read.clause(3).checked_at == "B"


def test_a_sheet_that_is_written_right_is_read_whole() -> None:
    read = load_sheet(a_sheet(items=(1, 2)), name=SHEET_FILE)
    assert [item.number for item in read.items_in("B")] == [1, 2]


def test_a_refusal_is_a_sentence_with_the_file_the_place_and_the_reason() -> None:
    error = set_refusal(changed(a_clause_set(clauses=(1, 2)), "number = 2\n", ""))
    sentence = "「ours-2027.toml」の2番目の条項: 「number」の欄がありません。書き足してください。"
    assert str(error) == sentence
    assert (error.file, error.place) == (SET_FILE, "2番目の条項")


@pytest.mark.parametrize(
    ("line", "to", "place", "reason"),
    [
        ('duty = "continuing"\n', "", "1番目の条項", "「duty」の欄がありません"),
        ('edition = "2027"\n', "", "全体", "「edition」の欄がありません"),
        ("[kinds]\n", "", "全体", "「kinds」の欄がありません"),
        ('heading = "', 'headding = "', "1番目の条項", "「headding」という欄はありません"),
        ('binds = "乙"', 'binds = "乙"\ncolour = "red"', "全体", "「colour」という欄はありません"),
        ("number = 1", 'number = "1"', "1番目の条項", "「number」は整数"),
        ("number = 1", "number = true", "1番目の条項", "「number」は整数"),
        ("number = 1", "number = 1.0", "1番目の条項", "「number」は整数"),
        ("number = 1", "number = 0", "1番目の条項", "「number」は1から999まで"),
        ("number = 1", "number = 1000", "1番目の条項", "「number」は1から999まで"),
        ("fiscal_year = 1", "fiscal_year = 0", "全体", "「inspections_per_fiscal_year」は1から12"),
        ("survives_end = true", "survives_end = 1", "1番目の条項", "true か false"),
        ("training_yearly = false", 'training_yearly = "no"', "全体", "true か false"),
        ('title = "当市の特記事項"', "title = 7", "全体", "「title」は文字列"),
        ('title = "当市の特記事項"', 'title = " 　"', "全体", "「title」が空欄です"),
        ('id = "ours-2027"', 'id = "Ours 2027"', "全体", "半角の英小文字"),
        ('id = "ours-2027"', 'id = "../ours"', "全体", "半角の英小文字"),
        (
            'topic = "secrecy"',
            'topic = "weather"',
            "1番目の条項",
            "「topic」の「weather」は使えません",
        ),
        ('duty = "continuing"', 'duty = "often"', "1番目の条項", "「duty」の「often」は使えません"),
        ('"with_consent"', '"perhaps"', "全体", "「subcontracting」の「perhaps」は使えません"),
        ('binds = "乙"', 'binds = "甲"', "全体", "「binds」の「甲」は使えません"),
        (
            'checked_at = "B"',
            'checked_at = "G"',
            "1番目の条項",
            "「checked_at」の「G」は使えません",
        ),
        ('bound = ["乙"]', 'bound = "乙"', "1番目の条項", "「bound」は並び"),
        ('bound = ["乙"]', 'bound = ["丁"]', "1番目の条項", "「bound」の「丁」は使えません"),
        ('bound = ["乙"]', "bound = [1]", "1番目の条項", "「bound」の「1」は使えません"),
        ('bound = ["乙"]', 'bound = ["乙", "乙"]', "1番目の条項", "同じ語が二度"),
        ('bound = ["乙"]', "bound = []", "1番目の条項", "「bound」が空です"),
        ('["visit_answer"]', "[]", "1番目の条項", "「confirmed_by」が空です"),
        ('["visit_answer"]', '["rumour"]', "1番目の条項", "「rumour」は使えません"),
        ('certificate_to = ["甲"]', "certificate_to = []", "全体", "「certificate_to」が空です"),
    ],
)
def test_a_clause_set_with_one_thing_wrong_is_refused(
    line: str, to: str, place: str, reason: str
) -> None:
    error = set_refusal(changed(a_clause_set(), line, to))
    assert error.place == place
    assert reason in error.reason
    assert SET_FILE in str(error)


@pytest.mark.parametrize(
    ("clauses", "reason"),
    [
        ((1, 2, 2), "条項の番号2が二度使われています"),
        ((1, 3), "条項の番号2が抜けています"),
        ((2, 3), "条項の番号1が抜けています"),
        ((1, 3, 2), "条項の番号3が番号順に並んでいません"),
    ],
)
def test_clauses_are_numbered_from_one_each_once_and_in_order(
    clauses: tuple[int, ...], reason: str
) -> None:
    assert reason in set_refusal(a_clause_set(clauses=clauses)).reason


def test_a_clause_set_without_a_single_clause_is_refused() -> None:
    error = set_refusal("clauses = []\n" + a_clause_set(clauses=()))
    assert "条項が一つもありません" in error.reason


@pytest.mark.parametrize("value", ['"none"', '["秘密の保持"]', "{ number = 1 }"])
def test_clauses_that_are_no_list_of_tables_are_refused(value: str) -> None:
    error = set_refusal(f"clauses = {value}\n" + a_clause_set(clauses=()))
    assert error.place == "全体"
    assert "「clauses」" in error.reason


@pytest.mark.parametrize(
    "text",
    [
        "id = ",
        'id = "a"\nid = "b"\n',
        "number = " + "9" * 5000,
        "clauses = " + "[" * 5000,
    ],
)
def test_a_text_that_is_no_toml_is_refused_with_the_files_name(text: str) -> None:
    error = set_refusal(text)
    assert error.place == "書き方"
    assert "TOMLとして読めません" in str(error)
    assert str(error).startswith("「ours-2027.toml」の")


def test_a_clause_that_asks_for_nothing_may_bind_nobody() -> None:
    text = changed(a_clause_set(), 'duty = "continuing"', 'duty = "none"')
    text = changed(text, 'bound = ["乙"]', "bound = []")
    text = changed(text, '["visit_answer"]', "[]")
    text = changed(text, 'checked_at = "B"', 'checked_at = "none"')
    [clause] = load_clause_set(text, name=SET_FILE).clauses
    assert (clause.bound, clause.confirmed_by, clause.checked_at) == ((), (), None)


def test_a_clause_set_may_change_days_or_switch_a_kind_off() -> None:
    kinds = (
        "erasure_confirmation = { enabled = false }\n"
        "data_disposal = { days = 14 }\n"
        "periodic_report = { enabled = true, days = 28 }\n"
    )
    assert load_clause_set(a_clause_set(kinds=kinds), name=SET_FILE).kinds == {
        "erasure_confirmation": KindSetting(enabled=False),
        "data_disposal": KindSetting(days=14),
        "periodic_report": KindSetting(enabled=True, days=28),
    }


@pytest.mark.parametrize(
    ("kinds", "place", "reason"),
    [
        ("tea_break = { days = 3 }\n", "全体", "「tea_break」という期限項目はありません"),
        ("data_disposal = 14\n", "全体", "「kinds」の中は表"),
        ("data_disposal = {}\n", "期限項目「data_disposal」", "変える内容がありません"),
        (
            "data_disposal = { day = 1 }\n",
            "期限項目「data_disposal」",
            "「day」という欄はありません",
        ),
        ("data_disposal = { days = 0 }\n", "期限項目「data_disposal」", "1から366まで"),
        ("periodic_report = { days = 29 }\n", "期限項目「periodic_report」", "1から28まで"),
        ("inspection = { days = 3 }\n", "期限項目「inspection」", "日数がない"),
        ("inspection = { enabled = 0 }\n", "期限項目「inspection」", "true か false"),
    ],
)
def test_a_setting_of_a_kind_that_makes_no_sense_is_refused(
    kinds: str, place: str, reason: str
) -> None:
    error = set_refusal(a_clause_set(kinds=kinds))
    assert error.place == place
    assert reason in error.reason


@pytest.mark.parametrize(
    ("line", "to", "place", "reason"),
    [
        ('text = "誓約書を取っている。"\n', "", "1番目の点検項目", "「text」の欄がありません"),
        ("training = false", "training = 0", "1番目の点検項目", "true か false"),
        ('group = "B"', 'group = "H"', "1番目の点検項目", "「group」の「H」は使えません"),
        ('"secrecy"', '"weather"', "1番目の点検項目", "「answers_to」の「weather」は使えません"),
        ('sources = "特記事項"', "sources = []", "1番目の点検項目", "「sources」は文字列"),
        ('name = "区分C"\n', "", "3番目の区分", "「name」の欄がありません"),
        ('code = "F"', 'code = "G"', "6番目の区分", "「code」の「G」は使えません"),
        ("[[items]]", "[[questions]]", "全体", "「questions」という欄はありません"),
    ],
)
def test_a_sheet_with_one_thing_wrong_is_refused(
    line: str, to: str, place: str, reason: str
) -> None:
    error = sheet_refusal(changed(a_sheet(), line, to))
    assert error.place == place
    assert reason in error.reason
    assert SHEET_FILE in str(error)


@pytest.mark.parametrize("groups", ["ABCDE", "BACDEF", "ABCDEFF", "AABCDEF"])
def test_a_sheet_has_the_six_groups_each_once_and_in_order(groups: str) -> None:
    assert "AからFまでの六つ" in sheet_refusal(a_sheet(groups=groups)).reason


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ((1, 1), "点検項目の番号1が二度使われています"),
        ((1, 2, 4), "点検項目の番号3が抜けています"),
    ],
)
def test_items_are_numbered_from_one_without_a_gap(items: tuple[int, ...], reason: str) -> None:
    assert reason in sheet_refusal(a_sheet(items=items)).reason
