"""版の読み込み: an edition's text (TOML) becomes a clause set or a check sheet, or is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from checklists.clause import Clause, Duty, Evidence, Party
from checklists.clause_set import MOST_DAYS_BY_KIND, ClauseSet, KindSetting, Subcontracting
from checklists.edition_table import EditionError, Table
from checklists.sheet import GROUP_CODES, CheckItem, CheckSheet, Group
from checklists.topic import TOPICS

__all__ = [
    "EditionError",
    "load_clause_set",
    "load_sheet",
    "shipped_clause_sets",
    "shipped_sheets",
    "shipped_texts",
    "table_of",
]

HOME = Path(__file__).parent
MOST_NUMBERED = 999
MOST_INSPECTIONS = 12  # one a month
NOT_AT_THE_VISIT = "none"
SINCE_THE_LIBRARY = ("subject", "look_at")
OWN_TEXT = ("text", "preamble", "ending")  # only what a municipality has brought in has it
BINDABLE = (Party.PRIME.value, Party.SUBCONTRACTOR.value)


@cache
def shipped_clause_sets() -> Mapping[str, ClauseSet]:
    """The clause sets that come with the product, by id."""
    read = (load_clause_set(text, name=name) for name, text in shipped_texts("clause_sets"))
    return MappingProxyType({clause_set.id: clause_set for clause_set in read})


@cache
def shipped_sheets() -> Mapping[str, CheckSheet]:
    """The check sheets that come with the product, by id."""
    read = (load_sheet(text, name=name) for name, text in shipped_texts("sheets"))
    return MappingProxyType({sheet.id: sheet for sheet in read})


def load_clause_set(text: str, *, name: str, own: bool = False) -> ClauseSet:
    """Reads one edition; `name` is the file's, for the sentence of an EditionError.

    `own`: of a municipality, whose contracts may leave numbers out.
    """
    head = table_of(text, name, keys=_names(ClauseSet), may=OWN_TEXT)
    rows = head.tables("clauses", "条項", keys=_names(Clause), may=OWN_TEXT)
    clauses = tuple(_clause(row) for row in rows)
    numbers = [clause.number for clause in clauses]
    if own:
        _refuse_disorder(head, numbers)
    else:
        _refuse_bad_numbers(head, "条項", numbers)
    return ClauseSet(
        id=head.identifier("id"),
        title=head.text("title"),
        short_title=head.text("short_title"),
        edition=head.text("edition"),
        legal_basis=head.text("legal_basis"),
        binds=Party(head.one_of("binds", BINDABLE)),
        subcontracting=head.word("subcontracting", Subcontracting),
        return_when_no_longer_needed=head.flag("return_when_no_longer_needed"),
        training_yearly=head.flag("training_yearly"),
        certificate_to=head.words("certificate_to", Party, least=1),
        inspections_per_fiscal_year=head.number(
            "inspections_per_fiscal_year", least=1, most=MOST_INSPECTIONS
        ),
        clauses=clauses,
        kinds=_kinds(head),
        preamble=_own_text(head, "preamble"),
        ending=_own_text(head, "ending"),
    )


def load_sheet(text: str, *, name: str) -> CheckSheet:
    """Reads one edition; `name` is the file's, for the sentence of an EditionError."""
    head = table_of(text, name, keys=_names(CheckSheet))
    groups = _groups(head)
    rows = head.tables("items", "点検項目", keys=_names(CheckItem), may=SINCE_THE_LIBRARY)
    items = tuple(map(_item, rows))
    _refuse_bad_numbers(head, "点検項目", [item.number for item in items])
    _refuse_twice(head, "subject", [item.subject for item in items if item.subject])
    return CheckSheet(
        id=head.identifier("id"),
        title=head.text("title"),
        edition=head.text("edition"),
        groups=groups,
        items=items,
    )


