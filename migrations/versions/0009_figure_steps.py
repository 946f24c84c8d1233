"""figures that are summed up from steps, decisions beside due items, and indexes that are used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KINDS = (
    *("inspection", "handler_report", "training", "periodic_report", "requested_report"),
    *("subcontract_consent", "data_disposal", "erasure_certificate", "erasure_confirmation"),
    *("backup_expiry", "corrective_action", "incident_report", "ppc_preliminary", "ppc_final"),
    *("certification", "commitment"),
)
STATES = ("done", "done_late", "waived", "missed", "overdue", "due_soon", "planned")
OPEN_BEFORE = (
    *("closed_on", "due_on", "contract", "branch", "kind", "known_from", "known_until"),
    *("contract_id", "basis", "occurrence"),
)
OPEN = (
    *("closed_on", "due_on", "contract", "branch", "kind", "known_from", "known_until"),
    *("waived_on", "missed_on", "contract_id", "department", "basis", "occurrence"),
)
OPEN_OF_DEPARTMENT = (
    *("department", "closed_on", "due_on", "contract", "branch", "kind", "known_from"),
    *("known_until", "waived_on", "missed_on", "contract_id", "basis"),
)
OPEN_OF_KIND = (
    *("kind", "closed_on", "due_on", "contract", "branch", "known_from", "known_until"),
    *("waived_on", "missed_on", "contract_id", "department", "basis"),
)
OF_ENGAGEMENT = (
    *("contract_id", "branch", "kind", "basis", "occurrence", "due_on", "closed_on"),
    *("known_from", "known_until", "waived_on", "missed_on"),
)
# The table and the columns that tell a subject: at most one of its revisions is current.
SUBJECTS = (
    ("advices", "connection_id", "number"),
    ("advices", "contract_id", "number"),
    ("certifications", "contractor_id", "scheme", "registration_number", "valid_until"),
    ("connections", "connection_id"),
    ("contract_terms", "contract_id"),
    ("council_matters", "number"),
    ("data_items", "engagement_id", "number"),
    ("erasure_certificates", "engagement_id", "number"),
    ("findings", "engagement_id", "fiscal_year", "round", "number"),
    ("incidents", "engagement_id", "number"),
    ("inspections", "engagement_id", "fiscal_year", "round"),
    ("report_requests", "engagement_id", "number"),
    ("safeguards", "connection_id", "number"),
    ("safeguards", "engagement_id", "number"),
    ("subcontracts", "engagement_id"),
)
DEPARTMENTS = """
UPDATE due_items SET department = (
    SELECT department FROM contract_terms
    WHERE contract_terms.contract_id = due_items.contract_id AND contract_terms.is_current = {true}
)
"""
DECIDED = """
UPDATE due_items SET {column} = (
    SELECT min(excuses."on") FROM excuses
    WHERE excuses.contract_id = due_items.contract_id AND excuses.branch = due_items.branch
    AND excuses.kind = due_items.kind AND excuses.basis = coalesce(due_items.basis, '')
    AND excuses.occurrence = due_items.occurrence AND excuses.decision = '{decision}'
    AND {holds}
)
"""
HOLDS = {
    "waived_on": ("waived", "due_items.kind <> 'inspection'"),
    "missed_on": ("missed", 'excuses."on" > due_items.due_on'),
}
WARNING, WARNING_DAYS = 14, {"inspection": 60, "erasure_certificate": 30, "certification": 60}


def upgrade() -> None:
    _renew_current("is_current = 1")
    for name in ("ix_due_items_open", op.f("ix_due_items_contract_id")):
        op.drop_index(name, "due_items")
    with op.batch_alter_table("due_items") as batch_op:
        batch_op.add_column(sa.Column("department", CODE, nullable=True))
        batch_op.add_column(sa.Column("waived_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("missed_on", sa.Date(), nullable=True))
    true = "1" if op.get_bind().dialect.name == "sqlite" else "true"
    op.execute(DEPARTMENTS.format(true=true))
    for column, (decision, holds) in HOLDS.items():
        op.execute(DECIDED.format(column=column, decision=decision, holds=holds))
    with op.batch_alter_table("due_items") as batch_op:
        batch_op.alter_column("department", existing_type=CODE, nullable=False)
    op.create_index("ix_due_items_open", "due_items", OPEN)
    op.create_index("ix_due_items_open_of_department", "due_items", OPEN_OF_DEPARTMENT)
    op.create_index("ix_due_items_open_of_kind", "due_items", OPEN_OF_KIND)
    op.create_index("ix_due_items_of_engagement", "due_items", OF_ENGAGEMENT)
    _fill(_make_steps())


def downgrade() -> None:
    op.drop_table("figure_steps")
    for name in ("open", "open_of_department", "open_of_kind", "of_engagement"):
        op.drop_index(f"ix_due_items_{name}", "due_items")
    with op.batch_alter_table("due_items") as batch_op:
        for column in ("department", "waived_on", "missed_on"):
            batch_op.drop_column(column)
    op.create_index("ix_due_items_open", "due_items", OPEN_BEFORE)
    op.create_index(op.f("ix_due_items_contract_id"), "due_items", ["contract_id"])
    _renew_current("is_current")


def _renew_current(words: str) -> None:
    """SQLite takes a partial index for a question only in the very words of its condition."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, *subject in SUBJECTS:
        name = f"uq_{table}_current_{subject[0]}"
        op.drop_index(name, table)
        op.create_index(name, table, subject, unique=True, sqlite_where=sa.text(words))


