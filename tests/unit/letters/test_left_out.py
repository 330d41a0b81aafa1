"""A sentence whose authority may not be cited is left out whole, and no mark stays behind."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foil.catalog.exemptions import exemptions
from foil.law.authorities import AUTHORITIES
from foil.letters import record
from foil.letters.citations import argued, in_full, of_ours
from foil.letters.compose import compose
from foil.letters.letter import Edit, Letter
from foil.letters.lint import Known, look
from foil.letters.plain import markdown
from foil.letters.sentences import kept
from foil.letters.standing import Standing, shipped
from foil.letters.told import facts_told
from tests.unit.letters.examples import TOLD, example
from tests.unit.letters.made import DATED, OFFICE, denial

PRIVATE = set("\ue000\ue001\ue002\ue003\ue004")
UNREAD = "unread-authority"
UNCITED = frozenset({"closing"})
EVERYTHING = frozenset(name for name, each in AUTHORITIES.items() if not each.reversed)


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("One.\nTwo \ue002.\nThree.", "One.\nThree."),
        ("One\nwith \ue002\nand more.\nTwo.", "Two."),
        ("**Head.**\nOne \ue002.", ""),
        ("**Head.**\nOne \ue002.\nTwo.", "**Head.**\nTwo."),
        ("## Head\n\nOne \ue002.\n\n## Next\n\nTwo.", "## Next\n\nTwo."),
        ("- One \ue002.\nMore of one.\n- Two.", "- Two."),
        ("| a | \ue002 |\n| b | c |", "| b | c |"),
        ("He wrote: “No.”\nSo \ue002.", "He wrote: “No.”"),
        ("Nothing\nbarred", "Nothing\nbarred"),
    ],
)
def test_the_sentence_goes_and_what_stood_over_it_alone(raw: str, left: str) -> None:
    assert kept(raw) == left


def words(letter: Letter) -> str:
    return markdown(letter)


@pytest.mark.parametrize("kind", TOLD)
def test_by_default_a_letter_cites_nothing_unverified(kind: str) -> None:
    made = example(kind)
    assert made.authorities or kind in UNCITED
    assert {shipped()[name].level for name in made.authorities} <= {"read by us"}
    assert not PRIVATE & set(words(made))


@pytest.mark.parametrize("kind", TOLD)
def test_whatever_one_verdict_takes_out_the_letter_still_stands(kind: str) -> None:
    """For each authority in turn: nothing of it is left, no half sentence, no heading over none."""
    facts = facts_told(kind, TOLD[kind], OFFICE, DATED)
    usual = compose(kind, facts)
    for name in usual.authorities:
        left = compose(kind, facts, citable=of_ours() - {name})
        assert name not in left.authorities
        assert set(left.authorities) <= of_ours()
        assert left.subject == usual.subject and left.block("opening").text
        same = in_full(AUTHORITIES[name])
        if not any(same in in_full(AUTHORITIES[each]) for each in left.authorities):
            assert same not in words(left)
        assert not PRIVATE & set(words(left))


def test_with_everything_read_the_further_cites_appear() -> None:
    claimed = ("87(2)(e)(iv)", "87(2)(f)", "87(2)(g)")
    usual, whole = denial(*claimed), denial(*claimed, citable=EVERYTHING)
    assert "Fink" not in words(usual)
    assert "Fink" in words(whole)
    assert set(usual.authorities) < set(whole.authorities)


def test_a_verdict_of_not_takes_out_what_we_read() -> None:
    left = denial("87(2)(e)(iv)", citable=of_ours() - {"case-jewish-press-doi"})
    assert "Conclusory" not in words(left)
    assert "Investigative techniques." in words(left)


@given(st.sets(st.sampled_from(sorted(argued()))), st.sampled_from(sorted(exemptions())))
@settings(max_examples=60, deadline=None)
def test_a_letter_never_holds_what_it_may_not_cite(may: set[str], ground: str) -> None:
    letter = denial(exemptions()[ground].cite, citable=frozenset(may))
    assert set(letter.authorities) <= may
    assert not PRIVATE & set(words(letter))


def test_what_was_reversed_is_cited_by_nobody() -> None:
    name = "case-nyclu-oca-2024"
    said = Standing(name, "read by this office", verdict="says this", who="Staff attorney")
    assert not said.citable
    assert said.why_not == "It was reversed."


def test_a_person_s_own_words_keep_only_the_cites_they_still_name() -> None:
    usual = denial("87(2)(e)(iv)")
    old = usual.block("grounds").text
    edited = denial("87(2)(e)(iv)", edits={"grounds": Edit("None of it.", old)})
    assert "case-jewish-press-doi" not in edited.authorities


def test_a_sealed_letter_keeps_each_cites_standing_of_the_day() -> None:
    letter = denial("87(2)(e)(iv)")
    kept_there = json.loads(record.to_json(letter, shipped()))["standing"]
    assert kept_there.keys() == set(letter.authorities)
    assert {each["level"] for each in kept_there.values()} == {"read by us"}


def test_a_cite_typed_in_that_nobody_read_is_found() -> None:
    typed = {"portions": Edit("See Fink, 47 NY2d 567; 30 NY3d 461.", "")}
    rules = [each.says for each in look(denial("87(2)(f)", edits=typed)) if each.rule == UNREAD]
    assert len(rules) == 1
    assert "Nobody has read it yet" in rules[0]
    read_here = look(denial("87(2)(f)", edits=typed), Known(uncitable={}))
    assert UNREAD not in {each.rule for each in read_here}


def test_a_draft_says_what_somebody_here_took_out_and_why() -> None:
    said = Known(uncitable={"case-gould": "Staff attorney read it and found otherwise."})
    left = denial("87(2)(f)", citable=of_ours() - {"case-gould"})
    (found,) = [each for each in look(left, said) if each.rule == "authority-left-out"]
    assert found.says == (
        "Gould (Ct App 1996) is left out here. Staff attorney read it and found otherwise."
    )
    assert "authority-left-out" not in {each.rule for each in look(denial("87(2)(e)(iv)"), Known())}
