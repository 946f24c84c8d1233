"""approved plans, what has changed since, and inspections that get no day for a reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "year_plans",
        sa.Column("department", CODE, nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("left_open", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_plans")),
        sa.UniqueConstraint(
            "department",
            "fiscal_year",
            "revision",
            name=op.f("uq_year_plans_department_fiscal_year_revision"),
        ),
    )
    op.create_table(
        "approved_visits",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagements.id"],
            name=op.f("fk_approved_visits_engagement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["year_plans.id"], name=op.f("fk_approved_visits_plan_id")
        ),
        sa.PrimaryKeyConstraint("plan_id", "engagement_id", name=op.f("pk_approved_visits")),
    )
    op.create_index(op.f("ix_approved_visits_engagement_id"), "approved_visits", ["engagement_id"])
    op.create_table(
        "plan_changes",
        sa.Column("department", CODE, nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("changed_from", sa.Date(), nullable=True),
        sa.Column("changed_to", sa.Date(), nullable=True),
        sa.Column("is_closed_day", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('moved', 'added', 'taken_out', 'left_open', 'taken_back')",
            name=op.f("ck_plan_changes_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagements.id"], name=op.f("fk_plan_changes_engagement_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["year_plans.id"], name=op.f("fk_plan_changes_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_changes")),
    )
    op.create_index(
        op.f("ix_plan_changes_department_fiscal_year"),
        "plan_changes",
        ["department", "fiscal_year"],
    )
    op.create_index(op.f("ix_plan_changes_engagement_id"), "plan_changes", ["engagement_id"])
    op.create_index(op.f("ix_plan_changes_plan_id"), "plan_changes", ["plan_id"])
    op.create_table(
        "plans_left_open",
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagements.id"],
            name=op.f("fk_plans_left_open_engagement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_left_open")),
    )
    op.create_index(
        "uq_plans_left_open_current_engagement_id",
        "plans_left_open",
        ["engagement_id", "fiscal_year"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def downgrade() -> None:
    op.drop_table("plans_left_open")
    op.drop_table("plan_changes")
    op.drop_table("approved_visits")
    op.drop_table("year_plans")
