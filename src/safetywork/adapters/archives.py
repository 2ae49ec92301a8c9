"""Workbooks that are zip archives (xlsx, ods), looked through before anybody parses them.

Holds: `open_archive`, which gives the parts that hold cells as a clean archive, and what they say of the sheets.
Never: reads a cell; lets a small file ask for much memory, or an unchecked byte through to a parser.

Parsers trust what an archive says of itself: how much it unpacks to, where its last cell stands. So every part that is
wanted is unpacked and counted here first, and only what was counted goes on, under a directory written anew.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from safetywork.adapters.refusals import LedgerFileError
from safetywork.ledgers.tables import Merge

PARTS = 10_000
DIRECTORY = 4 << 20
UNPACKED, RATIO, MOST = 8 << 20, 100, 2 << 30
BOX, BOX_PER_BYTE = 1_500_000, 2
"""Limits: parts of an archive and bytes of its directory; bytes that any file may unpack to, that each of its bytes may
add, and that are too many for all; cells between the first and the last one that any file may have, and each byte."""

_CHUNK = 1 << 20
_DIRECTORY_END = b"PK\x05\x06"
_LEFT_OUT = re.compile(
    r"(^|/)(activex|charts?|ctrlprops|customxml|docprops|drawings|embeddings|externallinks|media|object.*|pictures"
    r"|pivotcache|pivottables|printersettings|querytables|slicer.*|theme|thumbnails|threadedcomments)/"
)
_WANTED = (".xml", ".rels", "mimetype")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REFERENCE = re.compile(rb"r\s*=\s*[\"']([A-Za-z]+[0-9]+|[0-9]+)")
_FAR = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{2,}[0-9]+|[A-Za-z]?[0-9]{6,})")
_NEAR = 26 * 99_999
_HIDDEN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"(\w+)\s*=\s*[\"']([^\"']*)[\"']")
_HEAD = 1 << 16
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WIDEST = 16_384


class Part(NamedTuple):
    """A part of an archive that was unpacked and counted."""

    name: str
    method: int
    packed: bytes
    crc: int
    size: int = 0
    reach: "_Reach | None" = None


class Archive(NamedTuple):
    """The checked archive, what hides columns by the index of the sheet, and merges where the parser tells none."""

    data: BytesIO
    hidden: dict[int, frozenset[int]]
    merges: dict[str, tuple[Merge, ...]] | None


def open_archive(file: BinaryIO, size: int, source: str) -> Archive:
    """The parts of the workbook in `file` that hold cells; raises `LedgerFileError` for what no workbook is."""
    try:
        parts = {part.name: part for part in _parts(file, size, source)}
        if "content.xml" in parts:
            merges = _Document(source, _limit(size)).read(_unpacked(parts["content.xml"]))
            return Archive(_packed(parts), {}, merges)
        if "xl/workbook.xml" not in parts:
            raise LedgerFileError(source, "it is an archive, but no workbook (.xlsx, .ods)")
        _check_reach(parts, size, source)
        return Archive(_packed(parts), _hidden_columns(parts), None)
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, ET.ParseError),
        *(ValueError, LookupError, OverflowError, EOFError, NotImplementedError, RuntimeError, RecursionError),
    ) as error:
        if isinstance(error, LedgerFileError):
            raise
        raise LedgerFileError(source, f"it is damaged ({error})") from None


def _limit(size: int) -> int:
    return BOX + BOX_PER_BYTE * size


# --- the archive


def _parts(file: BinaryIO, size: int, source: str) -> Iterator[Part]:
    _check_directory(file, size, source)
    seen, left = set[str](), min(UNPACKED + RATIO * size, MOST)
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = info.filename.replace("\\", "/").lstrip("/")
            low = name.lower()
            if not low.endswith(_WANTED) or _LEFT_OUT.search(low):
                continue
            if low in seen:
                raise LedgerFileError(source, f"{name} stands in it twice")
            seen.add(low)
            part = _part(file, size, info, name, left, source)
            left -= part.size
            yield part


def _check_directory(file: BinaryIO, size: int, source: str) -> None:
    """Refuse a directory that is too large to be read."""
    file.seek(max(0, size - 22 - 0xFFFF))
    tail = file.read()
    at = tail.rfind(_DIRECTORY_END)
    if at < 0:
        raise LedgerFileError(source, "it is damaged: the directory at its end is missing")
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > PARTS or length > DIRECTORY:
        raise LedgerFileError(source, f"it has more than {PARTS} parts")


def _part(file: BinaryIO, size: int, info: zipfile.ZipInfo, name: str, left: int, source: str) -> Part:
    """One part, its packed bytes as they are, its length and its sum as they were counted."""
    if info.flag_bits & 1:
        raise LedgerFileError(source, "it is protected by a password; save it without one")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise LedgerFileError(source, f"{name} is packed by a method that no workbook uses")
    if info.header_offset not in range(size) or info.compress_size > size:
        raise LedgerFileError(source, f"it is damaged: {name} lies beyond its end")
    file.seek(info.header_offset)
    header = file.read(30)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(name_length + extra_length, 1)
    packed = file.read(info.compress_size)
    part, reach = Part(name, info.compress_type, packed, info.CRC), _Reach(_REFERENCE if _is_small(size) else _FAR)
    length = crc = 0
    tail = b""
    for chunk in _unpacked(part):
        length += len(chunk)
        if length > left:
            raise LedgerFileError(source, f"it unpacks to far more than a file of its size holds ({name})")
        crc = zlib.crc32(chunk, crc)
        piece = tail + chunk
        if b"<!" in piece and _DECLARED.search(piece):
            raise LedgerFileError(source, f"{name} declares a document type or entities, which no workbook does")
        reach.look(piece)
        tail = piece[-64:]
    if length != info.file_size or crc != info.CRC:
        raise LedgerFileError(source, f"it is damaged: {name} is not what its sum says")
    return part._replace(size=length, reach=reach if reach.of_cells else None)


def _unpacked(part: Part) -> Iterator[bytes]:
    """The bytes of a part, piece by piece."""
    if part.method == zipfile.ZIP_STORED:
        for at in range(0, len(part.packed), _CHUNK):
            yield part.packed[at : at + _CHUNK]
        return
    inflate, rest = zlib.decompressobj(-15), part.packed
    while rest and not inflate.eof:
        chunk = inflate.decompress(rest, _CHUNK)
        rest = inflate.unconsumed_tail
        yield chunk
    if not inflate.eof:
        yield inflate.flush()
        if not inflate.eof:
            raise zlib.error(f"{part.name} breaks off")


def _packed(parts: dict[str, Part]) -> BytesIO:
    """An archive of these parts alone, with headers of our own."""
    made, directory = BytesIO(), BytesIO()
    for name, method, packed, crc, size, _ in parts.values():
        raw = name.encode()
        told = struct.pack("<HHHHHIIIHH", 20, 0x800, method, 0, 0x21, crc, len(packed), size, len(raw), 0)
        directory.write(b"PK\x01\x02\x14\x00" + told + struct.pack("<HHHII", 0, 0, 0, 0, made.tell()) + raw)
        made.write(b"PK\x03\x04" + told + raw + packed)
    start, length = made.tell(), directory.tell()
    made.write(directory.getvalue())
    made.write(_DIRECTORY_END + struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), length, start, 0))
    made.seek(0)
    return made


# --- xlsx


def _is_small(size: int) -> bool:
    """Whether a file may have so few cells that every one of them is looked at, not those alone that are far out."""
    return _limit(size) < _NEAR


class _Reach:
    """How many rows and columns the cells of a part reach over, as far as the pattern tells, and whether it has any."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self.pattern, self.rows, self.letters, self.of_cells = pattern, 1, b"A", False

    def look(self, piece: bytes) -> None:
        self.of_cells = self.of_cells or b"sheetData" in piece
        places = set(self.pattern.findall(piece)) if self.of_cells else ()
        for place in places:
            letters = place.rstrip(b"0123456789")
            self.rows = max(self.rows, int(place[len(letters) :][:9] or b"0"))
            if letters and (len(letters), letters.upper()) > (len(self.letters), self.letters):
                self.letters = letters.upper()

    @property
    def columns(self) -> int:
        return _column(self.letters)


