"""Drawing in another process: nothing of Django is imported here, so that a worker starts at once."""

from io import BytesIO
from typing import Any

from portal.demo.portraits import PortraitSpec, draw_portrait


def draw_portrait_file(table: dict[str, Any]) -> bytes:
    """Return the drawing as a PNG file, hardly packed: no bitmap is taken for a photo, and it is read again at once."""
    file = BytesIO()
    draw_portrait(PortraitSpec.from_table(table)).save(file, "PNG", compress_level=1)
    return file.getvalue()
