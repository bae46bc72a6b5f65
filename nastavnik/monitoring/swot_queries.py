"""Questions the pages and the paper of a SWOT analysis ask: its fields, and last year's beside them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from nastavnik.monitoring.enums import SwotField
from nastavnik.monitoring.models import SwotAnalysis, SwotBullet
from nastavnik.programmes.models import Programme


@dataclass(frozen=True)
class Line:
    """A line of this year, and the field the same thing stood in last year, None where it stood in none."""

    bullet: SwotBullet
    before: SwotField | None


@dataclass(frozen=True)
class FieldOfTwoYears:
    field: SwotField
    lines: list[Line]
    before: list[SwotBullet]


@dataclass(frozen=True)
class Sheet:
    """The four fields, and the analysis of last year they stand beside, None where there is none."""

    fields: list[FieldOfTwoYears]
    former: SwotAnalysis | None


def analyses(programme: Programme) -> QuerySet[SwotAnalysis]:
    """Every version, those of the whole programme first."""
    rows = SwotAnalysis.objects.filter(programme=programme).select_related("form")
    return rows.annotate(lines=Count("bullets")).order_by(
        F("form__position").asc(nulls_first=True), "form__code", "-version"
    )


def sheet(analysis: SwotAnalysis) -> Sheet:
    """Three queries, whatever the number of lines."""
    former = _of_last_year(analysis)
    now, before = (list(SwotBullet.objects.filter(analysis=row)) if row else [] for row in (analysis, former))
    stood = {bullet.key: SwotField(bullet.field) for bullet in before if bullet.key}
    fields = [
        FieldOfTwoYears(
            field,
            [Line(bullet, stood.get(bullet.key)) for bullet in now if bullet.field == field],
            [bullet for bullet in before if bullet.field == field],
        )
        for field in SwotField
    ]
    return Sheet(fields, former)


def _of_last_year(analysis: SwotAnalysis) -> SwotAnalysis | None:
    """The last signed version about the same in the programme of the school's former year."""
    programme = analysis.programme
    rows = SwotAnalysis.objects.filter(
        programme__organisation=programme.organisation_id, programme__year__starts_in=programme.year.starts_in - 1,
        form=analysis.form, signed_on__isnull=False,
    ).select_related("programme__year")  # fmt: skip
    return rows.order_by("-version").first()
