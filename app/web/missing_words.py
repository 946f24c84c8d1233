"""まだ必要なこと: what is missing before 完了, with whose it is and in the words of the pages."""

from __future__ import annotations

from app.records.dossier import Dossier
from app.web.deeds import about_words, occurrence_words
from audits.closing import Missing
from audits.due import DueItem
from audits.engagement import PRIME_BRANCH
from audits.kind import Kind


def missing_words(found: Dossier, one: Missing) -> str:
    """再委託先1 つばめ運送：データ D-2 利用者一覧が返還・消去されていません。"""
    return f"{whose_words(found, one.branch)}：{_what(found, one)}"


def whose_words(found: Dossier, branch: int) -> str:
    """受託者 あけぼの情報; 再委託先1 つばめ運送."""
    if branch == PRIME_BRANCH:
        return f"受託者 {found.terms['contractor'] or '未定'}"
    named = (row.values["contractor"] for row in found.subcontracts if row.branch == branch)
    return f"再委託先{branch} {next(named, '')}".rstrip()


def _what(found: Dossier, one: Missing) -> str:
    if one.item is not None:
        return f"{_owed(found, one.item)}が終わっていません。"
    if one.data:
        return f"データ {_named_data(found, one.branch, one.data)}が返還・消去されていません。"
    return one.sentence


def _owed(found: Dossier, item: DueItem) -> str:
    words = about_words(item.kind, item.basis, _text(found, item)).replace("　", " ")
    occurrence = occurrence_words(item.period, item.fiscal_year)
    return f"{words}（{occurrence}）" if occurrence else words


def _text(found: Dossier, item: DueItem) -> str | None:
    """What the number stands for: the promise, the request, or the data."""
    if item.kind is Kind.DATA_DISPOSAL and item.basis:
        return _named_data(found, item.branch, item.basis).removeprefix(item.basis).strip()
    rows = {Kind.COMMITMENT: found.safeguards, Kind.REQUESTED_REPORT: found.requests}
    for row in rows.get(item.kind, ()):
        if (row.branch, row.values["number"]) == (item.branch, item.basis):
            return str(row.values["text"])
    return None


def _named_data(found: Dossier, branch: int, number: str) -> str:
    names = (
        str(row.values["name"])
        for row in found.data
        if (row.branch, row.values["number"]) == (branch, number)
    )
    return f"{number} {next(names, '')}".rstrip()
