"""Heads: outline, features, the two tones of the face, and what age writes on it.

Drawn in the frame with the face about (200, 190), chin near y = 286, lit from the left.
"""

from collections.abc import Callable
from typing import Protocol

from portal.demo.portraits.canvas import Canvas, Colour, Point, flatten, mix
from portal.demo.portraits.palette import INK

FACES: dict[str, str] = {
    "oval": "M136 158C134 92 266 92 264 158L262 204C259 252 228 286 200 286C172 286 141 252 138 204Z",
    "round": "M131 162C128 90 272 90 269 162L269 212C266 258 234 288 200 288C166 288 134 258 131 212Z",
    "square": "M135 158C133 92 267 92 265 158L266 222C264 250 240 288 220 289H180C160 288 136 250 134 222Z",
    "long": "M139 156C137 88 263 88 261 156L260 214C256 262 228 300 200 300C172 300 144 262 140 214Z",
    "heart": "M132 156C130 90 270 90 268 156L264 198C256 244 222 284 204 290H196C178 284 144 244 136 198Z",
    "full": "M130 166C126 88 274 88 270 166L274 220C272 266 240 294 200 294C160 294 128 266 126 220Z",
}
_CHIN = {"oval": 286, "round": 288, "square": 289, "long": 300, "heart": 290, "full": 294}

# The edge between light and shade: forehead, nose, lips, chin.
_PROFILE = (
    "M206 122C204 136 203 150 198 168C196 186 190 204 183 219C186 228 194 230 201 230"
    "C198 238 199 243 203 248C199 254 199 260 204 266C203 276 202 282 200 286"
)

# How far the head is turned: -1 to the light, 1 away from it, as far as two eyes still show.
TURNS: dict[str, float] = {"ahead": 0.0, "left": -1.0, "right": 1.0, "half_left": -0.5, "half_right": 0.5}

EYES = ("almond", "laughing", "hooded", "round", "closed")
MOUTHS = ("calm", "smile", "grin", "wry", "set", "open")

WHITE_OF_THE_EYE = "#f2ecdf"

# age: strokes in the shaded skin colour
AGE_LINES: dict[str, str] = {
    "young": "",
    "middle": "M169 230q-6 7 -5 14",
    "older": "M146 196q10 7 20 5M254 196q-10 7 -20 5M170 228q-8 8 -7 18",
    "elder": (
        "M146 196q10 7 20 5M148 203q8 5 16 4M254 196q-10 7 -20 5M168 226q-10 10 -8 24"
        "M160 134q26 -8 54 -2M166 144q22 -6 42 -2M158 256q3 9 9 14"
    ),
}


class Skinned(Protocol):
    """What the head needs to know of a spec."""

    @property
    def age(self) -> str: ...

    @property
    def face(self) -> str: ...

    @property
    def turn(self) -> str: ...

    @property
    def eyes(self) -> str: ...

    @property
    def mouth(self) -> str: ...


def feature_warp(turn: float) -> Callable[[Point], Point]:
    """Slides eyes, nose and mouth round a turned head; the far half shortens."""

    def warp(point: Point) -> Point:
        x, y = point
        off = x - 200
        far = off * turn > 0
        depth = 1 if 140 <= y <= 236 else 0.75
        return (200 + off * (1 - (0.2 if far else 0.04) * abs(turn)) + 17 * turn * depth, y)

    return warp


def skull_warp(turn: float) -> Callable[[Point], Point]:
    """Swings the chin towards where the head looks and the back of the head the other way."""

    def warp(point: Point) -> Point:
        x, y = point
        return (x + turn * max(-5.0, min(9.0, (y - 160) / 13)), y)

    return warp


def crown_warp(turn: float) -> Callable[[Point], Point]:
    """Lets hair and hats follow a turned head, the front of them more than the rest."""

    def warp(point: Point) -> Point:
        x, y = point
        middle = max(0.0, 1 - abs(x - 200) / 80)
        return (x + turn * (9 * middle if y > 90 else 4 * middle), y)

    return warp


def _shade(face: str, turn: float) -> list[Point]:
    """The shaded half of the face: from the profile edge round to the chin on the far side."""
    skull = skull_warp(turn)
    outline = [skull(point) for point in flatten(FACES[face])[0][0]]
    slide = feature_warp(turn)
    stretch = (_CHIN[face] - 230) / 56
    edge = []
    for x, y in flatten(_PROFILE)[0][0]:
        lower = 230 + (y - 230) * stretch if y > 230 else y
        edge.append(slide((x, lower)))
    top = min(range(len(outline)), key=lambda i: abs(outline[i][0] - edge[0][0]) + outline[i][1])
    low = max(range(top, len(outline)), key=lambda i: outline[i][1] - abs(outline[i][0] - edge[-1][0]) / 2)
    edge[0] = outline[top]
    edge[-1] = outline[low]
    return [*edge, *reversed(outline[top : low + 1])]


