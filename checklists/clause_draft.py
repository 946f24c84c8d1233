"""条項集の下書きの形: a clause set while it is worked on, and when it can be published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checklists.clause import Clause, Duty, Evidence, Party
from checklists.clause_set import ClauseSet
from checklists.cutting import cut
from checklists.drafting import DraftError, checked_name
from checklists.loader import MOST_NUMBERED
from checklists.proposing import (
    bound_party,
    certificate_to,
    inspections_a_year,
    proposed,
    returned_at_once,
    subcontracting,
    trained_yearly,
)

MOST_CLAUSES = 300
LONGEST_SOURCE = 200_000
LONGEST_HEADING, LONGEST_SUMMARY, LONGEST_BASIS = 100, 300, 200
LONGEST_CLAUSE = 20_000
NO_CLAUSES = (
    "番号のある条項が見つかりません。「１」「第１条」「第１」「一」のように、番号で始まる行に"
    "条項を書いた文章を入れてください。Wordの自動の番号は、先に文字に変えてください。"
)
TOO_LONG = f"文章が長すぎます。読み込めるのは{LONGEST_SOURCE:,}文字までです。"
TOO_MANY = f"1つの特記事項に入れられる条項は{MOST_CLAUSES}までです。"


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause of a draft; `key` names it while numbers and headings change."""

    key: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """The set as it would be published (its own clauses aside), and the clauses by their keys.

    `last_key`: how many keys were given so far; none is given twice.
    """

    head: ClauseSet
    clauses: tuple[DraftClause, ...]
    last_key: int

    @property
    def as_set(self) -> ClauseSet:
        return replace(self.head, clauses=tuple(one.clause for one in self.clauses))

    @property
    def whole_text(self) -> str:
        """The municipality's text, put together again."""
        texts = (one.clause.text for one in self.clauses)
        return "".join((self.head.preamble, *texts, self.head.ending))


def cut_draft(text: str, model: ClauseSet, *, is_earlier: bool) -> ClauseDraft:
    """A draft of a text that was brought in. Raises DraftError where it has no clauses.

    `model`: gives what a text does not say (title, legal basis); where it `is_earlier`, an own
    version of the same set, its clauses and settings are taken over too.
    """
    if len(text) > LONGEST_SOURCE:
        raise DraftError(TOO_LONG, "text")
    found = cut(text)
    if not found.pieces:
        raise DraftError(NO_CLAUSES, "text")
    if len(found.pieces) > MOST_CLAUSES:
        raise DraftError(TOO_MANY, "text")
    binds = model.binds if is_earlier else bound_party(found)
    known = model.clauses if is_earlier else ()
    clauses = [proposed(piece, binds, known) for piece in found.pieces]
    head = replace(model, clauses=(), preamble=found.preamble, ending=found.ending)
    if not is_earlier:
        head = _with_proposed_settings(replace(head, binds=binds, kinds={}), clauses)
    return keyed(head, clauses)


def copied(model: ClauseSet) -> ClauseDraft:
    """A draft with all that a published set says."""
    return keyed(replace(model, clauses=()), model.clauses)


def number_problems(clauses: Sequence[Clause]) -> dict[int, str]:
    """By place what is odd about the clauses' numbers, in a sentence."""
    found, last = {}, 0
    for place, clause in enumerate(clauses):
        if clause.number == last:
            found[place] = f"番号{last}が二度あります。"
        elif clause.number < last:
            found[place] = f"番号が{last}から{clause.number}へ戻っています。"
        elif clause.number > last + 1:
            found[place] = f"番号{_range(last + 1, clause.number - 1)}がありません。"
        last = clause.number
    return found


def set_of(id_: str, draft: ClauseDraft) -> ClauseSet:
    """The draft as a set to be published. Raises DraftError."""
    if not draft.clauses:
        raise DraftError("条項が一つもない特記事項は公開できません。")
    last = 0
    for one in draft.clauses:
        if one.clause.number <= last:
            raise DraftError(
                f"番号{one.clause.number}の条項が、番号{last}の後にあります。"
                "番号を直すか「番号を1から振り直す」を押してください。"
            )
        last = one.clause.number
        checked_clause(one.clause)
    return replace(draft.as_set, id=id_)


def checked_head(head: ClauseSet) -> ClauseSet:
    """The names without spaces around them. Raises DraftError."""
    return replace(
        head,
        title=checked_name(head.title, "title"),
        short_title=checked_name(head.short_title, "short_title"),
        edition=checked_name(head.edition, "edition"),
        legal_basis=_text(head.legal_basis, "legal_basis", LONGEST_BASIS),
    )


def checked_clause(clause: Clause) -> Clause:
    """The clause with its texts without spaces around them. Raises DraftError."""
    if not 1 <= clause.number <= MOST_NUMBERED:
        raise DraftError(f"番号は1から{MOST_NUMBERED}までにしてください。", "number")
    if len(clause.text) > LONGEST_CLAUSE:
        raise DraftError(
            f"番号{clause.number}の条文が長すぎます。{LONGEST_CLAUSE:,}文字以内に分けてください。",
            "text",
        )
    if clause.duty is Duty.NONE:
        clause = replace(clause, bound=(), confirmed_by=())
    elif not clause.bound:
        raise DraftError("義務者を1つ以上選んでください。", "bound")
    elif not clause.confirmed_by:
        raise DraftError("何で確かめるかを1つ以上選んでください。", "confirmed_by")
    _refuse_unseen_visit(clause)
    return replace(
        clause,
        heading=_text(clause.heading, "heading", LONGEST_HEADING),
        summary=_text(clause.summary, "summary", LONGEST_SUMMARY),
        leaves_behind=_text(clause.leaves_behind, "leaves_behind", LONGEST_SUMMARY),
    )


def _refuse_unseen_visit(clause: Clause) -> None:
    """What is confirmed by the answers of a visit has to be asked there."""
    if Evidence.VISIT_ANSWER in clause.confirmed_by and clause.checked_at is None:
        raise DraftError(
            "調査の回答で確かめる条項は、調査票のどの区分で見るかを選んでください。", "checked_at"
        )


def _with_proposed_settings(head: ClauseSet, clauses: Sequence[Clause]) -> ClauseSet:
    return replace(
        head,
        subcontracting=subcontracting(clauses),
        return_when_no_longer_needed=returned_at_once(clauses),
        training_yearly=trained_yearly(clauses),
        certificate_to=certificate_to(clauses) or (Party.AGENCY,),
        inspections_per_fiscal_year=inspections_a_year(clauses),
    )


def keyed(head: ClauseSet, clauses: Iterable[Clause]) -> ClauseDraft:
    keyed = tuple(DraftClause(key_of(n), clause) for n, clause in enumerate(clauses, start=1))
    return ClauseDraft(head, keyed, len(keyed))


def key_of(number: int) -> str:
    return f"c{number}"


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}から{last}まで"


def _text(text: str, field: str, longest: int) -> str:
    words = " ".join(text.split())
    if not words:
        raise DraftError("入力してください。", field)
    if len(words) > longest:
        raise DraftError(f"{longest}文字以内にしてください。", field)
    return words
