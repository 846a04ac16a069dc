"""Scenes indoors: a magnet, computers, a ward to practise in."""

import math

from portal.demo.portraits.canvas import Canvas, mix

from .shapes import (
    BLUE,
    CREAM,
    DEEP,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    RED,
    SAGE,
    SAND,
    STEEL,
    STEEL_2,
    WALL,
    box,
    rounded,
    ticks,
)


def magnet(canvas: Canvas) -> None:
    """A superconducting magnet, its field drawn around it, boiling off a little helium."""
    box(canvas, 0, 0, 900, 640, NIGHT)
    for number in range(8):
        wide, tall = 120 + number * 62, 150 + number * 40
        colour = mix("#2f6d77", NIGHT, number / 9)
        for side in (-1, 1):
            x = 450 + side * 6
            canvas.stroke(
                f"M{x} {330 - tall * 0.9:.0f}C{x + side * wide} {330 - tall:.0f} {x + side * wide} {330 + tall:.0f} {x} {330 + tall * 0.9:.0f}",
                colour,
                4,
            )
    box(canvas, 0, 566, 900, 74, "#08191d")
    ticks(canvas, 0, 566, 900, "#3a6a70")
    for x in (330, 548):
        canvas.polygon(
            [(x, 470), (x + 22, 470), (x + (-16 if x < 450 else 38), 580), (x + (-44 if x < 450 else 66), 580)], STEEL_2
        )
    rounded(canvas, 300, 170, 300, 330, 44, STEEL)
    box(canvas, 336, 170, 46, 330, "#eaf0ee")
    box(canvas, 520, 172, 80, 326, "#a9bab9")
    rounded(canvas, 560, 176, 40, 320, 20, STEEL_2)
    for y in (236, 416):
        box(canvas, 300, y, 300, 10, STEEL_2)
    rounded(canvas, 330, 132, 240, 56, 18, STEEL_2)
    box(canvas, 350, 132, 60, 40, STEEL)
    for x, height in ((372, 74), (450, 104), (528, 74)):
        box(canvas, x - 15, 140 - height, 30, height, STEEL)
        box(canvas, x + 3, 140 - height, 12, height, STEEL_2)
        box(canvas, x - 21, 134 - height, 42, 12, MOSS)
    for x, y, size in ((372, 44, 20), (394, 22, 26), (528, 40, 22), (552, 16, 28), (506, 12, 18), (350, 8, 18)):
        canvas.polygon([(x + size * math.cos(t / 6), y + size * math.sin(t / 6)) for t in range(38)], PAPER, 0.5)
    canvas.disc((450, 320), 58, DEEP)
    canvas.disc((450, 320), 50, PAPER)
    canvas.stroke("M412 330H430L438 300L450 346L460 312L466 330H488", RED, 5)
    box(canvas, 424, 500, 52, 70, BLUE)
    box(canvas, 436, 510, 28, 40, "#9cc5c4")
    _steps(canvas)
    canvas.stroke("M600 250H720V566", OCHRE, 8)
    rounded(canvas, 690, 420, 130, 146, 10, "#1d4350")
    box(canvas, 706, 438, 98, 54, "#9cc5c4")
    canvas.stroke("M712 480H726L732 452L740 484L748 444L756 482L764 470L798 480", DEEP, 3)
    for x in (716, 742, 768, 794):
        canvas.disc((x, 520), 7, OCHRE)


def _steps(canvas: Canvas) -> None:
    for step in range(4):
        box(canvas, 120 + step * 34, 524 - step * 42, 170 - step * 34, 12, SAND)
        box(canvas, 120 + step * 34, 536 - step * 42, 8, 42, "#b6905d")
    canvas.stroke("M112 500L262 316H296", SAND, 7)
    box(canvas, 280, 398, 8, 180, "#b6905d")


def racks(canvas: Canvas) -> None:
    """A row of racks, one open, warm air led away above."""
    box(canvas, 0, 0, 900, 640, "#13343f")
    box(canvas, 0, 0, 900, 96, "#0e2830")
    canvas.stroke("M0 56H900", RED, 22)
    canvas.stroke("M0 50H900", "#e5683f", 5)
    for x in (118, 338, 558, 778):
        canvas.stroke(f"M{x} 60V110", RED, 16)
    box(canvas, 0, 560, 900, 80, "#0a1f26")
    for x in range(-400, 1300, 110):
        canvas.stroke(f"M450 470L{x} 640", "#1d4350", 3)
    for rack in range(4):
        _rack(canvas, 34 + rack * 220, rack)
    canvas.stroke("M250 560C300 600 360 590 420 604C480 618 560 596 600 560", OCHRE, 7)


