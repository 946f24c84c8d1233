"""bin/test: every check, then what passed, how long it took and what was left out."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.running import memory, postgres_server, steps
from tests.running.programs import PROGRAMS, Program
from tests.running.steps import CACHE, Outcome

REPORTS = (CACHE / "rules.xml", CACHE / "product.xml")


def main() -> int:
    options = _options()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)  # so that the server is always stopped
    CACHE.mkdir(exist_ok=True)
    for report in REPORTS:
        report.unlink(missing_ok=True)
    excused = {program.name for program in PROGRAMS if getattr(options, f"without_{program.name}")}
    if options.fast:
        excused |= {program.name for program in PROGRAMS} | {"slow"}
    missing, found = _programs(excused)
    outcomes = [*_checks(), *_tests(found.get("postgresql"), [*sorted(excused), *missing])]
    _summary(outcomes, excused, missing)
    return 0 if all(outcome.passed for outcome in outcomes) and not missing else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/test", description="Checks everything.")
    parser.add_argument(
        "--fast", action="store_true", help="only what needs nothing but Python, on SQLite"
    )
    for program in PROGRAMS:
        text = f"leave out the tests that need {program.name}"
        parser.add_argument(f"--without-{program.name}", action="store_true", help=text)
    return parser.parse_args()


def _programs(excused: set[str]) -> tuple[list[str], dict[str, Path]]:
    """The names of the programs that are not to be had, and where the others are."""
    wanted: list[Program] = [program for program in PROGRAMS if program.name not in excused]
    found = {program.name: program.find_or_install() for program in wanted}
    there = {name: path for name, path in found.items() if path}
    return [name for name in found if name not in there], there


def _checks() -> Iterator[Outcome]:
    """Checks that do not disturb each other, two at a time; the longest wait is mypy's."""
    with ThreadPoolExecutor(2) as pool:
        for outcome in pool.map(steps.run, [*steps.static_checks(), steps.fonts()]):
            yield _show(outcome)


def _tests(programs: Path | None, without: list[str]) -> Iterator[Outcome]:
    with memory.folder("tests") as folder, _server(programs) as environment:
        environment["MITODOKE_TEST_FONT_DIR"] = str(steps.font_folder())
        environment["TMPDIR"] = str(folder)
        rules, product = REPORTS
        for step in (
            steps.tests_of_rules(without=without, report=rules, environment=environment),
            steps.tests_of_the_product(without=without, report=product, environment=environment),
        ):
            yield _show(steps.run(step, quietly=False))
    yield _show(steps.run(steps.coverage()))
    if os.environ.get("CI"):
        yield _show(steps.run(steps.clean_tree()))


@contextmanager
def _server(programs: Path | None) -> Iterator[dict[str, str]]:
    """What the tests are told about the database server; nothing where there is none."""
    if programs is None:
        yield {}
        return
    with postgres_server.running(programs, memory.place()) as url:
        yield {"MITODOKE_TEST_POSTGRES_URL": url}


def _show(outcome: Outcome) -> Outcome:
    print(outcome, flush=True)
    if not outcome.passed:
        print(outcome.output, flush=True)
    return outcome


def _summary(outcomes: list[Outcome], excused: set[str], missing: list[str]) -> None:
    print("\nbin/test")
    for outcome in outcomes:
        print(f"  {outcome}")
    left_out = [f"{name} (asked for)" for name in sorted(excused)]
    left_out += [f"{name} (not on this machine; --without-{name} accepts that)" for name in missing]
    print(f"  left out: {', '.join(left_out) or 'nothing'}")
    for name in _failures():
        print(f"  failed: {name}")
    passed, failed, skipped = _counts()
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))


def _counts() -> tuple[int, int, int]:
    """Passed, failed and skipped tests as pytest wrote them down; one failed where it could not."""
    passed = failed = skipped = 0
    for report in REPORTS:
        suite = _suite(report)
        names = ("tests", "failures", "errors", "skipped")
        seen = {"errors": "1"} if suite is None else suite.attrib
        total, failures, errors, left = (int(seen.get(name, "0")) for name in names)
        failed, skipped = failed + failures + errors, skipped + left
        passed += max(0, total - failures - errors - left)
    return passed, failed, skipped


def _failures() -> list[str]:
    """The names of the tests that failed, so that they stand at the end of a long output."""
    suites = [suite for report in REPORTS if (suite := _suite(report)) is not None]
    return [
        f"{case.get('classname')}::{case.get('name')}"
        for suite in suites
        for case in suite.iter("testcase")
        if case.find("failure") is not None or case.find("error") is not None
    ]


def _suite(report: Path) -> ET.Element | None:
    """What our own pytest wrote down a moment ago; none where it could not."""
    if not report.exists():
        return None
    return next(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nbin/test: interrupted", file=sys.stderr)
        sys.exit(130)
