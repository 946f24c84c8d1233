"""checks of safeguards of external connections: what was seen, by whom, and where it is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
AS_ASKED, PLAIN = sa.text("is_current = 1"), sa.text("is_current")
CHECKS = "safeguard_checks"

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        CHECKS,
        sa.Column("connection_id", sa.Integer(), nullable=False),
        sa.Column("safeguard", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("promised", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "result IN ('in_place', 'not_in_place')", name=op.f(f"ck_{CHECKS}_result")
        ),
        sa.CheckConstraint("number >= 1", name=op.f(f"ck_{CHECKS}_number")),
        sa.CheckConstraint("(revision = 1) = (reason IS NULL)", name=op.f(f"ck_{CHECKS}_reason")),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["external_connections.id"],
            name=op.f(f"fk_{CHECKS}_connection_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CHECKS}")),
        sa.UniqueConstraint(
            "connection_id",
            "safeguard",
            "number",
            "revision",
            name=op.f(f"uq_{CHECKS}_connection_id_safeguard_number_revision"),
        ),
    )
    op.create_index(
        f"uq_{CHECKS}_current_connection_id",
        CHECKS,
        ["connection_id", "safeguard", "number"],
        unique=True,
        sqlite_where=AS_ASKED,
        postgresql_where=PLAIN,
    )


def downgrade() -> None:
    op.drop_table(CHECKS)
