"""書類の受け取り: a paper as a PDF to take away, under its name."""

from __future__ import annotations

from flask import Response

from app.web.kept_file import attachment


def pdf_answer(pdf: bytes, name: str) -> Response:
    """`name`: with its ending, as it is to be kept."""
    headers = {"Content-Disposition": attachment(name, plain="paper.pdf")}
    return Response(pdf, mimetype="application/pdf", headers=headers)
