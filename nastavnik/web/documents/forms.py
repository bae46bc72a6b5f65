"""Forms of documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.web.widgets import DateInput


class OrderForm(forms.Form):
    number = forms.CharField(label=_("Номер приказа"), max_length=30, help_text=_("Например, 12-о."))
    dated = forms.DateField(label=_("Дата приказа"), widget=DateInput)
    ends_on = forms.DateField(label=_("Пары работают до"), widget=DateInput)
