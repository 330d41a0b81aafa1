"""Every route, walked as nobody, as an outsider and as a member; none without a rule."""

import io
import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from foil.archive.store import Folder
from foil.insight.own_templates import shipped_text
from foil.letters import record as letter_record
from foil.letters.facts import Asked as LetterAsked
from foil.letters.follow_up import FollowUp
from foil.letters.follow_up import to_json as follow_up_json
from foil.model.mail import Mail, Reminder
from foil.model.tables import (
    BulkChange,
    Campaign,
    Document,
    Handed,
    HandOver,
    Letter,
    LetterheadImage,
    MailboxFolder,
    MailboxLeft,
    OfficePattern,
    Paragraph,
    Person,
    Request,
    SavedView,
    SheetImport,
    SheetRow,
)
from foil.operations import (
    accounts,
    campaign_asks,
    campaign_recipients,
    campaigns,
    documents,
    feeds,
    matters,
    reply_filing,
    reply_splitting,
    requests,
    sign_ins,
    uploads,
)
from foil.operations import rules as counting
from foil.operations.accounts import Introduction
from foil.operations.bulk import mark_of
from foil.operations.events import record
from foil.operations.feeds import Wanted
from foil.operations.requests import Asked, Particulars, People
from foil.operations.sign_ins import Visitor
from foil.operations.uploads import Coming
from foil.sheets.told import Told
from foil.sheets.under_way import Entered
from foil.web.permissions import ADMINISTRATORS, ANYONE, FIRST_VISITOR, MEMBERS
from tests.integration.came import bring as bring_reply
from tests.integration.campaigning import ask as campaign_ask
from tests.integration.site import PASSWORD, Site, close, open_site
from tests.redacted import line, pdf
from tests.unit.letters.examples import example

IMAGE = "0" * 64
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgZGIGAAAOAAfXb+R4AAAAAElFTkSuQmCC"
)
SECRET = "Canary contracts"
BYTES = pdf(line("canary bytes", 72, 700))


@dataclass
class Walked:
    """A desk with one request that only its matter's members may see."""

    site: Site
    member: FlaskClient
    outsider: FlaskClient
    nobody: FlaskClient
    request: Request
    document: Document
    letter: Letter


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    site = open_site(tmp_path_factory.mktemp("walked"))
    outsider = site.add("outsider", "administrator")
    secret = _secret(site)
    yield Walked(site, site.client(site.keeper), site.client(outsider), site.client(), *secret)
    close(site)


def _secret(site: Site) -> tuple[Request, Document, Letter]:
    now, keeper = site.clock(), site.keeper
    kept = Folder.of(site.settings).keep(io.BytesIO(BYTES))
    with site.database.writing() as session:
        matter = matters.open_matter(keeper, session, "Canary matter", now=now)
        people = People(owner_id=keeper.id, matter_id=matter.id)
        particulars = Particulars("nypd", "facial-recognition", SECRET, SECRET)
        asked = [Asked("Canary contracts, 2019 to 2026"), Asked("Canary invoices")]
        request = requests.draft(keeper, session, particulars, asked, people, now=now)
        sent = {"kind": "sent", "on": "2026-10-19", "by": "portal"}
        record(keeper, session, request, sent, seq=0, now=now)
        name = "canary.pdf"
        document = documents.attach(keeper, session, request, kept, name, now=now, unfiled=True)
        letter = Letter(
            request_id=request.id, kind="request", public_title=SECRET,
            made_at=now, made_by=keeper.id, saved_at=now, saved_by=keeper.id,
        )  # fmt: skip
        session.add(letter)
        drawn = LetterheadImage(sha256=IMAGE, type="image/png", width=1, height=1, data=PIXEL)
        drawn.alt = "Logo"
        drawn.made_at, drawn.made_by = now, keeper.id
        session.add(drawn)
        counting.add_closing(keeper, session, date(2026, 11, 9), "Storm", now=now)
    return request, document, letter


