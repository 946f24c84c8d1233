"""evidence: attached files with their contents, photographs of check sheets, places of papers."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
KINDS = "'pdf', 'jpeg', 'png', 'word', 'excel', 'powerpoint', 'text', 'mail'"

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_contents",
        sa.Column("sha256", CODE, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_contents")),
    )
    op.create_table(
        "attachments",
        _id(),
        *_of_contract("attachments"),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        *_file("attachments"),
        *_written(),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["inspection_sheets.id"], name=op.f("fk_attachments_sheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    _index("attachments", "contract_id", "entry_number")
    _index("attachments", "sheet_id")
    _index("attachments", "sha256")
    op.create_table(
        "attachment_withdrawals",
        _id(),
        *_of_contract("attachment_withdrawals"),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_written(),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachments.id"],
            name=op.f("fk_attachment_withdrawals_attachment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment_withdrawals")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_attachment_withdrawals_attachment_id")),
    )
    _index("attachment_withdrawals", "contract_id")
    op.create_table(
        "paper_places",
        _id(),
        *_of_contract("paper_places"),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("binder", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=False),
        *_written(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_places")),
    )
    _index("paper_places", "contract_id", "entry_number")
    op.create_table(
        "sheet_photographs",
        _id(),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        *_file("sheet_photographs"),
        *_written(),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["inspection_sheets.id"], name=op.f("fk_sheet_photographs_sheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_photographs")),
    )
    _index("sheet_photographs", "sheet_id", "item")
    _index("sheet_photographs", "sha256")


def downgrade() -> None:
    for table in (
        "sheet_photographs",
        "paper_places",
        "attachment_withdrawals",
        "attachments",
        "evidence_contents",
    ):
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _of_contract(table: str) -> tuple[sa.Column[int] | sa.Constraint, ...]:
    return (
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f(f"fk_{table}_contract_id")
        ),
    )


def _file(table: str) -> tuple[sa.Column[str] | sa.Column[int] | sa.Constraint, ...]:
    return (
        sa.Column("item", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", CODE, nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f(f"ck_{table}_kind")),
        sa.CheckConstraint("size >= 1", name=op.f(f"ck_{table}_size")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["evidence_contents.sha256"], name=op.f(f"fk_{table}_sha256")
        ),
    )


def _written() -> tuple[sa.Column[datetime] | sa.Column[str], ...]:
    return (
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
