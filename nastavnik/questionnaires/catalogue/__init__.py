"""One module for each questionnaire; each declares `QUESTIONNAIRE`. Wordings are ours, the shape is methodology §3."""
