"""義務の提案: what the dictionary makes of headings and words, and what it leaves to a person."""

from __future__ import annotations

import pytest

from checklists.clause import Clause, Duty, Evidence, Party
from checklists.clause_set import Subcontracting
from checklists.cutting import Piece, cut
from checklists.heading_dictionary import dictionary, entry_for
from checklists.likeness import clause_likeness, likeness, nearest
from checklists.loader import shipped_clause_sets
from checklists.proposing import (
    bound_party,
    certificate_to,
    inspections_a_year,
    proposed,
    returned_at_once,
    subcontracting,
    trained_yearly,
)
from checklists.topic import TOPICS

SETS = shipped_clause_sets()


def a_piece(heading: str, body: str, number: int = 1) -> Piece:
    return Piece(number, heading, f"（{heading}）\n{number}　{body}\n", body)


def a_clause(heading: str, body: str, binds: Party = Party.PRIME) -> Clause:
    return proposed(a_piece(heading, body), binds)


@pytest.mark.parametrize("set_id", sorted(SETS))
def test_the_headings_of_the_shipped_sets_lead_to_their_own_topics(set_id: str) -> None:
    """Their short forms say in brackets which of several clauses each is; one heading does not."""
    for clause in SETS[set_id].clauses:
        entry = entry_for(clause.heading, clause.summary)
        broader = {clause.topic, *clause_family(clause.topic)}
        assert entry.topic in broader, clause.heading


def clause_family(topic: str) -> set[str]:
    families = (
        {"subcontracting", "subcontractor_supervision", "direct_inspection", "flow_down"},
        {"subcontractor_awareness", "subcontracting"},
        {"inspection", "inspection_yearly", "inspection_cooperation", "inspection_by_prime"},
        {"inspection", "guidance_and_publication", "direct_inspection", "reporting"},
    )
    return set().union(*(family for family in families if topic in family))


@pytest.mark.parametrize(
    ("heading", "said", "topic", "duty"),
    [
        ("守秘義務", "乙は、漏らしてはならない。", "secrecy", Duty.CONTINUING),
        ("再委託の禁止", "乙は、第三者に委託してはならない。", "subcontracting", Duty.ON_EVENT),
        ("再委託の禁止", "乙は、契約書に明記する。", "flow_down", Duty.ON_EVENT),
        ("再委託の禁止", "甲は、直接調査をする。", "direct_inspection", Duty.ON_EVENT),
        ("監査等", "甲は、立入り調査により確かめる。", "inspection", Duty.YEARLY),
        ("監査等", "前項の確認は、年度当たり１回以上行う。", "inspection_yearly", Duty.YEARLY),
        ("監査等", "乙は、甲の監査を受けるものとする。", "inspection_cooperation", Duty.YEARLY),
        ("返還等", "乙は、不要なものを返還し、消去する。", "return_and_erasure", Duty.ONCE),
        ("返還等", "乙は、返還し、消去の証明書を出す。", "return_and_erasure", Duty.ONCE),
        ("返還等", "乙は、消去の証明書を出す。", "erasure_proof", Duty.ONCE),
        ("定義", "この特記事項の用語の意義は、次による。", "definitions", Duty.NONE),
        ("", "乙は、損害を賠償する。", "damages", Duty.ON_EVENT),
        ("その他", "乙は、空を見る。", "other", Duty.CONTINUING),
    ],
)
def test_heading_and_words_lead_to_a_topic_and_its_duty(
    heading: str, said: str, topic: str, duty: Duty
) -> None:
    clause = a_clause(heading, said)
    assert (clause.topic, clause.duty) == (topic, duty)


def test_the_dictionary_knows_every_topic() -> None:
    assert {entry.topic for entry in dictionary()} == TOPICS


def test_whoever_the_sentence_names_is_bound() -> None:
    assert a_clause("監査", "甲は、調べる。").bound == (Party.AGENCY,)
    assert a_clause("秘密", "甲及び乙は、漏らさない。").bound == (Party.AGENCY, Party.PRIME)
    assert a_clause("秘密", "受注者は、漏らさない。").bound == (Party.PRIME,)
    assert a_clause("秘密", "漏らさないこと。", Party.SUBCONTRACTOR).bound == (Party.SUBCONTRACTOR,)
    assert a_clause("定義", "甲は、市をいう。").bound == ()
    assert a_clause("再委託先の調査", "調査できる。").bound == (Party.AGENCY, Party.PRIME)


