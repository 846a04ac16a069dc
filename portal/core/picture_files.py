"""What is in an uploaded picture file: its pixels and nothing else, or words on why it cannot be used.

A file is taken by what it begins with, never by its name. Its size is read from its header before anything is decoded.
Whatever else lies in the file (place, camera, thumbnails, a film behind the picture) stays behind with it.
"""

from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

MOST_BYTES = 20 * 1024 * 1024
# Pixels of each kind that can be decoded within 300 MB; only a JPEG can be decoded at a half or a quarter of its size.
# What phones of 48 million pixels make as HEIC is above it: see docs/decisions/0013-heic-up-to-25-million-pixels.md
MOST_PIXELS = {"jpeg": 50_000_000, "png": 20_000_000, "webp": 12_000_000, "heic": 25_000_000}
LARGEST_SIDE = 2400  # pixels kept of a picture
_ON_WHITE = (255, 255, 255)
_CLEAR = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})  # modes that can be seen through

_CHOOSE = "Choose a JPEG, PNG, WebP or HEIC file."
_EMPTY = f"This file is empty. {_CHOOSE}"
TOO_HEAVY = "This file is larger than 20 MB. Save the picture smaller and try again."
_MOVING = "This picture moves. Choose one that stands still."
_BROKEN = "This file could not be read as a picture: it is damaged, or part of it is missing. Try to copy it anew."
_LESS = "Save it as a JPEG, which may have 50 million, or at a smaller size."
_SMALLER = {
    "jpeg": "Save it at a smaller size and try again.",
    "heic": (
        "Send it to yourself at a smaller size (when you mail a photo, the phone asks: choose ‘Large’), or save it "
        "as a JPEG, which may have 50 million."
    ),
}

