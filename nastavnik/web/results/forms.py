"""Forms of the results."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.web.widgets import DateInput


class ReportForm(forms.Form):
    dated = forms.DateField(label=_("Дата отчёта"), widget=DateInput)
    conclusions = forms.CharField(
        label=_("Выводы"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Каждый вывод с новой строки. Числа в отчёт подставятся сами."),
    )
