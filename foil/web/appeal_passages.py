"""The agency's own words of a denial, offered from the text of the letter on file: read in the
sandbox when somebody asks, and put into the appeal only as they tick them."""

from dataclasses import dataclass

from foil.archive.text import text_of
from foil.insight.appeals import Appeal
from foil.insight.passages import Passage, passages, quoted
from foil.operations.documents import open_document
from foil.web.appeal_form import Answers
from foil.web.arrivals import store
from foil.web.desk import me, now, writing

LOOK, TAKE = "letter:", "take"
LARGEST = 25 << 20  # bytes of one file that is read while somebody waits
TOO_LARGE = "It is too large to read here: open it, and copy the words."


@dataclass(frozen=True)
class OnFile:
    """What the papers of one denial say. `line` is the denial's; `findings` are sentences on what
    could not be read, with the file."""

    line: str
    passages: tuple[Passage, ...]
    findings: tuple[str, ...]

    @property
    def likely(self) -> list[Passage]:
        """Those that seem to give a reason."""
        return [each for each in self.passages if each.likely]

    @property
    def others(self) -> list[Passage]:
        """The rest, to choose from as well."""
        return [each for each in self.passages if not each.likely]


def asked_for(answers: Answers | None) -> str:
    """The line of the denial whose letter is to be read; empty for none."""
    look = answers.get("look", "") if answers else ""
    return look.removeprefix(LOOK) if look.startswith(LOOK) else ""


def on_file(found: Appeal, answers: Answers | None) -> OnFile | None:
    """The words of the denial asked for, out of its documents; a note is kept of who read them.
    None where none was asked for."""
    line = asked_for(answers)
    denial = next((each for each in found.denials if each.line == line), None)
    if denial is None:
        return None
    of_it = (denial.event.id, denial.line)
    ids = [each.document for each in found.papers if each.event in of_it]
    with writing() as session:
        rows = [open_document(me(), session, each, now=now()) for each in ids]
        files = [(row.name, row.sha256, row.size) for row in rows]
    read, findings = [], []
    for name, sha256, size in files:
        if size > LARGEST:
            findings.append(f"{name}: {TOO_LARGE}")
            continue
        with store().open(sha256) as file:
            text = text_of(file.read())
        read.append((name, text))
        findings += [f"{name}: {each}" for each in text.findings]
    return OnFile(line, passages(read), tuple(findings))


def taken(found: Appeal, answers: Answers) -> Answers:
    """The form with the passages that were ticked in their boxes, in place of what was there."""
    if answers.get("look") != TAKE:
        return answers
    boxes = {f"quoted-{each.line}": f"passage-{each.line}" for each in found.denials}
    boxes |= {f"words-{each.key}": f"passage-{each.key}" for each in found.claimed}
    answers = answers.copy()
    for box, ticked in boxes.items():
        if words := quoted(answers.getlist(ticked)):
            answers[box] = words
    return answers
