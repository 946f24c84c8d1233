"""事故の記載の確かめ: what cannot be so of an incident, in sentences beside the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from app.acts.incident_on_file import IncidentCase, IncidentError
from audits.incident_handling import (
    IncidentState,
    IncidentStep,
    PersonsTold,
    Publication,
)
from audits.stage import Stage, stage_on
from audits.wareki import short_wareki
from audits.wording import INCIDENT_STEP

LONGEST_LINE, LONGEST_TEXT, MOST_WORDS = 200, 4_000, 100
MOST_PERSONS = 999_999_999
REPORT_DAYS = {
    IncidentStep.REPORT: "report_received_on",
    IncidentStep.PRELIMINARY: "preliminary_on",
    IncidentStep.FINAL: "final_on",
}
Said = Mapping[str, Any]
Wrong = Iterator[tuple[str, str]]
FUTURE = "まだ来ていない日です。"
CLOSED_INCIDENT = "この事故の対応は結了しています。先に対応を再開してください。"


def check_standing(case: IncidentCase, step: IncidentStep) -> None:
    """Whether the step can be taken at all. Raises IncidentError."""
    if stage_on(case.dossier.contract, case.dossier.on) is Stage.CLOSED:
        sentence = "完了した契約です。事故の対応を記録するには、先に契約を再開してください。"
        raise IncidentError(("", sentence))
    is_closed = case.state is IncidentState.CLOSED
    if is_closed and step is not IncidentStep.REOPEN:
        raise IncidentError(("", CLOSED_INCIDENT))
    if not is_closed and step is IncidentStep.REOPEN:
        raise IncidentError(("", "この事故の対応は結了していません。"))
    if step is IncidentStep.CLOSE and case.missing:
        missing = "、".join(INCIDENT_STEP[one] for one in case.missing)
        raise IncidentError(("", f"まだ終わっていないことがあります：{missing}。"))


def check_known(facts: Said, today: date) -> None:
    """The days of a new incident. Raises IncidentError."""
    _refuse(_known(facts, today))


def check(case: IncidentCase, step: IncidentStep, on: date, said: Said, today: date) -> None:
    """What the step says, held against what is on file. Raises IncidentError."""
    wrong = list(CHECKS[step](case, said, today)) if step in CHECKS else []
    if on > today and not wrong:
        wrong.append(("on", FUTURE))
    _refuse(iter(wrong))


def _refuse(wrong: Wrong) -> None:
    found = list(wrong)
    if found:
        raise IncidentError(*found)


def _known(facts: Said, today: date) -> Wrong:
    known_on, happened_on = facts["known_on"], facts["happened_on"]
    if known_on > today:
        yield "known_on", FUTURE
    if happened_on is not None and happened_on > known_on:
        day = short_wareki(happened_on)
        yield "known_on", f"覚知日が、発生日（{day}）より前の日です。"


def _notice(case: IncidentCase, said: Said, today: date) -> Wrong:
    yield from _known(said, today)
    days = [case.facts[name] for name in (*REPORT_DAYS.values(), "persons_told_on", "published_on")]
    earliest = min((day for day in days if day is not None), default=None)
    if earliest is not None and said["known_on"] > earliest:
        day = short_wareki(earliest)
        yield "known_on", f"覚知日が、すでに記録した報告などの日（{day}）より後の日です。"


def _decision(case: IncidentCase, said: Said, today: date) -> Wrong:
    yield from _since_known(case, "decided_on", said["decided_on"], today)
    if said["is_overridden"] and not said["decision_reason"]:
        yield "decision_reason", "規則と違えて決める理由を入れてください。"


def _report(case: IncidentCase, said: Said, today: date) -> Wrong:
    yield from _since_known(case, "on", said["report_received_on"], today)


def _preliminary(case: IncidentCase, said: Said, today: date) -> Wrong:
    yield from _owed(case)
    yield from _since_known(case, "on", said["preliminary_on"], today)
    final = case.facts["final_on"]
    if final is not None and said["preliminary_on"] > final:
        yield "on", f"確報の日（{short_wareki(final)}）より後の日です。"


def _final(case: IncidentCase, said: Said, today: date) -> Wrong:
    yield from _owed(case)
    yield from _since_known(case, "on", said["final_on"], today)
    preliminary = case.facts["preliminary_on"]
    if preliminary is not None and said["final_on"] < preliminary:
        yield "on", f"速報の日（{short_wareki(preliminary)}）より前の日です。"


def _owed(case: IncidentCase) -> Wrong:
    if not case.facts["reportable"]:
        yield "", "報告の対象と決めていない事故です。先に報告の要否を決めてください。"


def _persons(case: IncidentCase, said: Said, today: date) -> Wrong:
    is_told = said["persons_told"] == PersonsTold.TOLD.value
    yield from _day_of(case, "persons_told_on", said["persons_told_on"], today, is_done=is_told)
    if said["persons_told"] == PersonsTold.NOT_NEEDED.value and not said["persons_words"]:
        yield "persons_words", "通知しない理由を入れてください。"


def _publication(case: IncidentCase, said: Said, today: date) -> Wrong:
    is_out = said["publication"] == Publication.PUBLISHED.value
    yield from _day_of(case, "published_on", said["published_on"], today, is_done=is_out)
    if is_out and said["publication_way"] is None:
        yield "publication_way", "公表の方法を選んでください。"
    if said["publication"] == Publication.NOT_PUBLISHED.value and not said["publication_words"]:
        yield "publication_words", "公表しない理由を入れてください。"


def _closing(case: IncidentCase, said: Said, today: date) -> Wrong:
    days = [case.facts[name] for name in ("known_on", *REPORT_DAYS.values())]
    last, day = max(one for one in days if one is not None), said["closed_on"]
    if day is not None and day > today:
        yield "on", FUTURE
    elif day is not None and day < last:
        yield "on", f"覚知や報告の日（{short_wareki(last)}）より前の日です。"
    if day is None and not said["closing_words"]:
        yield "closing_words", "対応を再開する理由を入れてください。"


def _links(case: IncidentCase, said: Said, _today: date) -> Wrong:
    offered = set(linkable_visits(case)) | set(linkable_findings(case))
    if not offered.issuperset((*said["visits"], *said["findings"])):
        yield "", "この契約の調査と指摘から選んでください。"


CHECKS: Mapping[IncidentStep, Callable[[IncidentCase, Said, date], Wrong]] = {
    IncidentStep.NOTICE: _notice,
    IncidentStep.DECISION: _decision,
    IncidentStep.REPORT: _report,
    IncidentStep.PRELIMINARY: _preliminary,
    IncidentStep.FINAL: _final,
    IncidentStep.PERSONS: _persons,
    IncidentStep.PUBLICATION: _publication,
    IncidentStep.LINKS: _links,
    IncidentStep.CLOSE: _closing,
    IncidentStep.REOPEN: _closing,
}


def linkable_visits(case: IncidentCase) -> list[str]:
    """枝番/年度-回 of every visit of the contract, planned ones included."""
    return [
        f"{one.branch}/{one.values['fiscal_year']}-{one.values['round']}"
        for one in case.dossier.inspections
    ]


def linkable_findings(case: IncidentCase) -> list[str]:
    """枝番/年度-回-指摘番号 of every finding of the contract."""
    return [
        f"{one.branch}/{v['fiscal_year']}-{v['round']}-{v['number']}"
        for one in case.dossier.findings
        for v in (one.values,)
    ]


def _since_known(case: IncidentCase, name: str, day: date, today: date) -> Wrong:
    known_on = case.facts["known_on"]
    if day > today:
        yield name, FUTURE
    elif day < known_on:
        yield name, f"覚知日（{short_wareki(known_on)}）より前の日です。"


def _day_of(
    case: IncidentCase, name: str, day: date | None, today: date, *, is_done: bool
) -> Wrong:
    """What was done has a day that has come; what is planned may have one that has not."""
    if day is None:
        if is_done:
            yield name, "日付を入れてください。"
    elif is_done:
        yield from _since_known(case, name, day, today)
    elif day < case.facts["known_on"]:
        yield name, f"覚知日（{short_wareki(case.facts['known_on'])}）より前の日です。"
