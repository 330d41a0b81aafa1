"""The agencies as the office has them, for pages that name or offer them."""

from flask import g

from foil.catalog.directory import Directory
from foil.insight.directory import directory
from foil.web.desk import reading


def known() -> Directory:
    """The catalog with the office's own facts laid over it, read once for each page."""
    if "agencies_known" not in g:
        with reading() as session:
            g.agencies_known = directory(session)
    found: Directory = g.agencies_known
    return found
