"""The sections of a page, each a file that says its id, its editions and its place in them.

A section that stands in this folder is on the page, in its list of contents, and wherever else it
says (the workbook, the text for a wiki). One that returns a report needs no template.
"""

from importlib import import_module
from pkgutil import iter_modules

from blendnb.exporting.editions import Section


def _sections() -> tuple[Section, ...]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return tuple(section for module in modules for section in module.SECTIONS)


SECTIONS = _sections()
"""Every section of every edition."""


def sections_of(edition: str) -> list[Section]:
    """Return the sections of an edition, in the order in which they stand on its page."""
    members = (section for section in SECTIONS if edition in section.editions)
    return sorted(members, key=lambda section: section.editions[edition])
