"""disposed_co_departments: which other departments may still see what is left of a contract."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
TABLE = "disposed_co_departments"

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("stub", sa.Integer(), nullable=False),
        sa.Column("department", CODE, nullable=False),
        sa.ForeignKeyConstraint(
            ["stub"], ["disposed_contracts.number"], name=op.f(f"fk_{TABLE}_stub")
        ),
        sa.PrimaryKeyConstraint("stub", "department", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_department"), TABLE, ["department"])


def downgrade() -> None:
    op.drop_table(TABLE)
