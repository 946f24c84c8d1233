"""sessions of the council, and the opinions of its members."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
AS_ASKED, PLAIN = sa.text("is_current = 1"), sa.text("is_current")

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "council_sessions",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("name", CODE, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        *_of_fact("council_sessions"),
    )
    _one_current("council_sessions", "held_on", "name")
    op.create_table(
        "council_opinions",
        sa.Column("matter", CODE, nullable=False),
        sa.Column("number", CODE, nullable=False),
        sa.Column("said_by", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("promised", sa.JSON(), nullable=False),
        *_of_fact("council_opinions"),
        sa.UniqueConstraint(
            "matter", "number", "revision", name=op.f("uq_council_opinions_matter_number_revision")
        ),
    )
    _one_current("council_opinions", "matter", "number")


def downgrade() -> None:
    op.drop_table("council_opinions")
    op.drop_table("council_sessions")


def _of_fact(
    table: str,
) -> tuple[
    sa.Column[int] | sa.Column[bool] | sa.Column[datetime] | sa.Column[str] | sa.Constraint, ...
]:
    return (
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _one_current(table: str, *subject: str) -> None:
    op.create_index(
        f"uq_{table}_current_{subject[0]}",
        table,
        list(subject),
        unique=True,
        sqlite_where=AS_ASKED,
        postgresql_where=PLAIN,
    )
