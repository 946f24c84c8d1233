"""事故の記録の文: how the management record tells a step that was taken with an incident."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.acts.drafts import GAP
from app.acts.incident_on_file import circumstances_of
from audits.incident_handling import (
    CauseBy,
    Happening,
    IncidentStep,
    PersonsTold,
    Publication,
    PublicationWay,
)
from audits.reportable import ReportDuty, judged
from audits.wareki import short_wareki
from audits.wording import (
    CAUSE_BY,
    GROUND,
    HAPPENING,
    INCIDENT_STEP,
    PERSONS_TOLD,
    PUBLICATION,
    PUBLICATION_WAY,
    REPORT_DUTY,
)

Facts = Mapping[Any, Any]
OVERRIDDEN = "規則と異なる決定"


def told(step: IncidentStep, facts: Facts) -> str:
    """事故 1　報告の要否　報告の対象（本人の数が100人を超える）."""
    parts = (f"事故 {facts['number']}", INCIDENT_STEP[step], *TELLING[step](facts))
    return GAP.join(part for part in parts if part)


def happening_words(facts: Facts) -> str:
    """漏えいのおそれ; blank where nobody has said."""
    if facts["happening"] is None:
        return ""
    return HAPPENING[Happening(facts["happening"])] + ("のおそれ" if facts["is_suspected"] else "")


def persons_words(facts: Facts) -> str:
    if facts["person_count"] is None:
        return ""
    return f"{facts['person_count']:,}人" + ("（概数）" if facts["is_estimate"] else "")


def decision_words(facts: Facts) -> str:
    """報告の対象（その理由）, and why where the rules were not followed."""
    reportable = facts["reportable"]
    words = REPORT_DUTY[ReportDuty.REPORTABLE if reportable else ReportDuty.NOT_REPORTABLE]
    found = judged(circumstances_of(facts))
    if facts["is_overridden"]:
        return f"{words}（{OVERRIDDEN}。理由：{facts['decision_reason']}）"
    grounds = "、".join(GROUND[ground] for ground in found.grounds)
    return f"{words}（{grounds}）" if reportable and grounds else words


def told_words(facts: Facts) -> str:
    """本人への対応 with its day."""
    if facts["persons_told"] is None:
        return ""
    day = facts["persons_told_on"]
    words = PERSONS_TOLD[PersonsTold(facts["persons_told"])]
    return f"{words}（{short_wareki(day)}）" if day else words


def published_words(facts: Facts) -> str:
    """公表 with its day and way."""
    if facts["publication"] is None:
        return ""
    way, day = facts["publication_way"], facts["published_on"]
    beside = (
        short_wareki(day) if day else "",
        PUBLICATION_WAY[PublicationWay(way)] if way else "",
    )
    words = PUBLICATION[Publication(facts["publication"])]
    told_beside = "　".join(part for part in beside if part)
    return f"{words}（{told_beside}）" if told_beside else words


def cause_by_words(facts: Facts) -> str:
    return CAUSE_BY[CauseBy(facts["cause_by"])] if facts["cause_by"] else ""


def _notice(facts: Facts) -> Iterator[str]:
    yield f"覚知 {short_wareki(facts['known_on'])} {facts['known_time']}".strip()
    by, way = facts["notified_by"], facts["notified_way"]
    yield f"{by}から{way}" if by and way else by or way


def _content(facts: Facts) -> Iterator[str]:
    yield happening_words(facts)
    yield facts["outline"]
    yield persons_words(facts)


def _decision(facts: Facts) -> Iterator[str]:
    yield decision_words(facts)


def _cause(facts: Facts) -> Iterator[str]:
    yield f"原因の主体 {cause_by_words(facts)}" if facts["cause_by"] else ""
    yield facts["cause"]


def _persons(facts: Facts) -> Iterator[str]:
    yield told_words(facts)
    yield facts["persons_words"]


def _publication(facts: Facts) -> Iterator[str]:
    yield published_words(facts)
    yield facts["publication_words"]


def _links(facts: Facts) -> Iterator[str]:
    """Named without the branch, which stands before the stroke."""
    for word, names in (("調査", facts["visits"]), ("指摘", facts["findings"])):
        named = "、".join(name.partition("/")[2] for name in names)
        yield f"{word} {named}" if named else ""


def _closing(facts: Facts) -> Iterator[str]:
    yield facts["closing_words"]


TELLING: Mapping[IncidentStep, Callable[[Facts], Iterator[str]]] = {
    IncidentStep.NOTICE: _notice,
    IncidentStep.CONTENT: _content,
    IncidentStep.DECISION: _decision,
    IncidentStep.CAUSE: _cause,
    IncidentStep.PERSONS: _persons,
    IncidentStep.PUBLICATION: _publication,
    IncidentStep.LINKS: _links,
    IncidentStep.CLOSE: _closing,
    IncidentStep.REOPEN: _closing,
}
