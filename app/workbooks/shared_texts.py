"""共有の文字列: the texts that the cells of all sheets point to by number."""

from __future__ import annotations

from app.workbooks.cell_value import Fault, text
from app.workbooks.limits import Limits
from app.workbooks.package import Package
from app.workbooks.problem import BrokenWorkbookError
from app.workbooks.tally import Tally
from app.workbooks.text_collector import TextCollector
from app.workbooks.xml_part import ElementHandlers, feed, new_parser


class SharedTexts:
    """The string table in its order; a text that cannot be taken stands there as its fault."""

    def __init__(self, tally: Tally) -> None:
        self.texts: list[str | Fault] = []
        self._tally = tally
        self._limits: Limits = tally.limits
        self._collector = TextCollector(self._limits.cell_text)

    def read(self, package: Package, part: str) -> None:
        collector = self._collector
        parser = new_parser()
        parser.CharacterDataHandler = collector.characters
        ElementHandlers(
            {"si": self._open, "t": collector.listen, "rPh": collector.open_furigana},
            {"si": self._close, "t": collector.stop, "rPh": collector.close_furigana},
        ).attach(parser)
        for _ in feed(parser, package.chunks(part)):
            pass

    def _open(self, _: object) -> None:
        self._collector.clear()

    def _close(self) -> None:
        value = text(self._collector.collected, self._limits.cell_text)
        if isinstance(value, str):
            self._tally.add_text(value)
        self.texts.append(value)
        if len(self.texts) > self._limits.shared_strings:
            raise BrokenWorkbookError(
                f"文字列が{self._limits.shared_strings:,}種類を超えています。"
                "ブックを分けて読み込んでください。"
            )


def shared_texts(package: Package, part: str | None, tally: Tally) -> list[str | Fault]:
    table = SharedTexts(tally)
    if part is not None and part in package:
        table.read(package, part)
    return table.texts
