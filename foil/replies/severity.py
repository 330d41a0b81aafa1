"""From what was found in a reply to what it is. Where two readings fit, the harder one is taken,
and never the milder in silence: a word of refusal that no rule took up makes the kind unsure."""

from collections.abc import Set as AbstractSet

from foil.replies.kinds import in_order

SAYS = frozenset({"refused", "said_denied", "vague", "create", "withheld_some", "redacted", "part"})
"""What speaks of a refusal, so that a sentence which refuses nothing must not be heard so."""

_RELEASE = {"released", "whole", "granted", "records", "last", "only_some"}
_ON_APPEAL = {"appeal_denied", "appeal_granted", "appeal_part"}
_TAKES = {"refused", "said_denied", "nothing", "withheld_some", "redacted", "vague", "create"}
_CAME = {"released", "whole", "granted", "records"}
"""What a reply that decides an appeal keeps back, or gives, in words a first answer may have."""

_WAITS = {"acknowledgement", "extension", "receipt", "note"}
_ENDS = {"withdrawn", "no_answer", "no_payment"}
_SPEAKS = {
    "refused",
    "said_denied",
    "appeal_denied",
    "nothing",
    "redacted",
    "part",
    "clarify",
    "fee",
}
"""What no automatic answer says: a reply with one of these is read as what it says."""

_QUIET = ("bounce", "auto_reply", "delayed")


def appeal(found: AbstractSet[str]) -> tuple[str, str] | None:
    """The kind and the outcome where an appeal has been decided, else None."""
    about = found & _ON_APPEAL
    if "appeal_notice" not in found:  # whoever says how to appeal speaks of appeals to come
        about |= found & {"appeal", "on_appeal"}
    deciding = "on_appeal" in found and not found & {"appeal_notice", "appeal_received"}
    denied = "appeal_denied" in found or bool(about and "upholds" in found)
    weakly = about and "overturns" in found and "appeal_denied" not in found
    granted = "appeal_granted" in found or bool(weakly)
    gives = granted or bool(found & {"appeal_part", "reversed"})
    takes = denied or bool(deciding and found & _TAKES)
    if ("appeal_remanded" in found or (about and "sent_back" in found)) and (gives or not denied):
        return "appeal_remanded", "remanded"
    came = deciding and not denied and bool(found & _CAME)
    if "appeal_part" in found or ((gives or came) and (takes or "rest_denied" in found)):
        return "appeal_granted_in_part", "granted_in_part"
    if takes:
        return "appeal_denied", "denied"
    whole = {"appeal", "whole", "article_78"} <= found
    return ("appeal_granted", "granted") if granted or came or whole else None


def kinds(found: AbstractSet[str]) -> tuple[str, ...]:
    """Every kind a reply is that shows `found`, the meanings of its phrases; the kind it goes by
    first. Empty where nothing was found."""
    for quiet in _QUIET:
        if quiet in found and not (quiet == "auto_reply" and found & _SPEAKS):
            return ("other" if quiet == "delayed" else quiet,)
    if "frame_receipt" in found and not found & _SPEAKS:
        return ("receipt",)
    decided = None if "frame_reopening" in found else appeal(found)
    if decided:
        new = ("acknowledgement",) if "new_request" in found else ()
        return (decided[0], *new)
    if "appeal_received" in found and not found & {"refused", "nothing"}:
        return ("appeal_received",)
    decision = _decision(found - _only_said(found))
    rest = _rest(found, bool(decision))
    every = in_order({*decision, *rest})
    if "on_appeal" in found and "appeal_notice" not in found and set(every) <= _WAITS:
        return ("appeal_received",) if every else ()
    return tuple(dict.fromkeys((*_first(set(every), found), *every)))


def says_nothing(found: AbstractSet[str], every: tuple[str, ...]) -> bool:
    """Whether a reply shows nothing, or only that something is closed."""
    left = set(every) - {"closing"} - ({"acknowledgement"} if "frame_closed" in found else set())
    return not left and not found & _ENDS


