"""`make look` shows every page there is."""

from tests.integration.site import Site, site
from tests.look.states import NOT_PAGES, looked_at

__all__ = ["site"]


def test_every_page_is_looked_at_in_its_states(site: Site) -> None:
    rules = site.app.url_map.iter_rules()
    views = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    looked = looked_at(site.app).keys() - {"nowhere"}
    assert views - looked == NOT_PAGES
    assert looked <= views
