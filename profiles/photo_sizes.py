"""The sizes and formats in which pages ask for a photo, drawn from its pixels; no database is needed here."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image

from profiles.photo_frames import Frame

WIDTHS = (400, 800)  # pixels; the sizes that pages ask for, 5 by 6
FORMATS = ("webp", "avif")
_QUALITY: dict[str, dict[str, int]] = {
    "webp": {"quality": 82, "method": 4},
    "avif": {"quality": 60, "speed": 8},
    "jpeg": {"quality": 90},  # for editors: what printers take
}

# The bytes of a photo's files, by width and format
Sizes = dict[tuple[int, str], bytes]


def size_name(width: int, kind: str) -> str:
    """Return what one size in one format is filed under."""
    return f"{width}.{kind}"


def in_size(pixels: Image.Image, frame: Frame, width: int, kind: str) -> bytes:
    """Return this part of a picture as a file, 5 by 6; never larger than the part is in the picture."""
    return _written(_drawn(pixels, frame, width), kind)


def in_sizes(pixels: Image.Image, frame: Frame) -> Sizes:
    """Return this part of a picture in each size and format; the formats are written beside each other."""
    drawn = {(width, kind): image for width in WIDTHS for image in [_drawn(pixels, frame, width)] for kind in FORMATS}
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(drawn, pool.map(_written, drawn.values(), (kind for _, kind in drawn)), strict=True))


def _drawn(pixels: Image.Image, frame: Frame, width: int) -> Image.Image:
    width = min(width, frame.width)
    return pixels.resize((width, max(1, width * 6 // 5)), Image.Resampling.LANCZOS, frame.box)


def _written(drawn: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    drawn.save(out, kind.upper(), **_QUALITY[kind])
    return out.getvalue()
