"""事故の一歩の頁: the words, the form and the content of each step, one row a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.acts.handling_incident import StepSaid
from app.acts.incident_on_file import IncidentCase
from app.clock import today
from app.records.people import Person
from app.rooms.incidents import forms, saying
from app.rooms.incidents.registering import NOTICE_ACCOUNT, NoticeForm
from audits.incident_handling import IncidentStep

StepForm = Any
NO_NAMES = "本人の氏名などは書かないでください。"
ONE_A_LINE = "1行に一つ、または「、」で区切って入れてください。"


def _as_it_is(_form: StepForm, _case: IncidentCase) -> None:
    """Most forms offer the same for every incident."""


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step as a page: its words, its form, what it begins with, and what it says.

    `hints`: beside the fields, by their names.
    """

    title: str
    lead: str
    button: str
    done: str
    form: Callable[..., StepForm]
    start: Callable[[IncidentCase], Mapping[str, Any]]
    said: Callable[[StepForm, Person], StepSaid]
    prepare: Callable[[StepForm, IncidentCase], None] = _as_it_is
    hints: Mapping[str, str] = field(default_factory=dict)
    is_the_managers: bool = False


_REPORTING = {
    "reference": "委員会の報告フォームが返した番号。なければ空欄にします。",
    "place": "綴り・棚・ファイルの名前など。",
}
STEP_PAGES: Mapping[IncidentStep, StepPage] = {
    IncidentStep.NOTICE: StepPage(
        "第一報の内容を改める",
        "覚知日は、市のいずれかの部署が知った日です。報告の期限はこの日から数えます。",
        "保存する",
        "第一報の内容を記録しました。",
        NoticeForm,
        saying.kept("happened_on", "known_on", *NOTICE_ACCOUNT),
        saying.notice,
        hints={
            "known_time": "14:30、14時30分のように入れてください。",
            "notified_by": "会社・部署・役職。例：受託者の運用部長",
            "notified_way": "電話、メール、来庁など。",
            "discovered_by": "だれが気づいたか。部署・役職、または外部の方。",
        },
    ),
    IncidentStep.CONTENT: StepPage(
        "発生した事案を書く",
        "分かったところまでで構いません。分かり次第、何度でも書き直せます。",
        "保存する",
        "発生した事案を記録しました。",
        forms.ContentForm,
        saying.kept(
            *("happening", "is_suspected", "outline", "course", "items", "media"),
            *("person_count", "is_estimate"),
        ),
        saying.content,
        hints={
            "outline": NO_NAMES,
            "course": "いつ、だれが、何をしたかを、時刻の順に書きます。" + NO_NAMES,
            "items": "だれの何が。" + ONE_A_LINE,
            "media": "紙、電子データ、USBメモリなど。" + ONE_A_LINE,
            "person_count": "分からないときは空欄にします。",
        },
    ),
    IncidentStep.DECISION: StepPage(
        "報告の要否を決める",
        "どれか一つに当てはまれば、個人情報保護委員会への報告の対象です。",
        "決定を記録する",
        "報告の要否を決めました。",
        forms.DecisionForm,
        saying.decision_start,
        saying.decided,
        hints={
            "person_count": "100人を超えると報告の対象です。分からないときは空欄にします。",
            "sensitive": "病歴、障害、犯罪の経歴など。1人でも報告の対象です。",
            "property_damage": "口座番号とパスワード、カード番号など。1人でも報告の対象です。",
            "improper": "不正アクセス、盗難、従業者による持出しなど。確報は60日以内になります。",
            "my_number": "要件に当たらない場合も、ガイドラインにより報告します。",
            "wanted": "規則と違えて「しない」と決めることができるのは、所属長だけです。",
            "decision_reason": "管理記録に、そのまま残ります。",
        },
    ),
    IncidentStep.PRELIMINARY: StepPage(
        "委員会への速報を記録する",
        "その時点で分かっていることを報告します。",
        "記録する",
        "速報を記録しました。",
        forms.CommissionForm,
        saying.reported("preliminary"),
        saying.to_commission(IncidentStep.PRELIMINARY, "preliminary"),
        hints=_REPORTING,
    ),
    IncidentStep.REPORT: StepPage(
        "事故報告書の受領を記録する",
        "受託者から、書面の事故報告書を受け取った日です。",
        "記録する",
        "事故報告書の受領を記録しました。",
        forms.ReportForm,
        saying.reported("report_received"),
        saying.report,
        hints=_REPORTING,
    ),
    IncidentStep.CAUSE: StepPage(
        "措置・原因・再発防止を書く",
        "分かったところまでで構いません。分かり次第、何度でも書き直せます。",
        "保存する",
        "措置・原因・再発防止を記録しました。",
        forms.CauseForm,
        saying.kept("cause_by", *saying.CAUSES),
        saying.cause,
        hints={
            "measures": "回収、停止、削除の依頼など、知ってから行ったこと。",
            "harm": "ないときは「なし」と書きます。",
        },
    ),
    IncidentStep.PERSONS: StepPage(
        "本人への対応を書く",
        "本人に、概要・項目・原因・二次被害・その他を知らせます。",
        "保存する",
        "本人への対応を記録しました。",
        forms.PersonsForm,
        saying.kept("persons_told", "persons_told_on", "persons_words"),
        saying.persons,
        hints={
            "persons_words": "文書、電話、訪問など。" + NO_NAMES,
            "place": "綴り・棚・ファイルの名前など。",
        },
    ),
    IncidentStep.PUBLICATION: StepPage(
        "公表を書く",
        "公表したか、いつ、どのように行ったかです。",
        "保存する",
        "公表を記録しました。",
        forms.PublicationForm,
        saying.kept("publication", "published_on", "publication_way", "publication_words"),
        saying.publication,
        hints={"place": "綴り・棚・ファイルの名前など。"},
    ),
    IncidentStep.FINAL: StepPage(
        "委員会への確報を記録する",
        "九つの事項をすべて報告します。空いている事項は事故の頁に出ています。",
        "記録する",
        "確報を記録しました。",
        forms.CommissionForm,
        saying.reported("final"),
        saying.to_commission(IncidentStep.FINAL, "final"),
        hints=_REPORTING,
    ),
    IncidentStep.LINKS: StepPage(
        "関係する調査と指摘を選ぶ",
        "この事故を受けて行う調査と、この事故につながる指摘です。調査と指摘の頁からも、"
        "この事故に戻れるようになります。",
        "保存する",
        "関係する調査と指摘を記録しました。",
        forms.LinksForm,
        saying.links_start,
        saying.links,
        prepare=saying.offer_links,
    ),
    IncidentStep.CLOSE: StepPage(
        "事故の対応を結了とする",
        "報告、本人への対応、公表のすべてが済んだことを確かめてください。",
        "結了とする",
        "事故の対応を結了としました。",
        forms.CloseForm,
        lambda case: {"on": today()},
        saying.closed,
        hints={"closing_words": "管理記録に、そのまま残ります。"},
        is_the_managers=True,
    ),
    IncidentStep.REOPEN: StepPage(
        "事故の対応を再開する",
        "結了の後に新しいことが分かったときに再開します。",
        "再開する",
        "事故の対応を再開しました。",
        forms.ReopenForm,
        lambda case: {},
        saying.reopened,
        hints={"closing_words": "管理記録に、そのまま残ります。"},
        is_the_managers=True,
    ),
}
