"""Answers of a form made elsewhere – Google, Yandex, Excel – brought into a survey by mapping its columns."""
