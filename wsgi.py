"""入口: the application that servers and the command line run, with the environment's settings."""

from __future__ import annotations

from app import create_app
from config import Config, ConfigError

try:
    config = Config.from_environment()
except ConfigError as refused:
    raise SystemExit(str(refused)) from None  # a sentence, not a stack of calls

app = create_app(config)
