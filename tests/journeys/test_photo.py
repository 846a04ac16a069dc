"""A phone's photo, which says where it was taken, becomes a portrait that says nothing, with and without JavaScript."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import register_heif_opener
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.outputs.viewers import Viewer

pytestmark = pytest.mark.browser


def phone_photo(folder: Path) -> Path:
    """Write a HEIC file, blue on the left and red on the right, with a camera and a place in it."""
    register_heif_opener()
    picture = Image.new("RGB", (1200, 600), "blue")
    picture.paste("red", (600, 0, 1200, 600))
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    path = folder / "IMG_2041.HEIC"
    picture.save(path, "HEIF", exif=exif, xmp=b"<x>CANARY-XMP</x>")
    assert b"CANARY-CAMERA" in path.read_bytes()
    return path


@pytest.mark.parametrize("scripts", [True, False])
def test_from_phone_to_portrait(visit: Visit, tmp_path: Path, scripts: bool) -> None:
    page = visit(Viewer.OWNER, "/me/profile/photo/", java_script_enabled=scripts)
    page.get_by_label("Choose another photo").set_input_files(phone_photo(tmp_path))
    page.get_by_label("What the photo shows").fill("At the magnet")
    page.get_by_label("Public", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile("/me/profile/photo/crop/$"))
    move_to_the_right(page, scripts)
    page.get_by_role("button", name="Show this part").click()
    expect(page.get_by_text("Saved the part of your photo that is shown.")).to_be_visible()

    page.goto("/me/profile/photo/")
    address = page.get_by_role("img", name="At the magnet").get_attribute("src")
    assert address
    for served in (address, address.replace(".webp", ".avif"), address.replace("/400.", "/800.")):
        data = page.request.get(served).body()
        assert b"CANARY" not in data
        with Image.open(BytesIO(data)) as shown:
            assert not {"exif", "xmp", "icc_profile"} & set(shown.info)
            assert shown.width * 6 == shown.height * 5
            red, _, blue = shown.convert("RGB").getpixel((shown.width // 2, shown.height // 2))  # type: ignore[misc]
            assert red > blue


def move_to_the_right(page: Page, scripts: bool) -> None:
    """Move the frame to the right by the keyboard: on the photo, or by the slider."""
    if scripts:
        mover = page.get_by_role("button", name="Move the frame")
        for _ in range(3):
            mover.press("Shift+ArrowRight")
        corner = page.get_by_role("slider", name="Size of the frame: drag it")
        corner.press("ArrowLeft")
        expect(corner).to_have_attribute("aria-valuenow", "98")
        box = mover.bounding_box()
        assert box
        page.mouse.move(box["x"] + 20, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 900, box["y"] + 20)
        page.mouse.up()
        expect(page.get_by_label("From left to right")).to_have_value("100")
    else:
        page.get_by_label("From left to right").press("End")
        page.get_by_role("button", name="Look at it first").click()
        expect(page.get_by_label("From left to right")).to_have_value("100")
