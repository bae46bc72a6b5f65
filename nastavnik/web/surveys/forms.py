"""A form out of a questionnaire's spec: each kind of question has its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nastavnik.questionnaires import spec
from nastavnik.questionnaires.enums import Respondent
from nastavnik.questionnaires.queries import Wording
from nastavnik.questionnaires.summary import in_words
from nastavnik.web.widgets import DateInput, RankingField, RowsField, ScaleSelect


def _yes_no(question: Any) -> forms.Field:
    return forms.ChoiceField(choices=[("yes", _("да")), ("no", _("нет"))], widget=forms.RadioSelect)


def _marks(question: Any) -> list[tuple[str, str]]:
    return [(str(mark), str(mark)) for mark in range(question.low, question.high + 1)]


def _scale(question: Any) -> forms.Field:
    field = forms.ChoiceField(choices=_marks(question), widget=ScaleSelect)
    ends = ((question.low, question.low_label), (question.high, question.high_label))
    field.ends = [f"{mark} – {_(words)}" for mark, words in ends if words]
    return field


def _count(question: Any) -> forms.Field:
    return forms.CharField(widget=forms.NumberInput(attrs={"min": 0, "max": question.high, "inputmode": "numeric"}))


def _choice(question: Any) -> forms.Field:
    return forms.ChoiceField(choices=[(code, _(words)) for code, words in question.options], widget=forms.RadioSelect)


def _multiple(question: Any) -> forms.Field:
    choices = [(code, _(words)) for code, words in question.options]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)


def _open(question: Any) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))


def _matrix(question: Any) -> forms.Field:
    rows = [(code, _(words)) for code, words in question.rows]
    return RowsField(rows=rows, choices=_marks(question))


def _persons(question: Any) -> forms.Field:
    return RankingField(most=question.most)


FIELDS: dict[str, Callable[[Any], forms.Field]] = {
    spec.YesNo.kind: _yes_no, spec.Scale.kind: _scale, spec.Count.kind: _count, spec.Choice.kind: _choice,
    spec.MultipleChoice.kind: _multiple, spec.OpenText.kind: _open, spec.Matrix.kind: _matrix,
    spec.PersonList.kind: _persons,
}  # fmt: skip


def _shown(answer: Any) -> Any:
    """An answer as its field shows it again."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return answer if isinstance(answer, list | dict) else str(answer)


class AnswerForm(forms.Form):
    """`answers` holds the checked answers once the form is valid; the spec, not the field, is the judge.

    `given` holds what was given, whole or not, for a draft; `people` are those who may be named, by key.
    """

    use_required_attribute = False  # what is missing is said of all questions at once

    def __init__(
        self, *args: Any, questionnaire: spec.Questionnaire, answers: dict[str, Any], draft: dict[str, Any] | None = None,
        people: Mapping[str, str] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        kwargs["initial"] = {code: _shown(answer) for code, answer in answers.items()} | (draft or {})
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        self.answers: dict[str, Any] = {}
        self.given: dict[str, Any] = {}
        named = list((people or {}).items())
        for number, question in enumerate(questionnaire.questions, start=1):
            field = FIELDS[question.kind](question)
            if isinstance(field, RankingField):
                field.offer(named)
            field.label = f"{number}. {_(question.text)}"
            field.help_text = _(question.help) if question.help else ""
            field.required = question.required and question.show_if is None
            field.error_messages["required"] = _("Ответьте на этот вопрос.")
            if question.show_if:
                self._ask_only_if(field, question.show_if)
            self.fields[question.code] = field

    def _ask_only_if(self, field: forms.Field, condition: tuple[str, Any]) -> None:
        """Without JavaScript everything is shown, and words say when to answer; with it the rest hides."""
        code, wanted = condition
        leading = self.questionnaire.question(code)
        number = self.questionnaire.questions.index(leading) + 1
        note = _("Если на вопрос %(number)s ответ «%(answer)s».") % {
            "number": number, "answer": _(in_words(leading, wanted))
        }  # fmt: skip
        field.help_text = f"{note} {field.help_text}".strip()
        field.is_conditional = True  # neither required nor optional: the page says when
        field.widget.attrs |= {"data-show-if": self.add_prefix(code), "data-show-value": str(_shown(wanted))}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.given = dict(data)  # before the spec takes out what is not whole yet
        self.answers, problems = self.questionnaire.clean(data)
        for problem in problems:
            if problem.code not in self.errors:
                self.add_error(problem.code, _(problem.text) % problem.params)
        return data


class OpenForm(forms.Form):
    """Which questionnaires to open, all to begin with, and until when to answer."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Какие анкеты"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Отметьте хотя бы одну анкету.")},
    )  # fmt: skip
    due_on = forms.DateField(
        label=gettext_lazy("Ответить до"), required=False, widget=DateInput,
        help_text=gettext_lazy("Этот день увидят те, кто отвечает. Закрываете анкетирование вы сами."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: list[tuple[Wording, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(wording.code, _asked(wording, n)) for wording, n in offered]
        self.fields["codes"].initial = [wording.code for wording, _n in offered]


def _asked(wording: Wording, n: int) -> str:
    """«Анкета наставляемого на входе – 12 человек»."""
    if wording.asks.side == Respondent.CURATOR:
        return f"{_(wording.asks.title)} – {Respondent.CURATOR.label}"
    people = ngettext("%(n)s человек", "%(n)s человек", n) % {"n": n}
    return f"{_(wording.asks.title)} – {people}"
