"""市の設定: the city's own settings, the risk's apart; what a change means is shown before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import Field

from app.acts.city import SETTINGS, SettingError
from app.acts.city_effect import CityEffect
from app.acts.jobs import JobRefusedError, NoSuchJobError, Wish
from app.clock import now
from app.jobs.compute_settings import (
    AGREED,
    CHANGES,
    KIND,
    SLOT,
    changes_in,
    effect_in,
    question_of,
)
from app.jobs.standing import standing
from app.records import forms_sent, jobs, register, settings
from app.records.database import reading
from app.records.jobs import Job, JobState, Question
from app.records.scope import EVERYTHING
from app.records.settings import KeptSetting
from app.web.answers import see_other
from app.web.form import is_brought_back
from app.web.moments import moment
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.setting_boxes import RISK_TITLE, Box, Section, boxes, boxes_of, said, sections
from app.web.settings_form import WAS, SettingsForm, form_of, typed_in
from app.web.settings_tabs import tabs
from app.web.table import Column
from app.workflows.ask_for_job import ask_for_job
from app.workflows.change_settings import SettingsChangedMeanwhileError, Wanted, change_settings
from app.workflows.discard_job import discard_job
from app.workflows.restart_job import restart_job
from audits.roles import Act

room = Blueprint("settings", __name__, url_prefix="/settings")
MEGABYTES = 4  # so that too long a text gets a sentence, not a closed door
AT_ONCE = 300  # contracts: a second or two; with more nobody waits for the page
LONGEST_KEY = 64
NOTHING_NEW = "変わったところがないため、保存しませんでした。"
TAKEN_BACK = "設定は変えていません。"
GONE = "この変更はもうありません。やめたか、24時間がたっています。"
EFFECT_COLUMNS = (
    Column("種別"),
    Column("増える", "number"),
    Column("なくなる", "number"),
    Column("日が変わる", "number"),
)
CHANGE_COLUMNS = (Column("設定"), Column("変える前"), Column("変えた後"))


@dataclass(frozen=True, slots=True)
class Part:
    """The settings of one page: those of the risk, or all others."""

    endpoint: str
    title: str
    lead: str
    is_risk: bool

    @property
    def sections(self) -> list[Section]:
        return [section for section in sections() if section.is_risk is self.is_risk]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return boxes_of(self.sections)


CITY = Part("settings.index", "市の設定", "みとどけを使う市の決めごと。", is_risk=False)
RISK = Part("settings.risk", RISK_TITLE, "立入調査の順番に使う点。事務局が決めます。", is_risk=True)


@dataclass(frozen=True, slots=True)
class Line:
    """One setting as the page shows it: its box, its default in words, and who last changed it."""

    box: Box
    field: Field
    was: Field
    default: str
    kept: KeptSetting | None


@room.route("", methods=["GET", "POST"])
@allowed(Act.CHANGE_SETTINGS, megabytes=MEGABYTES)
def index() -> ResponseReturnValue:
    """The form; where a change is felt in what is owed, it is shown and asked about first."""
    return _answer(CITY)


@room.route("/risk", methods=["GET", "POST"])
@allowed(Act.CHANGE_RISK_WEIGHTS, megabytes=MEGABYTES)
def risk() -> ResponseReturnValue:
    """What each danger weighs: the secretariat's own settings."""
    return _answer(RISK)


def _answer(part: Part) -> ResponseReturnValue:
    with reading() as session:
        on_file = settings.kept_settings(session)
    form = form_of({box.name: _value(on_file, box.name) for box in part.boxes}, part.boxes)
    if not form.validate_on_submit():
        return _page(part, form, on_file)
    changes = _changes(part, form)
    if form.errors or not changes:
        if not form.errors:
            form.refuse(NOTHING_NEW)
        return _page(part, form, on_file)
    if any(SETTINGS[name].rules for name in changes) and _is_big():
        return _ask(part, form, on_file, changes)
    return _change(part, form, on_file, changes)


@room.get("/changes/<int(max=2147483647):job_id>")
@allowed(Act.CHANGE_SETTINGS)
def show(job_id: int) -> ResponseReturnValue:
    """How far the computing is, and what the change would mean."""
    with reading() as session:
        job = jobs.one(session, job_id, current_person().id, KIND)
    if job is None:
        return _gone()
    stands = standing(job, now())
    done = stands.state is JobState.DONE
    return render_template(
        "settings/show.html",
        job=job,
        standing=stands,
        changes=_told(job),
        change_columns=CHANGE_COLUMNS,
        effect=effect_in(job.answer) if done else None,
        effect_columns=EFFECT_COLUMNS,
        kept=done and job.answer["kept"],
    )


@room.post("/changes/<int(max=2147483647):job_id>/agree")
@allowed(Act.CHANGE_SETTINGS, megabytes=MEGABYTES)
def agree(job_id: int) -> ResponseReturnValue:
    """Keeps what was shown, and starts anew what was stopped."""

    def once_more(job: Job) -> Question | None:
        if job.state is JobState.FAILED:
            return job.question
        word = job.answer.get("to_confirm", "")
        return {CHANGES: job.question[CHANGES], AGREED: word} if word else None

    if not is_brought_back():
        try:
            restart_job(job_id, KIND, once_more, by=current_person(), at=now())
        except JobRefusedError as refused:
            flash(str(refused), "warning")
        except NoSuchJobError:
            return _gone()
    return see_other("settings.show", job_id=job_id)


