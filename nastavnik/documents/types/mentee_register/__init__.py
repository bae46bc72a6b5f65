"""The register of mentees as a paper."""

from pathlib import Path

from nastavnik.documents.registers import register_kind
from nastavnik.programmes.enums import Side

DOCUMENT = register_kind(Side.MENTEE, Path(__file__).resolve().parent)
