"""条項の番号: the number a line begins with, in the styles that cities write."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

KANJI_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
KANJI = "[一二三四五六七八九十百〇]{1,5}"
NUMBER = rf"(?:[0-9]{{1,3}}|{KANJI})"
# What a text carries over from where it was kept: signs of lists, of headings and of tables.
LEAD = re.compile(r"^(?:[\s|*•・]|#{1,6}(?=\s)|-(?=\s))*")
# 1回以上, 5年: a figure within a sentence that only happens to begin a line.
COUNTED = r"(?!\s*(?:回|年|月|日|時|分|条|項|号|人|名|件|か所|箇|個|部|階|円|％|%|頁|ページ|以))"
AFTER = r"(?:\s*[.、,:)|]\s*|\s+|(?=[(\[【「])|$)"
SUBJECT = re.compile(
    r"(?:甲|乙|丙|委託者|受託者|再委託先|再受託者|発注者|受注者)(?:及び|又は|、|は|が|に)"
)


class NumberStyle(Enum):
    """番号の書き方: how the clauses of a text are numbered."""

    ARTICLE = "article"
    PLACE = "place"
    PLAIN = "plain"
    KANJI = "kanji"
    PAREN = "paren"


PATTERNS = {
    NumberStyle.ARTICLE: re.compile(rf"第\s*({NUMBER})\s*条(?:\s*の\s*{NUMBER})?{AFTER}"),
    NumberStyle.PLACE: re.compile(rf"第\s*({NUMBER})(?:\s*項)?{AFTER}"),
    NumberStyle.PLAIN: re.compile(rf"([0-9]{{1,3}})(?![0-9]){COUNTED}(?:{AFTER}|(?=\D))"),
    NumberStyle.KANJI: re.compile(rf"({KANJI}){AFTER}"),
    NumberStyle.PAREN: re.compile(rf"\(\s*({NUMBER})\s*\){COUNTED}\s*"),
}
KATAKANA = re.compile(r"(?:[アイウエオカキクケコサシスセソタチツテト]|\([ア-ト]\))(?:[.、)]|\s+)")
CIRCLED = re.compile(r"[①-⑳㋐-㋾]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number, and what stands after it."""

    style: NumberStyle
    number: int
    rest: str


def plain(line: str) -> str:
    """A line to be looked at: one width, without the signs of lists and tables before it.

    A circled figure stays one: it numbers an item, never a clause.
    """
    text = "".join(s if CIRCLED.match(s) else unicodedata.normalize("NFKC", s) for s in line)
    return LEAD.sub("", text).strip().rstrip("|").rstrip()


def numbered(line: str, style: NumberStyle) -> Numbered | None:
    """How the line begins in this style, if it does."""
    text = plain(line)
    found = PATTERNS[style].match(text)
    if found is None:
        return None
    number = value(found[1])
    return None if number is None else Numbered(style, number, text[found.end() :].strip())


def unnumbered(text: str) -> str:
    """A clause's words without its own number, which others that come or go may shift."""
    lines = text.splitlines()
    for place, line in enumerate(lines):
        found = next((one for style in NumberStyle if (one := numbered(line, style))), None)
        if found is not None:
            return "\n".join((*lines[:place], found.rest, *lines[place + 1 :]))
    return text


def value(figures: str) -> int | None:
    """12, 十二, 一〇; None for what is no number of a clause."""
    if figures.isascii():
        return int(figures) or None
    if any(sign in figures for sign in "十百"):
        return _with_tens(figures)
    return int("".join(str(KANJI_DIGITS[sign]) for sign in figures)) or None


def _with_tens(figures: str) -> int | None:
    found = re.fullmatch(
        r"(?:([一二三四五六七八九])?(百))?(?:([二三四五六七八九])?(十))?(.?)", figures
    )
    if found is None or found[5] not in ("", *KANJI_DIGITS):
        return None
    hundreds = KANJI_DIGITS[found[1]] if found[1] else int(bool(found[2]))
    tens = KANJI_DIGITS[found[3]] if found[3] else int(bool(found[4]))
    return hundreds * 100 + tens * 10 + KANJI_DIGITS.get(found[5], 0)


def is_number(text: str) -> bool:
    """Whether it is nothing but a number: 12, 十二."""
    return re.fullmatch(NUMBER, text) is not None


def has_subject(text: str) -> bool:
    """乙は…: it begins as a clause does."""
    return SUBJECT.match(text) is not None


def depth_of(line: str) -> int:
    """How far a line of a clause stands in: 0 its sentence, 1 (1) or a paragraph 2, 2 ア or ①."""
    text = plain(line)
    if KATAKANA.match(text) or CIRCLED.match(text):
        return 2
    styles = (NumberStyle.PAREN, NumberStyle.PLAIN, NumberStyle.KANJI)
    return int(any(numbered(line, style) for style in styles))
