"""when and by which paper the city told a contractor to carry data over to a successor."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("disposals") as disposals:
        disposals.add_column(sa.Column("instructed_on", sa.Date(), nullable=True))
        disposals.add_column(sa.Column("instruction_document", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("disposals") as disposals:
        disposals.drop_column("instruction_document")
        disposals.drop_column("instructed_on")