def _rack(canvas: Canvas, x: float, number: int) -> None:
    rounded(canvas, x, 104, 172, 474, 8, "#06161b")
    box(canvas, x + 12, 118, 148, 446, "#1f4a56")
    for row in range(17):
        y = 124 + row * 26
        if number == 2 and row in (7, 8):
            box(canvas, x + 12, y, 148, 24, "#0a1f26")
            canvas.stroke(f"M{x + 24} {y + 4}c30 30 60 -10 120 16", RED, 4)
            continue
        box(canvas, x + 16, y, 140, 21, mix("#2f6270", "#1d4350", ((row * 5 + number * 3) % 7) / 7))
        box(canvas, x + 16, y, 140, 4, "#3f7a89")
        for light in range(4):
            lit = (row * 3 + light * 5 + number * 7) % 6
            canvas.disc((x + 28 + light * 13, y + 13), 3.4, (MOSS, OCHRE, "#17343c", CREAM, "#17343c", MOSS)[lit])
        for slot in range(5):
            box(canvas, x + 92 + slot * 12, y + 8, 7, 9, "#0e2b33")


def ward(canvas: Canvas) -> None:
    """A bed with nobody in it who could fall ill: a ward to practise in, watched from behind glass."""
    box(canvas, 0, 0, 900, 640, "#e7eddf")
    box(canvas, 0, 0, 900, 300, WALL)
    box(canvas, 0, 540, 900, 100, SAGE)
    ticks(canvas, 0, 540, 900, DEEP)
    rounded(canvas, 70, 60, 300, 180, 8, DEEP)
    box(canvas, 82, 72, 276, 156, "#2f5d6b")
    canvas.polygon([(82, 72), (170, 72), (110, 228), (82, 228)], "#6c8a86", 0.6)
    canvas.polygon([(200, 72), (240, 72), (180, 228), (140, 228)], "#6c8a86", 0.45)
    canvas.disc((300, 168), 26, NIGHT)
    canvas.fill("M252 228Q256 196 300 194Q344 196 348 228Z", NIGHT)
    for x, sway in ((560, 0), (620, 12), (680, 0), (740, 10), (800, 4), (860, 12)):
        canvas.fill(
            f"M{x} 40H{x + 62}V{430 - sway}Q{x + 30} {450 - sway} {x} {430 - sway}Z",
            mix(MOSS, PAPER, 0.25 if (x // 20) % 2 else 0.45),
        )
    box(canvas, 540, 32, 360, 12, DEEP)
    _bed(canvas)
    _monitor(canvas)


def _bed(canvas: Canvas) -> None:
    box(canvas, 170, 440, 520, 26, STEEL_2)
    for x in (210, 630):
        box(canvas, x, 466, 12, 74, STEEL_2)
        canvas.disc((x + 6, 548), 16, DEEP)
    canvas.fill("M176 440L150 300H188L226 440Z", STEEL)
    canvas.fill("M190 436L166 330Q180 300 214 310L300 396H690V440H190Z", PAPER)
    rounded(canvas, 172, 306, 96, 64, 26, "#ffffff")
    canvas.disc((238, 322), 40, SAND)
    canvas.fill("M262 350Q330 352 370 392H300L250 360Z", SAND)
    canvas.fill("M330 384Q420 342 520 376Q620 384 690 396V440H316Z", BLUE)
    canvas.fill("M330 384Q420 342 520 376Q560 380 600 384L590 400Q450 372 330 404Z", "#4a7c8c")
    canvas.stroke("M226 314q8 5 16 0", DEEP, 3)
    canvas.stroke("M250 330q6 4 10 0", RED, 4)
    box(canvas, 690, 360, 14, 190, STEEL_2)


def _monitor(canvas: Canvas) -> None:
    box(canvas, 446, 196, 10, 344, STEEL_2)
    box(canvas, 410, 530, 84, 12, DEEP)
    rounded(canvas, 390, 96, 190, 136, 10, DEEP)
    box(canvas, 402, 108, 166, 112, NIGHT)
    canvas.stroke("M408 146H436L444 122L454 168L464 134L470 146H500L508 122L518 168L528 134L534 146H562", MOSS, 4)
    canvas.stroke("M408 188Q422 164 436 188Q450 206 464 188Q478 164 492 188Q506 206 520 188Q534 164 562 188", OCHRE, 4)
    canvas.stroke("M446 250C400 290 330 270 290 340", RED, 4)
