"""Scenes with fire and metal."""

import math

from portal.demo.portraits.canvas import Canvas, mix

from .shapes import BLUE, CREAM, DEEP, DEEP_2, MOSS, OCHRE, RED, RUST, SAND, STEEL, STEEL_2, WALL, box, rounded, ticks


def kiln(canvas: Canvas) -> None:
    """A brick kiln with its door open, pots glowing on the shelves."""
    box(canvas, 0, 0, 900, 640, "#241610")
    canvas.disc((450, 340), 430, "#3a2016")
    canvas.disc((450, 350), 330, "#532a18")
    box(canvas, 0, 560, 900, 80, "#160d09")
    box(canvas, 400, 0, 100, 90, "#7c3a20")
    for row in range(14):
        y = 70 + row * 35
        for column in range(-1, 7):
            x = 190 + column * 90 + (45 if row % 2 else 0)
            left, right = max(x, 190), min(x + 84, 710)
            if right - left > 12:
                shade = mix("#b5673c", "#8f4a28", ((row * 7 + column * 5) % 9) / 9)
                box(canvas, left, y, right - left, 30, shade)
    for size, colour in ((190, "#5a1f0c"), (172, "#d8480f"), (150, "#f07a1e"), (122, "#f9b13f"), (88, "#ffe08a")):
        canvas.fill(
            f"M{450 - size} 560V{330}Q{450 - size} {330 - size} 450 {330 - size}Q{450 + size} {330 - size} {450 + size} 330V560Z",
            colour,
        )
    for y in (388, 474, 552):
        box(canvas, 288, y, 324, 12, "#7a2609")
    _pots(canvas)
    _cones(canvas)
    canvas.stroke("M742 560V190Q742 150 782 150H812", STEEL_2, 10)
    canvas.disc((822, 150), 46, STEEL)
    canvas.disc((822, 150), 37, "#fbfaf5")
    canvas.stroke("M822 150L846 128", RED, 6)
    for step in range(9):
        turn = math.pi * (0.75 + step * 1.5 / 8)
        canvas.stroke(
            f"M{822 + 29 * math.cos(turn):.1f} {150 + 29 * math.sin(turn):.1f}L{822 + 35 * math.cos(turn):.1f} {150 + 35 * math.sin(turn):.1f}",
            DEEP,
            3,
        )


def _pots(canvas: Canvas) -> None:
    dark, lit = "#a03a0c", "#d9641b"
    for x, y, tall, wide in ((330, 388, 62, 30), (404, 388, 44, 34), (482, 388, 78, 26), (560, 388, 52, 34),
                             (346, 474, 58, 38), (450, 474, 66, 32), (548, 474, 48, 42),
                             (330, 552, 48, 30), (408, 552, 62, 32), (492, 552, 50, 40), (572, 552, 60, 26)):  # fmt: skip
        neck = wide * 0.55
        shape = f"M{x - neck} {y - tall}H{x + neck}Q{x + neck} {y - tall * 0.75} {x + wide} {y - tall * 0.45}Q{x + wide} {y - 6} {x + neck} {y}H{x - neck}Q{x - wide} {y - 6} {x - wide} {y - tall * 0.45}Q{x - neck} {y - tall * 0.75} {x - neck} {y - tall}Z"
        canvas.fill(shape, dark)
        canvas.fill(
            f"M{x - neck} {y - tall}H{x}V{y}H{x - neck}Q{x - wide} {y - 6} {x - wide} {y - tall * 0.45}Q{x - neck} {y - tall * 0.75} {x - neck} {y - tall}Z",
            lit,
        )


def _cones(canvas: Canvas) -> None:
    box(canvas, 40, 470, 130, 16, "#7c3a20")
    for x, height, colour in ((58, 66, SAND), (98, 92, OCHRE), (138, 54, MOSS)):
        canvas.fill(
            f"M{x - 26} 470Q{x - 30} {470 - height} {x} {470 - height}Q{x + 30} {470 - height} {x + 26} 470Z", colour
        )
        canvas.fill(f"M{x} {470 - height}Q{x + 30} {470 - height} {x + 26} 470H{x}Z", mix(colour, "#241610", 0.3))
    box(canvas, 52, 486, 10, 74, "#7c3a20")
    box(canvas, 148, 486, 10, 74, "#7c3a20")


def lathe(canvas: Canvas) -> None:
    """A lathe taking a long curl off a bar."""
    box(canvas, 0, 0, 900, 640, WALL)
    canvas.polygon([(560, 0), (700, 0), (860, 470), (330, 470)], "#eef3e6")
    canvas.disc((630, 0), 74, DEEP)
    canvas.disc((630, 0), 46, CREAM)
    box(canvas, 0, 560, 900, 80, DEEP)
    ticks(canvas, 0, 560, 900, MOSS)
    rounded(canvas, 60, 452, 780, 66, 10, DEEP_2)
    box(canvas, 60, 452, 780, 14, STEEL)
    box(canvas, 110, 518, 120, 44, DEEP)
    box(canvas, 660, 518, 120, 44, DEEP)
    rounded(canvas, 60, 190, 210, 270, 22, DEEP)
    rounded(canvas, 84, 216, 110, 70, 10, "#eef3e6")
    for x, colour in ((110, RED), (140, OCHRE), (170, MOSS)):
        canvas.disc((x, 316), 11, colour)
    canvas.stroke("M96 270L120 240L140 256L182 228", RED, 5)
    box(canvas, 330, 300, 390, 52, STEEL)
    box(canvas, 330, 300, 390, 16, "#eef3f0")
    box(canvas, 330, 340, 390, 12, STEEL_2)
    box(canvas, 330, 308, 158, 36, "#dfe7e4")
    _chuck(canvas)
    rounded(canvas, 716, 276, 104, 180, 14, DEEP)
    canvas.polygon([(716, 300), (690, 326), (716, 352)], STEEL_2)
    canvas.disc((846, 326), 30, STEEL_2)
    canvas.disc((846, 326), 14, DEEP)
    rounded(canvas, 440, 410, 120, 46, 6, BLUE)
    rounded(canvas, 464, 366, 76, 48, 6, STEEL_2)
    canvas.polygon([(478, 366), (478, 346), (490, 338), (510, 366)], RED)
    _curl(canvas)


def _chuck(canvas: Canvas) -> None:
    rounded(canvas, 262, 236, 52, 180, 10, STEEL_2)
    box(canvas, 306, 252, 30, 150, STEEL)
    for y in (262, 308, 354):
        box(canvas, 318, y, 44, 34, DEEP_2)
    for y in range(246, 410, 16):
        box(canvas, 262, y, 52, 3, "#6d8284")


def _curl(canvas: Canvas) -> None:
    points, x, y = [], 484.0, 338.0
    for step in range(150):
        turn = step / 8
        size = 12 + step * 0.34
        points.append((x + step * 0.75 + size * math.sin(turn), y - step * 1.15 - size * (1 - math.cos(turn)) * 0.6))
    canvas.line(points, RUST, 9)
    canvas.line([(a - 2, b - 2) for a, b in points], OCHRE, 5)
    for a, b in ((392, 520), (426, 536), (470, 530), (540, 538), (580, 524)):
        canvas.stroke(f"M{a} {b}q10 -14 22 0q-8 10 -14 2", OCHRE, 4)
