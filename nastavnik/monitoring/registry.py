"""The catalogue of indicators: one module of `nastavnik.monitoring.indicators` each, in the order of the methodology."""

from nastavnik.common.registry import Catalogue
from nastavnik.monitoring.indicator import Indicator

INDICATORS: Catalogue[Indicator] = Catalogue("nastavnik.monitoring.indicators", "INDICATOR")


def in_order() -> list[Indicator]:
    return sorted(INDICATORS, key=lambda indicator: indicator.number)