def test_a_consent_confirms_only_where_one_can_be_given() -> None:
    forbidden = a_clause("複写の禁止", "乙は、複写してはならない。")
    allowed = a_clause("複写の禁止", "乙は、甲の承諾があるときを除き、複写してはならない。")
    assert not forbidden.exception_by_consent
    assert Evidence.CONSENT not in forbidden.confirmed_by
    assert allowed.exception_by_consent
    assert Evidence.CONSENT in allowed.confirmed_by
    assert (
        Evidence.CONSENT
        not in a_clause("再委託の禁止", "乙は、第三者に委託してはならない。").confirmed_by
    )
    told = a_clause(
        "報告", "乙は、甲の承諾を得ずに省いてはならない。ただし、同意があるときを除く。"
    )
    assert Evidence.CONSENT not in told.confirmed_by


def test_what_lasts_beyond_the_end_is_seen() -> None:
    assert a_clause("秘密", "乙は、漏らさない。契約が終了した後も同様とする。").survives_end
    assert not a_clause("秘密", "乙は、漏らさない。").survives_end


def test_a_clause_without_a_heading_is_called_after_its_topic() -> None:
    assert a_clause("", "乙は、秘密を他に漏らしてはならない。").heading == "秘密の保持"


def test_a_clause_that_an_earlier_version_has_is_taken_over_from_it() -> None:
    first = a_clause("秘密の保持", "乙は、知ったことを漏らしてはならない。")
    decided = [Clause(**{**fields_of(first), "leaves_behind": "誓約書"})]
    again = proposed(
        a_piece("秘密の保持", "乙は、知ったことを、漏らしてはならない。", 3), Party.PRIME, decided
    )
    assert (again.number, again.leaves_behind) == (3, "誓約書")
    other = proposed(a_piece("守ること", "丙は、口外しないものとする。"), Party.PRIME, decided)
    assert other.leaves_behind != "誓約書"


def fields_of(clause: Clause) -> dict[str, object]:
    return {name: getattr(clause, name) for name in Clause.__slots__}


def test_the_text_says_whom_it_binds() -> None:
    assert bound_party(cut("1　乙は、守る。\n2　甲は、調べる。\n")) is Party.PRIME
    assert bound_party(cut("1　丙は、守る。\n2　丙は、返す。\n")) is Party.SUBCONTRACTOR


def test_subcontracting_is_forbidden_only_where_a_clause_says_so_outright() -> None:
    never = a_clause("再委託の禁止", "乙は、第三者に委託してはならない。")
    unless = a_clause("再委託", "乙は、甲の承諾なく第三者に委託してはならない。")
    assert subcontracting([never]) is Subcontracting.FORBIDDEN
    assert subcontracting([never, unless]) is Subcontracting.WITH_CONSENT
    assert subcontracting([]) is Subcontracting.WITH_CONSENT


def test_the_settings_are_read_from_the_clauses_on_their_topics() -> None:
    at_once = a_clause("返還", "乙は、不要になったときは、返還する。")
    at_the_end = a_clause("返還", "乙は、契約の終了後に返還する。")
    assert (returned_at_once([at_once]), returned_at_once([at_the_end])) == (True, False)
    yearly = a_clause("教育", "乙は、毎年度、教育を実施する。")
    assert (trained_yearly([yearly]), trained_yearly([at_once])) == (True, False)


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("年度当たり２回以上行う。", 2),
        ("年に一回行う。", 1),
        ("年三回行う。", 3),
        ("年度につき99回以上行う。", 12),
        ("随時行う。", 1),
        ("年度当たり0回以上行う。", 1),
    ],
)
def test_the_number_of_visits_is_read(said: str, times: int) -> None:
    assert inspections_a_year([a_clause("監査等", f"甲は、立入り調査を{said}")]) == times
    assert inspections_a_year([]) == 1


def test_the_certificate_goes_to_whom_the_clause_names() -> None:
    both = a_clause("消去の証明", "丙は、甲及び乙に対して消去の証明書を出す。")
    assert certificate_to([both]) == (Party.AGENCY, Party.PRIME)
    assert certificate_to([]) == (Party.AGENCY,)


def test_likeness_runs_from_nothing_to_the_same() -> None:
    assert likeness("秘密の保持", "秘密の 保持。") == 1.0
    assert likeness("秘密の保持", "複写") == 0.0
    assert likeness("", "") == 1.0
    assert likeness("", "複写") == 0.0
    first, second = SETS["prime-consent-2021"].clauses[:2]
    assert clause_likeness(first, first) == 1.0
    assert clause_likeness(first, second) == clause_likeness(second, first) < 1.0


def test_the_nearest_clause_is_of_the_same_topic_or_of_a_broader_one() -> None:
    clause = a_clause("再委託の禁止", "乙は、契約書に明記する。")
    found = nearest(clause, SETS["prime-consent-2021"].clauses)
    assert found is not None
    assert found.topic == "flow_down"
    broader = nearest(clause, SETS["prime-no-subcontracting-2019"].clauses)
    assert broader is not None
    assert broader.topic == "subcontracting"
    assert nearest(clause, ()) is None
