"""The office's own templates: tried before they are kept, refused with the line, given back."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from foil.errors import BadInput
from foil.insight.own_templates import in_force, shipped_text, standings
from foil.letters.compose import compose
from foil.letters.kinds import KINDS
from foil.letters.own_template import examples, load_own, tried
from foil.letters.told import facts_told
from foil.letters.trouble import TemplateError
from foil.model.tables import OwnTemplate
from foil.operations.own_templates import trial
from tests.integration.site import NOW, Site, close, open_site
from tests.unit.letters.made import DATED, OFFICE

KIND = "follow_up"
SHIPPED = shipped_text(KIND)
OURS = SHIPPED.replace("Thank you for your help.", "With our thanks.")
LINE = SHIPPED[: SHIPPED.index("Thank you")].count("\n") + 1


def with_line(words: str) -> str:
    """The shipped template with a line in the place of its thanks."""
    return SHIPPED.replace("Thank you for your help.", words)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    opened = open_site(tmp_path_factory.mktemp("templates"))
    yield opened
    close(opened)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.client(site.keeper)


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_template_could_be_an_offices_own(kind: str) -> None:
    assert set(examples()) == set(KINDS)
    facts = facts_told(kind, examples()[kind], OFFICE, DATED)
    own = compose(kind, facts, own={kind: shipped_text(kind)})
    assert own == compose(kind, facts)
    assert tried(kind, shipped_text(kind))


HOSTILE = {
    "{{ request.__class__ }}": "cannot be reached",
    "{{ request['__class__'] }}": "two underscores",
    "{{ ''|attr('__class__') }}": "",
    "{{ copies|map(attribute='__class__')|list }}": "two underscores",
    "{{ cite.__globals__ }}": "cannot be reached",
    "{{ request.subject.format(1) }}": "only cite, section, may can be called",
    "{{ range(999999999) }}": "",
    "{{ lipsum }}": "“lipsum” is not a fact",
    "{{ config }}": "“config” is not a fact",
    "{{ 'x' * 9999999 }}": "has no place",
    "{{ 9 ** 9 ** 9 }}": "has no place",
    "{{ 'x'|center(99999999) }}": "No filter named",
    "{{ 'x'|format }}": "No filter named",
    "{% for a in reference %}{% for b in reference %}x{% endfor %}{% endfor %}": "goes over what",
    "{% for a in reference recursive %}{{ a }}{% endfor %}": "call itself",
    "{% macro m() %}x{% endmacro %}": "has no place",
    "{% import 'parts/fees.md' as f %}": "has no place",
    "{% from 'parts/fees.md' import f %}": "has no place",
    "{% extends 'request.md' %}": "cannot use extend",
    "{% call x() %}{% endcall %}": "",
    "{% filter upper %}x{% endfilter %}": "has no place",
    "{% include '../pyproject.toml' %}": "no part",
    "{% include '/etc/passwd' %}": "no part",
    "{% if %}": "",
    "{{ no_such_fact }}": "“no_such_fact” is not a fact",
}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_code_reaches_nothing(words: str) -> None:
    with pytest.raises(TemplateError) as refused:
        tried(KIND, with_line(words))
    assert HOSTILE[words] in str(refused.value)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (with_line("{{ nobody }}"), f"Line {LINE}: “nobody” is not a fact of this letter."),
        (with_line("{% if %}"), f"Line {LINE}: "),
        ("no front matter", "front matter"),
        (SHIPPED.replace('slug = "follow_up"', 'slug = "request"'), "it stays “follow_up”"),
        (SHIPPED.replace("block subject", "block topic"), "a block named subject"),
        (with_line('{{ cite("case-nobody") }}'), "case-nobody"),
        ("x" * 100_001, "at most 100,000"),
    ],
)
def test_a_mistake_is_refused_in_a_process_of_its_own_with_its_line(words: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        trial(KIND, words)
    assert says in refused.value.problems["words"]


def test_it_is_kept_seen_beside_the_shipped_one_and_given_back(
    site: Site, client: FlaskClient
) -> None:
    address = f"/settings/templates/{KIND}"
    answer = client.post(address, data={"words": OURS.replace("\n", "\r\n")})
    assert answer.status_code == 303
    with site.database.reading() as session:
        own = in_force(session)
    assert own == {KIND: OURS}
    facts = facts_told(KIND, examples()[KIND], OFFICE, DATED)
    assert "With our thanks." in compose(KIND, facts, own=own).block("closing").text
    page = client.get(address).text
    assert "<ins>+ With our thanks.</ins>" in page
    assert "<del>- Thank you for your help.</del>" in page
    wrong = client.post(address, data={"words": with_line("{{ nobody }}")})
    assert wrong.status_code == 422
    assert "{{ nobody }}" in wrong.text
    with site.database.reading() as session:
        assert in_force(session) == {KIND: OURS}
    client.post(f"{address}/back")
    with site.database.reading() as session:
        assert in_force(session) == {}


def test_it_says_when_the_shipped_one_has_changed_since(site: Site, client: FlaskClient) -> None:
    with site.database.writing() as session:
        row = OwnTemplate(kind="closing", words=shipped_text("closing"), shipped="An older one.\n")
        row.made_at, row.made_by = NOW, site.keeper.id
        session.add(row)
    with site.database.reading() as session:
        (found,) = [each for each in standings(session) if each.kind == "closing"]
    assert found.moved
    assert ("-", "An older one.") in found.since
    assert "shipped changed since" in client.get("/settings/templates").text
    assert (
        "The shipped template has changed since" in client.get("/settings/templates/closing").text
    )


def test_one_that_no_longer_holds_leaves_the_shipped_one_in_force() -> None:
    facts = facts_told(KIND, examples()[KIND], OFFICE, DATED)
    gone = with_line("{{ a_fact_of_an_older_release }}")
    assert compose(KIND, facts, own={KIND: gone}) == compose(KIND, facts)
    with pytest.raises(TemplateError):
        load_own(KIND, gone)


def test_a_member_changes_no_template(site: Site) -> None:
    member = site.client(site.add("member"))
    assert member.get("/settings/templates").status_code == 403
    assert member.post(f"/settings/templates/{KIND}", data={"words": OURS}).status_code == 403
