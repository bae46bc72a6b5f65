"""Numbers that are entered: what shares are taken of, and what they should reach."""

from __future__ import annotations

import importlib
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope
from nastavnik.common.unsafe import everything
from nastavnik.monitoring import indicator_services as services
from nastavnik.monitoring.figures import targets_of
from nastavnik.monitoring.models import Denominator, Target
from nastavnik.monitoring.registry import INDICATORS
from tests import factories as f
from tests.factories import TODAY

seeded = importlib.import_module("nastavnik.monitoring.migrations.0003_targets")


@pytest.mark.usefixtures("within")
class TestDenominators:
    def enter(self, actor, school, number=200, on=TODAY, **more):
        values = {"of": "children", "source": "отчёт ОО-1"} | more
        return services.enter_denominator(actor=actor, organisation=school, number=number, on=on, **values)

    def test_it_is_kept_with_its_source_and_day(self, actor, school):
        row = self.enter(actor, school)
        assert (row.number, row.source, row.on) == (200, "отчёт ОО-1", TODAY)
        entry = JournalEntry.objects.get(action="denominator.entered")
        assert (entry.subject_id, entry.details["was"], entry.details["number"]) == (str(row.pk), None, 200)

    def test_the_same_day_is_corrected_and_another_is_kept_beside(self, actor, school):
        self.enter(actor, school)
        self.enter(actor, school, 210)
        self.enter(actor, school, 220, date(2026, 11, 1))
        assert sorted(Denominator.objects.values_list("number", flat=True)) == [210, 220]
        assert JournalEntry.objects.filter(details__was=200).count() == 1

    def test_nought_is_refused_in_words(self, actor, school):
        with pytest.raises(ValidationError, match="больше либо равно 1"):
            self.enter(actor, school, 0)
        assert not Denominator.objects.exists()

    def test_a_neighbours_is_refused(self, actor, other_school):
        with pytest.raises(OutOfScope):
            self.enter(actor, other_school)

    def test_it_can_be_taken_back(self, actor, school):
        services.remove_denominator(actor=actor, denominator=self.enter(actor, school))
        assert not Denominator.objects.exists()
        entry = JournalEntry.objects.get(action="denominator.removed")
        assert (entry.subject_id, entry.details["number"]) == (str(school.pk), 200)


class TestTargets:
    def set(self, actor, organisation, **percents):
        percents = {code.replace("_", "-"): percent for code, percent in percents.items()}
        return services.set_targets(actor=actor, organisation=organisation, year=2026, percents=percents)

    def percents(self, organisation):
        return {code: row.percent for (code, year), row in targets_of(organisation).items() if year == 2026}

    def test_ones_own_hold_and_go_when_emptied(self, actor, school, town, within):
        f.TargetFactory(organisation=town, percent=40)
        self.set(actor, school, mentees_10_19=Decimal(55), enterprises=None)
        assert self.percents(school) == {"mentees-10-19": Decimal(55)}
        self.set(actor, school, mentees_10_19=None)
        assert self.percents(school) == {"mentees-10-19": Decimal(40)}
        first, second = JournalEntry.objects.filter(action="targets.set").order_by("at")
        assert (first.details["changed"], second.details["changed"]) == (
            {"mentees-10-19": [None, "55"]}, {"mentees-10-19": ["55.0", None]},
        )  # fmt: skip

    def test_the_same_again_writes_nothing(self, actor, school, within):
        self.set(actor, school, enterprises=Decimal(5))
        [row] = Target.objects.filter(organisation=school)
        self.set(actor, school, enterprises=Decimal(5))
        assert Target.objects.get(organisation=school).pk == row.pk

    @pytest.mark.parametrize("percent", [-1, 101])
    def test_a_percent_is_a_percent(self, actor, school, within, percent):
        with pytest.raises(ValidationError):
            self.set(actor, school, enterprises=Decimal(percent))
        assert not Target.objects.filter(organisation=school).exists()

    def test_those_above_and_beside_are_not_ours_to_set(self, actor, town, other_school, within):
        for organisation in (town, other_school):
            with pytest.raises(ValidationError, match="своей организации"):
                self.set(actor, organisation, enterprises=Decimal(5))
        assert not Target.objects.filter(year=2026).exists()


@pytest.mark.django_db
class TestSeed:
    def test_the_table_of_the_methodology(self):
        rows = Target.objects.filter(organisation=None)
        table = {code: [row.percent for row in rows.filter(indicator=code).order_by("year")] for code in seeded.TARGETS}
        assert table == {code: list(percents) for code, percents in seeded.TARGETS.items()}
        assert set(table) == {indicator.code for indicator in INDICATORS}
        assert rows.filter(year__gt=2024).count() == 0

    def test_it_is_taken_back_without_what_organisations_set(self, school):
        own = f.TargetFactory(organisation=school, year=2024)
        with everything():
            seeded.remove(apps, None)
            assert [row.pk for row in Target.objects.all()] == [own.pk]
            seeded.add(apps, None)
            assert Target.objects.count() == 31
