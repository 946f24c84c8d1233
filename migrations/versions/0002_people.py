"""people, their roles and sessions; 共管課 to be searched; where acts came from."""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("login", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("password_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("login", name=op.f("uq_people_login")),
    )
    op.create_table(
        "roles",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('officer', 'manager', 'secretariat', 'advisor', 'auditor', 'admin')",
            name=op.f("ck_roles_role"),
        ),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_roles_last_after_first")),
        sa.CheckConstraint(
            "(role IN ('officer', 'manager')) = (department_id IS NOT NULL)",
            name=op.f("ck_roles_department"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_roles_department_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_roles_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roles_department_id"), ["department_id"])
        batch_op.create_index(batch_op.f("ix_roles_person_id"), ["person_id"])

    op.create_table(
        "sessions",
        sa.Column("token_sha256", CODE, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("idle_minutes > 0", name=op.f("ck_sessions_idle_minutes")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sessions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_sessions_token_sha256")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_person_id"), ["person_id"])

    op.create_table(
        "sign_in_attempts",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("login_sha256", CODE, nullable=False),
        sa.Column("address", CODE, nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempts")),
    )
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempts_address_at", ["address", "at"])
        batch_op.create_index(
            "ix_sign_in_attempts_login_sha256_address", ["login_sha256", "address"]
        )

    op.create_table(
        "contract_co_departments",
        sa.Column("terms_id", sa.Integer(), nullable=False),
        sa.Column("department", CODE, nullable=False),
        sa.ForeignKeyConstraint(
            ["terms_id"], ["contract_terms.id"], name=op.f("fk_contract_co_departments_terms_id")
        ),
        sa.PrimaryKeyConstraint("terms_id", "department", name=op.f("pk_contract_co_departments")),
    )
    with op.batch_alter_table("contract_co_departments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contract_co_departments_department"), ["department"])
    _share_what_is_on_file()

    # Not as a batch: SQLite would write the whole log anew.
    op.add_column("operation_log", sa.Column("address", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("operation_log", "address")
    op.drop_table("contract_co_departments")
    op.drop_table("sign_in_attempts")
    op.drop_table("sessions")
    op.drop_table("roles")
    op.drop_table("people")


def _share_what_is_on_file() -> None:
    """The 共管課 of every revision of terms, from the lists that stand there."""
    terms = sa.table("contract_terms", sa.column("id"), sa.column("co_departments", sa.JSON()))
    shared = sa.table("contract_co_departments", sa.column("terms_id"), sa.column("department"))
    connection = op.get_bind()
    for key, names in connection.execute(sa.select(terms.c.id, terms.c.co_departments)).all():
        folded = {unicodedata.normalize("NFKC", name).strip(): None for name in names}
        rows = [{"terms_id": key, "department": name} for name in folded]
        if rows:
            connection.execute(sa.insert(shared), rows)
