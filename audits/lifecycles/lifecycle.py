"""状態と動き: one table of allowed moves; everything else is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

S = TypeVar("S", bound=Enum)
A = TypeVar("A", bound=Enum)


class NotAllowedError(ValueError):
    """An act that the table does not have for the state in which it was tried."""

    def __init__(self, state: Enum, act: Enum) -> None:
        super().__init__(f"{act.value} is not allowed when {state.value}")
        self.state = state
        self.act = act


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[S, A]):
    """`moves`: (state, act) → the state after it. `name` and `first` are for whoever draws it."""

    name: str
    first: S
    moves: Mapping[tuple[S, A], S]

    def after(self, state: S, act: A) -> S:
        """The state that the act leads to. Raises NotAllowedError."""
        try:
            return self.moves[state, act]
        except KeyError:
            raise NotAllowedError(state, act) from None

    def allows(self, state: S, act: A) -> bool:
        return (state, act) in self.moves

    def acts_of(self, state: S) -> tuple[A, ...]:
        """What may be done in this state, in the order of the table."""
        return tuple(act for before, act in self.moves if before is state)
