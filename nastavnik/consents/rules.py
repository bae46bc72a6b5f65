"""Who must have consented to what before going further (methodology §10.1, §10.4)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from nastavnik.consents.enums import ALWAYS, ConsentKind, Signer
from nastavnik.consents.queries import standing_kinds
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import ADULT_AT, SIGNS_AT, Person

SCAN_BYTES = 10 * 1024 * 1024
# the first bytes of what a scanner or a phone makes, and how such a file is named
SCANS = ((b"%PDF-", ".pdf"), (b"\xff\xd8\xff", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png"))
NEEDED = (*ALWAYS, ConsentKind.LABOUR)  # by anybody at all; the last by employees who mentor


def kinds_needed(person: Person, *, as_mentor: bool) -> tuple[ConsentKind, ...]:
    """The sheets without which the person goes no further; a teacher who mentors also consents as an employee (351.8)."""
    if as_mentor and person.kind == PersonKind.TEACHER:
        return NEEDED
    return ALWAYS


def signer_for(person: Person, on: date) -> Signer:
    """Under 14 the representative, from 14 to 17 the pupil with the representative, an adult alone (§10.4)."""
    age = person.age(on)
    if age is None:
        return Signer.REPRESENTATIVE if person.kind == PersonKind.PUPIL else Signer.SELF
    if age < SIGNS_AT:
        return Signer.REPRESENTATIVE
    return Signer.BOTH if age < ADULT_AT else Signer.SELF


def missing_kinds(person: Person, *, as_mentor: bool, standing: set[str]) -> list[ConsentKind]:
    return [kind for kind in kinds_needed(person, as_mentor=as_mentor) if kind not in standing]


def check_consents(person: Person, *, as_mentor: bool, on: date) -> None:
    """Raise with the names of the missing sheets: nobody goes further without them."""
    missing = missing_kinds(person, as_mentor=as_mentor, standing=standing_kinds([person.pk], on)[person.pk])
    if missing:
        raise ValidationError(
            _("%(name)s: нет действующего согласия %(kinds)s.")
            % {"name": person.short_name, "kinds": "; ".join(str(kind.label) for kind in missing)},
            code="consent",
        )


def scan_ending(scan: UploadedFile) -> str:
    """The ending that the file's own first bytes give it; raises where it is no scan, whatever its name says."""
    if (scan.size or 0) > SCAN_BYTES:
        raise ValidationError({"scan": _("Файл «%(name)s» больше 10 МБ.") % {"name": scan.name}})
    first = scan.read(8)
    scan.seek(0)
    ending = next((ending for magic, ending in SCANS if first.startswith(magic)), "")
    if not ending:
        raise ValidationError({"scan": _("«%(name)s» – не скан: нужен файл PDF, JPEG или PNG.") % {"name": scan.name}})
    return ending
