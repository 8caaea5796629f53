"""A file appears whole or not at all, and its name works everywhere."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blendnb.files import writing
from blendnb.files.problems import InputError
from blendnb.files.writing import safe_file_name, write_whole

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


def told(target, content="x"):
    with pytest.raises(InputError) as caught:
        write_whole(target, content)
    return str(caught.value)


def test_text_is_written_as_utf8_with_its_line_ends(tmp_path):
    write_whole(tmp_path / "a", "é\r\nb\n")
    assert (tmp_path / "a").read_bytes() == b"\xc3\xa9\r\nb\n"
    write_whole(str(tmp_path / "a"), b"\x00\xff")
    assert (tmp_path / "a").read_bytes() == b"\x00\xff"


def test_nothing_else_is_left_in_the_folder(tmp_path):
    write_whole(tmp_path / "a", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, failing, error):
    def fail(*_):
        raise error

    (tmp_path / "a").write_text("old", encoding="utf-8")
    home = writing.os if failing == "fsync" else writing.Path
    monkeypatch.setattr(home, failing, fail)
    with pytest.raises((InputError, KeyboardInterrupt)):
        write_whole(tmp_path / "a", "new")
    monkeypatch.undo()
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", fail)
    assert told(tmp_path / "a") == f"{tmp_path / 'a'}: cannot be written: no space left on device"


@needs_posix
def test_an_existing_file_keeps_its_permissions(tmp_path):
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(0o640)
    write_whole(tmp_path / "a", "x")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@needs_posix
def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path):
    (tmp_path / "other").touch()
    write_whole(tmp_path / "a", "x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "other").stat().st_mode


@needs_posix
def test_a_link_keeps_pointing_to_the_file_that_was_written(tmp_path):
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


@needs_posix
@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link_to_another_place(tmp_path, there):
    """The folder is one that somebody sent; the file is any file of the system."""
    ours, sent = tmp_path / "ours.conf", tmp_path / "sent"
    sent.mkdir()
    if there:
        ours.write_text("old", encoding="utf-8")
    (sent / "plan.html").symlink_to(ours)
    link = str(sent / "plan.html")
    assert told(link) == (
        f"{link}: cannot be written: {link} is a link to {ours}, which lies elsewhere; "
        "name that place itself"
    )
    assert there is ours.exists()
    assert not there or ours.read_text(encoding="utf-8") == "old"


@needs_posix
def test_nothing_is_written_through_a_folder_that_is_a_link_to_another_place(tmp_path, monkeypatch):
    ours, sent = tmp_path / "ours", tmp_path / "sent"
    (ours / "deep").mkdir(parents=True)
    sent.mkdir()
    (sent / "out").symlink_to(ours)
    assert f"{sent / 'out'} is a link to {ours}" in told(sent / "out" / "plan.html")
    monkeypatch.chdir(sent)
    assert f"{sent / 'out'} is a link to {ours}" in told("out/deep/plan.html")
    assert list(ours.rglob("*")) == [ours / "deep"]


@needs_posix
def test_a_link_to_a_folder_inside_is_followed(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "out").symlink_to("inside")
    write_whole(tmp_path / "out" / "a", "x")
    assert (tmp_path / "inside" / "a").read_text(encoding="utf-8") == "x"


@needs_posix
def test_a_device_is_written_to_and_not_replaced():
    write_whole(os.devnull, "x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_is_told(tmp_path):
    assert told(tmp_path) == f"{tmp_path}: cannot be written: it is a folder"


def test_a_missing_folder_is_told_and_not_made(tmp_path):
    target = tmp_path / "none" / "a"
    assert told(target) == (
        f"{target}: cannot be written: there is no folder {str(target.parent)!r}"
    )
    assert not target.parent.exists()


@needs_posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_file_is_told_and_kept(tmp_path):
    (tmp_path / "a").write_text("old", encoding="utf-8")
    (tmp_path / "a").chmod(0o444)
    assert told(tmp_path / "a").endswith("cannot be written: it is read-only")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


def test_a_name_that_no_system_takes_is_told(tmp_path):
    assert "cannot be written: " in told(tmp_path / ("x" * 5000))


def test_a_hyphen_is_standard_output(capfdbinary):
    write_whole("-", "é\n")
    assert capfdbinary.readouterr().out == b"\xc3\xa9\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CRM rollout: Q1/Q2", "crm-rollout-q1-q2"),
        ("Straße & Çédille", "straße-çédille"),
        ("New managers: the first 90 days", "new-managers-the-first-90-days"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "c-windows-x"),
        ("  ...hidden...  ", "hidden"),
        ("--help", "help"),
        ("con", "plan-con"),
        ("Aux.Report", "plan-aux.report"),
        ("COM¹", "plan-com¹"),
        ("concert", "concert"),
        ("Führungskräfte 学习", "führungskräfte-学习"),
        ("a\u202egnp.exe\u200b\x00\n", "agnp.exe"),
        ("???", "plan"),
        ("", "plan"),
    ],
)
def test_a_title_becomes_a_file_name(title, name):
    assert safe_file_name(title, ".html") == f"{name}.html"


@given(st.text())
@example("é" * 300)
@example("😀" * 100 + "." * 40)
def test_every_title_becomes_a_name_that_every_system_takes(title):
    name = safe_file_name(title)
    assert name
    assert len(name.encode()) <= 125
    assert name.isprintable()
    assert not set(name) & set(' /\\:*?"<>|')
    assert name[0] not in ".-"
    assert name[-1] not in ".-"
    assert name.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert unicodedata.is_normalized("NFC", name)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])))
def test_every_title_gives_a_name_that_this_system_takes(tmp_path_factory, title):
    target = tmp_path_factory.getbasetemp() / safe_file_name(title, ".txt")
    write_whole(target, title)
    assert target.read_bytes() == title.encode()
