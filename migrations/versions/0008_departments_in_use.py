"""who put a department on file, and its last day; mails that nobody is to get any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

STATE = "ck_mails_state"
BEFORE = "state IN ('waiting', 'sent', 'failed')"
AFTER = "state IN ('waiting', 'sent', 'failed', 'dropped')"

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("departments") as departments:
        departments.add_column(sa.Column("added_by", sa.Text(), nullable=True))
        departments.add_column(sa.Column("added_at", sa.DateTime(timezone=True), nullable=True))
        departments.add_column(sa.Column("last_on", sa.Date(), nullable=True))
    _only(AFTER)


def downgrade() -> None:
    op.execute("UPDATE mails SET state = 'failed' WHERE state = 'dropped'")
    _only(BEFORE)
    # Not as a batch, which makes the table anew: others refer to it.
    for column in ("last_on", "added_at", "added_by"):
        op.drop_column("departments", column)


def _only(states: str) -> None:
    with op.batch_alter_table("mails") as mails:
        mails.drop_constraint(op.f(STATE), type_="check")
        mails.create_check_constraint(op.f(STATE), states)
