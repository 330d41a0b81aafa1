"""Who may do what, on one screen. Which rows they may see is `foil.model.visibility`'s.

Every endpoint stands in one of these groups; one that stands in none is refused to everybody,
and a test says so before anybody notices. The check is registered before CSRF's, so that a
stranger learns nothing from the order of the answers.
"""

from urllib.parse import urlsplit

from flask import Flask, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from foil.operations.accounts import anyone
from foil.operations.sign_ins import NOTED_EVERY, note_used
from foil.web.desk import desk, me, my_sign_in, now, reading, writing

ANYONE = frozenset(
    {
        "static",
        "fonts.font",
        "sign_in.page",
        "sign_in.sign_in",
        "sign_in.link",
        "sign_in.spend_link",
        "feeds.calendar",
    }
)
"""Needed before one is signed in; shows nothing of the record, but for a calendar feed: a calendar
program cannot sign in, and whoever has the secret address sees what the feed's person may see."""

DEBUGGING = frozenset({"patterns.page"})
"""There in debug alone, for whoever is signed in; shows nothing of the record."""

FIRST_VISITOR = frozenset({"first_run.page", "first_run.found"})
"""Open until there is an account, then gone for good."""

STRANGERS_FORM = 64 * 2**10
"""Bytes that are read of a form before anyone is signed in."""

MEMBERS = frozenset(
    {
        "sign_in.sign_out",
        "today.page",
        "viewer.page", "viewer.picture", "search.page", "search.keep", "search.as_csv",
        "requests.listing", "views.save", "views.drop", "views.restore",
        "bulk.look", "bulk.save", "bulk.page", "bulk.undo",
        "campaigns.listing", "campaigns.begin", "campaigns.page", "campaigns.rename",
        "campaign_asks.page", "campaign_asks.save", "campaign_asks.look", "campaign_asks.keep",
        "campaign_asks.agencies",
        "campaign_asks.change", "campaign_asks.bring", "campaign_asks.letter",
        "campaign_asks.differ",
        "campaign_queue.work", "campaign_queue.approve",
        "campaign_queue.queue", "campaign_queue.record",
        "campaign_queue.combined", "campaign_queue.items", "campaign_queue.as_csv",
        "campaign_queue.as_workbook",
        "rounds.portal", "rounds.look", "rounds.idle", "rounds.step", "rounds.leave",
        "follow_ups.page", "follow_ups.save", "follow_ups.download", "follow_ups.went",
        "packets.download",
        "offers.download", "offers.write", "appeals.page", "appeals.write",
        "paragraphs.page", "paragraphs.write", "paragraphs.put_away", "paragraphs.insert",
        "letterhead.page", "letterhead.put", "letterhead.take_off", "letterhead.undo",
        "letterhead.image",
        "non_response.page", "non_response.look", "non_response.make",
        "letters.letter", "letters.save", "letters.look", "letters.keep",
        "letters.finish", "letters.reopen",
        "letters.download", "letter_versions.page", "letter_versions.bring_back",
        "letter_approval.ask", "letter_approval.decide", "letter_approval.comment",
        "letter_filing.page", "letter_filing.look", "letter_filing.file",
        "letter_filing.take_back",
        "letter_sending.page", "letter_sending.send",
        "exports.workbook", "exports.requests", "exports.events",
        "imports.listing", "imports.bring", "imports.page", "imports.save", "imports.undo",
        "imports.drop",
        "under_way.page", "under_way.look", "under_way.save",
        "request.timeline", "request.letters", "request.documents", "request.clock",
        "request.history", "request.steps", "request.change_steps",
        "why.page", "why.set_date", "why.take_back",
        "record.choose", "record.page", "record.look", "record.save",
        "related.page", "related.add_number", "related.drop_number", "related.join",
        "related.part",
        "reply.page", "reply.look", "reply.save",
        "replies.reply", "replies.look", "replies.file", "replies.original", "replies.aside",
        "replies.back", "replies.too", "replies.undo", "reply_adding.page",
        "reply_adding.look", "reply_adding.add",
        "reply_splitting.page", "reply_splitting.split", "reply_splitting.together",
        "replies.tray", "reply_table.page", "reply_table.save", "replies.bring",
        "compose.new", "compose.begin", "compose.letter", "compose.save", "compose.look",
        "compose.keep", "compose.finish", "compose.reopen", "compose.download", "compose.style",
        "compose.filing", "compose.filing_look", "compose.file",
        "moved.page", "moved.seen",
        "reminders.page", "reminders.seen", "reminders.choose", "reminders.docket",
        "matters.listing", "matters.begin", "matters.page", "matters.add", "matters.rename",
        "matters.decide_covered",
        "matters.close", "matters.look_off", "matters.take_off",
        "hand_over.listing", "hand_over.page", "hand_over.give", "hand_over.held_sheets",
        "hand_over.done", "hand_over.sheets_of", "hand_over.take_back",
        "documents.listing", "documents.upload_page", "documents.upload", "documents.download",
        "custody.page",
        "uploads.begin", "uploads.offset", "uploads.piece", "uploads.finish", "uploads.discard",
        "agencies.listing", "agencies.page", "agency_facts.page", "agency_facts.say",
        "agency_facts.check", "agency_facts.choose", "agency_facts.new", "agency_facts.add",
        "agency_facts.take_up", "agency_facts.remove",
        "choices.page", "calendar.page",
        "technologies.listing", "technologies.page",
        "rules.listing", "rules.page", "calculator.page",
        "exemptions.listing", "exemptions.page",
        "authorities.listing", "authorities.page", "authorities.record", "authorities.twelve",
        "settings.page", "settings.change_own", "settings.change_password", "settings.revoke",
        "feeds.page", "feeds.make", "feeds.revoke",
        "help.page",
    }
)  # fmt: skip
"""Anyone of the office; the rows they get are those they may see."""

