"""What to look at again in a letter before it goes. Finds what it was told to find, no more.

Each rule is a function of a letter in one of the modules here, under a name of its own. To find
nothing is not to certify that a letter is right in law.
"""

from foil.letters.letter import Letter
from foil.letters.lint import going, items, law, officer, sums, title, whole
from foil.letters.lint.known import Known
from foil.letters.lint.rules import RULES, Finding

__all__ = ["RULES", "Finding", "Known", "heading", "look"]

assert {going, items, law, officer, sums, title, whole}  # for the rules they put in the table

NOTHING = Known()


def look(letter: Letter, known: Known = NOTHING) -> tuple[Finding, ...]:
    """Everything found, in the order of the rules, in the light of what the office knows."""
    return tuple(finding for rule in RULES.values() for finding in rule(letter, known))


def heading(findings: tuple[Finding, ...]) -> str:
    """The heading over them: "Nothing found wrong" or "Look again"."""
    return "Look again" if findings else "Nothing found wrong"
