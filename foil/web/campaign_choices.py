"""What the pages of a campaign offer to choose from."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from foil.catalog.agency import Agency
from foil.model.tables import CampaignAsk, Matter
from foil.model.visibility import visible
from foil.sheets import files
from foil.sheets.cells import text
from foil.web.desk import desk, me

KINDS = {
    "nyc": "New York City", "state": "State", "county": "Counties", "city": "Cities",
    "town": "Towns", "village": "Villages", "school district": "School districts",
    "bi-state": "Bi-state", "other": "Others",
}  # fmt: skip


def kinds_of(agencies: Iterable[Agency]) -> list[tuple[str, str]]:
    """The kinds there are among these agencies, each with how many."""
    counts: dict[str, int] = {}
    for each in agencies:
        counts[each.jurisdiction] = counts.get(each.jurisdiction, 0) + 1
    return [(kind, f"{words} ({counts[kind]})") for kind, words in KINDS.items() if kind in counts]


def agencies_of(session: Session, ask: CampaignAsk) -> dict[str, Any]:
    """The matters that the campaign's requests can go into, and the one they do."""
    wanted = select(Matter.id, Matter.name).where(Matter.closed_at.is_(None))
    mine = session.execute(visible(wanted.order_by(func.lower(Matter.name)), me()))
    return {"matters": [(id_, name) for id_, name in mine], "matter": ask.matter_id or ""}


def picked(typed: str, file: FileStorage | None) -> str:
    """The list as text: a file's, read in the sandbox, else what was pasted. Raises BadInput."""
    if file is None or not file.filename:
        return typed
    with NamedTemporaryFile(suffix=".part", dir=desk().settings.incoming) as kept:
        file.stream.seek(0)
        file.save(kept)
        kept.flush()
        sheets = files.read(Path(kept.name))
    rows = [row for sheet in sheets[:1] for _, row in sheet.rows]
    return "\n".join("\t".join(" ".join(text(cell).split()) for cell in row) for row in rows)