ENDPOINTS = ANYONE | FIRST_VISITOR | MEMBERS | ADMINISTRATORS
OPEN_TO_NOBODY = ANYONE - {"sign_in.link", "sign_in.spend_link"}
OF_A_REQUEST = (
    "/requests/<number>",
    "/documents/<int:number>",
    "/matters/<int:number>",
    "/import/<int:number>",
    "/reminders/<int:number>",
    "/bulk/<int:number>",
    "/campaigns/<int:number>",
    "/views/<int:number>",
    "/hand-over/<int:number>",
    "/uploads/<upload>",
    "/replies/<int:reply>",
)

POSTS: dict[str, dict[str, str]] = {
    "first_run.found": {},
    "sign_in.sign_in": {"email": "keeper@example.org", "password": PASSWORD},
    "sign_in.sign_out": {},
    "sign_in.spend_link": {"password": PASSWORD},
    "search.keep": {"view_name": "Canary view"},
    "views.save": {"view_name": "Canary view"},
    "views.drop": {},
    "views.restore": {},
    "bulk.look": {"r": "FD-0001", "deed": "tag", "tags": "Canary tag"},
    "bulk.save": {
        "r": "FD-0001",
        "deed": "tag",
        "tags": "Canary tag",
        "mark-FD-0001": mark_of({"tags": {}}, True, "Tagged Canary tag."),
    },
    "bulk.undo": {},
    "campaigns.begin": {"name": "Canary campaign"},
    "campaigns.rename": {"name": "Canary again"},
    "campaign_asks.save": {"since": "2019-01-01", "records": "contracts", "version": "1"},
    "campaign_asks.look": {"since": "2019-01-01", "records": "contracts", "version": "1"},
    "campaign_asks.keep": {"since": "2019-01-01", "records": "contracts", "version": "1"},
    "campaign_asks.change": {"agencies": "nysp"},
    "campaign_asks.bring": {"listed": "NYPD\nTown of Canary"},
    "campaign_asks.differ": {"since": "2020-01-01"},
    "campaign_queue.work": {"do": "stop"},
    "campaign_queue.approve": {"approver": "2"},
    "campaign_queue.record": {},
    "rounds.step": {"number": "FD-0001", "next_step": "Call", "next_step_on": "2026-12-01"},
    "rounds.leave": {"number": "FD-0001", "to": "record"},
    "request.change_steps": {"next_step": "Call", "next_step_on": "2026-12-01"},
    "why.set_date": {"day": "2026-12-01", "reason": "Agreed by telephone", "seq": "1"},
    "why.take_back": {"clock": "acknowledge:e1", "seq": "1"},
    "record.look": {"on": "2026-11-20", "said": "Soon"},
    "record.save": {"on": "2026-11-20", "said": "Soon", "seq": "1"},
    "compose.begin": {"agency": "nypd", "technology": "shotspotter", "since": "2019-01-01"},
    "compose.reopen": {},
    "paragraphs.write": {"name": "Who we are", "words": "We represent people."},
    "compose.save": {"records": "contracts", "since": "2019-01-01", "tab": "t", "version": "1"},
    "compose.look": {"records": "contracts", "tab": "t"},
    "compose.keep": {"records": "contracts", "tab": "t"},
    "paragraphs.insert": {"paragraph": "1"},
    "compose.finish": {"records": "contracts", "tab": "t"},
    "offers.write": {},
    "letters.save": {"fact-due": "2026-10-26", "tab": "t", "version": "1"},
    "letters.look": {"fact-due": "2026-10-26", "tab": "t", "version": "1"},
    "letters.keep": {"fact-due": "2026-10-26", "tab": "t", "version": "1"},
    "letters.finish": {"fact-due": "2026-10-26", "tab": "t", "version": "1"},
    "letters.reopen": {},
    "letter_approval.ask": {"approver": "2", "version": "1", "tab": "t"},
    "letter_approval.decide": {"do": "approve"},
    "letter_approval.comment": {"comment": "Name the unit."},
    "letter_approval.switch": {},
    "letter_versions.bring_back": {"which": "1", "version": "1"},
    "letter_filing.look": {"by": "email", "on": "2026-11-20"},
    "letter_filing.take_back": {},
    "letter_filing.file": {"by": "email", "on": "2026-11-20", "seq": "2", "sure": "yes"},
    "letter_sending.send": {},
    "compose.filing_look": {"by": "portal", "on": "2026-11-20"},
    "compose.file": {"by": "portal", "on": "2026-11-20", "seq": "2", "sure": "yes"},
    "reply.look": {"paper1-received": "2026-11-20", "item1": "released"},
    "reply.save": {"paper1-received": "2026-11-20", "item1": "released", "seq": "3", "sure": "yes"},
    "replies.look": {"kind": "note", "on": "2026-11-20", "request": "FD-0001"},
    "replies.file": {"look": "yes", "kind": "note"},
    "replies.aside": {},
    "replies.back": {},
    "replies.too": {"another": "FD-0002"},
    "reply_adding.look": {"request": "FD-0001"},
    "reply_adding.add": {"request": "FD-0001", "look": "yes"},
    "replies.bring": {"words": "Your request is denied."},
    "follow_ups.save": {"words-ask": "Please answer.", "was-ask": "", "version": "1"},
    "appeals.write": {"look": "grounds"},
    "follow_ups.went": {"on": "2026-11-20", "by": "post", "seq": "4"},
    "non_response.look": {"places": "the post", "on": "2026-11-20"},
    "non_response.make": {},
    "paragraphs.put_away": {},
    "own_templates.keep": {"words": shipped_text("follow_up")},
    "own_templates.give_back": {},
    "letterhead.put": {"alt": "Signature"},
    "letterhead.take_off": {},
    "letterhead.undo": {},
    "moved.seen": {"up_to": "1"},
    "reminders.seen": {},
    "reminders.choose": {"quiet": "yes"},
    "mail.change": {"port": "587", "security": "starttls"},
    "mail.test": {},
    "mailbox.change": {"port": "993", "security": "tls", "after": "leave"},
    "mailbox.test": {},
    "mailbox.settle": {},
    "choices.choose": {"to": "letter", "was": "", "reason": "Safer"},
    "calendar.close": {"day": "2026-11-27", "words": "Snow", "was": ""},
    "calendar.open_again": {"was": "=Storm", "reason": "It was open"},
    "corrections.correct": {"field": "electronic", "value": "no", "was": "", "reason": "Post only"},
    "imports.bring": {"dates": "month first"},
    "imports.save": {},
    "imports.undo": {},
    "imports.drop": {},
    "under_way.look": {"agency": "nypd", "title": "Vans", "sent-on": "2026-11-20"},
    "under_way.save": {"agency": "nypd", "title": "Vans", "sent-on": "2026-11-20"},
    "matters.begin": {"name": "Another"},
    "matters.add": {"person": "2"},
    "agency_facts.say": {"about": "quirks", "quirks": "Slow"},
    "agency_facts.check": {"role": "requests"},
    "agency_facts.choose": {"field": "quirks", "take": "ours"},
    "agency_facts.add": {"name": "Village of Nyack"},
    "agency_facts.take_up": {},
    "agency_facts.remove": {},
    "matters.rename": {"name": "Canary again"},
    "matters.close": {"to": "closed"},
    "matters.take_off": {},
    "hand_over.give": {"row-FD-0001": "2", "drawn": "FD-0001"},
    "hand_over.take_back": {},
    "documents.upload": {},
    "custody.again": {},
    "uploads.begin": {"name": "canary.mp4"},
    "uploads.piece": {},
    "uploads.finish": {},
    "uploads.discard": {},
    "settings.change_own": {"person_name": "Staff attorney", "shortcuts": "yes"},
    "settings.change_password": {"old_password": PASSWORD, "password": PASSWORD},
    "settings.revoke": {},
    "authorities.record": {"verdict": "says this", "place": "Official reports"},
    "authorities.dismiss": {},
    "office.decide_covered": {"covered": "flag"},
    "office.change": {"office_name": "Defense unit", "kind": "law"},
    "people.add": {"person_name": "New", "email": "new@example.org", "role": "member"},
    "people.new_link": {},
    "people.switch": {"to": "on"},
    "people.open_mail": {"to": "on"},
    "people.make_counsel": {"to": "on"},
    "matters.decide_covered": {"covered": ""},
    "related.add_number": {"kind": "court", "reference": "152896/2026"},
    "related.drop_number": {"number": "1"},
    "related.join": {"relation": "refiled_as", "other": "FD-0002"},
    "related.part": {"relation": "1"},
    "feeds.make": {"about": "all"},
    "feeds.revoke": {},
    "rounds.look": {"number": "FD-0001"},
    "replies.undo": {},
    "reply_splitting.split": {"ranges": "1, 2"},
    "reply_splitting.together": {},
    "reply_table.save": {"look": "yes"},
    "office_patterns.remove": {},
}
"""What a member sends to each route that changes something."""

