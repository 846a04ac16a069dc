"""A small drawing surface: SVG path data in, smooth flat shapes out.

Everything is drawn in one frame (of 400 by 480 units, where no other is asked for), several times larger than asked
for, and reduced at the end: that is what makes the edges smooth, as Pillow's own shapes are not.
"""

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise

from PIL import Image, ImageDraw

FRAME_WIDTH = 400
FRAME_HEIGHT = 480
LARGE = 600  # pixels; from here on twice the size is smooth enough, below it takes three times

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Warp = Callable[[Point], Point]
Colour = str

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_TOKEN = re.compile(r"[MmLlHhVvCcQqZz]|-?\d*\.?\d+")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
_CURVE_STEPS = 18


def compose(outer: Matrix, inner: Matrix) -> Matrix:
    """The transformation that applies `inner` first and `outer` to what comes out."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def shift(x: float, y: float) -> Matrix:
    """Move by so many units."""
    return (1, 0, 0, 1, x, y)


def scale_about(centre: Point, x: float, y: float) -> Matrix:
    """Stretch about a point; a negative x mirrors."""
    return (x, 0, 0, y, centre[0] * (1 - x), centre[1] * (1 - y))


def rotate_about(centre: Point, degrees: float) -> Matrix:
    """Turn clockwise (as seen on screen) about a point."""
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = centre
    return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


def _cubic(p0: Point, p1: Point, p2: Point, p3: Point) -> list[Point]:
    points = []
    for step in range(1, _CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append(
            (
                a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
                a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
            )
        )
    return points


def _step(command: str, values: list[float], here: Point) -> list[Point]:
    """The points that one path command adds after the point `here`."""
    x, y = here
    dx, dy = (x, y) if command.islower() else (0.0, 0.0)
    kind = command.upper()
    if kind == "H":
        return [(values[0] + dx, y)]
    if kind == "V":
        return [(x, values[0] + dy)]
    pairs = [(values[i] + dx, values[i + 1] + dy) for i in range(0, len(values), 2)]
    if kind == "C":
        return _cubic(here, *pairs)
    if kind == "Q":
        (cx, cy), end = pairs
        near = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
        far = (end[0] + 2 / 3 * (cx - end[0]), end[1] + 2 / 3 * (cy - end[1]))
        return _cubic(here, near, far, end)
    return pairs


@cache
def flatten(path: str) -> tuple[tuple[tuple[Point, ...], bool], ...]:
    """Path data as polylines, each with whether it is closed. Commands: M L H V C Q Z, either case."""
    lines: list[tuple[tuple[Point, ...], bool]] = []
    points: list[Point] = []
    tokens = _TOKEN.findall(path)
    command, index = "", 0
    while index < len(tokens):
        if tokens[index].isalpha():
            command = tokens[index]
            index += 1
        count = _NUMBERS[command.upper()]
        values = [float(token) for token in tokens[index : index + count]]
        index += count
        if command in "Zz":
            lines.append((tuple(points), True))
            points = points[:1]
        elif command in "Mm":
            if len(points) > 1:
                lines.append((tuple(points), False))
            points = _step(command, values, points[-1] if points else (0.0, 0.0))
            command = "L" if command == "M" else "l"
        else:
            points += _step(command, values, points[-1])
    if len(points) > 1:
        lines.append((tuple(points), False))
    return tuple(lines)


def dashes(points: list[Point], on: float, off: float) -> list[list[Point]]:
    """A polyline cut into dashes of `on` units with gaps of `off` units."""
    pieces: list[list[Point]] = []
    current = [points[0]]
    drawing, left = True, on
    for start, end in pairwise(points):
        length = math.dist(start, end)
        done = 0.0
        while length - done > left:
            done += left
            t = done / length
            cut = (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t)
            if drawing:
                pieces.append([*current, cut])
            current = [cut]
            drawing = not drawing
            left = on if drawing else off
        left -= length - done
        current.append(end)
    if drawing and len(current) > 1:
        pieces.append(current)
    return pieces


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """The colour that lies `share` (0 to 1) of the way from one to the other."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _rgba(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return (red, green, blue, round(alpha * 255))


class Canvas:
    """Draws flat shapes given as path data, under the transformations now in force."""

    def __init__(self, width: int, frame: tuple[int, int] = (FRAME_WIDTH, FRAME_HEIGHT)) -> None:
        height = round(width * frame[1] / frame[0])
        self._size = (width, height)
        times = 2 if width >= LARGE else 3
        large = (width * times, height * times)
        self._image = Image.new("RGB", large, "#ffffff")
        self._draw = ImageDraw.Draw(self._image, "RGBA")
        self._matrix: Matrix = scale_about((0, 0), large[0] / frame[0], large[1] / frame[1])
        self._warps: tuple[Warp, ...] = ()

    def finish(self) -> Image.Image:
        """The picture at the size asked for."""
        return self._image.resize(self._size, Image.Resampling.LANCZOS)

    @contextmanager
    def under(self, *matrices: Matrix) -> Iterator[None]:
        """Draw under further transformations, the last of them nearest to the drawing."""
        before = self._matrix
        for matrix in matrices:
            self._matrix = compose(self._matrix, matrix)
        yield
        self._matrix = before

    @contextmanager
    def bent(self, warp: Warp) -> Iterator[None]:
        """Draw with each point first moved by `warp`."""
        before = self._warps
        self._warps = (warp, *before)
        yield
        self._warps = before

    def _place(self, points: tuple[Point, ...] | list[Point]) -> list[Point]:
        for warp in self._warps:
            points = [warp(point) for point in points]
        a, b, c, d, e, f = self._matrix
        return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def _pen(self, width: float) -> int:
        a, b, c, d, _, _ = self._matrix
        return max(1, round(width * math.sqrt(abs(a * d - b * c))))

    def fill(self, path: str, colour: Colour, alpha: float = 1.0) -> None:
        """Fill path data; where sub-paths overlap there is a hole (even and odd)."""
        rings = [list(points) for points, _ in flatten(path)]
        outline = rings[0]
        for ring in rings[1:]:
            # A seam out and back joins the ring: Pillow fills between pairs of edges, so it leaves no trace.
            outline = [*outline, outline[0], *ring, ring[0], outline[0]]
        self.polygon(outline, colour, alpha)

    def polygon(self, points: list[Point], colour: Colour, alpha: float = 1.0) -> None:
        """Fill a polygon given by its points."""
        self._draw.polygon(self._place(points), fill=_rgba(colour, alpha))

    def disc(self, centre: Point, radius: float, colour: Colour, *, tall: float = 1.0) -> None:
        """Fill a circle, or an ellipse `tall` times as high as it is wide."""
        x, y = centre
        turns = [math.tau * step / 40 for step in range(40)]
        self.polygon([(x + radius * math.cos(t), y + radius * tall * math.sin(t)) for t in turns], colour)

    def stroke(self, path: str, colour: Colour, width: float = 3, dash: tuple[float, float] | None = None) -> None:
        """Draw along path data with round ends; `dash` gives dash and gap in units."""
        for points, closed in flatten(path):
            line = [*points, points[0]] if closed else list(points)
            for piece in dashes(line, *dash) if dash else [line]:
                self.line(piece, colour, width)

    def line(self, points: list[Point], colour: Colour, width: float) -> None:
        """Draw a polyline with round joints and ends."""
        placed = self._place(points)
        pen = self._pen(width)
        ink = _rgba(colour, 1.0)
        self._draw.line(placed, fill=ink, width=pen, joint="curve")
        if pen > 3:
            half = pen / 2
            for x, y in (placed[0], placed[-1]):
                self._draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)
