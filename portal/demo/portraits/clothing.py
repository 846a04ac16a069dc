"""Torsos and what they wear, as path data; the neck meets the collar at y = 312.

The frame shows the torso down to y = 480; a picture that stands further off shows more of it,
so every garment goes on to y = 760.
"""

from dataclasses import dataclass

from portal.demo.portraits.canvas import Canvas, Colour, mix
from portal.demo.portraits.palette import BRASS, INK, PAPER, shaded

# How wide the shoulders and the neck are, 1 being medium.
BUILDS: dict[str, tuple[float, float]] = {
    "slight": (0.86, 0.84),
    "medium": (1.0, 1.0),
    "broad": (1.1, 1.22),
    "heavy": (1.2, 1.34),
}

# How far the figure stands below (or above) the usual place, in units.
STATURES: dict[str, float] = {"short": 26.0, "average": 8.0, "tall": -8.0}

_RIGHT_DOWN = "C262 328 300 336 322 352C356 372 368 420 374 480L386 760"
_RIGHT_BENT = "C262 328 300 336 322 352C356 372 368 420 376 480C386 540 394 580 380 606C366 626 336 630 316 606L310 760"
_LEFT_DOWN = "L14 760L26 480C32 420 44 372 78 352C100 336 138 328 160 312Z"
_LEFT_BENT = "L90 760L84 606C64 630 34 626 20 606C6 580 14 540 24 480C32 420 44 372 78 352C100 336 138 328 160 312Z"


@dataclass(frozen=True)
class Garment:
    """Shapes (path, tone) laid over the torso, lines (path, tone, width), and the sleeve's length."""

    shapes: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str, float], ...] = ()
    sleeve: str = "long"  # long, short or none
    torso: str = "main"  # which colour the torso and sleeves have: main, or under for aprons


_COLLAR = (
    ("M160 310L132 343L176 389L200 379Z", "main"),
    ("M240 310L268 343L224 389L200 379Z", "dark"),
)
_COLLAR_LINES = (("M160 310L132 343L176 389L200 379ZM240 310L268 343L224 389L200 379Z", "ink", 3.0),)
_V_OPENING = ("M160 312Q200 350 240 312L224 365L200 384L176 365Z", "under")
_CREW = ("M158 305Q200 358 242 305L250 326Q200 384 150 326Z", "band")
_PLACKET = ("M200 384V760", "ink", 4.0)
_POCKET = ("M84 413h52v41h-52z", "ink", 3.0)
_PENS = ("M98 413v-19M106 413v-24", "ink", 4.0)

