"""The tree, its paths, the school years and who changes them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope, Scope, scoped
from nastavnik.common.unsafe import everything
from nastavnik.organisations import services
from nastavnik.organisations.models import AcademicYear, Organisation
from nastavnik.organisations.queries import paths_down_to, start_year, year_starting_in
from tests import factories as f


class TestPaths:
    def test_a_path_is_made_of_the_codes_above(self, db):
        region = f.RegionFactory(code="77")
        town = f.TownFactory(parent=region, code="05")
        assert f.SchoolFactory(parent=town, code="17").path == "77/05/17/"
        assert region.path == "77/"

    def test_a_new_code_makes_a_new_path(self, school, town):
        with everything():
            school.code = "new"
            school.store()
        assert school.path == f"{town.path}new/"

    def test_two_schools_of_a_town_have_different_codes(self, school, town):
        with pytest.raises(ValidationError, match="с таким кодом здесь уже есть"):
            f.SchoolFactory(parent=town, code=school.code)

    def test_schools_of_two_towns_may_share_a_code(self, school):
        other = f.SchoolFactory(code=school.code)
        assert other.path != school.path

    @pytest.mark.parametrize("code", ["17/5", "Школа", "A1", "с пробелом", "17_5"])
    def test_a_code_is_plain(self, code, town):
        with pytest.raises(ValidationError, match="только цифры, латинские строчные буквы и дефис"):
            f.SchoolFactory(parent=town, code=code)

    @pytest.mark.parametrize("code", ["17", "gimn-5", "a"])
    def test_plain_codes_are_taken(self, code, town):
        assert f.SchoolFactory(parent=town, code=code).path.endswith(f"/{code}/")

    def test_an_organisation_with_schools_is_not_removed(self, school, town):
        with everything(), pytest.raises(IntegrityError), transaction.atomic():
            town.delete()

    def test_it_is_called_by_its_short_name(self, db):
        assert str(f.SchoolFactory(short_name="Школа № 17")) == "Школа № 17"


class TestYears:
    @pytest.mark.parametrize(
        ("day", "starts_in"),
        [(date(2026, 9, 1), 2026), (date(2026, 8, 1), 2026), (date(2026, 7, 31), 2025), (date(2027, 1, 10), 2026),
         (date(2027, 5, 31), 2026)],
    )  # fmt: skip
    def test_the_year_of_a_day(self, day, starts_in):
        assert start_year(day) == starts_in

    def test_a_year_lasts_from_september_to_august(self):
        year = AcademicYear(starts_in=2026)
        assert (year.starts_on, year.ends_on) == (date(2026, 9, 1), date(2027, 8, 31))
        assert str(year) == "2026/2027"

    def test_a_year_is_opened_once(self, within, actor):
        first = services.open_year(actor=actor, starts_in=2030)
        assert services.open_year(actor=actor, starts_in=2030) == first
        assert year_starting_in(2030) == first
        assert year_starting_in(2031) is None


class TestServices:
    def test_the_data_of_an_organisation_change(self, within, school, actor):
        services.change_organisation(actor=actor, organisation=school, values={"city": "г. Ключи"})
        assert Organisation.objects.get(pk=school.pk).city == "г. Ключи"
        assert JournalEntry.objects.get().action == "organisation.changed"

    def test_an_empty_name_is_refused(self, within, school, actor):
        with pytest.raises(ValidationError) as refused:
            services.change_organisation(actor=actor, organisation=school, values={"short_name": ""})
        assert "short_name" in refused.value.error_dict

    def test_a_neighbours_data_are_out_of_reach(self, within, other_school, actor):
        with pytest.raises(OutOfScope):
            services.change_organisation(actor=actor, organisation=other_school, values={"city": "г. Чужой"})

    def test_a_town_adds_a_school(self, town, actor):
        values = {"kind": "school", "code": "21", "name": "Школа № 21", "short_name": "Школа № 21"}
        with scoped(Scope(branch=town.path)):
            made = services.add_organisation(actor=actor, parent=town, values=values)
            assert made.path == f"{town.path}21/"

    def test_a_school_cannot_add_one_beside_itself(self, within, town, actor):
        values = {"kind": "school", "code": "21", "name": "Школа № 21", "short_name": "Школа № 21"}
        with pytest.raises(OutOfScope):
            services.add_organisation(actor=actor, parent=town, values=values)


def test_what_holds_for_a_school_comes_from_the_region_down(school, town):
    assert paths_down_to(school) == [town.parent.path, town.path, school.path]
    assert paths_down_to(town.parent) == [town.parent.path]
