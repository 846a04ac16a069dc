"""What is worn on the head, round the neck or on the clothes."""

from collections.abc import Callable

from portal.demo.portraits.canvas import Canvas, Colour
from portal.demo.portraits.palette import BRASS, INK, PAPER, RED_LEAD, STEEL


def _earrings(canvas: Canvas) -> None:
    for x in (135, 265):
        canvas.stroke(f"M{x} 216v8", BRASS, 3)
        canvas.disc((x, 230), 7, BRASS)


def _nose_stud(canvas: Canvas) -> None:
    canvas.disc((187, 222), 3.4, BRASS)


def _hearing_aid(canvas: Canvas) -> None:
    canvas.stroke("M132 168C120 170 117 188 121 204", "#c9b9a2", 9)
    canvas.stroke("M122 204C126 212 132 212 137 206", PAPER, 3.6)
    canvas.disc((138, 203), 5, "#c9b9a2")


def _cochlear_implant(canvas: Canvas) -> None:
    canvas.stroke("M132 168C120 170 117 188 121 206", "#4a4f52", 9)
    canvas.stroke("M124 172C112 160 112 146 124 136", "#4a4f52", 3.6)
    canvas.disc((130, 130), 15, "#4a4f52")
    canvas.disc((130, 130), 9, "#aab4b3")


def _dust_mask(canvas: Canvas) -> None:
    canvas.fill("M146 220Q200 198 254 220L250 262Q200 304 150 262Z", PAPER)
    canvas.fill("M204 208Q230 210 254 220L250 262Q226 282 204 284Z", "#d2d6c6")
    canvas.stroke("M146 224L134 200M254 224L266 200", "#d2d6c6", 3.5)
    canvas.stroke("M156 244Q200 262 244 244", "#a9b0a4", 2.6)


def _pencil(canvas: Canvas) -> None:
    canvas.line([(112, 196), (164, 158)], BRASS, 9)
    canvas.line([(104, 202), (112, 196)], INK, 5)


def _ear_defenders_on(canvas: Canvas) -> None:
    canvas.stroke("M130 186C112 40 288 40 270 186", "#2c302e", 10)
    for x, tone in ((124, RED_LEAD), (276, "#9c2c08")):
        canvas.disc((x, 194), 19, INK, tall=1.6)
        canvas.disc((x, 194), 15.5, tone, tall=1.66)


def _headset(canvas: Canvas) -> None:
    canvas.stroke("M130 186C116 44 284 44 270 186", "#2c302e", 8)
    for x in (126, 274):
        canvas.disc((x, 194), 16, "#2c302e", tall=1.5)
    canvas.stroke("M126 212C126 246 146 262 172 258", "#2c302e", 4.5)
    canvas.disc((174, 257), 6.5, INK)


def _ear_defenders(canvas: Canvas) -> None:
    canvas.stroke("M150 319C132 374 268 374 250 319", INK, 9)
    for x, tone in ((122, RED_LEAD), (242, "#9c2c08")):
        canvas.fill(f"M{x} 312q0 -16 18 -16q18 0 18 16v28q0 16 -18 16q-18 0 -18 -16Z", INK)
        canvas.fill(f"M{x + 4} 313q0 -13 14 -13q14 0 14 13v26q0 13 -14 13q-14 0 -14 -13Z", tone)


def _headphones(canvas: Canvas) -> None:
    canvas.stroke("M150 322C136 380 264 380 250 322", "#2c302e", 11)
    canvas.disc((146, 318), 21, "#2c302e", tall=1.3)
    canvas.disc((254, 318), 21, "#2c302e", tall=1.3)
    canvas.disc((143, 318), 11, STEEL, tall=1.3)


def _tape_measure(canvas: Canvas) -> None:
    canvas.stroke("M156 320C140 380 140 430 136 520M244 320C262 380 262 430 266 500", BRASS, 12)
    canvas.stroke("M147 372h8M142 400h8M140 428h8M138 456h8M253 372h8M258 400h8M260 428h8M262 456h8", INK, 2.4)


def _stethoscope(canvas: Canvas) -> None:
    canvas.stroke("M152 322C144 390 176 420 182 470M248 322C254 390 226 420 220 450", "#2c302e", 7)
    canvas.disc((183, 478), 13, STEEL)


def _badge(canvas: Canvas) -> None:
    canvas.fill("M256 400H316V424H256Z", PAPER)
    canvas.stroke("M264 408h36M264 416h24", INK, 3)


def _scarf(canvas: Canvas) -> None:
    canvas.fill("M140 296C160 330 240 330 260 296L268 326C246 366 154 366 132 326Z", RED_LEAD)
    canvas.fill("M204 350L240 340L268 470L228 478Z", "#9c2c08")
    canvas.stroke("M146 314Q200 352 254 314", "#e08a63", 3)


def _lanyard(canvas: Canvas) -> None:
    _card_on_a_band(canvas, RED_LEAD)


def _sunflower_lanyard(canvas: Canvas) -> None:
    """Worn by people with a disability that others cannot see."""
    _card_on_a_band(canvas, "#2f7a4a")
    for x, y in ((160, 360), (171, 397), (182, 434), (240, 360), (229, 397), (218, 434)):
        canvas.disc((x, y), 5, "#f2c53d")
        canvas.disc((x, y), 2, "#5b3b20")


def _card_on_a_band(canvas: Canvas, band: Colour) -> None:
    canvas.stroke("M150 326L190 462M250 326L210 462", band, 9)
    canvas.fill("M176 458H224V522H176Z", INK)
    canvas.fill("M179 461H221V519H179Z", PAPER)
    canvas.fill("M186 470H204V494H186Z", "#a9c2bb")


def _sensor(canvas: Canvas) -> None:
    """A glucose sensor on the upper arm, seen below a short sleeve."""
    canvas.disc((52, 524), 13, PAPER)
    canvas.disc((52, 524), 4, STEEL)


Drawer = Callable[[Canvas], None]

ON_HEAD: dict[str, Drawer] = {
    "hearing_aid": _hearing_aid,
    "cochlear_implant": _cochlear_implant,
    "ear_defenders_on": _ear_defenders_on,
    "earrings": _earrings,
    "dust_mask": _dust_mask,
    "nose_stud": _nose_stud,
    "headset": _headset,
    "pencil": _pencil,
}

ON_BODY: dict[str, Drawer] = {
    "lanyard": _lanyard,
    "sunflower_lanyard": _sunflower_lanyard,
    "ear_defenders": _ear_defenders,
    "tape_measure": _tape_measure,
    "stethoscope": _stethoscope,
    "headphones": _headphones,
    "badge": _badge,
    "sensor": _sensor,
    "scarf": _scarf,
}


def draw_worn(canvas: Canvas, things: dict[str, Drawer], details: tuple[str, ...]) -> None:
    """Draw those of the things that a person has, in the order of the table."""
    for name, draw in things.items():
        if name in details:
            draw(canvas)
