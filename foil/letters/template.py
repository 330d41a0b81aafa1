"""Letter templates: Markdown with Jinja, and front matter that says what each needs and cites.

A template is a file `letters/KIND.md` whose Jinja blocks are the letter's blocks, in order; the
block `item` stands once for each numbered item. Values are escaped on their way in, an unknown
name is an error, and there are no macros.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, nodes
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.exceptions import TemplateSyntaxError
from jinja2.meta import find_undeclared_variables

from foil.catalog.exemptions import Rebuttal, answering, exemptions, rebuttals
from foil.catalog.published import published
from foil.catalog.source import day_words
from foil.letters import words
from foil.letters.exhibits import exhibit
from foil.letters.marks import filled, marked
from foil.letters.sentences import kept
from foil.letters.trouble import TemplateError

FENCE = "+++\n"
FORBIDDEN = (nodes.Macro, nodes.CallBlock, nodes.Import, nodes.FromImport, nodes.Extends)
MEMBER = re.compile(r"- |\d+\. |\|")
NOT_FACTS = frozenset({"cite", "section", "may", "item", "part"})


@dataclass(frozen=True)
class FrontMatter:
    """What a template says of itself: its kind, a name for people, facts needed, authorities."""

    slug: str
    name: str
    facts: tuple[str, ...]
    authorities: tuple[str, ...]


@dataclass(frozen=True)
class LetterTemplate:
    """A template read once: its front matter, its blocks, and the facts each block draws on."""

    front: FrontMatter
    jinja: Template
    draws: Mapping[str, tuple[str, ...]]

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks' names in the order they stand."""
        return tuple(self.draws)

    def render(self, block: str, values: Mapping[str, object]) -> str:
        """One block's Markdown, each paragraph on a line of its own, and each cite marked with its
        id (`foil.letters.marks`). A sentence that cites what may not be cited is left out.

        Raises TemplateError where the template names a fact that is not there.
        """
        context = self.jinja.new_context(dict(values))
        try:
            return unwrapped(kept("".join(self.jinja.blocks[block](context))))
        except JinjaError as error:
            raise TemplateError(
                f"The letter template {self.front.slug}.md cannot be filled in its block "
                f"“{block}”: {error}. Mend the template."
            ) from error


def folder() -> Path:
    """Where the templates are: inside the installed package, else beside it in a checkout."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "letters"


def kinds() -> tuple[str, ...]:
    """The slugs of the letters that can be written, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder().glob("*.md")))


