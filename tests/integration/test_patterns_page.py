"""The patterns page shows every component, in debug alone."""

import re
from pathlib import Path

import pytest

from tests.integration.site import Site, close, open_site, site
from tests.kept import ROOT

__all__ = ["site"]

COMPONENTS = {path.stem for path in (ROOT / "templates" / "components").glob("*.html")}


def test_every_component_is_shown_where_debug_is_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    debugged = open_site(tmp_path, apart=True)
    page = debugged.client(debugged.keeper).get("/patterns")
    assert page.status_code == 200
    assert set(re.findall(r'data-part="(\w+)"', page.text)) == COMPONENTS
    assert debugged.client().get("/patterns").status_code == 303  # to the sign-in
    close(debugged)


def test_it_is_not_there_where_debug_is_off(site: Site) -> None:
    assert site.client(site.keeper).get("/patterns").status_code == 404
