"""The technical settings, as an operator gives them."""

from __future__ import annotations

import logging
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import Config, ConfigError, variables

A_KEY = "k" * 32
ROOT = Path(__file__).resolve().parents[2]


def settings(data_dir: Path, **given: str) -> Config:
    environment = {f"MITODOKE_{name}": value for name, value in given.items()}
    return Config.from_environment({"MITODOKE_DATA_DIR": str(data_dir)} | environment)


def test_without_settings_the_product_keeps_everything_in_the_data_folder(tmp_path):
    config = settings(tmp_path / "new" / "instance")
    assert config.data_dir == tmp_path / "new" / "instance"
    assert config.database_url == f"sqlite:///{config.data_dir}/mitodoke.sqlite3"
    assert config.font_dir == config.data_dir / "fonts"


def test_the_data_folder_is_instance_unless_said_otherwise(monkeypatch, tmp_path):
    monkeypatch.setattr("config.INSTANCE", tmp_path / "instance")
    assert Config.from_environment({}).data_dir == tmp_path / "instance"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_nobody_else_may_read_a_new_data_folder_or_the_key(tmp_path):
    config = settings(tmp_path / "instance")
    assert stat.S_IMODE(config.data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE((config.data_dir / "secret_key").stat().st_mode) == 0o600


def test_the_key_made_at_the_first_start_is_kept(tmp_path):
    first, second = settings(tmp_path), settings(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32


def test_two_installations_have_different_keys(tmp_path):
    assert settings(tmp_path / "a").secret_key != settings(tmp_path / "b").secret_key


def test_processes_that_start_at_the_same_time_agree_on_one_key_and_leave_nothing_else(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: settings(tmp_path).secret_key, range(64)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_a_given_key_is_used_and_none_is_written(tmp_path):
    assert settings(tmp_path, SECRET_KEY=A_KEY).secret_key == A_KEY
    assert not (tmp_path / "secret_key").exists()


def test_a_short_key_is_refused_without_repeating_it(tmp_path):
    with pytest.raises(ConfigError, match="MITODOKE_SECRET_KEY の秘密鍵が短すぎ") as refused:
        settings(tmp_path, SECRET_KEY="hunter22")
    assert "hunter22" not in str(refused.value)


def test_an_emptied_key_file_is_refused_by_name(tmp_path):
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(ConfigError, match="secret_key"):
        settings(tmp_path)


def test_a_variable_that_is_empty_counts_as_not_given(tmp_path):
    assert settings(tmp_path, DATABASE_URL=" ").database_url.startswith("sqlite:///")


@pytest.mark.parametrize("given", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_through_psycopg_however_it_is_written(tmp_path, given):
    config = settings(tmp_path, DATABASE_URL=f"{given}://city@db.example/mitodoke")
    assert config.database_url == "postgresql+psycopg://city@db.example/mitodoke"


@pytest.mark.parametrize("url", ["mysql://u:secret@h/n", "mitodoke.sqlite3", "secret"])
def test_another_database_is_refused_without_repeating_its_password(tmp_path, url):
    with pytest.raises(ConfigError, match="MITODOKE_DATABASE_URL") as refused:
        settings(tmp_path, DATABASE_URL=url)
    assert "secret" not in str(refused.value)


def test_neither_the_key_nor_the_password_is_shown_when_the_settings_are_printed(tmp_path):
    config = settings(tmp_path, SECRET_KEY=A_KEY, DATABASE_URL="postgresql://u:password@h/n")
    assert A_KEY not in repr(config)
    assert "password" not in repr(config)


def test_a_misspelt_variable_is_named_with_the_one_that_was_meant(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        settings(tmp_path, DATABSE_URL="sqlite:///elsewhere")
    assert "MITODOKE_DATABSE_URL" in caplog.text
    assert "MITODOKE_DATABASE_URL の誤り" in caplog.text


def test_what_the_tests_are_told_is_not_taken_for_a_setting(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        settings(tmp_path, TEST_POSTGRES_URL="postgresql://")
    assert caplog.text == ""


@pytest.mark.parametrize(("said", "https"), [("1", True), ("ON", True), ("0", False), ("", False)])
def test_tls_is_insisted_on_where_the_operator_says_so(tmp_path, said, https):
    assert settings(tmp_path, HTTPS=said).https is https


def test_a_switch_that_is_neither_on_nor_off_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="MITODOKE_HTTPS"):
        settings(tmp_path, HTTPS="perhaps")


def test_proxies_are_given_as_addresses_and_networks(tmp_path):
    config = settings(tmp_path, TRUSTED_PROXIES="192.0.2.1, 10.0.0.0/8,2001:db8::/32")
    named = [str(network) for network in config.trusted_proxies]
    assert named == ["192.0.2.1/32", "10.0.0.0/8", "2001:db8::/32"]
    assert settings(tmp_path).trusted_proxies == ()


@pytest.mark.parametrize("said", ["proxy.example", "10.0.0.1/8", "*", "300.1.1.1"])
def test_a_proxy_that_is_no_address_is_refused(tmp_path, said):
    with pytest.raises(ConfigError, match="MITODOKE_TRUSTED_PROXIES"):
        settings(tmp_path, TRUSTED_PROXIES=said)


def test_flask_is_given_the_key_and_the_database(tmp_path):
    config = settings(tmp_path, SECRET_KEY=A_KEY)
    assert config.for_flask() == {
        "SECRET_KEY": A_KEY,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
    }


def test_the_readme_lists_every_setting():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name, doc in variables().items() if f"| `{name}` | {doc}" not in readme]
    assert missing == []
