"""How items are asked for: dates, kinds of record, and e-mail within limits."""

import re
from calendar import month_name
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from foil.catalog import record_categories
from foil.letters.facts import EMAIL
from foil.letters.letter import Block, Letter
from foil.letters.lint.rules import Finding, at, of_letter, rule
from foil.letters.markdown import text_of
from foil.letters.words import lowered

_YEAR = re.compile(r"\b(19|20)\d\d\b|date of this request", re.IGNORECASE)
MONTHS = list(month_name)
_DAY = re.compile(rf"\b({'|'.join(MONTHS[1:])}) (\d{{1,2}}), (\d{{4}})\b")
_RECORD = re.compile(
    r"\b(records?|documents?|contracts?|agreements?|amendments?|orders?|invoices?|proofs?|payments?"
    r"|receipts?|reports?|polic(?:y|ies)|memorand(?:um|a)|memos?|e-?mails?|messages?|letters?"
    r"|correspondence|logs?|manuals?|slides?|plans?|proposals?|bids?|notices?|files?|spreadsheets?"
    r"|data|audits?|results?|tests?|minutes|maps?|lists?|schedules?|rules|opinions?|directives?"
    r"|applications?|budgets?|photographs?|videos?|footage|recordings?|transcripts?|forms?"
    r"|justifications?|approvals?|inventor(?:y|ies)|statements?|materials?|comments?|terms"
    r"|certificat(?:e|ion)s?|assessments?|evaluations?|complaints?|requests?|exports?)\b",
    re.IGNORECASE,
)
_TELL = r"(?:please )?(?:tell me|let me know|explain|state|describe|identify|provide|give me)\b,? ?"
_ASKED = re.compile(
    rf"^(?:{_TELL})?(?:(?:an?|the|any) )?"
    r"(?:lists? of|number of|names? of|how (?:many|much|often|long)|why|whether|what|when|who|where"
    r"|which)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(f"^{_TELL}", re.IGNORECASE)
_ENOUGH = "Documents sufficient to show"
_MAIL = re.compile(r"\b(e-?mails?|messages|correspondence|communications)\b", re.IGNORECASE)
_CUSTODIAN = re.compile(
    r"\bmailbox|\bcustodian|\baccounts? of\b|\bbetween\b|\bsent (by|to)\b", re.IGNORECASE
)
_TERMS = re.compile(
    r"[“\"][^”\"]+[”\"]|\bthat (contain|mention)\b|\bcontaining\b|\bterms\b", re.IGNORECASE
)
_EVERYTHING = re.compile(
    r"\b(?:all|every|any) (?:records?|documents?|materials?|files?|information)"
    r"(?: of any kind)?,? (?:relating|related|pertaining|regarding|concerning|referring|about"
    r"|in connection)\b",
    re.IGNORECASE,
)
FIRST_WORDS = 16  # where an item says that it asks for e-mail
FIRST_SENTENCE = 40  # where it should have named a kind of record


@rule
def no_items(letter: Letter) -> Iterator[Finding]:
    """A request that asks for nothing."""
    if letter.kind == "request" and not letter.items:
        yield of_letter("no-items", "The request has no item yet: pick what to ask for.")


@rule
def item_without_dates(letter: Letter) -> Iterator[Finding]:
    """An item without a year in it: "you did not provide a timeframe" is a common refusal."""
    for item in letter.items:
        if not _YEAR.search(item.text):
            says = "It has no dates. An item without them is often refused: say from when to when."
            yield at("item-without-dates", item, says)


@rule
def dates_to_come(letter: Letter) -> Iterator[Finding]:
    """An item that reaches past the letter's own date: FOIL reaches records that exist."""
    for item in letter.items:
        if any(day > letter.dated for day in _days(item)):
            says = "It asks past the letter’s date. Records that do not exist yet cannot be asked."
            yield at("dates-to-come", item, says)


@rule
def facts_not_records(letter: Letter) -> Iterator[Finding]:
    """An item that asks a question, or for a list nobody may keep."""
    for item in letter.items:
        text = text_of(item.text).strip()
        if _ASKED.match(text):
            rest = _TELLING.sub("", text).rstrip("?. ")
            says = (
                "It asks for facts, which can be refused as a question. “Documents sufficient to "
                "show” the same is harder to refuse."
            )
            yield at("facts-not-records", item, says, f"{_ENOUGH} {lowered(rest)}.")


@rule
def no_record_named(letter: Letter) -> Iterator[Finding]:
    """An item whose first words name no kind of document: "too broad in nature"."""
    for item in letter.items:
        text = text_of(item.text)
        first = " ".join(text.split()[:FIRST_SENTENCE])
        if text.strip() and not _RECORD.search(first) and not _ASKED.match(text):
            says = "It names no kind of record. Begin with one: contracts, invoices, reports."
            yield at("no-record-named", item, says)


@rule
def everything_about(letter: Letter) -> Iterator[Finding]:
    """All records about a subject: a search without an end, refused as too broad."""
    for item in letter.items:
        if found := _EVERYTHING.search(text_of(item.text)):
            says = f"“{found[0]}” has no end to search. Name the files: contracts, logs, reports."
            yield at("everything-about", item, says)


@rule
def email_without_limits(letter: Letter) -> Iterator[Finding]:
    """E-mail asked for without saying whose, or by which words."""
    for item in _mail(letter):
        missing = [
            words
            for words, there in (("whose mailboxes", _CUSTODIAN), ("which words", _TERMS))
            if not there.search(item.text)
        ]
        if missing:
            says = f"It asks for e-mail without saying {' or '.join(missing)}: such searches fail."
            yield at("email-without-limits", item, says)


@rule
def email_too_long(letter: Letter) -> Iterator[Finding]:
    """E-mail over a longer time than is wise."""
    longest = record_categories.get(EMAIL).longest_days
    for item in _mail(letter):
        days = _days(item)
        if longest and days and (max(days) - min(days)).days > longest:
            says = (
                f"It asks for e-mail over more than {longest} days. Ask for a shorter time first."
            )
            yield at("email-too-long", item, says)


@rule
def email_mixed(letter: Letter) -> Iterator[Finding]:
    """E-mail in one request with other records: one slow item stalls the rest."""
    mail = _mail(letter)
    if mail and len(mail) < len(letter.items):
        for item in mail:
            says = "E-mail is better as a request of its own: searching it can stall all the rest."
            yield at("email-mixed", item, says)


def _mail(letter: Letter) -> list[Block]:
    """The items that ask for e-mail: it is named in their first words."""
    return [
        item
        for item in letter.items
        if _MAIL.search(" ".join(text_of(item.text).split()[:FIRST_WORDS]))
    ]


def _days(item: Block) -> list[date]:
    """The days written out in an item, as "January 1, 2019"."""
    found = []
    for month, day, year in _DAY.findall(item.text):
        with suppress(ValueError):
            found.append(date(int(year), MONTHS.index(month), int(day)))
    return found
