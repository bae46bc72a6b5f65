"""Reads a school's own road map out of a Word file, whatever the order of its columns."""

from nastavnik.roadmaps.reading.problems import problem_sentence, problem_sentences, term_reason
from nastavnik.roadmaps.reading.reader import read_docx
from nastavnik.roadmaps.reading.word import UnreadableFile

__all__ = ["UnreadableFile", "problem_sentence", "problem_sentences", "read_docx", "term_reason"]
