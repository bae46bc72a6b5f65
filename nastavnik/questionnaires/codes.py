"""Codes of questionnaires and questions that are made in the browser."""

from __future__ import annotations

import secrets


def fresh_code(beginning: str) -> str:
    """A code that no other questionnaire, question or option has: eight random digits after the beginning."""
    return f"{beginning}-{secrets.token_hex(4)}"