def split(source: str, name: str) -> tuple[FrontMatter, str]:
    """A template's front matter (TOML between two `+++` lines) and the rest.

    Raises TemplateError where it has none or it cannot be read.
    """
    try:
        _, head, body = source.split(FENCE, 2)
        data = tomllib.loads(head)
        front = FrontMatter(
            data["slug"], data["name"], tuple(data["facts"]), tuple(data["authorities"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise TemplateError(
            f"{name} does not begin with front matter between two +++ lines ({error}). Give it "
            "slug, name, facts and authorities."
        ) from error
    return front, body


def argument(name: str) -> str | None:
    """What answers an exemption, out of the catalog: `grounds/87-2-f.md` is the whole usual answer,
    `openings/87-2-f.md` the sentence that begins an answer, `rebuttals/87-2-f.costs.md` one
    rebuttal, `published/nypd-policy.md` what is public and what follows, `shown/nypd-policy.md`
    without that. None for any other name."""
    kind, _, file = name.partition("/")
    found = file.removesuffix(".md")
    if kind == "grounds" and (exemption := answering(found)):
        usual = [answer(each) for each in exemption.rebuttals if each.usual]
        return "\n".join([f"**{exemption.title}.**", exemption.opening, *usual])
    if kind == "openings" and (exemption := exemptions().get(found)):
        return exemption.opening
    if kind == "rebuttals" and (one := rebuttals().get(found)):
        return answer(one)
    if kind in ("published", "shown") and (fact := published().get(found)):
        return fact.whole if kind == "published" else fact.says
    return None


def answer(rebuttal: Rebuttal) -> str:
    """A rebuttal as a template: it stands only where all that it cites may be cited."""
    needs = " and ".join(f'may("{name}")' for name in rebuttal.authorities)
    return f"{{% if {needs} %}}\n{rebuttal.says}\n{{% endif %}}" if needs else rebuttal.says


class _Folder(BaseLoader):
    """Finds `request.md` and `parts/fees.md`, and leaves the front matter out; what answers an
    exemption comes from the catalog."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if (argued := argument(template)) is not None:
            return argued, template, None
        path = (folder() / template).resolve()
        if not path.is_relative_to(folder().resolve()) or not path.is_file():
            raise TemplateNotFound(template)
        source = path.read_text(encoding="utf-8")
        if source.startswith(FENCE):
            source = split(source, template)[1]
        return source, str(path), None


@cache
def environment(*, marking: bool = False) -> Environment:
    """The Jinja environment of the letters. `finalize` makes every value plain text, and where
    `marking` puts the preview's marks around it."""
    jinja = Environment(
        loader=_Folder(),
        # The text is Markdown: `finalize` escapes for that, and HTML is not read at all.
        autoescape=False,  # noqa: S701
        finalize=marked if marking else filled,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    jinja.filters.update(
        day=day_words,
        exhibit_in=lambda name, enclosures: exhibit(enclosures, name),
        dollars=words.dollars,
        money=words.money,
        count=words.count,
        listing=words.listing,
        nth_day=words.nth_day,
        numbers=words.item_numbers,
        opening=words.opening,
    )
    return jinja


@cache
def load(kind: str, *, marking: bool = False) -> LetterTemplate:
    """The template of that kind; with `marking`, for a preview that shows what was filled in.

    Raises TemplateError where there is none, or where it has a mistake: then with the line.
    """
    name = f"{kind}.md"
    if kind not in kinds():
        raise TemplateError(f"There is no letter “{kind}”. There are: {', '.join(kinds())}.")
    jinja = environment(marking=marking)
    front, body = split((folder() / name).read_text(encoding="utf-8"), name)
    try:
        tree = jinja.parse(body, name)
        forbid_macros(tree, name)
        drawn = {block.name: draws(jinja, block) for block in tree.find_all(nodes.Block)}
        return LetterTemplate(front, jinja.get_template(name), drawn)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"{error.name or name}, line {error.lineno}: {error.message}. Mend the template."
        ) from error


def forbid_macros(tree: nodes.Template, name: str) -> None:
    """Refuse what would make a template a program: macros, imports and inheritance."""
    for node in tree.find_all(FORBIDDEN):
        raise TemplateError(
            f"{name}, line {node.lineno}: a letter template has no macros, imports or parents. "
            "Use include."
        )


def draws(jinja: Environment, block: nodes.Block) -> tuple[str, ...]:
    """The facts a block reads, those of the parts it includes among them."""
    alone = nodes.Template(block.body, lineno=block.lineno)
    alone.set_environment(jinja)
    names = set(find_undeclared_variables(alone))
    for included in block.find_all(nodes.Include):
        if isinstance(included.template, nodes.Const):
            source, _, _ = _Folder().get_source(jinja, included.template.value)
            names |= find_undeclared_variables(jinja.parse(source))
    return tuple(sorted(names - NOT_FACTS))


def unwrapped(text: str) -> str:
    """Markdown with each paragraph on one line, and one empty line between paragraphs.

    Templates are written a sentence a line; a person who edits a block sees paragraphs. The
    members of a list and the rows of a table stay on lines of their own.
    """
    paragraphs: list[str] = []
    fresh = True
    for line in map(str.strip, text.splitlines()):
        heading, member = line.startswith("#"), bool(MEMBER.match(line))
        if not line:
            fresh = True
        elif member and not fresh and MEMBER.match(paragraphs[-1]):
            paragraphs[-1] += "\n" + line
        elif fresh or heading or member:
            paragraphs.append(line)
            fresh = heading
        else:
            paragraphs[-1] += " " + line
    return "\n\n".join(paragraphs)
