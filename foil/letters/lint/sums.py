"""Tables of sums: what is written must be what the figures come to."""

import re
from collections.abc import Iterator
from decimal import Decimal

from foil.letters.letter import Block, Letter
from foil.letters.lint.rules import Finding, at, rule
from foil.letters.markdown import Paragraph, paragraphs
from foil.letters.words import money

_COUNT = re.compile(r"([\d,]{1,12}(?:\.\d{1,4})?)(?: |$)")
_MONEY = re.compile(r"\$([\d,]{1,12}(?:\.\d{1,4})?)")
_SUM = re.compile(r"sum|total", re.IGNORECASE)


@rule
def sum_is_wrong(letter: Letter) -> Iterator[Finding]:
    """A row whose amount is not its quantity times its rate, or a sum that is not its rows'."""
    for block in letter.blocks:
        if "|" in block.text:
            yield from _table(block)


def _table(block: Block) -> Iterator[Finding]:
    sum_of_rows = Decimal()
    for row in paragraphs(block.text):
        if not row.runs or not row.cells:
            sum_of_rows = Decimal()
            continue
        first, *_ = cells = _cells(row)
        sums = [_number(found[1]) for cell in cells if (found := _MONEY.fullmatch(cell))]
        if _SUM.match(first) and len(sums) == 1:
            if sums[0] != sum_of_rows:
                yield at("sum-is-wrong", block, f"The rows come to {money(sum_of_rows)}.")
        elif len(sums) == 2 and len(cells) > 1 and (many := _COUNT.match(cells[1])):
            comes_to = round(_number(many[1]) * sums[0], 2)
            sum_of_rows += sums[1]
            if comes_to != sums[1]:
                yield at("sum-is-wrong", block, f"“{first}” comes to {money(comes_to)}.")


def _cells(row: Paragraph) -> list[str]:
    return ["".join(run.text for run in cell).strip() for cell in row.cells]


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or "0")
