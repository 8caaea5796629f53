"""What people read: every sentence by its key, and numbers, dates and lists as they are written.

Every sentence stands once, in `templates/language/en.toml`, for Python and for the browser alike;
a translation is a copy of that file under its language's code. `say` gives a sentence its values;
`number`, `date`, `listed` and `count` are the only places that decide how these are written.

>>> say("noun.learners", count=400)
'400 learners'
>>> listed(["a room", "a facilitator"])
'a room and a facilitator'
"""

from blendnb.language.texts import (
    Language,
    LanguageError,
    current,
    fill,
    find_language,
    language_in,
    say,
    speaking,
    speaking_in,
    texts_of,
    use_language,
)
from blendnb.language.written import (
    as_typed,
    between,
    capitalized,
    count,
    csv_text,
    date,
    estimate,
    exact,
    formula_free,
    isolated,
    listed,
    lowered,
    number,
    percent,
    percent_range,
    quoted,
    shortened,
    signed,
)

__all__ = [
    "Language",
    "LanguageError",
    "as_typed",
    "between",
    "capitalized",
    "count",
    "csv_text",
    "current",
    "date",
    "estimate",
    "exact",
    "fill",
    "find_language",
    "formula_free",
    "isolated",
    "language_in",
    "listed",
    "lowered",
    "number",
    "percent",
    "percent_range",
    "quoted",
    "say",
    "shortened",
    "signed",
    "speaking",
    "speaking_in",
    "texts_of",
    "use_language",
]
