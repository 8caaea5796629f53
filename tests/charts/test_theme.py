import pytest

from blendnb.charts.theme import DARK, LIGHT, theme
from blendnb.domain.vocabulary import MODALITIES


def luminance(color):
    """Relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=lambda colors: colors.name)
def test_every_text_color_can_be_read_on_its_ground(colors):
    for token in ("ink", "muted", "accent"):
        for ground in ("paper", "shade"):
            assert contrast(colors[token], colors[ground]) >= 4.5, (token, ground)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=lambda colors: colors.name)
def test_the_letter_on_every_modality_can_be_read(colors):
    for modality in MODALITIES:
        assert contrast(colors["on_modality"], colors[modality]) >= 4.5, modality


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=lambda colors: colors.name)
def test_every_shape_is_outlined_in_a_color_that_stands_out(colors):
    assert contrast(colors["ink"], colors["paper"]) >= 3
    assert contrast(colors["line"], colors["paper"]) >= 3


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=lambda colors: colors.name)
def test_no_two_tokens_share_a_color_so_a_page_can_tell_them_apart(colors):
    assert len(set(colors.colors.values())) == len(colors.colors)


def test_light_and_dark_have_the_same_tokens():
    assert LIGHT.colors.keys() == DARK.colors.keys()


def test_an_unknown_theme_is_refused_with_those_that_exist():
    with pytest.raises(ValueError, match="'sepia'; choose light or dark"):
        theme("sepia")
