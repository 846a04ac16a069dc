"""`python -m portal.demo.contact_sheet OUT.png`: every portrait of the sample on one sheet, to look at."""

import sys
from pathlib import Path

from PIL import Image

from portal.demo.portraits import PortraitSpec, draw_portrait
from portal.demo.sample import profiles

WIDTH, HEIGHT, GAP = 180, 216, 6  # pixels


def contact_sheet(columns: int = 10) -> Image.Image:
    """All drawn people, in the order of their files."""
    specs = [PortraitSpec.from_table(person["portrait"]) for person in profiles().values() if "portrait" in person]
    rows = -(-len(specs) // columns)
    sheet = Image.new("RGB", (columns * (WIDTH + GAP), rows * (HEIGHT + GAP)), "#fbfaf5")
    for number, spec in enumerate(specs):
        row, column = divmod(number, columns)
        sheet.paste(draw_portrait(spec, WIDTH), (column * (WIDTH + GAP), row * (HEIGHT + GAP)))
    return sheet


if __name__ == "__main__":
    contact_sheet().save(Path(sys.argv[1]))
