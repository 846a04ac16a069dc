"""Puts a portrait together, from the ground to what the hands hold."""

import random
import zlib
from math import cos, sin, tau

from PIL import Image

from portal.demo.portraits import aids, arms, clothing, hair, head, headwear, worn
from portal.demo.portraits.canvas import (
    FRAME_HEIGHT,
    FRAME_WIDTH,
    Canvas,
    Colour,
    Point,
    Warp,
    mix,
    rotate_about,
    scale_about,
    shift,
)
from portal.demo.portraits.palette import CLOTH_COLOURS, GROUNDS, HAIR_COLOURS, SKINS, shaded
from portal.demo.portraits.spec import PortraitSpec

_NECK = (200.0, 296.0)
_FOOT = (200.0, 480.0)


def draw_portrait(spec: PortraitSpec, width: int = 800) -> Image.Image:
    """Draw a person; the picture is `width` pixels wide and 6/5 of that high.

    The same spec always gives the same pixels. Raises ValueError for a width under 20 pixels.
    """
    if width < 20:
        raise ValueError(f"width is {width}; a portrait needs at least 20 pixels")
    canvas = Canvas(width)
    ground, marks = GROUNDS[spec.ground]
    canvas.fill(f"M-1 -1H{FRAME_WIDTH + 1}V{FRAME_HEIGHT + 1}H-1Z", ground)
    _draw_backdrop(canvas, spec, mix(ground, marks, 0.5))
    mirrored = scale_about((200, 0), -1 if spec.light == "right" else 1, 1)
    pose = arms.POSES["wheeling" if "wheelchair" in spec.details else spec.pose]
    stand = (
        shift(0, clothing.STATURES[spec.stature]),
        scale_about((200, 30 + 20 * pose.near), pose.near, pose.near),
        rotate_about((200, 620), pose.lean),
    )
    with canvas.under(mirrored, *stand):
        _draw_figure(canvas, spec, pose)
    if pose.bench:
        _draw_bench(canvas, spec)
    return canvas.finish()


def _draw_figure(canvas: Canvas, spec: PortraitSpec, pose: arms.Pose) -> None:
    skin = SKINS[spec.skin]
    seated = "wheelchair" in spec.details
    if seated:
        aids.draw_wheelchair_behind(canvas)
    _draw_head_behind(canvas, spec, pose)
    shoulders, neck = clothing.BUILDS[spec.build]
    body = scale_about(_FOOT, shoulders, 1.0)
    head.draw_neck(canvas, *skin, neck)
    with canvas.under(rotate_about(_NECK, spec.tilt)):
        _draw_head(canvas, spec)
    with canvas.under(body), canvas.bent(_swing(pose.swing)):
        _draw_clothes(canvas, spec, pose)
        worn.draw_worn(canvas, worn.ON_BODY, spec.details)
    with canvas.under(rotate_about(_NECK, spec.tilt)):
        _draw_head_before(canvas, spec)
    with canvas.under(body):
        if seated:
            aids.draw_lap_and_wheels(canvas)
        arms.draw_arms(canvas, pose, _sleeves(spec), spec.holding)


def _swing(amount: float) -> Warp:
    """Turn the shoulders: one comes forward and drops, the other goes back and rises."""

    def warp(point: Point) -> Point:
        x, y = point
        side = (x - 200) / 172
        if y < 306:
            return point
        deep = min(1.0, (y - 306) / 60)
        return (
            x + amount * deep * (16 - 26 * side * side * (1 if side * amount > 0 else -0.4)),
            y - amount * side * 16 * deep,
        )

    return warp


def _draw_head_behind(canvas: Canvas, spec: PortraitSpec, pose: arms.Pose) -> None:
    style = hair.STYLES[spec.hair]
    with canvas.under(rotate_about(_NECK, spec.tilt)), canvas.bent(head.crown_warp(-head.TURNS[spec.turn])):
        if spec.headwear not in headwear.COVERS_HAIR:
            hair.draw_back(canvas, style, HAIR_COLOURS[spec.hair_colour][0])
        if spec.headwear != "none":
            headwear.draw_behind(canvas, spec.headwear, CLOTH_COLOURS[spec.headwear_colour])


def _draw_head(canvas: Canvas, spec: PortraitSpec) -> None:
    lit, dark = SKINS[spec.skin]
    head.draw_face(canvas, spec, lit, dark)
    with canvas.bent(head.feature_warp(head.TURNS[spec.turn])):
        aids.draw_marks(canvas, spec.details, lit, dark)
    head.draw_features(canvas, spec, lit, dark, _brow(spec))


