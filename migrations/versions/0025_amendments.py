"""amendments: since when a contract was changed, why, and in which matter the council was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
TABLE = "amendments"
FACT = ("fact_table", "fact_id", "fact_revision")

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("fact_table", CODE, nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("fact_revision", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("matter", CODE, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fact_table IN ('contract_terms', 'subcontracts')",
            name=op.f(f"ck_{TABLE}_fact_table"),
        ),
        sa.CheckConstraint("fact_revision > 1", name=op.f(f"ck_{TABLE}_fact_revision")),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagements.id"], name=op.f(f"fk_{TABLE}_engagement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            *FACT, "revision", name=op.f(f"uq_{TABLE}_fact_table_fact_id_fact_revision_revision")
        ),
    )
    op.create_index(op.f(f"ix_{TABLE}_engagement_id"), TABLE, ["engagement_id"])
    op.create_index(
        f"uq_{TABLE}_current_fact_table",
        TABLE,
        FACT,
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
