"""長い処理: done once, seen when it dies, never half, forgotten in time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from app.acts.jobs import (
    KEPT,
    MOST_KEPT,
    JobRefusedError,
    Made,
    NoSuchJobError,
    OvertakenError,
    Run,
    Wish,
)
from app.clock import now
from app.jobs.load_book import KIND, SLOT
from app.jobs.runner import BROKE, runner
from app.records import job_parts, jobs
from app.records.database import BusyError, reading, transaction
from app.records.jobs import SILENT_FOR, Job, JobState
from app.records.people import Person, person_named
from app.workflows.ask_for_job import ask_for_job
from app.workflows.discard_job import discard_job
from app.workflows.end_job import end_job, fail_job, tidy_jobs
from app.workflows.load_workbook import WRITING, Terms, load_workbook
from app.workflows.note_progress import note_progress
from app.workflows.restart_job import restart_job
from app.workflows.take_job import take_job
from audits.roles import Role
from config import Config
from tests.books import a_book, contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import BY, Installation
from tests.integration.uploads import agree, at_rest, read, send_book, tried

ROOT = Path(__file__).resolve().parents[2]
DEPARTMENT = "教育支援課"
LATER = timedelta(seconds=1)
WORK = """
from wsgi import app
from app.jobs.runner import runner
with app.app_context():
    runner().wake()
    print("at work", flush=True)
    runner().rest(60)
