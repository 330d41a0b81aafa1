"""Whose a reply is, by what it shows; and the near misses, each a choice or nobody's."""

from datetime import date

import pytest

from foil.replies.matching import Ask, Clues, Match, match, ours, plain, tagged, tokens, topic

NYPD, DOC = "nypd", "doc"
ONE = Ask(
    1, "FD-0001", NYPD, frozenset({plain("FOIL-2026-056-01234")}), frozenset({"a@office"}),
    frozenset({"Drone purchase orders 2024"}), date(2026, 9, 1),
)  # fmt: skip
TWO = Ask(
    2, "FD-0002", NYPD, frozenset({plain("FOIL-2026-056-05678")}), frozenset({"b@office"}),
    frozenset({"Facial recognition contracts"}), date(2026, 10, 1),
)  # fmt: skip
NEW = Ask(3, "FD-0003", NYPD, sent=date(2026, 11, 1), subjects=frozenset({"Body camera policy"}))
ELSEWHERE = Ask(4, "FD-0004", DOC, frozenset({"2026-17"}), sent=date(2026, 10, 1))
CLOSED = Ask(
    5, "FD-0005", DOC, frozenset({"DOC-2025-00911"}), subjects=frozenset({"Visit logs for all"}),
    sent=date(2025, 1, 3), live=False,
)  # fmt: skip
DRAFT = Ask(6, "FD-0006", "ccrb")
ALL = [ONE, TWO, NEW, ELSEWHERE, CLOSED, DRAFT]
DAY = date(2026, 11, 20)


def clues(subject: str = "", text: str = "", to: str = "", **more: object) -> Clues:
    return Clues(
        numbers=tokens(subject) | tokens(text), headed=tokens(subject), addressed=tagged(to),
        named=ours(subject + text), subject=subject, day=DAY,
        agencies=frozenset(more.pop("by", ())),  # type: ignore[call-overload]
        answers=frozenset(more.pop("answers", ())),  # type: ignore[call-overload]
    )  # fmt: skip


SURE = {
    "the agency's number in the subject": (clues("FOIL-2026-056-01234 Closed"), 1, "number"),
    "the number with a dash of print": (clues(text="re: 2026–056–05678."), 2, "number"),
    "the number after a sign": (clues(text="your request #2026-056-08772 or #2026-056-01234"),
                                1, "number"),
    "the number in lower case": (clues(text="foil-2026-056-01234"), 1, "number"),
    "our number in the address": (clues(to="Foil <foil+fd-0003@office.example>"), 3, "address"),
    "our number in the address, from a stranger": (
        clues(to="foil+FD-0003@office.example", by=(DOC,)), 3, "address"),
    "our number in the subject": (clues("Re: FD-0003"), 3, "ours"),
    "an answer to our mail": (clues("Re: a question", answers=("a@office",), by=(NYPD,)),
                              1, "answers"),
    "a closed request": (clues("DOC-2025-00911 reopened", by=(DOC,)), 5, "number"),
    "a short number in the agency's own subject": (clues("Request 2026-17", by=(DOC,)),
                                                   4, "number"),
    "a short number in the agency's own letter": (clues(text="Your request 2026-17.", by=(DOC,)),
                                                  4, "number"),
    "the agency and the very subject": (clues("RE: [EXTERNAL] Body camera policy", by=(NYPD,)),
                                        3, "subject"),
}  # fmt: skip

CHOICES = {
    "two of our numbers": (clues("FOIL-2026-056-01234", "see also FOIL-2026-056-05678"), {1, 2}),
    "an answer in the thread of another request": (
        clues("FOIL-2026-056-05678", answers=("a@office",)), {1, 2}),
    "an answer in an old thread about a number not ours": (
        clues("FOIL-2026-056-09999", answers=("a@office",), by=(NYPD,)), {1}),
    "our number quoted by another agency": (clues("Re: FD-0001", by=(DOC,)), {1}),
    "its number, from another agency": (clues("FOIL-2026-056-01234", by=(DOC,)), {1}),
    "only the agency": (clues("Your request", by=(NYPD,)), {1, 2, 3}),
    "the agency, and a number of the portal's that none has yet": (
        clues("Request FOIL-2026-056-09999 Submitted", by=(NYPD,)), {3}),
    "a subject too short to tell": (clues("Re: policy", by=(NYPD,)), {1, 2, 3}),
    "the subject of one that is closed": (clues("Visit logs for all", by=(DOC,)), {5}),
}  # fmt: skip

NOBODYS = {
    "a stranger": clues("Hello"),
    "a number that is one digit off": clues("FOIL-2026-056-01235"),
    "a number that goes on": clues("FOIL-2026-056-012345"),
    "a short number in a street": clues(text="2026-17 Main Street"),
    "a short number in a stranger's subject": clues("Order 2026-17"),
    "our number that goes on": clues("Re: FD-00012"),
    "our number within another word": clues("Re: AFD-0001-B"),
    "a number of digits alone": clues("FOIL 1234", "12345678", by=()),
    "an agency to which nothing went": clues("Your request", by=("ccrb",)),
    "an answer to a mail nobody knows": clues("Re: x", answers=("z@office",)),
}


@pytest.mark.parametrize("name", SURE)
def test_what_points_to_one_request_is_of_it(name: str) -> None:
    shown, request, how = SURE[name]
    assert match(shown, ALL) == Match(request, how)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CHOICES)
def test_what_points_to_several_or_to_none_for_sure_is_a_choice(name: str) -> None:
    shown, may_be = CHOICES[name]
    found = match(shown, ALL)
    assert (found.request, {id_ for id_, _ in found.may_be}) == (None, may_be)


@pytest.mark.parametrize("name", NOBODYS)
def test_a_near_miss_is_of_nobody(name: str) -> None:
    assert match(NOBODYS[name], ALL) == Match()


def test_what_is_awaited_still_comes_first_in_a_choice_then_the_newest() -> None:
    done = Ask(7, "FD-0007", NYPD, sent=date(2026, 11, 10), live=False)
    found = match(clues("Your request", by=(NYPD,)), [done, *ALL])
    assert [id_ for id_, _ in found.may_be] == [3, 2, 1, 7]


def test_a_subject_is_compared_without_what_programs_put_before_it() -> None:
    assert topic("RE: Fwd: [EXTERNAL] Body camera policy, FD-0003") == "body camera policy fd"
