"""requests for consent to subcontracts, what was confirmed, and what was decided."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
POINTS = "'flow_down', 'staff_told', 'supervision', 'necessity', 'items', 'place', 'certification'"
STANDINGS = "'confirmed', 'not_applicable', 'open'"
DECISIONS = "'consented', 'with_conditions', 'refused', 'withdrawn'"
CURRENT = "uq_consent_requests_current_contract_id"

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_requests",
        *_of_contract("consent_requests"),
        sa.Column("branch", sa.Integer(), nullable=True),
        sa.Column("parent_branch", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("contractor", sa.Text(), nullable=False),
        sa.Column("corporate_number", sa.Text(), nullable=True),
        *(_words(name) for name in ("address", "representative", "description", "reason")),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("media", sa.JSON(), nullable=False),
        *(_words(name) for name in ("workplace", "certification", "security", "supervision")),
        sa.Column("clause_set", CODE, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        *_written(),
        sa.CheckConstraint(
            "ends_on >= starts_on", name=op.f("ck_consent_requests_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["clause_set"], ["clause_sets.id"], name=op.f("fk_consent_requests_clause_set")
        ),
        sa.UniqueConstraint(
            "contract_id",
            "number",
            "revision",
            name=op.f("uq_consent_requests_contract_id_number_revision"),
        ),
    )
    op.create_index(
        CURRENT,
        "consent_requests",
        ["contract_id", "number"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "consent_checks",
        *_of_contract("consent_checks"),
        sa.Column("point", CODE, nullable=False),
        sa.Column("standing", CODE, nullable=False),
        _words("remark"),
        sa.Column("on", sa.Date(), nullable=False),
        *_written(),
        sa.CheckConstraint(f"point IN ({POINTS})", name=op.f("ck_consent_checks_point")),
        sa.CheckConstraint(f"standing IN ({STANDINGS})", name=op.f("ck_consent_checks_standing")),
    )
    op.create_index(
        op.f("ix_consent_checks_contract_id_number"), "consent_checks", ["contract_id", "number"]
    )
    op.create_table(
        "consent_decisions",
        *_of_contract("consent_decisions"),
        sa.Column("branch", sa.Integer(), nullable=False),
        sa.Column("decision", CODE, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        _words("reason"),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("document_number", CODE, nullable=True),
        sa.Column("paper_sha256", CODE, nullable=True),
        *_written(),
        sa.CheckConstraint(
            f"decision IN ({DECISIONS})", name=op.f("ck_consent_decisions_decision")
        ),
        sa.ForeignKeyConstraint(
            ["paper_sha256"],
            ["papers_on_file.sha256"],
            name=op.f("fk_consent_decisions_paper_sha256"),
        ),
        sa.UniqueConstraint(
            "contract_id", "number", name=op.f("uq_consent_decisions_contract_id_number")
        ),
    )


def downgrade() -> None:
    for table in ("consent_decisions", "consent_checks", "consent_requests"):
        op.drop_table(table)


def _of_contract(table: str) -> tuple[sa.Column[int] | sa.Constraint, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f(f"fk_{table}_contract_id")
        ),
    )


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _written() -> tuple[sa.Column[datetime] | sa.Column[str], ...]:
    return (
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
    )
