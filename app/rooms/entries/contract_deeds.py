"""契約についてすること: contracts, subcontracts, safeguards and certifications."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from app.acts.loading.contract_sheets import DEFAULT_SUBCONTRACT_CLAUSE_SET
from app.acts.loading.sheets import CERTIFICATIONS, CONTRACTS, SAFEGUARDS, SUBCONTRACTS
from app.acts.renewing import carried_terms
from app.records.filed import Values
from app.rooms.entries import offers
from app.web.filing.context import Context
from app.web.filing.deed import Asked, Deed, Section, Width
from app.workbooks.hand_row import Typed
from audits.renewal import next_number, next_term
from audits.safeguard import CarriedOutBy, Category, Frequency, SafeguardOrigin
from audits.term import Term
from audits.wording import CARRIED_OUT_BY, CATEGORY, FREQUENCY, SAFEGUARD_ORIGIN

_NAMES = (
    Asked("件名", width=Width.WHOLE),
    Asked("所管課", offer=offers.departments),
    Asked("共管課", hint="1行に1つ。"),
    Asked("実施機関", hint="市長、教育委員会など。"),
)
_PARTY = (
    Asked("受託者名", hint="決まっていなければ空欄にします。"),
    Asked("法人番号", hint="13桁の数字。", width=Width.SHORT),
    Asked("契約日", hint="空欄は、開始日と同じ日です。"),
    Asked("開始日"),
    Asked("終了日"),
    Asked("契約期間の表示", hint="契約書にある書き方。例：36か月"),
    Asked("前契約番号", words="前の契約の番号"),
)
_WORK = (
    Asked("登録業務の名称"),
    Asked("委託の内容", lines=True, width=Width.WHOLE),
    Asked("委託理由", lines=True, width=Width.WHOLE),
    Asked("根拠"),
)
_PERSONAL = (
    Asked("対象者", hint="だれの個人情報か。"),
    Asked("情報項目", hint="項目の名前だけを、1行に1つ。住民の情報そのものは書かないでください。"),
    Asked("記録媒体", hint="1行に1つ。"),
    Asked("本人数", width=Width.SHORT),
    Asked("個人番号", words="個人番号を取り扱う"),
    Asked("要配慮個人情報", words="要配慮個人情報を取り扱う"),
)
_CONDITIONS = (
    Asked("特記事項", words="特記事項の版", offer=offers.clause_sets, width=Width.WHOLE),
    Asked("定期報告"),
    Asked("求める認証", hint="制度の名前を1行に1つ。"),
    Asked("備考", lines=True, width=Width.WHOLE),
)
_ALL = (
    Section("受託者と期間", _PARTY),
    Section("業務", _WORK),
    Section("個人情報", _PERSONAL),
    Section("条件", _CONDITIONS),
)


def _new_contract(context: Context) -> Mapping[str, Typed]:
    """An empty form, or the successor of a contract with everything that carries over."""
    own = offers.own_departments(context)
    if context.terms is None:
        return {"所管課": own[0] if len(own) == 1 else ""}
    terms = context.terms
    before, number = Term(terms["starts_on"], terms["ends_on"]), context.asked_for("from")
    after = next_term(before)
    return {
        **carried_terms(terms),
        "契約番号": next_number(number, before, after) or "",
        "所管課": terms["department"] if terms["department"] in own else "",
        "前契約番号": number,
        "開始日": after.first,
        "終了日": after.last,
    }


CONTRACT = Deed(
    sheet=CONTRACTS,
    title="契約を登録する",
    button="登録する",
    done="契約を登録しました。",
    sections=(Section("契約", (Asked("契約番号", width=Width.SHORT), *_NAMES)), *_ALL),
    view="due",
    start=_new_contract,
)
CONTRACT_CHANGE = Deed(
    sheet=CONTRACTS,
    title="契約の内容を改める",
    button="保存する",
    done="契約の内容を改めました。",
    sections=(Section("契約", _NAMES), *_ALL),
    view="overview",
    changes=True,
    amends=True,
)
CONTRACT_END = Deed(
    sheet=CONTRACTS,
    title="契約期間を変える（延長・途中終了）",
    button="保存する",
    done="契約期間を変えました。",
    lead="期限は新しい期間で数え直します。変わる前の期間は管理記録に残ります。",
    sections=(
        Section("契約期間", (Asked("終了日", words="新しい終了日"), Asked("契約期間の表示"))),
    ),
    view="due",
    changes=True,
    amends=True,
)
CAME_TO_NOTHING = Deed(
    sheet=CONTRACTS,
    title="契約の不成立を記録する",
    button="不成立を記録する",
    done="契約の不成立を記録しました。",
    sections=(
        Section("不成立", (Asked("不成立日", must=True), Asked("備考", words="事情", lines=True))),
    ),
    view="record",
    changes=True,
    start=lambda c: {"不成立日": c.on},
)


def _next_branch(context: Context) -> str:
    known = [row.branch for row in context.of("再委託", whole_contract=True)]
    return str(max(known, default=0) + 1)


def _subcontract_start(context: Context) -> Mapping[str, Typed]:
    """From tomorrow on, as consent has to come before, to the end of the contract."""
    terms: Values = context.terms or {}
    tomorrow = context.on + timedelta(days=1)
    return {
        "枝番": _next_branch(context),
        "上位枝番": str(context.branch),
        "開始日": min(max(tomorrow, terms["starts_on"]), terms["ends_on"]),
        "終了日": terms["ends_on"],
        "特記事項": DEFAULT_SUBCONTRACT_CLAUSE_SET,
    }


_SUBCONTRACT = (
    Section(
        "再委託先",
        (
            Asked("再委託先名"),
            Asked("法人番号", hint="13桁の数字。", width=Width.SHORT),
            Asked("上位枝番", words="再委託した者", offer=offers.branches, must=True),
            Asked("業務の内容", lines=True, width=Width.WHOLE),
            Asked("再委託理由", lines=True, width=Width.WHOLE),
            Asked("開始日"),
            Asked("終了日"),
        ),
    ),
    Section(
        "承諾",
        (
            Asked("承諾日", hint="まだ承諾していなければ空欄にします。承諾の期限に加わります。"),
            Asked("承諾文書番号"),
            Asked("特記事項明記", words="再委託の契約に特記事項が書かれている"),
            Asked("周知確認日", words="従事者への周知を確かめた日"),
        ),
    ),
    Section(
        "個人情報",
        (
            Asked("情報項目", hint="1行に1つ。"),
            Asked("記録媒体", hint="1行に1つ。"),
            Asked("特記事項", words="特記事項の版", offer=offers.clause_sets, width=Width.WHOLE),
        ),
    ),
)
SUBCONTRACT = Deed(
    sheet=SUBCONTRACTS,
    title="再委託を登録する",
    button="登録する",
    done="再委託を登録しました。",
    sections=(
        Section("番号", (Asked("枝番", width=Width.SHORT, hint="この契約での再委託先の番号。"),)),
        *_SUBCONTRACT,
    ),
    view="subcontracts",
    start=_subcontract_start,
    fixed=lambda c: {"契約番号": c.number},
)
SUBCONTRACT_CHANGE = Deed(
    sheet=SUBCONTRACTS,
    title="再委託の内容を改める",
    button="保存する",
    done="再委託の内容を改めました。",
    sections=_SUBCONTRACT,
    view="subcontracts",
    changes=True,
    amends=True,
)
CONSENT = Deed(
    sheet=SUBCONTRACTS,
    title="再委託の承諾を記録する",
    button="承諾を記録する",
    done="再委託の承諾を記録しました。",
    sections=(
        Section(
            "承諾",
            (
                Asked("承諾日", must=True),
                Asked("承諾文書番号"),
                Asked("特記事項明記", words="再委託の契約に特記事項が書かれている"),
                Asked("周知確認日", words="従事者への周知を確かめた日"),
            ),
        ),
    ),
    view="subcontracts",
    changes=True,
    start=lambda c: {"承諾日": c.on},
)
SUBCONTRACT_END = Deed(
    sheet=SUBCONTRACTS,
    title="再委託を途中で終える",
    button="終了日を変える",
    done="再委託の終了日を変えました。",
    lead=(
        "期限は新しい終了日で数え直します。返還・消去の期限もこの日から数えます。"
        "この再委託先がさらに委託しているときは、その先の終了日も改めてください。"
    ),
    sections=(Section("終了", (Asked("終了日", words="新しい終了日", must=True),)),),
    view="subcontracts",
    changes=True,
    amends=True,
    always_amends=True,
)

_SAFEGUARD = (
    Asked("対策", words="対策の内容", lines=True, width=Width.WHOLE),
    Asked("実施者"),
    Asked("区分"),
    Asked("由来"),
    Asked("頻度", words="確かめる時期"),
    Asked("期日", hint="確かめる時期が「期日」「指定日」のとき。日付を1行に1つ。"),
)
SAFEGUARD = Deed(
    sheet=SAFEGUARDS,
    title="保護対策を登録する",
    button="登録する",
    done="保護対策を登録しました。",
    sections=(Section("保護対策", (Asked("番号", width=Width.SHORT), *_SAFEGUARD)),),
    view="council",
    start=lambda c: {
        "番号": offers.next_number(c, "保護対策", "S-1"),
        "実施者": CARRIED_OUT_BY[CarriedOutBy.CONTRACTOR],
        "区分": CATEGORY[Category.OPERATIONAL],
        "由来": SAFEGUARD_ORIGIN[SafeguardOrigin.MATTER],
        "頻度": FREQUENCY[Frequency.NONE],
    },
    fixed=offers.place,
)
SAFEGUARD_CHANGE = Deed(
    sheet=SAFEGUARDS,
    title="保護対策を改める",
    button="保存する",
    done="保護対策を改めました。",
    sections=(Section("保護対策", _SAFEGUARD),),
    view="council",
    changes=True,
)
_CERTIFICATION = Section(
    "認証",
    (
        Asked("事業者名"),
        Asked("制度", hint="例：プライバシーマーク、ISMS（JIS Q 27001）。"),
        Asked("登録番号"),
        Asked("有効期限"),
        Asked(
            "契約番号",
            words="対象の契約",
            hint="一部の契約だけの認証なら、契約番号を1行に1つ。空欄は、この事業者のすべての契約です。",
        ),
    ),
)
CERTIFICATION_CHANGE = Deed(
    sheet=CERTIFICATIONS,
    title="認証の記載を訂正する",
    button="訂正する",
    done="認証の記載を訂正しました。",
    lead="更新された認証は、訂正せずに「認証を登録」から登録してください。",
    sections=(_CERTIFICATION,),
    view="overview",
    changes=True,
)


def _certified(context: Context) -> Mapping[str, Typed]:
    """The contractor's own name; blank where nobody has been chosen yet."""
    chosen = context.branch or (context.terms or {}).get("contractor")
    return {"事業者名": context.party if chosen else ""}


CERTIFICATION = Deed(
    sheet=CERTIFICATIONS,
    title="認証を登録する",
    button="登録する",
    done="認証を登録しました。",
    sections=(_CERTIFICATION,),
    view="overview",
    start=_certified,
)
