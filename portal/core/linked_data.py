"""Data for search engines inside a page (JSON-LD)."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.html import _json_script_escapes  # type: ignore[attr-defined]  # the same as Django's json_script
from django.utils.safestring import SafeString, mark_safe


def json_ld(data: Mapping[str, Any]) -> SafeString:
    """Return the JSON of what is said, safe inside a script element; what is empty is simply not there."""
    told = {"@context": "https://schema.org", **{key: value for key, value in data.items() if value}}
    text = json.dumps(told, ensure_ascii=False)
    return mark_safe(text.translate(_json_script_escapes))  # noqa: S308 (escaped in the line itself)