ADMINISTRATORS = frozenset(
    {
        "office.page", "office.change", "office.decide_covered", "letter_approval.switch",
        "office_patterns.page", "office_patterns.remove", "custody.again",
        "mail.page", "mail.change", "mail.test",
        "mailbox.page", "mailbox.change", "mailbox.test", "mailbox.settle",
        "own_templates.listing", "own_templates.page", "own_templates.keep",
        "own_templates.give_back",
        "choices.look", "choices.choose",
        "calendar.look", "calendar.close", "calendar.look_open", "calendar.open_again",
        "corrections.look", "corrections.correct",
        "people.page", "people.add", "people.new_link", "people.switch", "people.open_mail",
        "people.make_counsel",
        "authorities.dismiss",
    }
)  # fmt: skip
"""Who keeps the office. An administrator sees no matter they are not a member of."""


def check() -> AnyResponse | None:
    """Stop whoever may not do this: to first run, to sign-in, or with a plain refusal."""
    endpoint = request.endpoint
    if endpoint in (None, "static", "fonts.font"):
        return None  # no route at all: Flask says so in a moment
    if endpoint in ANYONE | FIRST_VISITOR:
        request.max_content_length = STRANGERS_FORM
    if not _founded():
        return None if endpoint in FIRST_VISITOR else redirect(url_for("first_run.page"), 303)
    if endpoint in ANYONE:
        return None
    if endpoint in FIRST_VISITOR:
        abort(404)
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    administrator = me().role == "administrator"
    if endpoint not in MEMBERS | DEBUGGING and not (administrator and endpoint in ADMINISTRATORS):
        abort(403)
    if request.method == "POST":
        _note_used()
    return None


def guard(app: Flask) -> None:
    """Check every request to this app, before anything else does."""
    app.before_request(check)


def safe_next(address: str) -> str:
    """`address` if it is a page of ours to go to, else the first page."""
    parts = urlsplit(address.replace("\\", "/"))
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return address if ours and not address.startswith("//") else url_for("today.page")


def _founded() -> bool:
    here = desk()
    if not here.founded:
        with reading() as session:
            here.founded = anyone(session)
    return here.founded


def _note_used() -> None:
    """Keep when this sign-in last saved something, so that a forgotten browser shows."""
    mine = my_sign_in()
    if now() - mine.seen_at >= NOTED_EVERY:
        with writing() as session:
            note_used(session, mine.id, now=now())


def _ask_to_sign_in() -> AnyResponse:
    if request.method not in ("GET", "HEAD"):
        abort(401)
    wanted = request.full_path.rstrip("?")
    return redirect(url_for("sign_in.page", next=None if wanted == "/" else wanted), 303)
