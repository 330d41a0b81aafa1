"""A campaign's letters on their way: drafted, finished, filed one by one; and the grid as files."""

import tempfile
from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, send_file, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.archive.store import Folder
from foil.catalog.reach import WAY_WORDS, needs_address, usual_way, where_to_look
from foil.errors import BadInput, FoilError, MovedOn, Refused
from foil.insight.basis import basis
from foil.insight.campaign_asked import Earlier
from foil.insight.campaign_grid import ANSWERS, grid, pages
from foil.insight.campaign_recipients import DRAFT, TO_DRAFT, Recipient, recipients
from foil.insight.campaigns import ask_row, requests_in
from foil.insight.lines import Named, named
from foil.letters.binding import bound
from foil.letters.draft import KIND
from foil.model.tables import Letter
from foil.operations import campaign_approval, campaign_work
from foil.operations.campaign_drafts import finishable
from foil.operations.campaigns import find_campaign
from foil.operations.events import Questioned
from foil.operations.sealing import sealed_of
from foil.operations.worker import Worker
from foil.sheets.writing import write_csv, write_xlsx
from foil.web.arrivals import bring_to_tray, store
from foil.web.background import begin
from foil.web.campaign_rows import first, grid_rows
from foil.web.desk import desk, me, now, reading, today, writing
from foil.web.event_reading import Answers
from foil.web.exports import CSV, XLSX
from foil.web.filing import finished, problems_of, recorded, starting, ways
from foil.web.numbers import integer
from foil.web.pages import page as draw

blueprint = Blueprint("campaign_queue", __name__, url_prefix="/campaigns/<int:number>")
Answer = Response | str | tuple[str, int]


@blueprint.post("/work")
def work(number: int) -> Response:
    """Begin drafting or finishing all of it, or stop what is being done."""
    do, here = request.form.get("do", ""), desk()
    try:
        with writing() as session:
            if do == "stop":
                campaign_work.stop(me(), session, number)
            else:
                campaign_work.start(me(), session, number, do)
    except (BadInput, Refused) as error:
        flash(str(error), "warn")
    else:
        worker = Worker(here.database, Folder.of(here.settings), here.now)
        begin(lambda: campaign_work.work_on(worker, number))
    return redirect(url_for("campaigns.page", number=number), 303)


@blueprint.post("/approval")
def approve(number: int) -> Response:
    """Ask for approval of its drafts, or give it to those this person was asked about."""
    try:
        with writing() as session:
            if request.form.get("do") == "approve":
                many = campaign_approval.approve_all(me(), session, number, now=now())
                said = f"{many} approved. They can be finished."
            else:
                who = request.form.get("approver", 0, type=integer)
                many = campaign_approval.ask_all(me(), session, number, who, now=now())
                said = f"Asked for {many}. They show on Today of whoever approves them."
        flash(said)
    except (BadInput, Refused) as error:
        flash(" ".join(getattr(error, "problems", {}).values()) or str(error), "warn")
    return redirect(url_for("campaigns.page", number=number), 303)


@blueprint.get("/queue")
def queue(number: int) -> str:
    """Every finished letter that is not filed, and how to file the one that is at hand."""
    return _queue(number)


@blueprint.post("/queue")
def record(number: int) -> Answer:
    """Record how the letter at hand went, with the files that prove it; then the next one."""
    at, letter = request.form.get("at", ""), request.form.get("letter", 0, type=integer)
    with reading() as session:
        find_campaign(me(), session, number)
    if not at:
        return redirect(url_for(".queue", number=number), 303)
    answers = bring_to_tray(at, request.form)
    try:
        with writing() as session:
            recorded(session, at, letter, answers)
    except (BadInput, Questioned, MovedOn) as error:
        return _queue(number, answers, error), error.status
    flash(f"{at} is filed.")
    return redirect(url_for(".queue", number=number), 303)


@blueprint.get("/letters.pdf")
def combined(number: int) -> Response | str:
    """Every finished letter in one PDF, with a bookmark for each agency; where others are not
    finished, its name says so."""
    with reading() as session:
        campaign = find_campaign(me(), session, number)
        found = _letters(session, number, ("finished", "filed"))
        left = sum(_unfinished(_asked(session, number)).values())
    if not found:
        flash("No letter of it is finished yet; there is nothing to put together.", "warn")
        return _queue(number)
    parts = []
    for each, letter in found:
        with store().open(sealed_of(letter)["pdf"]) as file:
            parts.append((each.agency_name, file.read()))
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    kept.write(bound(parts, campaign.name))
    part = f", {len(found)} of {len(found) + left} letters" if left else ""
    return _sent(kept, "application/pdf", f"{campaign.name}{part}.pdf")


