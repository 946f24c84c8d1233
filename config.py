"""技術的な設定: every technical setting, read from the environment in this one place.

Each is a field of `Config`; its variable is the field's name with the prefix `MITODOKE_`.
Without any of them the product runs on SQLite in `instance/`. README.md lists them; a test holds
it to that. The city's own settings (its name, thresholds …) are in the database, not here.
"""

from __future__ import annotations

import difflib
import logging
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, get_type_hints

PREFIX = "MITODOKE_"
TEST_PREFIX = "MITODOKE_TEST_"  # what bin/test tells the tests; no setting of the product
INSTANCE = Path(__file__).resolve().parent / "instance"
SHORTEST_SECRET_KEY = 32
DRIVERS = {
    "sqlite": "sqlite",
    "postgresql+psycopg": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}

SECURITIES = ("none", "starttls", "tls")
HIGHEST_PORT = 65535
SWITCH = {"1": True, "true": True, "on": True, "0": False, "false": False, "off": False}
Network = IPv4Network | IPv6Network

log = logging.getLogger("mitodoke.config")


class ConfigError(ValueError):
    """A setting that the product cannot start with; the message says which and why."""


@dataclass(frozen=True)
class Config:
    """The technical settings of one installation."""

    data_dir: Annotated[Path, "folder of everything that is kept outside the database"]
    database_url: Annotated[str, "`sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`"] = (
        field(repr=False)
    )
    secret_key: Annotated[
        str, "signs sessions and forms; at least 32 characters, told to nobody"
    ] = field(repr=False)
    font_dir: Annotated[Path, "folder of the two fonts that papers are set in"]
    https: Annotated[bool, "`1` where browsers come over TLS: cookies and headers insist on it"] = (
        False
    )
    trusted_proxies: Annotated[
        tuple[Network, ...],
        "addresses or networks of the proxies in front, with commas between: "
        "their `X-Forwarded-For` and `X-Forwarded-Proto` are believed",
    ] = ()
    host: Annotated[str, "address that the server listens on"] = "127.0.0.1"
    port: Annotated[int, "port that the server listens on"] = 8080
    base_url: Annotated[str, "address of the product as people type it, for links in mails"] = ""
    smtp_host: Annotated[str, "mail server that reminders are handed to"] = ""
    smtp_port: Annotated[int, "its port"] = 25
    smtp_security: Annotated[str, "`none`, `starttls` or `tls`"] = "none"
    smtp_user: Annotated[str, "name to sign in there with"] = ""
    smtp_password: Annotated[str, "password to sign in there with"] = field(default="", repr=False)
    mail_sender: Annotated[str, "sender of the reminders"] = "mitodoke@localhost"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Config:
        """The settings as the environment has them; makes the data folder and the key at first."""
        given = {name: value for name, value in environment.items() if value.strip()}
        for sentence in _unknown(given):
            log.warning(sentence)
        data_dir = _folder(given, "DATA_DIR", INSTANCE)
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(
            data_dir=data_dir,
            database_url=_database_url(given, data_dir),
            secret_key=_secret_key(given, data_dir),
            font_dir=_folder(given, "FONT_DIR", data_dir / "fonts"),
            https=_switch(given, "HTTPS"),
            trusted_proxies=_networks(given, "TRUSTED_PROXIES"),
            host=given.get(f"{PREFIX}HOST", cls.host).strip(),
            port=_port(given, "PORT", cls.port),
            base_url=_text(given, "BASE_URL", cls.base_url).rstrip("/"),
            smtp_host=_text(given, "SMTP_HOST", cls.smtp_host),
            smtp_port=_port(given, "SMTP_PORT", cls.smtp_port),
            smtp_security=_one_of(given, "SMTP_SECURITY", SECURITIES),
            smtp_user=_text(given, "SMTP_USER", cls.smtp_user),
            smtp_password=given.get(f"{PREFIX}SMTP_PASSWORD", cls.smtp_password),
            mail_sender=_text(given, "MAIL_SENDER", cls.mail_sender),
        )

    @property
    def on_sqlite(self) -> bool:
        """One process writes to an SQLite file; beyond that it is PostgreSQL."""
        return self.database_url.startswith("sqlite:")

    def for_flask(self) -> dict[str, object]:
        """The settings under the names that Flask and its extensions read."""
        return {"SECRET_KEY": self.secret_key, "SQLALCHEMY_DATABASE_URI": self.database_url}


