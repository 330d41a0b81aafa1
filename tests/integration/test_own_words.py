"""The office's own templates reach every way a letter leaves: each caller that writes one is walked
in the source, and each way out is tried with an office that has words of its own."""

import ast
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from foil.archive.store import Folder
from foil.cli import main
from foil.insight.campaign_recipients import draft_in
from foil.insight.campaigns import ask_row
from foil.insight.directory import directory
from foil.insight.letter_terms import terms
from foil.insight.own_templates import shipped_text
from foil.letters import record
from foil.letters.draft import Draft
from foil.letters.kinds import KINDS
from foil.letters.letter import Edit
from foil.letters.own_template import examples
from foil.letters.plain import text
from foil.model.tables import Item, Letter, OwnTemplate, Request
from foil.operations import letter_drafts, letters
from foil.operations.campaign_finishing import ready_to_finish
from tests.integration.campaigning import ask, campaign, done, stand
from tests.integration.desk import history
from tests.integration.site import NOW, close, open_site
from tests.integration.test_bulk import do
from tests.integration.test_letter_pages import BEGUN

SILENT = ({"kind": "sent", "on": "2026-10-19"}, {"kind": "received", "on": "2026-10-19"})
OURS = "As this office puts it, and no other."
SOURCE = Path(__file__).parents[2] / "foil"
WRITERS = {"compose": "compose", "merge": "merged", "blanks": "drawn"}
"""What writes a letter from a template, by the module of `foil.letters` it is in."""

WRITERS_BY_MODULE = {(f"foil.letters.{module}", name) for module, name in WRITERS.items()}

BARE = {"foil/letters/own_template.py: compose"}
"""Callers that write no letter of an office: this one tries a template over an example."""


