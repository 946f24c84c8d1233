"""drafts of check sheets, editions that never change, and modules that a contract switches on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NEVER = "a published edition never changes"
SQLITE = """
CREATE TRIGGER check_sheets_never_{event} BEFORE {event} ON check_sheets
BEGIN SELECT RAISE(ABORT, '{never}'); END
"""
FUNCTION = f"""
CREATE FUNCTION check_sheets_never_change() RETURNS trigger AS
$$ BEGIN RAISE EXCEPTION '{NEVER}' USING ERRCODE = 'integrity_constraint_violation'; END $$
LANGUAGE plpgsql
"""
POSTGRESQL = """
CREATE TRIGGER check_sheets_never_change BEFORE UPDATE OR DELETE ON check_sheets
FOR EACH ROW EXECUTE FUNCTION check_sheets_never_change()
"""


def upgrade() -> None:
    op.add_column("check_sheets", sa.Column("used_from", sa.Date(), nullable=True))
    op.add_column("check_sheets", sa.Column("published_by", sa.Text(), nullable=True))
    op.create_table(
        "sheet_drafts",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("copied_from", CODE, nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copied_from"], ["check_sheets.id"], name=op.f("fk_sheet_drafts_copied_from")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_drafts")),
    )
    op.create_table(
        "contract_modules",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("module", CODE, nullable=False),
        sa.Column("switched_on_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("switched_on_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_modules_contract_id")
        ),
        sa.PrimaryKeyConstraint("contract_id", "module", name=op.f("pk_contract_modules")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute(POSTGRESQL)
        return
    for event in ("update", "delete"):
        op.execute(SQLITE.format(event=event, never=NEVER))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER check_sheets_never_change ON check_sheets")
        op.execute("DROP FUNCTION check_sheets_never_change()")
    else:
        for event in ("update", "delete"):
            op.execute(f"DROP TRIGGER check_sheets_never_{event}")
    op.drop_table("contract_modules")
    op.drop_table("sheet_drafts")
    op.drop_column("check_sheets", "published_by")
    op.drop_column("check_sheets", "used_from")