KINDS_OF = {"offers": "appeal_silence", "own_templates": "follow_up"}
"""The kind of letter in an address; in the others it is a kind of event."""

NO_FORMS: dict[str, dict[str, object]] = {
    "uploads.begin": {"data": {"name": "canary.mp4"}, "headers": {"Upload-Length": "1"}},
    "uploads.piece": {
        "data": b"x",
        "headers": {"Upload-Offset": "0"},
        "content_type": "application/offset+octet-stream",
    },
}
"""What the script of a page sends there, where that is not a form."""


def rules(walked: Walked, method: str) -> list[Rule]:
    return [each for each in walked.site.app.url_map.iter_rules() if method in (each.methods or ())]


def address(walked: Walked, rule: Rule) -> str:
    """The rule's own address, about the secret request and its document."""
    number: object = walked.request.number
    if rule.rule.startswith("/documents"):
        number = walked.document.id
    elif rule.rule.startswith("/matters"):
        number = walked.request.matter_id
    elif "<int:number>" in rule.rule:
        number = _other_number(walked, rule.endpoint)
    values = {
        "number": number,
        "slug": _slug(rule),
        "kind": KINDS_OF.get(rule.endpoint.partition(".")[0], "contacted"),
        "choice": "appeal_from",
        "day": "2026-11-09",
        "letter": _letter(walked, rule),
        "which": "portal",
        "whose": "own",
        "paragraph": _paragraph(walked) if "<int:paragraph>" in rule.rule else 0,
        "sha256": IMAGE,
        "ending": "pdf",
        "what": "portal.txt",
        "name": "SourceSansPro-It.otf",
        "filename": "foil.css",
        "rule": "months",
        "authority": "case-gould",
        "exemption": "87-2-f",
        "clock": "acknowledge:e1",
        "token": _token(walked, rule),
        "upload": _upload(walked, rule),
        "page": 1,
        "member": _spare_member(walked) if "<int:member>" in rule.rule else 0,
        "reply": _reply(walked, rule) if "<int:reply>" in rule.rule else 0,
    }
    with walked.site.app.test_request_context():
        return rule.build({name: values[name] for name in rule.arguments})[1]  # type: ignore[index]


