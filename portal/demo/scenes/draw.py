"""The scenes by name, and drawing one at a width."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from portal.demo.portraits.canvas import Canvas

from . import outdoors, rooms, workshop
from .svg import draw_file, frame_of

FRAME = (900, 640)
_FILES = Path(__file__).resolve().parents[1] / "data" / "scenes"
_MADE: dict[str, Callable[[Canvas], None]] = {
    "kiln": workshop.kiln,
    "lathe": workshop.lathe,
    "magnet": rooms.magnet,
    "racks": rooms.racks,
    "ward": rooms.ward,
    "greenhouse": outdoors.greenhouse,
    "boat": outdoors.boat,
}
SCENES = (*sorted(path.stem for path in _FILES.glob("*.svg")), *_MADE)


def draw_scene(name: str, width: int) -> Image.Image:
    """Return a scene as a picture of this width; its height follows from its frame."""
    if name in _MADE:
        canvas = Canvas(width, FRAME)
        _MADE[name](canvas)
    else:
        file = _FILES / f"{name}.svg"
        canvas = Canvas(width, frame_of(file))
        draw_file(canvas, file)
    return canvas.finish()
