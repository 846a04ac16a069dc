"""The colours of the portraits, by name: those of the site's own look."""

from portal.demo.portraits.canvas import Colour, mix

INK = "#15201a"
PAPER = "#f6f4ea"
STEEL = "#9aa8a4"
RED_LEAD = "#c2370b"
BRASS = "#d8a24a"

# name: (ground, marks on it)
GROUNDS: dict[str, tuple[Colour, Colour]] = {
    "ochre": ("#d8a24a", "#f0cd8a"),
    "teal": ("#2f5d6b", "#7fa6b3"),
    "sand": ("#e2c9a6", "#b98d54"),
    "sage": ("#c3d2b8", "#90a98f"),
    "bottle": ("#24503d", "#6f9a80"),
    "pine": ("#143528", "#5f8a70"),
    "mist": ("#6c8a86", "#a9c2bb"),
    "brick": ("#b8482a", "#e08a63"),
    "plum": ("#5a2b45", "#a06f8b"),
    "sky": ("#a9c7d3", "#5f8fa3"),
    "blush": ("#e3b39c", "#bd7355"),
    "slate": ("#3a4a52", "#7d929c"),
}

# name: (lit, shaded)
SKINS: dict[str, tuple[Colour, Colour]] = {
    "porcelain": ("#f6dac2", "#d3a384"),
    "pink": ("#f2c4ad", "#cd8b70"),
    "fair": ("#f1cba9", "#c78f6a"),
    "peach": ("#e9b892", "#b67d57"),
    "olive": ("#dca574", "#a56a41"),
    "tan": ("#c98e60", "#8d5836"),
    "brown": ("#ad7046", "#76462b"),
    "umber": ("#955f3f", "#613823"),
    "deep": ("#80503a", "#4f2e20"),
    "ebony": ("#6b4634", "#432a1f"),
}

# name: (hair, its shine)
HAIR_COLOURS: dict[str, tuple[Colour, Colour]] = {
    "black": ("#17130f", "#5c5a52"),
    "soft_black": ("#241710", "#6b4a37"),
    "dark_brown": ("#3a2016", "#7d4b33"),
    "brown": ("#5b3b20", "#a9794a"),
    "chestnut": ("#74401f", "#b5784a"),
    "auburn": ("#a8431b", "#e39a63"),
    "ginger": ("#c4682a", "#f0a869"),
    "fair": ("#b98b4b", "#e6c68c"),
    "blond": ("#d9b76c", "#f4e2b0"),
    "pepper": ("#55564f", "#a3a59c"),
    "grey": ("#8d948d", "#dfe3dc"),
    "silver": ("#b9beb6", "#f4f4ee"),
    "white": ("#e4e3d8", "#ffffff"),
    "teal": ("#1f6f74", "#74b9b6"),
    "rose": ("#b4466b", "#e79ab2"),
}

CLOTH_COLOURS: dict[str, Colour] = {
    "white": "#f6f4ea",
    "cream": "#f2ead6",
    "mint": "#c9d6be",
    "sea": "#a9c2bb",
    "sky": "#8fb4c9",
    "blue": "#1e4d7a",
    "teal": "#2f5d6b",
    "navy": "#1d2b33",
    "pine": "#143528",
    "moss": "#5d7247",
    "ochre": "#d8a24a",
    "lead": "#c2370b",
    "brick": "#b8431c",
    "wine": "#7a2c3a",
    "plum": "#5a2b45",
    "lilac": "#b3a2c4",
    "rose": "#d08a86",
    "brown": "#7a3b1d",
    "stone": "#cfc7b4",
    "grey": "#7d8a86",
    "coal": "#2c302e",
    "hi_vis": "#dbe04a",
    "orange": "#e8842c",
}


def shaded(colour: Colour) -> Colour:
    """The same cloth on the side away from the light."""
    light = sum(int(colour[i : i + 2], 16) for i in (1, 3, 5)) / 765
    return mix(colour, "#1a2620", 0.16 if light > 0.75 else 0.3)
