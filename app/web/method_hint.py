"""方法の提案: which methods of erasure the city's table accepts for the data of a form."""

from __future__ import annotations

from dataclasses import dataclass

from app.acts.erasure_methods import names, proposed, secrecy_of
from app.records.filed import Values
from app.web.filing.context import Context
from audits.erasure_methods import Medium, Methods, Secrecy


@dataclass(frozen=True, slots=True)
class MethodHint:
    """The media of the data, each with its methods in one line; and all of them by name."""

    secrecy: Secrecy
    lines: tuple[tuple[Medium, str], ...]
    names: tuple[str, ...]


def method_hint(table: Methods, context: Context, data_number: str) -> MethodHint | None:
    """For one data item, or all of the branch where none is named; None without a contract."""
    if context.terms is None:
        return None
    items: list[Values] = [row.values for row in context.of("データ")]
    named = [item for item in items if item["number"] == data_number]
    media = [medium for item in named or items for medium in item["media"]]
    secrecy = secrecy_of(context.terms)
    lines = proposed(table, media, secrecy)
    found = names(table, secrecy, [medium for medium, _ in lines])
    return MethodHint(secrecy, tuple(lines), tuple(found))