def _check_reach(parts: dict[str, Part], size: int, source: str) -> None:
    """Refuse cells so far apart that the room between them could not be held."""
    left = _limit(size)
    for part in parts.values():
        reach = part.reach
        if reach is None:
            continue
        near = (1, 1) if reach.pattern is _REFERENCE else (99_999, 26)
        box = max(reach.rows, near[0]) * max(reach.columns, near[1])
        if box > left and reach.pattern is _FAR:
            reach = _Reach(_REFERENCE)
            tail = b""
            for chunk in _unpacked(part):
                reach.look(tail + chunk)
                tail = chunk[-64:]
            box = reach.rows * reach.columns
        if box > left:
            last = f"{reach.letters.decode()}{reach.rows}"
            raise LedgerFileError(
                source, f"a cell stands far from all others ({part.name}, {last}); delete what is there"
            )
        left -= reach.rows * reach.columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:6]:
        number = number * 26 + letter - 64
    return number


def _hidden_columns(parts: dict[str, Part]) -> dict[int, frozenset[int]]:
    """The columns that each sheet hides, by the sheet's place in the workbook; a width of nothing hides too."""
    relations = parts.get("xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    targets = {element.get("Id"): element.get("Target", "") for element in _tree(relations)}
    sheets = [element for element in _tree(parts["xl/workbook.xml"]).iter() if element.tag.endswith("}sheet")]
    found: dict[int, frozenset[int]] = {}
    for at, element in enumerate(sheets):
        target = targets.get(element.get(_RELATION), "").lstrip("/")
        part = parts.get(target if target.startswith("xl/") else f"xl/{target}")
        if part is not None:
            found[at] = frozenset(_hidden(part))
    return found


def _tree(part: Part) -> ET.Element:
    return ET.fromstring(b"".join(_unpacked(part)))  # noqa: S314  a part with a document type is refused above


def _hidden(part: Part) -> Iterator[int]:
    head = next(_unpacked(part), b"")[:_HEAD].split(b"<sheetData")[0]
    for column in _HIDDEN.findall(head):
        said = dict(_ATTRIBUTE.findall(column))
        if said.get(b"hidden") in (b"1", b"true") or said.get(b"width") in (b"0", b"0.0"):
            yield from range(int(said[b"min"]) - 1, min(int(said[b"max"]), _WIDEST))


# --- ods


class _Document:
    """One pass over the content of an ods document: how far its cells reach, and its merges."""

    def __init__(self, source: str, left: int) -> None:
        self.source, self.left = source, left
        self.merges: dict[str, tuple[Merge, ...]] = {}
        self.name, self.found = "", list[Merge]()
        self.row = self.column = self.repeats = self.rows = self.columns = 0
        self.filled = 0

    def read(self, chunks: Iterator[bytes]) -> dict[str, tuple[Merge, ...]]:
        """The merges of every sheet by its name."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003  expat takes no name here
        parser.Parse(b"", True)  # noqa: FBT003
        return self.merges

    def start(self, tag: str, said: dict[str, Any]) -> None:
        """A sheet, a row or a cell begins."""
        if tag == "table:table":
            self.name, self.found = said.get("table:name", ""), []
            self.row = self.rows = self.columns = 0
        elif tag == "table:table-row":
            self.repeats, self.column, self.filled = int(said.get("table:number-rows-repeated", 1)), 0, 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            wide = int(said.get("table:number-columns-spanned", 1))
            high = int(said.get("table:number-rows-spanned", 1))
            if wide > 1 or high > 1:
                self.found.append(Merge(self.row, self.column, self.row + high - 1, self.column + wide - 1))
            self.column += int(said.get("table:number-columns-repeated", 1))
            if "office:value-type" in said or "calcext:value-type" in said or "table:formula" in said:
                self.filled = self.column
        elif tag == "text:p":
            self.filled = max(self.filled, self.column)

    def end(self, tag: str) -> None:
        """A row or a sheet ends."""
        if tag == "table:table-row":
            self.row += self.repeats
            if self.filled:
                self.rows, self.columns = self.row, max(self.columns, self.filled)
                self.check()
        elif tag == "table:table":
            self.left -= self.rows * self.columns
            self.merges[self.name] = tuple(self.found)

    def check(self) -> None:
        """Refuse cells that are repeated beyond what a file of this size holds."""
        if self.rows * self.columns > self.left:
            raise LedgerFileError(self.source, f"a cell stands far from all others ({self.name}); delete what is there")
