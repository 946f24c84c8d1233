"""監査台帳を作る仕事: a register too big to wait for, made for whoever asked for it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from app.acts.jobs import Made
from app.acts.register.lines import SHEETS_BY_CONTRACT
from app.acts.register.wish import RegisterWish
from app.clock import now
from app.jobs.asker import asker
from app.jobs.work import Work, pieces_of
from app.records.database import reading
from app.records.register import count_contracts
from app.workflows.end_job import end_job
from app.workflows.write_register import write_register
from audits.roles import Act

STAGE = "台帳を書いています"
LAST_STAGE = "ファイルにまとめています"


def make_register(work: Work) -> None:
    """With the reach that the person has now, which may be less than when it was asked for."""
    wish = RegisterWish.of(work.run.question)
    reach = asker(work.run, Act.TAKE_AWAY).scope_of(Act.TAKE_AWAY)
    with reading() as session:
        contracts = count_contracts(session, wish.departments, reach)
    of = contracts * SHEETS_BY_CONTRACT

    def tell(sheets: int, done: int) -> None:
        work.say(STAGE, sheets * contracts + done, of)

    with TemporaryDirectory(prefix="mitodoke-") as folder:
        path = Path(folder) / "register.xlsx"
        write_register(path, wish.scope(reach), tell)
        work.say(LAST_STAGE, of, of)
        made = Made({"contracts": contracts}, {}, wish.file_name(reach), pieces_of(path))
        end_job(work.run, made, at=now())
