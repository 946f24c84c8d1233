"""設定の言葉: every setting of the city in the words of clerks, and how its value is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.acts.city import (
    CALENDAR_FEED,
    CONFIRM_BY_TWO,
    EVIDENCE_FILES,
    EVIDENCE_MEGABYTES,
    MOST_MEGABYTES,
    MOST_YEARS,
    RETENTION_YEARS,
    RETENTION_YEARS_SENSITIVE,
    RISK,
    SEPARATOR,
    SETTINGS,
    Setting,
)
from audits.risk import Danger
from audits.wareki import wareki
from audits.wording import DANGER

NOTHING = "なし"
RISK_HINTS = {
    Danger.PEOPLE: "1,000人、10,000人、100,000人に達するごとに加えます。",
    Danger.DEPTH: "受託者から1段離れるごとに加えます（3段まで）。",
    Danger.FINDINGS: "1件ごとに加えます（3件まで）。",
}
NO_RISK = "当てはまるときに加えます。"
RISK_TITLE = "リスクの点"


class Shape(Enum):
    """How a setting is typed: words, a number, a day, days or month-days one a line, yes or no."""

    WORDS = "words"
    NUMBER = "number"
    DAY = "day"
    DAYS = "days"
    MONTH_DAYS = "month_days"
    YES_NO = "yes_no"


LISTS = (Shape.DAYS, Shape.MONTH_DAYS)


@dataclass(frozen=True, slots=True)
class Box:
    """One setting as the page asks for it; without a hint of its own its meaning is the hint."""

    name: str
    label: str
    hint: str = ""
    shape: Shape = Shape.WORDS

    @property
    def setting(self) -> Setting:
        return SETTINGS[self.name]

    @property
    def help(self) -> str:
        return self.hint or self.setting.meaning


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together."""

    title: str
    boxes: tuple[Box, ...]
    hint: str = ""

    @property
    def is_risk(self) -> bool:
        """Whether it is what a danger weighs, which is the secretariat's as well."""
        return self.title == RISK_TITLE