def _paragraph(walked: Walked) -> int:
    """A paragraph of the office that is not put away."""
    with walked.site.database.writing() as session:
        row = Paragraph()
        session.add(row)
        session.flush()
        return row.id


def _reply(walked: Walked, rule: Rule) -> int:
    """A reply to the secret request, each another message: not filed yet, or set aside."""
    site, keeper, now = walked.site, walked.site.keeper, walked.site.clock()
    text = f"Canary: we deny your request. Message {len(_REPLIES)}."
    kept: dict[str, object] = {"request": walked.request.id, "store": Folder.of(site.settings)}
    if rule.endpoint.startswith("reply_splitting"):
        kept |= {"mail": False}
        text = f"{text}\fCanary: page two."
    made = bring_reply(site.database, keeper, now, text, **kept)
    if rule.endpoint == "replies.back":
        with site.database.writing() as session:
            reply_filing.put_aside(keeper, session, made, now=now)
    if rule.endpoint == "reply_splitting.together":
        with site.database.writing() as session:
            reply_splitting.split(keeper, session, made, [(1, 1), (2, 2)], now=now)
    if rule.endpoint == "replies.undo":
        _file_reply(walked, made)
    _REPLIES.append(made)
    return made


def _file_reply(walked: Walked, reply: int) -> None:
    """File it, as a note."""
    keeper, now = walked.site.keeper, walked.site.clock()
    told = [{"kind": "contacted", "direction": "in", "on": "2026-11-20"}]
    with walked.site.database.writing() as session:
        request = session.get_one(Request, walked.request.id)
        seq = request.head_seq
        reply_filing.file(keeper, session, reply, request, told, seq=seq, now=now, sure=True)


