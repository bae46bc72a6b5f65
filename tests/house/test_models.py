"""Every table knows whose it is, what in it is personal, and who may write it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from nastavnik.common.guarded import Guarded, Record
from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import Scope, ScopedModel, ScopeMissing, scoped
from nastavnik.common.writing import WriteOutsideService
from nastavnik.organisations.models import Organisation

OURS = [
    model for config in apps.get_app_configs() if config.name.startswith("nastavnik.") for model in config.get_models()
]
MODELS = [model for model in OURS if not model._meta.auto_created]
SCOPED = [model for model in MODELS if issubclass(model, Record)]


def names(model):
    return {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}


@pytest.mark.parametrize("model", MODELS)
def test_it_is_scoped_or_says_why_not(model):
    assert issubclass(model, ScopedModel) or len(model.unscoped_because) > 20


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_called_personal_or_not(model):
    assert model.personal_data | model.not_personal == names(model)
    assert not model.personal_data & model.not_personal


@pytest.mark.parametrize("model", SCOPED)
def test_the_way_to_the_organisation_exists(model):
    found = model
    for step in filter(None, model.scope_organisation.split("__")):
        found = found._meta.get_field(step).related_model
    assert found is Organisation


@pytest.mark.parametrize("model", SCOPED)
def test_the_ways_to_persons_exist(model):
    for lookup in model.scope_people:
        found = model
        for step in lookup.split("__"):
            try:
                found = found._meta.get_field(step).related_model or found
            except FieldDoesNotExist:
                pytest.fail(f"{model.__name__}: {lookup}")
        assert found._meta.label == "people.Person"


@pytest.mark.parametrize("model", SCOPED)
def test_without_a_scope_nothing_is_read(model, db):
    for ask in (model.objects.exists, model.objects.count, lambda: list(model.objects.all()), model.objects.first):
        with pytest.raises(ScopeMissing):
            ask()


@pytest.mark.parametrize("model", [model for model in MODELS if issubclass(model, Guarded)])
def test_outside_a_service_nothing_is_written(model, db):
    with pytest.raises(WriteOutsideService):
        model().save()
    with scoped(Scope(branch="nowhere/")):
        for write in (model.objects.all().delete, model.objects.all().update, lambda: model.objects.bulk_create([])):
            with pytest.raises(WriteOutsideService):
                write()


@pytest.mark.parametrize("model", MODELS)
def test_it_has_words_in_russian(model):
    assert str(model._meta.verbose_name) != model._meta.model_name
    assert str(model._meta.verbose_name_plural)[-1] != "s"


@pytest.mark.parametrize("model", [model for model in MODELS if model is not JournalEntry])
def test_every_constraint_that_a_person_can_break_speaks(model):
    for constraint in model._meta.constraints:
        if hasattr(constraint, "condition") or len(getattr(constraint, "fields", ())) > 1:
            assert constraint.name.isascii()
            assert constraint.name == constraint.name.lower()
