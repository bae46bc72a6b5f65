"""A JSON value encrypted at rest: special categories of personal data (health, hardship) are never plain in the database."""

from __future__ import annotations

import base64
import json
import os
from contextlib import suppress
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

VERSION = "v1"
NONCE_BYTES = 12


@cache
def _cipher(secret: str, purpose: str) -> AESGCM:
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
    return AESGCM(key)


class EncryptedJSONField(models.TextField[Any, Any]):
    """AES-256-GCM, the key from settings, bound to the model and the field: a value moved elsewhere does not decrypt."""

    def _purpose(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> str:
        nonce = os.urandom(NONCE_BYTES)
        plain = json.dumps(value, ensure_ascii=False).encode()
        purpose = self._purpose()
        sealed = _cipher(settings.FIELD_KEYS[0], purpose).encrypt(nonce, plain, purpose.encode())
        return f"{VERSION}:{base64.b64encode(nonce + sealed).decode()}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        if not value:
            return None
        purpose = self._purpose()
        for secret in settings.FIELD_KEYS:
            # a wrong key or a changed letter; a value cut short or never sealed
            with suppress(InvalidTag, ValueError):
                raw = base64.b64decode(value.removeprefix(f"{VERSION}:"), validate=True)
                opened = _cipher(secret, purpose).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode())
                return json.loads(opened)
        raise ValueError(f"{purpose}: none of FIELD_KEYS opens this value.")

    def to_python(self, value: Any) -> Any:
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError(f"{self._purpose()} is encrypted and cannot be searched by {lookup_name!r}.")
