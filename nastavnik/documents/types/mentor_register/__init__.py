"""The register of mentors as a paper."""

from pathlib import Path

from nastavnik.documents.registers import register_kind
from nastavnik.programmes.enums import Side

DOCUMENT = register_kind(Side.MENTOR, Path(__file__).resolve().parent)
