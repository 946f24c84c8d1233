"""事故の一歩の内容: what each form begins with, and what it says as a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.acts.deciding_incident import DecisionSaid, decision
from app.acts.handling_incident import StepSaid
from app.acts.incident_checks import linkable_findings, linkable_visits
from app.acts.incident_on_file import IncidentCase, party_words
from app.clock import today
from app.records.people import Person
from app.rooms.incidents.fields import words_of
from app.rooms.incidents.forms import BY_RULES, NOT_TO_REPORT, TO_REPORT
from app.rooms.incidents.registering import NOTICE_ACCOUNT
from app.web.choices import choices
from audits.incident_handling import IncidentStep, PersonsTold, Publication
from audits.reportable import Answer, Circumstances

StepForm = Any


def _text(form: StepForm, *names: str) -> dict[str, str]:
    return {name: (form[name].data or "").strip() for name in names}


def _chosen(form: StepForm, *names: str) -> dict[str, str | None]:
    return {name: form[name].data or None for name in names}


def kept(*names: str) -> Callable[[IncidentCase], Mapping[str, Any]]:
    """What is on file of these, as a form would hold it."""

    def start(case: IncidentCase) -> Mapping[str, Any]:
        facts = case.facts
        return {name: _typed(facts[name]) for name in names}

    return start


def _typed(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "\n".join(value)
    return value


def notice(form: StepForm, _by: Person) -> StepSaid:
    facts = {"happened_on": form.happened_on.data, "known_on": form.known_on.data}
    return StepSaid(IncidentStep.NOTICE, today(), facts, _text(form, *NOTICE_ACCOUNT))


def content(form: StepForm, _by: Person) -> StepSaid:
    facts = {**_text(form, "outline"), "person_count": form.person_count.data}
    account = {
        **_text(form, "course"),
        **_chosen(form, "happening"),
        "items": words_of(form["items"].data),
        "media": words_of(form.media.data),
        "is_suspected": bool(form.is_suspected.data),
        "is_estimate": bool(form.is_estimate.data),
    }
    return StepSaid(IncidentStep.CONTENT, today(), facts, account)


def decided(form: StepForm, by: Person) -> StepSaid:
    answers = {name: Answer(form[name].data) for name in ("sensitive", "property_damage")}
    circumstances = Circumstances(
        form.person_count.data,
        **answers,
        improper_purpose=Answer(form.improper.data),
        my_number=Answer(form.my_number.data),
    )
    wanted = {TO_REPORT: True, NOT_TO_REPORT: False}.get(form.wanted.data)
    reason = _text(form, "decision_reason")["decision_reason"]
    day, estimate = form.decided_on.data or today(), bool(form.is_estimate.data)
    return decision(DecisionSaid(day, circumstances, estimate, wanted, reason), by.name)


def decision_start(case: IncidentCase) -> Mapping[str, Any]:
    """As the rules have it, unless somebody has decided otherwise before."""
    facts = case.facts
    overridden = TO_REPORT if facts["reportable"] else NOT_TO_REPORT
    same = ("person_count", "is_estimate", "sensitive", "property_damage", "my_number")
    return {
        **kept(*same, "decision_reason")(case),
        "improper": Answer.YES.value if facts["improper_purpose"] else facts["improper"],
        "decided_on": facts["decided_on"] or today(),
        "wanted": overridden if facts["is_overridden"] else BY_RULES,
    }


def report(form: StepForm, _by: Person) -> StepSaid:
    day, [place] = form.on.data, _text(form, "place").values()
    return StepSaid(IncidentStep.REPORT, day, {"report_received_on": day}, place=place)


def to_commission(step: IncidentStep, slot: str) -> Callable[[StepForm, Person], StepSaid]:
    def said(form: StepForm, _by: Person) -> StepSaid:
        day, texts = form.on.data, _text(form, "reference", "place")
        account = {f"{slot}_number": texts["reference"]}
        return StepSaid(step, day, {f"{slot}_on": day}, account, texts["place"])

    return said


def reported(slot: str) -> Callable[[IncidentCase], Mapping[str, Any]]:
    def start(case: IncidentCase) -> Mapping[str, Any]:
        facts = case.facts
        return {
            "on": facts[f"{slot}_on"] or today(),
            "reference": facts.get(f"{slot}_number", ""),
        }

    return start


CAUSES = ("measures", "cause", "harm", "prevention_done", "prevention_planned", "other")


def cause(form: StepForm, _by: Person) -> StepSaid:
    account = {**_text(form, *CAUSES), **_chosen(form, "cause_by")}
    return StepSaid(IncidentStep.CAUSE, today(), account=account)


def persons(form: StepForm, _by: Person) -> StepSaid:
    account = {
        **_chosen(form, "persons_told"),
        **_text(form, "persons_words"),
        "persons_told_on": form.persons_told_on.data,
    }
    is_told = form.persons_told.data == PersonsTold.TOLD.value
    day = _day_of_act(form.persons_told_on.data, is_done=is_told)
    place = _text(form, "place")["place"]
    return StepSaid(IncidentStep.PERSONS, day, account=account, place=place)


def publication(form: StepForm, _by: Person) -> StepSaid:
    account = {
        **_chosen(form, "publication", "publication_way"),
        **_text(form, "publication_words"),
        "published_on": form.published_on.data,
    }
    is_out = form.publication.data == Publication.PUBLISHED.value
    day, place = _day_of_act(form.published_on.data, is_done=is_out), _text(form, "place")["place"]
    return StepSaid(IncidentStep.PUBLICATION, day, account=account, place=place)


def _day_of_act(day: date | None, *, is_done: bool) -> date:
    return day if is_done and day is not None else today()


def links(form: StepForm, _by: Person) -> StepSaid:
    account = {"visits": list(form.visits.data or []), "findings": list(form.findings.data or [])}
    return StepSaid(IncidentStep.LINKS, today(), account=account)


def links_start(case: IncidentCase) -> Mapping[str, Any]:
    return {name: list(case.facts[name]) for name in ("visits", "findings")}


def offer_links(form: StepForm, case: IncidentCase) -> None:
    """Every visit and finding of the contract, 2026-2（受託者　…）, with its branch unseen."""
    texts = [str(filed.values["text"]) for filed in case.dossier.findings]
    visits, findings = linkable_visits(case), linkable_findings(case)
    form.visits.choices = choices((name, _named(case, name)) for name in visits)
    form.findings.choices = choices(
        (name, f"{_named(case, name)}　{text}") for name, text in zip(findings, texts, strict=True)
    )


def _named(case: IncidentCase, name: str) -> str:
    branch, _, words = name.partition("/")
    return f"{words}（{party_words(case.dossier, int(branch))}）"


def closed(form: StepForm, by: Person) -> StepSaid:
    account = {
        **_text(form, "closing_words"),
        "closed_on": form.on.data,
        "closed_by": by.name,
    }
    return StepSaid(IncidentStep.CLOSE, form.on.data, account=account)


def reopened(form: StepForm, _by: Person) -> StepSaid:
    account = {**_text(form, "closing_words"), "closed_on": None, "closed_by": ""}
    return StepSaid(IncidentStep.REOPEN, today(), account=account)
