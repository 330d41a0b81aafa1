"""What the second reading needs to know of an agency, in words of its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agency:
    """`appeal_from` is receipt, letter or postmark; `portal` names its portal's calendar, if any.

    `electronic` is False for an agency that can only be reached by post.
    """

    slug: str = ""
    jurisdiction: str = "local"
    appeal_from: str = "letter"
    portal: str | None = None
    electronic: bool = True
