"""Scenes with weather."""

import math

from portal.demo.portraits.canvas import Canvas, mix

from .shapes import BLUE, CREAM, DEEP, DEEP_2, MOSS, NIGHT, OCHRE, PAPER, RED, SAGE, SAND, STEEL, WALL, box, ticks


def greenhouse(canvas: Canvas) -> None:
    """A glasshouse with rain falling into its tank and dripping to the plants."""
    box(canvas, 0, 0, 900, 640, "#dfe8d6")
    canvas.disc((690, 170), 96, OCHRE)
    canvas.disc((690, 170), 78, "#e9bd66")
    canvas.fill("M0 560V300Q0 250 40 220L450 40L860 220Q900 250 900 300V560Z", "#f1f6ee", 0.75)
    canvas.fill("M40 560V250L450 66L450 560Z", "#cfe0d3", 0.7)
    for x in range(40, 861, 82):
        top = 66 + abs(450 - x) * 0.449
        canvas.stroke(f"M{x} {top:.0f}V560", DEEP, 6 if x in (40, 450, 860) else 4)
    for shift in (0, 74, 148):
        canvas.stroke(f"M40 {250 + shift}L450 {66 + shift}L860 {250 + shift}", DEEP, 9 if not shift else 4)
    canvas.stroke("M40 330H860", BLUE, 8)
    for x in range(96, 840, 104):
        canvas.stroke(f"M{x} 330V372", BLUE, 4)
        canvas.fill(f"M{x} 384Q{x + 11} 404 {x} 412Q{x - 11} 404 {x} 384Z", "#2f6d77")
    box(canvas, 0, 560, 900, 80, DEEP)
    ticks(canvas, 0, 560, 900, MOSS)
    box(canvas, 60, 528, 780, 14, "#b6905d")
    for x in (90, 420, 790):
        box(canvas, x, 542, 16, 30, "#8a6636")
    for number, x in enumerate(range(96, 840, 104)):
        _plant(canvas, x, 528, number)


def _plant(canvas: Canvas, x: float, y: float, number: int) -> None:
    canvas.polygon([(x - 32, y - 46), (x + 32, y - 46), (x + 24, y), (x - 24, y)], RED if number % 3 else "#9c2c08")
    box(canvas, x - 36, y - 56, 72, 14, "#d8552a" if number % 3 else RED)
    leaves = 5 + number % 3
    for leaf in range(leaves):
        turn = math.pi * (0.15 + 0.7 * leaf / (leaves - 1))
        size = 62 + (number * 13 + leaf * 17) % 34
        tip = (x - math.cos(turn) * size, y - 56 - math.sin(turn) * size)
        away = (math.sin(turn) * 15, math.cos(turn) * -15)
        middle = ((x + tip[0]) / 2, (y - 56 + tip[1]) / 2)
        colour = mix(DEEP_2, MOSS, ((leaf * 3 + number) % 5) / 5)
        canvas.fill(
            f"M{x:.0f} {y - 54}Q{middle[0] + away[0]:.0f} {middle[1] + away[1]:.0f} {tip[0]:.0f} {tip[1]:.0f}"
            f"Q{middle[0] - away[0]:.0f} {middle[1] - away[1]:.0f} {x:.0f} {y - 54}Z",
            colour,
        )
    if number % 3 == 1:
        canvas.disc((x, y - 122), 13, OCHRE)
        canvas.disc((x, y - 122), 6, "#9c2c08")


def boat(canvas: Canvas) -> None:
    """A small research boat lowering an instrument at dusk."""
    box(canvas, 0, 0, 900, 640, "#e9c79a")
    box(canvas, 0, 0, 900, 110, "#a8c0ae")
    box(canvas, 0, 110, 900, 80, "#c8c9a4")
    canvas.disc((206, 300), 92, RED)
    for y, shade in ((250, 0.0), (284, 0.2), (312, 0.4)):
        box(canvas, 90, y, 240, 6 + shade * 18, "#e9c79a")
    canvas.fill("M520 330Q640 270 900 262V340H520Z", SAGE)
    canvas.fill("M640 330Q760 296 900 290V340H640Z", MOSS)
    box(canvas, 0, 326, 900, 320, BLUE)
    _hull(canvas)
    for row in range(8):
        y = 402 + row * 34
        colour = mix("#2f6d77", NIGHT, row / 7)
        top = "".join(
            f"Q{x + 37} {y - 22} {x + 75} {y}Q{x + 112} {y + 16} {x + 150} {y}" for x in range(-60 - row * 20, 960, 150)
        )
        canvas.fill(f"M{-60 - row * 20} 640V{y}{top}V640Z", colour)
    canvas.stroke("M716 250V540", CREAM, 3)
    canvas.disc((716, 566), 30, OCHRE)
    box(canvas, 690, 540, 52, 10, PAPER)
    for x in (694, 706, 718, 730):
        box(canvas, x, 550, 7, 34, STEEL)
    canvas.disc((716, 596), 12, RED)


def _hull(canvas: Canvas) -> None:
    canvas.fill("M250 340H700L660 430H306Z", DEEP)
    canvas.fill("M244 326H708L700 348H252Z", RED)
    box(canvas, 330, 226, 170, 102, PAPER)
    canvas.fill("M318 226H520L500 204H338Z", DEEP_2)
    for x in (350, 402, 452):
        box(canvas, x, 246, 34, 30, "#9cc5c4")
        canvas.polygon([(x, 246), (x + 16, 246), (x, 276)], PAPER, 0.5)
    box(canvas, 404, 120, 8, 86, DEEP)
    canvas.fill("M412 124H470L456 140L470 156H412Z", OCHRE)
    canvas.stroke("M604 330L660 200H716V250", DEEP, 12)
    canvas.stroke("M664 330L700 204", DEEP, 8)
    canvas.disc((716, 206), 15, OCHRE)
    canvas.disc((556, 306), 24, SAND)
    canvas.disc((556, 306), 11, DEEP)
    canvas.stroke("M560 286L712 200", CREAM, 3)
    box(canvas, 252, 286, 60, 40, WALL)
