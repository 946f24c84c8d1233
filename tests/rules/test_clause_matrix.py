"""条項の確認: what a matrix says of each kind of clause (audits/clause_matrix.py has the table)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.clause_cell import Cell, Source, SourceKind, Standing, foremost
from audits.due import Excuse
from audits.inspection import Inspection, Judgement, Method
from audits.kind import Kind
from audits.period import Rhythm
from audits.rule import Rule
from audits.safeguard import Frequency
from audits.verdict import Verdict
from checklists.clause_set import KindSetting
from tests.builders import (
    A,
    B,
    C,
    a_city,
    a_contract,
    a_finding,
    a_safeguard,
    a_subcontract,
    a_visit,
    an_incident,
    day,
)
from tests.clause_matrices import cells, the_cell, the_matrix

TWO_YEARS = ("2026-04-01", "2028-03-31")
DURING, AFTER = "2026-11-20", "2027-06-01"
MISSED = {Kind.INSPECTION: Excuse(missed_on=day("2027-04-10"))}


def found(judgement=Judgement.FINDINGS, on="2026-09-17", round_=1):
    return Inspection(2026, round_, day(on), Method.ON_SITE, "", judgement)


def told(cell):
    return (cell.standing, cell.words, cell.on, cell.by)


class TestWhatTheVisitConfirms:
    def test_a_clause_is_met_where_the_visit_of_the_year_was_concluded_without_fault(self):
        contract = a_contract(inspections=[a_visit("2026-09-17")])
        cell = the_cell(contract, DURING, "secrecy")
        assert told(cell) == (Standing.CONFIRMED, "適", day("2026-09-17"), "立入調査")
        assert cell.source == Source(SourceKind.INSPECTION, 0, "2026-1")

    def test_before_the_visit_of_the_year_it_is_only_planned(self):
        cell = the_cell(a_contract(), DURING, "secrecy")
        assert told(cell) == (Standing.PLANNED, "期限前", day("2027-03-31"), "立入調査")

    def test_a_year_without_its_visit_is_unconfirmed_and_asks_for_an_act(self):
        cell = the_cell(a_contract(), AFTER, "secrecy")
        assert told(cell) == (Standing.UNCONFIRMED, "未確認", day("2027-03-31"), "調査なし")
        assert cell.needs_act

    def test_a_visit_that_a_manager_recorded_as_missed_confirms_nothing_and_asks_for_nothing(self):
        cell = the_cell(a_contract(), AFTER, "secrecy", excuses=MISSED)
        assert (cell.standing, cell.words, cell.needs_act) == (Standing.MISSED, "未実施", False)

    def test_a_visit_without_a_judgement_confirms_nothing(self):
        contract = a_contract(inspections=[a_visit("2026-09-17", concluded=False)])
        cell = the_cell(contract, DURING, "secrecy")
        expected = (Standing.UNCONFIRMED, "未確認", day("2026-09-17"), "調査 2026-1")
        assert told(cell) == expected

    def test_a_later_visit_without_a_judgement_takes_nothing_back(self):
        visits = [a_visit("2026-09-17"), a_visit("2026-10-01", round=2, concluded=False)]
        cell = the_cell(a_contract(inspections=visits), DURING, "secrecy")
        assert told(cell) == (Standing.CONFIRMED, "適", day("2026-09-17"), "立入調査第1回")

    def test_a_visit_of_tomorrow_is_not_known_today(self):
        contract = a_contract(inspections=[a_visit("2026-11-21")])
        assert the_cell(contract, DURING, "secrecy").standing is Standing.PLANNED

    def test_where_no_visit_is_owed_and_none_was_made_the_clause_is_not_asked(self):
        contract = a_contract(kinds={"inspection": KindSetting(enabled=False)})
        cell = the_cell(contract, AFTER, "secrecy")
        assert (cell.standing, cell.words) == (Standing.NOT_APPLICABLE, "対象外")

    def test_years_before_the_oversight_began_are_not_asked_but_show_their_visits(self):
        contract = a_contract(
            ("2024-04-01", "2027-03-31"), inspections=[a_visit("2025-06-01", fiscal_year=2025)]
        )
        city = a_city(oversight_start="2026-04-01")
        years = cells(the_matrix(contract, DURING, city=city), "secrecy")
        assert [cell.words for cell in years.values()] == ["対象外", "適", "期限前"]


class TestFindings:
    def test_an_open_finding_makes_its_clause_not_met_and_leaves_the_others(self):
        facts = {"inspections": [found()], "findings": [a_finding(inspected_on="2026-09-17")]}
        contract, causes = a_contract(**facts), {(0, "2026-1-1"): "8"}
        cell = the_cell(contract, DURING, "safe_keeping", causes=causes)
        expected = (Standing.NOT_MET, "否・未是正", day("2026-09-17"), "指摘 2026-1-1")
        assert told(cell) == expected
        assert cell.source == Source(SourceKind.FINDING, 0, "2026-1-1")
        assert the_cell(contract, DURING, "copying", causes=causes).words == "適"

    @pytest.mark.parametrize(
        "cause", ["8", "第8項", "特記事項第８条", "第 08 号", "18・8", "適正な管理", "S9、8"]
    )
    def test_a_cause_names_its_clause_by_number_or_by_heading(self, cause):
        facts = {"inspections": [found()], "findings": [a_finding(inspected_on="2026-09-17")]}
        causes = {(0, "2026-1-1"): cause}
        cell = the_cell(a_contract(**facts), DURING, "safe_keeping", causes=causes)
        assert cell.words == "否・未是正"

    def test_one_that_was_put_right_is_shown_as_that(self):
        finding = a_finding(inspected_on="2026-09-17", put_right_on="2026-10-20")
        contract = a_contract(inspections=[found()], findings=[finding])
        cell = the_cell(contract, DURING, "safe_keeping", causes={(0, "2026-1-1"): "8"})
        expected = (Standing.CONFIRMED_LATE, "否・是正済", day("2026-10-20"), "指摘 2026-1-1")
        assert told(cell) == expected

    def test_a_later_visit_that_found_nothing_is_the_last_word(self):
        finding = a_finding(inspected_on="2026-09-17", put_right_on="2026-10-20")
        visits = [found(), found(Judgement.MET, "2026-11-10", 2)]
        contract = a_contract(inspections=visits, findings=[finding])
        cell = the_cell(contract, DURING, "safe_keeping", causes={(0, "2026-1-1"): "8"})
        assert told(cell) == (Standing.CONFIRMED, "適", day("2026-11-10"), "立入調査第2回")

    def test_a_later_visit_does_not_hide_a_finding_that_is_still_open(self):
        visits = [found(), found(Judgement.MET, "2026-11-10", 2)]
        findings = [a_finding(inspected_on="2026-09-17")]
        contract = a_contract(inspections=visits, findings=findings)
        cell = the_cell(contract, DURING, "safe_keeping", causes={(0, "2026-1-1"): "8"})
        assert cell.words == "否・未是正"

    @pytest.mark.parametrize(
        ("excuse", "words"),
        [
            (Excuse(waived_on=day("2026-10-01")), "否・免除"),
            (Excuse(missed_on=day("2026-11-01")), "否・未実施"),
        ],
    )
    def test_a_manager_may_settle_what_cannot_be_put_right(self, excuse, words):
        contract = a_contract(
            inspections=[found()], findings=[a_finding(inspected_on="2026-09-17")]
        )
        cell = the_cell(
            contract,
            DURING,
            "safe_keeping",
            causes={(0, "2026-1-1"): "8"},
            excuses={Kind.CORRECTIVE_ACTION: excuse},
        )
        assert (cell.words, cell.needs_act) == (words, False)

    def test_a_finding_whose_clause_nobody_can_tell_leaves_every_clause_unconfirmed(self):
        contract = a_contract(
            inspections=[found()], findings=[a_finding(inspected_on="2026-09-17")]
        )
        matrix = the_matrix(contract, DURING, causes={(0, "2026-1-1"): "鍵"})
        assert cells(matrix, "secrecy")[2026].words == "未確認"
        assert matrix.columns[0].unexplained == (
            contract.prime.inspections[0],
            (a_finding(inspected_on="2026-09-17"),),
        )

    def test_a_number_that_the_clause_set_does_not_have_is_no_clause(self):
        contract = a_contract(
            inspections=[found()], findings=[a_finding(inspected_on="2026-09-17")]
        )
        assert the_cell(contract, DURING, "secrecy", causes={(0, "2026-1-1"): "99"}).needs_act

    def test_findings_without_a_finding_on_file_leave_every_clause_unconfirmed(self):
        contract = a_contract(inspections=[found()])
        matrix = the_matrix(contract, DURING)
        assert cells(matrix, "secrecy")[2026].words == "未確認"
        assert matrix.columns[0].unexplained == (contract.prime.inspections[0], ())

    def test_a_finding_about_a_safeguard_is_about_no_clause(self):
        contract = a_contract(
            inspections=[found()],
            findings=[a_finding(inspected_on="2026-09-17")],
            safeguards=[a_safeguard(Frequency.NONE, number="S1")],
        )
        matrix = the_matrix(contract, DURING, causes={(0, "2026-1-1"): "Ｓ１"})
        assert cells(matrix, "secrecy")[2026].words == "適"
        assert matrix.columns[0].unexplained is None

    def test_a_finding_without_its_visit_counts_for_the_year_that_it_names(self):
        finding = a_finding(inspected_on=None)
        contract = a_contract(TWO_YEARS, findings=[finding])
        causes = {(0, "2026-1-1"): "8"}
        assert the_cell(contract, "2026-04-01", "safe_keeping", causes=causes).needs_act
        assert not the_cell(contract, "2026-03-31", "safe_keeping", causes=causes).needs_act
        assert not the_cell(contract, DURING, "safe_keeping", 2027, causes=causes).needs_act


class TestAnswersClauseByClause:
    def answer(self, verdict, topic="safe_keeping", number=8, **facts):
        contract = a_contract(inspections=[found(Judgement.MET)], **facts)
        answers = {(0, 2026, 1): {number: verdict}}
        return the_cell(contract, DURING, topic, answers=answers)

    @pytest.mark.parametrize(
        ("verdict", "standing"),
        [
            (Verdict.MET, Standing.CONFIRMED),
            (Verdict.NOT_MET, Standing.NOT_MET),
            (Verdict.NOT_APPLICABLE, Standing.NOT_APPLICABLE),
            (Verdict.UNCONFIRMED, Standing.UNCONFIRMED),
        ],
    )
    def test_they_go_before_the_judgement(self, verdict, standing):
        assert self.answer(verdict).standing is standing

    def test_an_unanswered_clause_is_never_counted_as_met(self):
        assert self.answer(Verdict.MET, "copying").words == "未確認"

    def test_they_speak_of_what_waits_for_an_event_too(self):
        assert self.answer(Verdict.MET, "return_and_erasure", 14).words == "期限前"
        assert self.answer(Verdict.MET, "incident", 22).words == "適"

    def test_a_clause_not_met_stays_so_although_its_paper_came(self):
        cell = self.answer(Verdict.NOT_MET, "handlers", 16, reported=["2026-03-27"])
        assert (cell.words, cell.by) == ("否", "調査 2026-1")

    def test_not_met_is_put_right_by_the_confirmation_of_its_finding(self):
        finding = a_finding(inspected_on="2026-09-17", put_right_on="2026-10-20")
        contract = a_contract(inspections=[found()], findings=[finding])
        cell = the_cell(
            contract,
            DURING,
            "safe_keeping",
            causes={(0, "2026-1-1"): "8"},
            answers={(0, 2026, 1): {8: Verdict.NOT_MET}},
        )
        assert cell.words == "否・是正済"

    def test_answers_of_a_visit_leave_no_finding_unexplained(self):
        contract = a_contract(inspections=[found()])
        matrix = the_matrix(contract, DURING, answers={(0, 2026, 1): {8: Verdict.MET}})
        assert matrix.columns[0].unexplained is None


class TestTheVisitItself:
    def test_it_was_made_so_often_and_was_put_up_with(self):
        visits = [a_visit("2026-09-17"), a_visit("2026-10-17", round=2)]
        matrix = the_matrix(a_contract(inspections=visits), DURING)
        topics = ("inspection", "inspection_yearly", "inspection_cooperation")
        assert [cells(matrix, t)[2026].words for t in topics] == ["実施", "2回", "適"]
        assert cells(matrix, "inspection")[2026].by == "立入調査第2回"

    @pytest.mark.parametrize(
        ("on", "excuses", "words"),
        [(DURING, {}, "期限前"), (AFTER, {}, "期限超過"), (AFTER, MISSED, "未実施")],
    )
    def test_until_then_it_is_owed(self, on, excuses, words):
        assert the_cell(a_contract(), on, "inspection", excuses=excuses).words == words

    def test_one_made_after_the_end_but_within_the_year_is_late(self):
        contract = a_contract(("2026-04-01", "2027-02-28"), inspections=[a_visit("2027-03-10")])
        assert the_cell(contract, AFTER, "inspection").standing is Standing.CONFIRMED_LATE

    def test_years_without_one_on_site_break_the_clause_until_that_is_settled(self):
        visits = [
            a_visit("2026-09-17", method=Method.REMOTE, reason="遠方"),
            a_visit("2027-09-17", fiscal_year=2027, method=Method.DOCUMENT),
        ]
        contract = a_contract(TWO_YEARS, inspections=visits)
        assert the_cell(contract, "2027-11-20", "inspection").words == "実施"
        cell = the_cell(contract, "2027-11-20", "inspection", 2027)
        rule = Rule.NOT_ON_SITE_TWO_YEARS.value
        assert cell.standing is Standing.NOT_MET
        assert cell.source == Source(SourceKind.VIOLATION, 0, rule)
        settled = the_cell(contract, "2027-11-20", "inspection", 2027, settled_on="2027-10-01")
        assert (settled.standing, settled.words) == (Standing.CONFIRMED_LATE, "処理済")


class TestColumns:
    def test_a_year_to_come_says_neither_met_nor_that_nothing_happened(self):
        matrix = the_matrix(a_contract(TWO_YEARS), DURING)
        standings = {line.cells[1].standing for line in matrix.lines}
        assert standings == {Standing.PLANNED}

    def test_a_definition_asks_for_nothing_in_any_year(self):
        contract = a_contract(TWO_YEARS, subcontracts=[a_subcontract(TWO_YEARS)])
        years = cells(the_matrix(contract, DURING, branch=1), "definitions")
        assert {cell.words for cell in years.values()} == {"該当なし"}

    def test_after_the_end_only_secrecy_still_binds(self):
        contract = a_contract(inspections=[a_visit("2027-05-01", fiscal_year=2027)])
        years = cells(the_matrix(contract, AFTER), "secrecy")
        assert list(years) == [2026, 2027]
        contract = a_contract(incidents=[an_incident("2027-05-01")])
        matrix = the_matrix(contract, AFTER)
        assert cells(matrix, "secrecy")[2027].words == "効力存続"
        assert cells(matrix, "copying")[2027].words == "終了後"

    def test_the_current_year_is_marked_and_knows_its_visits(self):
        contract = a_contract(TWO_YEARS, inspections=[a_visit("2026-09-17")])
        first, second = the_matrix(contract, DURING).columns
        assert (first.is_current, second.is_current) == (True, False)
        assert [visit.round for _, visit in first.visits] == [1]
        assert (first.visit_due_on, second.visit_due_on) == (day("2027-03-31"), day("2028-03-31"))

    def test_a_contract_without_an_end_shows_the_next_years_only(self):
        matrix = the_matrix(a_contract(("2026-04-01", "9999-12-31")), DURING)
        assert [column.year.start for column in matrix.columns] == list(range(2026, 2032))

    def test_the_totals_of_a_year_add_up_to_its_clauses(self):
        matrix = the_matrix(a_contract(TWO_YEARS, inspections=[a_visit("2026-09-17")]), DURING)
        first, second = matrix.columns
        assert first.count(*Standing) == second.count(*Standing) == len(matrix.lines) == 24
        assert first.count(Standing.OVERDUE, Standing.NOT_MET) == 1  # nobody reported handlers

    def test_what_needs_an_act_is_listed_year_by_year(self):
        listed = [
            (c.year.start, line.clause.number)
            for c, line, _ in the_matrix(a_contract(TWO_YEARS), AFTER).pressing()
        ]
        assert listed[0] == (2026, 1)
        assert (2026, 18) in listed
        assert {year for year, _ in listed} == {2026}

    def test_a_contract_that_came_to_nothing_asks_for_nothing(self):
        contract = a_contract(came_to_nothing_on="2026-04-10")
        assert list(the_matrix(contract, AFTER).pressing()) == []


@pytest.mark.parametrize(
    ("clause_set", "topic", "often"),
    [
        (A, "secrecy", "常時"),
        (A, "handlers", "開始前"),
        (A, "return_and_erasure", "終了時等"),
        (B, "return_and_erasure", "終了時"),
        (A, "reporting", "毎月"),
        (A, "inspection", "毎年度"),
        (A, "incident", "事由ごと"),
        (C, "reporting", "求めごと"),
        (C, "definitions", "—"),
    ],
)
def test_how_often_a_clause_acts_is_as_the_contract_and_its_set_ask(clause_set, topic, often):
    branch = int(clause_set == C)
    contract = a_contract(
        clause_set=A if branch else clause_set,
        periodic_report=Rhythm.MONTHLY,
        subcontracts=[a_subcontract()],
    )
    [line] = [
        line
        for line in the_matrix(contract, DURING, branch=branch).lines
        if line.clause.topic == topic
    ]
    assert line.often == often


def test_what_presses_most_decides_and_else_what_came_last():
    late = Cell(Standing.CONFIRMED, "後", date(2026, 5, 1))
    early = Cell(Standing.CONFIRMED, "先", date(2026, 4, 1))
    planned = Cell(Standing.PLANNED, "予定", date(2026, 3, 1))
    overdue, refused = Cell(Standing.OVERDUE, "超過"), Cell(Standing.NOT_MET, "否")
    assert foremost([early, late]) is late
    assert foremost([late, planned]) is planned
    assert foremost([late, overdue, planned, refused]) is refused
    assert foremost([]) is None
