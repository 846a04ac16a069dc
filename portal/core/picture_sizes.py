"""The sizes and formats in which pages ask for a picture of the library; no database is needed here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A place on a page that takes a picture.

    `width` and `height` in CSS pixels give its proportions, which hold its place before it is there; `widths` are the
    files to choose from; `sizes` tells the browser how wide the place is, so that a telephone fetches a small file.
    """

    width: int
    height: int
    widths: tuple[int, ...]
    sizes: str


SHAPES = {
    "wide": Shape(800, 450, (480, 800, 1600), "(min-width: 52rem) 50rem, 94vw"),
    "card": Shape(400, 300, (400, 800), "(min-width: 40rem) 24rem, 94vw"),
    "square": Shape(240, 240, (240, 480), "15rem"),
}
FORMATS = ("avif", "webp")
# What other sites draw where a page is shared: none of them asks for AVIF
SHARE = "share-1200.jpeg"
SHARE_SIZE = (1200, 630)
# The university's mark in the header, twice as large as it is drawn
MARK = "mark-88.webp"


def file_name(shape: str, width: int, kind: str) -> str:
    """Return what one file of a picture is called in its address."""
    return f"{shape}-{width}.{kind}"


def _specs() -> dict[str, str]:
    made = {
        file_name(name, width, kind): f"fill-{width}x{width * shape.height // shape.width}|format-{kind}"
        for name, shape in SHAPES.items()
        for width in shape.widths
        for kind in FORMATS
    }
    return made | {
        SHARE: f"fill-{SHARE_SIZE[0]}x{SHARE_SIZE[1]}|format-jpeg",
        MARK: "fill-88x88|format-webp",
    }


# What a file is called -> how Wagtail makes it; there are no others
SPECS = _specs()


def kind_of(name: str) -> str:
    """Return the type of a file by its name, as an answer's header has it."""
    return f"image/{name.rpartition('.')[2]}"
