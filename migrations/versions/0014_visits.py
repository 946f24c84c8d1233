"""visits, notices of them with document numbers, and feeds of people's calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_fetches",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", CODE, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_fetches")),
    )
    op.create_index(
        op.f("ix_calendar_fetches_address_at"), "calendar_fetches", ["address", "at"], unique=False
    )
    op.create_index(
        op.f("ix_calendar_fetches_person_id_at"),
        "calendar_fetches",
        ["person_id", "at"],
        unique=False,
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", CODE, nullable=False),
        sa.Column("whose", CODE, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_feeds_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_calendar_feeds_token_sha256")),
    )
    op.create_table(
        "document_numbers",
        sa.Column("number", CODE, nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=True),
        sa.Column("paper", CODE, nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_document_numbers_department_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_numbers")),
        sa.UniqueConstraint(
            "department_id",
            "fiscal_year",
            "running",
            name=op.f("uq_document_numbers_department_id_fiscal_year_running"),
        ),
        sa.UniqueConstraint("number", name=op.f("uq_document_numbers_number")),
    )
    op.create_table(
        "document_signs",
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("sign", CODE, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_document_signs_department_id")
        ),
        sa.PrimaryKeyConstraint("department_id", name=op.f("pk_document_signs")),
        sa.UniqueConstraint("sign", name=op.f("uq_document_signs_sign")),
    )
    op.create_table(
        "visits",
        sa.Column("uid", CODE, nullable=False),
        sa.Column("contractor_id", sa.Integer(), nullable=False),
        sa.Column("contractor", sa.Text(), nullable=False),
        sa.Column("department", CODE, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", CODE, nullable=False),
        sa.Column("ends_at", CODE, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("officers", sa.Text(), nullable=False),
        sa.Column("attendants", sa.Text(), nullable=False),
        sa.Column("preparation", sa.Text(), nullable=False),
        sa.Column("method", CODE, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day_reason", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_off_by", sa.Text(), nullable=True),
        sa.Column("called_off_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "method IN ('on_site', 'remote', 'document')", name=op.f("ck_visits_method")
        ),
        sa.ForeignKeyConstraint(
            ["contractor_id"], ["contractors.id"], name=op.f("fk_visits_contractor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("uid", name=op.f("uq_visits_uid")),
    )
    op.create_index(op.f("ix_visits_held_on"), "visits", ["held_on"], unique=False)
    op.create_table(
        "visit_inspections",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagements.id"], name=op.f("fk_visit_inspections_engagement_id")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_visit_inspections_visit_id")
        ),
        sa.PrimaryKeyConstraint(
            "visit_id", "engagement_id", "fiscal_year", "round", name=op.f("pk_visit_inspections")
        ),
    )
    op.create_index(
        op.f("ix_visit_inspections_engagement_id_fiscal_year_round"),
        "visit_inspections",
        ["engagement_id", "fiscal_year", "round"],
        unique=False,
    )
    op.create_table(
        "visit_notices",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("visit_sequence", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number_id"], ["document_numbers.id"], name=op.f("fk_visit_notices_number_id")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_visit_notices_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_notices")),
        sa.UniqueConstraint("number_id", name=op.f("uq_visit_notices_number_id")),
    )
    op.create_index(op.f("ix_visit_notices_visit_id"), "visit_notices", ["visit_id"], unique=False)


def downgrade() -> None:
    for table in (
        "visit_notices",
        "visit_inspections",
        "visits",
        "document_signs",
        "document_numbers",
        "calendar_feeds",
        "calendar_fetches",
    ):
        op.drop_table(table)
