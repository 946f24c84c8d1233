"""mails, what people were told of, the mornings they were made; people's addresses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("mail", sa.Text(), nullable=True))
    op.create_table(
        "mornings",
        sa.Column("morning", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("morning", name=op.f("pk_mornings")),
    )
    op.create_table(
        "mails",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("morning", sa.Date(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("is_weekly", sa.Boolean(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", name=op.f("ck_mails_state")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_mails_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("person_id", "morning", name=op.f("uq_mails_person_id_morning")),
    )
    op.create_index(op.f("ix_mails_morning"), "mails", ["morning"])
    op.create_index(op.f("ix_mails_state_taken_at"), "mails", ["state", "taken_at"])
    op.create_table(
        "told_thresholds",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("item", CODE, nullable=False),
        sa.Column("threshold", CODE, nullable=False),
        sa.Column("morning", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_told_thresholds_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "item", "threshold", name=op.f("pk_told_thresholds")),
    )


def downgrade() -> None:
    op.drop_table("told_thresholds")
    op.drop_index(op.f("ix_mails_state_taken_at"), "mails")
    op.drop_index(op.f("ix_mails_morning"), "mails")
    op.drop_table("mails")
    op.drop_table("mornings")
    with op.batch_alter_table("people") as people:
        people.drop_column("mail")
