"""付議資料の行: the two-column rows of a council sheet, from facts now and when last told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.papers.council_sheet_page import Paragraph, SheetRow
from audits.council_changes import Part, Text, compared, joined, listed, plain, removed
from audits.safeguard import CarriedOutBy, Category, SafeguardOrigin
from audits.wareki import wareki
from audits.wording import CATEGORY

Values = Mapping[Any, Any]
UNKNOWN = "未定"
OF_ORIGIN = {
    SafeguardOrigin.ADVICE.value: "（助言による）",
    SafeguardOrigin.OPINION.value: "（委員の意見による）",
}


def row(heading: str, *paragraphs: Paragraph) -> SheetRow:
    return SheetRow(heading, tuple(p for p in paragraphs if p.text))


def text_row(heading: str, now: Values, before: Values | None, *columns: str) -> SheetRow:
    """Columns of one fact, a paragraph each; blank ones are left out."""
    found = [_paragraphs(now[name], before[name] if before else None, before) for name in columns]
    return row(heading, *(one for some in found for one in some))


def _paragraphs(now: str | None, before: str | None, had: Values | None) -> Iterator[Paragraph]:
    old = None if had is None else (before or "")
    yield Paragraph(compared(old, now))


def party_row(heading: str, now: Values, before: Values | None) -> SheetRow:
    """Who does the work, and which certifications are asked of them."""
    name = now["contractor"] or UNKNOWN
    old = (before["contractor"] or UNKNOWN) if before else None
    schemes = now.get("demanded_schemes") or ()
    asked = listed(before.get("demanded_schemes", ()) if before else None, schemes)
    words = Paragraph(joined((Part(name, old is not None and old != name),)))
    if not schemes:
        return row(heading, words)
    return row(heading, words, Paragraph(joined((Part("求める認証："), *asked))))


def items_row(heading: str, now: Values, before: Values | None) -> SheetRow:
    """Whose data, and which items of it; what is no longer among them is told below."""
    old = before["items"] if before else None
    paragraphs = []
    if now.get("subjects"):
        said = compared((before.get("subjects") or "") if before else None, now["subjects"])
        paragraphs.append(Paragraph(joined((Part("【"), *said, Part("に係る情報項目】")))))
    paragraphs.append(Paragraph(listed(old, now["items"])))
    paragraphs += _removed(old, now["items"])
    count = now.get("person_count")
    if count is not None:
        changed = before is not None and before.get("person_count") != count
        paragraphs.append(Paragraph((Part("本人数　"), Part(f"{count:,}人", changed))))
    return row(heading, *paragraphs)


def list_row(heading: str, now: Values, before: Values | None, column: str) -> SheetRow:
    old = before[column] if before else None
    return row(heading, Paragraph(listed(old, now[column])), *_removed(old, now[column]))


def _removed(before: Sequence[str] | None, now: Sequence[str]) -> list[Paragraph]:
    gone = removed(before, now)
    return [Paragraph((Part(f"（削除：{'、'.join(gone)}）", changed=True),))] if gone else []


def term_row(heading: str, now: Values, before: Values | None) -> SheetRow:
    """From when to when, and how the paper says it."""
    old = _term(before) if before else None
    said: Text = (Part(_term(now), old is not None and old != _term(now)),)
    stated = now.get("stated_length")
    if not stated:
        return row(heading, Paragraph(said))
    was = before.get("stated_length") if before else None
    marked = before is not None and was != stated
    return row(heading, Paragraph(joined((*said, Part("（"), Part(stated, marked), Part("）")))))


def _term(values: Values) -> str:
    first, last = values["starts_on"], values["ends_on"]
    begins = f"{wareki(first)}から" if first else "開始日未定"
    return f"{begins}{wareki(last)}まで" if last else begins


def safeguards_row(
    heading: str,
    now: Sequence[Values],
    before: Mapping[str, str] | None,
    by: Sequence[CarriedOutBy],
) -> SheetRow:
    """What these are to do, numbered under each category; new and changed ones are marked."""
    names = {one.value for one in by}
    paragraphs: list[Paragraph] = []
    for category in Category:
        found = [
            one
            for one in now
            if one["category"] == category.value and one["carried_out_by"] in names
        ]
        if found:
            paragraphs.append(Paragraph(plain(f"【{CATEGORY[category]}の対策】")))
        for number, one in enumerate(found, 1):
            paragraphs.append(Paragraph(_promise(one, before), str(number)))
    return row(heading, *paragraphs)


def _promise(one: Values, before: Mapping[str, str] | None) -> Text:
    """A new promise is marked whole, a changed one where it has changed."""
    origin = Part(OF_ORIGIN.get(one["origin"], ""))
    if before is None:
        return joined((Part(one["text"]), origin))
    old = before.get(one["number"])
    if old is None:
        return joined((Part(one["text"], changed=True), origin))
    return joined((*compared(old, one["text"]), origin))
