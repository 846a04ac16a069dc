"""Secrets in addresses."""

import secrets


def new_secret() -> str:
    """Return what makes an address known to nobody but whom it was sent: 32 characters."""
    return secrets.token_urlsafe(24)
