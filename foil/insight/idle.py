"""Nothing is running: open requests with no clock ahead of them and no next step."""

from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from foil.insight.lines import Named, Section, stages_of
from foil.insight.scope import Scope
from foil.insight.states import DONE, ahead, standing
from foil.law.stages import most_urgent
from foil.model.tables import ClockRow, Request, StageRow


@dataclass(frozen=True)
class Idle:
    """An open request that nobody would be reminded of. `stage` is its most urgent item's, empty
    for one kept under another law."""

    request: Named
    stage: str


def idle(session: Session, scope: Scope) -> Section[Idle]:
    """Filed requests, not done with, that no date and no next step lies ahead of."""
    day = scope.day
    mine = ClockRow.request_id == Request.id
    stage = StageRow.request_id == Request.id
    wanted = select(Request).where(
        Request.head_seq > 0,
        Request.next_step_on.is_(None),
        ~exists().where(mine, ahead(day)),
        or_(
            exists().where(stage, standing(day), StageRow.stage.not_in(DONE)),
            ~exists().where(stage),
        ),
    )
    found, total = scope.page(session, wanted, Request.id)
    requests = [request for (request,) in found]
    stages = stages_of(session, requests, day)
    rows = (_row(scope, request, stages[request.id]) for request in requests)
    return Section(tuple(rows), total)


def _row(scope: Scope, request: Request, stages: dict[int, str]) -> Idle:
    return Idle(scope.named(request), most_urgent(stages.values()) if stages else "")
