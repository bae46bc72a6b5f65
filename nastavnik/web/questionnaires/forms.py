"""Forms of questionnaires and of their questions; each kind of question has only the fields it needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.people.enums import PersonKind
from nastavnik.questionnaires.codes import fresh_code
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.queries import Wording
from nastavnik.questionnaires.spec import HIGHER, KINDS, LOWER, Choice, Count, Question, Questionnaire, Scale, YesNo
from nastavnik.web.widgets import LinesField

MOST_OPTIONS = 40


class HeadingForm(forms.Form):
    """The title, when and whom it asks, and whether names are kept."""

    title = forms.CharField(label=gettext_lazy("Название"), max_length=200)
    waves = forms.MultipleChoiceField(
        label=gettext_lazy("Когда спрашивают"), choices=Wave.choices, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Отметьте вход и выход, чтобы сравнить ответы одних и тех же людей."),
    )  # fmt: skip
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Кто отвечает"), choices=PersonKind.choices, widget=forms.CheckboxSelectMultiple
    )
    anonymous = forms.BooleanField(
        label=gettext_lazy("Анонимная"), required=False,
        help_text=gettext_lazy("Кто что ответил, не увидит никто; меньше трёх ответов не показывают."),
    )  # fmt: skip

    def __init__(self, *args: Any, asks: Questionnaire | None = None, **kwargs: Any) -> None:
        if asks:
            kwargs["initial"] = {
                "title": _(asks.title), "waves": asks.waves, "people": asks.people, "anonymous": asks.anonymous,
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.asks = asks
        if asks and asks.side == Respondent.CURATOR:
            del self.fields["people"], self.fields["anonymous"]

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        if self.asks and data["title"] == _(self.asks.title):
            data["title"] = self.asks.title  # left as it was, it stays translatable
        lists = {name: tuple(data[name]) for name in ("waves", "people") if name in data}
        return data | lists


class OwnForm(HeadingForm):
    """A questionnaire of the organisation's own."""

    side = forms.ChoiceField(
        label=gettext_lazy("Чья анкета"),
        choices=[choice for choice in Respondent.choices if choice[0] != Respondent.CURATOR],
    )
    field_order = ("title", "side", "waves", "people", "anonymous")


def comparable(known: Mapping[str, Wording], asks: Questionnaire) -> dict[str, str]:
    """What the numbers of other questionnaires of this side measure, by construct, in the words of its first question."""
    found: dict[str, str] = {}
    for wording in known.values():
        if wording.asks.side == asks.side and wording.code != asks.code:
            for question in wording.asks.of_kind(Scale, Count):
                found.setdefault(question.construct or question.code, question.text)
    return found


