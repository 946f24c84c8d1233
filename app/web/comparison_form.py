"""照合の様式: the boxes of every line of a certificate, and those of its confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from flask import request
from wtforms import BooleanField, Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.certificate_on_file import CertifiedData
from app.acts.comparing import Said
from app.web.choices import choices, choices_of
from app.web.date_field import DateBoxes
from app.web.form import BLANK, Form
from audits.certificate_comparison import (
    ComparisonError,
    CountError,
    Match,
    NoReasonError,
    Point,
    Stated,
    differences,
    matched,
    read_count,
)
from audits.erasure import Confirmation
from audits.wording import CONFIRMATION

LONGEST_NUMBERS, LONGEST_COUNT, LONGEST_REASON, LONGEST_NAME = 4_000, 40, 1_000, 4_000
CONFIRMED_ON, HOW, OFFICER, WITHOUT_DATA = "confirmed_on", "confirmation", "officer", "without_data"
# What the sheet calls the boxes of the confirmation.
HEADINGS = {"確認日": CONFIRMED_ON, "確認方法": HOW, "確認職員": OFFICER}


class ComparisonForm(Form):
    """What the page carries unseen: its key, and the revision of the certificate it shows."""

    form_key = HiddenField()
    seen = HiddenField()


@dataclass(frozen=True, slots=True)
class LineBoxes:
    """The boxes of one line; `shown` carries the mark of what the page showed."""

    as_filed: Field
    numbers: Field
    count: Field
    match: Field
    reason: Field
    shown: Field

    @property
    def is_said(self) -> bool:
        """Whether anybody has said anything of the line."""
        fields = (self.as_filed, self.numbers, self.count, self.match, self.reason)
        return any(str(field.data or "").strip() for field in fields)


@dataclass(frozen=True, slots=True)
class LineOnPage:
    """A line with its boxes, and where what stands in them differs from the file."""

    data: CertifiedData
    boxes: LineBoxes
    points: tuple[Point, ...]


def form_of(
    data: Sequence[CertifiedData], seen: int, officer: str, on: date, *, confirms: bool
) -> ComparisonForm:
    """The form for this request: as sent, else with what was compared before in its boxes.

    `confirms`: the boxes of the confirmation have to be filled in, too.
    """
    fields: dict[str, Any] = {
        CONFIRMED_ON: DateBoxes("確認日", [_need(confirms)]),
        HOW: RadioField(
            "確認方法", [_need(confirms)], choices=choices((w, w) for w in CONFIRMATION.values())
        ),
        OFFICER: StringField(
            "確認職員", [_need(confirms), Length(max=LONGEST_NAME)], render_kw=_NO_HELP
        ),
        WITHOUT_DATA: BooleanField("この証明書の対象のデータが台帳にないことを確かめた"),
    }
    shown: dict[str, Any] = {
        CONFIRMED_ON: on,
        HOW: CONFIRMATION[Confirmation.DOCUMENT],
        OFFICER: officer,
    }
    for one in data:
        fields |= _fields(one)
        # What was sent says all: a judgement that nobody has pressed is none.
        shown |= {} if request.method == "POST" else _shown(one)
    made: type[ComparisonForm] = type("FormOfCertificate", (ComparisonForm,), fields)
    return made(**shown, form_key=token_urlsafe(16), seen=seen)


def boxes_of(form: ComparisonForm, one: CertifiedData) -> LineBoxes:
    key = _key(one)
    return LineBoxes(*(form[f"{name}_{key}"] for name in LineBoxes.__slots__))


def lines_of(form: ComparisonForm, data: Sequence[CertifiedData]) -> Iterator[LineOnPage]:
    for one in data:
        boxes = boxes_of(form, one)
        try:
            points = _points(one, boxes)
        except CountError:
            points = (Point.COUNT,)
        yield LineOnPage(one, boxes, points)


def said_in(form: ComparisonForm, data: Sequence[CertifiedData]) -> list[Said]:
    """What was said of each line; what cannot be is said beside its box."""
    found = []
    for one in data:
        boxes = boxes_of(form, one)
        if boxes.is_said:
            try:
                found.append(_said(one, boxes))
            except ComparisonError as refused:
                _place_of(refused, boxes).errors = [str(refused)]
    return found


def _said(one: CertifiedData, boxes: LineBoxes) -> Said:
    stated, reason = _stated(one, boxes), _text(boxes.reason)
    chosen = Match(boxes.match.data) if boxes.match.data else None
    match = matched(one.line.filed, stated, chosen, reason)
    return Said(one.line.number, stated, match, reason, str(boxes.shown.data or ""))


def _stated(one: CertifiedData, boxes: LineBoxes) -> Stated:
    """What was typed; 「台帳のとおり」 fills in what is blank. Raises CountError."""
    numbers, count = _text(boxes.numbers), read_count(_text(boxes.count))
    if not boxes.as_filed.data:
        return Stated(numbers, count)
    as_filed = one.line.filed.as_stated
    return Stated(numbers or as_filed.medium_numbers, as_filed.count if count is None else count)


def _points(one: CertifiedData, boxes: LineBoxes) -> tuple[Point, ...]:
    """Nothing differs where nothing was said yet."""
    return differences(one.line.filed, _stated(one, boxes)) if boxes.is_said else ()


def _place_of(refused: ComparisonError, boxes: LineBoxes) -> Field:
    if isinstance(refused, CountError):
        return boxes.count
    return boxes.reason if isinstance(refused, NoReasonError) else boxes.match


def _fields(one: CertifiedData) -> dict[str, Any]:
    """Their labels name the data: there are as many boxes of a kind as there are lines."""
    key, number = _key(one), one.line.number
    return {
        f"as_filed_{key}": BooleanField("台帳のとおり"),
        f"numbers_{key}": StringField(
            f"{number}　証明書の媒体番号",
            [Optional(), Length(max=LONGEST_NUMBERS)],
            render_kw=_NO_HELP,
        ),
        f"count_{key}": StringField(
            f"{number}　証明書の件数",
            [Optional(), Length(max=LONGEST_COUNT)],
            render_kw={**_NO_HELP, "inputmode": "numeric"},
        ),
        f"match_{key}": RadioField(f"{number}　判定", [Optional()], choices=choices_of(Match)),
        f"reason_{key}": TextAreaField(
            f"{number}　理由", [Optional(), Length(max=LONGEST_REASON)], render_kw={"rows": 2}
        ),
        f"shown_{key}": HiddenField(),
    }


def _shown(one: CertifiedData) -> dict[str, Any]:
    """What was typed before; how it stands only where the same is still on file."""
    key, kept = _key(one), one.line.kept
    shown: dict[str, Any] = {f"shown_{key}": one.mark}
    if kept is not None:
        count = "" if kept.stated.count is None else f"{kept.stated.count:,}"
        shown |= {f"numbers_{key}": kept.stated.medium_numbers, f"count_{key}": count}
        shown |= {f"reason_{key}": kept.reason}
        shown |= {f"match_{key}": one.line.match.value if one.line.match else None}
    return shown


def _key(one: CertifiedData) -> str:
    """What names the boxes of a line, whatever signs its number has and wherever it stands."""
    return sha256(one.line.number.encode("utf-8", "replace")).hexdigest()[:16]


def _text(field: Field) -> str:
    return str(field.data or "").replace("\r\n", "\n").strip()


def _need(confirms: bool) -> Any:
    return InputRequired(BLANK) if confirms else Optional()


_NO_HELP = {"autocomplete": "off"}
