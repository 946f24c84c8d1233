"""reports of inspections that are approved, and the rounds of findings."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
REPORT_ACTS = "'submit', 'withdraw', 'return', 'approve', 'make_anew'"
FINDING_ACTS = "'order', 'answer', 'confirm', 'refuse', 'extend', 'reopen'"

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "papers_on_file",
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_papers_on_file")),
    )
    op.create_table(
        "report_acts",
        *_of_visit("report_acts"),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("act", CODE, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        *_written(),
        sa.CheckConstraint(f"act IN ({REPORT_ACTS})", name=op.f("ck_report_acts_act")),
    )
    _index("report_acts")
    op.create_table(
        "approved_reports",
        *_of_visit("approved_reports"),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("facts_sha256", CODE, nullable=False),
        sa.Column("paper_sha256", CODE, nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        *_written(),
        _paper("approved_reports"),
        sa.UniqueConstraint(
            "engagement_id",
            "fiscal_year",
            "round",
            "edition",
            name=op.f("uq_approved_reports_engagement_id_fiscal_year_round_edition"),
        ),
    )
    op.create_table(
        "improvement_orders",
        *_of_visit("improvement_orders"),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("document_number", CODE, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("paper_sha256", CODE, nullable=False),
        *_written(),
        _paper("improvement_orders"),
    )
    _index("improvement_orders")
    op.create_table(
        "finding_steps",
        *_of_visit("finding_steps"),
        sa.Column("number", CODE, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("act", CODE, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        *_written(),
        sa.CheckConstraint(f"act IN ({FINDING_ACTS})", name=op.f("ck_finding_steps_act")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["improvement_orders.id"], name=op.f("fk_finding_steps_order_id")
        ),
    )
    _index("finding_steps", "number")


def downgrade() -> None:
    for table in (
        "finding_steps",
        "improvement_orders",
        "approved_reports",
        "report_acts",
        "papers_on_file",
    ):
        op.drop_table(table)


def _of_visit(table: str) -> tuple[sa.Column[int] | sa.Constraint, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagements.id"], name=op.f(f"fk_{table}_engagement_id")
        ),
    )


def _written() -> tuple[sa.Column[datetime] | sa.Column[str], ...]:
    return (
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
    )


def _paper(table: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["paper_sha256"], ["papers_on_file.sha256"], name=op.f(f"fk_{table}_paper_sha256")
    )


def _index(table: str, *more: str) -> None:
    columns = ["engagement_id", "fiscal_year", "round", *more]
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
