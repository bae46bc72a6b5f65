"""Indicators of a school or of everybody in a branch: the same figures on the page, in the file and down the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import add
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from nastavnik.monitoring.enums import Whole
from nastavnik.monitoring.indicator import Indicator, Tallies, Tally
from nastavnik.monitoring.models import Denominator, Target
from nastavnik.monitoring.moments import Moment
from nastavnik.monitoring.registry import in_order
from nastavnik.monitoring.statistics import ANONYMOUS_BELOW
from nastavnik.monitoring.suppression import SMALL, keep_back
from nastavnik.organisations.enums import OrganisationKind
from nastavnik.organisations.models import Organisation
from nastavnik.organisations.queries import paths_down_to
from nastavnik.people.models import Person
from nastavnik.people.queries import young_teacher
from nastavnik.programmes.models import Programme

YEARS_SHOWN = 5
TENTH = Decimal("0.1")
Targets = Mapping[tuple[str, int], Target]


@dataclass(frozen=True)
class Base:
    """Of how many, by whose words, on which day."""

    number: int
    source: str
    on: date


@dataclass(frozen=True)
class Figure:
    """What an indicator says at a moment. `lacking` is how many schools below have not named their number yet.

    A hidden one holds no numbers at all, so that none can slip out.
    """

    moment: Moment
    part: int = 0
    unknown: int = 0
    whole: Base | None = None
    target: Target | None = None
    lacking: int = 0
    hidden: bool = False

    @property
    def is_too_much(self) -> bool:
        """More than there are in all: the number it is taken of is wrong or of somebody else."""
        return self.whole is not None and self.part > self.whole.number

    @property
    def percent(self) -> Decimal | None:
        if self.whole is None or self.is_too_much:
            return None
        return (Decimal(100 * self.part) / self.whole.number).quantize(TENTH, ROUND_HALF_UP)

    @property
    def is_reached(self) -> bool | None:
        if self.percent is None or self.target is None:
            return None
        return self.percent >= self.target.percent

    def kept_back(self) -> Figure:
        return Figure(self.moment, target=self.target, hidden=True)


@dataclass(frozen=True)
class Line:
    """An indicator with its figures: `now` is None where nothing is kept of so long ago; `past` are whole school years."""

    indicator: Indicator
    now: Figure | None
    past: Sequence[Figure] = ()
    rows: Sequence[tuple[Organisation, Figure]] = ()

    @property
    def change(self) -> Decimal | None:
        """Percentage points since the whole school year before, None where either has no percent."""
        last = self.past[0].percent if self.past else None
        return None if self.now is None or self.now.percent is None or last is None else self.now.percent - last


def targets_of(organisation: Organisation | None, years: Iterable[int] | None = None) -> Targets:
    """The targets that hold for an organisation: its own, else of the nearest above, else everybody's; one query."""
    above = paths_down_to(organisation) if organisation else []
    rows = Target.objects.filter(Q(organisation__isnull=True) | Q(organisation__path__in=above))
    rows = rows if years is None else rows.filter(year__in=list(years))
    nearest_last = sorted(
        rows.select_related("organisation"), key=lambda row: row.organisation.path if row.organisation else ""
    )
    return {(row.indicator, row.year): row for row in nearest_last}


@dataclass
class _Numbers:
    """Everything that the figures of a branch need, asked for once: a fixed number of queries however many schools."""

    on: date
    today: date
    moments: list[Moment] = field(init=False)
    tallies: dict[str, Tallies] = field(init=False)
    entered: dict[tuple[UUID, str, int], Base] = field(init=False)
    listed: dict[UUID, int] = field(init=False)

    def __post_init__(self) -> None:
        now = Moment.at(self.on)
        years = Programme.objects.filter(year__starts_in__lt=now.starts_in).order_by("-year__starts_in")
        former = years.values_list("year__starts_in", flat=True).distinct()[: YEARS_SHOWN - 1]
        self.moments = [now, *(Moment.whole(year) for year in former)]
        self.tallies = {indicator.code: indicator.tally(self.moments) for indicator in in_order()}
        self.entered = self._entered()
        found = Person.objects.filter(young_teacher()).order_by().values_list("organisation")
        self.listed = dict(found.annotate(n=Count("id")))

    def _entered(self) -> dict[tuple[UUID, str, int], Base]:
        found: dict[tuple[UUID, str, int], Base] = {}
        for row in Denominator.objects.filter(on__lte=self.on).order_by("on"):
            for moment in self.moments:
                if moment.includes(row.on):
                    found[row.organisation_id, row.of, moment.starts_in] = Base(row.number, row.source, row.on)
        return found

    def knows(self, indicator: Indicator, moment: Moment) -> bool:
        return indicator.knows_former_years or self._is_this_year(moment)

    def _is_this_year(self, moment: Moment) -> bool:
        return moment.starts_in == Moment.at(self.today).starts_in

    def tally(self, indicator: Indicator, organisation: Organisation, moment: Moment) -> Tally:
        return self.tallies[indicator.code].get((organisation.pk, moment.starts_in), Tally())

    def base(self, indicator: Indicator, organisation: Organisation, moment: Moment) -> Base | None:
        """The number an organisation has named, or that its own list or the answers themselves hold."""
        if indicator.of is None:
            asked = self.tally(indicator, organisation, moment).whole
            return Base(asked, _("ответившие на выходе"), moment.on) if asked else None
        named = self.entered.get((organisation.pk, indicator.of, moment.starts_in))
        if named is None and indicator.of == Whole.YOUNG_TEACHERS and self.listed.get(organisation.pk):
            return Base(self.listed[organisation.pk], _("список людей организации"), self.today)
        return named

    def figure(self, indicator: Indicator, organisation: Organisation, moment: Moment) -> Figure:
        found = self.tally(indicator, organisation, moment)
        return Figure(moment, found.part, found.unknown, self.base(indicator, organisation, moment))


