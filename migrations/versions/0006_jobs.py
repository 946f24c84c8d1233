"""work that takes longer than a page may, with the files and lists that belong to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
OPEN = sa.text("state IN ('waiting', 'running')")

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("key", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("slot", CODE, nullable=True),
        sa.Column("state", CODE, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("file_bytes", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("done >= 0", name=op.f("ck_jobs_done")),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_jobs_state")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_jobs_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("key", name=op.f("uq_jobs_key")),
    )
    op.create_index(op.f("ix_jobs_ended_at"), "jobs", ["ended_at"])
    op.create_index(op.f("ix_jobs_person_id"), "jobs", ["person_id"])
    op.create_index(op.f("ix_jobs_state"), "jobs", ["state"])
    op.create_index(
        "uq_jobs_open_slot", "jobs", ["slot"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_table(
        "job_parts",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("role", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_job_parts_job_id")),
        sa.PrimaryKeyConstraint("job_id", "role", "number", name=op.f("pk_job_parts")),
    )


def downgrade() -> None:
    op.drop_table("job_parts")
    op.drop_index("uq_jobs_open_slot", table_name="jobs", sqlite_where=OPEN, postgresql_where=OPEN)
    op.drop_index(op.f("ix_jobs_state"), table_name="jobs")
    op.drop_index(op.f("ix_jobs_person_id"), table_name="jobs")
    op.drop_index(op.f("ix_jobs_ended_at"), table_name="jobs")
    op.drop_table("jobs")