_REPLIES: list[int] = []


def _slug(rule: Rule) -> str:
    if rule.endpoint == "agency_facts.remove":
        return "village-of-nyack"
    return "nypd" if rule.rule.startswith(("/agencies", "/campaigns")) else "facial-recognition"


def _other_number(walked: Walked, endpoint: str) -> int:
    """Someone else's number, or that of another sign-in of one's own."""
    site, now = walked.site, walked.site.clock()
    with site.database.writing() as session:
        if endpoint == "settings.revoke":
            sign_ins.open_sign_in(session, site.keeper, Visitor("::1"), now=now)
            session.flush()
            return sign_ins.sign_ins_of(session, site.keeper, now=now)[-1].id
        if endpoint.startswith("imports."):
            return _sheet(site, session, "done" if endpoint == "imports.undo" else "read")
        if endpoint == "reminders.seen":
            return _reminder(walked, session)
        if endpoint == "mailbox.settle":
            return _left_in_the_mailbox(walked, session)
        if endpoint.startswith("hand_over."):
            return _hand_over(walked, session, rule_of=endpoint)
        if (made := _in_a_list(walked, session, endpoint)) is not None:
            return made
        if endpoint == "feeds.revoke":
            return feeds.make_feed(site.keeper, session, Wanted("mine"), now=now)[0].id
        found = accounts.person_by_email(session, "outsider@example.org")
        assert found
        return found.id


def _phrase(site: Site, session: Session) -> int:
    """A phrase of the office's."""
    made = {"made_at": site.clock(), "made_by": site.keeper.id}
    row = OfficePattern(phrase="hereby laid to rest", kind="denial", **made)
    session.add(row)
    session.flush()
    return row.id


def _reminder(walked: Walked, session: Session) -> int:
    """A reminder of the secret request's, for the member."""
    now, day, keeper = walked.site.clock(), date(2026, 12, 2), walked.site.keeper.id
    key = f"canary {session.scalar(select(func.count()).select_from(Mail))}"
    mail = Mail(key=key, kind="digest", person_id=keeper, day=day, try_at=now, made_at=now)
    session.add(mail)
    session.flush()
    about = {"request_id": walked.request.id, "about": key, "stage": "7", "what": "Canary"}
    told = {"person_id": keeper, "mail_id": mail.id, "day": day, "due_on": day, "made_at": now}
    reminder = Reminder(**about, **told)
    session.add(reminder)
    session.flush()
    return reminder.id


