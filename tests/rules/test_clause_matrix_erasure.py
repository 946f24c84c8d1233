"""条項の確認: what went back or was erased, and what proves it (clauses A14-15, B11-12, D12)."""

from __future__ import annotations

from audits.clause_cell import Source, SourceKind, Standing
from audits.due import Excuse
from audits.entry import EntryKind
from audits.erasure import Disposal
from audits.kind import Kind
from audits.safeguard import NoteKind
from tests.builders import (
    a_certificate,
    a_contract,
    a_data_item,
    a_disposal,
    a_note,
    an_entry,
    day,
)
from tests.clause_matrices import cells, the_cell, the_matrix

TWO_YEARS = ("2026-04-01", "2028-03-31")
DURING, AFTER = "2026-11-20", "2027-06-01"


def told(cell):
    return (cell.standing, cell.words, cell.on, cell.by)


class TestErasure:
    DATA = (a_data_item("D1"), a_data_item("D2"))

    def test_at_the_end_everything_that_is_left_is_due(self):
        contract = a_contract(TWO_YEARS, data=self.DATA, reported=["2026-03-27"])
        years = cells(the_matrix(contract, DURING), "return_and_erasure")
        assert years[2026].words == "該当なし"
        assert told(years[2027]) == (Standing.PLANNED, "期限前", day("2028-05-01"), "残り 2件")
        proof = cells(the_matrix(contract, DURING), "erasure_proof")[2027]
        assert told(proof) == (Standing.PLANNED, "期限前", day("2028-05-01"), "証明書 未")

    def test_what_is_no_longer_needed_goes_back_in_its_year(self):
        data = [a_data_item("D1", no_longer_needed_on="2026-08-03"), a_data_item("D2")]
        contract = a_contract(TWO_YEARS, data=data)
        cell = the_cell(contract, DURING, "return_and_erasure")
        assert told(cell) == (Standing.OVERDUE, "期限超過", day("2026-09-02"), "残り D1")
        back = a_contract(TWO_YEARS, data=data, disposals=[a_disposal(on="2026-08-20")])
        cell = the_cell(back, DURING, "return_and_erasure")
        assert told(cell) == (Standing.CONFIRMED, "返還", day("2026-08-20"), "データ D1")

    def test_what_was_due_in_one_year_and_went_in_the_next_is_shown_in_both(self):
        data = [a_data_item("D1", no_longer_needed_on="2026-08-03"), a_data_item("D2")]
        contract = a_contract(TWO_YEARS, data=data, disposals=[a_disposal(on="2027-05-20")])
        years = cells(the_matrix(contract, AFTER), "return_and_erasure")
        assert years[2026].standing is Standing.CONFIRMED_LATE
        assert years[2027].words == "期限前"

    def test_several_ways_are_called_return_and_erasure(self):
        disposals = [
            a_disposal("D1", on="2027-03-20"),
            a_disposal("D2", on="2027-03-21", by=Disposal.ERASED, certificate="C1"),
        ]
        certificates = [a_certificate(received_on="2027-04-09", confirmed_on="2027-04-12")]
        contract = a_contract(data=self.DATA, disposals=disposals, certificates=certificates)
        matrix = the_matrix(contract, AFTER)
        cell = cells(matrix, "return_and_erasure")[2026]
        expected = (Standing.CONFIRMED, "返還・消去", day("2027-04-09"), "データ 2件")
        assert told(cell) == expected
        proof = cells(matrix, "erasure_proof")
        assert told(proof[2026]) == (Standing.CONFIRMED, "受領", day("2027-04-09"), "証明書 C1")
        assert told(proof[2027]) == (Standing.CONFIRMED, "確認", day("2027-04-12"), "証明書 C1")
        assert proof[2027].source == Source(SourceKind.CERTIFICATE, 0, "C1")

    def test_all_gone_in_an_earlier_year_still_answers_for_the_last(self):
        disposals = [a_disposal("D1", on="2026-08-20"), a_disposal("D2", on="2026-08-21")]
        contract = a_contract(TWO_YEARS, data=self.DATA, disposals=disposals)
        matrix = the_matrix(contract, DURING)
        cell = cells(matrix, "return_and_erasure")[2027]
        assert told(cell) == (Standing.CONFIRMED, "返還", day("2026-08-21"), "データ 2件")
        assert cells(matrix, "erasure_proof")[2027].words == "消去なし"

    def test_a_statement_that_there_was_no_data_confirms_it(self):
        note = a_note("2027-04-05", None, kind=NoteKind.NO_DATA)
        record = [an_entry(4, "", kind=EntryKind.NO_DATA, on=day("2027-04-05"))]
        cell = the_cell(a_contract(notes=[note]), AFTER, "return_and_erasure", record=record)
        assert told(cell)[1:] == ("データなし", day("2027-04-05"), "対象データなし")
        assert cell.source == Source(SourceKind.ENTRY, 0, "4")

    def test_without_data_and_without_a_statement_it_stays_due(self):
        cell = the_cell(a_contract(), AFTER, "return_and_erasure")
        assert (cell.words, cell.by) == ("期限超過", "データの記録なし")

    def test_a_manager_may_waive_it(self):
        waived = {Kind.ERASURE_CERTIFICATE: Excuse(waived_on=day("2027-05-10"))}
        matrix = the_matrix(a_contract(), AFTER, excuses=waived)
        assert cells(matrix, "return_and_erasure")[2026].words == "免除"
        assert cells(matrix, "erasure_proof")[2026].words == "免除"

    def test_a_disposal_before_the_data_came_breaks_the_clause(self):
        contract = a_contract(data=[self.DATA[0]], disposals=[a_disposal(on="2026-04-01")])
        cell = the_cell(contract, DURING, "return_and_erasure")
        assert (cell.words, cell.by) == ("日付の逆転", "データ D1")

    def test_confirmation_and_the_end_of_the_backups_are_owed_in_their_years(self):
        certificate = a_certificate(received_on="2027-04-09", backup_expires_on="2028-06-30")
        contract = a_contract(data=self.DATA, certificates=[certificate])
        matrix = the_matrix(contract, AFTER)
        assert [column.year.start for column in matrix.columns] == [2026, 2027, 2028]
        years = cells(matrix, "erasure_proof")
        assert told(years[2027])[1:] == ("期限超過", day("2027-04-23"), "証明書 C1")
        assert told(years[2028])[1:] == ("期限前", day("2028-06-30"), "控え C1")

    def test_the_end_of_the_backups_is_confirmed(self):
        certificate = a_certificate(
            received_on="2026-05-01",
            confirmed_on="2026-05-08",
            backup_expires_on="2026-06-30",
            backup_gone_on="2026-07-01",
        )
        contract = a_contract(TWO_YEARS, certificates=[certificate])
        cell = the_cell(contract, DURING, "erasure_proof")
        assert told(cell)[:3] == (Standing.CONFIRMED_LATE, "控え消滅", day("2026-07-01"))

    def test_a_confirmation_that_a_manager_waived_is_no_confirmation(self):
        contract = a_contract(TWO_YEARS, certificates=[a_certificate(received_on="2026-05-01")])
        waived = {Kind.ERASURE_CONFIRMATION: Excuse(waived_on=day("2026-06-01"))}
        cell = the_cell(contract, DURING, "erasure_proof", excuses=waived)
        assert (cell.words, cell.by) == ("免除", "証明書 C1")

    def test_of_two_a_missed_confirmation_is_not_hidden_by_the_other(self):
        certificates = [
            a_certificate("C1", received_on="2026-05-01", confirmed_on="2026-05-08"),
            a_certificate("C2", received_on="2026-05-01"),
        ]
        contract = a_contract(TWO_YEARS, certificates=certificates)
        missed = {Kind.ERASURE_CONFIRMATION: Excuse(missed_on=day("2026-06-01"))}
        cell = the_cell(contract, DURING, "erasure_proof", excuses=missed)
        assert cell.standing is Standing.MISSED
