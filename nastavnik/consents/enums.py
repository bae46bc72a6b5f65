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
