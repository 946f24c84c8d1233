"""how contracts are kept and disposed of: the steps before, and the stubs that never change."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
STUBS, STEPS = "disposed_contracts", "retention_steps"

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NEVER = "what is left of a disposed contract never changes"
SQLITE = """
CREATE TRIGGER disposed_contracts_never_{event} BEFORE {event} ON disposed_contracts
BEGIN SELECT RAISE(ABORT, '{never}'); END
"""
FUNCTION = f"""
CREATE FUNCTION disposed_contracts_never_change() RETURNS trigger AS
$$ BEGIN RAISE EXCEPTION '{NEVER}' USING ERRCODE = 'integrity_constraint_violation'; END $$
LANGUAGE plpgsql
"""
POSTGRESQL = """
CREATE TRIGGER disposed_contracts_never_change BEFORE UPDATE OR DELETE ON disposed_contracts
FOR EACH ROW EXECUTE FUNCTION disposed_contracts_never_change()
"""
DISPOSED = (
    "廃棄した契約の控えがあるため、前の版に戻せません。"
    "戻すと、だれがいつ廃棄したかが失われ、これまでの封印と照らし合わせられなくなります。"
)


def upgrade() -> None:
    op.create_table(
        STEPS,
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("step", CODE, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _words("reason"),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("last_hash", CODE, nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        _moment("written_at"),
        _words("written_by"),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step IN ('confirmed', 'taken_back', 'extended')", name=op.f(f"ck_{STEPS}_step")
        ),
        sa.CheckConstraint(
            "(step = 'extended') = (until_on IS NOT NULL)", name=op.f(f"ck_{STEPS}_until")
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f(f"fk_{STEPS}_contract_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f(f"fk_{STEPS}_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{STEPS}")),
    )
    op.create_index(op.f(f"ix_{STEPS}_contract_id"), STEPS, ["contract_id"])
    op.create_table(
        STUBS,
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contract", CODE, nullable=False),
        sa.Column("department", CODE, nullable=False),
        *(_day(name) for name in ("first_on", "last_on", "done_on")),
        sa.Column("done_as", CODE, nullable=False),
        _day("kept_until"),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("last_hash", CODE, nullable=False),
        sa.Column("hashes", sa.JSON(), nullable=False),
        _words("first_by"),
        _moment("first_at"),
        _words("first_reason"),
        _words("second_by"),
        _moment("second_at"),
        _words("second_reason"),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("hash_before", CODE, nullable=False),
        sa.Column("hash", CODE, nullable=False),
        sa.CheckConstraint(
            "done_as IN ('closed', 'came_to_nothing')", name=op.f(f"ck_{STUBS}_done_as")
        ),
        sa.CheckConstraint("number >= 1", name=op.f(f"ck_{STUBS}_number")),
        sa.CheckConstraint("entries >= 0", name=op.f(f"ck_{STUBS}_entries")),
        sa.PrimaryKeyConstraint("number", name=op.f(f"pk_{STUBS}")),
        sa.UniqueConstraint("contract", name=op.f(f"uq_{STUBS}_contract")),
    )
    op.create_index(op.f(f"ix_{STUBS}_department"), STUBS, ["department"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute(POSTGRESQL)
        return
    for event in ("update", "delete"):
        op.execute(SQLITE.format(event=event, never=NEVER))


def downgrade() -> None:
    disposed = sa.text("SELECT count(*) FROM disposed_contracts")
    if op.get_bind().scalar(disposed):
        raise RuntimeError(DISPOSED)
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    op.drop_table(STUBS)  # its triggers go with it
    if is_postgresql:
        op.execute("DROP FUNCTION disposed_contracts_never_change()")
    op.drop_table(STEPS)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=False)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
