"""The steps of bin/test: each a command, its outcome and how long it took."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
RULES = ("tests/unit", "tests/property", "tests/rules")


@dataclass(frozen=True)
class Step:
    """One check: a name for people and a command that ends with 0 where it is content."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    nothing_may_be_printed: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    name: str
    passed: bool
    seconds: float
    output: str = ""

    def __str__(self) -> str:
        return f"{'ok    ' if self.passed else 'FAILED'} {self.seconds:6.1f} s  {self.name}"


def run(step: Step, *, quietly: bool = True) -> Outcome:
    """Runs a step; quietly keeps its output until it is known whether anybody has to read it."""
    began = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=os.environ | step.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quietly else None,
        stderr=subprocess.STDOUT if quietly else None,
        text=True,
        errors="replace",
        check=False,
    )
    output = done.stdout or ""
    passed = done.returncode == 0 and not (step.nothing_may_be_printed and output)
    return Outcome(step.name, passed, time.monotonic() - began, output)


def font_folder() -> Path:
    """A folder for what this maker of fonts makes of these libraries."""
    inputs = (ROOT / "app" / "papers" / "fonts.py", ROOT / "requirements.txt")
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in inputs))
    return CACHE / f"fonts-{digest.hexdigest()[:16]}"


def module(name: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs a module with this very Python."""
    return (sys.executable, "-m", name, *arguments)


def static_checks() -> list[Step]:
    """What can be said without running the product."""
    lint_imports = (str(Path(sys.executable).with_name("lint-imports")), "--no-logo")
    checks = [
        Step("ruff: style", module("ruff", "check", "--quiet", ".")),
        Step("mypy: types", module("mypy", "--no-error-summary")),
        Step("import-linter: the contracts of the house", lint_imports),
    ]
    if (ROOT / "app" / "templates").is_dir():
        checks.append(Step("djlint: templates", module("djlint", "--quiet", "app/templates")))
    return checks


def fonts() -> Step:
    """Makes the papers' fonts once, so that no test has to wait for them."""
    make = "import sys, pathlib; from app.papers.fonts import fonts_in; "
    make += "fonts_in(pathlib.Path(sys.argv[1]))"
    return Step("fonts: made, or still there", (sys.executable, "-c", make, str(font_folder())))


def tests_of_rules(*, without: list[str], report: Path, environment: Mapping[str, str]) -> Step:
    """The tests that need no database, in random order; how far they go through the rules."""
    seen = ("--cov", "--cov-report=", "--cov-fail-under=0")
    return Step("pytest: rules", _pytest(without, report, *RULES, *seen), environment)


def tests_of_the_product(
    *, without: list[str], report: Path, environment: Mapping[str, str]
) -> Step:
    """All others; watching each line of them would take a third more time."""
    others = [f"--ignore={folder}" for folder in RULES]
    return Step("pytest: product", _pytest(without, report, *others), environment)


def _pytest(without: list[str], report: Path, *more: str) -> tuple[str, ...]:
    """All but those with the markers, on all cores, in random order."""
    left_out = " and ".join(f"not {marker}" for marker in without)
    options = ("-q", "-n", "auto", "--maxprocesses=4", "--dist=worksteal", "--durations=5")
    return module("pytest", *options, f"--junitxml={report}", "-m", left_out, *more)


def coverage() -> Step:
    """Every line and branch of the rules is run by a test (pyproject.toml says how much)."""
    return Step("coverage: audits and checklists", module("coverage", "report"))


def clean_tree() -> Step:
    """What is generated is committed as it would be generated now, and nothing is left lying."""
    command = ("git", "status", "--porcelain")
    return Step("git: nothing left lying about", command, nothing_may_be_printed=True)
