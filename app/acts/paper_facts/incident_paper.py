"""事故報告書に載せる事実: an incident as the paper tells it (practice.md F17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.acts.incident_on_file import IncidentCase
from app.acts.incident_words import (
    cause_by_words,
    decision_words,
    happening_words,
    persons_words,
    published_words,
    told_words,
)
from app.acts.paper_facts.head import chain, head
from app.papers.incident_report_page import IncidentReport, ReportPart, Said
from app.records.dossier import Dossier
from audits.incident_handling import NineItem
from audits.wareki import wareki
from audits.wording import INCIDENT_STATE, NINE_ITEM

NOTICE, REPORTS = "第一報", "報告と結了"
NO_MORE = "なし"
Facts = Mapping[Any, Any]
Lines = tuple[tuple[Said, ...], ...]


def incident_paper(case: IncidentCase, whole: Dossier) -> IncidentReport:
    """The paper on the day of the dossier; `whole`: with the contract's record."""
    return IncidentReport(
        as_of=whole.on,
        number=case.number,
        standing=INCIDENT_STATE[case.state],
        head=head(whole),
        contractor=whole.contract.engagement(case.branch).contractor or "",
        parts=tuple(_parts(case)),
        chain=chain(whole),
    )


def nine_items(case: IncidentCase) -> Mapping[NineItem, Lines]:
    """Each item with what is on file of it; nothing of it is typed for the paper."""
    facts = case.facts
    terms = case.dossier.terms
    return {
        NineItem.OUTLINE: (
            (Said("発生日", _day(facts["happened_on"])), Said("発覚日", _day(facts["known_on"]))),
            (Said("発見者", facts["discovered_by"]), Said("発生事案", happening_words(facts))),
            (Said("概要", facts["outline"]),),
            (Said("該当する号", decision_words(facts) if facts["decided_on"] else ""),),
            (Said("委託元", f"{terms['agency'] or ''}　{terms['department']}".strip()),),
            (Said("委託先", case.party),),
            (Said("事実経過", facts["course"]),),
        ),
        NineItem.ITEMS: (
            (Said("情報項目", "、".join(facts["items"])),),
            (Said("媒体", "、".join(facts["media"])),),
        ),
        NineItem.PERSONS: ((Said("本人の数", persons_words(facts)),),),
        NineItem.CAUSE: (
            (Said("主体", cause_by_words(facts)),),
            (Said("原因", facts["cause"]),),
        ),
        NineItem.HARM: ((Said("二次被害", facts["harm"]),),),
        NineItem.TO_PERSONS: (
            (Said("本人通知", told_words(facts)),),
            (Said("方法と内容", facts["persons_words"]),),
        ),
        NineItem.PUBLICATION: (
            (Said("公表", published_words(facts)),),
            (
                Said(
                    "内容", facts["publication_words"] or (NO_MORE if facts["publication"] else "")
                ),
            ),
        ),
        NineItem.PREVENTION: (
            (Said("講じた措置", facts["measures"]),),
            (Said("実施済み", facts["prevention_done"]),),
            (Said("予定", facts["prevention_planned"]),),
        ),
        NineItem.OTHER: ((Said("その他", facts["other"] or NO_MORE),),),
    }


def _parts(case: IncidentCase) -> Iterator[ReportPart]:
    yield ReportPart(NOTICE, _notice(case))
    for place, (item, lines) in enumerate(nine_items(case).items(), 1):
        yield ReportPart(f"{place}　{NINE_ITEM[item]}", lines)
    yield ReportPart(REPORTS, _reports(case.facts))


def _notice(case: IncidentCase) -> Lines:
    facts = case.facts
    by = "　".join(part for part in (facts["notified_by"], facts["notified_way"]) if part)
    known = f"{_day(facts['known_on'])}　{facts['known_time']}".strip()
    return (
        (Said("事故番号", case.number), Said("覚知日時", known)),
        (Said("報告した者", by), Said("受けた者", facts["received_by"])),
    )


def _reports(facts: Facts) -> Lines:
    closed = " ".join(part for part in (_day(facts["closed_on"]), facts["closed_by"]) if part)
    return (
        (
            Said("報告書受領", _day(facts["report_received_on"])),
            Said("委員会速報", _reported(facts, "preliminary")),
        ),
        (
            Said("結了", "　".join(part for part in (closed, facts["closing_words"]) if part)),
            Said("委員会確報", _reported(facts, "final")),
        ),
    )


def _reported(facts: Facts, which: str) -> str:
    number = facts[f"{which}_number"]
    return _day(facts[f"{which}_on"]) + (f"（{number}）" if number else "")


def _day(day: Any) -> str:
    return wareki(day) if day else ""
