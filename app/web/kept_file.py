"""受け取り: the file that a job has made, sent piece by piece as it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from flask import Response, stream_with_context

from app.records import job_parts
from app.records.database import reading
from app.records.jobs import Job

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def kept_file(job: Job, mimetype: str) -> Response:
    """The answer to a download; the job has to have a file."""
    return Response(
        stream_with_context(_pieces(job.id)),
        mimetype=mimetype,
        headers={
            "Content-Disposition": attachment(job.file_name or ""),
            "Content-Length": str(job.file_bytes),
        },
    )


def attachment(name: str, plain: str = "file") -> str:
    """The header for a file to be kept; names typed by people go encoded into it (RFC 6266).

    `plain`: for a browser that does not read such names.
    """
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _pieces(job_id: int) -> Iterator[bytes]:
    with reading() as session:
        yield from job_parts.parts(session, job_id, job_parts.MADE)
