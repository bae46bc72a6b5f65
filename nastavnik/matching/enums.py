"""States of a search, and what it may aim at, in the words a curator chooses by."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunStatus(TextChoices):
    WAITING = "waiting", _("в очереди")
    DONE = "done", _("готово")
    FAILED = "failed", _("не получилось")


class RunGoal(TextChoices):
    """The goals of the engine (`engine.Goal`), the one for most schools first."""

    MOST = "most", _("Наставник – как можно большему числу")
    TOTAL = "total", _("Самые подходящие друг другу пары")
    FAIR = "fair", _("Никого не обделить")
    WISHES = "wishes", _("Сначала взаимный выбор")
    STABLE = "stable", _("Чтобы никто не захотел поменяться")

    @property
    def meaning(self) -> str:
        return str(_MEANINGS[self])

    @property
    def proof(self) -> str:
        """What has been proven of a result, for somebody who does not want to hear of prices."""
        return str(_PROOFS[self])

    @property
    def needs_wishes(self) -> bool:
        """Whether it goes by what people chose after the group meeting."""
        return self in {RunGoal.WISHES, RunGoal.STABLE}


class Lack(TextChoices):
    """What keeps somebody out of a search, or makes it blind to them."""

    CONSENTS = "consents", _("нет действующего согласия")
    SELECTION = "selection", _("не отобран")
    REQUEST = "request", _("запрос не назван")
    OFFER = "offer", _("не сказано, чем поможет")
    TIME = "time", _("удобное время не названо")

    @property
    def keeps_out(self) -> bool:
        """Whether a search does without them; the others it pairs, knowing less."""
        return self in {Lack.CONSENTS, Lack.SELECTION}


class Change(TextChoices):
    """What may be tried before it is decided."""

    LOCK = "lock", _("закрепить пару")
    FORBID = "forbid", _("исключить пару")
    PLACE = "place", _("дать наставнику ещё одно место")


_MEANINGS = {
    RunGoal.MOST: _(
        "Без наставника останется как можно меньше, и прежде всех его получат те, кому он нужнее. "
        "Из таких подборов берётся самый совместимый."
    ),
    RunGoal.TOTAL: _(
        "Сумма совместимостей всех пар наибольшая. Ради более удачных пар кто-то может остаться без наставника."
    ),
    RunGoal.FAIR: _(
        "Наставника получат столько наставляемых, сколько возможно, но самая слабая пара – как можно лучше, потом "
        "следующая. Сумма совместимостей бывает меньше."
    ),
    RunGoal.WISHES: _(
        "Кто выбрал друг друга на групповой встрече, становится парой, пока хватает мест. Остальным – наставник как можно "
        "большему числу."
    ),
    RunGoal.STABLE: _(
        "Никакие двое не предпочтут друг друга своим парам. Кто назвал людей, получит кого-то из них или останется без "
        "пары; кто никого не назвал, сравнивается по совместимости."
    ),
}
_PROOFS = {
    RunGoal.MOST: _(
        "Лучше нельзя: проверено отдельно – этими местами больше наставляемых не обеспечить, и при том же числе пар общая "
        "совместимость наибольшая."
    ),
    RunGoal.TOTAL: _("Лучше нельзя: проверено отдельно – никакие другие пары не дают в сумме больше."),
    RunGoal.FAIR: _(
        "Лучше нельзя: проверено отдельно – слабейшую пару не улучшить, не ухудшив такую же слабую и никого не оставив без "
        "наставника."
    ),
    RunGoal.WISHES: _(
        "Лучше нельзя: проверено отдельно – из выбравших друг друга никто не захочет поменяться, а остальным оставшимися "
        "местами лучше не подобрать."
    ),
    RunGoal.STABLE: _("Проверено отдельно: нет двоих, кто предпочёл бы друг друга своим парам."),
}
