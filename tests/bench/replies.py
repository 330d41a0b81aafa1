"""How replies are read: the confusion of kinds and each field's score, and how long one takes."""

from collections.abc import Iterator

from foil.replies import read
from tests.bench.measure import Measure, best
from tests.replies import Score, of, replies, score

SETS = ("development", "held_out")
ALL = (*SETS, "summaries")


def measures() -> Iterator[Measure]:
    """The tables, printed; then the time for all the replies, and for one of 2 MB."""
    for name in SETS:
        for group in ("city", "rest"):
            _print(f"{name}, {group}", score(of(group, name)))
    _print("summaries", score(replies("summaries")))
    rows = [row for name in ALL for row in replies(name)]
    took = best(lambda: [read(row["text"], subject=row["subject"]) for row in rows], times=3)
    rate = f"{len(rows) / took:.0f} a second"
    yield Measure(f"{len(rows)} replies read", took, note=rate)
    long = "Your request is denied under 87(2)(b). " * 50_000
    yield Measure(
        "a reply of 2 MB read", best(lambda: read(long), times=3), note="at most one second"
    )


def _print(title: str, found: Score) -> None:
    print(f"\n{title}: kind right {found.right} of {found.read} ({found.kinds:.1%})")
    print(
        f"  exemptions F1 {found.exemptions:.3f}; milder than the truth: {found.milder or 'none'}"
    )
    print(
        f"  wrong dates, not unsure: {found.wrong_dates or 'none'};"
        f" later: {found.later_dates or 'none'}"
    )
    for name in sorted({name for name, _ in found.fields}):
        right, wrong = found.fields[name, True], found.fields[name, False]
        print(f"  {name:<18} {right} of {right + wrong}")
    print(f"  {'truth':<24}{'read as':<24}replies")
    for (truth, kind), number in sorted(found.confused.items()):
        print(f"  {truth:<24}{kind:<24}{number}{'' if truth == kind else '   wrong'}")
