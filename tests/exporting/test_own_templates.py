"""Templates of a working folder show, loop and ask; everything else is told, and nothing runs."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import blendnb as bl
from blendnb.cli import main
from blendnb.exporting.own_templates import filled_in, template_environment
from blendnb.files.problems import InputError
from tests.exporting.sample_plans import new_manager

PLAN = new_manager()
ATTACKS = [
    '{{ cycler.__init__.__globals__.os.popen("touch ran").read() }}',
    '{{ lipsum.__globals__["os"].system("touch ran") }}',
    '{{ self.__init__.__globals__.__builtins__.open("ran", "w") }}',
    '{{ "".__class__.__mro__[1].__subclasses__() }}',
    '{{ ""["__class__"] }}',
    '{{ ("" | attr("__class__")).__mro__ }}',
    "{{ w.learner.ask.format.__self__.__class__ }}",
    '{{ "{0.__class__.__init__.__globals__}".format(w) }}',
    '{{ "{:>999999999}".format(1) }}',
    "{{ range(10) }}",
    "{{ namespace(a=1) }}",
    "{{ dict(a=1) }}",
    "{{ head.clear() }}",
    '{{ head.update({"title": 1}) }}',
    "{{ [head].append(1) }}",
    "{{ head.title.upper() }}",
    '{{ "x" * 999999999 }}',
    "{{ 9 ** 9 ** 9 }}",
    '{{ "%999999999s" % 1 }}',
    '{{ "x" ~ "y" }}',
    '{{ "a,b" | map("upper") }}',
    '{{ "x" | center(999999999) }}',
    '{{ "%s" | format(1) }}',
    "{% set x = [1] %}{% set x = [x, x] %}{{ x }}",
    "{{ [[1, 2]] }}",
    "{% for a in [1] %}{{ [a, a] }}{% endfor %}",
    "{% set x %}a{% endset %}",
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    '{% include "footer.html" %}',
    '{% include "../catalogue/secret.html" %}',
    '{% include "/etc/passwd" %}',
    "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% for a in w.page.print_note * 900 %}{% endfor %}",
    "{% for a in style %}{% for b in style %}{% if b in 'x' %}{% endif %}{% endfor %}{% endfor %}",
    "{{ head.nothing_of_it }}",
    "{{ nothing_of_it }}",
    "{{ 1 / 0 }}",
    '{{ 1 + "a" }}',
    "{% if %}{% endif %}",
    "{% for %}",
    "{{ unclosed",
    '{% import "nothing.html" as n %}',
    '{% extends "nothing.html" %}',
    "{% python %}",
    "{% sections nothing %}",
    "{{ sections.nothing | report }}",
    "{{ head | report }}",
    "{{ debug }}{% debug %}",
    "{{ head.items }}",
]  # fmt: skip


@pytest.fixture
def own(tmp_path):
    """A working folder with an empty `page/`."""
    for name in ("catalogue", "page"):
        (tmp_path / "own" / name).mkdir(parents=True)
    return tmp_path / "own"


def export(own, name="plan.html", **options):
    bl.export(PLAN, own / name, catalogue=own, **options)
    return (own / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ATTACKS)
def test_what_is_no_value_loop_or_condition_is_told_with_its_file(own, monkeypatch, text):
    monkeypatch.chdir(own)
    (own / "page" / "footer.html").write_text(f"<p>ours</p>\n{text}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        export(own)
    said = str(caught.value)
    assert len(said.splitlines()) == 1
    assert "footer.html: " in said
    assert said.endswith(
        "a template may show values, loop over them, ask conditions and call the shipped macros"
    )
    assert not Path("ran").exists()


def test_the_line_of_a_mistake_is_named(own):
    (own / "page" / "footer.html").write_text("<p>\n\n{{ head.nothing }}", encoding="utf-8")
    with pytest.raises(InputError, match=r"footer\.html: line 3: .*has no attribute 'nothing'"):
        export(own)


def test_values_loops_conditions_and_shipped_macros_are_allowed(own):
    text = (
        '{% import "macros.html" as m %}{% set title = head.title %}{% if title %}'
        "<p>{{ title }}</p>{% endif %}{% for key, view in sections.items() if key %}"
        '<i>{{ key }}</i>{% else %}none{% endfor %}{{ m.listed(["a", "<b>"], "ticks") }}'
        '{{ ["x", "<y>"] | join(", ") }}{{ 2 + 3 }}'
    )
    (own / "page" / "footer.html").write_text(text, encoding="utf-8")
    page = export(own)
    assert "<p>First-time managers</p>" in page
    assert "<i>journey</i>" in page
    assert "&lt;b&gt;" in page
    assert "x, &lt;y&gt;5" in page


def test_a_wiki_template_is_held_to_the_same(own):
    (own / "page" / "plan.md").write_text("# {{ head.title.__class__ }}", encoding="utf-8")
    with pytest.raises(InputError, match=r"plan\.md: line 1: "):
        export(own, "plan.md")


@pytest.mark.parametrize("name", ["footer.html", "page.css"])
def test_no_link_leads_out_of_the_folder(own, tmp_path, name):
    (tmp_path / "secret.html").write_text("secret")
    (own / "page" / name).symlink_to(tmp_path / "secret.html")
    with pytest.raises(InputError, match="is a link that leads out of the working folder"):
        export(own)


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("footer.html", b"M\xfcller", "is not UTF-8"),
        ("page.css", b"M\xfcller", "is not UTF-8"),
        ("footer.html", b"x" * 600_000, "is larger than 500 kB"),
        ("page.css", b"p{}</style><meta http-equiv=refresh>", "end a style sheet"),
    ],
)
def test_a_file_that_is_no_template_is_told(own, name, raw, message):
    (own / "page" / name).write_bytes(raw)
    with pytest.raises(InputError, match=message):
        export(own)


def test_the_command_says_whose_templates_count(own, monkeypatch):
    monkeypatch.chdir(own)
    (own / "catalogue" / "README.md").write_text("ours")
    (own / "page" / "footer.html").write_text("<p>theirs</p>")
    bl.export(PLAN, own / "crm.plan.json")
    page = CliRunner().invoke(main, ["export", "crm.plan.json", "-o", "crm.html"])
    assert page.stderr == (
        "Templates of page count: footer.html. "
        "Whoever made that folder decides what such a page shows.\n"
    )
    table = CliRunner().invoke(main, ["export", "crm.plan.json", "-o", "crm.csv"])
    assert (table.exit_code, table.stderr) == (0, "")


NAMES = ["head", "head.title", "sections", "w", "loop", "self", "''", "[1]", "x", "cycler"]
STEPS = [
    ".__class__", ".__globals__", "['__init__']", ".format", ".mro()", "()", "(1)", "|attr('x')",
    "|map('e')", "|list", "|join", "|safe", "|length", "[0]", ".items()", " * 99999999", " ~ x",
    " + head", ".open('ran', 'w')",
]  # fmt: skip
FRAMES = [
    "{{{{ {} }}}}", "{{% if {} %}}a{{% endif %}}", "{{% for x in {} %}}{{{{ x }}}}{{% endfor %}}",
    "{{% set x = {} %}}{{{{ x }}}}", "{{% include {} %}}", "{{% import {} as x %}}{{{{ x.y() }}}}",
    "{{% with x = {} %}}{{{{ x }}}}{{% endwith %}}", "{{% block b %}}{{{{ {} }}}}{{% endblock %}}",
]  # fmt: skip
expressions = st.builds(
    lambda name, steps: name + "".join(steps),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(STEPS), max_size=4),
)
templates = st.lists(
    st.builds(str.format, st.sampled_from(FRAMES), expressions) | st.sampled_from(ATTACKS),
    min_size=1,
    max_size=3,
).map("".join)


@given(templates)
def test_whatever_a_template_tries_it_shows_something_or_is_told(text):
    with TemporaryDirectory() as name:
        own = Path(name)
        (own / "page").mkdir()
        (own / "page" / "footer.html").write_text(text, encoding="utf-8")
        values = {"head": {"title": "CRM"}, "sections": {"journey": {}}, "w": {"page": "a"}}
        try:
            shown = filled_in(template_environment(own, str, {}), "footer.html", values)
        except InputError as error:
            shown = str(error)
            told = shown.splitlines()
            assert told == [shown]
        assert " at 0x" not in shown
        assert sorted(path.name for path in own.rglob("*")) == ["footer.html", "page"]
