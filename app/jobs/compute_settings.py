"""設定を変える仕事: what a setting changes in a big city takes longer than a page may wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.acts import jobs
from app.acts.city import SettingError
from app.acts.city_effect import CityEffect, KindEffect
from app.acts.jobs import Made
from app.clock import now
from app.jobs.asker import asker
from app.jobs.work import JobFailedError, Work
from app.workflows.change_settings import (
    Changing,
    SettingsChangedMeanwhileError,
    Wanted,
    change_settings,
)
from audits.kind import Kind
from audits.roles import Act

KIND, SLOT = "change_settings", "change_settings"
CHANGES, AGREED = "changes", "agreed"  # of the question
COMPUTING = "期限を計算しています"


def question_of(changes: Mapping[str, Wanted]) -> dict[str, Any]:
    """What a job is asked to keep."""
    return {CHANGES: {name: asdict(wanted) for name, wanted in changes.items()}}


def changes_in(question: Mapping[str, Any]) -> dict[str, Wanted]:
    return {name: Wanted(**said) for name, said in question[CHANGES].items()}


def compute_settings(work: Work) -> Made | None:
    """Tries the settings, or keeps them where what would happen is still what was agreed to."""
    run = work.run
    person = asker(run, Act.CHANGE_SETTINGS)
    try:
        changing = change_settings(
            changes_in(run.question),
            key=f"job {run.job_id}",
            by=person.actor,
            at=now(),
            address=run.address,
            agreed=run.question.get(AGREED, ""),
            and_then=lambda session, kept: jobs.end(session, run, _made(kept), at=now()),
            on_progress=lambda done, of: work.say(COMPUTING, done, of),
        )
    except SettingError as refused:
        raise JobFailedError(str(refused)) from refused
    except SettingsChangedMeanwhileError as changed:
        raise JobFailedError(f"{changed}設定の画面からやり直してください。") from changed
    return None if changing.kept else _made(changing)


def effect_in(answer: Mapping[str, Any]) -> CityEffect:
    """What a job has found out, as its answer tells it."""
    kinds = (KindEffect(**{**one, "kind": Kind(one["kind"])}) for one in answer["kinds"])
    return CityEffect(answer["contracts"], tuple(kinds))


def _made(changing: Changing) -> Made:
    kinds = [{**asdict(one), "kind": one.kind.value} for one in changing.effect.kinds]
    return Made(
        {
            "kept": changing.kept,
            "to_confirm": changing.to_confirm,
            "contracts": changing.effect.contracts,
            "kinds": kinds,
        }
    )
