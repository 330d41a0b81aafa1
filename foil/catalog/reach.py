"""Whether a letter to an agency has anywhere to go, and where to look when it has not."""

from dataclasses import dataclass

from foil.catalog.agency import Agency

WAY_WORDS = {"portal": "portal", "email": "e-mail", "post": "post", "fax": "fax"}
OWN_SITE = "Its own web site, under FOIL or “records access officer”; else its clerk, by telephone."


@dataclass(frozen=True)
class Look:
    """One place to look for an address: a page, or what to do in words."""

    words: str
    url: str | None = None


def needs_address(agency: Agency) -> bool:
    """Whether no portal, mailbox or street address is known that its requests go to."""
    officer = agency.requests
    return not (agency.ways() or officer.email or officer.address)


def usual_way(agency: Agency) -> str:
    """The way its requests go by, best first: "portal", "email", "post" or "fax"; "" for none."""
    if ways := agency.ways():
        return ways[0].way
    officer = agency.requests
    return "email" if officer.email else ("post" if officer.address else "")


def where_to_look(agency: Agency) -> tuple[Look, ...]:
    """The pages its particulars came from, and its own site: each page once."""
    found: dict[str, Look] = {}
    channels = [(source, each.note) for each in agency.channels for source in each.basis]
    officers = [(source, None) for source in (*agency.requests.basis, *agency.sources)]
    for source, note in (*channels, *officers):
        if source.url:
            words = note or source.note or source.url
            found.setdefault(source.url, Look(words, source.url))
    return (*found.values(), Look(OWN_SITE))
