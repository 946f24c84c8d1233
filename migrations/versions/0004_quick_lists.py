"""indexes that make lists quick: what is open, and the contracts of a department."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OPEN = (
    *("closed_on", "due_on", "contract", "branch", "kind", "known_from", "known_until"),
    *("contract_id", "basis", "occurrence"),
)


def upgrade() -> None:
    op.drop_index(op.f("ix_due_items_due_on_closed_on"), "due_items")
    op.create_index("ix_due_items_open", "due_items", OPEN)
    op.create_index(
        "ix_contract_terms_current_department",
        "contract_terms",
        ["department", "contract_id"],
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def downgrade() -> None:
    op.drop_index("ix_contract_terms_current_department", "contract_terms")
    op.drop_index("ix_due_items_open", "due_items")
    op.create_index(op.f("ix_due_items_due_on_closed_on"), "due_items", ["due_on", "closed_on"])
