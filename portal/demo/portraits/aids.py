"""Eyewear, marks on the skin, and the wheelchair."""

from portal.demo.portraits.canvas import Canvas, Colour, mix
from portal.demo.portraits.palette import BRASS, INK, PAPER, STEEL

EYEWEAR = (
    "round",
    "square",
    "half_moon",
    "cat_eye",
    "rimless",
    "sunglasses",
    "goggles",
    "goggles_up",
    "visor",
    "loupe",
    "eye_patch",
)

ON_SKIN = ("freckles", "vitiligo", "birthmark", "scar")
BEHIND = ("wheelchair",)
DETAILS = (*ON_SKIN, *BEHIND)


def draw_marks(canvas: Canvas, details: tuple[str, ...], lit: Colour, dark: Colour) -> None:
    """Marks of the skin, under the features of the face."""
    if "vitiligo" in details:
        canvas.fill(
            "M146 160C150 148 176 150 188 168C192 186 180 202 164 200C148 198 142 176 146 160Z",
            mix(lit, "#fbe8da", 0.72),
        )
        canvas.fill(
            "M176 238C184 228 200 232 200 246C204 262 196 284 184 276C172 266 168 250 176 238Z",
            mix(lit, "#fbe8da", 0.72),
        )
        canvas.fill(
            "M238 176C252 172 260 190 256 206C248 216 232 204 232 192C232 184 234 178 238 176Z",
            mix(dark, "#f2d8c6", 0.66),
        )
        canvas.fill("M212 112C226 106 240 114 238 126C230 136 212 130 210 122Z", mix(dark, "#f2d8c6", 0.66))
    if "birthmark" in details:
        canvas.fill(
            "M212 196C232 190 256 194 258 212C254 234 240 246 224 240C214 230 206 210 212 196Z",
            mix(dark, "#7a1f33", 0.5),
        )
    if "scar" in details:
        canvas.stroke("M160 204L176 226", mix(lit, "#fff2ea", 0.6), 4)
        canvas.stroke("M164 216l8 -6M169 223l8 -6", mix(lit, "#fff2ea", 0.6), 2.6)
    if "freckles" in details:
        for number, (x, y) in enumerate(_FRECKLES):
            canvas.disc((x, y), 2.3 + number % 3 * 0.4, mix(lit if x < 196 else dark, "#8a4a22", 0.5))


_FRECKLES = (
    (152, 204), (160, 210), (168, 204), (176, 211), (158, 220), (170, 218), (182, 204), (148, 214), (212, 206), (220, 212),
    (230, 205), (238, 211), (246, 204), (226, 218), (188, 196), (206, 196), (242, 219), (180, 219),
)  # fmt: skip


def draw_eyewear(canvas: Canvas, eyewear: str, skin: tuple[Colour, Colour]) -> None:
    """Glasses, goggles and what else is worn over the eyes; drawn with the features' own turn."""
    frame, bridge = INK, "M192 182Q200 176 208 182"
    arms = "M144 180L132 175M256 180L268 175"
    if eyewear in _LENSES:
        lens, tint, alpha, frame = _LENSES[eyewear]
        for path in (lens, _mirrored(lens)):
            canvas.fill(path, tint, alpha)
            if eyewear != "rimless":
                canvas.stroke(path, frame, 5)
        canvas.stroke(bridge if eyewear != "half_moon" else "M190 196Q200 190 210 196", frame, 4)
        for arm in arms.replace("ML", "M").split("M")[1:]:
            canvas.stroke("M" + arm, frame, 4)
    elif eyewear == "eye_patch":
        canvas.stroke("M138 150L262 116M150 196L136 204", INK, 4)
        canvas.fill("M146 168Q168 158 190 168C192 190 182 206 168 206C154 206 144 190 146 168Z", INK)
    elif eyewear == "loupe":
        canvas.stroke("M132 150Q200 128 268 150", INK, 8)
        canvas.fill("M158 116H242V142Q200 134 158 142Z", "#2c302e")
        for x in (178, 222):
            canvas.disc((x, 122), 17, "#2c302e")
            canvas.disc((x, 122), 11.5, "#a9c7d3")
            canvas.stroke(f"M{x - 5} 117l6 -3", PAPER, 3)
    else:
        _draw_guard(canvas, eyewear)


