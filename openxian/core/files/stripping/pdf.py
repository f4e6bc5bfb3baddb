"""PDF (ISO 32000): who, when, with what, scripts, attachments and earlier versions go; pages and their text stay."""

import io
import zlib
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from openxian.core.files import drawn
from openxian.core.files.stripping import pictures, refusals

OF_DOCUMENT = ("/Metadata", "/PieceInfo", "/AA", "/AF", "/Collection", "/SpiderInfo", "/LegalAttestation")
OF_ANYTHING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/AF", "/CreatorInfo")
OF_REMARKS = ("/T", "/M", "/CreationDate", "/NM")
ACTIONS = ("/A", "/OpenAction", "/PA", "/Next")
UNWANTED_ACTIONS = {"/JavaScript", "/Launch", "/ImportData"}
MOST_OBJECTS = 3_000_000
# the last five: parts that are not of the kind the standard says
BROKEN = (pikepdf.PdfError, RuntimeError, drawn.Undrawable, ValueError, AttributeError, TypeError, KeyError, IndexError)


def strip(stream: BinaryIO) -> BinaryIO:
    """The document written anew, so that nothing of its earlier versions is left. Raises ``Refused``."""
    cleaned = io.BytesIO()
    try:
        with Pdf.open(stream) as document:
            _refuse_what_would_break(document)
            _clean_document(document)
            for thing in document.objects:
                _clean_all(thing)
            document.save(cleaned, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        unchanged = _readable(stream) == _readable(cleaned)
    except pikepdf.PasswordError as error:
        raise refusals.locked() from error
    except BROKEN as error:
        raise refusals.damaged() from error
    if not unchanged:
        raise refusals.changed()
    return cleaned


def _refuse_what_would_break(document: Pdf) -> None:
    """Signed documents, forms that only Adobe's program can draw, and absurdly many objects."""
    root = document.Root
    form = root.get("/AcroForm", Dictionary())
    if "/Perms" in root or _is_signed(form.get("/Fields", pikepdf.Array())) or any(map(_is_seal, document.objects)):
        raise refusals.signed()
    if root.get("/NeedsRendering", False) or len(document.objects) > MOST_OBJECTS:
        raise refusals.changed()


def _is_signed(fields: Object) -> bool:
    """Some signature field holds a signature; fields may lie within fields."""
    waiting, seen = list(fields), 0
    while waiting and seen < 100_000:
        field, seen = waiting.pop(), seen + 1
        if field.get("/FT") == Name.Sig and "/V" in field:
            return True
        waiting += list(field.get("/Kids", []))
    return False


def _is_seal(thing: Object) -> bool:
    """A signature or time stamp, whichever field or none it hangs on."""
    return isinstance(thing, Dictionary) and "/ByteRange" in thing and "/Contents" in thing


def _clean_document(document: Pdf) -> None:
    for key in ("/Info", "/ID"):
        if key in document.trailer:
            del document.trailer[key]
    _drop(document.Root, OF_DOCUMENT)
    _drop(document.Root.get("/Names", Dictionary()), ("/JavaScript", "/EmbeddedFiles"))
    _drop(document.Root.get("/AcroForm", Dictionary()), ("/XFA",))
    for thread in document.Root.get("/Threads", []):
        _drop(thread, ("/I",))
    for page in document.pages:
        if "/Annots" in page:
            remarks = [one for one in _listed(page.Annots) if isinstance(one, Dictionary)]
            kept = [one for one in remarks if one.get("/Subtype") != Name.FileAttachment]
            page.Annots = pikepdf.Array(kept)


def _clean_all(thing: Object) -> None:
    """An object and what is written inside it; what it only refers to comes by itself."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary | Stream):
            _clean_thing(one)
            waiting += [value for value in one.values() if _is_inside(value)]
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if _is_inside(value)]


def _is_inside(value: Any) -> bool:
    return isinstance(value, Dictionary | pikepdf.Array) and not value.is_indirect


def _clean_thing(thing: Dictionary | Stream) -> None:
    """One object wherever it stands: a page, a picture, a remark, a font, an action."""
    _drop(thing, OF_ANYTHING)
    if "/Subtype" in thing and "/Rect" in thing and thing.Subtype != Name.Widget:
        _drop(thing, OF_REMARKS)
    for key in ACTIONS:
        action = thing.get(key)
        if isinstance(action, Dictionary) and str(action.get("/S", "")) in UNWANTED_ACTIONS:
            del thing[key]
    if isinstance(thing, Stream):
        _clean_photo(thing)


def _clean_photo(photo: Stream) -> None:
    """A JPEG in a page carries its EXIF along; it may lie in one more wrapping."""
    filters = [str(one) for one in _listed(photo.get("/Filter"))]
    if filters not in (["/DCTDecode"], ["/FlateDecode", "/DCTDecode"]):
        return
    try:
        given = photo.read_raw_bytes() if len(filters) == 1 else zlib.decompress(photo.read_raw_bytes())
        cleaned = pictures.cleaned_bytes(given)
    except (zlib.error, *pictures.BROKEN):
        return  # a viewer may still make something of it; it has no EXIF that could be found
    if cleaned != given:
        parms = _listed(photo.get("/DecodeParms"))
        photo.write(cleaned, filter=Name.DCTDecode, decode_parms=parms[-1] if len(parms) == len(filters) else None)


def _listed(value: Any) -> list[Any]:
    """A value that may stand alone, in a list, or not at all."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _drop(thing: Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def _readable(stream: BinaryIO) -> bytes:
    """Width, height and text of every page, as another program reads them."""
    return drawn.ask(stream, "texts")
