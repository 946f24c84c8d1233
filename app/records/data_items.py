"""データと返還・消去: what was handed over, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from audits.erasure import Disposal, Origin


class DataItemRow(Fact):
    """Data provided to, collected or made by a contractor.

    `lessor` and `lessor_returned_on`: whose the device is that it lies on, and when the device went
    back there. `carried_from` and `carried_number`: the contract before and its data item that this
    one was carried over from. All of these come by hand only.
    """

    __tablename__ = "data_items"
    __table_args__ = (
        UniqueConstraint("engagement_id", "number", "revision"),
        one_current("data_items", "engagement_id", "number"),
        one_of("origin", Origin),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "name",
        "items",
        "media",
        "medium_numbers",
        "count",
        "origin",
        "on",
        "means",
        "officer",
        "no_longer_needed_on",
        "lessor",
        "lessor_returned_on",
        "carried_from",
        "carried_number",
    )
    # What the entry of its coming was bound to first, and is; the rest comes later.
    FIRST_FACTS: ClassVar[tuple[str, ...]] = FACTS[:10]
    CAME: ClassVar[tuple[str, ...]] = FIRST_FACTS + FACTS[-2:]

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    number: Mapped[str] = mapped_column(Code)
    name: Mapped[str]
    items: Mapped[list[str]]
    media: Mapped[list[str]]
    medium_numbers: Mapped[str | None]
    count: Mapped[int | None]
    origin: Mapped[str]
    on: Mapped[date]
    means: Mapped[str | None]
    officer: Mapped[str | None]
    no_longer_needed_on: Mapped[date | None]
    lessor: Mapped[str | None]
    lessor_returned_on: Mapped[date | None]
    carried_from: Mapped[str | None]
    carried_number: Mapped[str | None]


class DisposalRow(Fact):
    """A return, hand-over, carry-over or erasure of one data item.

    `instructed_on` and `instruction_document`: when and by which paper the city told the contractor
    to carry it over to the successor. `medium_numbers`: which of the item's media it covers, blank
    for all; `failed_numbers`: on which it was tried in vain, why, and what becomes of them by when.
    `means_reason`: why the method is none that the city's table accepts. All of these are entered
    by hand only, a loaded book says nothing of them.
    """

    __tablename__ = "disposals"
    __table_args__ = (one_of("disposal", Disposal),)
    FACTS: ClassVar[tuple[str, ...]] = (
        "data_number",
        "disposal",
        "on",
        "means",
        "count",
        "certificate_number",
        "successor_number",
        "instructed_on",
        "instruction_document",
        "medium_numbers",
        "means_reason",
        "failed_numbers",
        "failed_why",
        "failed_plan",
        "failed_keeper",
        "failed_due_on",
    )
    # What entries of the record were bound to before a carry-over told of its instruction, and
    # before an act told of its single media.
    FIRST_FACTS: ClassVar[tuple[str, ...]] = FACTS[:7]
    SECOND_FACTS: ClassVar[tuple[str, ...]] = FACTS[:9]

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"), index=True)
    data_number: Mapped[str]
    disposal: Mapped[str]
    on: Mapped[date]
    means: Mapped[str | None]
    count: Mapped[int | None]
    certificate_number: Mapped[str | None]
    successor_number: Mapped[str | None]
    instructed_on: Mapped[date | None]
    instruction_document: Mapped[str | None]
    medium_numbers: Mapped[str | None]
    means_reason: Mapped[str | None]
    failed_numbers: Mapped[str | None]
    failed_why: Mapped[str | None]
    failed_plan: Mapped[str | None]
    failed_keeper: Mapped[str | None]
    failed_due_on: Mapped[date | None]
