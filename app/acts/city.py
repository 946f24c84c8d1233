"""市の設定: the city's own settings, read and checked by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.holidays import Holidays
from app.records import settings
from audits.city import DEFAULT_TERM_DATES, City
from audits.open_days import OpenDays
from audits.retention import RetentionRule
from audits.risk import DEFAULT_WEIGHTS, Danger
from audits.wareki import parse_date
from audits.wording import DANGER

SEPARATOR = ","
SEPARATORS = re.compile(r"[,，、\n]")
MOST_DIGITS = 18  # of a number that anybody means
MONTH_AND_DAY = re.compile(r"([0-9]{1,2})(?:[-/]|月)([0-9]{1,2})日?")
NO_CITY = "市の名前が設定されていないため、差出人が書けません。管理者に伝えてください。"
LONGEST_TEXT = 100
MOST_DAYS = 1_000
YES, NO = "はい", "いいえ"
RISK = "risk_"
CONFIRM_BY_TWO = "confirm_by_two"
CALENDAR_FEED = "calendar_feed"
EVIDENCE_FILES, EVIDENCE_MEGABYTES = "evidence_files", "evidence_megabytes"
RETENTION_YEARS, RETENTION_YEARS_SENSITIVE = "retention_years", "retention_years_sensitive"
DEFAULT_YEARS, MOST_YEARS = "5", 100  # of keeping a contract after it is done
MOST_MEGABYTES = 20  # of one file


class SettingError(ValueError):
    """A setting that cannot be kept; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One of the city's own settings: its name, default, meaning, and how its text is checked.

    `rules`: due dates depend on it, so a change computes them anew.
    """

    name: str
    default: str
    meaning: str
    checked: Callable[[str], str]
    rules: bool = False


def _text(value: str) -> str:
    text = value.strip()
    if len(text) > LONGEST_TEXT or any(not sign.isprintable() for sign in text):
        raise SettingError(f"{LONGEST_TEXT}文字以内の、1行の言葉にしてください。")
    return text


def _day(value: str) -> str:
    if not value.strip():
        return ""
    found = parse_date(value)
    if found is None:
        raise SettingError("日付（例: 2026-04-01）か、空欄にしてください。")
    return found.isoformat()


def _days(value: str) -> str:
    parts = _parts(value)
    if len(parts) > MOST_DAYS:
        raise SettingError(f"{MOST_DAYS}日までにしてください。")
    return SEPARATOR.join(sorted({_day(part) for part in parts}))


def _term_dates(value: str) -> str:
    dates = [_month_and_day(part) for part in _parts(value)]
    if not dates:
        raise SettingError("学期の最初の日を 04-01,09-01,01-08 のように入れてください。")
    return SEPARATOR.join(f"{month:02}-{day:02}" for month, day in dict.fromkeys(dates))


def _month_and_day(part: str) -> tuple[int, int]:
    said = MONTH_AND_DAY.fullmatch(unicodedata.normalize("NFKC", part))
    month, day = said.groups() if said else ("", "")
    try:
        # 2001 is no leap year: a date that is missing in most years is no term date.
        found = date(2001, int(month), int(day))
    except ValueError as error:
        raise SettingError("毎年ある月日を 04-01,09-01 のように入れてください。") from error
    return found.month, found.day


def _number(fewest: int, most: int) -> Callable[[str], str]:
    def checked(value: str) -> str:
        text = unicodedata.normalize("NFKC", value).strip()
        fits = text.isdecimal() and len(text) <= MOST_DIGITS
        if not fits or not fewest <= int(text) <= most:
            raise SettingError(f"{fewest}から{most}までの数を入れてください。")
        return str(int(text))

    return checked


def _yes_or_no(value: str) -> str:
    text = unicodedata.normalize("NFKC", value).strip()
    if text not in (YES, NO):
        raise SettingError(f"「{YES}」か「{NO}」にしてください。")
    return text


def _parts(value: str) -> list[str]:
    """What stands between commas, or on lines of its own."""
    return [part.strip() for part in SEPARATORS.split(value) if part.strip()]


SETTINGS: Mapping[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("city_name", "", "市の名前。書類の宛名に使います。", _text),
        Setting("oversight_start", "", "監督開始日。これより前の期限は扱いません。", _day, True),
        Setting(
            "term_dates",
            SEPARATOR.join(f"{month:02}-{day:02}" for month, day in DEFAULT_TERM_DATES),
            "学期の最初の日。",
            _term_dates,
            True,
        ),
        Setting("closed_days", "", "市が加える閉庁日。", _days, True),
        Setting(
            "mail_hour", "8", "督促のメールを出す時刻（時）。開庁日に出します。", _number(0, 23)
        ),
        Setting(
            "weekly_visits",
            "3",
            "立入調査の日程の案で、所管課が1週間に行う訪問の上限（件）。",
            _number(0, 50),
        ),
        *(
            Setting(
                RISK + danger.value,
                str(weight),
                f"立入調査の日程の案で、リスクに加える点：{DANGER[danger]}。",
                _number(0, 20),
            )
            for danger, weight in DEFAULT_WEIGHTS.items()
        ),
        Setting(
            CONFIRM_BY_TWO,
            NO,
            "消去の確認は、照合した人と別の人が行う（はい・いいえ）。",
            _yes_or_no,
        ),
        Setting(
            CALENDAR_FEED,
            NO,
            "自分のカレンダーソフトで予定を受け取れるようにする（はい・いいえ）。",
            _yes_or_no,
        ),
        Setting(
            EVIDENCE_FILES,
            NO,
            "証拠のファイルと調査票の写真を付けられるようにする（はい・いいえ）。",
            _yes_or_no,
        ),
        Setting(
            EVIDENCE_MEGABYTES,
            "10",
            "証拠のファイル1個の大きさの上限（MB）。",
            _number(1, MOST_MEGABYTES),
        ),
        Setting(
            RETENTION_YEARS,
            DEFAULT_YEARS,
            "完了した契約の保存年限（年）。完了の翌年度から数えます。",
            _number(1, MOST_YEARS),
        ),
        Setting(
            RETENTION_YEARS_SENSITIVE,
            DEFAULT_YEARS,
            "個人番号又は要配慮個人情報を扱った契約の保存年限（年）。長い方によります。",
            _number(1, MOST_YEARS),
        ),
        Setting("password_length", "15", "パスワードの最短の文字数。", _number(8, 64)),
        Setting(
            "session_idle_minutes",
            "30",
            "この分数だけ操作がなければ、サインインが終わります。",
            _number(5, 240),
        ),
        Setting(
            "session_hours",
            "12",
            "サインインは、操作していてもこの時間で終わります。",
            _number(1, 24),
        ),
    )
}


def risk_weights(session: Session) -> dict[Danger, int]:
    """What each danger weighs in this city."""
    return _weights(settings.setting_values(session))


def weights_and_name(session: Session) -> tuple[dict[Danger, int], str]:
    """The same with the city's name, read at once."""
    values = settings.setting_values(session)
    return _weights(values), values.get("city_name", "")


