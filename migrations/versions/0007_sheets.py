"""check sheets of inspections, with their answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection_sheets",
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("edition", CODE, nullable=False),
        sa.Column("composed", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("training_met", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagements.id"],
            name=op.f("fk_inspection_sheets_engagement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_sheets")),
        sa.UniqueConstraint(
            "engagement_id",
            "fiscal_year",
            "round",
            name=op.f("uq_inspection_sheets_engagement_id_fiscal_year_round"),
        ),
    )
    op.create_table(
        "sheet_answers",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item", CODE, nullable=False),
        sa.Column("verdict", CODE, nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("set_due_on", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('met', 'not_met', 'not_applicable', 'unconfirmed')",
            name=op.f("ck_sheet_answers_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["inspection_sheets.id"], name=op.f("fk_sheet_answers_sheet_id")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "item", name=op.f("pk_sheet_answers")),
    )


def downgrade() -> None:
    op.drop_table("sheet_answers")
    op.drop_table("inspection_sheets")
