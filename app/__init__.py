"""みとどけ: assembly of the application."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate

from app import cli
from app.records.database import db, prepare
from app.rooms import ROOMS
from app.web import delivery
from config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def create_app(config: Config) -> Flask:
    """The application with these settings; touches neither the clock nor the network."""
    app = Flask(__name__)
    app.config.from_mapping(config.for_flask())
    app.config["MITODOKE"] = config
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    with app.app_context():
        prepare(db.engine)
    delivery.register(app, config)
    for room in ROOMS:
        app.register_blueprint(room)
    cli.register(app)
    return app