def own_words(kind: str) -> str:
    """The shipped template with a sentence of ours at its opening, and before every item."""
    words = re.sub(r"({% block opening %}\n)", rf"\1{OURS}\n\n", shipped_text(kind))
    return words.replace("{{ item.text }}", f"{OURS} {{{{ item.text }}}}")


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a module that write a letter from a template, each with its name: of the
    functions in WRITERS, and of the drafts' own `letter` and `made`."""
    source = path.read_text()
    drafts = re.search(r"foil\.letters\.(draft|follow_up|later|merge) import|draft_of", source)
    if not drafts and not any(f"foil.letters.{module} import" in source for module in WRITERS):
        return
    tree = ast.parse(source)
    taken = {
        each.asname or each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for each in node.names
        if (node.module, each.name) in WRITERS_BY_MODULE
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in taken:
                yield name, node
            case ast.Call(func=ast.Attribute(attr="letter" | "made" as name), args=[_, _, *_]):
                if drafts:
                    yield name, node


def test_every_caller_that_writes_a_letter_gives_it_the_offices_terms() -> None:
    walked, without = 0, []
    for path in sorted(SOURCE.rglob("*.py")):
        for name, call in calls(path):
            walked += 1
            given = {each.arg for each in call.keywords}
            if None in given or {"citable", "own"} <= given:
                continue
            without.append(f"{path.relative_to(SOURCE.parent)}: {name}")
    assert walked >= 15
    assert sorted(without) == sorted(BARE)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """An office with words of its own in every kind of letter. FD-0001 is silent for a month,
    with its follow-up drafted with others'; FD-0002 is being written; a campaign asks two."""
    site = open_site(tmp_path_factory.mktemp("own"))
    with site.database.writing() as session:
        for kind in KINDS:
            row = OwnTemplate(kind=kind, words=own_words(kind), shipped=shipped_text(kind))
            row.made_at, row.made_by = NOW, site.keeper.id
            session.add(row)
    history(site.database, site.keeper, NOW, *SILENT, title="Vans")
    client = site.client(site.keeper)
    do(client, "follow_up", ["FD-0001"])
    begun = client.post("/new", data=BEGUN).location or ""
    edited: Draft = ask().with_edit("closing", Edit("Write to us soon.", ""))
    number = campaign(site.database, site.keeper, ["mta", "nysp"], NOW, asked=edited)
    found = client.get("/requests/FD-0001/letters").text
    (follow_up,) = set(re.findall(r'href="(/requests/FD-0001/follow-ups/\d+)"', found))
    yield SimpleNamespace(
        site=site, client=client, begun=begun, number=number, follow_up=follow_up,
        folder=site.settings.folder,
    )  # fmt: skip
    close(site)


def foil(desk: SimpleNamespace, *told: str) -> str:
    """What `foil letter` prints for that office."""
    ran = CliRunner().invoke(main, ["--data", str(desk.folder), "letter", *told])
    assert ran.exit_code == 0, ran.output
    return ran.output


def facts_file(desk: SimpleNamespace, kind: str) -> str:
    path = desk.folder / "facts.json"
    path.write_text(json.dumps(examples()[kind]))
    return str(path)


def composed(desk: SimpleNamespace) -> str:
    """The words of a campaign's letters as they are about to be finished."""
    site = desk.site
    done(site.database, Folder.of(site.settings), site.keeper, desk.number, "draft", NOW)
    with site.database.reading() as session:
        asked = ask_row(site.keeper, session, desk.number)
        assert asked
        ready = ready_to_finish(site.keeper, session, asked, all_=True, now=NOW)
    assert len(ready) == 2
    return text(ready[0].letter)


def sealed(desk: SimpleNamespace) -> str:
    """What `foil letter` makes of a letter that is finished."""
    site, store = desk.site, Folder.of(desk.site.settings)
    with site.database.writing() as session:
        found = session.scalars(select(Request).where(Request.number == "FD-0002")).one()
        row = session.scalars(select(Letter).where(Letter.request_id == found.id)).one()
        draft = draft_in(found, row)
        letter = draft.letter(None, NOW.date(), **terms(session))
        made = {"json": record.to_json(letter, {}).encode(), "pdf": b"%PDF"}
        kept = {ending: store.keep(io.BytesIO(each)).sha256 for ending, each in made.items()}
        letters.finish(site.keeper, session, row, kept, made_from=draft, now=NOW)
    return foil(desk, "request", "--request", "FD-0002")


ASKED = (
    "request",
    "--agency",
    "nypd",
    "--technology",
    "facial-recognition",
    "--from",
    "2019-01-01",
)
WAYS: dict[str, Callable[[SimpleNamespace], str]] = {
    "the page of a request's draft": lambda d: d.client.get(d.begun).text,
    "its file": lambda d: d.client.get(f"{d.begun}/letter.txt").text,
    "a letter that fits now, as a file": lambda d: (
        d.client.get("/requests/FD-0001/offered/appeal_silence.txt").text
    ),
    "a letter begun from the record": lambda d: (
        d.client.get(d.client.post("/requests/FD-0001/offered/appeal_silence").location).text
    ),
    "the page of a follow-up drafted with others": lambda d: d.client.get(d.follow_up).text,
    "that one as a file": lambda d: d.client.get(f"{d.follow_up}/letter.md").text,
    "the ask of a campaign": lambda d: d.client.get(f"/campaigns/{d.number}/ask").text,
    "the merge preview": lambda d: d.client.get(f"/campaigns/{d.number}/letters/mta").text,
    "foil letter from choices": lambda d: foil(d, *ASKED),
    "foil letter from facts": lambda d: foil(d, "closing", "--facts", facts_file(d, "closing")),
    "foil letter of a draft": lambda d: foil(d, "follow_up", "--request", "FD-0001"),
    "foil letter of a request": lambda d: foil(d, "request", "--request", "FD-0002"),
    "foil letter that fits now": lambda d: foil(
        d, "appeal_silence", "--request", "FD-0001", "--dated", "2026-11-22"
    ),
    "a campaign's letters about to be finished": composed,
    "foil letter of a sealed one": sealed,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_offices_own_words_are_in(way: str, desk: SimpleNamespace) -> None:
    said = re.sub(r"<[^>]+>", "", WAYS[way](desk))
    assert OURS in " ".join(said.split())


def test_the_record_asks_for_items_as_the_letter_words_them(desk: SimpleNamespace) -> None:
    with desk.site.database.reading() as session:
        words = session.scalars(select(Item.words).join(Request).where(Request.agency == "nysp"))
        assert all(each.startswith(OURS) for each in words)


def test_words_written_into_the_ask_are_not_stale_under_a_template_of_our_own(
    desk: SimpleNamespace,
) -> None:
    with desk.site.database.reading() as session:
        under, known = terms(session), directory(session)
    for each in stand(desk.site.database, desk.site.keeper, desk.number):
        assert each.request
        assert each.letter
        letter = draft_in(each.request, each.letter).letter(None, NOW.date(), known, **under)
        assert letter.block("closing").text == "Write to us soon."
        assert not any(block.stale for block in letter.blocks)


def test_a_second_campaign_still_sees_what_was_asked_already(desk: SimpleNamespace) -> None:
    site = desk.site
    again = campaign(site.database, site.keeper, ["mta", "nysp"], NOW, name="Again")
    assert {e.stands for e in stand(site.database, site.keeper, again)} == {"asked already"}


@pytest.mark.parametrize(
    ("told", "code", "says"),
    [
        (("closing", "--request", "FD-0001"), 1, "does not fit the request now"),
        (("request", "--request", "FD-0099"), 1, "FD-0099"),
        (("request", "--request", "FD-0002", "--dated", "2026-11-22"), 2, "keeps its date"),
        (("request", "--request", "FD-0003", "--agency", "nypd"), 2, "name nothing else"),
    ],
)
def test_a_letter_that_the_record_cannot_give_is_refused_in_a_sentence(
    told: tuple[str, ...], code: int, says: str, desk: SimpleNamespace
) -> None:
    ran = CliRunner().invoke(main, ["--data", str(desk.folder), "letter", *told])
    assert ran.exit_code == code
    assert says in ran.output


def test_what_a_draft_still_needs_is_listed(desk: SimpleNamespace) -> None:
    site = desk.site
    with site.database.writing() as session:
        found = session.scalars(select(Request).where(Request.number == "FD-0001")).one()
        letter_drafts.begin(site.keeper, session, found, "narrowing", {}, now=NOW)
    told = ["--data", str(desk.folder), "letter", "narrowing", "--request", "FD-0001"]
    ran = CliRunner().invoke(main, told)
    assert ran.exit_code == 2
    assert ran.output.startswith("Still needed for the letter narrowing:\n  ")
