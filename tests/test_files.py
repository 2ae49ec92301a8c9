"""Books as files: written whole or not at all, read whole or not at all."""

import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

import safetywork as sw
from safetywork.adapters import files

DAY = date(2025, 3, 3)


@pytest.fixture
def book():
    """A book of one issue."""
    return sw.Book("台账", "某局", matters=(sw.Issue.register(id="H-1", title="应急照明不亮", on=DAY, by="检查组"),))


def test_a_dumped_book_is_the_book_that_is_loaded(book, tmp_path):
    """load(dump(b)) is b; the file is UTF-8, one newline at its end, and nothing else is in the folder."""
    path = tmp_path / "台账.json"
    assert sw.dump(book, path) is None
    assert sw.load(path) == sw.load(str(path)) == book
    assert path.read_bytes() == sw.dumps(book).encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["台账.json"]


def test_a_users_own_workflow_is_handed_to_load(book, tmp_path):
    """`workflows`, `events` and `kinds` go through to the document's reader."""
    mine = sw.RECTIFICATION.extend(name="mine", states=[sw.State("x", sw.Label("甲", "x"))])
    issue = sw.Issue.register(id="H-2", title="t", on=DAY, by="甲", workflow=mine)
    sw.dump(book.with_(issue), tmp_path / "b.json")
    assert sw.load(tmp_path / "b.json", workflows=[mine], events=[], kinds=[]).find("H-2") == issue


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_permissions_are_kept(book, tmp_path):
    """A file that is replaced keeps who may read it; a new one is as readable as the umask says."""
    path = tmp_path / "b.json"
    sw.dump(book, path)
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    path.chmod(0o640)
    sw.dump(book, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(book, tmp_path):
    """Dumping through a symbolic link replaces the file it points to, in its own folder."""
    (tmp_path / "shared").mkdir()
    link = tmp_path / "b.json"
    link.symlink_to(tmp_path / "shared" / "b.json")
    sw.dump(book, link)
    assert link.is_symlink()
    assert sw.load(tmp_path / "shared" / "b.json") == book


class CrashError(Exception):
    """The machine stops here."""


def crash(*_, **__):
    raise CrashError


@pytest.mark.parametrize(("owner", "name"), [(os, "fsync"), (Path, "chmod"), (Path, "replace")])
def test_a_crash_leaves_the_old_file_and_no_other(book, tmp_path, monkeypatch, owner, name):
    """Wherever writing fails, the old file is what it was and no temporary one is left."""
    path = tmp_path / "b.json"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(owner, name, crash)
    with pytest.raises(CrashError):
        sw.dump(book, path)
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_refused_replacement_leaves_the_old_file(book, tmp_path, monkeypatch):
    """The file system says no to the last step: the error is told, nothing has changed."""
    path = tmp_path / "b.json"
    path.write_text("old", encoding="utf-8")

    def refuse(*_):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        sw.dump(book, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_touches_nothing(tmp_path):
    """A book with a value that no document can hold fails before any file is opened."""
    path = tmp_path / "b.json"
    path.write_text("old", encoding="utf-8")
    matter = sw.Measure.plan(id="M", title=object(), on=DAY, by="甲")
    with pytest.raises(TypeError):
        sw.dump(sw.Book("t", matters=(matter,)), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_that_no_file_can_hold_touches_nothing(tmp_path):
    """A lone surrogate is refused before any file is opened."""
    path = tmp_path / "b.json"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(sw.FormatError, match="lone surrogate"):
        sw.dump(sw.Book("\ud800台账"), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_os_error(book, tmp_path):
    """There is nowhere to write to, and nothing is made up."""
    with pytest.raises(FileNotFoundError):
        sw.dump(book, tmp_path / "no" / "b.json")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_an_os_error(tmp_path):
    """There is nothing to read."""
    with pytest.raises(FileNotFoundError):
        sw.load(tmp_path / "b.json")


def test_too_large_a_file_is_refused_unread(book, tmp_path, monkeypatch):
    """A file above the limit is told by its size, without being read."""
    path = tmp_path / "b.json"
    sw.dump(book, path)
    monkeypatch.setattr(files, "LARGEST", path.stat().st_size)
    assert sw.load(path) == book
    monkeypatch.setattr(files, "LARGEST", path.stat().st_size - 1)
    monkeypatch.setattr(Path, "read_bytes", crash)
    with pytest.raises(sw.FormatError) as caught:
        sw.load(path)
    assert [(f.code, f.found) for f in caught.value.faults] == [("too large", str(path.stat().st_size))]
    assert str(path) in str(caught.value)
    assert "larger than" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"format": "other"}'])
def test_a_bad_file_is_named_and_left_as_it_is(tmp_path, content):
    """What cannot be read is a FormatError that names the file; the file stays untouched."""
    path = tmp_path / "b.json"
    path.write_bytes(content)
    with pytest.raises(sw.FormatError, match=r"b\.json"):
        sw.load(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_book_with_a_byte_order_mark_is_read(book, tmp_path):
    """Windows editors put one there."""
    path = tmp_path / "b.json"
    path.write_bytes(b"\xef\xbb\xbf" + sw.dumps(book).encode())
    assert sw.load(path) == book
