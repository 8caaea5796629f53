"""Whatever a user names instead of a text file is told as what it is."""

import codecs
import os
import sys
import zipfile

import pytest

from blendnb.files.problems import InputError
from blendnb.files.reading import read_text

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def told(source, **options):
    with pytest.raises(InputError) as caught:
        read_text(source, **options)
    return str(caught.value)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "brief.toml"


def test_text_is_read_as_utf8(file):
    file.write_bytes("title = 'Größe'".encode())
    assert read_text(file) == "title = 'Größe'"
    assert read_text(str(file)) == "title = 'Größe'"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_byte_order_marks_of_windows_editors_are_understood(file, mark, encoding):
    file.write_bytes(mark + "title = 'Größe'".encode(encoding))
    assert read_text(file) == "title = 'Größe'"


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", codecs.BOM_UTF8])
def test_an_empty_file_is_told_as_empty(file, content):
    file.write_bytes(content)
    assert told(file) == f"{file}: empty"


def test_a_missing_file_is_told_with_a_near_name(tmp_path, file):
    file.touch()
    assert told(tmp_path / "breif.toml") == (
        f"{tmp_path / 'breif.toml'}: there is no such file; did you mean brief.toml?"
    )


def test_a_missing_folder_is_told(tmp_path):
    assert told(tmp_path / "none" / "brief.toml").endswith(
        f"there is no such file; nor is there a folder {str(tmp_path / 'none')!r}"
    )


def test_a_folder_is_told_as_a_folder(tmp_path):
    assert told(tmp_path) == f"{tmp_path}: a folder, not a file"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "a picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x7fELF\x02\x01\x01\x00\xff\xfe", "binary data"),
        (b"title = 'x'\x00", "binary data"),
    ],
)
def test_a_binary_file_is_told_as_what_it_is(file, content, kind):
    file.write_bytes(content)
    assert told(file) == f"{file}: {kind}, not a text file"


def test_an_office_document_is_told_as_one(file):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "title " * 100)
    assert told(file) == f"{file}: an Office document or a zip archive, not a text file"


def test_another_encoding_is_told_with_its_line(file):
    file.write_bytes("a = 1\nb = 'Größe'".encode("latin-1"))
    assert told(file) == f"{file}: line 2: byte 0xf6 is not UTF-8; save the file as UTF-8"


def test_a_file_beyond_the_limit_is_not_read(file):
    file.write_bytes(b"#" * 2_000_001)
    assert told(file) == f"{file}: larger than 2 MB, which no such file needs"
    assert read_text(file, most_bytes=3_000_000)


@needs_posix
def test_an_endless_device_is_read_up_to_the_limit_only():
    assert told("/dev/zero") == "/dev/zero: larger than 2 MB, which no such file needs"


@needs_posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_told(file):
    file.write_text("x", encoding="utf-8")
    file.chmod(0)
    assert told(file) == f"{file}: cannot be read: permission denied"


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_a_name_that_no_system_takes_is_told(name):
    assert "cannot be read: " in told(name)


def test_standard_input_is_read_where_the_name_is_a_hyphen(monkeypatch, tmp_path):
    (tmp_path / "in").write_bytes(codecs.BOM_UTF8 + b"title = 'x'")
    with (tmp_path / "in").open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert read_text("-") == "title = 'x'"
        assert told("-") == "standard input: empty"
