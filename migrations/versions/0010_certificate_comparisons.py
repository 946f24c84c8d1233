"""how each line of an erasure certificate was compared with the data on file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_comparisons",
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("certificate_number", CODE, nullable=False),
        sa.Column("data_number", CODE, nullable=False),
        sa.Column("filed_medium_numbers", sa.Text(), nullable=False),
        sa.Column("filed_count_out", sa.Integer(), nullable=True),
        sa.Column("filed_count_erased", sa.BigInteger(), nullable=True),
        sa.Column("filed_count_gone", sa.BigInteger(), nullable=True),
        sa.Column("stated_medium_numbers", sa.Text(), nullable=False),
        sa.Column("stated_count", sa.Integer(), nullable=True),
        sa.Column("result", CODE, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "result IN ('same', 'read_as_same', 'different')",
            name=op.f("ck_certificate_comparisons_result"),
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagements.id"],
            name=op.f("fk_certificate_comparisons_engagement_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_comparisons")),
        sa.UniqueConstraint(
            "engagement_id",
            "certificate_number",
            "data_number",
            "revision",
            name="uq_certificate_comparisons_revision",
        ),
    )
    op.create_index(
        "uq_certificate_comparisons_current_engagement_id",
        "certificate_comparisons",
        ["engagement_id", "certificate_number", "data_number"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def downgrade() -> None:
    op.drop_table("certificate_comparisons")
