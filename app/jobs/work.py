"""仕事の手元: what a job's function is given, and how it says how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from app.acts.jobs import Made, OvertakenError, Run
from app.records import job_parts
from app.records.database import reading


class Progress(NamedTuple):
    """How far: the stage in words, and so many of so many (of 0: nobody can tell)."""

    stage: str = ""
    done: int = 0
    of: int = 0


NOT_BEGUN = Progress()


class JobFailedError(Exception):
    """A job that cannot be done; the message is the sentence for whoever asked for it."""


@dataclass(slots=True)
class Work:
    """One run under way in this process."""

    run: Run
    progress: Progress = NOT_BEGUN
    is_overtaken: bool = False

    def say(self, stage: str, done: int, of: int) -> None:
        """Tells how far it is. Raises OvertakenError where the run was given up meanwhile."""
        if self.is_overtaken:
            raise OvertakenError(self.run.job_id)
        self.progress = Progress(stage, done, of)

    @contextmanager
    def given(self, name: str) -> Iterator[Path]:
        """The file that the job was given, for as long as it is needed, under this name."""
        with TemporaryDirectory(prefix="mitodoke-") as folder:
            path = Path(folder) / name
            with path.open("wb") as file, reading() as session:
                for part in job_parts.parts(session, self.run.job_id, job_parts.GIVEN):
                    file.write(part)
            yield path


# Gives what it has made; None where it has seen to the end of its run itself, in the very
# transaction in which it wrote something else.
JobFunction = Callable[[Work], Made | None]


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file in parts as they are kept."""
    with path.open("rb") as file:
        while piece := file.read(job_parts.PART_BYTES):
            yield piece
