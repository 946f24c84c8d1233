"""立入調査についてすること: planning a visit, its result, its findings, and putting them right."""

from __future__ import annotations

from collections.abc import Mapping

from app.acts.loading.sheets import FINDINGS, INSPECTIONS
from app.rooms.entries import offers
from app.web.filing.context import Context
from app.web.filing.deed import Asked, Deed, Section, Width
from app.workbooks.hand_row import Typed
from audits.fiscal_year import FiscalYear
from audits.inspection import Method
from audits.wording import METHOD

LONGEST_YEAR = 20


def _year(context: Context) -> str:
    return context.asked_for("year") or str(FiscalYear.of(context.on).start)


def _first_of_year(context: Context) -> Mapping[str, Typed]:
    year = _year(context)
    rounds = [
        int(row.values["round"])
        for row in context.of("立入調査")
        if str(row.values["fiscal_year"]) == year
    ]
    return {"年度": year, "回": str(max(rounds, default=0) + 1)}


_RESULT = Section(
    "結果",
    (
        Asked("実施日", must=True),
        Asked("方法", must=True),
        Asked(
            "方法の理由", words="実地でない理由", hint="遠隔か書面のときは、必ず書いてください。"
        ),
        Asked("調査職員", must=True),
        Asked(
            "総合判定",
            hint="結論が出ていなければ「なし」のままにします。判定を入れると管理記録に残ります。",
        ),
    ),
)
PLAN = Deed(
    sheet=INSPECTIONS,
    title="立入調査の日程を決める",
    button="日程を登録する",
    done="立入調査の日程を登録しました。",
    sections=(
        Section(
            "日程",
            (
                Asked("年度", offer=offers.fiscal_years, width=Width.SHORT),
                Asked("回", width=Width.SHORT),
                Asked("予定日", must=True),
                Asked("調査職員"),
            ),
        ),
    ),
    view="inspections",
    start=_first_of_year,
    fixed=offers.place,
    asks_first=False,
    gives_reason=True,
)
REPLAN = Deed(
    sheet=INSPECTIONS,
    title="立入調査の日程を変える",
    button="日程を変える",
    done="立入調査の日程を変えました。",
    sections=(Section("日程", (Asked("予定日", must=True), Asked("調査職員"))),),
    view="inspections",
    changes=True,
    asks_first=False,
    gives_reason=True,
)
VISIT = Deed(
    sheet=INSPECTIONS,
    title="立入調査の実施を記録する",
    button="記録する",
    done="立入調査の実施を記録しました。",
    sections=(
        Section(
            "調査",
            (
                Asked("年度", offer=offers.fiscal_years, width=Width.SHORT),
                Asked("回", width=Width.SHORT),
            ),
        ),
        _RESULT,
    ),
    view="inspections",
    start=lambda c: {
        **_first_of_year(c),
        "実施日": c.on,
        "方法": METHOD[Method.ON_SITE],
        "調査職員": c.person.name,
    },
    fixed=offers.place,
)
CONCLUDE = Deed(
    sheet=INSPECTIONS,
    title="立入調査の結果を記録する",
    button="記録する",
    done="立入調査の結果を記録しました。",
    sections=(_RESULT,),
    view="inspections",
    changes=True,
    start=lambda c: {"実施日": c.on, "方法": METHOD[Method.ON_SITE], "調査職員": c.person.name},
)
_FOUND = (
    Asked("内容", lines=True, width=Width.WHOLE),
    Asked("根拠", hint="特記事項の条や項目。例：第8"),
    Asked("是正期限", hint="空欄のときは、規則で定めた日数で数えます。"),
)


def _visits(context: Context) -> list[tuple[str, str]]:
    years = {str(row.values["fiscal_year"]) for row in context.of("立入調査")}
    return [(year, str(FiscalYear(int(year)))) for year in sorted(years, reverse=True)]


def _last_visit(context: Context) -> Mapping[str, Typed]:
    visits = [
        (int(row.values["fiscal_year"]), int(row.values["round"])) for row in context.of("立入調査")
    ]
    year, visit = max(visits, default=(FiscalYear.of(context.on).start, 1))
    asked = FiscalYear.parse(context.asked_for("year")[:LONGEST_YEAR])
    year = asked.start if asked else year
    number = sum(
        1
        for row in context.of("指摘")
        if (row.values["fiscal_year"], row.values["round"]) == (year, visit)
    )
    return {"年度": str(year), "回": str(visit), "指摘番号": str(number + 1)}


FINDING = Deed(
    sheet=FINDINGS,
    title="指摘を登録する",
    button="登録する",
    done="指摘を登録しました。是正の期限に加わりました。",
    sections=(
        Section(
            "どの調査の指摘か",
            (
                Asked("年度", offer=_visits, width=Width.SHORT),
                Asked("回", width=Width.SHORT),
                Asked("指摘番号", width=Width.SHORT),
            ),
        ),
        Section("指摘", _FOUND),
    ),
    view="inspections",
    start=_last_visit,
    fixed=offers.place,
)
FINDING_CHANGE = Deed(
    sheet=FINDINGS,
    title="指摘の記載を訂正する",
    button="訂正を書く",
    done="指摘の記載を訂正しました。",
    sections=(Section("指摘", _FOUND),),
    view="inspections",
    changes=True,
)
FINDING_DAYS = Deed(
    sheet=FINDINGS,
    title="是正の日付を訂正する",
    button="訂正を書く",
    done="是正の日付を訂正しました。",
    lead="記録してある日付を直します。改善報告と是正の確認は、指摘の「経過」で記録します。",
    sections=(
        Section(
            "記録してある日付",
            (
                Asked("是正報告日", words="報告を受けた日"),
                Asked("是正確認日", words="是正を確かめた日"),
            ),
        ),
    ),
    view="inspections",
    changes=True,
)
