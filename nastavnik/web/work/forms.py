"""Forms of the work of pairs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.mentoring.models import DevelopmentPlan, Feedback, Meeting, PlanStep
from nastavnik.web.widgets import DateInput, DateTimeInput, ScaleSelect

MARKS = [(str(mark), str(mark)) for mark in range(1, 11)]


class MarkField(forms.TypedChoiceField):
    """1 to 10 as buttons."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(choices=MARKS, coerce=int, widget=ScaleSelect, **kwargs)


class MeetingForm(forms.ModelForm):
    class Meta:
        model = Meeting
        fields = ("kind", "starts_at", "minutes", "meeting_format", "place", "topic")
        widgets = {"starts_at": DateTimeInput}


class HoldForm(forms.Form):
    summary = forms.CharField(
        label=_("Что сделали"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Одно-два предложения."),
    )


class FeedbackForm(forms.ModelForm):
    mark = MarkField(label=_("Как прошла встреча?"), help_text=_("1 – плохо, 10 – отлично."))

    class Meta:
        model = Feedback
        fields = ("mark", "done", "next_step", "needs_help")
        widgets = {"done": forms.Textarea(attrs={"rows": 2}), "next_step": forms.Textarea(attrs={"rows": 2})}


class PlanForm(forms.ModelForm):
    class Meta:
        model = DevelopmentPlan
        fields = ("goal", "strengths", "difficulties")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("goal", "strengths", "difficulties")}


class StepForm(forms.ModelForm):
    class Meta:
        model = PlanStep
        fields = ("task", "due_on", "planned")
        widgets = {
            "task": forms.Textarea(attrs={"rows": 2}),
            "planned": forms.Textarea(attrs={"rows": 2}),
            "due_on": DateInput,
        }


class StepDoneForm(forms.Form):
    actual = forms.CharField(label=_("Что получилось"), widget=forms.Textarea(attrs={"rows": 2}))
    mark = MarkField(label=_("Оценка наставника"), required=False, empty_value=None)
