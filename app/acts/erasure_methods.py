"""消去の方法: the city's own table of methods, and erasures held against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.records import erasure_methods
from app.records.erasure_methods import Place
from audits.erasure_methods import (
    DEFAULT_METHODS,
    Judged,
    Medium,
    Methods,
    Secrecy,
    judged,
    media_of,
    name_of,
)
from audits.wording import MEDIUM

Values = Mapping[Any, Any]


class MethodsChangedMeanwhileError(Exception):
    """Somebody else has changed the table since it was shown."""


def methods_on_file(session: Session) -> Methods:
    """The table as it is in force: what comes with the product, and what the city has changed."""
    kept = erasure_methods.kept_methods(session)
    return {**DEFAULT_METHODS, **{place: one.methods for place, one in kept.items()}}


def secrecy_of(terms: Values) -> Secrecy:
    """The class of a contract's data: whether it deals with individual numbers."""
    return Secrecy.of(uses_individual_numbers=bool(terms["my_number"]))


def judged_erasure(table: Methods, terms: Values, item: Values, act: Values) -> Judged:
    """The method of an erasure, held against what the table accepts for the item's media."""
    some = bool(act["medium_numbers"] or act["failed_numbers"])
    return judged(table, media_of(item["media"]), secrecy_of(terms), act["means"] or "", some=some)


def proposed(table: Methods, media: Sequence[str], secrecy: Secrecy) -> list[tuple[Medium, str]]:
    """For each class among the media, the methods by name in one line."""
    return [
        (medium, "、".join(name_of(one) for one in table[medium, secrecy]) or "なし")
        for medium in media_of(media)
    ]


def names(table: Methods, secrecy: Secrecy, media: Sequence[Medium]) -> list[str]:
    """The single methods of these media by name, each once, to be chosen from."""
    found = (name_of(one) for medium in media for one in table[medium, secrecy])
    return list(dict.fromkeys(found))


def not_accepted_words(table: Methods, lacking: Sequence[Medium], secrecy: Secrecy) -> str:
    """Which media do not take a method, and which methods they do take."""
    return "".join(
        f"「{MEDIUM[medium]}」に認められる方法は、"
        f"{'、'.join(names(table, secrecy, [medium])) or 'ありません'}です。"
        for medium in lacking
    )


__all__ = [
    "MethodsChangedMeanwhileError",
    "Place",
    "judged_erasure",
    "methods_on_file",
    "names",
    "not_accepted_words",
    "proposed",
    "secrecy_of",
]
