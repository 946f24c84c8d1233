"""例外の承諾の様式: a request, the decision, the copy's end, and the columns of each."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.acts.exception_checks import LONGEST_NAME, LONGEST_TEXT, MOST_COPIES, MOST_WORDS
from app.records.filed import Values
from app.web.choices import choices_of
from app.web.date_field import DateBoxes
from app.web.form import BLANK
from app.web.keyed_form import KeyedForm
from audits.consent import ConsentDecision
from audits.exception import CopyEnd, ExceptionKind

SEPARATORS = re.compile(r"[、,\r\n]+")
LINES = re.compile(r"[\r\n]+")
LONGEST_LIST = LONGEST_NAME * MOST_WORDS
DECISIONS = tuple(one for one in ConsentDecision if one.is_the_citys)
LISTS = ("items", "media")


def _text(label: str, *rules: Any, rows: int = 2) -> TextAreaField:
    return TextAreaField(label, [*rules, Length(max=LONGEST_TEXT)], render_kw={"rows": rows})


def _line(label: str, *rules: Any) -> StringField:
    return StringField(label, [*rules, Length(max=LONGEST_NAME)], render_kw={"autocomplete": "off"})


def _list(label: str, rows: int = 3) -> TextAreaField:
    return TextAreaField(label, [Optional(), Length(max=LONGEST_LIST)], render_kw={"rows": rows})


class RequestForm(KeyedForm):
    """What the contractor asks for (practice.md F8)."""

    asked_on = DateBoxes("申請の日", [InputRequired(BLANK)])
    branch = SelectField("申請した者", [InputRequired(BLANK)], coerce=int)
    kind = SelectField("種類", [InputRequired(BLANK)], choices=choices_of(ExceptionKind))
    what = _text("対象", InputRequired(BLANK))
    items = _list("情報項目")
    media = _list("記録媒体", rows=2)
    count = IntegerField(
        "件数・部数",
        [Optional(), NumberRange(min=0, max=MOST_COPIES)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    reason = _text("目的・理由", InputRequired(BLANK), rows=3)
    starts_on = DateBoxes("期間の始まり", [InputRequired(BLANK)])
    ends_on = DateBoxes("期間の終わり", [InputRequired(BLANK)])
    other_party = _line("収集の相手・提供先", Optional())
    place = _line("持出し先・写しを置く場所", Optional())
    safety = _text("守るための対策", Optional())

    @property
    def asked(self) -> dict[str, Any]:
        """The columns that the form fills in."""
        texts = ("what", "reason", "other_party", "place", "safety")
        return {
            "asked_on": self.asked_on.data,
            "branch": self.branch.data,
            "kind": self.kind.data,
            "count": self.count.data,
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
            **{name: (self[name].data or "").strip() for name in texts},
            **{name: words_in(self[name].data) for name in LISTS},
        }


class DecisionForm(KeyedForm):
    """承諾, 条件付承諾 or 不承諾."""

    decision = RadioField("決定", [InputRequired(BLANK)], choices=choices_of(DECISIONS))
    decided_on = DateBoxes("決定の日", [InputRequired(BLANK)])
    conditions = _list("条件")
    decision_reason = _text("理由", Optional())
    document_number = _line("文書番号", Optional())

    @property
    def asked(self) -> dict[str, Any]:
        conditional = self.decision.data == ConsentDecision.WITH_CONDITIONS.value
        return {
            "decision": self.decision.data,
            **decision_columns(self, conditional=conditional),
        }


class CorrectionForm(RequestForm):
    """What was decided on, put right; the decision itself stays."""

    decided_on = DateBoxes("決定の日", [InputRequired(BLANK)])
    conditions = _list("条件")
    decision_reason = _text("理由", Optional())
    document_number = _line("文書番号", Optional())


class CopyForm(KeyedForm):
    """What became of the copy."""

    copy_end = RadioField("どうなったか", [InputRequired(BLANK)], choices=choices_of(CopyEnd))
    copy_ended_on = DateBoxes("返却・消去の日", [InputRequired(BLANK)])
    copy_ended_words = _text("方法、だれが何で確かめたか", Optional())

    @property
    def asked(self) -> dict[str, Any]:
        return {
            "copy_end": self.copy_end.data,
            "copy_ended_on": self.copy_ended_on.data,
            "copy_ended_words": (self.copy_ended_words.data or "").strip(),
        }


class WithdrawForm(KeyedForm):
    """Why a request is taken back."""

    decision_reason = _line("取り下げる理由", InputRequired(BLANK))


def decision_columns(form: Any, *, conditional: bool) -> dict[str, Any]:
    """What a form says of the decision; conditions only where the decision has some."""
    typed = LINES.split(form.conditions.data or "") if conditional else []
    return {
        "decided_on": form.decided_on.data,
        "decision_reason": (form.decision_reason.data or "").strip(),
        "document_number": unicodedata.normalize("NFKC", form.document_number.data or "").strip(),
        "conditions": [line.strip() for line in typed if line.strip()],
    }


def words_in(typed: str | None) -> list[str]:
    """One a line, as a list in a workbook's cell."""
    plain = unicodedata.normalize("NFKC", typed or "")
    return list(dict.fromkeys(word for part in SEPARATORS.split(plain) if (word := part.strip())))


def typed(values: Values) -> dict[str, Any]:
    """What is on file, as a form shows it."""
    lists = (*LISTS, "conditions")
    return {**values, **{name: "\n".join(values[name]) for name in lists}}
