"""Reading the part of SVG in which some scenes are kept (paths, circles, ellipses, groups), onto a canvas."""

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from portal.demo.portraits.canvas import Canvas, Point

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+")
_ARC_STEPS = 24
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "T": 2, "A": 7}


def frame_of(file: Path) -> tuple[int, int]:
    """Return width and height of a drawing, in its units."""
    _, _, width, height = _root(file).attrib["viewBox"].split()
    return int(width), int(height)


def _root(file: Path) -> Element:
    root = parse(file).getroot()
    if root is None:
        raise ValueError(f"{file} holds no drawing.")
    return root


def draw_file(canvas: Canvas, file: Path) -> None:
    """Draw all of a file."""
    _draw(canvas, _root(file), {"fill": "#000000"})


def _draw(canvas: Canvas, element: Element, above: Mapping[str, str]) -> None:
    look = {**above, **element.attrib}
    kind = element.tag.rpartition("}")[2]
    if kind in ("svg", "g"):
        inherited = {name: value for name, value in look.items() if name != "opacity"}
        for child in element:
            _draw(canvas, child, inherited)
    elif kind == "path":
        _paint(canvas, spelled_out(element.attrib["d"]), look)
    elif kind in ("circle", "ellipse"):
        _paint(canvas, _round(look, kind), look)


def _paint(canvas: Canvas, path: str, look: Mapping[str, str]) -> None:
    alpha = float(look.get("opacity", "1")) * float(look.get("fill-opacity", "1"))
    if look["fill"] != "none" and not ("stroke" in look and path.count("M") > 1 and "Z" not in path):
        canvas.fill(path, _colour(look["fill"]), alpha)
    if look.get("stroke", "none") != "none":
        canvas.stroke(path, _colour(look["stroke"]), float(look.get("stroke-width", "1")))


def _colour(colour: str) -> str:
    return "#" + "".join(letter * 2 for letter in colour[1:]) if len(colour) == 4 else colour


def _round(look: Mapping[str, str], kind: str) -> str:
    x, y = float(look["cx"]), float(look["cy"])
    across = float(look["r" if kind == "circle" else "rx"])
    down = float(look["r" if kind == "circle" else "ry"])
    points = [
        (x + across * math.cos(math.tau * step / 48), y + down * math.sin(math.tau * step / 48)) for step in range(48)
    ]
    return _line("M", points[:1]) + _line("L", points[1:]) + "Z"


def _line(command: str, points: list[Point]) -> str:
    return "".join(f"{command}{x:.2f} {y:.2f}" for x, y in points)


def spelled_out(path: str) -> str:
    """Return path data without arcs (A) and continued curves (T), which the canvas does not know, all absolute."""
    out, here, start, bend = "", (0.0, 0.0), (0.0, 0.0), None
    for command, values in _commands(path):
        kind = command.upper()
        if kind == "Z":
            out, here, bend = out + "Z", start, None
            continue
        origin = here if command.islower() else (0.0, 0.0)
        piece, end, bend = _piece(kind, values, here, origin, bend)
        out, here = out + piece, end
        if kind == "M":
            start = end
    return out


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; what follows a move without a letter is a line."""
    tokens = _TOKEN.findall(path)
    command, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        count = _TAKES.get(command.upper(), 0)
        yield command, [float(token) for token in tokens[at : at + count]]
        at += count
        command = {"M": "L", "m": "l"}.get(command, command)


def _piece(
    kind: str, values: list[float], here: Point, origin: Point, bend: Point | None
) -> tuple[str, Point, Point | None]:
    """Return a command spelled out, where it ends, and the last bend of a curve, which T goes on from."""
    if kind == "H":
        end = (values[0] + origin[0], here[1])
        return _line("L", [end]), end, None
    if kind == "V":
        end = (here[0], values[0] + origin[1])
        return _line("L", [end]), end, None
    end = (values[-2] + origin[0], values[-1] + origin[1])
    if kind == "A":
        return _line("L", _arc(here, values[0], bool(values[3]), bool(values[4]), end)), end, None
    points = [(values[i] + origin[0], values[i + 1] + origin[1]) for i in range(0, len(values), 2)]
    if kind == "T":
        near = (2 * here[0] - bend[0], 2 * here[1] - bend[1]) if bend else here
        kind, points = "Q", [near, end]
    text = kind + " ".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return text, end, points[0] if kind == "Q" else None


def _arc(begin: Point, radius: float, is_large: bool, sweeps: bool, end: Point) -> list[Point]:
    """Return points along the arc of a circle between two points (SVG 2, appendix B.2, for equal radii)."""
    middle = ((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2)
    half = math.dist(begin, end) / 2
    radius = max(radius, half)
    away = math.sqrt(radius**2 - half**2) * (-1 if is_large == sweeps else 1)
    across, down = (end[0] - begin[0]) / (2 * half), (end[1] - begin[1]) / (2 * half)
    centre = (middle[0] - away * down, middle[1] + away * across)
    first = math.atan2(begin[1] - centre[1], begin[0] - centre[0])
    turn = (math.atan2(end[1] - centre[1], end[0] - centre[0]) - first) % math.tau
    turn = turn if sweeps else turn - math.tau
    return [
        (centre[0] + radius * math.cos(first + turn * n / _ARC_STEPS),
         centre[1] + radius * math.sin(first + turn * n / _ARC_STEPS))
        for n in range(1, _ARC_STEPS + 1)
    ]  # fmt: skip
