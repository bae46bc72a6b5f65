"""The questionnaires that the system ships, by their codes."""

from nastavnik.common.registry import Catalogue
from nastavnik.questionnaires.spec import Questionnaire

QUESTIONNAIRES: Catalogue[Questionnaire] = Catalogue("nastavnik.questionnaires.catalogue", "QUESTIONNAIRE")
