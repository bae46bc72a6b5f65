"""The scenery itself must be sound, or every other test means little."""

import inspect

import pytest

from nastavnik.common.unsafe import everything
from tests import factories

FACTORIES = [
    made
    for _name, made in inspect.getmembers(factories, inspect.isclass)
    if issubclass(made, factories.Invented) and made is not factories.Invented
]


@pytest.mark.parametrize("made", FACTORIES)
def test_every_factory_makes_a_valid_row(made, db):
    row = made()
    with everything():
        assert str(type(row)._default_manager.get(pk=row.pk))
