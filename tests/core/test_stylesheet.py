"""The stylesheet and the templates keep to what the look promises."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STYLESHEET = ROOT / "portal" / "core" / "static" / "core" / "portal.css"
LAYERS = ["reset", "tokens", "base", "layout", "components", "pages", "utilities", "print"]
LIMIT = 25_000
"""Bytes of the gzipped stylesheet."""

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def css() -> str:
    return re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text(encoding="utf-8"), flags=re.DOTALL)


def layer(name: str) -> str:
    """The text between the braces of one cascade layer."""
    text = css()
    start = text.index(f"@layer {name} {{") + len(f"@layer {name} {{")
    depth = 1
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return text[start:position]
    raise AssertionError(f"layer {name} is not closed")


def test_small_enough() -> None:
    assert len(gzip.compress(STYLESHEET.read_bytes(), 9)) < LIMIT


def test_layers_are_declared_once_in_order_and_each_is_filled() -> None:
    declared = re.search(r"@layer ([a-z, ]+);", css())
    assert declared is not None
    assert declared[1].split(", ") == LAYERS
    assert re.findall(r"@layer ([a-z]+) \{", css()) == LAYERS
    assert all(layer(name).strip() for name in LAYERS)


def test_nothing_outside_the_layers() -> None:
    rest = css()
    for name in LAYERS:
        rest = rest.replace(f"@layer {name} {{{layer(name)}}}", "")
    assert re.sub(r"@layer [a-z, ]+;", "", rest).strip() == ""


def test_in_the_dark_only_colours_change() -> None:
    """What axe may rely on, which asks the rules about colour alone a second time in the dark."""
    changed: set[str] = set()
    for start in re.finditer(r"@media \(prefers-color-scheme: dark\) \{", css()):
        depth, end = 1, start.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css()[end], 0)
            end += 1
        declarations = re.sub(r"[^{}]*\{", "{", css()[start.end() : end - 1])
        changed |= set(re.findall(r"([\w-]+)\s*:", declarations))
    assert changed
    assert changed <= {"color", "background-color", "border-color", "filter"}


def test_every_custom_property_used_is_defined() -> None:
    text = css()
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    without_fallback = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert without_fallback - defined == set()


def test_every_token_is_used() -> None:
    text = css()
    tokens = set(re.findall(r"(--[\w-]+)\s*:", layer("tokens")))
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert tokens - used == set()


@pytest.mark.parametrize("name", [name for name in LAYERS if name not in {"tokens", "print"}])
def test_colours_come_from_tokens(name: str) -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", layer(name)) == []


def test_braces_balance() -> None:
    assert css().count("{") == css().count("}")


def test_there_are_templates() -> None:
    assert any(path.name == "base.html" for path in TEMPLATES)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle\s*=|<style\b", text) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']|javascript:", text) == []
    inline = [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag]
    assert [tag for tag in inline if "application/ld+json" not in tag] == []
