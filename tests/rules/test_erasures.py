"""返還・消去: disposal of data, certificates, and what confirms them (rules.md 2)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.erasure import Disposal, Origin
from audits.kind import Kind
from audits.safeguard import NoteKind
from tests.builders import (
    A,
    B,
    C,
    D,
    a_certificate,
    a_contract,
    a_data_item,
    a_disposal,
    a_note,
    a_subcontract,
    owed,
    the_only,
)

WITHOUT_CERTIFICATE = [by for by in Disposal if by is not Disposal.ERASED]
ERASED = Disposal.ERASED


def disposed(*acts, certificates=()) -> date | None:
    contract = a_contract(
        data=[a_data_item()], disposals=list(acts), certificates=list(certificates)
    )
    return the_only(contract, Kind.ERASURE_CERTIFICATE).closed_on


@pytest.mark.parametrize("by", WITHOUT_CERTIFICATE)
def test_data_that_was_given_back_or_on_is_disposed_of_without_a_certificate(by):
    assert disposed(a_disposal(on="2027-04-05", by=by)) == date(2027, 4, 5)


def test_data_of_which_nothing_is_known_is_still_out():
    assert disposed() is None
    assert disposed(a_disposal("D2", on="2027-04-05")) is None


def test_an_erasure_without_its_certificate_leaves_the_data_open():
    named = a_disposal(on="2027-04-05", by=ERASED, certificate="C1")
    assert disposed(named) is None
    assert disposed(named, certificates=[a_certificate("C2", received_on="2027-04-09")]) is None
    nameless = a_disposal(on="2027-04-05", by=ERASED)
    assert disposed(nameless, certificates=[a_certificate(received_on="2027-04-09")]) is None


def test_one_erasure_without_its_certificate_is_enough_to_leave_the_data_open():
    acts = [a_disposal(on="2027-04-05"), a_disposal(on="2027-04-05", by=ERASED)]
    assert disposed(*acts) is None


@pytest.mark.parametrize(
    ("erased", "received", "disposed_on"),
    [("2027-04-05", "2027-04-09", "2027-04-09"), ("2027-04-12", "2027-04-09", "2027-04-12")],
)
def test_erased_data_is_disposed_of_on_the_later_of_erasure_and_receipt(
    erased, received, disposed_on
):
    act = a_disposal(on=erased, by=ERASED, certificate="C1")
    closed_on = disposed(act, certificates=[a_certificate(received_on=received)])
    assert closed_on == date.fromisoformat(disposed_on)


def test_the_latest_of_several_disposals_counts():
    acts = [a_disposal(on="2027-04-15"), a_disposal(on="2027-04-05")]
    assert disposed(*acts) == date(2027, 4, 15)


def test_a_certificate_named_on_a_return_is_not_waited_for():
    assert disposed(a_disposal(on="2027-04-05", certificate="C9")) == date(2027, 4, 5)


def test_the_certificate_of_another_engagement_does_not_count():
    contract = a_contract(
        data=[a_data_item()],
        disposals=[a_disposal(on="2027-04-05", by=ERASED, certificate="C1")],
        subcontracts=[a_subcontract(certificates=[a_certificate(received_on="2027-04-09")])],
    )
    [prime, _] = owed(contract, Kind.ERASURE_CERTIFICATE)
    assert prime.closed_on is None


def test_return_and_erasure_wait_for_every_data_item_also_for_what_was_made():
    data = [a_data_item("D1"), a_data_item("D2", origin=Origin.CREATED)]
    first, second = a_disposal("D1", on="2027-04-20"), a_disposal("D2", on="2027-04-05")
    half = a_contract(data=data, disposals=[first])
    assert the_only(half, Kind.ERASURE_CERTIFICATE).closed_on is None
    whole = a_contract(data=data, disposals=[first, second])
    assert the_only(whole, Kind.ERASURE_CERTIFICATE).closed_on == date(2027, 4, 20)


def no_data(**facts) -> date | None:
    notes = [a_note(day, None, kind=NoteKind.NO_DATA) for day in ("2027-04-12", "2027-04-02")]
    return owed(a_contract(notes=notes, **facts), Kind.ERASURE_CERTIFICATE)[0].closed_on


def test_where_no_data_was_ever_held_the_first_statement_of_that_closes_it():
    assert no_data() == date(2027, 4, 2)


def test_a_statement_of_no_data_says_nothing_where_data_is_on_file():
    assert no_data(data=[a_data_item()]) is None


def test_another_entry_is_no_statement_of_no_data():
    contract = a_contract(notes=[a_note("2027-04-02", None, kind=NoteKind.TELEPHONE)])
    assert the_only(contract, Kind.ERASURE_CERTIFICATE).closed_on is None


def test_each_engagement_states_for_itself_that_it_held_no_data():
    contract = a_contract(
        notes=[a_note("2027-04-02", None, kind=NoteKind.NO_DATA)], subcontracts=[a_subcontract()]
    )
    closed = [item.closed_on for item in owed(contract, Kind.ERASURE_CERTIFICATE)]
    assert closed == [date(2027, 4, 2), None]


@pytest.mark.parametrize(("clause_set", "asked"), [(A, 1), (B, 0), (C, 1), (D, 1)])
def test_data_no_longer_needed_is_wanted_back_at_once_by_all_sets_but_the_one_of_2019(
    clause_set, asked
):
    data = [a_data_item(no_longer_needed_on="2026-08-03"), a_data_item("D2")]
    items = owed(a_contract(clause_set=clause_set, data=data), Kind.DATA_DISPOSAL)
    assert [item.basis for item in items] == ["D1"] * asked


def test_data_no_longer_needed_is_due_on_the_next_open_day_and_known_from_its_day():
    data = [a_data_item(no_longer_needed_on="2026-08-06")]
    item = the_only(a_contract(data=data), Kind.DATA_DISPOSAL)
    assert item.due_on == date(2026, 9, 7)  # 5 September is a Saturday
    assert (item.exists(date(2026, 8, 5)), item.exists(date(2026, 8, 6))) == (False, True)


def test_data_given_back_before_it_was_no_longer_needed_is_done():
    contract = a_contract(
        data=[a_data_item(no_longer_needed_on="2026-08-06")],
        disposals=[a_disposal(on="2026-07-01")],
    )
    assert the_only(contract, Kind.DATA_DISPOSAL).closed_on == date(2026, 7, 1)


def of_certificate(kind: Kind, **certificate):
    return the_only(a_contract(certificates=[a_certificate(**certificate)]), kind)


def test_a_certificate_is_to_be_confirmed_fourteen_days_after_it_came():
    item = of_certificate(Kind.ERASURE_CONFIRMATION, received_on="2026-04-20")
    assert (item.due_on, item.basis) == (date(2026, 5, 7), "C1")  # 4 to 6 May are closed
    assert (item.exists(date(2026, 4, 19)), item.exists(date(2026, 4, 20))) == (False, True)


def test_the_officers_confirmation_closes_it():
    item = of_certificate(
        Kind.ERASURE_CONFIRMATION, received_on="2026-04-20", confirmed_on="2026-05-01"
    )
    assert item.closed_on == date(2026, 5, 1)


def test_the_end_of_a_backup_is_due_on_the_day_named_even_if_that_is_closed():
    item = of_certificate(
        Kind.BACKUP_EXPIRY,
        received_on="2026-05-11",
        backup_expires_on="2026-06-28",
        backup_gone_on="2026-07-02",
    )
    assert (item.due_on, item.closed_on) == (date(2026, 6, 28), date(2026, 7, 2))
    assert (item.exists(date(2026, 5, 10)), item.exists(date(2026, 5, 11))) == (False, True)


def test_a_certificate_that_names_no_backup_owes_no_confirmation_of_its_end():
    certificates = [a_certificate(received_on="2026-05-11")]
    assert owed(a_contract(certificates=certificates), Kind.BACKUP_EXPIRY) == []
