"""条項の確認: what reports, consents and incidents on file say of the clauses that ask for them."""

from __future__ import annotations

import pytest

from audits.clause_cell import Source, SourceKind, Standing
from audits.due import Excuse
from audits.entry import EntryKind
from audits.kind import Kind
from audits.period import Rhythm
from audits.report import ReportKind
from checklists.clause_set import KindSetting
from tests.builders import (
    A,
    B,
    D,
    a_contract,
    a_data_item,
    a_receipt,
    a_request,
    a_subcontract,
    a_visit,
    an_entry,
    an_incident,
    day,
)
from tests.clause_matrices import cells, the_cell, the_matrix

TWO_YEARS = ("2026-04-01", "2028-03-31")
DURING, AFTER = "2026-11-20", "2027-06-01"


def told(cell):
    return (cell.standing, cell.words, cell.on, cell.by)


class TestHandlers:
    def test_the_first_report_is_received_and_later_ones_are_changes(self):
        contract = a_contract(TWO_YEARS, reported=["2026-03-27", "2027-05-08"])
        record = [an_entry(3, "", kind=EntryKind.HANDLER_REPORTED, on=day("2026-03-27"))]
        years = cells(the_matrix(contract, "2027-11-20", record=record), "handlers")
        assert [(c.words, c.on) for c in years.values()] == [
            ("受領", day("2026-03-27")),
            ("変更", day("2027-05-08")),
        ]
        assert years[2026].source == Source(SourceKind.ENTRY, 0, "3")
        assert years[2027].source is None

    def test_a_year_without_a_change_is_confirmed_by_its_visit(self):
        visit = a_visit("2027-09-17", fiscal_year=2027)
        contract = a_contract(TWO_YEARS, reported=["2026-03-27"], inspections=[visit])
        assert the_cell(contract, "2027-11-20", "handlers", 2027).words == "適"

    def test_data_handed_over_before_the_report_breaks_the_clause(self):
        contract = a_contract(reported=["2026-05-01"], data=[a_data_item(on="2026-04-10")])
        assert the_cell(contract, DURING, "handlers").words == "報告前の提供"

    @pytest.mark.parametrize(
        ("on", "excuse", "words"),
        [
            ("2026-03-31", Excuse(), "期限前"),
            (DURING, Excuse(), "期限超過"),
            (DURING, Excuse(waived_on=day(DURING)), "免除"),
        ],
    )
    def test_without_a_report_it_is_owed(self, on, excuse, words):
        excuses = {Kind.HANDLER_REPORT: excuse}
        assert the_cell(a_contract(), on, "handlers", excuses=excuses).words == words


class TestTraining:
    def test_a_report_about_the_year_confirms_it(self):
        receipts = [
            a_receipt("2026-06-01", ReportKind.TRAINING),
            a_receipt("2027-05-01", ReportKind.TRAINING, period="2026年度"),
            a_receipt("2026-06-01", ReportKind.OTHER),
        ]
        contract = a_contract(TWO_YEARS, receipts=receipts)
        years = cells(the_matrix(contract, AFTER), "training")
        assert told(years[2026]) == (
            Standing.CONFIRMED,
            "確認",
            day("2027-05-01"),
            "教育の報告",
        )
        assert years[2027].standing is Standing.PLANNED

    @pytest.mark.parametrize(
        ("on", "excuse", "words"),
        [
            (DURING, Excuse(), "期限前"),
            (AFTER, Excuse(), "期限超過"),
            (AFTER, Excuse(missed_on=day("2027-04-10")), "未実施"),
        ],
    )
    def test_where_the_clause_set_asks_for_it_yearly_the_visit_alone_is_not_enough(
        self, on, excuse, words
    ):
        contract = a_contract(clause_set=D, inspections=[a_visit("2026-09-17")])
        excuses = {Kind.TRAINING: excuse}
        assert the_cell(contract, on, "training", excuses=excuses).words == words

    def test_a_visit_that_looked_at_training_is(self):
        visit = a_visit("2026-09-17", training_met=True)
        cell = the_cell(a_contract(clause_set=D, inspections=[visit]), DURING, "training")
        assert told(cell) == (Standing.CONFIRMED, "確認", day("2026-09-17"), "立入調査")


