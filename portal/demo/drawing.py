"""Drawing in another process: Django is not started here, so that a worker begins at once."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, NamedTuple

from portal.core.picture_files import CleanPicture, kept_as
from portal.demo.portraits import PortraitSpec, draw_portrait
from portal.demo.scene_files import SceneFiles, draw_files
from profiles.photo_frames import whole_frame
from profiles.photo_sizes import Sizes, in_sizes

WIDTH = 640  # pixels: pages show a portrait 360 wide at most, and every pixel more makes the first start longer


class DrawnPhoto(NamedTuple):
    """A portrait as the file that is kept, and in the sizes that pages ask for."""

    picture: CleanPicture
    sizes: Sizes


def draw_photo(table: dict[str, Any]) -> DrawnPhoto:
    """Draw the portrait that a table describes, and write its files."""
    drawn = draw_portrait(PortraitSpec.from_table(table), WIDTH)
    return DrawnPhoto(kept_as(drawn), in_sizes(drawn, whole_frame(*drawn.size)))


class Drawings(NamedTuple):
    """What is being drawn, each in its order: portraits, and the pictures of stories."""

    photos: Iterator[DrawnPhoto]
    scenes: Iterator[SceneFiles]


@contextmanager
def drawing_beside(tables: list[dict[str, Any]], scenes: list[str]) -> Iterator[Drawings]:
    """Draw portraits and scenes in other processes from now on, while something else is done.

    What was not asked for by the end is not drawn.
    """
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        try:
            yield Drawings(pool.map(draw_photo, tables, chunksize=4), pool.map(draw_files, scenes))
        finally:
            pool.shutdown(cancel_futures=True)