def _make_steps() -> sa.Table:
    return op.create_table(
        "figure_steps",
        sa.Column("figure", CODE, nullable=False),
        sa.Column("run", CODE, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("department", CODE, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        _one_of("figure", STATES),
        _one_of("run", ("year", "month", "day")),
        _one_of("kind", KINDS),
        sa.PrimaryKeyConstraint(
            "figure", "run", "first_on", "department", "kind", name=op.f("pk_figure_steps")
        ),
        sqlite_with_rowid=False,
    )


def _one_of(column: str, values: Sequence[str]) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=op.f(f"ck_figure_steps_{column}"))


def _fill(steps: sa.Table) -> None:
    """Counts what is on file, as `rebuild` would."""
    columns = ("department", "kind", "due_on", "closed_on", "known_from", "known_until")
    items = sa.table(
        "due_items",
        sa.column("department"),
        sa.column("kind"),
        *(sa.column(name, sa.Date()) for name in (*columns[2:], "waived_on", "missed_on")),
    )
    changes: Counter[tuple[str, str, date, str, str]] = Counter()
    for item in op.get_bind().execute(sa.select(items)).yield_per(1000):
        for figure, first_on, change in _changes(item):
            for run, day in _runs(first_on):
                changes[figure, run, day, item.department, item.kind] += change
    rows = [dict(zip(steps.c.keys(), (*key, n), strict=True)) for key, n in changes.items() if n]
    if rows:
        op.bulk_insert(steps, rows)


def _changes(item: Any) -> Iterator[tuple[str, date, int]]:
    warned = _moved(item.due_on, -WARNING_DAYS.get(item.kind, WARNING))
    ends = [day for day in (item.closed_on, item.waived_on, item.missed_on) if day]
    if item.known_until and item.known_until < date.max:
        ends.append(item.known_until + timedelta(days=1))
    known = item.known_from or date.min
    spans = [("due_soon", max(warned, known), ends)]
    if item.due_on < date.max:
        late = item.due_on + timedelta(days=1)
        spans = [("due_soon", max(warned, known), [*ends, late])]
        spans.append(("overdue", max(late, known), ends))
    for figure, first_on, over in spans:
        until = min(over, default=None)
        if until is None or first_on < until:
            yield figure, first_on, 1
            if until is not None:
                yield figure, until, -1


def _moved(day: date, days: int) -> date:
    return day + timedelta(days=max(days, (date.min - day).days))


def _runs(day: date) -> Iterator[tuple[str, date]]:
    yield "year", day.replace(month=1, day=1)
    yield "month", day.replace(day=1)
    yield "day", day
