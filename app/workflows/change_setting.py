"""設定を変える: keeps one of the city's own settings; due dates are computed anew where needed."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log, projection
from app.acts.city import SETTINGS, SettingError
from app.records import facts, revisions, settings
from app.records.database import transaction


def change_setting(name: str, value: str, *, by: str, at: datetime) -> str:
    """The value as kept. Raises SettingError where the name or the value is not understood."""
    setting = SETTINGS.get(name)
    if setting is None:
        raise SettingError(f"「{name}」という設定はありません。")
    checked = setting.checked(value)
    with transaction() as session:
        revisions.lock_records(session)
        settings.keep(session, name, checked, by=by, at=at)
        if setting.rules:
            projection.rebuild(session, facts.contract_ids(session))
        operation_log.note(session, by=by, act="change_setting", subject=name, at=at)
    return checked