class TestReports:
    def monthly(self, *months, **facts):
        receipts = [a_receipt(f"2026-{m + 1:02}-05", period=f"2026-{m:02}") for m in months]
        return a_contract(periodic_report=Rhythm.MONTHLY, receipts=receipts, **facts)

    def test_all_that_should_be_here_are_counted(self):
        cell = the_cell(self.monthly(4, 5, 6, 7, 8, 9), DURING, "reporting")
        expected = (Standing.OVERDUE, "受領 6/7", day("2026-11-10"), "10月分 未着")
        assert told(cell) == expected

    def test_while_none_is_late_the_rest_of_the_year_is_still_to_come(self):
        cell = the_cell(self.monthly(*range(4, 11)), DURING, "reporting")
        assert told(cell) == (Standing.PLANNED, "受領 7/12", day("2026-12-10"), "11月分")

    def test_the_report_of_march_belongs_to_the_year_although_it_comes_in_april(self):
        receipts = [a_receipt("2027-04-05", period="2026年度")]
        contract = a_contract(TWO_YEARS, periodic_report=Rhythm.YEARLY, receipts=receipts)
        record = [an_entry(9, "", kind=EntryKind.PERIODIC_REPORT_RECEIVED, on=day("2027-04-05"))]
        years = cells(the_matrix(contract, AFTER, record=record), "reporting")
        assert told(years[2026]) == (Standing.CONFIRMED, "受領", day("2027-04-05"), "定期報告")
        assert years[2026].source == Source(SourceKind.ENTRY, 0, "9")
        assert told(years[2027])[1:] == ("受領 0/1", day("2028-04-10"), "年度分")

    @pytest.mark.parametrize(
        ("rhythm", "name"),
        [(Rhythm.QUARTERLY, "第3四半期分"), (Rhythm.HALF_YEARLY, "下半期分")],
    )
    def test_what_is_missing_is_named_by_its_period(self, rhythm, name):
        names = ["2026Q1", "2026Q2", "2026上"]
        receipts = [a_receipt("2026-07-01", period=period) for period in names]
        contract = a_contract(periodic_report=rhythm, receipts=receipts)
        assert the_cell(contract, DURING, "reporting").by == name

    def test_a_report_that_was_asked_for_is_named_by_its_request(self):
        contract = a_contract(requests=[a_request(on="2026-10-01", due_on="2026-10-20")])
        cell = the_cell(contract, DURING, "reporting")
        assert (cell.words, cell.by) == ("受領 0/1", "依頼 Q1 未着")

    @pytest.mark.parametrize(
        ("excuse", "words", "standing"),
        [
            (Excuse(waived_on=day("2026-10-01")), "免除", Standing.WAIVED),
            (Excuse(missed_on=day("2026-10-30")), "未実施", Standing.MISSED),
        ],
    )
    def test_a_manager_may_settle_it(self, excuse, words, standing):
        contract = a_contract(requests=[a_request(on="2026-10-01", due_on="2026-10-20")])
        excuses = {Kind.REQUESTED_REPORT: excuse}
        cell = the_cell(contract, DURING, "reporting", excuses=excuses)
        assert (cell.words, cell.standing) == (words, standing)

    def test_of_several_a_missed_one_shows_how_many_came(self):
        requests = [
            a_request("Q1", on="2026-10-01", due_on="2026-10-20"),
            a_request("Q2", on="2026-10-01", due_on="2026-10-20"),
        ]
        receipts = [a_receipt("2026-10-15", ReportKind.REQUESTED, request="Q2")]
        contract = a_contract(requests=requests, receipts=receipts)
        missed = {Kind.REQUESTED_REPORT: Excuse(missed_on=day("2026-10-30"))}
        cell = the_cell(contract, DURING, "reporting", excuses=missed)
        assert (cell.standing, cell.words) == (Standing.MISSED, "受領 1/2")

    def test_one_that_nobody_asked_for_counts_too_and_silence_says_that_none_was_asked(self):
        contract = a_contract(receipts=[a_receipt("2026-10-01", ReportKind.OTHER)])
        assert the_cell(contract, DURING, "reporting").words == "受領"
        assert the_cell(a_contract(), DURING, "reporting").words == "求めなし"


