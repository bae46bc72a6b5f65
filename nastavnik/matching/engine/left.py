"""Why somebody was left without a mentor: nobody there, all full, or rules – and which single rule it is."""

from __future__ import annotations

from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.reasons import Reason, gettext_noop
from nastavnik.matching.engine.score import BARRIERS, THOUSANDTHS

NO_MENTORS = gettext_noop("В базе нет отобранных наставников.")
ALL_FULL = gettext_noop("Подходят наставников: %(n)s, но их места заняты теми, кому они нужнее.")
NOBODY_FITS = gettext_noop("Ни один наставник не подходит.")
RULE = gettext_noop("%(rule)s Таких наставников: %(n)s.")
RULE_ALONE = gettext_noop("%(rule)s Таких наставников: %(n)s, без этого правила подошло бы: %(alone)s.")


def why_left(table: Table, mentee: str) -> tuple[Reason, ...]:
    """First whether anybody fits; then each rule with how many mentors it keeps out – where nobody fits, also how many
    it keeps out alone: those a single exception would open.
    """
    if not table.mentors:
        return (Reason(NO_MENTORS),)
    row = table.row[mentee]
    fitting = int(table.possible[row].sum())
    head = Reason(ALL_FULL, {"n": fitting}) if fitting else Reason(NOBODY_FITS)
    worth = (table.points[row] / THOUSANDTHS > table.rules.least) & (fitting == 0)
    told = []
    for number, rule in enumerate(BARRIERS):
        n = int((table.bars[row] >> number & 1).sum())
        alone = int((worth & (table.bars[row] == 1 << number)).sum())
        if n:
            told.append((-n, rule, alone))
    return (head, *(_about(rule, -less, alone) for less, rule, alone in sorted(told)))


def _about(rule: str, n: int, alone: int) -> Reason:
    if alone:
        return Reason(RULE_ALONE, {"rule": rule, "n": n, "alone": alone})
    return Reason(RULE, {"rule": rule, "n": n})
