"""セルの値: what a cell holds, or why it cannot be taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from app.workbooks.date_serial import moment
from app.workbooks.problem import UNPRINTABLE, shown

NO_RESULT = (
    "数式の計算結果が保存されていません。Excelで開いて計算させ、保存し直すか、"
    "値に置き換えてください。"
)
UNUSABLE_CHARACTER = "使えない文字（制御文字や壊れた文字）が含まれています。入力し直してください。"
NO_DAY = "暦にない日付か、扱える範囲を外れた日付です。入力し直してください。"
UNREADABLE = "セルの内容が壊れていて読み取れません。入力し直してください。"

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?")
LONGEST_NUMBER = 40
ISO_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.0+)?Z?)?"
)
ALLOWED_CONTROLS = str.maketrans("", "", "\t\n\r")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken: what it shows, and the sentence on it."""

    shown: str
    message: str


CellValue = str | int | float | bool | date | datetime | time | Fault


def text(raw: str, most: int) -> str | Fault:
    """Text as typed: Excel's escapes (_x000D_) undone; too long or unprintable is a fault."""
    if "_x" in raw:
        raw = _unescaped(raw)
    if len(raw) > most:
        return Fault(shown(raw), f"文字が長すぎます。1つのセルは{most:,}文字までです。")
    if not raw.isprintable() and UNPRINTABLE.search(raw.translate(ALLOWED_CONTROLS)):
        return Fault(shown(raw), UNUSABLE_CHARACTER)
    return raw


def _unescaped(raw: str) -> str:
    plain = ESCAPE.sub(lambda match: chr(int(match[1], 16)), raw)
    try:  # two escapes may make one character beyond U+FFFF
        return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return plain


def number(raw: str) -> int | float | Fault:
    """A number as the file writes it; anything infinite or unreadable is a fault."""
    if len(raw) > LONGEST_NUMBER or not NUMBER.fullmatch(raw):
        return Fault(shown(raw), UNREADABLE)
    value = float(raw)
    if value in (float("inf"), float("-inf")):
        return Fault(shown(raw), UNREADABLE)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def day(raw: str, *, from_1904: bool) -> CellValue:
    """A number in a cell that shows dates."""
    serial = number(raw)
    if isinstance(serial, Fault):
        return serial
    found = moment(serial, from_1904=from_1904)
    return Fault(shown(raw), NO_DAY) if found is None else found


def iso_day(raw: str) -> CellValue:
    """A date that the file writes as ISO text (cells of type `d`)."""
    match = ISO_MOMENT.fullmatch(raw)
    try:
        if match:
            on = date.fromisoformat(match[1])
            at = time.fromisoformat(match[2] or "00:00:00")
            return datetime.combine(on, at) if at != time.min else on
    except ValueError:
        pass
    return Fault(shown(raw), NO_DAY)


def truth(raw: str) -> CellValue:
    return raw == "1" if raw in ("0", "1") else Fault(shown(raw), UNREADABLE)


def error(raw: str) -> Fault:
    return Fault(shown(raw), "エラー値になっています。正しい値に直してください。")
