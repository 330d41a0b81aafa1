"""How far the reading of files is, in words."""

from foil.insight.reading_state import Production, Reading
from foil.web.words import plural

NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
TONES = {"read": "met", "unread": "soon", "refused": "late"}


def state(reading: Reading) -> str:
    """The state of one file: 1,180 of 2,600 pages read, about four minutes left."""
    match reading.state:
        case "":
            return "nobody has it read"
        case "read":
            return f"read, {plural(reading.pages or 0, 'page')}"
        case "pending":
            return _pending(reading)
        case "refused":
            return f"not read: {_lower(reading.says)}"
    return f"nobody can read it by program: {_lower(reading.says)}"


def production(whole: Production) -> str:
    """A production's state in one line."""
    if whole.waiting == 0:
        said = f"{plural(whole.files, 'file')}, all done: {whole.read:,} read"
        by_hand = f", {whole.by_hand:,} for a person to read" if whole.by_hand else ""
        return f"{said}{by_hand}; {plural(whole.done, 'page')}."
    counts = [f"{whole.read:,} of {plural(whole.files, 'file')} read", f"{whole.waiting:,} waiting"]
    if whole.by_hand:
        counts.append(f"{whole.by_hand:,} for a person to read")
    pages = f"{whole.done:,} of {whole.pages:,} pages read so far" if whole.pages else ""
    left = _left(whole.seconds)
    return (
        "; ".join(filter(None, (", ".join(counts), ", ".join(filter(None, (pages, left)))))) + "."
    )


def tone(reading: Reading) -> str:
    """The tone of the chip that says it."""
    return TONES.get(reading.state, "")


def _pending(reading: Reading) -> str:
    if reading.pages is None:
        return "being read" if reading.busy else "waits to be read"
    if reading.done < reading.pages:
        said = f"{reading.done:,} of {plural(reading.pages, 'page')} read"
        return ", ".join(filter(None, (said, _left(reading.seconds))))
    return f"{reading.taken:,} of the {plural(reading.inside, 'file')} in it taken out"


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 45:
        return "less than a minute left"
    minutes = max(1, round(seconds / 60))
    if minutes >= 90:
        hours = round(minutes / 60)
        return f"about {_number(hours)} {'hour' if hours == 1 else 'hours'} left"
    return f"about {_number(minutes)} {'minute' if minutes == 1 else 'minutes'} left"


def _number(count: int) -> str:
    return NUMBERS[count - 1] if count <= len(NUMBERS) else f"{count:,}"


def _lower(says: str) -> str:
    """A sentence as it goes on after a colon."""
    words = says.rstrip(".")
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
