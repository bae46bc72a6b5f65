"""Forms of pairs and groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.matching.enums import Change, RunGoal
from nastavnik.matching.input import offering, waiting
from nastavnik.matching.models import MatchingRun
from nastavnik.matching.rules import check_not_forbidden
from nastavnik.mentoring.queries import free_places, without_mentor
from nastavnik.programmes.models import MentoringForm, Participation, Programme
from nastavnik.questionnaires.preferences import Preferences
from nastavnik.web.widgets import FormOfMentoringField, PersonField

CHOICE = gettext_lazy("В списках – отобранные, чьи согласия действуют.")


MUTUAL = gettext_lazy("Отмечено то, что советует методика: кто выбрал друг друга, становится парой.")
NEED = gettext_lazy(
    "Школе обычно подходит отмеченное: сначала наставник каждому, кто попросил о помощи, и только потом – насколько "
    "удачна каждая пара."
)


class RunForm(forms.Form):
    form = FormOfMentoringField(label=gettext_lazy("Форма наставничества"), queryset=None, empty_label=None)
    goal = forms.ChoiceField(label=gettext_lazy("Что важнее"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, programme: Programme, wishes: Preferences, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = programme.forms.all()
        goals = [goal for goal in RunGoal if wishes or not goal.needs_wishes]
        self.fields["goal"].choices = [
            (goal, format_html("<span><strong>{}.</strong> {}</span>", goal.label, goal.meaning)) for goal in goals
        ]
        # a mutual choice makes a pair (methodology §3.4); where nobody chose, need decides before liking
        self.initial.setdefault("goal", RunGoal.WISHES if wishes.mutual else RunGoal.MOST)
        self.fields["goal"].help_text = MUTUAL if wishes.mutual else NEED


class TrialForm(forms.Form):
    """A change of a search, to be looked at before it is made."""

    kind = forms.ChoiceField(label=gettext_lazy("Что сделать"), choices=Change.choices)
    mentee = PersonField(label=gettext_lazy("Наставляемый"), queryset=None, required=False)
    mentor = PersonField(label=gettext_lazy("Наставник"), queryset=None)

    def __init__(self, *args: Any, run: MatchingRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = Participation.objects.filter(programme=run.programme_id).with_people()
        today = timezone.localdate()
        mentees = [row.pk for row in waiting(run.programme, run.form, today)]
        mentors = [row.pk for row, _places in offering(run.programme, run.form, today)]
        self.fields["mentee"].queryset = everybody.filter(pk__in=mentees)
        self.fields["mentor"].queryset = everybody.filter(pk__in=mentors)
        self.fields["mentee"].help_text = _("Для ещё одного места не нужен.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") != Change.PLACE and not data.get("mentee") and "mentee" not in self.errors:
            self.add_error("mentee", _("Выберите наставляемого."))
        return data


class ManualPairForm(forms.Form):
    mentee = PersonField(label=gettext_lazy("Наставляемый"), queryset=None, help_text=CHOICE)
    mentor = PersonField(label=gettext_lazy("Наставник"), queryset=None)
    form = FormOfMentoringField(label=gettext_lazy("Форма наставничества"), queryset=None)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["mentee"].queryset = without_mentor(programme, today)
        free = [mentor.pk for mentor, _places in free_places(programme, today)]
        self.fields["mentor"].queryset = Participation.objects.filter(pk__in=free).with_people()
        self.fields["form"].queryset = programme.forms.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        form: MentoringForm | None = data.get("form")
        mentor, mentee = data.get("mentor"), data.get("mentee")
        if form and mentor and mentee and not form.fits(mentor.person.kind, mentee.person.kind):
            raise ValidationError(_("Форма «%(form)s» не для этой пары.") % {"form": form.title})
        if mentor and mentee:
            check_not_forbidden(mentor, mentee)
        return data


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Причина"), widget=forms.Textarea(attrs={"rows": 3}))
