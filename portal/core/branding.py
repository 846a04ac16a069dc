"""Two colours of a university made into a whole, readable look.

Contrast follows WCAG 2.2: relative luminance, 4.5:1 for text (1.4.3), 3:1 for parts of controls (1.4.11).
"""

import colorsys
import hashlib
import re

from django.core.exceptions import ValidationError

DEFAULT_WALL = "#d3dfca"
DEFAULT_ACCENT = "#b03109"
INK = "#14231b"
PAPER = "#fbfaf5"
WHITE = "#ffffff"
DARK_PAPER = "#0f1814"
DARK_WALL = "#1d3127"


def is_colour(value: str) -> bool:
    """Say whether the value is '#' and six hexadecimal digits."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", value) is not None


def validate_colour(value: str) -> None:
    """Raise ValidationError unless the value is a colour such as #b03109."""
    if not is_colour(value):
        raise ValidationError("Write the colour as # and six digits or letters a to f, for example #b03109.")


def _channels(colour: str) -> tuple[float, float, float]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def luminance(colour: str) -> float:
    """Return the relative luminance of '#rrggbb', 0 (black) to 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast_problems(wall: str, accent: str) -> dict[str, str]:
    """Return what is wrong with the pair, by field name; empty where all text stays readable.

    What is no colour at all is left to `validate_colour`.
    """
    problems: dict[str, str] = {}
    if not (is_colour(wall) and is_colour(accent)):
        return problems
    if contrast(wall, INK) < 7:
        problems["wall"] = (
            f"Text on this wall would have a contrast of {contrast(wall, INK):.1f}:1; it needs 7:1. "
            "Choose a paler colour."
        )
    weakest = min(contrast(accent, ground) for ground in (WHITE, PAPER, wall))
    if weakest < 4.5:
        problems["accent"] = (
            f"This accent has a contrast of {weakest:.1f}:1 on the wall or on white; it needs 4.5:1. "
            "Choose a darker colour or a paler wall."
        )
    return problems


def _shade(colour: str, lightness: float, saturation: float | None = None) -> str:
    """Return the colour at another lightness (and saturation), each 0 to 1."""
    hue, _, had = colorsys.rgb_to_hls(*_channels(colour))
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, had if saturation is None else saturation)
    return "#" + "".join(f"{round(c * 255):02x}" for c in (red, green, blue))


def _lightness(colour: str) -> float:
    return colorsys.rgb_to_hls(*_channels(colour))[1]


def _lighten_until(colour: str, ground: str, ratio: float) -> str:
    """Return the colour made lighter until it has the ratio on a dark ground."""
    lightness = max(_lightness(colour), 0.5)
    while contrast(_shade(colour, lightness), ground) < ratio and lightness < 0.97:
        lightness += 0.02
    return _shade(colour, min(lightness, 0.98))


def theme_css(wall: str, accent: str) -> str:
    """Return the stylesheet that replaces the two colours and what is derived from them; empty for the defaults.

    Dark shades are found by contrast, so that a university's colour works in both schemes. A colour that was left
    as it is keeps the shades that were drawn for it.
    """
    light: list[str] = []
    dark: list[str] = []
    dark_wall = DARK_WALL
    if wall.lower() != DEFAULT_WALL:
        dark_wall = _wall_shades(wall, light, dark)
    if accent.lower() != DEFAULT_ACCENT:
        _accent_shades(accent, dark_wall, light, dark)
    if not light:
        return ""
    plain, by_scheme = ";".join(light), ";".join(dark)
    where_known = f"@supports (color:light-dark(#000,#fff)){{:root{{{by_scheme}}}}}"
    return f"@layer tokens{{:root{{{plain}}}{where_known}}}\n"


def _wall_shades(wall: str, light: list[str], dark: list[str]) -> str:
    """Add what follows from the wall, and return the wall's dark shade."""
    _, _, saturation = colorsys.rgb_to_hls(*_channels(wall))
    wall_2 = _shade(wall, (_lightness(wall) + 1) / 2)
    dark_wall = _shade(wall, 0.15, min(saturation, 0.3))
    dark_wall_2 = _shade(wall, 0.12, min(saturation, 0.3))
    full = min(max(saturation, 0.15), 0.5)
    light += [f"--wall:{wall}", f"--wall-2:{wall_2}"]
    light += [f"--deep:{_shade(wall, 0.14, full)}", f"--deep-2:{_shade(wall, 0.18, full)}"]
    dark += [f"--wall:light-dark({wall},{dark_wall})", f"--wall-2:light-dark({wall_2},{dark_wall_2})"]
    dark += [
        f"--deep:light-dark({_shade(wall, 0.14, full)},{_shade(wall, 0.08, full)})",
        f"--deep-2:light-dark({_shade(wall, 0.18, full)},{_shade(wall, 0.13, full)})",
    ]
    return dark_wall


def _accent_shades(accent: str, dark_wall: str, light: list[str], dark: list[str]) -> None:
    """Add what follows from the accent; in the dark it is made lighter until it stands out on the wall."""
    lit = _lighten_until(accent, dark_wall, 5.5)
    pressed = _shade(accent, _lightness(accent) * 0.8)
    light += [f"--accent:{accent}", f"--behind:{accent}", f"--fill:{accent}", f"--fill-2:{pressed}"]
    dark += [f"--accent:light-dark({accent},{lit})", f"--behind:light-dark({accent},{lit})"]


def theme_name(css: str) -> str:
    """Return the short hash by which a stylesheet is addressed; it changes whenever the look does."""
    return hashlib.sha256(css.encode()).hexdigest()[:12] if css else ""
