"""The refusal of a file that cannot be read."""


class UnreadableTable(ValueError):
    """The table cannot be read; the message is a sentence for the person who sent it."""