def variables() -> dict[str, str]:
    """Each variable of the environment that is a setting, with its one line of explanation."""
    hints = get_type_hints(Config, include_extras=True)
    return {PREFIX + name.upper(): hint.__metadata__[0] for name, hint in hints.items()}


def _folder(given: Mapping[str, str], name: str, default: Path) -> Path:
    return Path(given.get(PREFIX + name, default)).expanduser().resolve()


def _switch(given: Mapping[str, str], name: str) -> bool:
    said = given.get(PREFIX + name, "0").strip().lower()
    if said not in SWITCH:
        raise ConfigError(f"{PREFIX}{name} は 1 か 0 にしてください（「{said}」は読めません）。")
    return SWITCH[said]


def _text(given: Mapping[str, str], name: str, default: str) -> str:
    return given.get(PREFIX + name, default).strip()


def _one_of(given: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    """The first of the words is what holds where nothing is said."""
    said = _text(given, name, words[0]).lower()
    if said not in words:
        known = "、".join(words)
        raise ConfigError(
            f"{PREFIX}{name} は {known} のどれかにしてください（「{said[:40]}」は読めません）。"
        )
    return said


def _port(given: Mapping[str, str], name: str, default: int) -> int:
    said = given.get(PREFIX + name, str(default)).strip()
    if not said.isascii() or not said.isdigit() or not 0 < int(said[:6]) <= HIGHEST_PORT:
        raise ConfigError(
            f"{PREFIX}{name} は 1 から {HIGHEST_PORT} までの数にしてください（「{said[:40]}」）。"
        )
    return int(said)


def _networks(given: Mapping[str, str], name: str) -> tuple[Network, ...]:
    parts = [part.strip() for part in given.get(PREFIX + name, "").split(",")]
    try:
        return tuple(ip_network(part) for part in parts if part)
    except ValueError as error:
        raise ConfigError(
            f"{PREFIX}{name} は 192.0.2.1 や 10.0.0.0/8 のように書いてください（{error}）。"
        ) from error


def _database_url(given: Mapping[str, str], data_dir: Path) -> str:
    url = given.get(f"{PREFIX}DATABASE_URL", f"sqlite:///{data_dir / 'mitodoke.sqlite3'}")
    driver, colon, rest = url.partition("://")
    if not colon or driver not in DRIVERS:
        # Not the URL itself: it may hold a password.
        raise ConfigError(
            f"{PREFIX}DATABASE_URL は sqlite:/// または postgresql:// で始めてください。"
        )
    return f"{DRIVERS[driver]}://{rest}"


def _secret_key(given: Mapping[str, str], data_dir: Path) -> str:
    variable = f"{PREFIX}SECRET_KEY"
    if variable in given:
        return _long_enough(given[variable], variable)
    file = data_dir / "secret_key"
    if not file.exists():
        _make_secret_key(file)
    return _long_enough(file.read_text(encoding="ascii").strip(), str(file))


def _long_enough(key: str, source: str) -> str:
    if len(key) < SHORTEST_SECRET_KEY:
        raise ConfigError(
            f"{source} の秘密鍵が短すぎます（{len(key)}文字）。"
            f"{SHORTEST_SECRET_KEY}文字以上の、推測できない文字列にしてください。"
        )
    return key


def _make_secret_key(file: Path) -> None:
    """Written whole beside its place and linked there: of two first starts, one key wins."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".secret_key.")  # mode 0600
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        file.hardlink_to(beside)
    except FileExistsError:
        pass  # another process was first, and its key holds
    finally:
        beside.unlink()


def _unknown(given: Mapping[str, str]) -> Iterator[str]:
    known = variables()
    for name in sorted(given):
        if name.startswith(PREFIX) and not name.startswith(TEST_PREFIX) and name not in known:
            [*meant] = difflib.get_close_matches(name, known, n=1)
            hint = f"{meant[0]} の誤りではありませんか。" if meant else ""
            yield f"環境変数 {name} は設定として知られていないため、無視しました。{hint}"