_FORMATS = {"jpeg": ("JPEG",), "png": ("PNG",), "webp": ("WEBP",), "heic": ("HEIF",)}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_HEIC_FILMS = frozenset({b"hevc", b"hevx", b"msf1"})
# What else people choose by mistake, told by how it begins
_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"%PDF", "a PDF document"),
    (b"BM", "a Windows bitmap"),
    (b"II*\x00", "a TIFF file or a camera’s raw file"),
    (b"MM\x00*", "a TIFF file or a camera’s raw file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"8BPS", "a Photoshop file"),
    (b"<svg", "a drawing (SVG)"),
    (b"<?xml", "a drawing (SVG)"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
)

register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class CleanPicture:
    """A picture drawn anew from its pixels, as a WebP file."""

    data: bytes
    width: int
    height: int


class CleanFile(ContentFile):
    """A file that holds pixels and nothing else."""


def read_picture(data: bytes) -> CleanPicture:
    """Return the picture that these bytes hold: upright, in sRGB, without any of its file.

    Raises ValidationError with words for whoever chose the file.
    """
    if not data:
        raise ValidationError(_EMPTY, code="empty")
    if len(data) > MOST_BYTES:
        raise ValidationError(TOO_HEAVY, code="too_heavy")
    return kept_as(_pixels(data, _kind(data)))


def library_file(data: bytes) -> CleanFile:
    """Return what the editors' library keeps of these bytes: upright, in sRGB, without place, camera or thumbnail.

    Drawings, and what can be seen through, stay PNG; all else is a JPEG, which printers take. Raises ValidationError
    with words for whoever chose the file.
    """
    if not data:
        raise ValidationError(_EMPTY, code="empty")
    if len(data) > MOST_BYTES:
        raise ValidationError(TOO_HEAVY, code="too_heavy")
    kind = _kind(data)
    picture = _pixels(data, kind, keeps_clear=True)
    out = BytesIO()
    if kind == "png" or picture.mode == "RGBA":
        picture.save(out, "PNG", optimize=True)
        return CleanFile(out.getvalue(), name="picture.png")
    picture.save(out, "JPEG", quality=90, subsampling=0)
    return CleanFile(out.getvalue(), name="picture.jpg")


def jpeg_file(data: bytes) -> CleanFile:
    """Return the picture that these bytes hold as a JPEG: upright, in sRGB, without any of its file.

    Raises ValidationError with words for whoever chose the file.
    """
    if not data:
        raise ValidationError(_EMPTY, code="empty")
    if len(data) > MOST_BYTES:
        raise ValidationError(TOO_HEAVY, code="too_heavy")
    out = BytesIO()
    _pixels(data, _kind(data)).save(out, "JPEG", quality=88)
    return CleanFile(out.getvalue(), name="picture.jpg")


def _pixels(data: bytes, kind: str, *, keeps_clear: bool = False) -> Image.Image:
    """Return the picture alone. `keeps_clear`: what can be seen through stays so, and is not laid on white."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS[kind]) as opened:
            _check_header(opened, kind)
            return _upright(opened, keeps_clear=keeps_clear)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(kind) from error
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError, MemoryError) as error:
        raise ValidationError(_BROKEN, code="broken") from error


def kept_as(picture: Image.Image) -> CleanPicture:
    """Return a picture as the file in which it is kept."""
    out = BytesIO()
    picture.save(out, "WEBP", quality=88, method=2)
    return CleanPicture(out.getvalue(), *picture.size)


def _kind(data: bytes) -> str:
    """Return what kind of picture the bytes begin like; raises ValidationError where it is none that is taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _film_or_photo(data[8:12])
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, name in _OTHERS:
        if start.startswith(sign.lower()):
            raise ValidationError(f"This is {name}, whatever its name says. {_CHOOSE}", code="other_kind")
    raise ValidationError(f"This file could not be read as a picture. {_CHOOSE}", code="no_picture")


def _film_or_photo(brand: bytes) -> str:
    """Tell a phone's photo from what else comes in the same box."""
    if brand in _HEIC_FILMS:
        raise ValidationError(_MOVING, code="moving")
    if brand in _HEIC_BRANDS:
        return "heic"
    name = "an AVIF file" if brand in {b"avif", b"avis"} else "a film"
    raise ValidationError(f"This is {name}, whatever its name says. {_CHOOSE}", code="other_kind")


def _too_large(kind: str) -> ValidationError:
    words = f"This picture has more than {MOST_PIXELS[kind] // 1_000_000} million pixels. {_SMALLER.get(kind, _LESS)}"
    return ValidationError(words, code="too_large")


def _check_header(opened: Image.Image, kind: str) -> None:
    """Refuse, before decoding, what is too large and what moves."""
    if opened.width * opened.height > MOST_PIXELS[kind]:
        raise _too_large(kind)
    if opened.format in {"PNG", "WEBP"} and getattr(opened, "n_frames", 1) > 1:
        raise ValidationError(_MOVING, code="moving")


def _upright(opened: Image.Image, *, keeps_clear: bool = False) -> Image.Image:
    """Return the pixels, small first and then turned and converted, so that nothing is done to fifty million."""
    opened.draft(None, (LARGEST_SIDE, LARGEST_SIDE))
    profile = opened.info.get("icc_profile")
    picture: Image.Image = opened
    if picture.mode in {"P", "1"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), reducing_gap=2.0)
    ImageOps.exif_transpose(picture, in_place=True)
    is_clear = picture.mode in _CLEAR or "transparency" in picture.info
    plain = picture.convert("RGBA") if keeps_clear and is_clear else _in_rgb(picture, profile)
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _in_rgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB: inks mixed to light, glass laid on white, a phone's wider colours brought in."""
    if picture.mode in _CLEAR or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        picture = Image.new("RGB", clear.size, _ON_WHITE)
        picture.paste(clear, mask=clear.getchannel("A"))
    if picture.mode.startswith(("I", "F")):
        picture = picture.point(lambda value: value / 256).convert("L")  # sixteen bits a pixel
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
            seen = ImageCms.profileToProfile(picture, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return seen or picture.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that cannot be read, or that is for another kind of picture
    return picture.convert("RGB")
