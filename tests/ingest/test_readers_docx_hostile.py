"""Word files that are broken, named wrongly, or made to harm: each is refused by name, within bounds."""

import resource
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from ingest.errors import (
    DamagedError,
    EmptyFileError,
    EncryptedError,
    HostileError,
    LimitError,
    ReadError,
    ScanError,
    TooLargeError,
    UnsupportedFormatError,
)
from ingest.readers import container, read
from ingest.readers.docx.package import MAX_NODES, MAX_PART
from tests.ingest.raw_docx import (
    cell,
    item,
    p,
    packed,
    root,
    run,
    section,
    style,
    table,
    word,
)
from tests.ingest.test_readers_docx_fuzz import WHOLE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(content: bytes, kind: type[ReadError]) -> str:
    with pytest.raises(kind, match=r"'spec\.docx") as caught:
        read(content, "spec.docx")
    assert type(caught.value) is kind
    return str(caught.value)


def document(xml: str | bytes) -> bytes:
    return packed({"word/document.xml": xml})


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (OLE, UnsupportedFormatError, "old Word file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedError, "take the password off"),
        (b"%PDF-1.7", UnsupportedFormatError, "is PDF"),
        (b"{\\rtf1", UnsupportedFormatError, "is RTF"),
        (b"<html><body>", UnsupportedFormatError, "is HTML"),
        (b"GATE KEEPER", DamagedError, "damaged or cut off"),
        (b"", EmptyFileError, "is empty"),
    ],
)
def test_another_format_under_the_name_is_refused_with_what_to_do(
    content: bytes, kind: type[ReadError], says: str
) -> None:
    assert says in refused(content, kind)


def test_a_container_without_a_document_is_refused() -> None:
    sheet = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert "without a Word document" in refused(document(sheet), UnsupportedFormatError)
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("spec.txt", "GATE KEEPER")
    assert "name it .zip" in refused(content.getvalue(), UnsupportedFormatError)


def test_a_file_without_text_is_empty_and_one_of_pictures_a_scan() -> None:
    refused(word(p("")), EmptyFileError)
    picture = {"word/document.xml": root("document", "<w:body/>"), "word/media/image1.png": b"\x89PNG"}
    assert "text recognition" in refused(packed(picture), ScanError)


@pytest.mark.parametrize("at", range(0, len(WHOLE), 97))
def test_a_file_cut_off_anywhere_is_refused(at: int) -> None:
    refused(WHOLE[:at], DamagedError if at else EmptyFileError)


def test_broken_xml_is_refused_with_its_part() -> None:
    assert "'spec.docx: word/document.xml' is no valid XML" in refused(document("<w:document>"), DamagedError)
    assert "is no valid XML" in refused(document(b"\xff\xfe<"), DamagedError)
    deep = root("document", "<w:body>" + "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000 + "</w:body>")
    refused(document(deep), DamagedError)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_entities_are_refused_in_any_encoding(encoding: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]>'
        + root("document", f"<w:body>{p('<w:r><w:t>&l11;</w:t></w:r>')}</w:body>").partition("?>")[2]
    )
    assert "(DTD)" in refused(document(xml.encode(encoding)), HostileError)


def test_nothing_outside_the_file_is_opened(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.xml"
    secret.write_text(root("hdr", p("Secret.")))
    link = f'<Relationship Id="header1" Type="x/header" Target="{secret.as_uri()}" TargetMode="External"/>'
    up = f'<Relationship Id="header2" Type="x/header" Target="../../../..{secret}"/>'
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    body = p("Keeps gates.") + section("header1:default", "header2:default")
    files = {
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{namespace}">{link}{up}</Relationships>',
    }
    assert read(packed(files), "spec.docx").text == "Keeps gates."


def test_a_bomb_is_refused_by_its_ratio_and_before_it_is_unpacked() -> None:
    zeros = b"<w:document>" + b" " * (MAX_PART + 1)
    assert "times its size" in refused(document(zeros), HostileError)


def test_a_part_that_says_too_little_of_itself_is_no_way_around_the_limits() -> None:
    huge = bytearray(document(b" " * 10_000_000))
    for name_length_at in (huge.index(b"word/document.xml"), huge.rindex(b"word/document.xml")):
        size_at = huge.rindex((10_000_000).to_bytes(4, "little"), 0, name_length_at)
        huge[size_at : size_at + 4] = (5).to_bytes(4, "little")
    assert "damaged" in refused(bytes(huge), DamagedError)


def test_too_many_nodes_are_refused_before_they_are_made() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert f"{MAX_NODES:,} tags" in refused(word("<w:p/>" * (MAX_NODES + 1)), LimitError)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_too_many_entries_and_too_long_a_table_of_them_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"word/{number}.xml": "" for number in range(container.MAX_ENTRIES)}
    assert "10,001 entries" in refused(packed(files), HostileError)
    monkeypatch.setattr(container, "_MAX_TABLE", 1_000)
    assert "lists its entries in" in refused(packed({f"word/{number}.xml": "" for number in range(99)}), HostileError)


def test_an_entry_that_cannot_be_unpacked_is_named() -> None:
    flagged = bytearray(WHOLE)
    at = 0
    while (at := flagged.find(b"PK\x01\x02", at)) >= 0:
        flagged[at + 8] |= 1
        at += 4
    assert "is encrypted" in refused(bytes(flagged), EncryptedError)
    content = BytesIO()
    with ZipFile(BytesIO(WHOLE)) as old, ZipFile(content, "w", ZIP_BZIP2) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert "packed by method 12" in refused(content.getvalue(), UnsupportedFormatError)


def test_a_huge_part_is_refused() -> None:
    noise = b"<a>" + bytes(range(32, 60)) * (MAX_PART // 28 + 1)
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED, compresslevel=0) as archive:
        archive.writestr("x", noise)
    with ZipFile(content) as archive:
        entry = archive.getinfo("x")
    with pytest.raises(TooLargeError, match="'x' unpacks to"):
        container.unpacked(content, entry, "x", MAX_PART)


def test_nested_tables_and_wrappers_to_the_depth_that_xml_allows_are_read() -> None:
    tables = "x"
    for _ in range(70):
        tables = table([tables if tables.startswith("<") else p(tables)])
    assert read(word(tables), "spec.docx").text == "x"
    controls = "<w:sdt><w:sdtContent>" * 110 + p("y") + "</w:sdtContent></w:sdt>" * 110
    assert read(word(controls), "spec.docx").text == "y"
    assert read(word(p("<w:ins>" * 230 + run("z") + "</w:ins>" * 230)), "spec.docx").text == "z"


def test_styles_and_lists_that_lead_to_themselves_end() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A", run="<w:b/>")
    linked = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/><w:styleLink w:val="A"/></w:abstractNum>'
    refers = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{p("Noted.", refers)}</w:footnote>'
    body = p("x", refers, properties='<w:pStyle w:val="A"/>') + item("y")
    made = read(
        word(
            body,
            styles=styles,
            numbering=linked + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
            footnotes=notes,
        ),
        "spec.docx",
    )
    assert made.text == "x ¹\n¹ Noted. ¹\ny"


def test_a_cell_over_endless_columns_is_bounded() -> None:
    wide = cell("a", '<w:gridSpan w:val="999999999"/>')
    assert len(read(word(table([wide, "b"])), "spec.docx").text) < 100
