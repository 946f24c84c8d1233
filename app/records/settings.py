"""市の設定: the city's own settings, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code
from app.records.database import rows_of


class SettingRow(Base):
    """One setting with its value as text."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(Code, primary_key=True)
    value: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


# Asked for every page: put together once.
VALUES = select(SettingRow.name, SettingRow.value)


def setting_values(session: Session) -> dict[str, str]:
    """Every setting that was set, by its name."""
    return dict(rows_of(session, VALUES).tuples().all())


def keep(session: Session, name: str, value: str, *, by: str, at: datetime) -> None:
    """Sets a setting, whether it was set before or not."""
    session.merge(SettingRow(name=name, value=value, written_at=at, written_by=by))


@dataclass(frozen=True, slots=True)
class KeptSetting:
    """A setting that was set: its value, who wrote it and when."""

    value: str
    written_at: datetime
    written_by: str


def kept_settings(session: Session) -> dict[str, KeptSetting]:
    """Every setting that was set, with who wrote it, by its name."""
    row = SettingRow
    query = select(row.name, row.value, row.written_at, row.written_by)
    found = session.execute(query).tuples()
    return {name: KeptSetting(value, at, by) for name, value, at, by in found}
