"""What a portrait can be asked to show, and the check that it was asked in known words."""

from dataclasses import dataclass, fields
from typing import Any, Self

from portal.demo.portraits import aids, arms, clothing, hair, head, headwear, palette, worn

GREATEST_TILT = 14  # degrees; beyond it the neck looks hurt


@dataclass(frozen=True)
class PortraitSpec:
    """One drawn person. Every word is a key of the table that draws it (see CHOICES)."""

    ground: str = "sage"
    backdrop: str = "rays"
    light: str = "left"
    skin: str = "fair"
    age: str = "middle"
    build: str = "medium"
    stature: str = "average"
    face: str = "oval"
    turn: str = "ahead"
    tilt: int = 0  # degrees, clockwise on screen
    pose: str = "square"
    holding: str = "nothing"
    hair: str = "crop"
    hair_colour: str = "dark_brown"
    headwear: str = "none"
    headwear_colour: str = "teal"
    eyes: str = "almond"
    mouth: str = "calm"
    beard: str = "none"
    eyewear: str = "none"
    clothing: str = "shirt"
    colour: str = "teal"
    under_colour: str = "cream"
    details: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            value = getattr(self, name)
            if value not in choices:
                raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(choices)}")
        if type(self.tilt) is not int or abs(self.tilt) > GREATEST_TILT:
            raise ValueError(
                f"tilt is {self.tilt!r}; it must be a whole number of degrees from -{GREATEST_TILT} to {GREATEST_TILT}"
            )
        for detail in self.details:
            if detail not in DETAILS:
                raise ValueError(f"details has {detail!r}; it may hold {', '.join(DETAILS)}")

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> Self:
        """Read a spec from a TOML table; what it leaves out keeps its default.

        Raises ValueError, naming the key, for an unknown key or a value that cannot be drawn.
        """
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(table) - known)
        if unknown:
            raise ValueError(f"unknown portrait key: {', '.join(unknown)}")
        values = dict(table)
        details = values.get("details", ())
        if isinstance(details, str) or not isinstance(details, (list, tuple)):
            raise ValueError("details must be a list of words")
        values["details"] = tuple(details)
        return cls(**values)


CHOICES: dict[str, tuple[str, ...]] = {
    "ground": tuple(palette.GROUNDS),
    "backdrop": ("rays", "pegboard", "graph", "contours", "plain"),
    "light": ("left", "right"),
    "skin": tuple(palette.SKINS),
    "age": tuple(head.AGE_LINES),
    "build": tuple(clothing.BUILDS),
    "stature": tuple(clothing.STATURES),
    "face": tuple(head.FACES),
    "turn": tuple(head.TURNS),
    "pose": tuple(arms.POSES),
    "holding": ("nothing", *arms.HELD),
    "hair": tuple(hair.STYLES),
    "hair_colour": tuple(palette.HAIR_COLOURS),
    "headwear": ("none", *headwear.HEADWEAR),
    "headwear_colour": tuple(palette.CLOTH_COLOURS),
    "eyes": tuple(head.EYES),
    "mouth": tuple(head.MOUTHS),
    "beard": ("none", *hair.BEARDS),
    "eyewear": ("none", *aids.EYEWEAR),
    "clothing": tuple(clothing.GARMENTS),
    "colour": tuple(palette.CLOTH_COLOURS),
    "under_colour": tuple(palette.CLOTH_COLOURS),
}

DETAILS: tuple[str, ...] = (*aids.DETAILS, *worn.ON_HEAD, *worn.ON_BODY, *arms.DETAILS)
