"""What is taken as a photo, what is refused with which words, and what either costs."""

import json
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, PngImagePlugin

from portal.core.picture_files import LARGEST_SIDE, MOST_BYTES, read_picture

RED = (220, 30, 40)


def file_of(kind: str, mode: str = "RGB", size: tuple[int, int] = (300, 360), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, RED).convert(mode).save(out, kind, **options)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def claim(width: int, height: int) -> bytes:
    """Return a tiny PNG that says it is very large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def claiming_jpeg() -> bytes:
    data = file_of("JPEG")
    start = data.index(b"\xff\xc0")
    return data[: start + 5] + struct.pack(">HH", 40_000, 40_000) + data[start + 9 :]


def claiming_heic() -> bytes:
    data = file_of("HEIF")
    small, large = (b"ispe\0\0\0\0" + struct.pack(">II", *size) for size in ((300, 360), (40_000, 40_000)))
    assert small in data
    return data.replace(small, large)


def words_that_burst() -> bytes:
    """Return a PNG with a comment of 90 MB in a few kilobytes."""
    data = file_of("PNG")
    packed = zlib.compress(b"\0" * 90_000_000, 9)
    return data[:33] + chunk(b"zTXt", b"Comment\0\0" + packed) + data[33:]


def moving(kind: str) -> bytes:
    out = BytesIO()
    first, second = Image.new("RGB", (300, 360), RED), Image.new("RGB", (300, 360), "blue")
    first.save(out, kind, save_all=True, append_images=[second], duration=100)
    return out.getvalue()


MISSING = "damaged, or part of it is missing"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "This file is empty"),
    "words": (lambda: b"Dear all,\nthe lathe is back.", "could not be read as a picture"),
    "zeros": (lambda: b"\0" * 4096, "could not be read as a picture"),
    "too heavy": (lambda: file_of("JPEG") + b"\0" * MOST_BYTES, "larger than 20 MB"),
    "truncated JPEG": (lambda: file_of("JPEG", size=(900, 900))[:-900], MISSING),
    "truncated PNG": (lambda: file_of("PNG", size=(900, 900))[:-300], MISSING),
    "truncated WebP": (lambda: file_of("WEBP", size=(900, 900))[:-100], MISSING),
    "truncated HEIC": (lambda: file_of("HEIF")[:-60], MISSING),
    "only a beginning": (lambda: file_of("JPEG")[:4], MISSING),
    "claims of a PNG": (lambda: claim(40_000, 40_000), "more than 20 million pixels"),
    "claims of a long PNG": (lambda: claim(2_000_000_000, 1), "more than 20 million pixels"),
    "claims of a JPEG": (claiming_jpeg, "more than 50 million pixels"),
    "claims of a HEIC": (claiming_heic, f"{MISSING}|more than 25 million pixels"),
    "a bomb of one colour": (lambda: file_of("PNG", "1", (10_000, 6_000)), "more than 20 million pixels"),
    "words that burst": (words_that_burst, MISSING),
    "moving PNG": (lambda: moving("PNG"), "This picture moves"),
    "moving WebP": (lambda: moving("WEBP"), "This picture moves"),
    "moving GIF": (lambda: moving("GIF"), "This is a GIF"),
    "TIFF": (lambda: file_of("TIFF"), "TIFF file or a camera’s raw file"),
    "bitmap": (lambda: file_of("BMP"), "Windows bitmap"),
    "AVIF": (lambda: file_of("AVIF"), "an AVIF file"),
    "film": (lambda: b"\0\0\0\x18ftypisom" + b"\0" * 99, "a film"),
    "a page before the picture": (lambda: b"<html><script>1</script>" + file_of("JPEG"), "a web page"),
    "a drawing": (lambda: b"\xef\xbb\xbf <svg xmlns='http://www.w3.org/2000/svg'/>", "a drawing"),
    "a PDF with a picture in it": (lambda: b"%PDF-1.4\n" + file_of("JPEG"), "a PDF document"),
    "an archive before the picture": (lambda: b"PK\x03\x04" + file_of("PNG"), "a ZIP archive"),
}
READ = """
import json, pathlib, sys, time
from portal.core.picture_files import read_picture
from django.core.exceptions import ValidationError
answers = {}
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    begun, worked = time.monotonic(), time.process_time()
    try:
        read_picture(path.read_bytes())
        words = "taken"
    except ValidationError as refusal:
        words = " ".join(refusal.messages)
    status = pathlib.Path("/proc/self/status").read_text()
    memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024  # unlike ru_maxrss, not inherited from the parent
    answers[path.name] = [words, time.monotonic() - begun, memory, time.process_time() - worked]