def _brow(spec: PortraitSpec) -> Colour:
    """Brows are a little nearer to the skin than the hair, so that white hair keeps a face."""
    colour = HAIR_COLOURS[spec.hair_colour][0]
    if spec.hair_colour in ("teal", "rose"):
        colour = HAIR_COLOURS["dark_brown"][0]
    return mix(colour, SKINS[spec.skin][1], 0.12 if spec.hair_colour in ("white", "silver", "blond") else 0.0)


def _draw_head_before(canvas: Canvas, spec: PortraitSpec) -> None:
    colour, shine = HAIR_COLOURS[spec.hair_colour]
    turn = head.TURNS[spec.turn]
    covered = spec.headwear in headwear.COVERS_HAIR
    if spec.beard != "none":
        with canvas.bent(head.skull_warp(turn)), canvas.bent(head.feature_warp(turn * 0.55)):
            hair.draw_beard(canvas, spec.beard, colour, SKINS[spec.skin])
    with canvas.bent(head.crown_warp(turn)):
        if not covered:
            hair.draw_front(canvas, hair.STYLES[spec.hair], colour, shine)
        if spec.headwear != "none":
            headwear.draw_over(canvas, spec.headwear, CLOTH_COLOURS[spec.headwear_colour])
    if spec.eyewear != "none":
        with canvas.bent(head.feature_warp(turn)):
            aids.draw_eyewear(canvas, spec.eyewear, SKINS[spec.skin])
    worn.draw_worn(canvas, worn.ON_HEAD, spec.details)


def _sleeves(spec: PortraitSpec) -> arms.Sleeves:
    garment = clothing.GARMENTS[spec.clothing]
    cloth = spec.colour if garment.torso == "main" else spec.under_colour
    return arms.Sleeves(CLOTH_COLOURS[cloth], garment.sleeve, SKINS[spec.skin], spec.details)


def _draw_clothes(canvas: Canvas, spec: PortraitSpec, pose: arms.Pose) -> None:
    skin = SKINS[spec.skin]
    dress = clothing.Dress(CLOTH_COLOURS[spec.colour], CLOTH_COLOURS[spec.under_colour], skin[1])
    clothing.draw_garment(canvas, spec.clothing, dress, pose.bent, skin)


def _draw_bench(canvas: Canvas, spec: PortraitSpec) -> None:
    wood = "#6b3d22" if spec.ground not in ("brick", "plum") else "#c9b48c"
    canvas.fill("M-1 452H401V481H-1Z", wood)
    canvas.fill("M-1 452H401V459H-1Z", mix(wood, "#ffffff", 0.25))
    canvas.stroke("M30 470h60M150 474h90M290 468h70", shaded(wood), 2.4)


def _draw_backdrop(canvas: Canvas, spec: PortraitSpec, marks: Colour) -> None:
    draw = {"rays": _rays, "pegboard": _pegboard, "graph": _graph, "contours": _contours}.get(spec.backdrop)
    if draw:
        seed = zlib.crc32(repr(spec).encode())
        draw(canvas, marks, random.Random(seed))  # noqa: S311 - a pattern, no secret


def _rays(canvas: Canvas, marks: Colour, chance: random.Random) -> None:
    """Short strokes that lead away from the head, as in the mock-ups' prints."""
    for _ in range(74):
        angle, near, length = chance.random() * tau, chance.uniform(130, 340), chance.uniform(10, 36)
        x, y = cos(angle), sin(angle)
        canvas.line(
            [(200 + x * near, 200 + y * near), (200 + x * (near + length), 200 + y * (near + length))], marks, 3.2
        )


def _pegboard(canvas: Canvas, marks: Colour, chance: random.Random) -> None:
    for row in range(17):
        for column in range(14):
            canvas.disc((16 + column * 29, 14 + row * 29), 3.0, marks)


def _graph(canvas: Canvas, marks: Colour, chance: random.Random) -> None:
    for step in range(0, 481, 24):
        thick = 2.4 if step % 120 == 0 else 1.0
        canvas.line([(-2, step), (402, step)], marks, thick)
        canvas.line([(step + 4, -2), (step + 4, 482)], marks, thick)


def _contours(canvas: Canvas, marks: Colour, chance: random.Random) -> None:
    """Lines as on a map, or in wood: rings round a wandering centre."""
    cx, cy = chance.uniform(20, 380), chance.uniform(10, 160)
    phase = chance.random() * tau
    for ring in range(1, 17):
        points = []
        for step in range(61):
            angle = step / 60 * tau
            reach = ring * 30 * (1 + 0.13 * sin(3 * angle + phase + ring * 0.2) + 0.06 * cos(5 * angle - phase))
            points.append((cx + reach * cos(angle), cy + reach * sin(angle)))
        canvas.line(points, marks, 2.4)