def of_school(school: Organisation, on: date, today: date) -> list[Line]:
    """Every indicator of one school, with the school years before; means of answers hidden below three answers."""
    numbers = _Numbers(on, today)
    targets = targets_of(school)
    lines = []
    for indicator in in_order():
        now, *past = (
            _with_target(_anonymous(indicator, numbers.figure(indicator, school, moment)), indicator, targets)
            if numbers.knows(indicator, moment)
            else None
            for moment in numbers.moments
        )
        lines.append(Line(indicator, now, [figure for figure in past if figure]))
    return lines


def _anonymous(indicator: Indicator, figure: Figure) -> Figure:
    few = indicator.is_survey and figure.whole is not None and figure.whole.number < ANONYMOUS_BELOW
    return figure.kept_back() if few else figure


def _with_target(figure: Figure, indicator: Indicator, targets: Targets) -> Figure:
    return replace(figure, target=targets.get((indicator.code, figure.moment.on.year)))


def of_branch(head: Organisation, on: date, today: date) -> list[Line]:
    """Every indicator of a municipality or a region: the sum of its schools and a row for each, small counts kept back."""
    numbers, tree, targets = _Numbers(on, today), _Tree(head), targets_of(head)
    lines = []
    for indicator in in_order():
        known = [moment for moment in numbers.moments if numbers.knows(indicator, moment)]
        summed = {moment: _summed(numbers, tree, indicator, moment) for moment in known}
        whole = {moment: _with_target(total, indicator, targets) for moment, (total, _rows) in summed.items()}
        now = numbers.moments[0]
        rows = summed[now][1] if now in summed else []
        lines.append(Line(indicator, whole.get(now), [whole[moment] for moment in known if moment != now], rows))
    return lines


class _Tree:
    """The schools below an organisation, and what lies between."""

    def __init__(self, head: Organisation) -> None:
        kinds = (OrganisationKind.REGION, OrganisationKind.MUNICIPALITY, OrganisationKind.SCHOOL)
        found = {row.pk: row for row in Organisation.objects.filter(kind__in=kinds, path__startswith=head.path)}
        self.head = head
        self.schools = [row for row in found.values() if row.kind == OrganisationKind.SCHOOL]
        self.children: dict[UUID, dict[UUID, Organisation]] = defaultdict(dict)
        for school in self.schools:
            row = school
            while row.pk != head.pk and row.parent_id in found:
                self.children[row.parent_id][row.pk] = row
                row = found[row.parent_id]


def _summed(
    numbers: _Numbers, tree: _Tree, indicator: Indicator, moment: Moment
) -> tuple[Figure, list[tuple[Organisation, Figure]]]:
    tallies = [numbers.tally(indicator, school, moment) for school in tree.schools]
    all_in_all = reduce(add, tallies, Tally())
    figures = [(school, numbers.figure(indicator, school, moment)) for school in tree.schools]
    base = _base_of(numbers, tree, indicator, moment, tree.head, all_in_all)
    lacking = sum(figure.whole is None for _school, figure in figures) if base is None and _adds_up(indicator) else 0
    unknown = all_in_all.unknown if all_in_all.unknown >= SMALL else 0
    total = Figure(moment, all_in_all.part, unknown, base, lacking=lacking)
    if not indicator.counts_persons:
        return total, figures
    back = keep_back(
        {school.pk: _counts(indicator, figure) for school, figure in figures},
        {school.pk: school.parent_id for school in tree.schools},
    )
    shown = [(school, figure.kept_back() if school.pk in back.rows else figure) for school, figure in figures]
    return (total.kept_back() if back.total else total), shown


def _adds_up(indicator: Indicator) -> bool:
    return indicator.of is not None and indicator.of.adds_up


def _counts(indicator: Indicator, figure: Figure) -> tuple[int, ...]:
    """What a row gives away: of answers also how many were not satisfied."""
    if not indicator.is_survey:
        return (figure.part,)
    return (figure.part, (figure.whole.number if figure.whole else 0) - figure.part)


def _base_of(
    numbers: _Numbers, tree: _Tree, indicator: Indicator, moment: Moment, organisation: Organisation, tally: Tally
) -> Base | None:
    """The number named for the branch itself, else the sum of those below once all of them have one."""
    if indicator.is_survey:
        return Base(tally.whole, _("ответившие на выходе"), moment.on) if tally.whole else None
    own = numbers.base(indicator, organisation, moment)
    below = list(tree.children[organisation.pk].values())
    if own is not None or not below or not _adds_up(indicator):
        return own
    found = [_base_of(numbers, tree, indicator, moment, child, tally) for child in below]
    named = [base for base in found if base is not None]
    if len(named) < len(below):
        return None
    return Base(sum(base.number for base in named), _("сумма по школам"), min(base.on for base in named))