def _clause(row: Table) -> Clause:
    checked_at = row.one_of("checked_at", (*GROUP_CODES, NOT_AT_THE_VISIT))
    duty = row.word("duty", Duty)
    least = 0 if duty is Duty.NONE else 1  # what has to be done binds somebody and can be confirmed
    return Clause(
        number=row.number("number", least=1, most=MOST_NUMBERED),
        heading=row.text("heading"),
        topic=row.one_of("topic", TOPICS),
        bound=row.words("bound", Party, least=least),
        duty=duty,
        summary=row.text("summary"),
        leaves_behind=row.text("leaves_behind"),
        checked_at=None if checked_at == NOT_AT_THE_VISIT else checked_at,
        confirmed_by=row.words("confirmed_by", Evidence, least=least),
        survives_end=row.flag("survives_end"),
        exception_by_consent=row.flag("exception_by_consent"),
        text=_own_text(row, "text"),
    )


def _own_text(row: Table, key: str) -> str:
    return row.whole_text(key) if key in row else ""


def _kinds(head: Table) -> Mapping[str, KindSetting]:
    settings = head.table("kinds")
    return {name: _kind(head, name, values) for name, values in settings.items()}


def _kind(head: Table, name: str, values: Mapping[str, object]) -> KindSetting:
    if name not in MOST_DAYS_BY_KIND:
        raise head.error(f"「kinds」の「{name}」という期限項目はありません。")
    place = f"期限項目「{name}」"
    row = Table(head.file, place, values, keys=_names(KindSetting), optional=True)
    if not values:
        raise row.error("変える内容がありません。「enabled」か「days」を書いてください。")
    enabled = row.flag("enabled") if "enabled" in row else None
    return KindSetting(enabled, _days(row, MOST_DAYS_BY_KIND[name]))


def _days(row: Table, most: int | None) -> int | None:
    if "days" not in row:
        return None
    if most is None:
        raise row.error("この期限項目には日数がないので、「days」は書けません。")
    return row.number("days", least=1, most=most)


def _groups(head: Table) -> tuple[Group, ...]:
    rows = head.tables("groups", "区分", keys=_names(Group))
    groups = tuple(Group(row.one_of("code", GROUP_CODES), row.text("name")) for row in rows)
    if tuple(group.code for group in groups) != GROUP_CODES:
        raise head.error("区分はAからFまでの六つを、順に一度ずつ書いてください。")
    return groups


def _item(row: Table) -> CheckItem:
    return CheckItem(
        number=row.number("number", least=1, most=MOST_NUMBERED),
        group=row.one_of("group", GROUP_CODES),
        text=row.text("text"),
        answers_to=row.one_of("answers_to", TOPICS),
        sources=row.text("sources"),
        training=row.flag("training"),
        subject=row.identifier("subject") if "subject" in row else "",
        look_at=row.text("look_at") if "look_at" in row else "",
    )


def _refuse_twice(head: Table, key: str, words: Sequence[str]) -> None:
    for place, word in enumerate(words):
        if word in words[:place]:
            raise head.error(f"「{key}」の「{word}」が二度使われています。")


def _refuse_bad_numbers(head: Table, noun: str, numbers: Sequence[int]) -> None:
    for place, number in enumerate(numbers, start=1):
        if number in numbers[: place - 1]:
            raise head.error(f"{noun}の番号{number}が二度使われています。")
        if place not in numbers:
            raise head.error(f"{noun}の番号{place}が抜けています。")
        if number != place:
            raise head.error(f"{noun}の番号{number}が番号順に並んでいません。")


def _refuse_disorder(head: Table, numbers: Sequence[int]) -> None:
    for before, number in pairwise(numbers):
        if number <= before:
            raise head.error(f"条項の番号{number}が番号順に並んでいません。")


def table_of(text: str, name: str, *, keys: Sequence[str], may: Sequence[str] = ()) -> Table:
    """The file as one table; refuses what is no TOML."""
    # ValueError: also a number too long to read; RecursionError: brackets nested without end
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as unreadable:
        reason = f"TOMLとして読めません（{unreadable}）。"
        raise EditionError(name, "書き方", reason) from unreadable
    return Table(name, "全体", values, keys=keys, may=may)


def _names(shape: type) -> tuple[str, ...]:
    """An edition's keys are the fields of the shape that it becomes."""
    return tuple(field.name for field in fields(shape))


def shipped_texts(folder: str) -> list[tuple[str, str]]:
    """(file name, text) of what comes with the product: clause_sets, sheets, library, modules."""
    files = sorted((HOME / folder).glob("*.toml"))
    return [(file.name, file.read_text(encoding="utf-8")) for file in files]
