"""版の表: one table of an edition file, read strictly; what does not fit is refused by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from typing import TypeVar

Word = TypeVar("Word", bound=Enum)
Value = TypeVar("Value")

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class EditionError(ValueError):
    """An edition that cannot be read; says which file, where in it, and why, in Japanese."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__(f"「{file}」の{place}: {reason}")
        self.file = file
        self.place = place
        self.reason = reason


class Table:
    """The values of one table. Refuses keys that are missing or that nobody asks for.

    `may`: those of the keys that may be missing; `optional`: all of them may.
    """

    def __init__(
        self,
        file: str,
        place: str,
        values: Mapping[str, object],
        *,
        keys: Collection[str],
        optional: bool = False,
        may: Collection[str] = (),
    ) -> None:
        self.file = file
        self.place = place
        self._values = values
        self._refuse_unknown(keys)
        if not optional:
            self._refuse_missing(set(keys) - set(may))

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def error(self, reason: str) -> EditionError:
        return EditionError(self.file, self.place, reason)

    def text(self, key: str) -> str:
        text = self._typed(key, str, "文字列")
        if not text.strip():
            raise self.error(f"「{key}」が空欄です。内容を書いてください。")
        return text

    def whole_text(self, key: str) -> str:
        """A text as it stands, also one of blanks only."""
        return self._typed(key, str, "文字列")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none of them is blank."""
        texts: list[object] = self._typed(key, list, "並び")
        for text in texts:
            if not isinstance(text, str) or not text.strip():
                raise self.error(f"「{key}」の中は、空でない文字列で書いてください。")
        return tuple(map(str, texts))

    def identifier(self, key: str) -> str:
        text = self.text(key)
        if not IDENTIFIER.fullmatch(text):
            raise self.error(f"「{key}」は半角の英小文字、数字とハイフンで書いてください。")
        return text

    def number(self, key: str, *, least: int, most: int) -> int:
        number = self._typed(key, int, "整数")
        if not least <= number <= most:
            raise self.error(f"「{key}」は{least}から{most}までの整数で書いてください。")
        return number

    def flag(self, key: str) -> bool:
        return self._typed(key, bool, "true か false")

    def one_of(self, key: str, known: Collection[str]) -> str:
        return self._known(key, self.text(key), known)

    def word(self, key: str, words: type[Word]) -> Word:
        return words(self.one_of(key, [word.value for word in words]))

    def words(self, key: str, words: type[Word], *, least: int) -> tuple[Word, ...]:
        """A list of words of an enum, in the order written; refuses one that stands there twice."""
        known = [word.value for word in words]
        read = [self._known(key, word, known) for word in self._typed(key, list, "並び")]
        if len(read) < least:
            raise self.error(f"「{key}」が空です。少なくとも一つ書いてください。")
        if len(read) != len(set(read)):
            raise self.error(f"「{key}」に同じ語が二度書かれています。")
        return tuple(words(word) for word in read)

    def table(self, key: str) -> Mapping[str, Mapping[str, object]]:
        """A table of tables, such as `kinds`."""
        rows: dict[str, object] = self._typed(key, dict, "表")
        return {name: self._row(key, row) for name, row in rows.items()}

    def tables(
        self, key: str, noun: str, *, keys: Collection[str], may: Collection[str] = ()
    ) -> Iterator[Table]:
        """Each table of a list, named by where it stands: 3番目の条項. Refuses an empty list."""
        rows: list[object] = self._typed(key, list, "表の並び")
        if not rows:
            raise self.error(f"「{key}」に{noun}が一つもありません。")
        for place, row in enumerate(rows, start=1):
            where = f"{place}番目の{noun}"
            yield Table(self.file, where, self._row(key, row), keys=keys, may=may)

    def _row(self, key: str, row: object) -> Mapping[str, object]:
        if not isinstance(row, dict):
            raise self.error(f"「{key}」の中は表で書いてください。")
        return row

    def _known(self, key: str, word: object, known: Collection[str]) -> str:
        if not isinstance(word, str) or word not in known:
            choices = "、".join(sorted(known))
            raise self.error(f"「{key}」の「{word}」は使えません。使えるのは {choices} です。")
        return word

    def _typed(self, key: str, kind: type[Value], noun: str) -> Value:
        value = self._values[key]
        # not isinstance: true would pass for the number 1
        if type(value) is not kind:
            raise self.error(f"「{key}」は{noun}で書いてください。")
        return value

    def _refuse_unknown(self, keys: Collection[str]) -> None:
        if unknown := sorted(set(self._values) - set(keys)):
            raise self.error(f"「{unknown[0]}」という欄はありません。つづりを確かめてください。")

    def _refuse_missing(self, keys: Collection[str]) -> None:
        if missing := sorted(set(keys) - set(self._values)):
            raise self.error(f"「{missing[0]}」の欄がありません。書き足してください。")
