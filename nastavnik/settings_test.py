"""Settings of the tests: fast hashing, jobs at once, the same databases and templates as the server."""

import os
import tempfile

os.environ.setdefault("NASTAVNIK_DATA", tempfile.mkdtemp(prefix="nastavnik-test-"))

from nastavnik.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
