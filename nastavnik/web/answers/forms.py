"""Forms of the import of answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nastavnik.exchange.answers.cells import LEAVE_OUT, SEVERAL, options_of
from nastavnik.exchange.answers.columns import AnswerMapping, absent, targets, who_labels
from nastavnik.exchange.answers.rows import Word
from nastavnik.exchange.models import AnswersImport


class MappingForm(forms.Form):
    """What each column is, what words that are no options stand for, and what to do about questions nobody asked."""

    def __init__(self, *args: Any, run: AnswersImport, words: list[Word], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks = run.survey.asks
        self.words, self.header = words, run.table["header"]
        self.former = AnswerMapping.from_json(run.mapping, asks)
        self.targets = targets(asks)
        self.absent = [one for one in absent(asks, self.former) if one.required and one.show_if is None]
        self._add_columns()
        for place, word in enumerate(words):
            self.fields[f"word-{place}"] = self._word_field(word)
        for field in self.fields.values():
            field.is_conditional = True  # neither required nor optional: empty has its own words
        if self.absent:
            self.fields["without_absent"] = forms.BooleanField(
                label=_("Записать ответы и без этих вопросов"), required=False, initial=self.former.without_absent
            )

    def _add_columns(self) -> None:
        questions = [(key, target.label) for key, target in self.targets.items()]
        choices = [
            ("", _("не используется")), (_("Кто ответил"), list(who_labels().items())), (_("Вопросы анкеты"), questions),
        ]  # fmt: skip
        for place, heading in enumerate(self.header):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading or _("без названия"), choices=choices, initial=self.former.columns[place], required=False
            )

    def _word_field(self, word: Word) -> forms.ChoiceField:
        target = self.targets[word.target]
        codes = word.meant.split(SEVERAL)
        options = [(code, _(words)) for code, words in options_of(target.question)]
        understood = ", ".join(words for code, words in options if code in codes)
        guess = (
            _("как понято: %(words)s") % {"words": understood} if understood else _("не понято, строка с замечанием")
        )
        return forms.ChoiceField(
            label=f"«{word.written}»", required=False,
            choices=[("", guess), *options, (LEAVE_OUT, _("не учитывать"))],
            initial=self.former.words.get(word.target, {}).get(word.key, ""),
            help_text=ngettext("%(question)s – %(n)s раз", "%(question)s – раз: %(n)s", word.n)
            % {"question": target.label, "n": word.n},
        )  # fmt: skip

    @property
    def has_unknown(self) -> bool:
        return any(not word.meant for word in self.words)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = self._columns(data)
        for place, key in enumerate(chosen):
            if key and chosen.count(key) > 1:
                self.add_error(f"column-{place}", _("Это назначено двум столбцам."))
        return data

    def _columns(self, data: dict[str, Any]) -> list[str]:
        return [data.get(f"column-{place}", "") for place in range(len(self.header))]

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[f"column-{place}"] for place in range(len(self.header))]

    @property
    def word_fields(self) -> list[forms.BoundField]:
        return [self[f"word-{place}"] for place in range(len(self.words))]

    def mapping(self) -> AnswerMapping:
        data = self.cleaned_data
        words = {key: dict(said) for key, said in self.former.words.items()}
        for place, word in enumerate(self.words):
            said = words.setdefault(word.target, {})
            said.pop(word.key, None)
            if data[f"word-{place}"]:
                said[word.key] = data[f"word-{place}"]
        absent_too = data.get("without_absent", self.former.without_absent)
        return AnswerMapping(tuple(self._columns(data)), words, absent_too)
