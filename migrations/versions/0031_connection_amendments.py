"""connection_amendments: since when a connection was changed, why, and where it was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
TABLE = "connection_amendments"
FACT = ("connection_id", "fact_revision")

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("connection_id", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("fact_revision > 1", name=op.f(f"ck_{TABLE}_fact_revision")),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["external_connections.id"],
            name=op.f(f"fk_{TABLE}_connection_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            *FACT, "revision", name=op.f(f"uq_{TABLE}_connection_id_fact_revision_revision")
        ),
    )
    op.create_index(
        f"uq_{TABLE}_current_connection_id",
        TABLE,
        FACT,
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
