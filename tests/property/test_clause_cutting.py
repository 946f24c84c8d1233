"""特記事項 held by many made-up texts: nothing is lost, nothing stops, nothing is told twice."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.clause_diff import clause_differences, paired
from checklists.clause_draft import ClauseDraft, cut_draft, number_problems, set_of
from checklists.clause_draft_text import read, written
from checklists.clause_drafting import (
    ENDING,
    PREAMBLE,
    breaks,
    text_under,
    with_joined,
    with_last_ended,
    with_numbers_from_one,
    with_split,
)
from checklists.clause_set import ClauseSet
from checklists.clause_set_text import text_of
from checklists.cutting import BRACKETED, CutRemark, cut
from checklists.diff import Changed
from checklists.drafting import DraftError
from checklists.loader import load_clause_set, shipped_clause_sets

MODEL = shipped_clause_sets()["national-act-2023"]
fragments = st.sampled_from(
    [
        *("１", "2", "第三条", "第4", "五", "(1)", "ア", "　", "\t", "| ", "# "),
        *("（秘密の保持）", "（返還）", "乙は、", "甲は、", "守る。", "返す。"),
        *("承諾があるときを除く。", "令和９年４月１日", "\n", "\n", "\r\n"),
    ]
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
texts = st.lists(st.one_of(fragments, fragments, anything), max_size=40).map("".join)
sentences = st.text("あいうえお守返甲乙、", min_size=1, max_size=30).map("乙は、{}。".format)
numbered_texts = st.lists(sentences, min_size=1, max_size=12).map(
    lambda found: "".join(f"（見出し{n}）\n{n}　{s}\n" for n, s in enumerate(found, start=1))
)
acts = st.lists(
    st.tuples(st.sampled_from(["split", "join", "end"]), st.integers(0, 20)), max_size=12
)


@given(texts)
def test_the_pieces_put_together_again_are_the_text(text: str) -> None:
    assert cut(text).whole == text


@given(numbered_texts)
def test_clauses_numbered_one_by_one_are_all_found_without_a_remark(text: str) -> None:
    found = cut(text)
    assert [piece.number for piece in found.pieces] == list(range(1, text.count("見出し") + 1))
    assert found.remarks == ()


@given(texts)
def test_a_number_that_does_not_follow_the_one_before_is_always_told(text: str) -> None:
    last = 0
    for piece in cut(text).pieces:
        odd = piece.remark not in (None, CutRemark.NO_NUMBERS)
        assert odd is (piece.remark is not CutRemark.NO_NUMBERS and piece.number != last + 1)
        last = piece.number


def drafted(text: str) -> ClauseDraft:
    return cut_draft(text, MODEL, is_earlier=False)


def worked_on(draft: ClauseDraft, wanted: list[tuple[str, int]]) -> ClauseDraft:
    """All that is not refused."""
    for act, place in wanted:
        keys = [PREAMBLE, *(one.key for one in draft.clauses), ENDING]
        key = keys[place % len(keys)]
        try:
            draft = _done(draft, act, key, place)
        except DraftError:
            continue
    return draft


def _done(draft: ClauseDraft, act: str, key: str, place: int) -> ClauseDraft:
    if act == "split":
        places = breaks(text_under(draft, key), key)
        return with_split(draft, key, places[place % len(places)] if places else -1)
    return with_joined(draft, key) if act == "join" else with_last_ended(draft, key)


@given(numbered_texts, acts)
def test_splitting_and_joining_lose_no_character(text: str, wanted: list[tuple[str, int]]) -> None:
    draft = worked_on(drafted(text), wanted)
    assert draft.whole_text == text
    keys = [one.key for one in draft.clauses]
    assert len(keys) == len(set(keys))
    assert read(written(draft)) == draft


def made(text: str, wanted: list[tuple[str, int]], name: str) -> ClauseSet | None:
    draft = with_numbers_from_one(worked_on(drafted(text), wanted))
    return set_of(name, draft) if draft.clauses else None


@settings(deadline=None)
@given(numbered_texts, acts)
def test_what_is_published_is_read_back_unchanged(text: str, wanted: list[tuple[str, int]]) -> None:
    clause_set = made(text, wanted, "own-1")
    if clause_set is not None:
        assert load_clause_set(text_of(clause_set), name="own-1", own=True) == clause_set
        assert number_problems(clause_set.clauses) == {}


@settings(deadline=None)
@given(numbered_texts, acts, acts)
def test_what_one_way_adds_the_other_way_removes(
    text: str, first: list[tuple[str, int]], second: list[tuple[str, int]]
) -> None:
    before, after = made(text, first, "own-1"), made(text, second, "own-2")
    if before is None or after is None:
        return
    there, back = clause_differences(before, after), clause_differences(after, before)
    assert there.count(Changed.ADDED) == back.count(Changed.REMOVED)
    assert there.count(Changed.REMOVED) == back.count(Changed.ADDED)
    assert there.count(Changed.REWORDED) == back.count(Changed.REWORDED)
    assert len(before.clauses) - there.count(Changed.REMOVED) + there.count(Changed.ADDED) == len(
        after.clauses
    )
    pairs = paired(before.clauses, after.clauses)
    assert len(set(pairs.values())) == len(pairs)
    assert {new: old for old, new in pairs.items()} == paired(after.clauses, before.clauses)


@given(numbered_texts)
def test_a_set_does_not_differ_from_itself_with_other_numbers(text: str) -> None:
    clause_set = drafted(text).as_set
    shifted = replace(
        clause_set,
        clauses=tuple(replace(clause, number=clause.number + 1) for clause in clause_set.clauses),
    )
    assert clause_differences(clause_set, shifted).differences == ()


# As headings were found before: the same ones, but in more time the longer a line of blanks is.
SLOW = re.compile(r"[(\[【〔<《]\s*([^()\[\]【】〔〕<>《》。]+(?:\([^()]*\))?)\s*[)\]】〕>》]")
lines = st.text("([【〔<《)]】〕>》。 \t　あ氏名", max_size=14)


@given(lines, lines)
@settings(max_examples=1_000)
def test_a_heading_is_found_as_ever(line: str, rest: str) -> None:
    for text in (f"({line}", f"【{line}】{rest}", f"({line}({rest}))", line):
        for before, after in (
            (SLOW.match(text), BRACKETED.match(text)),
            (SLOW.fullmatch(text), BRACKETED.fullmatch(text)),
        ):
            assert (before is None) == (after is None)
            if before is not None and after is not None:
                assert before.end() == after.end()
                assert before[1].strip() == after[1].strip()
                assert len(before[1]) <= 40 or len(after[1].lstrip()) > 40
