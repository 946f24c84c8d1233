"""forms that were carried out, so that a double click acts once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forms_sent",
        sa.Column("key", CODE, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_forms_sent")),
    )
    op.create_index(op.f("ix_forms_sent_at"), "forms_sent", ["at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_forms_sent_at"), "forms_sent")
    op.drop_table("forms_sent")
