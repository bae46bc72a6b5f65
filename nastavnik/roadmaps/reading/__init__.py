"""Reads a school's own road map out of a Word file, whatever the order of its columns."""

from nastavnik.roadmaps.reading.page import UnreadableFile
from nastavnik.roadmaps.reading.problems import problem_sentence, problem_sentences, term_reason
from nastavnik.roadmaps.reading.reader import read_file, read_text

__all__ = ["UnreadableFile", "problem_sentence", "problem_sentences", "read_file", "read_text", "term_reason"]
