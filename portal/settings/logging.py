"""Structured logs: one JSON object a line in production, coloured lines in development."""

import re
from typing import Any

import structlog

_CLAIM_LINK = re.compile(r"(/claim/)[^/\s]{20,}")


def hide_claim_links(logger: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Take the secret part out of addresses that open an account: logs are read by more people than
    mailboxes.
    """
    return {
        key: _CLAIM_LINK.sub(r"\1[hidden]", value) if isinstance(value, str) else value for key, value in event.items()
    }


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    hide_claim_links,
]


def logging_config(*, as_json: bool, level: str) -> dict[str, Any]:
    """Return Django's LOGGING for JSON or readable lines, from `level` (a name such as 'INFO') up."""
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            }
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["stream"], "level": "WARNING", "propagate": False},
            # Each step of drawing a PDF
            "weasyprint.progress": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
        },
    }


def configure_structlog() -> None:
    """Send structlog's events through the standard library, so that there is one log."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
