"""The words of reminders, on paper and by e-mail. Like all papers of the school they are Russian.

A letter travels through strange servers: it holds no more of a person than the first name and one letter of a child, and
never a code that confirms consents.
"""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from nastavnik.common.russian import long_date
from nastavnik.consents.enums import Signer
from nastavnik.consents.rules import signer_for
from nastavnik.links.models import PersonalLink
from nastavnik.links.rules import token_of
from nastavnik.notifications.models import Reminder
from nastavnik.people.models import Person

PRINTING = "django.core.mail.backends.console.EmailBackend"
HEADING = "Напоминание"
SIGN = {
    Signer.SELF: "Листы подписываете вы сами.",
    Signer.REPRESENTATIVE: "Листы подписывает законный представитель.",
    Signer.BOTH: "Листы подписывает участник вместе с законным представителем.",
}
# a date ends with a full stop of its own: «до 28 ноября 2026 г.»
ABOUT_ANSWERS = """Здравствуйте!

{whom} ждём ответов: «{what}». До {until} ответить можно с телефона по личной ссылке:

{url}

Ссылка личная, поэтому не пересылайте её. Если ответы уже отправлены, ничего делать не нужно.

Куратор программы наставничества, {school}
"""
ABOUT_CONSENTS = """Здравствуйте!

{whom} нужны подписанные согласия. Не хватает согласия:
{sheets}.

Возьмите листы у куратора программы и верните подписанными до {until} {sign}
Можно и без бумаги: попросите у куратора личную ссылку и код. В этом письме их нет и быть не должно.

Если листы уже сданы, ничего делать не нужно.

Куратор программы наставничества, {school}
"""


def mail_works() -> bool:
    """Whether letters leave: the console only prints them, which serves whoever develops."""
    return settings.DEBUG or settings.EMAIL_BACKEND != PRINTING


def link_url(link: PersonalLink, site: str) -> str:
    return urljoin(site, reverse("links:start", args=[token_of(link)]))


def letter(reminder: Reminder, site: str, post: BaseEmailBackend) -> EmailMessage:
    """The letter of a reminder; `site` is the address of the server, `post` the connection it leaves by."""
    school = reminder.person.organisation.short_name
    until = long_date(reminder.until)
    if reminder.link:
        subject = f"Анкета программы наставничества – {school}"
        text = ABOUT_ANSWERS.format(
            whom=_whom(reminder, "От вас", "От участника программы наставничества"), what=reminder.what,
            until=until, url=link_url(reminder.link, site), school=school,
        )  # fmt: skip
    else:
        subject = f"Согласия для программы наставничества – {school}"
        text = ABOUT_CONSENTS.format(
            whom=_whom(reminder, "Для вашего участия в программе наставничества", "Для участия в программе наставничества"),
            sheets=";\n".join(f"– {sheet}" for sheet in reminder.what.split("; ")), until=until,
            sign=SIGN[signer_for(reminder.person, reminder.reminded_on)], school=school,
        )  # fmt: skip
    headers = {"Auto-Submitted": "auto-generated"}  # so that nobody's «в отпуске» answers it
    return EmailMessage(subject, text, to=[reminder.recipient.email], connection=post, headers=headers)


def _whom(reminder: Reminder, own: str, of_child: str) -> str:
    if reminder.recipient_id == reminder.person_id:
        return own
    return f"{of_child} ({child_name(reminder.person)})"


def child_name(person: Person) -> str:
    """«Игорь П.»: enough for a parent, little for a stranger."""
    return f"{person.first_name} {person.last_name[:1]}."


def card_words(reminder: Reminder) -> str:
    """What a card says below its name."""
    until = long_date(reminder.until)
    if reminder.link:
        return f"Ждём ответов: «{reminder.what}», до {until} Наведите камеру телефона на код: ссылка только ваша."
    sign = SIGN[signer_for(reminder.person, reminder.reminded_on)]
    return f"Не хватает согласия: {reminder.what}. Листы – у куратора, верните подписанными до {until} {sign}"