def _left_in_the_mailbox(walked: Walked, session: Session) -> int:
    """A message that was not taken in."""
    now = walked.site.clock()
    folder = MailboxFolder(place=f"folder {session.scalar(select(func.count(MailboxFolder.id)))}")
    session.add(folder)
    session.flush()
    left = MailboxLeft(folder_id=folder.id, uid_validity=1, uid=1, size=1, why="", made_at=now)
    session.add(left)
    session.flush()
    return left.id


def _hand_over(walked: Walked, session: Session, *, rule_of: str) -> int:
    """The member's own number, or that of a hand-over of theirs."""
    keeper = walked.site.keeper
    if rule_of in ("hand_over.page", "hand_over.give", "hand_over.held_sheets"):
        return keeper.id
    made = HandOver(person_id=keeper.id, made_at=walked.site.clock(), made_by=keeper.id)
    session.add(made)
    session.flush()
    row = Handed(hand_over_id=made.id, n=1, request_id=walked.request.id, role="owner")
    row.was = row.now = keeper.id
    session.add(row)
    session.flush()
    return made.id


def _spare_member(walked: Walked) -> int:
    """Someone else who may see the secret matter and keeps nothing of it."""
    site, now = walked.site, walked.site.clock()
    with site.database.writing() as session:
        found = accounts.person_by_email(session, "spare@example.org")
        if found is None:
            who = Introduction("spare@example.org", "Spare")
            found, _ = accounts.add_person(site.keeper, session, who, "member", now=now)
        matter = walked.request.matter_id or 0
        if found.id not in matters.member_ids(session, matter):
            matters.add_member(site.keeper, session, matter, found.id, now=now)
        return found.id


def _in_a_list(walked: Walked, session: Session, endpoint: str) -> int | None:
    """A view, a campaign or a change to many requests of the member's own."""
    by = {"made_at": walked.site.clock(), "made_by": walked.site.keeper.id}
    made: SavedView | Campaign | BulkChange
    match endpoint.partition(".")[0]:
        case "views":
            made = SavedView(name="Canary view", address="find=canary", **by)
        case "campaigns":
            made = Campaign(name="Canary campaign", **by)
        case "campaign_asks" | "campaign_queue":
            return _campaign(walked, session)
        case "office_patterns":
            return _phrase(walked.site, session)
        case "bulk":
            made = BulkChange(deed="tag", says="Canary tags", **by)
        case _:
            return None
    session.add(made)
    session.flush()
    return made.id


def _campaign(walked: Walked, session: Session) -> int:
    """A campaign of the member's own, with its ask and an agency it goes to."""
    keeper, now = walked.site.keeper, walked.site.clock()
    made = campaigns.begin_campaign(keeper, session, "Canary campaign", now=now)
    campaign_asks.write_ask(keeper, session, made.id, campaign_ask(), now=now)
    campaign_recipients.add_agencies(keeper, session, made.id, ["nypd"], now=now)
    return made.id


def _letter(walked: Walked, rule: Rule) -> int:
    """The request's letter, a follow-up of it that is being written, or one that is finished."""
    if rule.endpoint in ("packets.download", "letter_sending.page"):
        return _finished(walked)
    if not rule.endpoint.startswith(("follow_ups.", "letter")):
        return walked.letter.id
    site, request, now = walked.site, walked.request, walked.site.clock()
    asked = LetterAsked(subject=SECRET, sent=date(2026, 10, 19))
    told = FollowUp(agency="nypd", request=asked, due=date(2026, 10, 26))
    with site.database.writing() as session:
        letter = Letter(
            request_id=request.id, kind="follow_up", facts=follow_up_json(told),
            made_at=now, made_by=site.keeper.id, saved_at=now, saved_by=site.keeper.id,
        )  # fmt: skip
        session.add(letter)
        session.flush()
        return letter.id


