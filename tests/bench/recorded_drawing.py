"""写し取った描画: what our papers tell reportlab to draw, to be drawn again without our code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from app.papers import sheet


@dataclass(frozen=True)
class Drawn:
    """The place of a canvas (0), text or path among the things of a drawing."""

    place: int


Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]


class Drawing:
    """Every call that was made on one canvas and on what it began, in order."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        self.calls: list[Call] = []
        self.things = 0

    def draw(self) -> bytes:
        """Does the same calls again, on a canvas of reportlab's own."""
        buffer = BytesIO()
        things: list[Any] = [Canvas(buffer, **self.options)]
        for place, name, arguments, options in self.calls:
            given = (things[a.place] if isinstance(a, Drawn) else a for a in arguments)
            result = getattr(things[place], name)(*given, **options)
            if name.startswith("begin"):
                things.append(result)
        return buffer.getvalue()


class _Recorder:
    """Passes every call on, and notes it."""

    def __init__(self, drawing: Drawing, thing: Any) -> None:
        self._drawing = drawing
        self._thing = thing
        self._place = drawing.things
        drawing.things += 1

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._thing, name)
        if not callable(found):
            return found

        def call(*arguments: Any, **options: Any) -> Any:
            noted = (Drawn(a._place) if isinstance(a, _Recorder) else a for a in arguments)
            self._drawing.calls.append((self._place, name, tuple(noted), options))
            given = (a._thing if isinstance(a, _Recorder) else a for a in arguments)
            result = found(*given, **options)
            return _Recorder(self._drawing, result) if name.startswith("begin") else result

        return call


@contextmanager
def recorded() -> Iterator[Drawing]:
    """Notes what is drawn on the one paper that is made meanwhile."""
    drawing = Drawing()

    def new_canvas(buffer: BytesIO, **options: Any) -> Any:
        drawing.options = options
        return _Recorder(drawing, Canvas(buffer, **options))

    with patch.object(sheet, "Canvas", new_canvas):
        yield drawing
