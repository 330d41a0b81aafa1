"""Sums of money: of several in a letter about a fee, the one to pay is the last that is no rate."""

import re
from decimal import Decimal

from foil.replies.page import Page

_SUM = re.compile(r"\$ ?(\d{1,3}(?:,\d{3}){1,3}|\d{1,7})(\.\d\d)?(?![\d,]*\d)")
_RATE_AFTER = re.compile(
    r" ?(?:a|an|per|each|/) ?(?:page|sheet|copy|hour|disc|disk|minute|photo)|/"
)
_RATE_BEFORE = re.compile(r"(?:pages?|copied|hours?|copies|rate of) (?:at|@) ?$|(?:at|@) ?$")
_ABOUT_PAYING = re.compile(
    r"\b(?:pay|paid|payment|fee|fees|cost|costs|charge|charges|check|remit|deposit|due|invoice|"
    r"prepayment|money order|estimate|total)\b"
)


def payable(page: Page) -> tuple[Decimal, int, int] | None:
    """The dollars asked for and where they stand, or None where no payable sum is named."""
    if "$" not in page.low or not _ABOUT_PAYING.search(page.low):
        return None
    found = last = None
    for each in _SUM.finditer(page.low):
        begins, ends = page.sentence(each.start())
        if _RATE_AFTER.match(page.low, each.end(), ends):
            continue
        if _RATE_BEFORE.search(page.low, max(begins, each.start() - 20), each.start()):
            continue
        amount = Decimal(each[1].replace(",", "") + (each[2] or ""))
        last = (amount, each.start(), each.end())
        if _ABOUT_PAYING.search(page.low, begins, ends):
            found = last
    return found or last
