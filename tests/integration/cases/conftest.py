"""What a case is given: an empty city whose days the test turns."""

from __future__ import annotations

import pytest

from tests.integration.cases.city import City
from tests.integration.cases.clock import Calendar
from tests.integration.installation import Installation


@pytest.fixture
def city(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> City:
    """Nobody is on file yet; `city.begin` says when it begins and with which departments."""
    return City(installation, Calendar(monkeypatch))
