"""提案: what the clauses of a cut text probably ask, to be looked at by a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checklists.clause import Clause, Evidence, Party
from checklists.clause_number import plain
from checklists.clause_set import Subcontracting
from checklists.cutting import Cut, Piece
from checklists.heading_dictionary import AGENCY, entry_for
from checklists.likeness import clause_likeness, nearest
from checklists.loader import MOST_INSPECTIONS
from checklists.topic import NAMES

ALIKE = 0.8  # from here on a clause of an earlier version is held to be the same one
SIGNS = {
    Party.AGENCY: ("甲", "委託者", "発注者", "市", "実施機関"),
    Party.PRIME: ("乙", "受託者", "受注者"),
    Party.SUBCONTRACTOR: ("丙", "再委託先", "再受託者", "再受注者"),
}
AND = "(?:及び|と|、|又は)"
WHO = "|".join(sorted((s for signs in SIGNS.values() for s in signs), key=len, reverse=True))
BOUND = re.compile(rf"(?:^|[。\s])((?:{WHO})(?:{AND}(?:{WHO}))*)は")
CONSENT = re.compile(r"承諾|承認|同意|許可")
UNLESS = re.compile(r"ただし|場合を除|ときを除|ときはこの限り|限りで|なければ|なく")
AFTER_THE_END = re.compile(
    r"(終了|解除|完了|満了).{0,8}(後|した後).{0,12}(同様|おいても)|退いた後|退職後|なくなった後"
)
AT_ONCE = re.compile(r"不[要用](に|と)な|必要(が|で)?なくなっ|用済み")
YEARLY = re.compile(r"毎年|年度(ごと|当たり|に)|年[0-9一二]回|定期的に")
TIMES = re.compile(r"年度?(?:当たり|につき|に|間)?([0-9]+|[一二三四五六])回")
CERTIFICATE = re.compile(r"([甲乙](?:及び[甲乙])?)(?:に|に対して|へ)[^。]*証明")
KANJI = "一二三四五六"
SAYS_NOTHING = ("subcontracting", "subcontractor_supervision")


def proposed(piece: Piece, binds: Party, model: Iterable[Clause] = ()) -> Clause:
    """The clause as the dictionary reads it; as `model` has it, where it has the same clause."""
    entry = entry_for(piece.heading, piece.raw)
    words = plain_words(piece.raw)
    by_consent = entry.topic != "definitions" and is_excepted(words)
    clause = Clause(
        number=piece.number,
        heading=piece.heading or NAMES[entry.topic],
        topic=entry.topic,
        bound=_bound(piece.body) or tuple(_party(one, binds) for one in entry.bound),
        duty=entry.duty,
        summary=entry.summary,
        leaves_behind=entry.leaves_behind,
        checked_at=entry.checked_at,
        confirmed_by=_confirmed_by(entry.confirmed_by, entry.topic, by_consent=by_consent),
        survives_end=AFTER_THE_END.search(words) is not None,
        exception_by_consent=by_consent,
        text=piece.raw,
    )
    if not entry.bound:
        clause = replace(clause, bound=())
    return _as_before(clause, tuple(model))


def plain_words(raw: str) -> str:
    """The text in one line and one width."""
    return "".join(plain(line) for line in raw.splitlines())


def is_excepted(words: str) -> bool:
    """Whether 甲 can consent to what the clause forbids."""
    return any(
        CONSENT.search(sentence) and UNLESS.search(sentence) for sentence in words.split("。")
    )


def bound_party(cut: Cut) -> Party:
    """Whom the text binds: 丙 where it speaks of what 丙 does more often than of 乙."""
    subjects: Counter[Party] = Counter()
    for piece in cut.pieces:
        subjects.update(_bound(piece.body))
    return max((Party.PRIME, Party.SUBCONTRACTOR), key=lambda party: subjects[party])


def subcontracting(clauses: Sequence[Clause]) -> Subcontracting:
    """Forbidden where a clause on it knows of no consent."""
    on_it = [clause for clause in clauses if clause.topic in SAYS_NOTHING]
    if on_it and not any(clause.exception_by_consent for clause in on_it):
        return Subcontracting.FORBIDDEN
    return Subcontracting.WITH_CONSENT


def returned_at_once(clauses: Sequence[Clause]) -> bool:
    return AT_ONCE.search(_words_on(clauses, "return_and_erasure", "erasure_proof")) is not None


def trained_yearly(clauses: Sequence[Clause]) -> bool:
    return YEARLY.search(_words_on(clauses, "training")) is not None


def inspections_a_year(clauses: Sequence[Clause]) -> int:
    """As a clause on the inspection says; once, where none does."""
    words = _words_on(clauses, "inspection", "inspection_yearly", "inspection_cooperation")
    found = TIMES.search(words)
    if found is None:
        return 1
    times = int(found[1]) if found[1].isascii() else KANJI.index(found[1]) + 1
    return min(max(times, 1), MOST_INSPECTIONS)


def certificate_to(clauses: Sequence[Clause]) -> tuple[Party, ...]:
    """Who receives 消去証明書."""
    found = CERTIFICATE.search(_words_on(clauses, "erasure_proof", "return_and_erasure"))
    named = found[1] if found else Party.AGENCY.value
    return tuple(party for party in Party if party.value in named)


def _words_on(clauses: Sequence[Clause], *topics: str) -> str:
    return "。".join(plain_words(clause.text) for clause in clauses if clause.topic in topics)


def _bound(body: str) -> tuple[Party, ...]:
    """Whom the first sentence names before は; the signs of a party differ from city to city."""
    found = BOUND.search(body)
    if found is None:
        return ()
    named = re.split(AND, found[1])
    return tuple(p for p, signs in SIGNS.items() if any(sign in named for sign in signs))


def _party(one: str, binds: Party) -> Party:
    return Party.AGENCY if one == AGENCY else binds


def _confirmed_by(
    usual: Sequence[Evidence], topic: str, *, by_consent: bool
) -> tuple[Evidence, ...]:
    """A consent confirms only where one can be given."""
    found = [one for one in usual if by_consent or one is not Evidence.CONSENT]
    waits = topic in ("subcontracting", "collection_from_person", "prohibited_collection")
    waits = waits or topic in ("taking_out", "copying")
    if by_consent and waits and Evidence.CONSENT not in found:
        found.append(Evidence.CONSENT)
    return tuple(found)


def _as_before(clause: Clause, model: Sequence[Clause]) -> Clause:
    """With all that the earlier version says of the same clause, but its number and its text."""
    before = nearest(clause, model)
    if before is None or clause_likeness(clause, before) < ALIKE:
        return clause
    return replace(before, number=clause.number, heading=clause.heading, text=clause.text)
