"""What an agency's letter says, sentence by sentence, for somebody to choose what an appeal quotes.
Nothing is chosen here: what is likely is only put first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foil.archive.text import Text
from foil.replies.page import Page

SHORTEST = 15  # characters; a page number or "Re:" is not worth quoting
MOST = 200  # sentences; a letter has fewer, what was put behind it may have more
_REFUSES = re.compile(
    r"\b(?:den(?:y|ied|ial|ies)|exempt\w*|with(?:held|hold\w*)|redact\w*|unable|cannot|not"
    r"|no (?:such )?records?|declin\w*|clos(?:e|ed|ing)|because|pursuant|interfere|invasion"
    r"|endanger|reveal|privilege\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """A sentence of a letter. `place` counts them; `file` is the document it stands in; `likely`
    says that it gives a reason, `misread` that it was read from a picture."""

    place: int
    text: str
    file: str
    likely: bool
    misread: bool

    @property
    def value(self) -> str:
        """The passage as a form sends it: its place and its words."""
        return f"{self.place}|{self.text}"

    def cites(self, ground: str) -> bool:
        """Whether it names that ground, as 87(2)(f), however it is spaced."""
        return ground[:2].isdigit() and _even(ground) in _even(self.text)


def passages(files: Iterable[tuple[str, Text]]) -> tuple[Passage, ...]:
    """The sentences of these files in their order, each file by its name; each sentence once."""
    found: dict[str, Passage] = {}
    for name, text in files:
        for page in text.pages:
            even = Page(page.text)
            for start, end in even.sentences:
                words = " ".join(even.words_at(start, end).split()) if end > start else ""
                if len(words) < SHORTEST or words in found or len(found) == MOST:
                    continue
                likely = bool(_REFUSES.search(words))
                place = len(found)
                found[words] = Passage(place, words, name, likely, page.by == "ocr")
    return tuple(found.values())


def quoted(chosen: Sequence[str]) -> str:
    """The passages chosen, as a letter quotes them: those that follow one another as they stand,
    with an ellipsis where something between them is left out; quotation marks inside become
    single ones. What is no passage is passed over."""
    told = sorted(
        (int(place), words)
        for place, bar, words in (each.partition("|") for each in chosen)
        if bar and place.isascii() and place.isdigit() and len(place) < 5
    )
    said = ""
    for (place, words), before in zip(told, [None, *(place for place, _ in told)], strict=False):
        between = "" if before is None else " " if place == before + 1 else " … "
        said += between + words
    return re.sub(r'"([^"]*)"', r"‘\1’", said).replace("“", "‘").replace("”", "’")


def _even(words: str) -> str:
    return re.sub(r"\s", "", words).replace("[", "(").replace("]", ")").casefold()
