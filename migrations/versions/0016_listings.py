"""what stands on the lists of data, findings and visits on which days, and how many lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BATCH, WRITTEN_AT_ONCE = 500, 2000
PAGE = (
    *("listing", "until_on", "order_on", "contract", "branch", "number", "subject_id"),
    *("first_on", "department", "contract_id"),
)
IN_ORDER = (
    *("due_on", "contract", "branch", "kind", "id", "known_from", "known_until", "department"),
)
STEP_KEY = ("listing", "reach", "run", "first_on", "department")
DUE_DAYS = ("due_on", "closed_on", "known_from", "known_until", "waived_on", "missed_on")
KINDS = ("inspection", "corrective_action", "data_disposal", "erasure_certificate")
# The facts that are asked for, their columns that are days, and the others.
FACTS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "data_items": (("on", "no_longer_needed_on"), ("id", "number")),
    "disposals": (("on",), ("data_number", "disposal", "certificate_number")),
    "erasure_certificates": (("received_on",), ("number",)),
    "inspections": (("planned_on", "carried_out_on"), ("fiscal_year", "round")),
    "findings": (("put_right_on",), ("id", "fiscal_year", "round", "number")),
}
Line = dict[str, Any]


def upgrade() -> None:
    listed = op.create_table(
        "listed",
        sa.Column("listing", CODE, nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("contract", CODE, nullable=False),
        sa.Column("branch", sa.Integer(), nullable=False),
        sa.Column("number", CODE, nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("department", CODE, nullable=False),
        sa.Column("order_on", sa.Date(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_listed_contract_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed")),
    )
    steps = op.create_table(
        "listing_steps",
        sa.Column("listing", CODE, nullable=False),
        sa.Column("reach", CODE, nullable=False),
        sa.Column("run", CODE, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("department", CODE, nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.CheckConstraint("reach IN ('city', 'department')", name=op.f("ck_listing_steps_reach")),
        sa.CheckConstraint("run IN ('year', 'month', 'day')", name=op.f("ck_listing_steps_run")),
        sa.PrimaryKeyConstraint(*STEP_KEY, name=op.f("pk_listing_steps")),
        sqlite_with_rowid=False,
    )
    _fill(listed, steps)
    op.create_index(
        "ix_due_items_in_order", "due_items", IN_ORDER, sqlite_where=sa.text("branch >= 0")
    )
    op.create_index("ix_listed_page", "listed", PAGE)
    op.create_index("ix_listed_contract", "listed", ["contract_id", "listing"])


def downgrade() -> None:
    op.drop_index("ix_due_items_in_order", "due_items")
    op.drop_table("listing_steps")
    op.drop_table("listed")


def _fill(listed: sa.Table, steps: sa.Table) -> None:
    """Says of what is on file on which lists it stands, as `rebuild` would."""
    changes: Counter[tuple[str, str, str, date, str]] = Counter()
    for item in _rows("due_items", ("known_from", "known_until"), ("department",)):
        first_on, until_on = item.known_from or date.min, _next(item.known_until)
        if until_on is None or first_on < until_on:
            _count(changes, "due.all", item.department, first_on, until_on)
    ids = list(op.get_bind().scalars(sa.text("SELECT id FROM contracts ORDER BY id")))
    for start in range(0, len(ids), BATCH):
        lines = list(_lines(ids[start : start + BATCH]))
        for line in lines:
            days = line["first_on"], line["until_on"]
            _count(changes, line["listing"], line["department"], *days)
        for at in range(0, len(lines), WRITTEN_AT_ONCE):
            op.bulk_insert(listed, lines[at : at + WRITTEN_AT_ONCE])
    rows = [
        dict(zip((*STEP_KEY, "change"), (*key, n), strict=True)) for key, n in changes.items() if n
    ]
    for at in range(0, len(rows), WRITTEN_AT_ONCE):
        op.bulk_insert(steps, rows[at : at + WRITTEN_AT_ONCE])


def _count(
    changes: Counter[Any], listing: str, department: str, first_on: date, until_on: date | None
) -> None:
    for day, change in ((first_on, 1), (until_on, -1)):
        if day is not None:
            runs = (("year", day.replace(month=1, day=1)), ("month", day.replace(day=1)))
            for run, first in (*runs, ("day", day)):
                changes[listing, "department", run, first, department] += change
                changes[listing, "city", run, first, ""] += change


def _rows(
    table: str, days: Sequence[str], others: Sequence[str], ids: Sequence[int] | None = None
) -> Iterator[Any]:
    """The rows of a table: all; or the current ones of these contracts' engagements."""
    columns = [*(sa.column(name, sa.Date()) for name in days), *map(sa.column, others)]
    shape = sa.table(table, *columns, sa.column("engagement_id"), sa.column("is_current"))
    query = sa.select(*(shape.c[name] for name in (*days, *others)))
    if ids is not None:
        engagements = sa.table("engagements", sa.column("id"), sa.column("contract_id"))
        of_engagement = engagements.c.id == shape.c.engagement_id
        query = query.add_columns(shape.c.engagement_id).join(engagements, of_engagement)
        query = query.where(sa.text(f"{table}.is_current = {_true()}"))
        query = query.where(engagements.c.contract_id.in_(ids))
    yield from op.get_bind().execute(query)


