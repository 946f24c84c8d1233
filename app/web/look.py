"""見た目: what every template may count on, put onto the application."""

from __future__ import annotations

from flask import Flask

from app.web import drawn, filters, navigation, static_files


def register(app: Flask) -> None:
    filters.register(app)
    app.jinja_env.globals.update(drawn.GLOBALS)
    navigation.register(app)
    static_files.register(app)
