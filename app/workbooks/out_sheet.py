"""書き出すシート: the columns of a sheet that leaves the tool, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.workbooks.code import CodeList


class Form(Enum):
    """How the values of a column are written; the value is the form as 項目定義 states it."""

    TEXT = "文字列"
    LONG_TEXT = "文字列（長い文）"
    LIST = "文字列の並び（、で区切る）"
    CODE = "選択（コード表の値）"
    DATE = "日付（年-月-日）"
    ERA_DATE = "和暦の日付（文字列）"
    MOMENT = "日付と時刻（日本時間）"
    ORDINAL = "整数（番号や年度）"
    COUNT = "整数（数）"
    RATE = "0から1までの数値（%で表示。率のないときは空欄）"


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column: its exact heading, how it is written, what it means, and its codes if any."""

    heading: str
    form: Form
    meaning: str
    codes: CodeList | None = None


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A sheet: its name and columns, and how many of them stay in sight and repeat in print."""

    name: str
    columns: tuple[OutColumn, ...]
    repeated_columns: int = 1