def _true() -> str:
    return "1" if op.get_bind().dialect.name == "sqlite" else "true"


ENGAGED = """
SELECT engagements.id, engagements.contract_id, contracts.number AS contract, engagements.branch,
  terms.department, terms.came_to_nothing_on,
  CASE WHEN engagements.branch = 0 THEN terms.starts_on ELSE subcontracts.starts_on END AS starts_on,
  CASE WHEN engagements.branch = 0 THEN terms.ends_on ELSE subcontracts.ends_on END AS ends_on
FROM engagements JOIN contracts ON contracts.id = engagements.contract_id
JOIN contract_terms AS terms ON terms.contract_id = contracts.id AND terms.is_current = {true}
LEFT JOIN subcontracts ON subcontracts.engagement_id = engagements.id
  AND subcontracts.is_current = {true}
WHERE engagements.contract_id BETWEEN :first AND :last
ORDER BY engagements.contract_id, engagements.branch
"""


def _lines(ids: Sequence[int]) -> Iterator[Line]:
    bind = op.get_bind()
    days = {name: sa.Date() for name in ("came_to_nothing_on", "starts_on", "ends_on")}
    query = sa.text(ENGAGED.format(true=_true())).columns(**days)
    found = bind.execute(query, {"first": ids[0], "last": ids[-1]}).all()
    facts: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for table, columns in FACTS.items():
        for row in _rows(table, *columns, ids):
            facts[table, row.engagement_id].append(row)
    due: dict[tuple[str, int, int], list[Any]] = defaultdict(list)
    names = ("id", "contract_id", "branch", "kind", "basis", "fiscal_year")
    day_columns = [sa.column(name, sa.Date()) for name in (*DUE_DAYS, "on_site_on")]
    items = sa.table("due_items", *day_columns, *(sa.column(name) for name in names))
    asked = sa.select(items).where(items.c.contract_id.in_(ids), items.c.kind.in_(KINDS))
    for item in bind.execute(asked):
        due[item.kind, item.contract_id, item.branch].append(item)
    of_contract: dict[int, list[Line]] = defaultdict(list)
    for one in found:
        mine = {table: facts[table, one.id] for table in FACTS}
        owed = {kind: due[kind, one.contract_id, one.branch] for kind in KINDS}
        of_contract[one.contract_id] += _data(one, mine, owed)
        yield from _findings(one, mine, owed)
        yield from _visits(one, mine, owed)
    for lines in of_contract.values():
        yield from lines
        yield from _contracts(lines)


def _data(one: Any, mine: Mapping[str, list[Any]], owed: Mapping[str, list[Any]]) -> list[Line]:
    received = {row.number: row.received_on for row in mine["erasure_certificates"]}
    lines: list[Line] = []
    for item in mine["data_items"]:
        gone: list[date | None] = []
        for act in mine["disposals"]:
            if act.data_number == item.number:
                gone.append(act.on)
                if act.disposal == "erased":
                    gone.append(received.get(act.certificate_number or ""))
        gone_on = max(gone) if gone and None not in gone else None  # type: ignore[type-var]
        asking = [each for each in owed["data_disposal"] if each.basis == item.number]
        asking += owed["erasure_certificate"]

        def at(
            on: date, item: Any = item, gone_on: Any = gone_on, asking: Any = asking
        ) -> Mapping[str, date]:
            if on < item.on or _has_come(gone_on, on):
                return {}
            dues = (each.due_on for each in asking if _exists(each, on) and _is_owed(each, on))
            due_on = min(dues, default=date.max)
            ended = one.ends_on is not None and one.ends_on < on
            conditions = {
                "data.all": True,
                "data.after_end": ended or _has_come(one.came_to_nothing_on, on),
                "data.overdue": due_on < on,
                "data.no_longer_needed": _has_come(item.no_longer_needed_on, on),
            }
            return {name: due_on for name, holds in conditions.items() if holds}

        days = (item.on, gone_on, item.no_longer_needed_on, one.came_to_nothing_on)
        place = _place(one, item.id, item.number)
        lines += _of_days(place, [*days, _next(one.ends_on), *_days(asking)], at)
    return lines


def _contracts(lines: Sequence[Line]) -> Iterator[Line]:
    """The days on which any of a contract's data stands on a list."""
    changes: dict[str, Counter[date]] = defaultdict(Counter)
    for line in lines:
        changes[line["listing"]][line["first_on"]] += 1
        if line["until_on"] is not None:
            changes[line["listing"]][line["until_on"]] -= 1
    for listing, of_days in changes.items():
        shown = {"listing": f"{listing}.contracts", "order_on": date.max}
        counted = {**lines[0], **shown, "branch": 0, "number": "", "subject_id": 0}
        standing, first_on = 0, date.min
        for day in sorted(of_days):
            if not standing:
                first_on = day
            standing += of_days[day]
            if not standing and first_on < day:
                yield {**counted, "first_on": first_on, "until_on": day}
        if standing:
            yield {**counted, "first_on": first_on, "until_on": None}


