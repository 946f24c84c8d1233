"""台帳の値: what is on file, as it stands in the boxes of a form at first."""

from __future__ import annotations

from app.acts.loading.as_typed import typed_from

__all__ = ["typed_from"]
