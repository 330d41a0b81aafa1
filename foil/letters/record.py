"""A finished letter as a record of its own: everything in it, and what each citation was worth.

From the record the letter can be read and made again in every format, whatever becomes of the
templates, the catalog and the authorities.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from foil.law.authorities import AUTHORITIES
from foil.letters.facts import Addressee, Image, Sender
from foil.letters.letter import Block, Letter
from foil.letters.standing import Standing

VERSION = 1


def to_json(letter: Letter, standing: Mapping[str, Standing] | None = None) -> str:
    """The letter's record: its fixed parts, its blocks as they read, its authorities' status and,
    by `standing`, how far each had been read that day, by whom and with which verdict."""
    record = {
        "v": VERSION,
        **{name: value for name, value in asdict(letter).items() if name != "blocks"},
        "blocks": [_block(block) for block in letter.blocks],
        "authorities": {name: AUTHORITIES[name].status for name in letter.authorities},
        "standing": {
            name: asdict((standing or {})[name])
            for name in letter.authorities
            if name in (standing or {})
        }
        if standing
        else {},
    }
    return json.dumps(record, default=date.isoformat, ensure_ascii=False, sort_keys=True, indent=1)


def from_json(text: str) -> Letter:
    """The letter of a record. Its blocks are as they read; who wrote which words is not kept."""
    data: dict[str, Any] = json.loads(text)
    sender = data["sender"]
    return Letter(
        kind=data["kind"],
        subject=data["subject"],
        dated=date.fromisoformat(data["dated"]),
        addressee=Addressee(**_tuples(data["addressee"])),
        sender=_sender(sender) if sender else None,
        blocks=tuple(
            Block(each["key"], each["text"], number=each["number"], heading=each["heading"],
                  period=each["period"])
            for each in data["blocks"]
        ),
        public_title=data["public_title"],
        copies=tuple(data["copies"]),
        enclosures=tuple(data["enclosures"]),
        authorities=tuple(data["authorities"]),
    )  # fmt: skip


def _sender(data: dict[str, Any]) -> Sender:
    images = {name: Image(**data[name]) for name in ("logo", "hand") if data.get(name)}
    return Sender(**_tuples(data) | {"logo": None, "hand": None} | images)


def _block(block: Block) -> dict[str, object]:
    return {
        "key": block.key,
        "text": block.text,
        "number": block.number,
        "heading": block.heading,
        "period": block.period,
        "edited": block.edit is not None,
    }


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
