"""版の下書き: the items of an edition while they are worked on, each change made or refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, replace
from hashlib import sha256

from checklists.library import LibraryItem, filled
from checklists.sheet import GROUP_CODES, CheckItem, CheckSheet
from checklists.statement import compared
from checklists.topic import TOPICS

LONGEST_NAME = 60
LONGEST_TEXT = 300
MOST_ITEMS = 300
OWN_SOURCE = "市の独自の項目"

Items = tuple[CheckItem, ...]


class DraftError(ValueError):
    """A change that cannot be made; the message says why. `field`: the one that is wrong."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def copied(sheet: CheckSheet) -> Items:
    """The items of an edition, each by what it asks."""
    return _ordered(filled(sheet).items)


def item_of(items: Items, subject: str) -> CheckItem:
    """The item that asks this. Raises DraftError."""
    for item in items:
        if item.subject == subject:
            return item
    raise DraftError("この項目は、もう下書きにありません。画面を開き直してください。")


def with_library_item(items: Items, item: LibraryItem) -> Items:
    """The item of the library at the end of its group."""
    return with_own_item(
        items,
        CheckItem(
            0, item.group, item.text, item.answers_to, item.basis, item.training, item.subject,
            item.look_at,
        ),
    )  # fmt: skip


def with_own_item(items: Items, item: CheckItem) -> Items:
    """A new item at the end of its group."""
    if any(one.subject == item.subject for one in items):
        raise DraftError(f"「{item.text}」は、もう入っています。")
    if len(items) >= MOST_ITEMS:
        raise DraftError(f"1つの版に入れられる項目は{MOST_ITEMS}までです。")
    return _ordered([*items, _checked(items, item)])


def with_changed_item(items: Items, subject: str, changed: CheckItem) -> Items:
    """The item as typed in place of what it was; in another group it goes to the end of that."""
    before = item_of(items, subject)
    after = _checked(items, replace(changed, subject=subject, sources=before.sources))
    if after.group == before.group:
        return _ordered([after if one.subject == subject else one for one in items])
    return _ordered([*(one for one in items if one.subject != subject), after])


def without_item(items: Items, subject: str) -> Items:
    """The items but for this one."""
    item_of(items, subject)
    return _ordered([one for one in items if one.subject != subject])


def with_moved_item(items: Items, subject: str, step: int) -> Items:
    """The item one place up (-1) or down (1); at the end of its group it goes on to the next."""
    item = item_of(items, subject)
    group = [one for one in items if one.group == item.group]
    at = group.index(item) + step
    if 0 <= at < len(group):
        return _swapped(items, item, group[at])
    into = GROUP_CODES.index(item.group) + step
    if not 0 <= into < len(GROUP_CODES):
        raise DraftError("これより先へは動かせません。")
    moved = replace(item, group=GROUP_CODES[into])
    others = [one for one in items if one.subject != subject]
    # Down: the first of the next group; up: the last of the one before.
    return _ordered([moved, *others] if step > 0 else [*others, moved])


def sheet_of(id_: str, title: str, edition: str, model: CheckSheet, items: Items) -> CheckSheet:
    """The draft as an edition; refuses one that asks nothing. `model` gives the groups' names."""
    if not items:
        raise DraftError("項目が一つもない版は公開できません。")
    return CheckSheet(id_, checked_name(title, "title"), checked_name(edition, "edition"),
                      model.groups, items)  # fmt: skip


def checked_name(text: str, field: str) -> str:
    """A title or the name of an edition, without spaces around it."""
    return _text(text, field, LONGEST_NAME)


def mark_of(*said: object) -> str:
    """Stands for exactly this state, so that a page can say which one it showed."""
    return sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:32]


def written(items: Items) -> str:
    """The items as a draft keeps them."""
    return json.dumps([astuple(item) for item in items], ensure_ascii=False)


def read(text: str) -> Items:
    """What `written` wrote."""
    return tuple(CheckItem(*values) for values in json.loads(text))


def _checked(items: Items, item: CheckItem) -> CheckItem:
    text = _text(item.text, "text", LONGEST_TEXT)
    if item.group not in GROUP_CODES:
        raise DraftError("区分を選んでください。", "group")
    if item.answers_to not in TOPICS:
        raise DraftError("主題を選んでください。", "answers_to")
    for one in items:
        if one.subject != item.subject and compared(one.text) == compared(text):
            raise DraftError(
                f"同じ文の項目が、もうあります（{one.group}の{one.number}番）。", "text"
            )
    look_at = _text(item.look_at, "look_at", LONGEST_TEXT) if item.look_at.strip() else ""
    return replace(item, text=text, look_at=look_at)


def _text(text: str, field: str, longest: int) -> str:
    words = " ".join(text.split())
    if not words:
        raise DraftError("入力してください。", field)
    if len(words) > longest:
        raise DraftError(f"{longest}文字以内にしてください。", field)
    return words


def _swapped(items: Items, one: CheckItem, other: CheckItem) -> Items:
    exchanged = {one.subject: other, other.subject: one}
    return _ordered([exchanged.get(item.subject, item) for item in items])


def _ordered(items: Sequence[CheckItem]) -> Items:
    """Group by group, numbered from one."""
    in_order = sorted(items, key=lambda item: GROUP_CODES.index(item.group))
    return tuple(replace(item, number=place) for place, item in enumerate(in_order, start=1))
