"""Word files made of XML, for what the libraries that write them cannot write."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": "document.main", "styles": "styles", "comments": "comments"}


def body(inside: str) -> str:
    """Return the main part of a document with this body."""
    return f"{_HEAD}<w:document {NAMES}><w:body>{inside}<w:sectPr/></w:body></w:document>"


def part(root: str, inside: str) -> str:
    """Return another part: ``w:hdr``, ``w:footnotes``."""
    return f"{_HEAD}<w:{root} {NAMES}>{inside}</w:{root}>"


def types(names: list[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="{_TYPE}.{_KINDS.get(name, name.rstrip("123"))}+xml"/>'
        for name in names
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )


def zipped(files: dict[str, str | bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def files(inside: str, **parts: str) -> dict[str, str | bytes]:
    """Return the files of a document, by name."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return {
        "[Content_Types].xml": types(["document", *parts]),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="r1" Type="{relation}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": body(inside),
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }


def docx(inside: str, **parts: str) -> bytes:
    """Return a Word file with this body and these other parts of the folder ``word``."""
    return zipped(files(inside, **parts))


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
