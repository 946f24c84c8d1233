"""事故の様式: what the form of each step asks."""

from __future__ import annotations

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.rooms.incidents.fields import Persons, line, lines, listed
from app.rooms.incidents.room import KeyedForm
from app.web.choices import choices, choices_of
from app.web.date_field import DateBoxes
from app.web.form import BLANK
from audits.incident_handling import (
    CauseBy,
    Happening,
    PersonsTold,
    Publication,
    PublicationWay,
)
from audits.reportable import Answer

BY_RULES, TO_REPORT, NOT_TO_REPORT = "rules", "report", "leave"
PLACE = "資料の所在"


class ContentForm(KeyedForm):
    """発生した事案, 個人情報の項目 and 本人の数."""

    happening = RadioField("発生した事案", [InputRequired(BLANK)], choices=choices_of(Happening))
    is_suspected = BooleanField("まだ「おそれ」の段階である")
    outline = lines("概要", InputRequired(BLANK))
    course = lines("事実経過", Optional(), rows=6)
    items = listed("個人情報の項目")
    media = listed("媒体")
    person_count = Persons("本人の数")
    is_estimate = BooleanField("本人の数は概数である")


class DecisionForm(KeyedForm):
    """The circumstances, one question for each rule, and what is decided."""

    person_count = Persons("本人の数")
    is_estimate = BooleanField("本人の数は概数である")
    sensitive = RadioField("要配慮個人情報", [InputRequired(BLANK)], choices=choices_of(Answer))
    property_damage = RadioField(
        "財産的被害が生じるおそれ", [InputRequired(BLANK)], choices=choices_of(Answer)
    )
    improper = RadioField(
        "不正の目的で行われたおそれ", [InputRequired(BLANK)], choices=choices_of(Answer)
    )
    my_number = RadioField(
        "特定個人情報（マイナンバー）", [InputRequired(BLANK)], choices=choices_of(Answer)
    )
    decided_on = DateBoxes("決めた日", [InputRequired(BLANK)])
    wanted = RadioField(
        "決定",
        [InputRequired(BLANK)],
        choices=choices(
            [
                (BY_RULES, "規則のとおりとする"),
                (TO_REPORT, "報告の対象とする"),
                (NOT_TO_REPORT, "報告の対象としない"),
            ]
        ),
    )
    decision_reason = lines("規則と違えて決める理由", Optional())


class ReportForm(KeyedForm):
    """事故報告書 as it came."""

    on = DateBoxes("受領日", [InputRequired(BLANK)])
    place = line(PLACE, Optional())


class CommissionForm(KeyedForm):
    """A report to the commission as it was made."""

    on = DateBoxes("報告した日", [InputRequired(BLANK)])
    reference = line("受付番号", Optional())
    place = line(PLACE, Optional())


class CauseForm(KeyedForm):
    """原因, 二次被害, 措置, 再発防止 and その他."""

    measures = lines("講じた措置（回収など）", Optional())
    cause_by = RadioField("原因の主体", [Optional()], choices=choices_of(CauseBy))
    cause = lines("原因", Optional())
    harm = lines("二次被害又はそのおそれ", Optional())
    prevention_done = lines("再発防止（実施済み）", Optional())
    prevention_planned = lines("再発防止（予定）", Optional())
    other = lines("その他参考となる事項", Optional())


class PersonsForm(KeyedForm):
    """本人への対応."""

    persons_told = RadioField(
        "本人への通知", [InputRequired(BLANK)], choices=choices_of(PersonsTold)
    )
    persons_told_on = DateBoxes("通知した日・予定の日", [Optional()])
    persons_words = lines("方法と内容、通知しない理由", Optional())
    place = line(PLACE, Optional())


class PublicationForm(KeyedForm):
    """公表."""

    publication = RadioField("公表", [InputRequired(BLANK)], choices=choices_of(Publication))
    published_on = DateBoxes("公表した日・予定の日", [Optional()])
    publication_way = RadioField("方法", [Optional()], choices=choices_of(PublicationWay))
    publication_words = lines("内容、公表しない理由", Optional())
    place = line(PLACE, Optional())


class Ticks(SelectMultipleField):
    """Several of a few, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class LinksForm(KeyedForm):
    """Which visits and findings the incident has led to."""

    visits = Ticks("この事故で行う、行った調査")
    findings = Ticks("この事故に関係する指摘")


class CloseForm(KeyedForm):
    """結了."""

    on = DateBoxes("結了の日", [InputRequired(BLANK)])
    closing_words = lines("結了の所見", Optional())


class ReopenForm(KeyedForm):
    """対応の再開."""

    closing_words = lines("再開する理由", InputRequired(BLANK))