_SECTIONS = (
    Section("市", (Box("city_name", "市の名前", "書類の宛名と、画面の上に出ます。例：青葉野市"),)),
    Section(
        "期限の計算",
        (
            Box(
                "oversight_start",
                "監督開始日",
                "これより前に期限が来るものは扱いません。空欄にすると、すべての期限を扱います。",
                Shape.DAY,
            ),
            Box(
                "term_dates",
                "学期の最初の日",
                "「学期ごと」の約束の期限になります。1行に1つ。例：4月1日",
                Shape.MONTH_DAYS,
            ),
            Box(
                "closed_days",
                "市の閉庁日",
                "土曜、日曜、祝日、年末年始のほかに閉庁する日。1行に1つ。例：R8.8.13、2026-08-13",
                Shape.DAYS,
            ),
        ),
        "変えると、市のすべての契約の期限を計算し直します。保存する前に、何件変わるかを示します。",
    ),
    Section(
        "立入調査",
        (
            Box(
                "weekly_visits",
                "1週間に行う訪問の上限（件）",
                "「日程を決める」の案で、一つの所管課が1週間に行う数です。",
                Shape.NUMBER,
            ),
        ),
    ),
    Section(
        RISK_TITLE,
        tuple(
            Box(RISK + danger.value, DANGER[danger], RISK_HINTS.get(danger, NO_RISK), Shape.NUMBER)
            for danger in Danger
        ),
        "日程の案で、点の合計の多いものを早い日にします。0にすると、そのことは数えません。",
    ),
    Section(
        "消去の確認",
        (
            Box(
                CONFIRM_BY_TWO,
                "消去の確認を二人で行う",
                "「はい」にすると、証明書を照合した人とは別の人が、消去を確認します。",
                Shape.YES_NO,
            ),
        ),
    ),
    Section(
        "保存と廃棄",
        (
            Box(
                RETENTION_YEARS,
                "保存年限（年）",
                f"1から{MOST_YEARS}まで。完了又は不成立の日の翌年度の4月1日から数えます。",
                Shape.NUMBER,
            ),
            Box(
                RETENTION_YEARS_SENSITIVE,
                "個人番号・要配慮個人情報を扱った契約の保存年限（年）",
                f"1から{MOST_YEARS}まで。上の年限より短くしても、長い方によります。",
                Shape.NUMBER,
            ),
        ),
        "長くすると、それまでの廃棄の確認は効かなくなります。廃棄は、二人が確認して行います。",
    ),
    Section(
        "督促",
        (
            Box(
                "mail_hour",
                "督促のメールを出す時刻（時）",
                "0から23まで。開庁日のこの時刻に出します。",
                Shape.NUMBER,
            ),
        ),
    ),
    Section(
        "カレンダー",
        (
            Box(
                CALENDAR_FEED,
                "カレンダーの配信を使う",
                "「はい」にすると、利用者はめいめいの秘密のアドレスで、"
                "訪問と期限をカレンダーソフトに取り込めます。サインインなしで読まれるアドレスです。",
                Shape.YES_NO,
            ),
        ),
    ),
    Section(
        "証拠のファイル",
        (
            Box(
                EVIDENCE_FILES,
                "ファイルの添付を使う",
                "「はい」にすると、管理記録の行に証拠のファイルを、調査票の項目に写真を"
                "付けられます。「いいえ」に戻しても、付けたファイルは残ります。",
                Shape.YES_NO,
            ),
            Box(
                EVIDENCE_MEGABYTES,
                "ファイル1個の大きさの上限（MB）",
                f"1から{MOST_MEGABYTES}まで。",
                Shape.NUMBER,
            ),
        ),
        "紙の資料の場所を書くことは、この設定によらず、いつでもできます。",
    ),
    Section(
        "サインイン",
        (
            Box(
                "password_length",
                "パスワードの最短の文字数",
                "8から64まで。次にパスワードを変えるときから効きます。",
                Shape.NUMBER,
            ),
            Box(
                "session_idle_minutes",
                "操作がないときにサインインが終わるまでの時間（分）",
                "5から240まで。次のサインインから効きます。",
                Shape.NUMBER,
            ),
            Box(
                "session_hours",
                "操作していてもサインインが終わるまでの時間（時間）",
                "1から24まで。次のサインインから効きます。",
                Shape.NUMBER,
            ),
        ),
    ),
)


def sections() -> tuple[Section, ...]:
    """Every setting that there is; those without words of their own by their name, last."""
    known = {box.name for section in _SECTIONS for box in section.boxes}
    more = tuple(Box(one.name, one.name) for one in SETTINGS.values() if one.name not in known)
    found = [
        Section(section.title, boxes, section.hint)
        for section in _SECTIONS
        if (boxes := tuple(box for box in section.boxes if box.name in SETTINGS))
    ]
    return (*found, Section("そのほか", more)) if more else tuple(found)


def boxes() -> tuple[Box, ...]:
    return boxes_of(sections())


def boxes_of(some: Iterable[Section]) -> tuple[Box, ...]:
    return tuple(box for section in some for box in section.boxes)


def said(box: Box, value: str) -> str:
    """A value on file in words, for one line."""
    return "、".join(lines(box, value)) or NOTHING


def lines(box: Box, value: str) -> Iterator[str]:
    """A value on file as it is typed: each day of a list for itself."""
    for part in value.split(SEPARATOR) if box.shape in LISTS else [value]:
        if part:
            yield _WRITTEN.get(box.shape, str)(part)


def _month_and_day(part: str) -> str:
    month, day = part.split("-")
    return f"{int(month)}月{int(day)}日"


def _day(part: str) -> str:
    return wareki(date.fromisoformat(part))


_WRITTEN: Mapping[Shape, Callable[[str], str]] = {
    Shape.DAY: _day,
    Shape.DAYS: _day,
    Shape.MONTH_DAYS: _month_and_day,
}
