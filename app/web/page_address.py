"""番地: the address of the present page with something changed; the rest of the query stays."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request

Query = dict[str, list[str]]


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
    lists = request.args.to_dict(flat=False)
    return {name: filled for name, values in lists.items() if (filled := [v for v in values if v])}


def _written(query: Query) -> str:
    return "?" + urlencode(query, doseq=True)
