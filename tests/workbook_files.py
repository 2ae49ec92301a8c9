"""Workbooks made by hand, for what no library writes: minimal, damaged, hostile."""

import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
ROOT = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets>'
    "</workbook>"
)
BOOK_RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)


def number(place, value=1):
    """A cell of a sheet's part."""
    return f'<c r="{place}"><v>{value}</v></c>'


def sheet(cells="", before="", after=""):
    """The part of a sheet; `cells` stand in one row."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData><row r="1">{cells}</row></sheetData>{after}</worksheet>'


def xlsx(path, part, *, more=(), method=zipfile.ZIP_DEFLATED):
    """A workbook of one sheet, with further parts beside it."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/worksheets/sheet1.xml": part,
        **dict(more),
    }
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods(path, rows, *, before=""):
    """A document of one sheet; `rows` is what stands in its table."""
    content = (
        f'{before}<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="台账">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return path


def record(kind, body=b""):
    """A record of an xls stream."""
    return struct.pack("<HH", kind, len(body)) + body


def xls_stream(cells, *, dimensions=(0, 2, 0, 2), before=b"", start=None):
    """The stream of a workbook of one sheet with numbers at (row, column)."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    name = "台账".encode("utf-16-le")
    told = struct.pack("<HBB", 0, 2, 1) + name
    head = len(begin) + len(before) + 4 + 4 + len(told) + 4
    bound = record(0x0085, struct.pack("<I", head if start is None else start) + told)
    inside = b"".join(record(0x0203, struct.pack("<HHHd", r, c, 0, v)) for (r, c), v in cells.items())
    first = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    return (
        begin
        + before
        + bound
        + record(0x000A)
        + first
        + record(0x0200, struct.pack("<IIHHH", *dimensions, 0))
        + inside
        + record(0x000A)
    )


def entry(name, kind, first, size, child=0xFFFFFFFF):
    """An entry of a compound file's directory."""
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) if name else 0, kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36 + struct.pack("<IQ", first, size)


def compound(path, stream, *, name="Workbook", loop=False):
    """A compound file that holds one stream."""
    body = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(body) // 512
    chain = [*range(3, sectors + 2), 2 if loop else 0xFFFFFFFE]
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *chain]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    )
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + entry(name, 2, 2, len(body)) + entry("", 0, 0, 0) * 2
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    path.write_bytes(header + table + directory.ljust(512, b"\0") + body)
    return path
