"""The register of mentees as a paper."""

from pathlib import Path

from nastavnik.documents.registers import register_of
from nastavnik.programmes.enums import Side

DOCUMENT = register_of(Side.MENTEE, title="База наставляемых", folder=Path(__file__).resolve().parent)