class QuestionForm(forms.Form):
    """A question of one kind; `question` is the checked question once the form is valid."""

    text = forms.CharField(label=gettext_lazy("Вопрос"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    help = forms.CharField(label=gettext_lazy("Пояснение"), max_length=500, required=False)
    options = LinesField(
        label=gettext_lazy("Варианты"), required=True, help_text=gettext_lazy("Каждый с новой строки.")
    )
    rows = LinesField(
        label=gettext_lazy("Что оценивают"), required=True, help_text=gettext_lazy("Каждое с новой строки.")
    )
    low = forms.IntegerField(label=gettext_lazy("Наименьшая оценка"), initial=1, min_value=-10, max_value=10)
    high = forms.IntegerField(label=gettext_lazy("Наибольшая оценка"), initial=10, min_value=1, max_value=1000)
    low_label = forms.CharField(label=gettext_lazy("Что значит наименьшая"), max_length=60, required=False)
    high_label = forms.CharField(label=gettext_lazy("Что значит наибольшая"), max_length=60, required=False)
    direction = forms.ChoiceField(
        label=gettext_lazy("Что лучше"),
        choices=[(HIGHER, gettext_lazy("чем больше, тем лучше")), (LOWER, gettext_lazy("чем меньше, тем лучше"))],
    )
    most = forms.IntegerField(label=gettext_lazy("Сколько людей можно назвать"), initial=3, min_value=1, max_value=10)
    construct = forms.ChoiceField(
        label=gettext_lazy("С чем сравнивать"), required=False,
        help_text=gettext_lazy("Вопрос другой анкеты, который измеряет то же самое: ожидания на входе, итог на выходе."),
    )  # fmt: skip
    condition = forms.ChoiceField(label=gettext_lazy("Когда спрашивать"), required=False)
    required = forms.BooleanField(label=gettext_lazy("Ответить обязательно"), required=False, initial=True)

    def __init__(
        self, *args: Any, kind: str, former: Question | None, asks: Questionnaire, comparable: Mapping[str, str],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        self.kind, self.former, self.asks = KINDS[kind], former, asks
        kwargs["initial"] = (
            self._initial() if former else {"high": 5 if kind == "matrix" else 100 if kind == "count" else 10}
        )
        super().__init__(*args, **kwargs)
        known = {"condition", *self.kind.__dataclass_fields__}
        for name in [name for name in self.fields if name not in known]:
            del self.fields[name]
        if not issubclass(self.kind, Scale | Count):
            self.fields.pop("construct")
        else:
            words = {key: _(text) for key, text in comparable.items()}
            if former and former.construct:
                words.setdefault(former.construct, _("как было"))
            self.fields["construct"].choices = [("", _("ни с чем")), *words.items()]
        self.conditions = {_condition(code, answer): (code, answer) for code, answer, _words in self._leading()}
        self.fields["condition"].choices = [("", _("всегда"))] + [
            (_condition(code, answer), words) for code, answer, words in self._leading()
        ]

    def _initial(self) -> dict[str, Any]:
        shown = dict(vars(self.former))
        for name in ("text", "help", "low_label", "high_label"):
            if shown.get(name):
                shown[name] = _(shown[name])
        for name in ("options", "rows"):
            if name in shown:
                shown[name] = [_(words) for _code, words in shown[name]]
        if shown["show_if"]:
            shown["condition"] = _condition(*shown["show_if"])
        return shown

    def _leading(self) -> list[tuple[str, Any, str]]:
        """Answers of the questions above that may lead to this one: the question's code, the answer, both in words."""
        found = []
        for question in self.asks.questions:
            if self.former and question.code == self.former.code:
                break
            for answer, words in _answers(question):
                words = _("если «%(text)s» – %(answer)s") % {"text": _(question.text), "answer": words}
                found.append((question.code, answer, words))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "low" in data and "high" in data and data["low"] >= data["high"]:
            self.add_error("high", _("Наибольшая оценка должна быть больше наименьшей."))
        for name in ("options", "rows"):
            words = data.get(name, [])
            if len(set(words)) != len(words):
                self.add_error(name, _("Строки повторяются."))
            if len(words) > MOST_OPTIONS:
                self.add_error(name, _("Не больше %(most)s строк.") % {"most": MOST_OPTIONS})
        if not self.errors:
            self.question = self._made(data)
        return data

    def _made(self, data: dict[str, Any]) -> Question:
        values = {name: data[name] for name in data if name != "condition"}
        for name in ("text", "help", "low_label", "high_label"):
            if name in values:
                values[name] = self._untranslated(name, values[name])
        for name in ("options", "rows"):
            if name in values:
                values[name] = self._coded(name, values[name])
        values["code"] = self.former.code if self.former else fresh_code("q")
        values["fills"] = self.former.fills if self.former else ""
        values["show_if"] = self.conditions.get(data["condition"])
        return self.kind(**values)

    def _untranslated(self, name: str, words: str) -> str:
        """Words left as they were stay those of the catalogue, so that they stay translated."""
        before = getattr(self.former, name, "") if self.former else ""
        return before if before and _(before) == words else words

    def _coded(self, name: str, lines: list[str]) -> tuple[tuple[str, str], ...]:
        """Lines that were there before keep their codes, so that old and new answers meet."""
        before = {_(words): (code, words) for code, words in getattr(self.former, name, ())}
        return tuple(before.get(line) or (fresh_code("o"), line) for line in lines)


def _answers(question: Question) -> list[tuple[Any, str]]:
    if isinstance(question, YesNo):
        return [(True, _("да")), (False, _("нет"))]
    if type(question) is Choice:
        return [(code, _(words)) for code, words in question.options]
    return []


def _condition(code: str, answer: Any) -> str:
    """A condition as one value of a select."""
    return f"{code}={'yes' if answer is True else 'no' if answer is False else answer}"
