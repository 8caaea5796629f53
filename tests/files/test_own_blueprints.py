import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blendnb.api import catalogue_of, design, generalize
from blendnb.domain.catalogue import Blueprint
from blendnb.files.own_blueprints import blueprint_toml, save_blueprint
from blendnb.files.problems import InputError
from blendnb.files.toml_writing import toml_text

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
values = st.one_of(
    st.booleans(), st.integers(-(2**60), 2**60), st.floats(allow_nan=False, allow_infinity=False),
    texts, st.lists(texts, max_size=3),
)  # fmt: skip
tables = st.dictionaries(texts, values, max_size=4)
documents = st.dictionaries(
    texts, st.one_of(values, tables, st.lists(tables, min_size=1, max_size=3)), max_size=5
)


@given(documents)
def test_whatever_is_written_reads_back_the_same(data):
    assert tomllib.loads(toml_text(data)) == data


def test_none_is_left_out():
    assert toml_text({"a": 1, "b": None, "c": [{"d": None, "e": 2}]}) == "a = 1\n\n[[c]]\ne = 2\n"


@pytest.fixture(scope="module")
def blueprint():
    plan = design(blueprint="new_manager")
    return generalize(
        plan, "Team leads", provenance="Our academy", notes='"quotes" \\ and\nlines'
    ).blueprint


@pytest.mark.parametrize("id_", ["new_manager", "crm_rollout", "compliance_audit"])
def test_a_shipped_blueprint_survives_being_written(id_):
    shipped = catalogue_of().blueprints[id_]
    again = Blueprint.model_validate(tomllib.loads(blueprint_toml(shipped)))
    assert again == shipped


def test_a_saved_blueprint_counts_in_its_working_folder(tmp_path, blueprint):
    path = save_blueprint(blueprint, tmp_path)
    assert path == tmp_path / "catalogue" / "blueprints" / "team_leads.toml"
    known = catalogue_of(tmp_path).blueprints["team_leads"]
    assert known == blueprint
    assert known.origin == "own"
    assert design(blueprint="team_leads", catalogue=tmp_path).blueprint == "team_leads"


def test_an_own_one_is_replaced_only_on_request_and_its_version_counts_on(tmp_path, blueprint):
    path = save_blueprint(blueprint, tmp_path)
    with pytest.raises(InputError, match="stands already, version 1"):
        save_blueprint(blueprint, tmp_path)
    save_blueprint(blueprint, tmp_path, replace=True)
    assert tomllib.loads(path.read_text(encoding="utf-8"))["version"] == "2"


@pytest.mark.parametrize("id_", ["crm_rollout", "live_led"])
def test_a_shipped_id_cannot_be_taken(tmp_path, blueprint, id_):
    with pytest.raises(InputError, match="shipped"):
        save_blueprint(blueprint.replace(id=id_), tmp_path, replace=True)
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_the_folder_does_not_have_is_refused(tmp_path, blueprint):
    row = blueprint.rows[0].replace(format="podcast")
    with pytest.raises(InputError, match="podcast"):
        save_blueprint(blueprint.replace(rows=(row,)), tmp_path)


def test_own_prices_are_read_with_one_figure_or_three(tmp_path):
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "prices.toml").write_text(
        '[[prices]]\nid = "wage_learner_hour"\ndefault = 45\ncurrency = "EUR"\n'
        '[[prices]]\nid = "price_build_hour"\nlow = 60\ndefault = 80\nhigh = 110\n'
        'currency = "EUR"\nyear = 2027\nsource = "Framework agreement"\n',
        encoding="utf-8",
    )
    prices = catalogue_of(tmp_path).prices
    wage, build = prices["wage_learner_hour"], prices["price_build_hour"]
    assert (wage.low, wage.default, wage.high) == (45, 45, 45)
    assert (build.low, build.high, build.year, build.origin) == (60, 110, 2027, "own")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('id = "wage_lerner_hour"\ndefault = 45\ncurrency = "EUR"', "wage_learner_hour"),
        ('id = "wage_learner_hour"\ndefault = 45', "currency"),
        ('id = "wage_learner_hour"\ndefault = -1\ncurrency = "EUR"', "default"),
        ('id = "wage_learner_hour"\nlow = 9\ndefault = 5\nhigh = 9\ncurrency = "EUR"', "outside"),
    ],
)
def test_a_price_that_cannot_be_used_is_told(tmp_path, line, said):
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "prices.toml").write_text(f"[[prices]]\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        catalogue_of(tmp_path)
