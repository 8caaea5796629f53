"""The list of contents: its template names every listed section that the page has."""

from blendnb.exporting.editions import Section

SECTIONS = [Section("contents", lambda _: {}, {"client": 15}, "contents.html", listed=False)]
