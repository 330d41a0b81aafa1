"""Whichever sheet somebody brought, read as requests: our own two sheets, or anybody's one."""

from collections.abc import Sequence
from datetime import date

from foil.catalog.directory import SHIPPED, Directory
from foil.errors import BadInput
from foil.sheets import ours, rows
from foil.sheets.cells import Sheet
from foil.sheets.dates import Order
from foil.sheets.told import Reading

NOTHING = "The sheet is empty; bring one with a row of headers and a row for each request."
LEFT_OUT = "Only the sheet “{}” was read; the file has others: {}."


def reading(
    sheets: Sequence[Sheet],
    today: date,
    order: Order | None = None,
    directory: Directory = SHIPPED,
) -> Reading:
    """The requests in these sheets, to agencies of the directory.

    Of several sheets, the first with headers that are known is read.

    Raises BadInput where none is.
    """
    if own := ours.find(sheets):
        return ours.reading(*own, directory)
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise BadInput(NOTHING)
    trouble: BadInput | None = None
    for sheet in filled:
        try:
            found = rows.reading(sheet, today, order, directory)
        except BadInput as error:
            trouble = trouble or error
            continue
        others = ", ".join(each.name for each in filled if each is not sheet)
        note = (LEFT_OUT.format(sheet.name, others),) if others else ()
        return Reading(found.headings, found.lines, found.total, (*found.notes, *note))
    assert trouble is not None
    raise trouble
