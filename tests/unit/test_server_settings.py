"""Where the server listens, and how many serve."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from config import Config, ConfigError

ROOT = Path(__file__).resolve().parents[2]


def settings(folder: Path, **given: str) -> Config:
    environment = {f"MITODOKE_{name}": value for name, value in given.items()}
    return Config.from_environment({"MITODOKE_DATA_DIR": str(folder)} | environment)


def serving(folder: Path, monkeypatch: pytest.MonkeyPatch, **given: str) -> dict[str, Any]:
    """What gunicorn is told."""
    for name, value in {"DATA_DIR": str(folder), **given}.items():
        monkeypatch.setenv(f"MITODOKE_{name}", value)
    return runpy.run_path(str(ROOT / "gunicorn.conf.py"))


def test_nobody_outside_the_machine_is_served_unless_it_is_said(tmp_path):
    config = settings(tmp_path)
    assert (config.host, config.port) == ("127.0.0.1", 8080)


@pytest.mark.parametrize("said", ["0", "65536", "-1", "80a", "８０", "9" * 1000])
def test_a_port_that_there_is_not_is_refused(tmp_path, said):
    with pytest.raises(ConfigError, match="MITODOKE_PORT"):
        settings(tmp_path, PORT=said)


def test_an_sqlite_file_is_served_by_one_process(tmp_path, monkeypatch):
    told = serving(tmp_path, monkeypatch, PORT="8123")
    assert (told["workers"], told["threads"], told["bind"]) == (1, 8, "127.0.0.1:8123")


def test_postgresql_is_served_by_several(tmp_path, monkeypatch):
    told = serving(tmp_path, monkeypatch, DATABASE_URL="postgresql://u@h/n")
    assert (told["workers"], told["threads"]) == (2, 4)


def test_the_server_does_not_start_with_a_setting_that_cannot_be(tmp_path, monkeypatch):
    with pytest.raises(SystemExit, match="MITODOKE_PORT"):
        serving(tmp_path, monkeypatch, PORT="none")