print(json.dumps(answers))
"""


Told = tuple[str, float, float, float]


def read_apart(folder: Path, files: dict[str, Callable[[], bytes]]) -> dict[str, Told]:
    """Read files in a process of its own.

    Return for each the words, the seconds, the most megabytes so far, and the seconds in which it was at work.
    """
    for name, make in files.items():
        (folder / name).write_bytes(make())
    done = subprocess.run([sys.executable, "-c", READ, folder], capture_output=True, text=True, check=True, timeout=120)
    return {name: tuple(answer) for name, answer in json.loads(done.stdout).items()}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    return read_apart(tmp_path_factory.mktemp("corpus"), {name: make for name, (make, _) in REFUSED.items()})


@pytest.mark.parametrize("name", REFUSED)
def test_each_bad_file_is_refused_in_words_quickly_and_in_little_memory(answers, name):
    words, seconds, megabytes, _ = answers[name]
    assert re.search(REFUSED[name][1], words), words
    assert seconds < 2
    assert megabytes < 300


LARGEST: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: file_of("JPEG", size=(8600, 5800)),
    "PNG": lambda: file_of("PNG", "RGBA", (5000, 3990), compress_level=1),
    "WebP": lambda: file_of("WEBP", "RGBA", (4000, 2990), method=0),
}


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_that_are_taken_need_little_memory_too(tmp_path, name):
    words, _, megabytes, _ = read_apart(tmp_path, {name: LARGEST[name]})[name]
    assert words == "taken"
    assert megabytes < 300


# Odd, but pictures all the same: what is more in the file, and what its name says, is left behind
TAKEN: dict[str, Callable[[], bytes]] = {
    "inks.jpg": lambda: file_of("JPEG", "CMYK", (4000, 3000)),
    "a picture with an archive behind it.jpg": lambda: file_of("JPEG", size=(2000, 2400)) + b"PK\x03\x04" + b"\0" * 999,
    "a picture with a script in it.jpg": lambda: file_of("JPEG", comment=b"*/=1;alert(1)/*<script>"),
    "a PNG by another name.jpg": lambda: file_of("PNG", size=(2000, 2400)),
    "a WebP by another name.png": lambda: file_of("WEBP", size=(1000, 1200)),
    "a HEIC by another name.gif": lambda: file_of("HEIF"),
    "a JPEG by another name.exe": lambda: file_of("JPEG"),
}


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    return read_apart(tmp_path_factory.mktemp("taken"), TAKEN)


@pytest.mark.parametrize("name", TAKEN)
def test_each_odd_file_is_taken_quickly_and_in_little_memory(taken: dict[str, Told], name: str) -> None:
    words, _, megabytes, at_work = taken[name]
    assert words == "taken"
    assert at_work < 2
    assert megabytes < 300


@pytest.mark.parametrize("kind", ["HEIC", "PNG"])
def test_whoever_sends_too_many_pixels_is_told_what_to_do(kind: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_picture(claim(40_000, 40_000) if kind == "PNG" else claiming_heic())
    wanted = {"HEIC": "choose ‘Large’", "PNG": "Save it as a JPEG, which may have 50 million"}[kind]
    assert wanted in refusal.value.messages[0]


def drawn(data: bytes) -> Image.Image:
    return Image.open(BytesIO(read_picture(data).data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "MPO"])
def test_what_is_taken_becomes_webp_of_the_same_colour(kind):
    picture = drawn(file_of(kind))
    assert (picture.format, picture.mode, picture.size) == ("WEBP", "RGB", (300, 360))
    assert all(abs(a - b) < 12 for a, b in zip(picture.getpixel((150, 180)), RED, strict=True))


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "1")])
def test_every_way_of_keeping_colours_is_brought_to_one(kind, mode):
    assert drawn(file_of(kind, mode)).mode == "RGB"


def test_inks_are_mixed_to_the_colour_they_print():
    picture = drawn(file_of("JPEG", "CMYK"))
    assert all(abs(a - b) < 12 for a, b in zip(picture.getpixel((150, 180)), RED, strict=True))


def test_sixteen_bits_of_grey_stay_as_bright():
    out = BytesIO()
    Image.new("I;16", (30, 36), 0x8000).save(out, "PNG")
    assert abs(drawn(out.getvalue()).getpixel((5, 5))[0] - 0x80) < 4


def test_what_is_clear_is_laid_on_white():
    out = BytesIO()
    Image.new("RGBA", (30, 36), (0, 0, 0, 0)).save(out, "PNG")
    assert drawn(out.getvalue()).getpixel((5, 5)) == (255, 255, 255)


def test_nothing_of_the_file_is_left():
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "CANARY-TEXT")
    told = {"exif": exif, "icc_profile": profile, "xmp": b"<x>CANARY-XMP</x>"}
    for data in (
        file_of("JPEG", comment=b"CANARY", **told) + b"PK\x03\x04CANARY<script>",
        file_of("PNG", pnginfo=text, **told),
        file_of("WEBP", **told),
        file_of("HEIF", **told),
    ):
        clean = read_picture(data).data
        assert b"CANARY" not in clean
        assert {b"EXIF", b"XMP ", b"ICCP"} & {clean[at : at + 4] for at in range(len(clean))} == set()
        assert not Image.open(BytesIO(clean)).getexif()


def test_a_large_photo_is_kept_smaller():
    assert drawn(file_of("JPEG", size=(6000, 3000))).size == (LARGEST_SIDE, LARGEST_SIDE // 2)


def test_a_phone_held_sideways():
    exif = Image.Exif()
    exif[0x0112] = 6
    for kind in ("JPEG", "WEBP", "PNG"):
        assert drawn(file_of(kind, size=(360, 300), exif=exif)).size == (300, 360), kind


def test_it_says_what_to_choose():
    with pytest.raises(ValidationError, match="Choose a JPEG, PNG, WebP or HEIC file"):
        read_picture(b"GIF89a")
