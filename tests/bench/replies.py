"""How replies are read: the confusion of kinds and each field's score beside its aim, and how long
one takes. Of the blind replies only totals are printed, so that they stay blind."""

from collections.abc import Iterator

from foil.replies import read
from tests.bench.measure import Measure, best
from tests.replies import AIMS, BLIND, DEVELOPMENT, EXEMPTIONS, Score, of, replies, score


def measures() -> Iterator[Measure]:
    """The tables, printed; then the time for all the replies, and for one of 2 MB."""
    for group, aim in AIMS.items():
        found = score(of(group, *DEVELOPMENT))
        _totals(f"written from, {group}", found, aim)
        _details(found)
    for group in ("city", "rest"):
        _totals(f"blind, {group}", score(of(group, *BLIND)), AIMS[group])
    rows = [row for name in (*DEVELOPMENT, *BLIND) for row in replies(name)]
    took = best(lambda: [read(row["text"], subject=row["subject"]) for row in rows], times=3)
    rate = f"{len(rows) / took:.0f} a second"
    yield Measure(f"{len(rows)} replies read", took, note=rate)
    long = "Your request is denied under 87(2)(b). " * 50_000
    yield Measure(
        "a reply of 2 MB read", best(lambda: read(long), times=3), note="at most one second"
    )


def _totals(title: str, found: Score, aim: float) -> None:
    milder, sure = len(found.milder), len(found.milder_and_sure)
    print(f"\n{title}: {found.read} replies")
    _beside("kind right", f"{found.kinds:.1%}", f"≥ {aim:.0%}", met=found.kinds >= aim)
    _beside("milder than the truth", f"{milder}, {sure} of them sure", "0", met=not milder)
    wrong, most = len(found.wrong_dates), found.read // 200
    _beside("dates wrong, not unsure", str(wrong), f"≤ {most}", met=wrong <= most)
    late = len(found.later_dates)
    _beside("dates later than the true", str(late), "0", met=not late)
    met = found.exemptions >= EXEMPTIONS
    _beside("exemptions F1", f"{found.exemptions:.3f}", f"≥ {EXEMPTIONS}", met=met)


def _beside(name: str, value: str, aim: str, *, met: bool) -> None:
    print(f"  {name:<28}{value:<22}aim {aim}{'' if met else '   missed'}")


def _details(found: Score) -> None:
    for name in sorted({name for name, _ in found.fields}):
        right, wrong = found.fields[name, True], found.fields[name, False]
        print(f"  {name:<28}{right} of {right + wrong}")
    print(f"  {'truth':<24}{'read as':<24}replies")
    for (truth, kind), number in sorted(found.confused.items()):
        print(f"  {truth:<24}{kind:<24}{number}{'' if truth == kind else '   wrong'}")
