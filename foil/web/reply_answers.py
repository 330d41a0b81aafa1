"""The form that files a reply, filled from what was read in it. Where nothing was read, nothing is
filled in: a person says it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from foil.insight.reply_filing import Came
from foil.newyork import day_of
from foil.web.event_reading import PROMISES, Answers
from foil.web.reply_form import row_of
from foil.web.reply_kinds import OUTCOMES, PART, READ_AS

MAIL = ("message/rfc822", "application/vnd.ms-outlook")
PORTAL = ("Request FOIL-", "Response Added to FOIL-", ": Response Edited", "Note Added to FOIL-")
"""What the subjects of the City portal's notices hold."""
AS_LETTER = "as"
"""What a row of the items says where the letter says of it what it says as a whole."""
ANSWERED: Mapping[str, str] = {
    "denial": "withheld",
    "partial_grant": "withheld_in_part",
    "no_records": "no_records",
    "referral": "referred",
    "records": "released",
    "grant": "granted",
    "extension": "put_off",
}
"""What a reading of one item is among the answers of its row."""
CLOSED_AS: Mapping[str, str] = {
    "denial": "denial",
    "partial_grant": "part",
    "already_public": "referral",
    "referral": "referral",
    "clarification": "no_answer",
    "fee": "no_payment",
}


def is_mail(came: Came) -> bool:
    """Whether it came as mail, whose own headers say when."""
    return came.arrival.type in MAIL or bool(came.head.get("from"))


def on_screen(came: Came) -> bool:
    """Whether it is a file whose words are its own: it was never printed and scanned."""
    return bool(came.head.get("read_by") == "text")


def starting(came: Came, chosen: str = "") -> Answers:
    """The form as the reading fills it; of the kind that was `chosen` instead, where one was."""
    read = came.read
    kind = chosen or READ_AS.get(str(read.get("kind", "other")), "")
    answers = Answers({"kind": kind, "request": came.named.number if came.named else ""})
    answers.update({name: value for name, value in _papers(came) if value})
    for name in ("answer_by", "pay_by", "more_by", "public_on"):
        answers[name] = str(read.get(name) or "")
    if read.get("fee"):
        answers["amount"] = f"{read['fee']:.2f}"
    answers.setlist("exemptions", [str(each) for each in read.get("exemptions", ())])
    answers["grounds"] = "\n".join(str(each) for each in read.get("grounds", ()))
    for name in ("appeal_notice", "officer_named", "certified"):
        if read.get(name):
            answers[name] = "yes"
    for n, promise in zip(PROMISES, read.get("promised", ()), strict=False):
        answers.update(dict(_promise(f"promised{n}", promise)))
    answers.update(dict(_of_kind(kind, read)))
    if read.get("tracking"):
        answers["reference"] = str(read["tracking"])
    _items(answers, kind, read.get("items"))
    return answers


def letter_in(came: Came) -> Mapping[str, Any] | None:
    """The file on a mail that what was read came from: the letter, of which the mail is a cover."""
    parts = {str(part["name"]): part for part in came.head.get("parts", ()) if part.get("paper")}
    named = [str(each.get("part", "")) for each in came.read.get("evidence", ())]
    return next((parts[name] for name in named if name in parts), None)


def sent_on(came: Came) -> date | None:
    """The day its own head says that it was sent."""
    sent = came.head.get("sent")
    try:
        return day_of(datetime.fromisoformat(str(sent))) if sent else None
    except ValueError:
        return None


def received_on(came: Came) -> date | None:
    """When it reached us: by the mail's headers; of a file that was never on paper, the day it was
    brought, at the latest. None for a scan: it came by post or by hand, before it was scanned."""
    if came.reply.received_on is not None:
        return came.reply.received_on
    if is_mail(came) or on_screen(came):
        return day_of(came.arrival.brought_at)
    return None


def _papers(came: Came) -> Iterator[tuple[str, str]]:
    dated, letter = str(came.read.get("dated") or ""), letter_in(came)
    received = received_on(came)
    came_on = received.isoformat() if received else ""
    yield "paper1-received", came_on
    yield "on", str(came.read.get("received_claimed") or "") or came_on
    if not is_mail(came):
        yield "paper1-dated", dated
        return
    notice = any(each in str(came.head.get("subject", "")) for each in PORTAL)
    yield "paper1-how", "portal" if notice else "email"
    sent = sent_on(came)
    own = sent.isoformat() if sent else ""
    yield "paper1-dated", own if letter is not None or not dated else dated
    if letter is not None:
        yield "paper2-dated", dated


def _promise(name: str, promise: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if promise.get("date"):
        yield name, "date"
        yield f"{name}-date", str(promise["date"])
    elif promise.get("business_days") is not None:
        yield name, "days"
        yield f"{name}-days", str(promise["business_days"])
    else:
        yield name, "words"
    yield f"{name}-text", str(promise.get("text") or "")


def _of_kind(kind: str, read: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is asked of one kind alone."""
    if kind == "denied":
        yield "scope", "whole"
    elif kind == PART:
        yield "part", "part" if read.get("more_by") else "whole"
    elif kind == "released" and read.get("more_by"):
        yield "part", "part"
    elif kind == "appeal_decided":
        said = {meant: outcome for outcome, meant in OUTCOMES.items()}
        yield "outcome", str(read.get("outcome") or said.get(str(read["kind"]), ""))
    elif kind in ("received", "appeal_received"):
        yield "source", "agency"
    elif kind == "delivery_failed":
        yield "source", "ours"  # a mail server's notice, not the agency's word
    elif kind == "closed":
        kinds = [str(each) for each in read.get("kinds", ())]
        yield "as", next((CLOSED_AS[each] for each in kinds if each in CLOSED_AS), "")


def _items(answers: Answers, kind: str, said: Sequence[Mapping[str, Any]] | None) -> None:
    """What it says of single items, where it goes by items."""
    answers["which"] = "some" if said else "all"
    for each in said or ():
        same = READ_AS.get(str(each["kind"])) == kind
        word = AS_LETTER if same else ANSWERED.get(str(each["kind"]), AS_LETTER)
        for item in each["items"]:
            answers[row_of(int(item))] = word
            answers.setlist(f"{row_of(int(item))}-exemptions", list(each["exemptions"]))
