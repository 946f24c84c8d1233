"""drafts of clause sets, and clause sets of a municipality's own that never change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NEVER = "a published clause set never changes"
SQLITE = """
CREATE TRIGGER clause_sets_never_{event} BEFORE {event} ON clause_sets
BEGIN SELECT RAISE(ABORT, '{never}'); END
"""
FUNCTION = f"""
CREATE FUNCTION clause_sets_never_change() RETURNS trigger AS
$$ BEGIN RAISE EXCEPTION '{NEVER}' USING ERRCODE = 'integrity_constraint_violation'; END $$
LANGUAGE plpgsql
"""
POSTGRESQL = """
CREATE TRIGGER clause_sets_never_change BEFORE UPDATE OR DELETE ON clause_sets
FOR EACH ROW EXECUTE FUNCTION clause_sets_never_change()
"""


def upgrade() -> None:
    op.add_column("clause_sets", sa.Column("published_by", sa.Text(), nullable=True))
    op.add_column("clause_sets", sa.Column("source", sa.Text(), nullable=True))
    op.create_table(
        "clause_set_drafts",
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("copied_from", CODE, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copied_from"], ["clause_sets.id"], name=op.f("fk_clause_set_drafts_copied_from")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_set_drafts")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute(POSTGRESQL)
        return
    for event in ("update", "delete"):
        op.execute(SQLITE.format(event=event, never=NEVER))


OWN = (
    "自治体が自ら公開した特記事項があるため、前の版に戻せません。"
    "戻すと、だれが何から公開したかが失われます。"
)


def downgrade() -> None:
    own = sa.text("SELECT count(*) FROM clause_sets WHERE published_by IS NOT NULL")
    if op.get_bind().scalar(own):
        raise RuntimeError(OWN)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER clause_sets_never_change ON clause_sets")
        op.execute("DROP FUNCTION clause_sets_never_change()")
    else:
        for event in ("update", "delete"):
            op.execute(f"DROP TRIGGER clause_sets_never_{event}")
    op.drop_table("clause_set_drafts")
    op.drop_column("clause_sets", "source")
    op.drop_column("clause_sets", "published_by")