@blueprint.get("/items")
def items(number: int) -> str:
    """What each agency said about every item."""
    with reading() as session:
        campaign = find_campaign(me(), session, number)
        found = grid(me(), session, number, today())
    return draw(
        "campaigns/items.html", campaign=campaign, grid=found, answers=ANSWERS,
        rows=grid_rows(found.rows), item=request.args.get("item", ""),
    )  # fmt: skip


@blueprint.get("/grid.csv")
def as_csv(number: int) -> Response:
    """Agencies against steps, as separated values."""
    with reading() as session:
        name = find_campaign(me(), session, number).name
        page = pages(grid(me(), session, number, today()))[0]
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_csv(file, page)
    return _sent(file, CSV, f"{name}.csv")


@blueprint.get("/grid.xlsx")
def as_workbook(number: int) -> Response:
    """Agencies against steps and against items, as a workbook."""
    with reading() as session:
        name = find_campaign(me(), session, number).name
        both = pages(grid(me(), session, number, today()))
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_xlsx(file, both)
    return _sent(file, XLSX, f"{name}.xlsx")


def _sent(file: object, kind: str, name: str) -> Response:
    file.seek(0)  # type: ignore[attr-defined]
    return send_file(
        file, kind, as_attachment=True, download_name=name,  # type: ignore[arg-type]
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip


def _letters(session: Session, number: int, states: tuple[str, ...]) -> list[tuple[Named, Letter]]:
    """The campaign's request letters in these states, each with its request's names, by agency."""
    under = basis(session)
    asked = {each.id: named(each, under) for each in requests_in(me(), session, number)}
    wanted = select(Letter).where(Letter.request_id.in_(asked), Letter.kind == KIND)
    letters = session.scalars(wanted.where(Letter.state.in_(states)).order_by(Letter.id))
    found = [(asked[each.request_id], each) for each in letters]
    return sorted(found, key=lambda pair: pair[0].short.casefold())


def _unfinished(found: Sequence[Recipient]) -> Counter[str]:
    """How many letters are still drafts, or not drafted yet."""
    return Counter(each.stands for each in found if each.stands in (DRAFT, TO_DRAFT))


def _asked(session: Session, number: int) -> list[Recipient]:
    """The agencies the campaign asks."""
    return recipients(me(), session, ask_row(me(), session, number), number)


def _before(asked: Sequence[Recipient], letter: int) -> Earlier | None:
    """What asked the agency of that letter the same already, if that is not meant."""
    return next((e.earlier for e in asked if e.twice and e.letter and e.letter.id == letter), None)


def _queue(number: int, typed: Answers | None = None, error: FoilError | None = None) -> str:
    with reading() as session:
        campaign, known = find_campaign(me(), session, number), basis(session).directory
        waiting = [
            (each, letter, known.get(each.agency or ""))
            for each, letter in _letters(session, number, ("finished",))
        ]
        asked = _asked(session, number)
        waiting_for = campaign_approval.unapproved(session, asked)
        ready_now = len(list(finishable(asked, all_=False, waiting=waiting_for)))
        at = request.values.get("at", "")
        ready = [row for row in waiting if not needs_address(row[2])] or waiting
        chosen = [row for row in waiting if row[0].number == at] or ready
        found = finished(session, chosen[0][0].number, chosen[0][1].id) if chosen else None
    answers = typed or (starting(found) if found is not None else Answers())
    return draw(
        "campaigns/queue.html", campaign=campaign, waiting=first(waiting), found=found,
        answers=answers, left=_unfinished(asked), ready=ready_now,
        short=sum(e.needs_address for e in asked if e.stands == DRAFT), unapproved=len(waiting_for),
        before=_before(asked, found.row.id if found else 0),
        problems=problems_of(error), doubts=getattr(error, "questions", ()),
        ways=ways(), words=WAY_WORDS,
        usual_way=usual_way, needs_address=needs_address, where_to_look=where_to_look,
    )  # fmt: skip