CONSENTED = {"consented_on": "2026-03-25", "flow_down": True}


class TestSubcontracting:
    def test_consent_notice_and_flow_down_confirm_the_year_in_which_a_subcontract_begins(self):
        contract = a_contract(TWO_YEARS, subcontracts=[a_subcontract(TWO_YEARS, **CONSENTED)])
        matrix = the_matrix(contract, DURING, staff_told_on={1: day("2026-03-28")})
        topics = ("subcontracting", "subcontractor_awareness", "flow_down")
        assert [told(cells(matrix, t)[2026]) for t in topics] == [
            (Standing.CONFIRMED, "承諾", day("2026-03-25"), "再委託先1"),
            (Standing.CONFIRMED, "確認", day("2026-03-28"), "再委託先1"),
            (Standing.CONFIRMED, "明記", day("2026-03-25"), "再委託先1"),
        ]
        assert cells(matrix, "flow_down")[2027].words == "期限前"

    def test_several_are_counted(self):
        subcontracts = [a_subcontract(branch=n, **CONSENTED) for n in (1, 2)]
        cell = the_cell(a_contract(subcontracts=subcontracts), DURING, "subcontracting")
        assert (cell.by, cell.source) == ("再委託先 2社", Source(SourceKind.SUBCONTRACT, 0))

    def test_a_subcontract_of_a_subcontract_shows_at_its_parent(self):
        parent = a_subcontract(clause_set=A, **CONSENTED)
        child = a_subcontract(branch=2, parent=1, consented_on="2026-03-20", flow_down=True)
        contract = a_contract(subcontracts=[parent, child])
        assert the_cell(contract, DURING, "subcontracting").by == "再委託先1"
        assert the_cell(contract, DURING, "subcontracting", branch=1).by == "再委託先2"

    def test_one_of_whom_nothing_was_heard_leaves_it_to_the_visit(self):
        subcontracts = [a_subcontract(branch=n, **CONSENTED) for n in (1, 2)]
        contract = a_contract(subcontracts=subcontracts, inspections=[a_visit("2026-09-17")])
        told_on = {1: day("2026-03-28")}
        cell = the_cell(contract, DURING, "subcontractor_awareness", staff_told_on=told_on)
        assert cell.by == "立入調査"

    def test_without_any_the_visit_sees_to_it_that_there_is_none(self):
        matrix = the_matrix(a_contract(inspections=[a_visit("2026-09-17")]), DURING)
        assert cells(matrix, "subcontracting")[2026].words == "適"
        assert cells(matrix, "flow_down")[2026].words == "再委託なし"

    @pytest.mark.parametrize(
        ("facts", "topic", "words"),
        [
            ({"flow_down": True}, "subcontracting", "承諾なし"),
            ({"consented_on": "2026-04-01", "flow_down": True}, "subcontracting", "承諾遅れ"),
            ({"consented_on": "2026-03-25"}, "flow_down", "明記なし"),
        ],
    )
    def test_what_breaks_the_rules_breaks_the_clause(self, facts, topic, words):
        contract = a_contract(subcontracts=[a_subcontract(**facts)])
        cell = the_cell(contract, DURING, topic)
        assert (cell.standing, cell.words, cell.by) == (Standing.NOT_MET, words, "再委託先1")

    def test_where_it_is_forbidden_a_subcontract_breaks_the_clause_of_its_parent_only(self):
        contract = a_contract(clause_set=B, subcontracts=[a_subcontract()])
        assert the_cell(contract, DURING, "subcontracting").words == "禁止の再委託"
        assert the_cell(contract, DURING, "subcontracting", branch=1).words == "期限前"

    def test_before_it_starts_its_consent_is_owed(self):
        later = ("2026-12-01", "2027-03-31")
        contract = a_contract(subcontracts=[a_subcontract(later)])
        cell = the_cell(contract, DURING, "subcontracting")
        assert told(cell) == (Standing.PLANNED, "期限前", day("2026-11-30"), "再委託先1")

    def test_a_consent_that_a_manager_waived_is_shown_as_that_once_the_breach_is_settled(self):
        contract = a_contract(subcontracts=[a_subcontract(flow_down=True)])
        waived = {Kind.SUBCONTRACT_CONSENT: Excuse(waived_on=day("2026-05-01"))}
        cell = the_cell(contract, DURING, "subcontracting", excuses=waived, settled_on="2026-05-01")
        assert (cell.words, cell.by) == ("処理済", "承諾なし")

    def test_a_consent_to_take_out_is_no_answer_of_the_visit(self):
        assert the_cell(a_contract(), DURING, "taking_out").words == "期限前"