"""


@pytest.fixture
def city(installation: Installation) -> Installation:
    """Two officers of a department that exists."""
    assert installation.load_sheets(契約=[contract_cells()]).written
    for login in ("officer", "colleague"):
        add_person(installation, login, (Role.OFFICER, DEPARTMENT))
    return installation


def person(city: Installation, login: str = "officer") -> Person:
    with city.app.app_context(), reading() as session:
        found = person_named(session, login, now().date())
    assert found is not None
    return found


def ask(city: Installation, key: str = "one", login: str = "officer", **wish) -> int:
    by = person(city, login)
    given = {"kind": "of a test", "question": {}, "key": key, **wish}
    with city.app.app_context():
        return ask_for_job(Wish(**given), by=by, at=now())


def take(city: Installation, at: datetime | None = None) -> Run | None:
    with city.app.app_context():
        return take_job(at=at or now())


def taken(city: Installation, at: datetime | None = None) -> Run:
    run = take(city, at)
    assert run is not None
    return run


def job(city: Installation, job_id: int, kind: str = "of a test") -> Job:
    with city.app.app_context(), reading() as session:
        found = jobs.one(session, job_id, person(city).id, kind)
    assert found is not None
    return found


def work(city: Installation) -> None:
    with city.app.app_context():
        runner().wake()
    at_rest(city)


def test_of_many_workers_who_come_for_jobs_each_job_is_done_by_one(city):
    asked = {ask(city, key=f"{n}", kind=f"kind {n}") for n in range(5)}
    with ThreadPoolExecutor(8) as pool:
        found = [run for run in pool.map(lambda _: take(city), range(12)) if run is not None]
    assert sorted(run.job_id for run in found) == sorted(asked)


def test_jobs_are_done_in_the_order_in_which_they_were_asked_for(city):
    asked = [ask(city, key=f"{n}", kind=f"kind {n}") for n in range(3)]
    assert [taken(city).job_id for _ in asked] == asked


def test_a_form_that_is_sent_twice_asks_for_one_job(city):
    assert ask(city, key="same") == ask(city, key="same")
    with pytest.raises(NoSuchJobError):
        ask(city, key="same", login="colleague")
    assert city.count("jobs") == 1


def test_a_worker_tells_how_far_it_has_come(city):
    job_id = ask(city)
    run = taken(city)
    with city.app.app_context():
        assert note_progress(run, stage="読んでいます", done=3, of=10, at=now())
    found = job(city, job_id)
    assert (found.state, found.stage) == (JobState.RUNNING, "読んでいます")
    assert (found.done, found.of) == (3, 10)


def test_a_worker_that_is_silent_for_long_has_died_and_its_job_can_be_done_anew(city):
    job_id = ask(city)
    at = now()
    run = taken(city, at)
    with city.app.app_context():
        tidy_jobs(at=at + SILENT_FOR)
        assert job(city, job_id).state is JobState.RUNNING
        tidy_jobs(at=at + SILENT_FOR + LATER)
    found = job(city, job_id)
    assert found.state is JobState.FAILED
    assert found.error is not None
    assert "途中で止まりました" in found.error
    with city.app.app_context():
        again = restart_job(
            job_id, "of a test", lambda job: job.question, by=person(city), at=now()
        )
    assert again
    assert taken(city).number == run.number + 1


def test_whoever_was_given_up_keeps_nothing_and_is_told_to_stop(city):
    job_id = ask(city)
    at = now()
    run = taken(city, at)
    late = at + SILENT_FOR + LATER
    with city.app.app_context():
        tidy_jobs(at=late)
        assert not note_progress(run, stage="", done=0, of=0, at=late)
        with pytest.raises(OvertakenError):
            end_job(run, Made({"a": 1}, file_name="x", file=[b"x"]), at=late)
        fail_job(run, "別の文", at=late)
    found = job(city, job_id)
    assert "途中で止まりました" in (found.error or "")
    assert city.count("job_parts") == 0


def test_a_load_that_was_given_up_writes_nothing(city):
    """What it wrote and that it has ended are one transaction."""
    ask(city)
    at = now()
    run = taken(city, at)
    book = a_book(city.folder, 契約=[contract_cells("R8-002")])

    def end(session, _loading) -> None:
        if not jobs.end(session, run.job_id, run.number, {}, file=None, at=now()):
            raise OvertakenError

    with city.app.app_context():
        tidy_jobs(at=at + SILENT_FOR + LATER)
        with pytest.raises(OvertakenError):
            load_workbook(book, by=BY, at=now(), terms=Terms(and_then=end))
    assert city.count("contracts") == 1


def test_work_that_breaks_off_says_so_and_leaves_the_answer_before_it(city):
    job_id = ask(city, kind="that nobody can do")
    work(city)
    found = job(city, job_id, "that nobody can do")
    assert (found.state, found.error) == (JobState.FAILED, BROKE)


def test_what_a_job_has_made_comes_back_byte_for_byte(city):
    job_id = ask(city)
    run = taken(city)
    content = os.urandom(2 * job_parts.PART_BYTES + 7)
    pieces = [content[:5], content[5:]]
    with city.app.app_context():
        end_job(run, Made(file_name="台帳.xlsx", file=pieces), at=now())
        with reading() as session:
            assert b"".join(job_parts.parts(session, job_id, job_parts.MADE)) == content
    found = job(city, job_id)
    assert (found.state, found.file_name) == (JobState.DONE, "台帳.xlsx")
    assert found.file_bytes == len(content)


def test_what_ended_a_day_ago_is_forgotten_and_what_is_under_way_is_not(city):
    old, fresh = ask(city, key="old", given=[b"x"]), ask(city, key="fresh", kind="another")
    at = now()
    with city.app.app_context():
        end_job(taken(city, at), Made(), at=at)
        tidy_jobs(at=at + KEPT)
        assert city.count("jobs") == 2
        tidy_jobs(at=at + KEPT + LATER)
    assert [row.id for row in city.rows("SELECT id FROM jobs")] == [fresh]
    assert old != fresh
    assert city.count("job_parts") == 0


def test_nobody_keeps_more_than_a_handful_and_the_oldest_makes_room(city):
    asked = []
    for n in range(MOST_KEPT + 1):
        asked.append(ask(city, key=f"{n}", given=[b"x"]))
        with city.app.app_context():
            end_job(taken(city), Made(), at=now())
    assert [row.id for row in city.rows("SELECT id FROM jobs ORDER BY id")] == asked[1:]


def test_whoever_has_too_much_under_way_is_told_to_wait(city):
    for n in range(MOST_KEPT):
        ask(city, key=f"{n}")
    with pytest.raises(JobRefusedError, match="どれかが終わってから"):
        ask(city, key="one too many")


def test_what_is_under_way_is_neither_discarded_nor_started_twice(city):
    job_id = ask(city)
    taken(city)
    by = person(city)
    with city.app.app_context():
        with pytest.raises(JobRefusedError, match="進んでいる間"):
            discard_job(job_id, "of a test", by=by, at=now())
        assert not restart_job(job_id, "of a test", lambda job: job.question, by=by, at=now())


def test_of_one_slot_two_jobs_are_never_under_way(city):
    first, second = (ask(city, key=key, slot="load") for key in ("a", "b"))
    assert job(city, first).is_open
    assert job(city, second).state is JobState.FAILED
    by = person(city)
    with city.app.app_context():
        with pytest.raises(JobRefusedError, match="いま別の処理が進んでいる"):
            restart_job(second, "of a test", lambda job: job.question, by=by, at=now())
        end_job(taken(city), Made(), at=now())
        assert restart_job(second, "of a test", lambda job: job.question, by=by, at=now())


def test_the_slot_of_a_job_whose_worker_died_is_free_again(city):
    ask(city, key="a", slot="load")
    taken(city, now() - SILENT_FOR - LATER)
    assert job(city, ask(city, key="b", slot="load")).is_open


def test_nobody_waits_to_note_a_progress_while_somebody_writes(city):
    """A page, too, goes on while a load writes: its session is noted the next time."""
    ask(city)
    run = taken(city)
    browser = Browser(city).come_in("officer", now() - timedelta(minutes=5))
    with city.app.app_context():
        started = time.monotonic()
        with transaction() as session:
            session.execute(text("UPDATE departments SET name = name"))
            assert note_progress(run, stage="noted", done=0, of=0, at=now())
            assert browser.get("/password").status_code == 200
            if session.get_bind().dialect.name == "sqlite":
                with pytest.raises(BusyError), transaction(waits=False):
                    pass
        assert time.monotonic() - started < 10


def test_a_page_shows_the_progress_while_the_load_writes(city):
    """Even on SQLite, where the load itself keeps everybody from writing how far it is."""
    browser = Browser(city).come_in("officer")
    many = [contract_cells(f"R8-{n:04}") for n in range(1000, 1400)]
    path, page = tried(city, browser, a_book(city.folder, 契約=many))
    agree(browser, path, page)
    seen, stop = set(), Event()
    while not stop.is_set():
        told = browser.get(path).text
        seen |= {stage for stage in (WRITING, "期限を計算しています") if stage in told}
        if "読み込みました" in told:
            stop.set()
    at_rest(city)
    assert seen


def test_the_page_of_a_dead_load_says_so_and_offers_to_go_on(city):
    browser = Browser(city).come_in("officer")
    path = send_book(browser, a_book(city.folder, 契約=[contract_cells("R8-002")])).location
    taken(city, now() - SILENT_FOR - LATER)
    page = browser.get(path).text
    assert "サーバーが途中で止まりました" in page
    assert "もう一度始める" in page
    browser.send(f"{path}/again")
    assert "この内容で読み込む" in read(city, browser, path)


def environment(city: Installation) -> dict[str, str]:
    config: Config = city.app.config["MITODOKE"]
    return os.environ | {
        "MITODOKE_DATABASE_URL": config.database_url,
        "MITODOKE_DATA_DIR": str(city.folder),
    }


def worker(city: Installation) -> subprocess.Popen[str]:
    """Another process, on whatever machine, that does what waits."""
    started = subprocess.Popen(  # noqa: S603 — our own program
        [sys.executable, "-c", WORK],
        cwd=ROOT,
        env=environment(city),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "at work\n"
    return started


@pytest.mark.slow
def test_a_process_that_is_killed_in_the_middle_of_a_load_leaves_nothing(city):
    many = [contract_cells(f"R8-{n:04}") for n in range(1000, 4000)]
    book = a_book(city.folder, 契約=many)
    job_id = ask(city, kind=KIND, slot=SLOT, question={"name": "x"}, given=[book.read_bytes()])
    work(city)
    agreed = job(city, job_id, KIND).answer["outcome"]
    question = {"name": "x", "agreed": agreed}
    before = city.tables(without=["jobs"])
    with city.app.app_context():
        restart_job(job_id, KIND, lambda _: question, by=person(city), at=now())
    process = worker(city)
    while job(city, job_id, KIND).state is not JobState.RUNNING:
        time.sleep(0.02)
    time.sleep(1)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert job(city, job_id, KIND).state is JobState.RUNNING
    assert city.tables(without=["jobs"]) == before
    later = now() + SILENT_FOR + LATER
    with city.app.app_context():
        restart_job(job_id, KIND, lambda job: job.question, by=person(city), at=later)
    work(city)
    assert job(city, job_id, KIND).answer["written"] is True
    assert city.count("contracts") == 1 + len(many)
    assert city.run("verify").exit_code == 0


@pytest.mark.slow
def test_two_processes_share_the_jobs_and_nothing_is_done_twice(city):
    cells = contract_cells()
    notes = {"契約番号": "R8-001", "日付": "2026-05-01", "区分": "電話確認"}
    for n in range(3):
        book = a_book(city.folder, 契約=[cells], 記録=[{**notes, "内容": f"{n}回目"}])
        ask(city, key=f"{n}", kind=KIND, question={"name": "x"}, given=[book.read_bytes()])
    processes = [worker(city) for _ in range(2)]
    said = [process.communicate(timeout=60)[0] for process in processes]
    states = [row.state for row in city.rows("SELECT state FROM jobs")]
    assert states == ["done"] * 3, said
    runs = [row.run for row in city.rows("SELECT run FROM jobs")]
    assert runs == [1, 1, 1]
