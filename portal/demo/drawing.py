"""Drawing in another process: nothing of Django is imported here, so that a worker starts at once."""

from io import BytesIO
from typing import Any

from portal.demo.portraits import PortraitSpec, draw_portrait


def draw_portrait_file(table: dict[str, Any]) -> bytes:
    """Return the drawing as a BMP file: it is read again at once, so packing it would only cost time."""
    file = BytesIO()
    draw_portrait(PortraitSpec.from_table(table)).save(file, "BMP")
    return file.getvalue()
