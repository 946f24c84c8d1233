"""accounts of incidents: what is said of them beside the days of the workbook."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
TABLE = "incident_accounts"
CURRENT = "uq_incident_accounts_current_engagement_id"
WORDS = (
    *("known_time", "notified_by", "notified_way", "received_by", "discovered_by"),
    *("course", "decision_reason", "decided_by", "preliminary_number", "final_number"),
    *("cause", "harm", "measures", "prevention_done", "prevention_planned", "other"),
    *("persons_words", "publication_words", "closing_words", "closed_by"),
)
CHOICES = {
    "happening": "'leaked', 'lost', 'damaged'",
    "cause_by": "'city', 'contractor', 'subcontractor', 'other'",
    "persons_told": "'told', 'planned', 'not_needed'",
    "publication": "'published', 'planned', 'not_published'",
    "publication_way": "'homepage', 'press', 'other'",
}
CIRCUMSTANCES = ("sensitive", "property_damage", "improper", "my_number")
ANSWERS = "'yes', 'no', 'unknown'"

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("number", CODE, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in WORDS),
        *(sa.Column(name, CODE, nullable=True) for name in CHOICES),
        *(sa.Column(name, CODE, nullable=False) for name in CIRCUMSTANCES),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("is_suspected", "is_estimate", "is_overridden")
        ),
        *(
            sa.Column(name, sa.Date(), nullable=True)
            for name in ("decided_on", "persons_told_on", "published_on", "closed_on")
        ),
        *(
            sa.Column(name, sa.JSON(), nullable=False)
            for name in ("items", "media", "visits", "findings")
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.CheckConstraint(f"{name} IN ({allowed})", name=op.f(f"ck_{TABLE}_{name}"))
            for name, allowed in (CHOICES | dict.fromkeys(CIRCUMSTANCES, ANSWERS)).items()
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagements.id"], name=op.f(f"fk_{TABLE}_engagement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "engagement_id",
            "number",
            "revision",
            name=op.f(f"uq_{TABLE}_engagement_id_number_revision"),
        ),
    )
    op.create_index(
        CURRENT,
        TABLE,
        ["engagement_id", "number"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