def _finished(walked: Walked) -> int:
    """A letter that is sealed: its record is in the archive."""
    site, request, now = walked.site, walked.request, walked.site.clock()
    written = letter_record.to_json(example("closing")).encode()
    kept = Folder.of(site.settings).keep(io.BytesIO(written)).sha256
    with site.database.writing() as session:
        letter = Letter(
            request_id=request.id, kind="closing", state="finished",
            sealed=json.dumps({"json": kept, "pdf": kept}),
            made_at=now, made_by=site.keeper.id, saved_at=now, saved_by=site.keeper.id,
        )  # fmt: skip
        session.add(letter)
        session.flush()
        return letter.id


def _upload(walked: Walked, rule: Rule) -> str:
    """A file of one byte on its way in from the member; there, where it is to be finished."""
    if "<upload>" not in rule.rule:
        return ""
    site, whole = walked.site, rule.endpoint == "uploads.finish"
    with site.database.writing() as session:
        coming = Coming(f"canary {rule.endpoint}.mp4", 1)
        upload = uploads.begin(site.keeper, session, walked.request, coming, now=site.clock())
        upload.received = int(whole)
    if whole:
        with Folder.of(site.settings).arriving(upload.id) as arriving:
            arriving.add(io.BytesIO(b"x"), 0, 1)
    return upload.id


def _sheet(site: Site, session: Session, state: str) -> int:
    """A sheet that the member brought, read and not yet saved, or saved with nothing left of it."""
    sheet = SheetImport(
        name="canary.csv", sha256="0" * 64, size=1, state=state, made_at=site.clock(),
        made_by=site.keeper.id, saved_at=site.clock(), headings='{"headings": [], "notes": []}',
    )  # fmt: skip
    session.add(sheet)
    session.flush()
    facts = {"kind": "sent", "on": "2026-10-19", "id": "e1", "items": [1], "of": []}
    told = Told(agency="nypd", working_title=SECRET, events=(Entered(facts),)).packed()
    session.add(SheetRow(import_id=sheet.id, n=2, cells='{"Title": "Canary"}', told=told))
    session.flush()
    return sheet.id


def _token(walked: Walked, rule: Rule) -> str:
    if "<token>" not in rule.rule:
        return ""
    if rule.endpoint != "feeds.calendar":
        return _link(walked)
    site, now = walked.site, walked.site.clock()
    with site.database.writing() as session:
        outsider = accounts.person_by_email(session, "outsider@example.org")
        assert outsider
        return feeds.make_feed(outsider, session, Wanted("all"), now=now)[1]


def _link(walked: Walked) -> str:
    site, now = walked.site, walked.site.clock()
    with site.database.writing() as session:
        found = accounts.person_by_email(session, "linked@example.org")
        if found is None:
            who = Introduction("linked@example.org", "Linked")
            return accounts.add_person(site.keeper, session, who, "member", now=now)[1]
        return accounts.new_link(site.keeper, session, found.id, now=now)[1]


def test_every_route_has_a_rule_and_every_rule_a_route(walked: Walked) -> None:
    routes = {rule.endpoint for rule in walked.site.app.url_map.iter_rules()}
    assert routes == ENDPOINTS
    assert len(ENDPOINTS) == sum(map(len, (ANYONE, FIRST_VISITOR, MEMBERS, ADMINISTRATORS)))


def test_a_route_without_a_rule_is_refused_to_everybody(tmp_path: Path) -> None:
    site = open_site(tmp_path, apart=True)
    site.app.add_url_rule("/forgotten", "forgotten", lambda: "all of it")
    answer = site.client(site.keeper).get("/forgotten")
    assert answer.status_code == 403
    assert b"all of it" not in answer.data
    close(site)


def test_each_route_that_changes_something_is_walked(walked: Walked) -> None:
    assert {rule.endpoint for rule in rules(walked, "POST")} == set(POSTS)


