"""付議の言葉: Japanese for the members of the council's own enums."""

from __future__ import annotations

from collections.abc import Mapping

from audits.council import SheetKind
from audits.promise import CheckedAs, PromiseState

SHEET_KIND: Mapping[SheetKind, str] = {
    SheetKind.OUTSOURCING: "業務委託",
    SheetKind.SUBCONTRACTING: "再委託",
    SheetKind.CONNECTION: "外部結合",
    SheetKind.SYSTEM: "システム開発",
}
PROMISE_STATE: Mapping[PromiseState, str] = {
    PromiseState.OVERDUE: "期限超過",
    PromiseState.NOT_MET: "否のまま",
    PromiseState.NOT_YET: "まだ確かめていない",
    PromiseState.CONFIRMED: "確認済",
}
CHECKED_AS: Mapping[CheckedAs, str] = {
    CheckedAs.IN_PLACE: "実施されている",
    CheckedAs.NOT_IN_PLACE: "実施されていない",
}
