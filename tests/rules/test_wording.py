"""ことば: every enum member has its Japanese wording, in one place (style and glossary)."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import audits
import checklists
from audits import wording
from audits.entry import EntryKind
from audits.kind import Kind
from audits.rule import Rule

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
# Lists of names that grow one by one; the glossary names the enum, wording.py has the words.
LISTS = {"Act", "Kind", "Rule", "Evidence", "EntryKind"}


def enums() -> Iterator[type[Enum]]:
    """Every enum that a module of audits or checklists defines."""
    for package in (audits, checklists):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for value in vars(module).values():
                is_enum = isinstance(value, type) and issubclass(value, Enum)
                if is_enum and value.__module__ == found.name:
                    yield value


def wordings() -> dict[type[Enum], Mapping[Any, str]]:
    """The wording of each enum: the mappings of wording.py by what their keys are."""
    mappings = [value for value in vars(wording).values() if isinstance(value, Mapping)]
    worded = [mapping for mapping in mappings if isinstance(next(iter(mapping), None), Enum)]
    return {type(next(iter(mapping))): mapping for mapping in worded}


ENUMS = sorted(set(enums()), key=lambda enum: enum.__name__)
WORDED = [enum for enum in ENUMS if enum is not EntryKind]  # its values are the words themselves


def table_rows() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|")][2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


@pytest.mark.parametrize("enum", WORDED)
def test_every_member_of_every_enum_has_a_japanese_wording(enum):
    words = wordings()[enum]
    assert set(words) == set(enum)
    assert [word for word in words.values() if not JAPANESE.search(word)] == []


@pytest.mark.parametrize("enum", WORDED)
def test_no_two_members_of_an_enum_are_worded_alike(enum):
    words = list(wordings()[enum].values())
    assert len(words) == len(set(words))


def test_each_enum_is_worded_in_one_place():
    mappings = [value for value in vars(wording).values() if isinstance(value, Mapping)]
    worded = [type(next(iter(mapping))) for mapping in mappings if mapping]
    assert len([enum for enum in worded if issubclass(enum, Enum)]) == len(wordings())
    assert set(wordings()) >= set(WORDED)


def test_kinds_are_worded_as_in_the_table_of_the_rules():
    assert list(wording.KIND.values()) == [
        "立入調査",
        "取扱責任者・取扱者の報告",
        "従事者教育の確認",
        "定期報告",
        "求めた報告",
        "再委託の承諾",
        "不要データの返還・消去",
        "返還・消去と証明書",
        "消去の確認",
        "控えの消滅の確認",
        "是正措置",
        "事故報告書",
        "個人情報保護委員会 速報",
        "個人情報保護委員会 確報",
        "求める認証",
        "個別の約束",
    ]


def test_names_that_leave_the_tool_are_those_of_the_rules():
    assert [kind.value for kind in Kind] == [kind.name.lower() for kind in Kind]
    assert [rule.value for rule in Rule] == [rule.name.lower() for rule in Rule]
    assert len(set(Rule)) == 14


def test_the_glossary_names_every_enum_and_every_member_of_the_short_ones():
    document = GLOSSARY.read_text(encoding="utf-8")
    members = [f"`{e.__name__}.{m.name}`" for e in ENUMS if e.__name__ not in LISTS for m in e]
    names = members + [f"`{name}`" for name in sorted(LISTS)]
    assert [name for name in names if name not in document] == []


def test_every_member_that_the_glossary_names_is_in_the_code():
    known = {f"{enum.__name__}.{member.name}" for enum in ENUMS for member in enum}
    named = set(re.findall(r"`([A-Z]\w+\.[A-Z_]+)`", GLOSSARY.read_text(encoding="utf-8")))
    assert named - known - {"Enum.MEMBER"} == set()


def test_the_glossary_has_one_row_for_each_term_and_one_name_for_each_row():
    terms = [row[0] for row in table_rows()]
    assert len(terms) == len(set(terms)) > 40
    assert [row[0] for row in table_rows() if not row[1]] == []


def test_the_words_of_short_enums_stand_in_the_row_that_names_them():
    rows = table_rows()
    wrong = []
    for enum, words in wordings().items():
        for member, word in words.items():
            row = next((r for r in rows if f"`{enum.__name__}.{member.name}`" in r[1]), None)
            if row is not None and enum.__name__ in HELD_WORDS and word not in row[0]:
                wrong.append((member, word))
    assert wrong == []


# The others are named by what stands for them on paper (甲, なし …).
HELD_WORDS = {
    "CarriedOutBy",
    "Category",
    "Confirmation",
    "CouncilResult",
    "Disposal",
    "Frequency",
    "Judgement",
    "Level",
    "Matter",
    "Method",
    "NoteKind",
    "ReportKind",
    "Rhythm",
    "Role",
    "SafeguardOrigin",
    "Stage",
    "State",
    "Subcontracting",
}
