"""methods of erasure as the city accepts them; single media, leases, and what was carried over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MEDIA = "'paper', 'hard_disk', 'flash', 'optical', 'tape', 'server', 'backup', 'mail'"
WORDS = ("medium_numbers", "means_reason", "failed_numbers")
PLANS = ("failed_why", "failed_plan", "failed_keeper")

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure_methods",
        sa.Column("medium", CODE, nullable=False),
        sa.Column("secrecy", CODE, nullable=False),
        sa.Column("methods", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"medium IN ({MEDIA})", name=op.f("ck_erasure_methods_medium")),
        sa.CheckConstraint(
            "secrecy IN ('individual_numbers', 'other')", name=op.f("ck_erasure_methods_secrecy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_methods")),
    )
    with op.batch_alter_table("disposals") as disposals:
        for name in (*WORDS, *PLANS):
            disposals.add_column(sa.Column(name, sa.Text(), nullable=True))
        disposals.add_column(sa.Column("failed_due_on", sa.Date(), nullable=True))
    with op.batch_alter_table("data_items") as items:
        items.add_column(sa.Column("lessor", sa.Text(), nullable=True))
        items.add_column(sa.Column("lessor_returned_on", sa.Date(), nullable=True))
        items.add_column(sa.Column("carried_from", sa.Text(), nullable=True))
        items.add_column(sa.Column("carried_number", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("data_items") as items:
        items.drop_column("carried_number")
        items.drop_column("carried_from")
        items.drop_column("lessor_returned_on")
        items.drop_column("lessor")
    with op.batch_alter_table("disposals") as disposals:
        disposals.drop_column("failed_due_on")
        for name in reversed((*WORDS, *PLANS)):
            disposals.drop_column(name)
    op.drop_table("erasure_methods")
