"""番地: the address of the present page with something changed; the rest of the query stays."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

Query = dict[str, list[str]]
LONGEST = 200
MOST_PARAMETERS = 50
SEVERAL = (list, tuple, dict, set)


def address(endpoint: str, **values: Any) -> str:
    """As url_for gives it, which is slow: the address of a page of ours, remembered.

    What depends on the request besides its script root is left to url_for itself.
    """
    if endpoint[0] == ".":
        return url_for(endpoint, **values)
    given = []
    for name, value in values.items():
        if name[0] == "_" or isinstance(value, SEVERAL):
            return url_for(endpoint, **values)
        if value is not None:
            given.append((name, str(value)))
    return _address(request.script_root, endpoint, tuple(given))


@lru_cache(4_000)
def _address(_script_root: str, endpoint: str, given: tuple[tuple[str, str], ...]) -> str:
    values: dict[str, Any] = dict(given)
    return url_for(endpoint, **values)


def here(**changes: object) -> str:
    """This page with other parameters; None takes one away.

    Only the query: a path cannot be bent into the address of another server.
    """
    query = _query()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = [str(value)]
    return _written(query)


def here_toggled(name: str, value: object) -> str:
    """This page with one value of a repeated parameter added, or taken away if it is there."""
    query, text = _query(), str(value)
    values = query.pop(name, [])
    kept = [each for each in values if each != text]
    query[name] = kept if len(kept) < len(values) else [*values, text]
    return _written(query)


def _query() -> Query:
    """What nobody would type is not carried on: it would stand in every link of the page."""
    query: Query = {}
    for name, values in islice(request.args.lists(), MOST_PARAMETERS):
        filled = [value for value in values[:MOST_PARAMETERS] if 0 < len(value) <= LONGEST]
        if filled and len(name) <= LONGEST:
            query[name] = filled
    return query


def _written(query: Query) -> str:
    return "?" + urlencode(query, doseq=True)
