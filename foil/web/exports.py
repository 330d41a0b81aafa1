"""Requests and events as sheets to take away, by the filters of the list of requests."""

import tempfile
from collections.abc import Callable
from typing import IO

from flask import Blueprint, Response, send_file

from foil.insight.asker import Asker, asker
from foil.insight.export import events_page, method_page, requests_page
from foil.sheets.writing import Page, write_csv, write_xlsx
from foil.web.desk import me, reading, today
from foil.web.requests import wanted

blueprint = Blueprint("exports", __name__, url_prefix="/export")

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/requests.xlsx")
def workbook() -> Response:
    """Requests, events and how both were made."""
    return _sent(
        "FOIL requests", "xlsx", XLSX,
        lambda file, asked: write_xlsx(
            file, [requests_page(asked), events_page(asked), method_page(asked)]
        ),
    )  # fmt: skip


@blueprint.get("/requests.csv")
def requests() -> Response:
    """One row a request."""
    return _csv("FOIL requests", requests_page)


@blueprint.get("/events.csv")
def events() -> Response:
    """One row an event."""
    return _csv("FOIL events", events_page)


def _csv(name: str, page: Callable[[Asker], Page]) -> Response:
    return _sent(name, "csv", CSV, lambda file, asked: write_csv(file, page(asked)))


def _sent(name: str, ending: str, kind: str, write: Callable[[IO[bytes], Asker], None]) -> Response:
    """The file, written whole before a byte of it goes, so that trouble is a page and no half
    a sheet. It is on disk, not in memory, and gone with the answer."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        with reading() as session:
            write(file, asker(me(), session, today(), wanted()))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return send_file(
        file, kind, as_attachment=True, download_name=f"{name} {today().isoformat()}.{ending}",
        etag=False, last_modified=None, max_age=None,
    )  # fmt: skip
