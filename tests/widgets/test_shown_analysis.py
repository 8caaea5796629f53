"""An analysis shown in a notebook: the verdict first, and nothing of a file becomes markup."""

from blendnb.spacing import analyze, read_results
from blendnb.widgets.shown import analysis_html

ROWS = [
    {"learner": f"{arm}{n}", "arm": arm, "item": item, "outcome": int(n % 3 < limit), "lag": 30}
    for arm, limit in (("<b>old</b>", 1), ("new", 2))
    for n in range(12)
    for item in range(2)
]


def test_verdict_tables_and_warnings_are_shown_and_names_stay_text():
    found = analyze(read_results(ROWS), draws=200, permutations=200)
    page = str(analysis_html(found))
    assert "<b>old</b>" not in page
    assert "&lt;b&gt;old&lt;/b&gt;" in page
    told = ("30 days after the last study", "95 % interval", "Retention rate and items retained")
    assert all(words in page for words in told)
    for words in ("Who is missing", "Only 24 learners", "clustered by learner"):
        assert words in page
