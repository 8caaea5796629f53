"""Answers as plain text for a terminal: wrapped to its width, readable without color.

One file for each kind of answer. Each takes a value and returns a text; nothing is computed here.
Texts from briefs and plans are shown with their control characters spelled out.
"""
