"""切り分けのことば: how clauses are numbered, and what is odd about their numbers, in Japanese."""

from __future__ import annotations

from collections.abc import Mapping

from checklists.clause_number import NumberStyle
from checklists.cutting import CutRemark

NUMBER_STYLE: Mapping[NumberStyle, str] = {
    NumberStyle.ARTICLE: "第１条",
    NumberStyle.PLACE: "第１",
    NumberStyle.PLAIN: "１（数字だけ）",
    NumberStyle.KANJI: "一（漢数字）",
    NumberStyle.PAREN: "(1)（かっこ）",
}
CUT_REMARK: Mapping[CutRemark, str] = {
    CutRemark.NO_NUMBERS: "番号なし",
    CutRemark.GAP: "番号の抜け",
    CutRemark.REPEAT: "番号の重なり",
    CutRemark.BACKWARDS: "番号の後戻り",
}