class TestIncidents:
    def test_the_report_of_an_incident_confirms_its_year(self):
        incident = an_incident("2026-06-01", report_received_on="2026-06-03")
        record = [an_entry(7, "", kind=EntryKind.INCIDENT_REPORTED, on=day("2026-06-03"))]
        cell = the_cell(a_contract(incidents=[incident]), DURING, "incident", record=record)
        assert told(cell) == (Standing.CONFIRMED, "報告", day("2026-06-03"), "事故 J1")
        assert cell.source == Source(SourceKind.ENTRY, 0, "7")

    def test_a_late_one_says_so_and_several_are_counted(self):
        incidents = [
            an_incident("2026-06-01", report_received_on="2026-06-30"),
            an_incident("2026-07-01", number="J2", report_received_on="2026-07-02"),
        ]
        cell = the_cell(a_contract(incidents=incidents), DURING, "incident")
        assert told(cell)[:2] == (Standing.CONFIRMED_LATE, "遅延報告")
        assert cell.by == "事故 2件"

    def test_one_known_in_march_belongs_to_that_year(self):
        contract = a_contract(TWO_YEARS, incidents=[an_incident("2027-03-31")])
        years = cells(the_matrix(contract, AFTER), "incident")
        assert [cell.words for cell in years.values()] == ["期限超過", "事故なし"]

    def test_a_report_that_was_waived_is_shown_as_that(self):
        waived = {Kind.INCIDENT_REPORT: Excuse(waived_on=day("2026-07-01"))}
        contract = a_contract(incidents=[an_incident("2026-06-01")])
        assert the_cell(contract, DURING, "incident", excuses=waived).words == "免除"

    def test_where_no_report_is_asked_for_an_unreported_incident_is_unconfirmed(self):
        contract = a_contract(
            kinds={"incident_report": KindSetting(enabled=False)},
            incidents=[an_incident("2026-06-01")],
        )
        assert the_cell(contract, DURING, "incident").standing is Standing.UNCONFIRMED

    def test_guidance_is_what_the_record_has_of_it(self):
        record = [
            an_entry(5, "", kind=EntryKind.IMPROVEMENT_ORDERED, on=day("2026-10-01")),
            an_entry(6, "", kind=EntryKind.IMPROVEMENT_ORDERED, on=day("2026-10-02"), branch=1),
        ]
        topic = "guidance_and_publication"
        cell = the_cell(a_contract(), DURING, topic, record=record)
        assert told(cell)[1:] == ("改善指示", day("2026-10-01"), "記録 No.5")
        assert the_cell(a_contract(), DURING, topic).words == "該当なし"
        assert the_cell(a_contract(), DURING, "damages").words == "該当なし"

    def test_after_an_incident_silence_of_the_record_is_called_that(self):
        contract = a_contract(incidents=[an_incident("2026-06-01")])
        assert the_cell(contract, DURING, "damages").words == "記録なし"

    def test_nobody_knows_of_the_audits_that_the_prime_contractor_makes(self):
        contract = a_contract(subcontracts=[a_subcontract()])
        assert the_cell(contract, DURING, "inspection_by_prime", branch=1).words == "記録なし"