def _findings(
    one: Any, mine: Mapping[str, list[Any]], owed: Mapping[str, list[Any]]
) -> Iterator[Line]:
    if one.came_to_nothing_on is not None:
        return
    visits = {(row.fiscal_year, row.round): row.carried_out_on for row in mine["inspections"]}
    asking = {item.basis: item for item in owed["corrective_action"]}
    for finding in mine["findings"]:
        found_on = visits.get((finding.fiscal_year, finding.round))
        if found_on is None:
            continue
        item = asking.get(f"{finding.fiscal_year}-{finding.round}-{finding.number}")

        def at(
            on: date, finding: Any = finding, found_on: date = found_on, item: Any = item
        ) -> Mapping[str, date]:
            if on < found_on:
                return {}
            known = item if item is not None and _exists(item, on) else None
            due_on = date.max if known is None else known.due_on
            put_right = _has_come(finding.put_right_on, on)
            conditions = {
                "findings.open": not put_right,
                "findings.overdue": known is not None and due_on < on and _is_owed(known, on),
                "findings.closed": put_right,
                "findings.all": True,
            }
            names = [name for name, holds in conditions.items() if holds]
            of_year = [f"{name}.{_year_of(found_on)}" for name in names]
            return dict.fromkeys([*names, *of_year], due_on)

        days = (found_on, finding.put_right_on, *_days([item] if item else []))
        yield from _of_days(_place(one, finding.id), days, at)


def _visits(
    one: Any, mine: Mapping[str, list[Any]], owed: Mapping[str, list[Any]]
) -> Iterator[Line]:
    made_on = [row.carried_out_on for row in mine["inspections"] if row.carried_out_on]
    first_ever = min(made_on, default=None)
    for item in owed["inspection"]:
        if item.fiscal_year is None:
            continue
        year = item.fiscal_year
        made = [day for day in made_on if _year_of(day) == year]
        plans = [
            (row.planned_on, row.carried_out_on)
            for row in mine["inspections"]
            if row.planned_on and _year_of(row.planned_on) == year
        ]

        def at(
            on: date, item: Any = item, year: int = year, made: Any = made, plans: Any = plans
        ) -> Mapping[str, date]:
            if not _exists(item, on):
                return {}
            is_made, on_site = _has_come(item.closed_on, on), _has_come(item.on_site_on, on)
            waiting = [day for day, made_on in plans if not _has_come(made_on, on)]
            conditions = {
                "all": True,
                "made": is_made,
                "on_site": on_site,
                "off_site": is_made and not on_site,
                "not_visited": not is_made,
                "unplanned": _is_owed(item, on) and not waiting and not any(d <= on for d in made),
                "never": _has_come(one.starts_on, on) and not _has_come(first_ever, on),
            }
            names = [f"visits.{name}.{year}" for name, holds in conditions.items() if holds]
            if shown := min(waiting, default=None) or min((day for day, _ in plans), default=None):
                names.append(f"visits.planned.{year}.{shown.month}")
            if is_made:
                names.append(f"visits.made.{year}.{item.closed_on.month}")
            return dict.fromkeys(names, item.due_on)

        days = (one.starts_on, item.on_site_on, first_ever, *made, *(day for _, day in plans))
        yield from _of_days(_place(one, item.id), [*days, *_days([item])], at)


def _of_days(
    place: Line, days: Iterable[date | None], at: Callable[[date], Mapping[str, date]]
) -> Iterator[Line]:
    standing: dict[str, tuple[date, date]] = {}
    for day in sorted({date.min, *(day for day in days if day is not None)}):
        now = at(day)
        for listing, (first_on, order_on) in list(standing.items()):
            if now.get(listing) != order_on:
                ended = {"first_on": first_on, "until_on": day}
                yield {**place, "listing": listing, "order_on": order_on, **ended}
                del standing[listing]
        for listing, order_on in now.items():
            standing.setdefault(listing, (day, order_on))
    for listing, (first_on, order_on) in standing.items():
        days_of = {"first_on": first_on, "until_on": None}
        yield {**place, "listing": listing, "order_on": order_on, **days_of}


def _place(one: Any, subject_id: int, number: str = "") -> Line:
    named = {"contract_id": one.contract_id, "contract": one.contract, "branch": one.branch}
    return {**named, "number": number, "subject_id": subject_id, "department": one.department}


def _has_come(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _exists(item: Any, on: date) -> bool:
    known = item.known_from is None or item.known_from <= on
    return known and (item.known_until is None or item.known_until >= on)


def _is_owed(item: Any, on: date) -> bool:
    return not any(_has_come(d, on) for d in (item.closed_on, item.waived_on, item.missed_on))


def _days(items: Sequence[Any]) -> Iterator[date | None]:
    for item in items:
        yield from (item.known_from, _next(item.known_until), _next(item.due_on))
        yield from (item.closed_on, item.waived_on, item.missed_on)


def _next(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + timedelta(days=1)


def _year_of(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1
