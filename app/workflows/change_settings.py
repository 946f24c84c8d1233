"""設定をまとめて変える: keeps settings changed on a page; what that changes is shown before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app.acts import city_effect, operation_log
from app.acts.city import SETTINGS
from app.acts.city_effect import CityEffect
from app.acts.projection import Progress
from app.clock import day_of
from app.records import forms_sent, revisions, settings
from app.records.database import transaction
from app.records.settings import KeptSetting


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a setting shall be, and what it was when the page was shown."""

    value: str
    was: str


@dataclass(frozen=True, slots=True)
class Changing:
    """What became of it.

    `kept`: it is on file. Else it changes what is owed and nobody has agreed to that yet; sent
    again with the word `to_confirm` it is kept.
    """

    kept: bool = False
    effect: CityEffect = field(default_factory=CityEffect)
    to_confirm: str = ""


class SettingsChangedMeanwhileError(Exception):
    """Somebody else has changed some of these settings; `newest` is how they stand now."""

    def __init__(self, newest: Mapping[str, KeptSetting]) -> None:
        super().__init__("入力している間に、ほかの人がこの設定を変えました。")
        self.newest = newest


def change_settings(
    changes: Mapping[str, Wanted],
    *,
    key: str,
    by: str,
    at: datetime,
    address: str | None,
    agreed: str = "",
    and_then: Callable[[Session, Changing], None] | None = None,
    on_progress: Progress | None = None,
) -> Changing:
    """Keeps the settings, all or none, once for each `key`.

    Those on which due dates depend are tried first and taken back, unless they change nothing that
    is owed. `and_then`: done in the same transaction once everything is kept. Raises SettingError
    where a value is not understood, SettingsChangedMeanwhileError where somebody was quicker.
    """
    checked = {name: SETTINGS[name].checked(wanted.value) for name, wanted in changes.items()}
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, "settings", tuple(sorted(checked.items())))
        if forms_sent.was_sent(session, sent):
            return Changing(kept=True)
        _check_unchanged(session, changes)
        for name, value in checked.items():
            settings.keep(session, name, value, by=by, at=at)
        effect = CityEffect()
        if any(SETTINGS[name].rules for name in checked):
            effect = city_effect.rebuild_all(session, day_of(at), on_progress)
        word = _word(checked, effect)
        if effect.is_felt and agreed != word:
            session.rollback()
            return Changing(effect=effect, to_confirm=word)
        for name in checked:
            operation_log.note(
                session, by=by, act="change_setting", subject=name, at=at, address=address
            )
        forms_sent.note(session, sent, at)
        changing = Changing(kept=True, effect=effect)
        if and_then is not None:
            and_then(session, changing)
        return changing


def _check_unchanged(session: Session, changes: Mapping[str, Wanted]) -> None:
    on_file = settings.kept_settings(session)
    newest = {
        name: on_file[name]
        for name, wanted in changes.items()
        if name in on_file and on_file[name].value not in (wanted.was, wanted.value)
    }
    if newest:
        raise SettingsChangedMeanwhileError(newest)


def _word(checked: Mapping[str, str], effect: CityEffect) -> str:
    """Stands for exactly these values with exactly this effect."""
    return sha256(repr((sorted(checked.items()), effect)).encode()).hexdigest()
