"""A scene as the files that pages ask for, drawn in another process: Django is not started here."""

from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps

from portal.core.picture_sizes import SHARE, SPECS, kind_of
from portal.demo.scenes import draw_scene

WIDTH = 1200  # pixels: sharp enough for a screen with two dots a pixel, and quickly drawn
_QUALITY: dict[str, dict[str, int]] = {
    "webp": {"quality": 80, "method": 3},
    "avif": {"quality": 55, "speed": 9},
    "jpeg": {"quality": 85},
}


class SceneFiles(NamedTuple):
    """A scene as the file that is kept, its size, and the files that pages ask for by name, with their sizes."""

    whole: bytes
    size: tuple[int, int]
    sizes: dict[str, bytes]
    pixels: dict[str, tuple[int, int]]


def draw_files(name: str) -> SceneFiles:
    """Draw a scene and write its files; never larger than it was drawn."""
    drawn = draw_scene(name, WIDTH)
    sizes: dict[str, bytes] = {}
    pixels: dict[str, tuple[int, int]] = {}
    for file, spec in SPECS.items():
        if not file.startswith(("wide", "card", SHARE)):
            continue
        cropped = _filled(drawn, spec)
        kind = kind_of(file).rpartition("/")[2]
        sizes[file], pixels[file] = _written(cropped, kind), cropped.size
    return SceneFiles(_written(drawn, "webp"), drawn.size, sizes, pixels)


def _filled(drawn: Image.Image, spec: str) -> Image.Image:
    """Return the middle of a picture in the proportions of a 'fill-WxH' of Wagtail's."""
    width, height = (int(number) for number in spec.partition("|")[0].removeprefix("fill-").split("x"))
    share = min(1, drawn.width / width, drawn.height / height)
    return ImageOps.fit(drawn, (round(width * share), round(height * share)), Image.Resampling.LANCZOS)


def _written(drawn: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    drawn.save(out, kind.upper(), **_QUALITY[kind])
    return out.getvalue()