GARMENTS: dict[str, Garment] = {
    "lab_coat": Garment(
        shapes=(
            ("M160 312L200 350L240 312L218 480L209 590L191 590L182 480Z", "under"),
            ("M160 310L128 341L150 370L140 386L190 594H199Z", "main"),
            ("M240 310L272 341L250 370L260 386L210 594H201Z", "dark"),
        ),
        lines=(
            ("M160 310L128 341L150 370L140 386L190 594M240 310L272 341L250 370L260 386L210 594M200 594V760", "ink", 3),
            ("M274 428h50v58h-50z", "ink", 2.6),
            ("M286 428v-18M296 428v-24", "ink", 4),
            ("M100 640h56M244 640h56", "ink", 2.6),
        ),
    ),
    "shirt": Garment((_V_OPENING, *_COLLAR), (*_COLLAR_LINES, ("M200 384V760", "ink", 2.4), _POCKET, _PENS)),
    "polo": Garment(
        (_V_OPENING, *_COLLAR),
        (*_COLLAR_LINES, ("M190 386V470H210V386", "ink", 2.6), ("M280 430h24M280 440h16", "trim", 5)),
        "short",
    ),
    "boiler_suit": Garment(
        (_V_OPENING, *_COLLAR),
        (
            *_COLLAR_LINES,
            ("M200 384V760", "brass", 5),
            _POCKET,
            _PENS,
            ("M264 413h52v41h-52zM264 424h52", "ink", 3),
            ("M60 640H340M60 664H340", "ink", 2.6),
        ),
    ),
    "jumper": Garment(
        (_CREW,),
        (
            ("M60 480C62 439 74 408 84 396M340 480C338 439 326 408 316 396", "fold", 3),
            ("M158 330Q200 366 242 330", "fold", 2.4),
        ),
    ),
    "roll_neck": Garment(
        (
            ("M160 268C176 286 224 286 240 268L248 330C228 352 172 352 152 330Z", "main"),
            ("M204 282C222 280 234 276 240 268L248 330C236 342 220 346 206 346Z", "dark"),
        ),
        (("M154 322Q200 350 246 322M158 296Q200 318 242 296", "fold", 2.6),),
    ),
    "fair_isle": Garment(
        (_CREW,),
        (
            (
                "M64 420L84 400L104 420L124 400L144 420L164 400L184 420L204 400L224 420L244 400L264 420L284 400L304 420L324 400L340 416",
                "under",
                7,
            ),
            ("M52 446H348", "trim", 5),
            (
                "M48 466L68 482L88 466L108 482L128 466L148 482L168 466L188 482L208 466L228 482L248 466L268 482L288 466L308 482L328 466L348 482",
                "under",
                6,
            ),
        ),
    ),
    "cardigan": Garment(
        (
            ("M158 306Q200 352 242 306L206 520H194Z", "under"),
            ("M206 335L240 312L218 440L206 520Z", "under_dark"),
            ("M158 306L144 322L188 530H200L172 420Z", "band"),
            ("M242 306L256 322L212 530H200L228 420Z", "band"),
        ),
        (("M144 322L188 530V760M256 322L212 530V760", "fold", 2.6), ("M200 560h1M200 610h1M200 660h1", "brass", 9)),
    ),
    "tee": Garment(
        (("M162 308Q200 352 238 308L244 318Q200 372 156 318Z", "band"),),
        (("M92 400Q100 430 94 470M308 400Q300 430 306 470", "fold", 2.4),),
        "short",
    ),
    "hoodie": Garment(
        (
            (
                "M128 300C104 326 120 362 200 384C280 362 296 326 272 300C262 330 232 346 200 346C168 346 138 330 128 300Z",
                "band",
            ),
            ("M162 316Q200 350 238 316Q226 350 200 356Q174 350 162 316Z", "under"),
        ),
        (("M176 372V450M224 372V442", "paper", 4), ("M96 620L130 560H270L304 620V700", "fold", 3)),
    ),
    "fleece": Garment(
        (
            ("M156 300L146 340L200 372L254 340L244 300Q200 346 156 300Z", "main"),
            ("M204 340L244 300L254 340L204 370Z", "dark"),
        ),
        (
            ("M200 346V760", "brass", 5),
            ("M146 340L200 372L254 340", "ink", 2.6),
            ("M70 400Q130 420 200 420Q270 420 330 400", "fold", 3),
            ("M258 446h44", "trim", 6),
        ),
    ),
    "scrubs": Garment(
        (("M160 312Q200 336 240 312L200 404Z", "skin"), ("M160 310L148 318L200 418L252 318L240 310L200 398Z", "band")),
        (("M252 430h56v60h-56z", "fold", 3), ("M268 430v-16M278 430v-20", "ink", 4)),
        "short",
    ),
    "hi_vis": Garment(
        (
            ("M154 306Q200 350 246 306L236 350L206 420H194L164 350Z", "under"),
            ("M104 336L134 326L148 760H116Z", "paper"),
            ("M266 326L296 336L284 760H252Z", "paper"),
            ("M30 540H370L374 580H26Z", "paper"),
        ),
        (
            ("M200 420V760", "ink", 3),
            ("M154 306L164 350L194 420M246 306L236 350L206 420", "ink", 3),
            ("M30 540H370M26 580H374", "fold", 2),
        ),
        "long",
    ),
    "blazer": Garment(
        (
            ("M160 312Q200 346 240 312L208 520H192Z", "under"),
            ("M206 338L240 312L208 520H202Z", "under_dark"),
            ("M160 308L132 330L122 392L146 396L192 540H200L174 400Z", "main"),
            ("M240 308L268 330L278 392L254 396L208 540H200L226 400Z", "dark"),
        ),
        (
            ("M160 308L132 330L122 392L146 396L192 540M240 308L268 330L278 392L254 396L208 540M200 540V760", "ink", 3),
            ("M262 440h50", "ink", 3),
            ("M200 600h1M200 660h1", "ink", 8),
        ),
    ),
    "kurta": Garment(
        (("M166 306H234L232 330H168Z", "band"), ("M190 330H210V500H190Z", "band")),
        (
            ("M166 330H234", "ink", 2.4),
            ("M200 356h1M200 392h1M200 428h1M200 464h1", "brass", 8),
            ("M180 330V500H220V330", "trim", 3),
        ),
    ),
    "apron": Garment(
        (
            ("M160 312Q200 365 240 312L246 326Q200 382 154 326Z", "band"),
            ("M118 760L134 396H266L282 760Z", "apron"),
            ("M204 760V396H266L282 760Z", "apron_dark"),
        ),
        (
            ("M138 398L146 324M262 398L254 324", "apron", 12),
            ("M138 410H262", "stitch", 2.5),
            ("M150 560H250V640H150ZM200 560V640", "ink", 2.6),
            ("M141 397h1M260 397h1", "brass", 10),
        ),
        "long",
        "under",
    ),
    "overalls": Garment(
        (
            ("M158 305Q200 358 242 305L248 322Q200 378 152 322Z", "band"),
            ("M92 760L96 560C122 540 132 500 136 410H264C268 500 278 540 304 560L308 760Z", "apron"),
            ("M204 760V410H264C268 500 278 540 304 560L308 760Z", "apron_dark"),
        ),
        (
            ("M144 420L118 340M256 420L282 340", "apron", 20),
            ("M164 440h72v52h-72zM186 440v52", "stitch", 2.6),
            ("M146 420h1M254 420h1", "brass", 13),
        ),
        "long",
        "under",
    ),
    "waistcoat": Garment(
        (
            ("M160 310L136 341L178 384L200 372Z", "under"),
            ("M240 310L264 341L222 384L200 372Z", "under_dark"),
            ("M112 334L136 341L176 440L200 560L186 760H96L110 480Z", "apron"),
            ("M288 334L264 341L224 440L200 560L214 760H304L290 480Z", "apron_dark"),
        ),
        (
            ("M160 310L136 341L178 384L200 372L222 384L264 341L240 310", "ink", 3),
            ("M176 440L200 560V760M224 440L200 560", "ink", 3),
            ("M200 600h1M200 650h1", "brass", 8),
            ("M126 520h44M230 520h44", "ink", 3),
        ),
        "long",
        "under",
    ),
}


