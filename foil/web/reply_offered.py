"""The requests that a reply is offered to: that it was matched to, those it may be of, those that
somebody looked for."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.lines import Named, named
from foil.insight.reply_filing import Came
from foil.insight.requests import Wanted, requests
from foil.model.visibility import find_request
from foil.web.desk import me, today
from foil.web.event_reading import Answers

WHY: Mapping[str, str] = {
    "address": "by our number in the address it was sent to",
    "answers": "it answers a message of this request",
    "number": "by the agency’s number",
    "ours": "by our number, which it names",
    "subject": "by its subject",
    "agency": "of the same agency",
    "said": "as whoever brought it said",
    "chosen": "chosen by hand",
    "": "",
}
"""How a reply was matched, in words."""
FOUND = 8  # requests that a search offers


def offered(session: Session, found: Came, answers: Answers) -> list[tuple[Named, str]]:
    """The requests to choose from: that it was matched to, those it may be of, those searched."""
    shown = [(found.named, WHY.get(found.reply.how, ""))] if found.named else []
    shown += [(each.named, WHY.get(each.why, "")) for each in found.candidates]
    numbers = {each.number for each, _ in shown}
    words = " ".join(answers.get("find", "").split())
    if words:
        listed = requests(me(), session, today(), Wanted(words=words), limit=FOUND).lines.rows
        shown += [(line.request, "") for line in listed if line.request.number not in numbers]
        numbers |= {line.request.number for line in listed}
    chosen = answers.get("request", "")
    if chosen and chosen not in numbers:
        shown.append((named(find_request(session, me(), chosen), basis(session)), ""))
    return shown
