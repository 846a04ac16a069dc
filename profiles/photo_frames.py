"""The part of a photo that pages show: a frame of 5 by 6, laid on it by three numbers that anybody can set.

`size` is the frame's size in percent of the largest that fits; `across` and `down` say where in the room that is left
it lies, from 0 (left, top) to 100 (right, bottom).
"""

from typing import NamedTuple

SMALLEST = 25  # percent of the largest frame


class Frame(NamedTuple):
    """A part of a picture, in its pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom."""
        return self.left, self.top, self.left + self.width, self.top + self.height


class Choice(NamedTuple):
    """A frame as somebody sets it."""

    across: int
    down: int
    size: int


DEFAULT = Choice(50, 20, 100)  # faces are rather at the top than in the middle


def _largest(width: int, height: int) -> tuple[int, int]:
    if width * 6 > height * 5:
        return max(1, height * 5 // 6), height
    return width, max(1, min(height, width * 6 // 5))


def frame_from(width: int, height: int, choice: Choice) -> Frame:
    """Return the frame that was chosen on a picture of this size."""
    widest, highest = _largest(width, height)
    frame_width, frame_height = max(1, widest * choice.size // 100), max(1, highest * choice.size // 100)
    return Frame(
        round((width - frame_width) * choice.across / 100),
        round((height - frame_height) * choice.down / 100),
        frame_width,
        frame_height,
    )


def whole_frame(width: int, height: int) -> Frame:
    """Return the largest frame, for a photo of which nobody chose a part."""
    return frame_from(width, height, DEFAULT)


def choice_of(width: int, height: int, frame: Frame) -> Choice:
    """Return how a frame would be set, to begin with when it is changed."""
    widest, _ = _largest(width, height)
    across, down = width - frame.width, height - frame.height
    return Choice(
        round(100 * frame.left / across) if across else DEFAULT.across,
        round(100 * frame.top / down) if down else DEFAULT.down,
        max(SMALLEST, min(100, round(100 * frame.width / widest))),
    )