def _weights(values: Mapping[str, str]) -> dict[Danger, int]:
    return {
        danger: int(values.get(RISK + danger.value, SETTINGS[RISK + danger.value].default))
        for danger in Danger
    }


def several_values(session: Session, *names: str) -> list[str]:
    """The values of some settings, read at once."""
    values = settings.setting_values(session)
    return [values.get(name, SETTINGS[name].default) for name in names]


def retention_rule(session: Session) -> RetentionRule:
    """How many years the city keeps a contract after it is done."""
    years, sensitive = several_values(session, RETENTION_YEARS, RETENTION_YEARS_SENSITIVE)
    return RetentionRule(int(years), int(sensitive))


def setting_value(session: Session, name: str) -> str:
    """The value of a setting, its default where it was never set."""
    return settings.setting_values(session).get(name, SETTINGS[name].default)


def city_on_file(session: Session) -> City:
    """The settings that the rules take, as on file."""
    values = {name: setting.default for name, setting in SETTINGS.items()}
    values |= settings.setting_values(session)
    added = frozenset(date.fromisoformat(day) for day in _parts(values["closed_days"]))
    start = values["oversight_start"]
    return City(
        OpenDays(Holidays(added)),
        date.fromisoformat(start) if start else None,
        tuple(_month_and_day(part) for part in _parts(values["term_dates"])),
    )
