"""What can go wrong while a letter is made."""

from foil.errors import FoilError


class LetterError(FoilError):
    """The letter could not be made; `str()` says why and what to do."""

    status = 500


class TemplateError(FoilError):
    """A letter template has a mistake; `str()` names the file and, where known, the line."""

    status = 500
