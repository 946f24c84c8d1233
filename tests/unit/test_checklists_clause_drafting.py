"""特記事項の下書き: each correction made or refused, and what a published set looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checklists.clause import Clause, Duty, Evidence, Party
from checklists.clause_diff import clause_differences
from checklists.clause_draft import (
    LONGEST_CLAUSE,
    LONGEST_SOURCE,
    MOST_CLAUSES,
    ClauseDraft,
    checked_clause,
    checked_head,
    copied,
    cut_draft,
    number_problems,
    set_of,
)
from checklists.clause_draft_text import read, written
from checklists.clause_drafting import (
    ENDING,
    PREAMBLE,
    breaks,
    clause_of,
    text_under,
    with_changed_clause,
    with_head,
    with_joined,
    with_last_ended,
    with_numbers_from_one,
    with_split,
)
from checklists.clause_set import ClauseSet, KindSetting, Subcontracting
from checklists.clause_set_text import text_of
from checklists.diff import Changed
from checklists.drafting import DraftError
from checklists.edition_table import EditionError
from checklists.loader import load_clause_set, shipped_clause_sets

LAW = shipped_clause_sets()["national-act-2023"]
TEXT = (
    "特記事項\n（秘密）\n１　乙は、漏らしてはならない。終了した後も同様とする。\n"
    "（監査）\n２　甲は、調査する。\n令和９年４月１日\n"
)


def drafted(text: str = TEXT) -> ClauseDraft:
    return cut_draft(text, LAW, is_earlier=False)


def refused(act: Callable[[], object]) -> DraftError:
    with pytest.raises(DraftError) as said:
        act()
    return said.value


def test_a_text_becomes_a_draft_with_its_settings_proposed() -> None:
    draft = drafted()
    assert [one.key for one in draft.clauses] == ["c1", "c2"]
    assert draft.head.preamble == "特記事項\n"
    assert draft.head.ending == "令和９年４月１日\n"
    assert draft.whole_text == TEXT
    assert draft.head.subcontracting is Subcontracting.WITH_CONSENT
    assert not draft.head.return_when_no_longer_needed
    assert draft.as_set.clauses[0].survives_end


def test_a_text_that_follows_an_own_version_keeps_its_settings() -> None:
    earlier = replace(LAW, inspections_per_fiscal_year=4, kinds={"training": KindSetting(False)})
    draft = cut_draft(TEXT, earlier, is_earlier=True)
    assert draft.head.inspections_per_fiscal_year == 4
    assert draft.head.kinds == {"training": KindSetting(False)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("乙は、守る。", "番号のある条項が見つかりません"),
        ("あ" * (LONGEST_SOURCE + 1), "200,000文字まで"),
        ("".join(f"{n}　乙は、守る。\n" for n in range(1, MOST_CLAUSES + 2)), "300まで"),
    ],
)
def test_a_text_that_cannot_be_a_draft_is_refused(text: str, sentence: str) -> None:
    error = refused(lambda: drafted(text))
    assert sentence in str(error)
    assert error.field == "text"


def test_a_draft_is_kept_and_read_back_with_everything() -> None:
    draft = with_head(
        copied(LAW), lambda head: replace(head, kinds={"training": KindSetting(True)})
    )
    assert read(written(draft)) == draft
    assert draft.as_set == replace(LAW, kinds={"training": KindSetting(True)})


def test_a_changed_clause_stands_where_it_stood() -> None:
    draft = drafted()
    changed = replace(clause_of(draft, "c2"), heading=" 監　査 ", number=5)
    after = with_changed_clause(draft, "c2", changed)
    assert clause_of(after, "c2").heading == "監 査"
    assert [one.clause.number for one in after.clauses] == [1, 5]
    assert "もう下書きにありません" in str(refused(lambda: clause_of(draft, "c9")))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": 0}, "number"),
        ({"number": 1000}, "number"),
        ({"heading": " "}, "heading"),
        ({"heading": "あ" * 101}, "heading"),
        ({"summary": ""}, "summary"),
        ({"leaves_behind": "あ" * 301}, "leaves_behind"),
        ({"bound": ()}, "bound"),
        ({"confirmed_by": ()}, "confirmed_by"),
        ({"checked_at": None}, "checked_at"),
        ({"text": "あ" * (LONGEST_CLAUSE + 1)}, "text"),
    ],
)
def test_a_clause_that_cannot_be_is_refused_beside_its_field(
    changed: dict[str, object], field: str
) -> None:
    clause = clause_of(drafted(), "c1")
    assert refused(lambda: checked_clause(replace(clause, **changed))).field == field


def test_a_clause_without_a_duty_binds_nobody() -> None:
    clause = replace(clause_of(drafted(), "c1"), duty=Duty.NONE, checked_at=None)
    assert checked_clause(clause).bound == ()
    assert checked_clause(clause).confirmed_by == ()


def test_a_clause_is_split_behind_a_sentence_and_joined_again() -> None:
    draft = drafted()
    text = text_under(draft, "c1")
    [behind_heading, behind_sentence] = breaks(text, "c1")
    split = with_split(draft, "c1", behind_sentence)
    assert [one.key for one in split.clauses] == ["c1", "c3", "c2"]
    assert split.whole_text == TEXT
    assert clause_of(split, "c3").number == 2
    assert text[:behind_heading] == "（秘密）\n"
    assert with_joined(split, "c3") == replace(draft, last_key=3)
    assert refused(lambda: with_split(draft, "c1", 1)).field == "at"


def test_preamble_and_ending_give_clauses_and_take_them() -> None:
    draft = drafted()
    first = with_joined(draft, "c1")
    assert first.head.preamble.endswith("同様とする。\n")
    back = with_split(first, PREAMBLE, len("特記事項\n"))
    assert back.clauses[0].clause.heading == "秘密"
    assert breaks("", PREAMBLE) == ()
    assert with_split(draft, PREAMBLE, 0).head.preamble == ""
    last = with_last_ended(draft, "c2")
    assert last.head.ending.startswith("（監査）")
    again = with_split(last, ENDING, len("（監査）\n２　甲は、調査する。\n"))
    assert again.head.ending == "令和９年４月１日\n"
    assert [one.clause.number for one in again.clauses] == [1, 2]
    assert with_split(draft, ENDING, len(draft.head.ending)).head.ending == ""
    assert again.whole_text == TEXT
    assert "最後の条項だけ" in str(refused(lambda: with_last_ended(draft, "c1")))


def test_a_part_without_a_number_follows_the_clause_before_it() -> None:
    draft = drafted("1　乙は、守る。乙は、返す。\n2　乙は、消す。")
    split = with_split(draft, "c1", len("1　乙は、守る。"))
    assert clause_of(split, "c3").number == 2
    assert number_problems([one.clause for one in split.clauses]) == {2: "番号2が二度あります。"}
    assert number_problems([one.clause for one in with_numbers_from_one(split).clauses]) == {}


def test_no_draft_grows_beyond_what_can_be_published() -> None:
    text = "".join(f"{n}　乙は、守る。乙は、返す。\n" for n in range(1, MOST_CLAUSES + 1))
    draft = drafted(text)
    place = breaks(text_under(draft, "c1"), "c1")[0]
    assert "300まで" in str(refused(lambda: with_split(draft, "c1", place)))


def test_numbers_are_told_where_they_do_not_follow() -> None:
    clause = clause_of(drafted(), "c1")
    numbers = [replace(clause, number=number) for number in (2, 5, 5, 3)]
    assert number_problems(numbers) == {
        0: "番号1がありません。",
        1: "番号3から4までがありません。",
        2: "番号5が二度あります。",
        3: "番号が5から3へ戻っています。",
    }


def test_only_a_draft_in_order_becomes_a_set() -> None:
    draft = drafted()
    assert set_of("own-1", draft).id == "own-1"
    assert "一つもない" in str(refused(lambda: set_of("own-1", replace(draft, clauses=()))))
    twice = with_changed_clause(draft, "c2", replace(clause_of(draft, "c2"), number=1))
    assert "番号1の条項が、番号1の後に" in str(refused(lambda: set_of("own-1", twice)))


def test_names_are_held_to_their_length() -> None:
    head = checked_head(replace(LAW, title="  市の　特記事項 "))
    assert head.title == "市の 特記事項"
    assert refused(lambda: checked_head(replace(LAW, legal_basis=" "))).field == "legal_basis"
    assert refused(lambda: checked_head(replace(LAW, edition="あ" * 61))).field == "edition"


@pytest.mark.parametrize("set_id", sorted(shipped_clause_sets()))
def test_a_shipped_set_written_out_is_read_back_the_same(set_id: str) -> None:
    clause_set = shipped_clause_sets()[set_id]
    assert load_clause_set(text_of(clause_set), name=set_id) == clause_set


def test_an_own_set_keeps_its_text_its_settings_and_its_gaps() -> None:
    draft = with_changed_clause(
        drafted(), "c2", replace(clause_of(drafted(), "c2"), number=9, text="条\x7f文\n\n")
    )
    kinds = {"training": KindSetting(False), "data_disposal": KindSetting(None, 10)}
    draft = with_head(draft, lambda head: replace(head, kinds=kinds, ending="\n"))
    made = set_of("own-1", draft)
    assert load_clause_set(text_of(made), name="own-1", own=True) == made
    with pytest.raises(EditionError, match="番号2が抜けています"):
        load_clause_set(text_of(made), name="own-1")
    backwards = replace(made, clauses=made.clauses[::-1])
    with pytest.raises(EditionError, match="番号1が番号順に並んでいません"):
        load_clause_set(text_of(backwards), name="own-1", own=True)


def test_a_set_is_named_with_its_edition_once() -> None:
    assert replace(LAW, title="市の条項", edition="2027").named == "市の条項（2027年版）"
    assert replace(LAW, title="市の条項", edition="春の版").named == "市の条項（春の版）"
    assert LAW.named == LAW.title


def test_the_list_of_differences_tells_words_duties_places_and_settings_apart() -> None:
    one, two, three = LAW.clauses[:3]
    reworded = replace(one, summary="ほかの一文。")
    detailed = replace(two, bound=(Party.AGENCY,), confirmed_by=(Evidence.RECORD,))
    before = replace(LAW, clauses=(one, two, three))
    after = replace(
        LAW,
        clauses=(replace(three, number=1), replace(reworded, number=2), detailed),
        training_yearly=False,
        kinds={"training": KindSetting(False)},
    )
    found = clause_differences(before, after)
    assert [one.kinds for one in found.differences] == [
        (Changed.MOVED,),
        (Changed.REWORDED,),
        (Changed.DETAILS,),
    ]
    assert found.settings == ("training_yearly", "kinds")


def test_what_is_gone_is_told_where_it_stood() -> None:
    one, two, three = LAW.clauses[:3]
    found = clause_differences(replace(LAW, clauses=(one, two, three)), clauses_of(one, three))
    [difference] = found.differences
    assert (difference.kinds, difference.before) == ((Changed.REMOVED,), two)
    back = clause_differences(clauses_of(one, three), replace(LAW, clauses=(one, two, three)))
    assert (back.count(Changed.ADDED), back.count(Changed.REMOVED)) == (1, 0)


def clauses_of(*given: Clause) -> ClauseSet:
    return replace(LAW, clauses=given)


def test_one_clause_of_two_alike_is_the_one_that_stayed() -> None:
    one = LAW.clauses[0]
    twin = replace(one, number=2, summary=one.summary + "休みの日にも、よその場所でも。")
    after = replace(one, summary=one.summary + "いつも。")
    found = clause_differences(clauses_of(one, twin), clauses_of(after))
    assert [each.kinds for each in found.differences] == [(Changed.REWORDED,), (Changed.REMOVED,)]
