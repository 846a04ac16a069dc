"""What scenes are built of: boxes, and the colours of the look."""

from portal.demo.portraits.canvas import Canvas, Colour

PAPER, WALL, SAGE, MOSS = "#fbfaf5", "#d3dfca", "#a8c0ae", "#8fae93"
DEEP, DEEP_2, NIGHT = "#143528", "#24503d", "#0e2b33"
BLUE, STEEL, STEEL_2 = "#2c5566", "#c9d4d2", "#8ea3a4"
RED, RUST, OCHRE, SAND, CREAM = "#c2370b", "#9c2c08", "#d9a347", "#e6cba6", "#f4e3b5"


def box(canvas: Canvas, x: float, y: float, width: float, height: float, colour: Colour, alpha: float = 1.0) -> None:
    """Fill a rectangle."""
    canvas.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour, alpha)


def rounded(canvas: Canvas, x: float, y: float, width: float, height: float, radius: float, colour: Colour) -> None:
    """Fill a rectangle with round corners."""
    box(canvas, x + radius, y, width - 2 * radius, height, colour)
    box(canvas, x, y + radius, width, height - 2 * radius, colour)
    for across in (x + radius, x + width - radius):
        for down in (y + radius, y + height - radius):
            canvas.disc((across, down), radius, colour)


def ticks(canvas: Canvas, x: float, y: float, width: float, colour: Colour, step: float = 12) -> None:
    """Draw the marks of a rule hanging from a line."""
    for number in range(int(width / step) + 1):
        length = 22 if number % 10 == 0 else 15 if number % 5 == 0 else 9
        box(canvas, x + number * step, y, 2.5, length, colour)