def draw_neck(canvas: Canvas, lit: Colour, dark: Colour, width: float) -> None:
    """The neck and the shadow the chin throws on it; `width` 1 is medium."""
    half = 33 * width
    left, right = 200 - half, 200 + half
    canvas.fill(f"M{left} 236L{left - 4} 330C{left} 360 {right} 360 {right + 4} 330L{right} 236Z", dark)
    canvas.fill(f"M{left} 262C180 294 216 302 {right} 274L{right} 250L{left} 246Z", mix(dark, INK, 0.3))


def draw_face(canvas: Canvas, who: Skinned, lit: Colour, dark: Colour) -> None:
    """Ears, both tones of the face, and the age lines."""
    turn = TURNS[who.turn]
    wide = 132 if who.face in ("round", "full") else 136
    if turn > -0.8:
        canvas.disc((wide + 9 * max(turn, 0), 194), 12, lit, tall=1.75)
        canvas.stroke(f"M{wide - 2 + 9 * max(turn, 0)} 186q-5 8 2 16", dark, 2.6)
    if turn < 0.8:
        canvas.disc((400 - wide + 9 * min(turn, 0), 194), 12, dark, tall=1.75)
    skull = skull_warp(turn)
    canvas.polygon([skull(point) for point in flatten(FACES[who.face])[0][0]], lit)
    canvas.polygon(_shade(who.face, turn), dark)
    if AGE_LINES[who.age]:
        with canvas.bent(feature_warp(turn)):
            canvas.stroke(AGE_LINES[who.age], mix(dark, lit, 0.1), 2.4)


def draw_features(canvas: Canvas, who: Skinned, lit: Colour, dark: Colour, brow: Colour) -> None:
    """Eyes, brows, mouth, and the strokes of light on the shaded cheek."""
    with canvas.bent(feature_warp(TURNS[who.turn])):
        _draw_eyes(canvas, who.eyes, mix(lit, dark, 0.7))
        lift = {"laughing": 3, "round": -5, "hooded": 3}.get(who.eyes, 0)
        heavy = 7.5 if who.age in ("older", "elder") else 6
        canvas.stroke(f"M148 {168 + lift}Q166 {157 + lift} 187 {166 + lift}", brow, heavy)
        canvas.stroke(f"M212 {166 + lift}Q233 {157 + lift} 252 {168 + lift}", brow, heavy)
        _draw_mouth(canvas, who.mouth, dark)
        canvas.stroke("M228 214l18 -7M226 223l19 -8M223 232l20 -9M222 241l15 -7", mix(dark, lit, 0.7), 2.6)


def _draw_eyes(canvas: Canvas, eyes: str, lid: Colour) -> None:
    if eyes == "almond":
        canvas.fill("M152 184Q167 173 184 184Q167 192 152 184Z", INK)
        canvas.fill("M214 184Q231 173 248 184Q231 192 214 184Z", INK)
    elif eyes == "laughing":
        canvas.stroke("M152 186Q168 174 184 186M214 186Q230 174 248 186", INK, 5.5)
    elif eyes == "closed":
        canvas.stroke("M152 182Q168 192 184 182M214 182Q230 192 248 182", INK, 5)
    elif eyes == "hooded":
        canvas.fill("M152 183Q168 178 184 183Q168 193 152 183Z", INK)
        canvas.fill("M214 183Q231 178 248 183Q231 193 214 183Z", INK)
        canvas.stroke("M152 178Q168 171 185 178M213 178Q231 171 248 178", lid, 2.6)
    else:
        for x in (168, 231):
            canvas.disc((x, 184), 12, WHITE_OF_THE_EYE, tall=0.5)
            canvas.disc((x + 1, 183.5), 6.4, INK)


def _draw_mouth(canvas: Canvas, mouth: str, dark: Colour) -> None:
    lip = mix(dark, INK, 0.45)
    if mouth == "calm":
        canvas.fill("M178 246Q200 258 224 245Q212 262 201 262Q188 262 178 246Z", lip)
    elif mouth == "smile":
        canvas.fill("M174 243Q200 262 228 242Q216 269 201 269Q186 269 174 243Z", lip)
    elif mouth == "grin":
        canvas.fill("M172 242Q200 252 230 241Q218 273 201 273Q184 273 172 242Z", mix(dark, INK, 0.7))
        canvas.fill("M179 246Q200 254 223 245L220 253Q200 260 182 253Z", "#f7f2e4")
    elif mouth == "wry":
        canvas.fill("M178 250Q204 258 228 239Q218 261 203 261Q189 261 178 250Z", lip)
    elif mouth == "open":
        canvas.fill("M184 244Q202 238 218 244Q220 266 201 268Q182 266 184 244Z", mix(dark, INK, 0.7))
        canvas.fill("M187 246Q202 242 215 246L213 251Q202 248 189 251Z", "#f7f2e4")
    else:
        canvas.stroke("M180 251Q202 255 222 250", lip, 6)
