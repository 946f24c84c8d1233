"""返却一覧に載せる事実: the media of an engagement, those still out and those that have gone."""

from __future__ import annotations

from app.acts.media_list import MediumLine, media_lines
from app.acts.paper_facts.head import chain, head
from app.papers.return_list_page import MediumOnList, ReturnList
from app.records.dossier import Dossier
from audits.engagement import PRIME_BRANCH
from audits.erasure import Disposal
from audits.kind import Kind
from audits.wording import DISPOSAL


def return_paper(dossier: Dossier, branch: int) -> ReturnList:
    """The list of one engagement as it stands on the dossier's day."""
    lines = list(media_lines(dossier, branch))
    due = (one.due_on for one in dossier.owed(Kind.ERASURE_CERTIFICATE) if one.branch == branch)
    return ReturnList(
        head=head(dossier),
        whose="受託者" if branch == PRIME_BRANCH else f"再委託先{branch}",
        out=tuple(_listed(line) for line in lines if line.act is None),
        gone=tuple(_listed(line) for line in lines if line.act is not None),
        department=dossier.terms["department"],
        due_on=next(due, None),
        on=dossier.on,
        chain=chain(dossier),
    )


def _listed(line: MediumLine) -> MediumOnList:
    item, act = line.item, line.act
    return MediumOnList(
        item["number"],
        item["name"],
        line.kind,
        "、".join(item["media"]),
        line.number,
        line.count,
        act["on"] if act else None,
        DISPOSAL[Disposal(act["disposal"])] if act else "",
        (act["means"] or "") if act else "",
    )
