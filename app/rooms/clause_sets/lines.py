"""特記事項の行: clause sets, clauses and settings as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from app.records.clause_set_drafts import KeptDraft
from app.records.own_clause_sets import PublishedClauseSet
from app.web.clause_duties import clause_duties
from app.web.filters import words as words_of_member
from audits.wording import PARTY
from checklists.clause import Clause
from checklists.clause_diff import ClauseSetDiff
from checklists.clause_draft import ClauseDraft, number_problems
from checklists.clause_drafting import breaks
from checklists.clause_number import depth_of
from checklists.clause_set import ClauseSet
from checklists.cutting import heading_of
from checklists.likeness import clause_likeness, nearest

DRAFT = "draft-"
MOST_BREAKS = 200
SAME_PARTY = 0.2
WORDS = {
    "legal_basis": "根拠",
    "binds": "誰の契約に付けるか",
    "subcontracting": "再委託",
    "return_when_no_longer_needed": "契約の途中での返還・消去",
    "training_yearly": "従事者の教育",
    "certificate_to": "消去証明書の宛先",
    "inspections_per_fiscal_year": "立入調査の回数",
    "kinds": "期限の決まり",
}


@dataclass(frozen=True, slots=True)
class NearClause:
    """The clause of a published set that is most alike."""

    published: PublishedClauseSet
    clause: Clause

    @property
    def named(self) -> str:
        return f"{self.published.clause_set.short_title}　第{self.clause.number}"


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause of a draft, what is odd about its number, and the nearest one that is known."""

    key: str
    clause: Clause
    text: Sequence[tuple[int, str]]
    odd: str
    near: NearClause | None


def clause_lines(
    draft: ClauseDraft, published: Sequence[PublishedClauseSet]
) -> Sequence[ClauseLine]:
    odd = number_problems([one.clause for one in draft.clauses])
    return [
        ClauseLine(
            one.key,
            one.clause,
            laid_out(one.clause.text, one.clause.heading),
            odd.get(place, ""),
            next(iter(near_clauses(one.clause, published)[:1]), None),
        )
        for place, one in enumerate(draft.clauses)
    ]


def near_clauses(clause: Clause, published: Iterable[PublishedClauseSet]) -> Sequence[NearClause]:
    """The nearest clause of each set, the most alike first."""
    found = [
        NearClause(one, near)
        for one in published
        if (near := nearest(clause, one.clause_set.clauses)) is not None
    ]
    return sorted(found, key=lambda one: _nearness(clause, one.clause), reverse=True)


def _nearness(clause: Clause, other: Clause) -> tuple[bool, float]:
    """Of clauses on the same topic, and as alike, the one that binds the same party."""
    bonus = SAME_PARTY if clause.bound == other.bound else 0.0
    return clause.topic == other.topic, clause_likeness(clause, other) + bonus


def laid_out(text: str, heading: str = "") -> Sequence[tuple[int, str]]:
    """The lines of a text that say something, each with how far it stands in.

    Without the line that only says the `heading` once more.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and heading and heading_of(lines[0]) == heading:
        lines = lines[1:]
    return [(depth_of(line) if place else 0, line) for place, line in enumerate(lines)]


def settings_lines(head: ClauseSet) -> Sequence[tuple[str, str]]:
    """What the rules take from a set, in words."""
    [duties] = clause_duties({head.id: head}, [(head.id, head.named)])
    binds = f"{PARTY[head.binds]}（{head.binds.value}）"
    # The words are those of the contract's form, where these fields stand below.
    told = [(duty, words.replace("下の「", "契約の「")) for duty, words in duties.duties]
    return [("誰の契約に付けるか", binds), ("根拠", head.legal_basis), *told]


def split_parts(text: str, key: str) -> tuple[Sequence[tuple[str, int | None]], bool]:
    """(a part, where a second text could begin behind it), and whether there are more places."""
    places = breaks(text, key)
    shown = places[:MOST_BREAKS]
    ends = [*shown, len(text)]
    begins = [0, *ends]
    parts: list[tuple[str, int | None]] = [
        (text[begin:end], end if end in shown else None)
        for begin, end in zip(begins, ends, strict=False)
    ]
    return [part for part in parts if part[0].strip() or part[1] is not None], len(places) > len(
        shown
    )


def comparable(
    published: Sequence[PublishedClauseSet], drafts: Sequence[KeptDraft]
) -> dict[str, tuple[str, ClauseSet]]:
    """What may be compared: by what the address says, its words and itself."""
    sets = {one.id: (one.clause_set.named, one.clause_set) for one in published}
    for each in drafts:
        sets[f"{DRAFT}{each.id}"] = (f"下書き　{each.named}", each.draft.as_set)
    return sets


def changed_settings(
    diff: ClauseSetDiff, before: ClauseSet, after: ClauseSet
) -> Iterator[tuple[str, str, str]]:
    """(the setting, what it was, what it is)."""
    for name in diff.settings:
        if name == "kinds":
            yield from _changed_kinds(before, after)
        else:
            yield WORDS[name], said(getattr(before, name)), said(getattr(after, name))


def _changed_kinds(before: ClauseSet, after: ClauseSet) -> Iterator[tuple[str, str, str]]:
    old, new = dict(settings_lines(before)), dict(settings_lines(after))
    for words in dict.fromkeys([*old, *new]):
        if words not in WORDS.values() and old.get(words, "") != new.get(words, ""):
            yield words, old.get(words, "—"), new.get(words, "—")


def said(value: object) -> str:
    """A setting in words."""
    if isinstance(value, bool):
        return "する" if value else "しない"
    if isinstance(value, tuple):
        return "、".join(said(one) for one in value)
    return words_of_member(value) if isinstance(value, Enum) else str(value)
