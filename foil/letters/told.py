"""The facts of a letter as somebody tells them, in JSON: read, checked, and dates counted.

A file of facts has the names of the kind's own facts, "agency" for the agency's short name, days
as 2026-11-22 and sums in dollars. What is missing is a list of what is still needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from foil.catalog.directory import SHIPPED, Directory
from foil.errors import BadInput
from foil.letters import appeal_facts as appeals
from foil.letters import last_days, request
from foil.letters.argued import PARTED
from foil.letters.facts import Addressee, DenialFacts, Facts, Form, Sender
from foil.letters.kinds import KINDS
from foil.letters.needed import needed
from foil.letters.reading import Reader
from foil.letters.silence_facts import NonResponseFacts, checked

GIVEN = ("agency", "addressee", "dated", "sender")
REQUEST = "request"


@dataclass(frozen=True, kw_only=True)
class ItemTold:
    """An item of a request: a record category, or words of one's own."""

    category: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    custodians: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RequestTold:
    """A request as a file tells it. Without vendors or items it has the usual ones."""

    technology: str
    since: date
    until: date | None = None
    vendors: tuple[str, ...] = ()
    items: tuple[ItemTold, ...] = ()
    form: Form = "native"
    deletions: tuple[str, ...] = request.USUAL_DELETIONS
    fee_ceiling: int = 25
    public_title: str = ""
    reference: str = ""
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def facts_told(
    kind: str,
    told: object,
    sender: Sender | None,
    today: date,
    directory: Directory = SHIPPED,
) -> Facts:
    """The facts of a letter of that kind; `today` dates it where the file does not.

    Raises BadInput that lists what is still needed and what cannot be read, UnknownSlug,
    NotUnderFoil.
    """
    if kind not in KINDS:
        raise BadInput(f"There is no letter “{kind}”. There are: {', '.join(KINDS)}.")
    if not isinstance(told, Mapping):
        raise BadInput("The facts of a letter are a JSON object.")
    reader = Reader()
    shape = RequestTold if kind == REQUEST else KINDS[kind].facts
    dated = reader.read(date, told["dated"], "dated") if "dated" in told else today
    slug = reader.read(str, told.get("agency"), "agency")
    own = reader.fields_of(shape, told, "", skip=GIVEN)
    if "addressee" in told and kind != REQUEST:
        own["addressee"] = reader.read(Addressee, told["addressee"], "addressee")
    reader.refuse(kind)
    if kind == REQUEST:
        return _request(slug, RequestTold(**own), dated, sender, directory)
    known = request.foil_agency(slug, directory)
    to = KINDS[kind].to
    own.setdefault(
        "addressee", to if isinstance(to, Addressee) else request.addressee_of(known, to)
    )
    named = request.agency_named(known)
    made = KINDS[kind].facts(agency=named, dated=dated, sender=sender, **own)
    for block in PARTED:
        made.parts(
            block
        )  # an argument the catalog lacks is named here, not when the letter is made
    return _counted(slug, made)


def email_for(kind: str, told: object, directory: Directory = SHIPPED) -> str:
    """The e-mail address of the officer the letter goes to; empty where none is known."""
    to = KINDS[kind].to
    if not isinstance(told, Mapping) or "addressee" in told or isinstance(to, Addressee):
        return ""
    return request.foil_agency(str(told.get("agency")), directory).officer(to).email or ""


def _request(
    slug: str, told: RequestTold, dated: date, sender: Sender | None, directory: Directory
) -> Facts:
    until = told.until or dated
    items = tuple(
        request.ItemChoice(
            f"told{place}", each.category, each.since or told.since, each.until or until,
            each.words, each.custodians, each.terms,
        )
        for place, each in enumerate(told.items)
    )  # fmt: skip
    choices = request.RequestChoices(
        agency=slug,
        technology=told.technology,
        vendors=told.vendors or request.usual_vendors(told.technology),
        items=items or request.usual_items(slug, told.since, until),
        dated=dated,
        form=told.form,
        deletions=told.deletions,
        fee_ceiling=told.fee_ceiling,
        public_title=told.public_title,
    )
    facts = request.request_facts(choices, sender, directory)
    return replace(facts, reference=told.reference, enclosures=told.enclosures, copies=told.copies)


def _counted(slug: str, made: Facts) -> Facts:
    """The facts with the last day the law sets, where they tell none."""
    match made:
        case DenialFacts(last_day=None) | appeals.WrittenFacts(last_day=None):
            day = last_days.to_appeal(slug, made.request.sent, made.denied, made.received)
            return replace(made, last_day=day)
        case NonResponseFacts():
            return checked(made)
        case appeals.PreSuitFacts():
            return _before_suit(slug, made)
        case appeals.OverdueFacts(due=None):
            return replace(made, due=last_days.to_decide(slug, *_appeal_of(made)))
        case _:
            return made


def _before_suit(slug: str, made: appeals.PreSuitFacts) -> Facts:
    """When the appeal ended, and the last day to sue. Raises BadInput for a denial without date."""
    if made.how == "silence":
        ended, sue = last_days.to_decide(slug, *_appeal_of(made)), last_days.to_sue
        return replace(
            made,
            ended=made.ended or ended,
            last_day=made.last_day or sue(slug, *_appeal_of(made)),
        )
    if made.ended is None:
        raise BadInput(f"Still needed for the letter pre_suit_demand:\n  {needed('ended')}")
    last = last_days.to_sue_after(slug, *_appeal_of(made), made.ended)
    return replace(made, last_day=made.last_day or last)


def _appeal_of(made: appeals.AppealedFacts) -> tuple[date, date, date]:
    """When the request went, and the appeal, and when that was received."""
    return made.request.sent, made.appealed, made.appeal_received
