"""Things that people hold, drawn about the hand: the origin is the palm, up is up on screen."""

from portal.demo.portraits.canvas import Canvas, Point, rotate_about, shift
from portal.demo.portraits.palette import BRASS, INK, PAPER, RED_LEAD, STEEL

_GLASS = "#dfe9e2"
_WOOD = "#9a6a3c"

Shape = tuple[str, str]
Line = tuple[str, str, float]

# name: (shapes, lines, leans with the hand)
HELD: dict[str, tuple[tuple[Shape, ...], tuple[Line, ...]]] = {
    "mug": (
        (("M-36 -34H30V46C30 58 -36 58 -36 46Z", PAPER), ("M0 -34H30V46C30 54 12 56 0 55Z", "#cfd2c4"), ("M-36 -34H30V-24H-36Z", "#5b3b20")),
        (("M-36 -34H30V46C30 58 -36 58 -36 46Z", INK, 3), ("M-26 -48q-6 -10 0 -18M-4 -48q-6 -10 0 -18M16 -48q-6 -10 0 -18", PAPER, 4)),
    ),
    "flask": (
        (("M-14 -92H14V-40L46 44C50 56 42 62 32 62H-32C-42 62 -50 56 -46 44L-14 -40Z", _GLASS), ("M-32 8H32L46 44C50 56 42 62 32 62H-32C-42 62 -50 56 -46 44Z", RED_LEAD), ("M-20 -98H20V-88H-20Z", PAPER)),
        (("M-14 -88V-40L-46 44C-50 56 -42 62 -32 62H32C42 62 50 56 46 44L14 -40V-88M-20 -93H20", INK, 3.5), ("M-8 -70V-36", PAPER, 4)),
    ),
    "pipette": (
        (("M-9 -20H9L11 -84H-11Z", PAPER), ("M-14 -84H14V-96H-14Z", STEEL), ("M-5 -112H5V-96H-5Z", RED_LEAD), ("M-7 -20H7L3 70H-3Z", STEEL), ("M-4 70H4L1 112H-1Z", _GLASS)),
        (("M-9 -20H9L11 -84H-11ZM-7 -20L-3 70M7 -20L3 70", INK, 3),),
    ),
    "spanner": (
        (("M-9 -96L-9 90H9L9 -96Z", STEEL), ("M-30 -130C-34 -104 -20 -88 0 -88C20 -88 34 -104 30 -130L14 -138V-112H-14V-138Z", STEEL), ("M0 -88H9V90H0Z", "#74827e")),
        (("M-30 -130C-34 -104 -20 -88 -9 -88M30 -130C34 -104 20 -88 9 -88M-30 -130L-14 -138V-112H14V-138L30 -130", INK, 3.4),),
    ),
    "screwdriver": (
        (("M-4 -26H4V-128H-4Z", STEEL), ("M-13 -30C-16 6 -14 40 -10 62H10C14 40 16 6 13 -30Z", RED_LEAD), ("M2 -30H13C16 6 14 40 10 62H2Z", "#8f2a0a")),
        (("M-4 -128H4", INK, 3),),
    ),
    "clipboard": (
        (("M-88 -118H62V74H-88Z", _WOOD), ("M-78 -104H52V64H-78Z", PAPER), ("M-38 -128H12V-108H-38Z", STEEL)),
        (("M-64 -80H30M-64 -58H38M-64 -36H12M-64 -14H34", "#7d8a86", 4), ("M-38 -128H12V-108H-38Z", INK, 3)),
    ),
    "camera": (
        (("M-70 -46H66V40H-70Z", "#2c302e"), ("M-26 -62H26L34 -46H-34Z", "#2c302e"), ("M-70 -30H66V-20H-70Z", STEEL)),
        (("M-70 -46H66V40H-70Z", INK, 3), ("M44 -37h8", RED_LEAD, 8)),
    ),
    "seedling": (
        (("M-34 -6H34L26 54H-26Z", "#b8482a"), ("M2 -6H34L26 54H2Z", "#8f3620"), ("M-40 -18H40V0H-40Z", "#b8482a"), ("M0 -60C-30 -58 -46 -78 -44 -96C-20 -94 -4 -84 0 -60Z", "#6f9a58"), ("M0 -70C26 -72 42 -92 38 -112C14 -108 0 -96 0 -70Z", "#5d7f4a")),
        (("M0 -18V-76", "#4d6a3c", 5), ("M-40 -18H40M-30 -84Q-14 -76 -2 -62M28 -100Q12 -90 2 -74", INK, 2.6)),
    ),
    "brush": (
        (("M-5 -20H5L3 96H-3Z", _WOOD), ("M-8 -44H8V-18H-8Z", STEEL), ("M-10 -44C-16 -70 -8 -92 2 -112C10 -90 16 -70 10 -44Z", "#c2370b")),
        (("M-8 -32H8", INK, 2.4),),
    ),
    "book": (
        (("M-84 -84H54V62H-84Z", "#24503d"), ("M-84 -84H-66V62H-84Z", "#143528"), ("M-50 -54H40V-26H-50Z", BRASS)),
        (("M-84 -84H54V62H-84Z", INK, 3), ("M-40 -40H30", INK, 3)),
    ),
    "tablet": (
        (("M-80 -100H50V70H-80Z", "#2c302e"), ("M-70 -88H40V56H-70Z", "#a9c7d3"), ("M-60 20L-34 -14L-14 6L12 -40L30 -20V46H-60Z", "#2f5d6b")),
        (("M-60 -70H-10M-60 -58H-24", PAPER, 4),),
    ),
    "cable": (
        (),
        (("M0 -64C40 -64 58 -34 58 -4C58 30 34 54 0 54C-34 54 -58 30 -58 -4C-58 -34 -40 -64 0 -64Z", "#2c302e", 9), ("M0 -52C34 -52 46 -28 46 -4C46 24 28 42 0 42C-28 42 -46 24 -46 -4C-46 -28 -34 -52 0 -52Z", "#4a5450", 8), ("M-34 48C-50 70 -40 96 -52 120", "#2c302e", 8), ("M-20 -58V-36M20 -58V-36", RED_LEAD, 9)),
    ),
    "fish_net": (
        (("M-38 -120H38L28 -52C18 -30 -18 -30 -28 -52Z", _GLASS),),
        (("M-40 -120H40", INK, 6), ("M0 -36V80", _WOOD, 9), ("M-26 -112L-14 -44M-8 -116L-4 -38M12 -116L8 -38M28 -112L18 -46M-34 -96H34M-30 -74H30M-26 -54H26", "#7d8a86", 2.4)),
    ),
    "bobbin": (
        (("M-26 -30H26V38H-26Z", "#c2370b"), ("M2 -30H26V38H2Z", "#8f2a0a"), ("M-36 -46H36V-30H-36Z", _WOOD), ("M-36 38H36V54H-36Z", _WOOD)),
        (("M-26 -16L26 -8M-26 0L26 8M-26 16L26 24", "#e08a63", 2.6), ("M26 10C60 30 40 80 70 110", "#c2370b", 3)),
    ),
    "white_cane": (
        (),
        (("M0 -66V260", PAPER, 11), ("M0 150V260", RED_LEAD, 11), ("M0 -66V26", "#2c302e", 14), ("M0 -66q-14 20 -26 6", "#2c302e", 3)),
    ),
    "crutch": (
        (("M-26 -132C-30 -160 30 -160 26 -132L20 -108H8L12 -134H-12L-8 -108H-20Z", "#2c302e"),),
        (("M0 -118V260", STEEL, 12), ("M-22 0H22", "#2c302e", 16)),
    ),
    "gauge": (
        (("M-8 30H8V96H-8Z", STEEL),),
        (("M0 30V96", INK, 2),),
    ),
}  # fmt: skip


def draw_held(canvas: Canvas, item: str, wrist: Point, angle: float) -> None:
    """Draw the thing upright in a hand whose wrist and angle are given; the hand is drawn over it."""
    shapes, lines = HELD[item]
    with canvas.under(shift(*wrist), rotate_about((0, 0), angle), shift(0, 22), rotate_about((0, 0), -angle)):
        for path, colour in shapes:
            canvas.fill(path, colour)
        for path, colour, width in lines:
            for part in path.replace("M", "|M").split("|"):
                if part:
                    canvas.stroke(part, colour, width)
        if item == "camera":
            canvas.disc((0, -2), 34, INK)
            canvas.disc((0, -2), 24, "#2f5d6b")
            canvas.disc((-7, -9), 8, "#a9c7d3")
        elif item == "gauge":
            canvas.disc((0, -12), 50, INK)
            canvas.disc((0, -12), 44, PAPER)
            canvas.stroke("M0 -12L24 -36", RED_LEAD, 5)
            canvas.stroke("M-34 -12h8M26 -12h8M0 -46v8M-24 -36l5 5", INK, 3)