# name: (left lens, tint, alpha, frame)
_LENSES: dict[str, tuple[str, Colour, float, Colour]] = {
    "round": ("M168 162C182 162 191 172 191 185C191 198 182 208 168 208C154 208 145 198 145 185C145 172 154 162 168 162Z", "#ffffff", 0.13, INK),
    "square": ("M154 168H182C190 168 193 174 192 184C191 198 186 205 168 205C150 205 145 198 144 184C143 174 146 168 154 168Z", "#dfe9e2", 0.16, INK),
    "half_moon": ("M146 190H190C190 204 182 212 168 212C154 212 146 204 146 190Z", "#ffffff", 0.15, BRASS),
    "cat_eye": ("M140 162C156 166 180 166 190 172C194 188 186 204 168 204C150 204 142 188 140 162Z", "#ffffff", 0.13, "#7a2c3a"),
    "rimless": ("M148 168H188C192 190 184 204 168 204C152 204 144 190 148 168Z", "#ffffff", 0.16, STEEL),
    "sunglasses": ("M146 166H190C194 192 184 206 168 206C152 206 142 192 146 166Z", "#15201a", 0.95, INK),
}  # fmt: skip


def _mirrored(path: str) -> str:
    """The same lens on the other side of the nose (x becomes 400 - x); absolute commands only."""
    out, position = [], 0
    number, upright = "", False
    for char in path + " ":
        if char.isdigit() or char in ".-":
            number += char
            continue
        if number:
            is_x = not upright and position % 2 == 0
            out.append(f"{400 - float(number):g}" if is_x else number)
            position += 1
            number = ""
        if char.isalpha():
            upright, position = char == "V", 0
        out.append(char)
    return "".join(out).strip()


def _draw_guard(canvas: Canvas, eyewear: str) -> None:
    if eyewear == "goggles_up":
        canvas.stroke("M128 134L142 126M258 126L272 134", INK, 10)
        canvas.fill("M138 116Q200 94 262 116L260 150Q230 164 209 147Q200 141 191 147Q170 164 140 150Z", INK)
        canvas.fill("M144 120Q200 100 256 120L254 147Q229 157 210 141Q200 134 190 141Q171 157 146 147Z", BRASS)
        canvas.stroke("M158 126l16 -6M166 134l18 -7", "#fff7dd", 4)
    elif eyewear == "goggles":
        canvas.stroke("M128 178L142 182M258 182L272 178", INK, 12)
        canvas.fill(
            "M136 168Q200 152 264 168L262 206Q232 222 209 203Q200 196 191 203Q168 222 138 206Z", "#e7f1ee", 0.42
        )
        canvas.stroke("M136 168Q200 152 264 168L262 206Q232 222 209 203Q200 196 191 203Q168 222 138 206Z", INK, 5)
        canvas.stroke("M148 178l14 -5", PAPER, 4)
    else:
        canvas.fill("M122 128Q200 104 278 128L284 262Q200 308 116 262Z", "#e7f1ee", 0.24)
        canvas.stroke("M122 128L116 262Q200 308 284 262L278 128", "#cfe0dc", 3.5)
        canvas.fill("M118 112Q200 82 282 112L280 138Q200 110 120 138Z", "#2f5d6b")
        canvas.stroke("M142 160L136 232M154 156L149 216", PAPER, 4)


def draw_wheelchair_behind(canvas: Canvas) -> None:
    """The back of the chair, its push handles, and the far side of the wheels."""
    canvas.fill("M66 430C66 412 334 412 334 430L340 800H60Z", "#2c302e")
    canvas.stroke("M66 430V800M334 430V800", STEEL, 11)
    canvas.line([(66, 436), (34, 424)], "#15201a", 17)
    canvas.line([(334, 436), (366, 424)], "#15201a", 17)


def draw_lap_and_wheels(canvas: Canvas) -> None:
    """The lap, the wheels and their hand rims, before the torso; the hands come over them."""
    canvas.fill("M84 664C120 650 280 650 316 664L336 860H64Z", "#39464b")
    canvas.fill("M200 656C240 652 290 654 316 664L336 860H200Z", "#2a3438")
    canvas.stroke("M200 700V860", INK, 3)
    for x in (-6, 406):
        ring = f"M{x - 30} 690C{x - 30} 490 {x + 30} 490 {x + 30} 690C{x + 30} 890 {x - 30} 890 {x - 30} 690Z"
        canvas.stroke(ring, INK, 15)
        for spoke in (-22, -8, 8, 22):
            canvas.line([(x, 690), (x + spoke, 548 + abs(spoke))], STEEL, 3)
        rim = x - 14 if x < 200 else x + 14
        hand_rim = f"M{rim - 22} 690C{rim - 22} 520 {rim + 22} 520 {rim + 22} 690C{rim + 22} 860 {rim - 22} 860 {rim - 22} 690Z"
        canvas.stroke(hand_rim, STEEL, 6)