def test_nobody_gets_nothing(walked: Walked) -> None:
    for rule in rules(walked, "GET"):
        answer = walked.nobody.get(address(walked, rule), buffered=True)
        if rule.endpoint in OPEN_TO_NOBODY or rule.endpoint == "sign_in.link":
            assert answer.status_code == 200, rule
        elif rule.endpoint in FIRST_VISITOR:
            assert answer.status_code == 404, rule
        else:
            assert answer.status_code == 303, rule
            assert answer.location.startswith("/sign-in"), rule
        assert b"anary" not in answer.data, rule
    for rule in rules(walked, "POST"):
        if rule.endpoint not in ANYONE:
            answer = walked.nobody.post(address(walked, rule), data=POSTS[rule.endpoint])
            assert answer.status_code == (404 if rule.endpoint in FIRST_VISITOR else 401), rule
            assert b"anary" not in answer.data, rule


def test_an_outsider_finds_nothing_of_a_request(walked: Walked) -> None:
    for method in ("GET", "POST"):
        for rule in rules(walked, method):
            if not rule.rule.startswith(OF_A_REQUEST):
                continue
            data = {**POSTS.get(rule.endpoint, {}), "files": (io.BytesIO(b"x"), "x.pdf")}
            answer = walked.outsider.open(
                address(walked, rule), method=method, data=data if method == "POST" else None
            )
            assert answer.status_code == 404, (method, rule)
            assert b"anary" not in answer.data, (method, rule)


def test_an_outsider_sees_nothing_of_it_in_any_list(walked: Walked) -> None:
    for rule in rules(walked, "GET"):
        if rule.rule.startswith(OF_A_REQUEST) or rule.endpoint in FIRST_VISITOR:
            continue
        for find in ("", "?find=canary", "?find=FD-0001", "?whose=mine", "?unfiled=1", "?all=1"):
            answer = walked.outsider.get(address(walked, rule) + find, buffered=True)
            assert answer.status_code == 200, rule
            said = answer.data
            for asked in (b'value="canary"', b"\xe2\x80\x9ccanary", b"find=canary"):
                said = said.replace(asked, b"")
            assert b"anary" not in said, (rule, find)


def test_a_member_may_open_every_page(walked: Walked) -> None:
    for rule in rules(walked, "GET"):
        answer = walked.member.get(address(walked, rule), buffered=True)
        assert answer.status_code == (404 if rule.endpoint in FIRST_VISITOR else 200), rule
        if rule.endpoint == "documents.download":
            assert answer.data == BYTES


def test_a_member_may_change_what_is_theirs(tmp_path: Path) -> None:
    site = open_site(tmp_path)
    site.add("outsider", "administrator")
    secret = _secret(site)
    with site.database.writing() as session:
        session.get_one(Person, site.keeper.id).counsel = True
    for endpoint, sent in POSTS.items():
        client = site.client(site.keeper)
        here = Walked(site, client, client, client, *secret)
        (rule,) = [each for each in rules(here, "POST") if each.endpoint == endpoint]
        files = {"files": (io.BytesIO(b"x"), "x.pdf")}
        files["picture"] = (io.BytesIO(b64decode(PIXEL)), "x.png")
        data = {**sent, **files}
        told = NO_FORMS.get(endpoint, {"data": data})
        answer = client.post(address(here, rule), **told)  # type: ignore[arg-type]
        good = (404,) if endpoint in FIRST_VISITOR else (200, 201, 204, 303)
        assert answer.status_code in good, rule
    close(site)


@pytest.mark.parametrize("endpoint", sorted(ADMINISTRATORS))
def test_a_member_does_not_keep_the_office(walked: Walked, endpoint: str) -> None:
    member = walked.site.client(walked.site.add(f"member-{endpoint.replace('.', '-')}"))
    (rule,) = [each for each in walked.site.app.url_map.iter_rules() if each.endpoint == endpoint]
    method = "POST" if endpoint in POSTS else "GET"
    assert member.open(address(walked, rule), method=method).status_code == 403
