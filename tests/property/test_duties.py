"""Properties of what is owed, worked out from any facts."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audits.contract import Contract
from audits.due import DueItem, state_on
from audits.duties import due_items
from audits.engagement import Engagement
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES, Kind
from audits.violations import violations
from tests.builders import CITY, a_city
from tests.property.strategies import contracts, near_days

MOVING = [kind for kind in Kind if KIND_RULES[kind].moves]


def shuffled(contract: Contract, random: Random) -> Contract:
    """The same facts in another order; the order of notes is a fact itself."""

    def turned(engagement: Engagement) -> Engagement:
        changed: dict[str, Any] = {}
        for field in fields(Engagement):
            rows = getattr(engagement, field.name)
            if isinstance(rows, tuple) and field.name != "notes":
                changed[field.name] = tuple(random.sample(rows, len(rows)))
        return replace(engagement, **changed)

    engagements = [turned(engagement) for engagement in contract.engagements]
    random.shuffle(engagements)
    return replace(contract, engagements=tuple(engagements))


def all_items(contract: Contract) -> list[DueItem]:
    return due_items(contract, CITY)


class TestInspections:
    """rules.md 2, `inspection`: one per engagement and fiscal year that it touches."""

    @given(contracts())
    def test_there_is_exactly_one_for_each_fiscal_year_touched(self, contract):
        visits = [item for item in all_items(contract) if item.kind is Kind.INSPECTION]
        for engagement in contract.engagements:
            own = [visit for visit in visits if visit.branch == engagement.branch]
            touched = [year.start for year in FiscalYear.touched_by(engagement.term)]
            assert [visit.fiscal_year for visit in own] == touched
            assert all(visit.due_on in engagement.term for visit in own)
            assert all(FiscalYear.of(visit.due_on).start == visit.fiscal_year for visit in own)

    @given(contracts())
    def test_a_visit_closes_only_the_year_of_its_own_day(self, contract):
        for item in all_items(contract):
            if item.kind is Kind.INSPECTION and item.closed_on is not None:
                assert FiscalYear.of(item.closed_on).start == item.fiscal_year


class TestProjection:
    """rules.md 1: due items can be thrown away and computed anew at any time."""

    @given(contracts(), st.randoms(use_true_random=False))
    def test_the_order_in_which_facts_stand_on_file_does_not_matter(self, contract, random):
        assert all_items(shuffled(contract, random)) == all_items(contract)

    @given(contracts(), st.randoms(use_true_random=False))
    def test_nor_does_it_matter_to_violations(self, contract, random):
        assert violations(shuffled(contract, random)) == violations(contract)

    @given(contracts())
    def test_every_item_is_told_apart_by_what_waivers_are_kept_by(self, contract):
        items = all_items(contract)
        keys = [(item.branch, item.kind, item.basis, item.occurrence) for item in items]
        assert len(keys) == len(set(keys))

    @given(contracts())
    def test_items_stand_in_their_order(self, contract):
        keys = [item.sort_key for item in all_items(contract)]
        assert keys == sorted(keys)

    @given(contracts(), near_days)
    def test_the_oversight_start_only_takes_earlier_items_away(self, contract, start):
        kept = [item for item in all_items(contract) if item.due_on >= start]
        told = due_items(contract, a_city(oversight_start=start))
        assert [_but_for_closing(item) for item in told] == [_but_for_closing(i) for i in kept]
        # Only commitments may be closed otherwise: earlier occurrences take no entries then.
        others = [item for item in told if item.kind is not Kind.COMMITMENT]
        assert others == [item for item in kept if item.kind is not Kind.COMMITMENT]


def _but_for_closing(item: DueItem) -> DueItem:
    return replace(item, closed_on=None)


class TestMoving:
    """rules.md 2: a computed due date of certain kinds is never a closed day."""

    @given(contracts())
    def test_due_dates_that_move_are_never_closed_days(self, contract):
        set_days = {f.set_due_on for e in contract.engagements for f in e.findings}
        for item in all_items(contract):
            set_by_a_person = item.kind is Kind.CORRECTIVE_ACTION and item.due_on in set_days
            if item.kind in (*MOVING, Kind.INCIDENT_REPORT) and not set_by_a_person:
                assert not CITY.open_days.is_closed(item.due_on)


class TestPastDays:
    """rules.md 3: asking about a past day gives that day's state."""

    @given(contracts(), near_days)
    @settings(max_examples=50)
    def test_closings_dated_after_the_day_are_not_known_on_it(self, contract, on):
        for item in all_items(contract):
            closed_on = item.closed_on
            unknown = closed_on is None or closed_on > on
            as_then = replace(item, closed_on=None) if unknown else item
            assert state_on(item, on) is state_on(as_then, on)

    @given(contracts(), near_days)
    def test_a_later_visit_receipt_or_consent_does_not_change_an_earlier_day(self, contract, on):
        def told(facts: Contract) -> list[tuple[object, ...]]:
            items = [item for item in all_items(facts) if item.exists(on)]
            return [(i.branch, i.kind, i.basis, i.occurrence, state_on(i, on)) for i in items]

        assert told(contract) == told(_without_closings_after(contract, on))


def _known(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _without_closings_after(contract: Contract, on: date) -> Contract:
    """The contract without the facts dated after the day that could only close something.

    Disposals stay: a second one that is still to come keeps the data open (rules.md 2).
    """

    def earlier(engagement: Engagement) -> Engagement:
        return replace(
            engagement,
            consented_on=_known(engagement.consented_on, on),
            handler_reports=tuple(d for d in engagement.handler_reports if d <= on),
            receipts=tuple(r for r in engagement.receipts if r.received_on <= on),
            notes=tuple(n for n in engagement.notes if n.on <= on),
            inspections=tuple(
                i for i in engagement.inspections if i.carried_out_on and i.carried_out_on <= on
            ),
            findings=tuple(
                replace(f, put_right_on=_known(f.put_right_on, on)) for f in engagement.findings
            ),
            certificates=tuple(
                replace(
                    c,
                    confirmed_on=_known(c.confirmed_on, on),
                    backup_gone_on=_known(c.backup_gone_on, on),
                )
                for c in engagement.certificates
            ),
            incidents=tuple(
                replace(
                    i,
                    report_received_on=_known(i.report_received_on, on),
                    preliminary_on=_known(i.preliminary_on, on),
                    final_on=_known(i.final_on, on),
                )
                for i in engagement.incidents
            ),
        )

    return replace(contract, engagements=tuple(map(earlier, contract.engagements)))
