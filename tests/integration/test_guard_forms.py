"""What a form needs before it is read: a token of this sign-in, and no more than its size."""

from pathlib import Path

import pytest
from werkzeug.routing import Rule

from tests.integration.site import PASSWORD, Site, close, open_site, site

__all__ = ["site"]  # a fixture

TOKEN = b"This page was open too long or in another sign-in"


def addresses(site: Site) -> list[str]:
    """The address of every route that changes something; of what, does not matter."""
    rules: list[Rule] = [
        rule for rule in site.app.url_map.iter_rules() if "POST" in (rule.methods or ())
    ]
    values: dict[str, object] = {"number": 1, "letter": 1, "kind": "sent", "token": "x"}
    values |= {"choice": "x", "day": "x", "slug": "x", "clock": "x", "upload": "x", "which": "idle"}
    values |= {"member": 1, "whose": "own", "paragraph": 1, "authority": "x", "what": "x"}
    values |= {"reply": 1}
    with site.app.test_request_context():
        built = [rule.build({name: values[name] for name in rule.arguments}) for rule in rules]
    return [address for _, address in filter(None, built)]


@pytest.mark.parametrize("sent", [{}, {"csrf_token": "x"}])
def test_nothing_is_changed_without_a_token(tmp_path: Path, sent: dict[str, str]) -> None:
    site = open_site(tmp_path, tokens=True)
    client = site.client(site.keeper)
    for address in addresses(site):
        answer = client.post(address, data=sent)
        if address != "/first-run":
            assert (answer.status_code, TOKEN in answer.data) == (400, True), address
    close(site)


def test_a_token_of_another_browser_is_none(tmp_path: Path) -> None:
    site = open_site(tmp_path, tokens=True)
    page = site.client(site.keeper).get("/settings").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = site.client(site.keeper).post("/matters", data={"name": "Ours", "csrf_token": token})
    assert answer.status_code == 400
    close(site)


@pytest.mark.parametrize("address", ["/sign-in", "/link/x"])
def test_a_stranger_s_form_is_short(site: Site, address: str) -> None:
    form = {"email": "keeper@example.org", "password": PASSWORD, "more": "a" * 70_000}
    assert site.client().post(address, data=form).status_code == 413


def test_the_first_visitor_s_form_is_short(tmp_path: Path) -> None:
    site = open_site(tmp_path, founded=False)
    assert site.client().post("/first-run", data={"more": "a" * 70_000}).status_code == 413
    close(site)
