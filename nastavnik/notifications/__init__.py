"""Reminders: who is reminded of what and how, so that nobody is asked too often and the curator sees who was asked.

The floor lies above questionnaires and not right above consents: today only this floor sends, it reads who owes what from
consents, programmes and surveys, and its rows name the survey itself instead of a key nobody checks. When a floor below
has something to send, the letters move down; the questions stay.
"""
