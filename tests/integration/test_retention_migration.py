"""版の上げ下げ: stubs are never thrown away by going back a version."""

from __future__ import annotations

from flask_migrate import downgrade, upgrade

from tests.integration import retaining
from tests.integration.installation import Installation
from tests.integration.retaining import OLD, confirm, confirm_and_dispose


def test_going_back_is_refused_once_something_was_disposed_of(installation: Installation, caplog):
    retaining.set_up(installation)
    confirm_and_dispose(installation, OLD)
    with installation.app.app_context():
        try:
            downgrade(revision="0027")
        except (RuntimeError, SystemExit) as refused:
            said = f"{refused}{caplog.text}"
    assert "廃棄した契約の控えがあるため、前の版に戻せません。" in said
    assert installation.count("disposed_contracts") == 1


def test_without_stubs_it_goes_back_and_comes_again_and_confirmations_are_lost(
    installation: Installation,
):
    retaining.set_up(installation)
    confirm(installation, [OLD])
    with installation.app.app_context():
        downgrade(revision="0027")
        upgrade()
    assert installation.count("retention_steps") == 0
    confirm_and_dispose(installation, OLD)
    assert installation.run("verify").exit_code == 0
