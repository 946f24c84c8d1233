"""表の土台: the declarative base, named constraints, and the columns that many tables share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Keys and whatever is sorted go by code point on both databases.
Code = String().with_variant(String(collation="C"), "postgresql")
# Free text is stored as typed and never sorted.
Words = Text()
List = JSON


class Moment(TypeDecorator[datetime]):
    """A moment with its offset, stored as UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its offset cannot be stored")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables of みとどけ."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Words, datetime: Moment, list[str]: List}


class Identified:
    """A row with a number of its own."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Fact(Identified, Base):
    """A fact on file: rows are only ever added; a change is a new revision of the same subject.

    `is_current` marks the newest revision; it is the only column that is ever written again.
    `first_id` is the number of the subject's first revision; that one has none.
    `FACTS` names the columns that say what the fact is, for snapshots and comparison.
    """

    __abstract__ = True
    FACTS: ClassVar[tuple[str, ...]] = ()

    revision: Mapped[int] = mapped_column(default=1)
    first_id: Mapped[int | None]
    is_current: Mapped[bool] = mapped_column(default=True)
    written_at: Mapped[datetime]
    written_by: Mapped[str]


def one_of(column: str, values: type[Any]) -> CheckConstraint:
    """The column holds the value of one member of an enum, or nothing."""
    allowed = ", ".join(f"'{member.value}'" for member in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def one_current(table: str, *subject: str) -> Index:
    """At most one current revision of a subject.

    SQLite takes such an index for a question only in the very words in which SQLAlchemy asks.
    """
    name = "_".join(("uq", table, "current", *(column for column in subject[:1])))
    as_asked, plain = text("is_current = 1"), text("is_current")
    return Index(name, *subject, unique=True, sqlite_where=as_asked, postgresql_where=plain)