@room.post("/changes/<int(max=2147483647):job_id>/discard")
@allowed(Act.CHANGE_SETTINGS, megabytes=MEGABYTES)
def discard(job_id: int) -> ResponseReturnValue:
    """Forgets a change that nobody has agreed to."""
    try:
        discard_job(job_id, KIND, by=current_person(), at=now())
    except JobRefusedError as refused:
        flash(str(refused), "warning")
        return see_other("settings.show", job_id=job_id)
    except NoSuchJobError:
        return _gone()
    flash(TAKEN_BACK, "done")
    return see_other("settings.index")


def _changes(part: Part, form: SettingsForm) -> dict[str, Wanted]:
    """What was typed otherwise than it was shown; what cannot be kept is said beside its box."""
    found: dict[str, Wanted] = {}
    for box in part.boxes:
        field = form[box.name]
        try:
            value = box.setting.checked(typed_in(form, box))
            was = box.setting.checked(str(form[f"{WAS}{box.name}"].data or ""))
        except SettingError as refused:
            field.errors = [*field.errors, str(refused)]
        else:
            if value != was:
                found[box.name] = Wanted(value, was)
    return found


def _change(
    part: Part,
    form: SettingsForm,
    on_file: Mapping[str, KeptSetting],
    changes: Mapping[str, Wanted],
) -> ResponseReturnValue:
    try:
        changing = change_settings(
            changes,
            key=_key(form),
            by=current_person().actor,
            at=now(),
            address=address(),
            agreed=str(form.agreed.data or ""),
        )
    except SettingsChangedMeanwhileError as changed:
        _say_changed(part, form, changes, changed.newest)
        return _page(part, form, {**on_file, **changed.newest})
    if changing.kept:
        named = "、".join(box.label for box in part.boxes if box.name in changes)
        flash(f"設定を変えました：{named}", "done")
        return see_other(part.endpoint)
    form.agreed.data = changing.to_confirm
    return _page(part, form, on_file, changing.effect)


def _say_changed(
    part: Part,
    form: SettingsForm,
    changes: Mapping[str, Wanted],
    newest: Mapping[str, KeptSetting],
) -> None:
    """Both values, and that saving once more replaces the other one."""
    for box in part.boxes:
        if box.name in newest:
            now_there, mine = newest[box.name], changes[box.name].value
            form[f"{WAS}{box.name}"].data = now_there.value
            sentence = (
                f"入力している間に、{now_there.written_by} さんが「{said(box, now_there.value)}」に"
                f"変えました。入力は「{said(box, mine)}」です。"
                "これでよければ、もう一度「保存する」を押してください。"
            )
            form[box.name].errors = [sentence]


def _ask(
    part: Part,
    form: SettingsForm,
    on_file: Mapping[str, KeptSetting],
    changes: Mapping[str, Wanted],
) -> ResponseReturnValue:
    """Somebody else computes it; the page of the job shows what it would mean."""
    key = forms_sent.key_of(_key(form), KIND, changes)
    wish = Wish(KIND, question_of(changes), key=key, slot=SLOT)
    try:
        job_id = ask_for_job(wish, by=current_person(), at=now(), address=address())
    except JobRefusedError as refused:
        form.refuse(str(refused))
        return _page(part, form, on_file)
    except NoSuchJobError:
        return _gone()
    return see_other("settings.show", job_id=job_id)


def _page(
    part: Part,
    form: SettingsForm,
    on_file: Mapping[str, KeptSetting],
    effect: CityEffect | None = None,
) -> str:
    person = current_person()
    with reading() as session:
        asked = () if part.is_risk else jobs.of_person(session, person.id, KIND)
        waiting = [job for job in asked if not job.answer.get("kept")]
    lines = [
        (section, [_line(form, on_file, box) for box in section.boxes]) for section in part.sections
    ]
    return render_template(
        "settings/index.html",
        form=form,
        lines=lines,
        effect=effect,
        effect_columns=EFFECT_COLUMNS,
        waiting=waiting,
        moment=moment,
        part=part,
        tabs=tabs(part.endpoint, person),
    )


def _line(form: SettingsForm, on_file: Mapping[str, KeptSetting], box: Box) -> Line:
    default = said(box, box.setting.default)
    was = form[f"{WAS}{box.name}"]
    return Line(box, form[box.name], was, default, on_file.get(box.name))


def _told(job: Job) -> list[tuple[str, str, str]]:
    """(label, before, after) of everything that a job is to change."""
    changes = changes_in(job.question)
    return [
        (box.label, said(box, changes[box.name].was), said(box, changes[box.name].value))
        for box in boxes()
        if box.name in changes
    ]


def _value(on_file: Mapping[str, KeptSetting], name: str) -> str:
    return on_file[name].value if name in on_file else SETTINGS[name].default


def _is_big() -> bool:
    with reading() as session:
        return register.count_contracts(session, (), EVERYTHING) > AT_ONCE


def _key(form: SettingsForm) -> str:
    return str(form.form_key.data or "")[:LONGEST_KEY]


def _gone() -> ResponseReturnValue:
    flash(GONE, "warning")
    return see_other("settings.index")
