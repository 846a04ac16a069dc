"""The sample university's certificate, drawn: an invention, like the university."""

import math

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1600, 900  # as wide as pages show it
PAPER, INK, GREEN, PALE, RED = "#fbfaf5", "#14231b", "#143528", "#d3dfca", "#b03109"
_MARGIN = 40
_SEAL = (1330, 640)
_LINES = (
    # words, size, height of the middle, colour
    ("The Technician Commitment", 84, 250, GREEN),
    ("University of Wexcombe", 60, 400, INK),
    ("has signed, and will be held to", 32, 480, INK),
    ("visibility, recognition, career development, sustainability", 34, 530, INK),
    ("Wednesday 12 June 2019", 36, 620, INK),
)
_SIGNED_BY = ((330, "for the university"), (800, "for its technicians"))


def draw_certificate() -> Image.Image:
    """Return the certificate: paper with a ruled border, words, a seal and two signatures."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(sheet)
    _border(draw)
    for words, size, middle, colour in _LINES:
        draw.text((WIDTH / 2, middle), words, colour, ImageFont.load_default(size), anchor="mm")
    for number, (x, words) in enumerate(_SIGNED_BY):
        _signature(draw, x, 760, number)
        draw.line((x - 150, 790, x + 150, 790), INK, 2)
        draw.text((x, 815), words, INK, ImageFont.load_default(24), anchor="mm")
    _seal(draw)
    return sheet


def _border(draw: ImageDraw.ImageDraw) -> None:
    """Draw two frames, and the ticks of a steel rule along the upper one."""
    draw.rectangle((_MARGIN, _MARGIN, WIDTH - _MARGIN, HEIGHT - _MARGIN), outline=GREEN, width=14)
    draw.rectangle((_MARGIN + 26, _MARGIN + 26, WIDTH - _MARGIN - 26, HEIGHT - _MARGIN - 26), outline=GREEN, width=2)
    top = _MARGIN + 28
    for tick, x in enumerate(range(top, WIDTH - top, 12)):
        length = 36 if tick % 10 == 0 else 24 if tick % 5 == 0 else 14
        draw.line((x, top, x, top + length), GREEN, 2)
    draw.rectangle((WIDTH / 2 - 36, 140, WIDTH / 2 + 36, 148), fill=RED)


def _seal(draw: ImageDraw.ImageDraw) -> None:
    """Draw a toothed wheel with a year in it."""
    x, y = _SEAL
    teeth = 28
    outline = [
        (x + radius * math.cos(angle), y + radius * math.sin(angle))
        for step in range(teeth * 4)
        for angle in [2 * math.pi * step / (teeth * 4)]
        for radius in [118 if step % 4 in {0, 1} else 104]
    ]
    draw.polygon(outline, fill=RED)
    draw.ellipse((x - 88, y - 88, x + 88, y + 88), outline=PAPER, width=4)
    draw.text((x, y - 22), "signed", PAPER, ImageFont.load_default(34), anchor="mm")
    draw.text((x, y + 22), "2019", PAPER, ImageFont.load_default(50), anchor="mm")


def _signature(draw: ImageDraw.ImageDraw, x: int, y: int, number: int) -> None:
    """Draw somebody's hand: a wave that is nobody's name."""
    points = [
        (x - 120 + step, y - (22 + 10 * number) * math.sin(step / (11 + 5 * number)) * math.cos(step / 47) - step / 12)
        for step in range(0, 240, 2)
    ]
    draw.line(points, INK, 4, joint="curve")
