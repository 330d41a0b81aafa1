"""The fields of a Reading, filled from what was heard, each with its words and its doubts."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from foil.replies import amounts, citations, tracking
from foil.replies.dates import Day, Span
from foil.replies.heard import Heard
from foil.replies.items import answered
from foil.replies.kinds import APPEAL_DECIDED, REFUSALS
from foil.replies.page import Page
from foil.replies.reading import Found, Promise, Reading
from foil.replies.roles import Use
from foil.replies.severity import appeal
from foil.replies.wording import exempted

_LINK = re.compile(r"https?://[^\s<>\"'{}|\\^`]{3,400}", re.IGNORECASE)
_OFFICER = re.compile(
    r"appeals? officer|appeals@|foilappeals|@[\w.-]{3,60}|general counsel"
    r"|county (?:attorney|executive)|"
    r"\d{1,5} [a-z .]{3,30}(?:street|plaza|avenue|road|square)"
)
_ENDS = {"withdrawn", "no_answer", "no_payment"}
_NOT_FINAL = {"87(2)(g)(i)", "87(2)(g)(ii)", "87(2)(g)(iii)"}
_NO_PROMISE = (REFUSALS - {"partial_grant"}) | {"receipt"}
_DISPOSES = REFUSALS | APPEAL_DECIDED


class Filling:
    """Fills a Reading's fields, keeping the words for each and the doubts."""

    def __init__(
        self,
        page: Page,
        above: Page,
        heard: Heard,
        named: list[Use],
        means: frozenset[str],
        all_kinds: tuple[str, ...],
        arrived: date | None,
        whole: bool,
    ) -> None:
        self.page, self.above, self.heard, self.named = page, above, heard, named
        self.means, self.kinds, self.kind = means, all_kinds, all_kinds[0]
        self.arrived, self.whole = arrived, whole
        self.evidence: list[Found] = []
        self.unsure: set[str] = set()

    def reading(self) -> Reading:
        """All fields filled; the evidence and the doubts gathered on the way come last."""
        self._doubt_kind()
        number = self._number()
        fee = self._fee()
        found = Reading(
            kind=self.kind,
            kinds=self.kinds,
            tracking=number,
            agency=self._agency(number),
            dated=self._day("dated"),
            received_claimed=self._day("received_claimed"),
            promised=self._promised(),
            exemptions=self._exemptions(),
            grounds=self._grounds(),
            outcome=self._outcome(),
            fee=fee,
            pay_by=self._day("pay_by"),
            answer_by=self._day("answer_by"),
            certified=self._certified(),
            appeal_notice="appeal_notice" in self.means,
            officer_named=self._officer(),
            links=self._links(),
            public_on=self._day("public_on"),
            items=answered(self.page, self.heard),
            more_by=None if self._more() else self._day("more_by"),
        )
        self._show_kinds()
        self._doubt_unplaced(found)
        return replace(found, evidence=tuple(self.evidence), unsure=tuple(sorted(self.unsure)))

    def _show(self, says: str, start: int, end: int) -> None:
        first, last = self.page.place(start, end)
        self.evidence.append(Found(says, self.page.given[first:last], first, last))

    def _doubt_kind(self) -> None:
        disposes = bool(set(self.kinds) & _DISPOSES)
        bare = set(self.kinds) <= {"closing", "note"} and not self.means & _ENDS
        another = any(hit.phrase.ground == "reasons in another letter" for hit in self.heard.hits)
        doubts = (
            self.kind == "other",
            bare,
            not self.whole,
            another,
            self.heard.loose and self.kind not in _DISPOSES,
            "only_cited" in self.means,
            "refused" in self.means and not disposes,
            "appeal_notice" in self.means
            and not disposes
            and not set(self.kinds) & {"grant", "already_public"},
        )
        self.unsure |= {"kind"} if any(doubts) else set()
        self.unsure |= {"exemptions"} if another else set()
        waits = self.kind in ("acknowledgement", "extension", "reopening")
        self.unsure |= {"promised"} if waits and "promised" not in self.means else set()

    def _doubt_unplaced(self, found: Reading) -> None:
        """A day that nothing places may be any that the reading lacks."""
        if not self._uses("unplaced"):
            return
        if found.dated is None:
            self.unsure.add("dated")
        if not found.promised and not set(self.kinds) & REFUSALS:
            self.unsure.add("promised")

    def _show_kinds(self) -> None:
        for kind in self.kinds:
            hits = self.heard.of(*_WORDS_OF_KIND.get(kind, (kind,)))
            longest, last = [], -1
            for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
                if hit.end > last:
                    longest.append(hit)
                    last = hit.end
            for hit in longest[:3]:
                self._show(kind, hit.start, hit.end)

    def _number(self) -> str | None:
        if above := tracking.numbers(self.above):
            return above[0][0]
        found = tracking.numbers(self.page)
        if not found:
            return None
        if len({number for number, _, _ in found}) > 1:
            self.unsure.add("tracking")
        self._show("tracking", *found[0][1:])
        return found[0][0]

    def _agency(self, number: str | None) -> str | None:
        elsewhere = tuple(self.page.sentence(hit.start) for hit in self.heard.of("referral"))
        return tracking.agency_of(number, self.page, elsewhere)

    def _uses(self, role: str) -> list[Use]:
        return [use for use in self.named if use.role == role]

    def _day(self, role: str) -> date | None:
        found = self._uses(role)
        named = {use.of.day for use in found if isinstance(use.of, Day) and use.of.day}
        for use in found:
            self._show(role, use.of.start, use.of.end)
        if len(named) > 1 or (found and not named) or any(_doubtful(use) for use in found):
            self.unsure.add(role)
        if (
            role in ("dated", "received_claimed")
            and self.arrived
            and any(d > self.arrived for d in named)
        ):
            self.unsure.add(role)
        return min(named) if named else None

    def _more(self) -> list[Use]:
        """Days for further records, which are promises where none have come yet."""
        came = set(self.kinds) & {"records", "grant", "partial_grant"}
        return [] if came else self._uses("more_by")

    def _promised(self) -> tuple[Promise, ...]:
        promises = []
        for use in sorted(self._uses("promised") + self._more(), key=lambda use: use.of.start):
            self._show("promised", use.of.start, use.of.end)
            if isinstance(use.of, Span):
                promises.append(Promise(None, use.of.text, use.of.business_days))
                self.unsure |= {"promised"} if set(self.kinds) & _NO_PROMISE else set()
                continue
            if use.of.day:
                promises.append(Promise(use.of.day))
            early = self.arrived and use.of.day and use.of.day < self.arrived
            if _doubtful(use) or early or set(self.kinds) & _NO_PROMISE:
                self.unsure.add("promised")
        for use in self._uses("previous"):
            self._show("previous_date", use.of.start, use.of.end)
        return tuple(dict.fromkeys(promises))

    def _exemptions(self) -> tuple[str, ...]:
        if not set(self.kinds) & (_DISPOSES | {"already_public"}) or self.kind == "appeal_granted":
            return ()
        found = []
        spoken_of = {
            self.page.sentence(hit.start)
            for hit in self.heard.found["asleep"]
            if "whole" in hit.phrase.means
        }
        for each in self.heard.cited:
            if self.page.sentence(each.start) not in spoken_of:
                self._show("exemption", each.start, each.end)
                found.append(each.cite)
        if set(found) >= _NOT_FINAL:  # all that (g) does not exempt, and so (g) itself
            found = ["87(2)(g)" if cite in _NOT_FINAL else cite for cite in found]
        letters = {cite[:8] for cite in found}
        for meant in exempted(self.heard.found["exemptions"]):
            if meant.cite[:8] not in letters and not (found and (meant.weak or self._on_appeal())):
                self._show("exemption", meant.start, meant.end)
                self.unsure.add("exemptions")
                found.append(meant.cite)
        if self.heard.of("vague") and "denial" in self.kinds:
            found.append("89(3)")
        return tuple(dict.fromkeys(found))

    def _on_appeal(self) -> bool:
        return self.kind in APPEAL_DECIDED

    def _grounds(self) -> tuple[str, ...]:
        if not set(self.kinds) & _DISPOSES:
            return ()
        found = [hit.phrase.ground for hit in self.heard.hits if hit.phrase.ground]
        for statute in citations.statutes(self.page):
            self._show("ground", statute.start, statute.end)
            found.append(statute.cite)
        return tuple(dict.fromkeys(found))

    def _outcome(self) -> str | None:
        decided = appeal(self.means)
        if not decided or self.kind not in APPEAL_DECIDED:
            return None
        said = [hit.phrase.outcome for hit in self.heard.hits if hit.phrase.outcome]
        return said[0] if said and decided[1] == "denied" else decided[1]

    def _fee(self) -> Decimal | None:
        paying = set(self.kinds) & {"fee", "partial_grant", "denial"} and "fee" in self.means
        if sum_ := amounts.payable(self.page) if paying else None:
            self._show("fee", *sum_[1:])
            return sum_[0]
        if self.kind == "fee":
            self.unsure.add("fee")
        return Decimal(0) if "free" in self.means else None

    def _certified(self) -> bool | None:
        if "no_records" not in self.kinds:
            return None
        return "certified" in self.means

    def _officer(self) -> bool:
        notices = self.heard.of("appeal_notice")
        return any(
            _OFFICER.search(self.page.low, hit.start, min(hit.end + 400, len(self.page.low)))
            for hit in notices
        )

    def _links(self) -> tuple[str, ...]:
        found = []
        for link in _LINK.finditer(self.page.text) if "http" in self.page.low else ():
            bare = link[0].rstrip(".,;:)]")
            self._show("link", link.start(), link.start() + len(bare))
            found.append(bare)
            if len(found) == 50:
                break
        return tuple(dict.fromkeys(found))


_WORDS_OF_KIND = {
    "denial": (
        "refused",
        "said_denied",
        "vague",
        "create",
        "withheld_some",
        "affidavit",
    ),
    "partial_grant": ("part", "redacted", "withheld_some", "refused", "only_some"),
    "no_records": ("nothing", "some_nothing"),
    "closing": ("closed", "withdrawn", "no_answer", "no_payment", "last"),
    "already_public": ("public",),
    "clarification": ("clarify", "affidavit", "vague"),
    "fee": ("fee", "no_payment"),
    "grant": ("granted", "whole", "released"),
    "records": ("records", "released", "more"),
    "appeal_granted_in_part": (
        "appeal_part",
        "reversed",
        "rest_denied",
        "appeal_granted",
    ),
}


def _doubtful(use: Use) -> bool:
    return isinstance(use.of, Day) and use.of.doubtful
