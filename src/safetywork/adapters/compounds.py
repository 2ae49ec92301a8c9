"""Workbooks that are compound files (xls), looked through before anybody parses them.

Holds: `check_compound`: the chains of sectors end, the counts are no larger than the file, the cells stand together.
Never: reads a cell.
"""

import struct
from collections.abc import Iterator

from safetywork.adapters.archives import BOX, BOX_PER_BYTE
from safetywork.adapters.refusals import LedgerFileError

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_DIRECTORY_ENTRY, _STREAM, _ROOT, _MINI, _CUTOFF = 128, 2, 5, 64, 4096
_SECTORS = (9, 12)
_CELLS = frozenset({0x0201, 0x0203, 0x0204, 0x0205, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x027E, 0x0006, 0x0206, 0x0406})
_BOF, _EOF, _FILEPASS, _SHEET, _SST, _DIMENSIONS = 0x0809, 0x000A, 0x002F, 0x0085, 0x00FC, 0x0200
_ROWS, _COLUMNS, _WIDE_DIMENSIONS = 1 << 16, 256, 12


def check_compound(data: bytes, source: str) -> None:
    """Raise `LedgerFileError` for a compound file that is damaged, locked, or no workbook."""
    try:
        _Compound(data, source).check()
    except (struct.error, LookupError):
        raise LedgerFileError(source, "it is damaged: it says of itself what cannot be") from None


class _Compound:
    """A compound file, as far as its streams have to be found."""

    def __init__(self, data: bytes, source: str) -> None:
        self.data, self.source = data, source
        shift, mini = struct.unpack_from("<HH", data, 30)
        if shift not in _SECTORS or mini != 6:  # noqa: PLR2004  a mini sector has 2**6 bytes
            raise self.damaged()
        self.size = 1 << shift
        self.fat = self.table(self.fat_sectors())
        first, self.directory_first = struct.unpack_from("<I", data, 60)[0], struct.unpack_from("<I", data, 48)[0]
        self.mini = self.table(self.chain(first, self.fat)) if first not in (_END, _FREE) else ()

    def damaged(self) -> LedgerFileError:
        return LedgerFileError(self.source, "it is damaged: its parts do not hang together")

    def sector(self, index: int) -> bytes:
        start = (index + 1) * self.size
        if start >= len(self.data):
            raise self.damaged()
        return self.data[start : start + self.size]

    def fat_sectors(self) -> Iterator[int]:
        count, next_difat = struct.unpack_from("<I", self.data, 44)[0], struct.unpack_from("<I", self.data, 68)[0]
        listed = list(struct.unpack_from("<109I", self.data, 76))
        if count > len(self.data) // self.size:
            raise self.damaged()
        while next_difat not in (_END, _FREE) and len(listed) <= count + self.size:
            *more, next_difat = struct.unpack(f"<{self.size // 4}I", self.sector(next_difat))
            listed += more
        yield from (index for index in listed[:count] if index != _FREE)

    def table(self, sectors: Iterator[int]) -> tuple[int, ...]:
        raw = b"".join(self.sector(index) for index in sectors)
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def chain(self, first: int, fat: tuple[int, ...]) -> Iterator[int]:
        """The sectors of a stream; a chain that comes back to itself is refused."""
        index = first
        for _ in range(len(fat) + 1):
            if index in (_END, _FREE):
                return
            yield index
            index = fat[index]
        raise self.damaged()

    def check(self) -> None:
        directory = b"".join(self.sector(i) for i in self.chain(self.directory_first, self.fat))
        entries = [directory[at : at + _DIRECTORY_ENTRY] for at in range(0, len(directory), _DIRECTORY_ENTRY)]
        streams = dict[str, tuple[int, int]]()
        for entry in entries:
            kind, length = entry[66], struct.unpack_from("<H", entry, 64)[0]
            first, size = struct.unpack_from("<II", entry, 116)
            if kind in (_STREAM, _ROOT):
                name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                in_mini = kind == _STREAM and size < _CUTOFF
                if size > len(self.data):
                    raise self.damaged()
                for _ in self.chain(first, self.mini if in_mini else self.fat) if size else ():
                    pass
                streams["/" if kind == _ROOT else name] = (first, size)
        if "EncryptedPackage" in streams:
            raise LedgerFileError(self.source, "it is protected by a password; save it without one")
        self.check_records(self.stream(streams))

    def stream(self, streams: dict[str, tuple[int, int]]) -> bytes:
        found = streams.get("Workbook") or streams.get("Book")
        if found is None:
            raise LedgerFileError(self.source, "it is a document, but no workbook")
        first, size = found
        if size >= _CUTOFF:
            return b"".join(self.sector(i) for i in self.chain(first, self.fat))[:size]
        root = b"".join(self.sector(i) for i in self.chain(streams["/"][0], self.fat))
        return b"".join(root[i * _MINI : (i + 1) * _MINI] for i in self.chain(first, self.mini))[:size]

    def check_records(self, records: bytes) -> None:
        """Walk the records of the workbook: its sheets begin where it says, its counts and its cells can be."""
        begins, starts, rows, columns = set[int](), set[int](), 0, 0
        left = BOX + BOX_PER_BYTE * len(self.data)
        for at, kind, body in _records(records):
            if kind == _FILEPASS:
                raise LedgerFileError(self.source, "it is protected by a password; save it without one")
            if kind in _CELLS:
                row, column = struct.unpack_from("<HH", body)
                rows, columns = max(rows, row + 1), max(columns, column + 1)
                if columns > _COLUMNS or rows * columns > left:
                    raise LedgerFileError(self.source, "a cell stands far from all others; delete what is there")
            elif kind == _BOF:
                begins.add(at)
            elif kind == _SHEET:
                starts.add(struct.unpack_from("<I", body)[0])
            elif kind == _EOF:
                left, rows, columns = left - rows * columns, 0, 0
            else:
                self.check_counts(kind, body, len(records))
        if not starts <= begins:
            raise self.damaged()

    def check_counts(self, kind: int, body: bytes, length: int) -> None:
        """A parser makes room for what a workbook says of its size, before it has seen a cell."""
        if kind == _SST and struct.unpack_from("<i", body, 4)[0] not in range(length):
            raise self.damaged()
        if kind == _DIMENSIONS:
            said = struct.unpack_from("<IIHH" if len(body) >= _WIDE_DIMENSIONS else "<HHHH", body)
            if not (said[0] <= said[1] <= _ROWS and said[2] <= said[3] <= _COLUMNS):
                raise self.damaged()


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where each record begins, its kind, its body."""
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield at, kind, data[at + 4 : at + 4 + length]
        at += 4 + length