def _first(every: AbstractSet[str], found: AbstractSet[str]) -> tuple[str, ...]:
    """The kind it goes by, where that is not simply the one that costs most to miss: a denial for
    want of records is an answer of no records; a closing goes by its reason."""
    reopened = "frame_reopening" in found and not every & {"denial", "no_records"}
    by_reason = found & {"exempted", "vague", "strong", "create"}
    over = found & {*_ENDS, "last"} or _only_sent(found)
    no_other = "denial" not in every or "refused" not in found
    decided = (
        ("partial_grant", True),
        ("reopening", reopened or every <= _BESIDE_REOPENING),
        ("denial", by_reason),
        ("referral", "frame_referral" in found),
        ("closing", over),
        ("no_records", True),
        ("referral", no_other),
        ("already_public", no_other),
        *((kind, "denial" not in every) for kind in _MILD),
    )
    return tuple(kind for kind, so in decided if kind in every and so)[:1]


_BESIDE_REOPENING = {"reopening", "closing", "grant", "records", "note"}
_MILD = ("fee", "clarification", "response_edited", "grant", "records")


def _only_said(found: AbstractSet[str]) -> AbstractSet[str]:
    """What refuses nothing because the portal's own words say that the request was acknowledged or
    extended: what stands below them is of what may come, or of what an agency does in general."""
    framed = found & {"frame_acknowledgement", "frame_extension"} and "frame_closed" not in found
    if not framed or found & {"exempted", "strong", "said_denied", "released", "appeal_notice"}:
        return frozenset()
    return frozenset({"refused", "withheld_some"})


def _only_sent(found: AbstractSet[str]) -> bool:
    """That a matter is over in which records went out, and nothing says that all were given."""
    sent = found & {"released", "records"}
    return (
        bool(sent)
        and "frame_closed" not in found
        and not found
        & {
            "granted",
            "whole",
            "refused",
            "said_denied",
            "nothing",
            "public",
            "referral",
            "part",
            "redacted",
        }
    )


def _decision(found: AbstractSet[str]) -> AbstractSet[str]:
    gives = found & _RELEASE
    refuses = _refuses(found)
    lacks = _lacks(found)
    withholds = refuses or found & {"redacted", "withheld_some", "part"}
    out: set[str] = set()
    if found & {"part", "redacted"} or (gives and (withholds or lacks or "only_some" in found)):
        out.add("partial_grant")
    elif withholds or ("create" in found and not lacks):
        out.add("denial")
    if lacks:
        out.add("no_records")
    if "referral" in found:
        out.add("referral")
    if "public" in found:
        out.add("already_public")
    return out


def _lacks(found: AbstractSet[str]) -> bool:
    """That it is not this agency's record says "ask another" where one is named."""
    if found & {"nothing", "some_nothing"}:
        return True
    return "not_ours" in found and "referral" not in found


def _refuses(found: AbstractSet[str]) -> bool:
    """Too little description is a refusal where nothing more is asked; an affidavit asked for is
    one where the letter also says how to appeal."""
    if found & {"refused", "said_denied"} or {"affidavit", "appeal_notice"} <= found:
        return True
    return "vague" in found and not found & {"clarify", "not_denial"}


def _rest(found: AbstractSet[str], decided: bool) -> AbstractSet[str]:
    out = set(found & {"reopening", "response_edited", "note"})
    ended = found & _ENDS
    if ended or found & {"closed", "last"}:
        out.add("closing")
    if found & {"clarify", "affidavit", "no_answer"}:
        out.add("clarification")
    if found & {"fee", "no_payment"} and "free" not in found:
        out.add("fee")
    if not ended and not (decided and "fee" not in found):
        out |= _given(found, decided)
    if "reopening" not in out:
        out |= _waiting(found, decided or bool(out - {"clarification", "note"}))
    return out


def _given(found: AbstractSet[str], decided: bool) -> set[str]:
    if found & {"granted", "whole"}:
        return {"grant"}
    if decided or not found & {"released", "records"}:
        return set()
    return {"records"} if found & {"more", "last", "records"} else {"grant"}


def _waiting(found: AbstractSet[str], answered: bool) -> set[str]:
    if "frame_extension" in found:
        return {"extension"}
    if "frame_acknowledgement" in found:
        return {"acknowledgement"}
    if answered:
        return set()
    if "automated" in found or ("receipt" in found and not found & {"promised", "extension"}):
        return {"receipt"}
    if "extension" in found and "in_receipt" not in found:
        return {"extension"}
    if found & {"acknowledgement", "waiting", "in_receipt", "promised", "more"}:
        return {"acknowledgement"}
    return {"receipt"} if "receipt" in found else set()
