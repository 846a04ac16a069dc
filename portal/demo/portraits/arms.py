"""Arms, hands and what they hold.

Coordinates are those of the torso (see clothing.py): elbows lie near (50, 592) and (350, 592).
"""

from dataclasses import dataclass

from portal.demo.portraits.canvas import Canvas, Colour, Point, mix, rotate_about, shift
from portal.demo.portraits.held import HELD, draw_held
from portal.demo.portraits.palette import INK, STEEL, shaded

__all__ = ["DETAILS", "HELD", "POSES", "Pose", "Sleeves", "draw_arms", "draw_held"]

DETAILS = ("prosthetic_arm", "gloves", "short_arm")


@dataclass(frozen=True)
class Pose:
    """How a person stands: which arms are bent, how near we are, how far the body leans.

    `wrists` are where the hands are (left, right on screen), None for an arm that hangs.
    `near` is the scale: 1 shows head and shoulders, less shows more of the torso.
    """

    near: float = 1.0
    lean: float = 0.0  # degrees, clockwise on screen
    swing: float = 0.0  # how far the shoulders are turned, -1 to 1
    wrists: tuple[Point | None, Point | None] = (None, None)
    angles: tuple[float, float] = (0.0, 0.0)  # of the hands, degrees; 0 points down
    bench: bool = False

    @property
    def bent(self) -> tuple[bool, bool]:
        """Which arms are bent."""
        return (self.wrists[0] is not None, self.wrists[1] is not None)


POSES: dict[str, Pose] = {
    "square": Pose(),
    "near": Pose(near=1.14),
    "turned_left": Pose(swing=-1.0, near=0.96),
    "turned_right": Pose(swing=1.0, near=0.96),
    "standing": Pose(near=0.8),
    "leaning_left": Pose(lean=-6.0, near=0.92),
    "leaning_right": Pose(lean=6.0, near=0.92),
    "arms_folded": Pose(near=0.75, wrists=((262, 548), (124, 532)), angles=(-98, 84)),
    "chin_in_hand": Pose(near=0.78, lean=4.0, wrists=((214, 330), None), angles=(186, 0)),
    "raised_hand": Pose(near=0.74, wrists=((104, 452), None), angles=(172, 0)),
    "both_hands": Pose(near=0.74, wrists=((156, 540), (244, 540)), angles=(-128, 128)),
    "at_bench": Pose(near=0.74, lean=-3.0, wrists=((138, 596), (262, 596)), angles=(-84, 84), bench=True),
    "wheeling": Pose(near=0.61, wrists=((2, 636), (398, 636)), angles=(14, -14)),
}


@dataclass(frozen=True)
class Sleeves:
    """What covers the arms: cloth, its length, skin, and what differs from most arms."""

    cloth: Colour
    length: str
    skin: tuple[Colour, Colour]
    details: tuple[str, ...]


def draw_arms(canvas: Canvas, pose: Pose, sleeves: Sleeves, item: str) -> None:
    """Forearms and hands of the bent arms, with the thing held between hand and body."""
    order = (1, 0) if pose.angles == POSES["arms_folded"].angles else (0, 1)
    for side in order:
        wrist = pose.wrists[side]
        if wrist is None:
            continue
        elbow = (46.0, 582.0) if side == 0 else (354.0, 582.0)
        made = "prosthetic_arm" in sleeves.details and side == 0
        short = "short_arm" in sleeves.details and side == 1
        if short:
            _short_arm(canvas, elbow, wrist, sleeves)
            continue
        _forearm(canvas, elbow, wrist, sleeves, side, made)
        holds = item != "nothing" and (side == 0 or pose.wrists[0] is None)
        if holds:
            draw_held(canvas, item, wrist, pose.angles[side])
        tone = _hand_tone(sleeves, side)
        with canvas.under(shift(*wrist), rotate_about((0, 0), pose.angles[side])):
            if made:
                _made_hand(canvas)
            else:
                _hand(canvas, tone)


def _hand_tone(sleeves: Sleeves, side: int) -> Colour:
    return "#7fa3c4" if "gloves" in sleeves.details else sleeves.skin[side]


def _limb(canvas: Canvas, start: Point, end: Point, radii: tuple[float, float], colour: Colour) -> None:
    """A limb that tapers from one joint to the next, with a darker edge to part it from the body."""
    edge = mix(shaded(colour), INK, 0.5)
    for grow, tone in ((2.6, edge), (0.0, colour)):
        r1, r2 = radii[0] + grow, radii[1] + grow
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = (dx * dx + dy * dy) ** 0.5
        nx, ny = -dy / length, dx / length
        canvas.disc(start, r1, tone)
        canvas.disc(end, r2, tone)
        canvas.polygon(
            [
                (start[0] + nx * r1, start[1] + ny * r1), (end[0] + nx * r2, end[1] + ny * r2),
                (end[0] - nx * r2, end[1] - ny * r2), (start[0] - nx * r1, start[1] - ny * r1),
            ],
            tone,
        )  # fmt: skip


def _along(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _forearm(canvas: Canvas, elbow: Point, wrist: Point, sleeves: Sleeves, side: int, made: bool) -> None:
    cloth = sleeves.cloth if side == 0 else shaded(sleeves.cloth)
    if made:
        _limb(canvas, elbow, _along(elbow, wrist, 0.92), (27, 15), "#39464b")
        _limb(canvas, elbow, _along(elbow, wrist, 0.5), (30, 23), STEEL)
        cut = _along(elbow, wrist, 0.3)
        _limb(canvas, elbow, cut, (33, 31), cloth if sleeves.length == "long" else sleeves.skin[side])
    elif sleeves.length == "short":
        _limb(canvas, elbow, wrist, (32, 19), sleeves.skin[side])
    else:
        _limb(canvas, elbow, wrist, (34, 22), cloth)
        cuff = _along(elbow, wrist, 0.9)
        _limb(canvas, cuff, wrist, (24, 23), shaded(cloth))


def _short_arm(canvas: Canvas, elbow: Point, wrist: Point, sleeves: Sleeves) -> None:
    """An arm that ends below the elbow, the sleeve folded back."""
    end = _along(elbow, wrist, 0.42)
    _limb(canvas, elbow, end, (33, 25), sleeves.skin[1])
    _limb(canvas, elbow, _along(elbow, wrist, 0.16), (35, 33), shaded(sleeves.cloth))


def _hand(canvas: Canvas, tone: Colour) -> None:
    line = mix(shaded(tone), INK, 0.35)
    canvas.fill("M-18 -8C-25 6 -28 22 -22 38C-16 52 16 52 24 38C30 22 26 4 18 -8Z", line)
    canvas.fill("M-16 -8C-23 6 -25 22 -20 36C-14 48 14 48 22 37C27 22 24 4 16 -8Z", tone)
    canvas.stroke("M-9 28V43", line, 2.4)
    canvas.stroke("M2 29V45", line, 2.4)
    canvas.stroke("M13 28V43", line, 2.4)
    canvas.fill("M17 -2C30 2 32 16 24 25C16 22 14 8 17 -2Z", line)
    canvas.fill("M17 1C27 4 29 14 23 22C17 18 16 8 17 1Z", tone)


def _made_hand(canvas: Canvas) -> None:
    canvas.fill("M-18 -6H18L22 16H-22Z", STEEL)
    for x in (-17, -6, 5, 16):
        canvas.line([(x, 14), (x * 1.1, 30), (x * 0.9, 43)], "#39464b", 8)
        canvas.disc((x * 1.1, 30), 4.2, STEEL)
    canvas.line([(20, 4), (30, 12), (26, 26)], "#39464b", 8)
