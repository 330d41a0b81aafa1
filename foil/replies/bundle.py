"""A zip of letters and mails, taken apart in a process of its own within the limits of those that
hang on mail."""

from dataclasses import dataclass

from foil.replies.mail.archives import Budget, members
from foil.sandbox import Limits, Outran
from foil.sandbox.unzipping import SAID
from foil.sandbox.warm import Told, Warm

OFFICE = "[content_types].xml"
LARGEST = 256 << 20  # bytes of a zip that is opened
TOO_LARGE = "{} is too large to be opened here; unpack it, and bring its files."


@dataclass(frozen=True)
class Bundle:
    """The files of a zip, each with its name, and what was left inside, a sentence each. `office`
    is True for a Word file and its like, which are zips to be read as what they are."""

    files: tuple[tuple[str, bytes], ...]
    says: tuple[str, ...] = ()
    office: bool = False


def told(raw: bytes) -> Told:
    """The names and the contents, in plain data; called in the sandbox."""
    found = list(members(raw, Budget()))
    if any(each.name.lower() == OFFICE for each in found):
        return {"names": [], "problems": [], "office": True}, []
    whole = [each for each in found if not each.problem]
    problems = sorted({each.problem for each in found if each.problem})
    names = [each.name for each in whole]
    data = {"names": names, "problems": problems, "office": False}
    return data, [each.content for each in whole]


ZIPS = Warm(told, Limits(memory=512, seconds=30, output=256))


def opened(raw: bytes, name: str) -> Bundle:
    """What is in the zip called `name`. Raises nothing: what could not be opened is said."""
    if len(raw) > LARGEST:
        return Bundle((), (TOO_LARGE.format(name),))
    try:
        data, contents = ZIPS(raw)
        files = tuple(zip(map(str, data["names"]), contents, strict=True))
        says = tuple(SAID[str(each)].format(name) for each in data["problems"])
        return Bundle(files, says, office=bool(data["office"]))
    except Outran as error:
        return Bundle((), (str(error),))
    except (KeyError, TypeError, ValueError):
        return Bundle((), (SAID["damaged"].format(name),))