@dataclass(frozen=True)
class Dress:
    """The colours that a garment is drawn in."""

    main: Colour
    under: Colour
    skin: Colour

    def tone(self, name: str, torso: str) -> Colour:
        """The colour of a tone named in a Garment; an apron's cloth is the main colour, its shirt the other."""
        cloth = self.main if torso == "main" else self.under
        tones = {
            "main": cloth, "dark": shaded(cloth), "band": mix(shaded(cloth), cloth, 0.35),
            "under": self.under, "under_dark": shaded(self.under), "apron": self.main, "apron_dark": shaded(self.main),
            "fold": mix(shaded(cloth), INK, 0.45), "trim": mix(cloth, PAPER, 0.55), "stitch": mix(self.main, PAPER, 0.6),
            "ink": INK, "brass": BRASS, "paper": PAPER, "skin": self.skin,
        }  # fmt: skip
        return tones[name]


def draw_garment(canvas: Canvas, name: str, dress: Dress, bent: tuple[bool, bool], skin: tuple[Colour, Colour]) -> None:
    """The torso with its garment; `bent` says which arms (left, right on screen) are folded up."""
    garment = GARMENTS[name]
    cloth = dress.tone("main", garment.torso)
    dark = shaded(cloth)
    right = _RIGHT_BENT if bent[1] else _RIGHT_DOWN
    left = _LEFT_BENT if bent[0] else _LEFT_DOWN
    canvas.fill(f"M160 312Q200 356 240 312{right}{left}", cloth)
    canvas.fill(f"M200 760L204 480L226 332L240 312{right}Z", dark)
    if garment.sleeve == "short":
        _bare_arms(canvas, bent, skin)
    fold = mix(dark, INK, 0.45)
    canvas.stroke("M88 462C80 540 80 590 80 640M312 462C320 540 320 590 320 640", fold, 3)
    for path, tone in garment.shapes:
        canvas.fill(path, dress.tone(tone, garment.torso))
    for path, tone, width in garment.lines:
        dash = (7.0, 5.0) if tone == "stitch" else None
        for part in path.replace("M", "|M").split("|"):
            if part:
                canvas.stroke(part, dress.tone(tone, garment.torso), width, dash)


def _bare_arms(canvas: Canvas, bent: tuple[bool, bool], skin: tuple[Colour, Colour]) -> None:
    """Below a short sleeve the arm is skin."""
    lit, dark = skin
    if bent[0]:
        canvas.fill("M22 490L88 500L86 606C64 630 34 626 20 606C8 582 14 540 22 490Z", lit)
    else:
        canvas.fill("M25 490L87 498L78 760H14Z", lit)
    if bent[1]:
        canvas.fill("M378 490L312 500L314 606C336 630 366 626 380 606C392 582 386 540 378 490Z", dark)
    else:
        canvas.fill("M375 490L313 498L322 760H386Z", dark)
    canvas.stroke("M23 490Q54 506 88 500", INK, 2.6)
    canvas.stroke("M377 490Q346 506 312 500", INK, 2.6)
