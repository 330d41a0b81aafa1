"""Every kind of reply has something to be filed as, in words; what was read is marked in its
place."""

import pytest

from foil.replies.kinds import EVENT
from foil.web.reply_kinds import (
    KINDS_OF_REPLY,
    NOTE,
    PART,
    READ_AS,
    SEEMS,
    meaning,
    options,
)
from foil.web.reply_marks import FIELDS, Piece, sheets


def test_every_kind_of_reply_is_filed_as_the_event_it_is() -> None:
    assert set(READ_AS) == set(SEEMS) == set(EVENT)
    for kind, event in EVENT.items():
        choice = READ_AS[kind]
        if kind == "partial_grant":
            assert (choice, event) == (PART, "denied")
        else:
            assert (choice or NOTE) == (event or NOTE), kind
    assert all(words for _, words in options())


def test_what_a_correction_is_remembered_as_is_read_as_it_again() -> None:
    for choice in set(KINDS_OF_REPLY) - {"exception_claimed"}:
        kind = meaning(choice, "denied")
        assert READ_AS[kind] == choice, choice
    assert meaning("appeal_decided", "remanded") == "appeal_remanded"
    assert meaning("appeal_decided", "untimely") == ""
    assert meaning("exception_claimed") == ""


def found(says: str, start: int, end: int, part: str = "") -> dict[str, object]:
    return {"says": says, "start": start, "end": end, "part": part}


@pytest.mark.parametrize(
    ("evidence", "marked"),
    [
        ([], []),
        ([found("dated", 0, 5)], ["May 1"]),
        ([found("dated", 0, 5), found("denial", 3, 9)], ["May 1"]),
        ([found("denial", 7, 13), found("dated", 0, 5)], ["May 1", "denied"]),
        ([found("link", 0, 5), found("dated", 0, 5, "Letter.pdf")], []),
        ([found("dated", 5, 5), found("dated", 40, 50)], []),
        ([found("denial", 7, 99)], ["denied."]),
    ],
)
def test_what_was_read_is_marked_once_in_its_place(
    evidence: list[dict[str, object]], marked: list[str]
) -> None:
    (sheet,) = sheets("May 1: denied.", evidence)
    assert "".join(piece.words for piece in sheet.pieces) == "May 1: denied."
    assert [piece.words for piece in sheet.pieces if piece.field] == marked


def test_pages_are_numbered_and_marked_by_their_own_places() -> None:
    drawn = sheets("One\fTwo denied", [found("denial", 8, 14)], first=3)
    assert [sheet.number for sheet in drawn] == [3, 4]
    assert drawn[1].pieces == (Piece("Two "), Piece("denied", *FIELDS["denial"]))
