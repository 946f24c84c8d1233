"""what contractors say of the items of a check sheet before the visit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pre_checks",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("contractor", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["inspection_sheets.id"], name=op.f("fk_pre_checks_sheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pre_checks")),
    )
    op.create_index(op.f("ix_pre_checks_sheet_id"), "pre_checks", ["sheet_id"], unique=False)
    op.create_table(
        "pre_check_answers",
        sa.Column("pre_check_id", sa.Integer(), nullable=False),
        sa.Column("item", CODE, nullable=False),
        sa.Column("said", CODE, nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "said IN ('done', 'not_done', 'not_applicable', 'unknown')",
            name=op.f("ck_pre_check_answers_said"),
        ),
        sa.ForeignKeyConstraint(
            ["pre_check_id"], ["pre_checks.id"], name=op.f("fk_pre_check_answers_pre_check_id")
        ),
        sa.PrimaryKeyConstraint("pre_check_id", "item", name=op.f("pk_pre_check_answers")),
    )


def downgrade() -> None:
    op.drop_table("pre_check_answers")
    op.drop_table("pre_checks")
