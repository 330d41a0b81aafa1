"""The parts of a Word, Excel or PowerPoint file: a zip of XML, looked at before it is parsed."""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping

from foil.archive.opened.told import OverLimit

XML = 32 << 20  # bytes of one part that is parsed here
PARTS = 20_000
UNPACKED = 512 << 20
RATIO = 250  # to 1 over the whole file; a sheet of ten thousand rows alike packs to a fortieth
SMALL = 8 << 20  # what unpacks to less is harmless, however well it was packed
BOMB = "It unpacks to far more than such a file holds, so it was not opened: read it by hand."
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def look(archive: zipfile.ZipFile) -> None:
    """Look at what the parts unpack to. Raises OverLimit for more than is opened."""
    infos = archive.infolist()
    size, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    much = size > SMALL and size > RATIO * max(packed, 1)
    if len(infos) > PARTS or size > UNPACKED or much:
        raise OverLimit(BOMB)


def root_of(archive: zipfile.ZipFile, name: str) -> ET.Element:
    """A part as XML. Raises KeyError where it is not there, ValueError for what no such program
    writes."""
    with archive.open(name) as stream:
        data = stream.read(XML + 1)
    if len(data) > XML or b"<!DOCTYPE" in data[:4096]:
        raise ValueError("an Office file with parts that no Office program writes")
    return ET.fromstring(data)  # noqa: S314 - no DOCTYPE, so no entities; and in a sandbox


def related(archive: zipfile.ZipFile, part: str) -> Mapping[str, tuple[str, str]]:
    """What a part refers to: by id, the last word of its kind and the part's name."""
    folder, _, own = part.rpartition("/")
    try:
        root = root_of(archive, f"{folder}/_rels/{own}.rels")
    except KeyError:
        return {}
    found = {}
    for node in root.iter(RELATIONS):
        target, kind = node.get("Target", ""), node.get("Type", "").rpartition("/")[2]
        found[node.get("Id", "")] = kind, _joined(folder, target)
    return found


def _joined(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        else:
            steps.append(step)
    return "/".join(steps)
