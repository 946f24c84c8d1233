"""exceptions that the city consents to, and the terms of handlers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
TABLE, HANDLERS = "exceptions", "handler_terms"
CURRENT = "uq_exceptions_current_contract_id"
KINDS = "'other_source', 'prohibited_item', 'taking_out', 'copying', 'other_purpose', 'provision'"
DECISIONS = "'consented', 'with_conditions', 'refused', 'withdrawn'"
CHECKS = {
    "kind": f"kind IN ({KINDS})",
    "decision": f"decision IN ({DECISIONS})",
    "copy_end": "copy_end IN ('returned', 'erased', 'brought_back')",
    "ends_after_start": "ends_on >= starts_on",
    "count": "count >= 0",
    "decided": "(decision IS NULL) = (decided_on IS NULL)",
    "copy_consented": "copy_ended_on IS NULL OR decision IN ('consented', 'with_conditions')",
    "copy_ended": "(copy_end IS NULL) = (copy_ended_on IS NULL)",
}

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("branch", sa.Integer(), nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        _words("what"),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("media", sa.JSON(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        *(_words(name) for name in ("reason", "other_party", "place", "safety")),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("decision", CODE, nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        *(_words(name) for name in ("decided_by", "decision_reason")),
        sa.Column("conditions", sa.JSON(), nullable=False),
        _words("document_number"),
        sa.Column("copy_end", CODE, nullable=True),
        sa.Column("copy_ended_on", sa.Date(), nullable=True),
        _words("copy_ended_words"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _words("written_by"),
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.CheckConstraint(said, name=op.f(f"ck_{TABLE}_{name}"))
            for name, said in CHECKS.items()
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f(f"fk_{TABLE}_contract_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "contract_id",
            "number",
            "revision",
            name=op.f(f"uq_{TABLE}_contract_id_number_revision"),
        ),
    )
    op.create_index(
        CURRENT,
        TABLE,
        ["contract_id", "number"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )

    _handler_terms()


def downgrade() -> None:
    op.drop_table(HANDLERS)
    op.drop_table(TABLE)


def _handler_terms() -> None:
    op.create_table(
        HANDLERS,
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=True),
        _words("remarks"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _words("written_by"),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on",
            name=op.f(f"ck_{HANDLERS}_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagements.id"], name=op.f(f"fk_{HANDLERS}_engagement_id")
        ),
        sa.ForeignKeyConstraint(
            ["report"], ["handler_reports.id"], name=op.f(f"fk_{HANDLERS}_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{HANDLERS}")),
        sa.UniqueConstraint("report", "revision", name=op.f(f"uq_{HANDLERS}_report_revision")),
    )
    op.create_index(
        f"uq_{HANDLERS}_current_report",
        HANDLERS,
        ["report"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)
