"""Kinds of consents; each is a separate sheet (152-ФЗ, art. 9; methodology §10.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConsentKind(TextChoices):
    PROCESSING = "processing", _("на обработку персональных данных")
    PARTICIPATION = "participation", _("на участие в программе")
    PUBLICATION = "publication", _("на распространение персональных данных")
    PHOTO = "photo", _("на фото- и видеосъёмку")
    THIRD_PARTIES = "third_parties", _("на передачу третьим лицам")
    LABOUR = "labour", _("работника на наставничество (ст. 351.8 ТК РФ)")


class Signer(TextChoices):
    SELF = "self", _("сам участник")
    REPRESENTATIVE = "representative", _("законный представитель")
    BOTH = "both", _("участник вместе с представителем")


class NoticedBy(TextChoices):
    """Who ended the work of a mentor early (art. 351.8: both may, with three working days' notice)."""

    EMPLOYEE = "employee", _("работник")
    EMPLOYER = "employer", _("работодатель")


# without these two nobody is named anywhere outside; the labour consent is not about data
ALWAYS = (ConsentKind.PROCESSING, ConsentKind.PARTICIPATION)


class HandoutKind(TextChoices):
    """In what names leave the system."""

    ORDER = "order", _("приказ")
    REGISTER = "register", _("база участников")
    ANSWERS = "answers", _("ответы на анкету")
    PAPER = "paper", _("бланки анкеты")
    CARDS = "cards", _("карточки со ссылками")
    SHEETS = "sheets", _("листы согласий")
    REMINDERS = "reminders", _("напоминания о согласиях")
    REFUSED = "refused", _("не принятые строки загрузки")
    ARCHIVE = "archive", _("всё о программе")


REMEDIES = {
    HandoutKind.ORDER: _("Заменить: издать приказ об изменении. Размещённый на сайте – убрать с сайта."),
    HandoutKind.REGISTER: _("Уничтожить копии, отправленные – отозвать. Размещённую на сайте – убрать с сайта."),
    HandoutKind.ANSWERS: _("Уничтожить копии файла, отправленные – отозвать."),
    HandoutKind.PAPER: _("Изъять и уничтожить именной бланк."),
    HandoutKind.CARDS: _("Изъять и уничтожить карточку; ссылка с неё закрыта."),
    HandoutKind.SHEETS: _("Уничтожить неподписанные листы. Подписанный лист хранят: он доказывает согласие."),
    HandoutKind.REMINDERS: _("Изъять и уничтожить карточку."),
    HandoutKind.REFUSED: _("Уничтожить копии файла."),
    HandoutKind.ARCHIVE: _("Уничтожить копии файла, отправленные – отозвать."),
}
