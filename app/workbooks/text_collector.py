"""文字の集め方: gathers the characters of one string, without its furigana, up to a bound."""

from __future__ import annotations

ESCAPED_LENGTH = len("_x000D_")


class TextCollector:
    """Collects while it is listening; what goes beyond the bound is dropped."""

    def __init__(self, cell_text: int) -> None:
        self._most = cell_text * ESCAPED_LENGTH
        self._pieces: list[str] = []
        self._length = 0
        self._listening = False
        self._in_furigana = False

    def clear(self) -> None:
        self._pieces.clear()
        self._length = 0
        self._listening = self._in_furigana = False

    def listen(self, *_: object) -> None:
        self._listening = not self._in_furigana

    def stop(self) -> None:
        self._listening = False

    def open_furigana(self, _: object) -> None:
        """Excel keeps the reading of Japanese text (rPh) beside the text itself."""
        self._in_furigana = True

    def close_furigana(self) -> None:
        self._in_furigana = False

    def characters(self, text: str) -> None:
        if self._listening and self._length <= self._most:
            self._length += len(text)
            self._pieces.append(text)

    @property
    def collected(self) -> str:
        pieces = self._pieces
        return pieces[0] if len(pieces) == 1 else "".join(pieces)
