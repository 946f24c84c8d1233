"""ファイルの断り: why a file is not taken, in words for whoever sent it."""

from __future__ import annotations


class FileRefusedError(ValueError):
    """A file that is not taken; the message says why and what helps."""
