"""How large a difference is, and how sure: answers of one learner, or one team, count as one.

Twelve answers of one learner are not twelve learners.  Formulas that forget it give intervals that
are about a third too narrow.  So the standard error is clustered on whatever was drawn by lot, and
two methods that assume less stand beside it: a bootstrap that draws whole clusters again, and a
permutation that deals the arms again.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from blendnb.spacing.models.memory import Floats, Integers

LEVEL = 0.95
ALL, NEW, REPEATED = "all items", "new items", "repeated items"
"""Which items an effect is about, as tables of an analysis name them."""
_MOST_ITEMS = 200
"""Items that get a term of their own in the sensitivity analysis."""
_FEWEST_LEVELS, _MOST_LEVELS = 3, 3_000
"""Learners and items, at least each and at most together, for the crossed mixed model."""
_CELLS = 4_000_000

_FEWEST_CLUSTERS = 2
"""In each arm, without which nobody can see how much clusters differ."""

Interval = tuple[float, float]


@dataclass(frozen=True)
class Clustered:
    """Answers of two arms, ready to be compared.

    Attributes
    ----------
    right : ndarray, shape (n,)
        1 or 0.
    treated : ndarray of bool, shape (n,)
        Whether the answer is from the arm that is compared with the first one.
    clusters : ndarray, shape (n,)
        What was drawn as one, as numbers.
    items : ndarray, shape (n,)
        The item of each answer.
    strata : ndarray, shape (n,)
        The stratum of each answer.
    """

    right: Floats
    treated: NDArray[np.bool_]
    clusters: Integers
    items: NDArray[Any]
    strata: Integers


@dataclass(frozen=True)
class ArmDifference:
    """A difference of two shares, with what three methods say of it."""

    difference: float
    interval: Interval | None
    """95 %, CR2 with Satterthwaite's degrees of freedom; None where an arm has nothing but right or
    nothing but wrong answers, or a single cluster."""
    odds_ratio: float | None
    odds_interval: Interval | None
    bootstrap: Interval
    permutation_p: float
    clusters: int


@dataclass(frozen=True)
class Adjusted:
    """A difference within strata and at the same baseline.

    Attributes
    ----------
    difference, interval
        Of the shares, 95 %.
    strata, baseline
        Whether the model holds them alike.
    correlation
        Of baseline and share of right answers over learners; None without a baseline.
    """

    difference: float
    interval: Interval
    strata: bool
    baseline: bool
    correlation: float | None


@dataclass(frozen=True)
class ArmResult:
    """What one arm shows at one lag.

    Attributes
    ----------
    arm : str
        Its name.
    lag_days : float
        Days from the last study to the test.
    items : str
        All, repeated or new ones.
    drawn, answered : int
        Learners in the arm, and those of them with an answer.
    answers : int
        Answers given.
    retention_rate : float
        Right answers of the answers given; NaN without any.
    items_retained : float
        Right answers for each learner who answered; NaN without any.
    """

    arm: str
    lag_days: float
    items: str
    drawn: int
    answered: int
    answers: int
    retention_rate: float
    items_retained: float

    @property
    def missing_share(self) -> float:
        """Learners without an answer, of those drawn."""
        return 1 - self.answered / self.drawn if self.drawn else float("nan")


@dataclass(frozen=True)
class MissingBounds:
    """The difference, whatever those had known who were drawn and never answered."""

    as_wrong: float | None = None
    as_right: float | None = None
    trimmed: Interval | None = None

    @property
    def all(self) -> tuple[float, ...]:
        """Every bound there is; none where nobody is missing."""
        single = (self.as_wrong, self.as_right)
        return (*(x for x in single if x is not None), *(self.trimmed or ()))


@dataclass(frozen=True)
class Effect:
    """One arm compared with the first one.

    Attributes
    ----------
    arm, against : str
        The two arms.
    items : str
        All, repeated or new ones.
    found : ArmDifference
        Of the retention rates, with its intervals.
    holm_p : float
        Permutation p, corrected for the number of arms compared (Holm).
    sensitivity : mapping of str to (float, float, float)
        Odds ratio and 95 % interval by other models.
    blanks_as_wrong : float or None
        The difference if every answer that never came were wrong; None without such answers.
    missing : MissingBounds
        The difference of everybody who was drawn (intention to treat), if those without an answer
        had all wrong, or all right; and Lee's bounds, by which the arm that more people stayed in
        loses as many of its best, or worst.
    adjusted : Adjusted or None
        The difference within strata and at the same baseline; None without either.
    by_model : bool
        Whether that one decides.
    """

    arm: str
    against: str
    items: str
    found: ArmDifference
    holm_p: float
    sensitivity: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    blanks_as_wrong: float | None = None
    missing: MissingBounds = MissingBounds()
    adjusted: Adjusted | None = None
    by_model: bool = False

    @property
    def missing_as_wrong(self) -> float | None:
        """The difference if those who never answered had all wrong; None without any."""
        return self.missing.as_wrong

    @property
    def missing_as_right(self) -> float | None:
        """The difference if those who never answered had all right; None without any."""
        return self.missing.as_right

    @property
    def trimmed(self) -> Interval | None:
        """Lee's bounds; None where nobody is missing."""
        return self.missing.trimmed

    @property
    def bounds(self) -> tuple[float, ...]:
        """The difference under everything that is assumed of those who never answered."""
        return self.missing.all

    @property
    def primary(self) -> tuple[float, Interval]:
        """The difference that decides, with its interval: the model's where that was settled."""
        if self.by_model and self.adjusted:
            return self.adjusted.difference, self.adjusted.interval
        return self.found.difference, self.interval

    @property
    def survives_the_missing(self) -> bool:
        """Whether no assumption about those who never answered turns or undoes the difference."""
        return all(bound * self.found.difference > 0 for bound in self.bounds)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval to report: the model's, or the bootstrap's where it has none."""
        return self.found.interval or self.found.bootstrap


def difference_of(data: Clustered, *, draws: int, permutations: int, seed: int) -> ArmDifference:
    """Return the difference of the shares with its intervals and its permutation p.

    Parameters
    ----------
    data
        The answers.
    draws, permutations
        How often clusters are drawn again, and arms dealt again.
    seed
        Of both.
    """
    sums = _sums(data)
    model = _logit(data)
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(2)]
    return ArmDifference(
        difference=float(_share(data.right[data.treated]) - _share(data.right[~data.treated])),
        interval=robust_interval(data),
        odds_ratio=model and model[0],
        odds_interval=model and model[1:],
        bootstrap=_bootstrap(sums, draws, streams[0]),
        permutation_p=_permutation(sums, permutations, streams[1]),
        clusters=len(sums.right),
    )


def sensitivity_of(
    data: Clustered, *, crossed: bool = False
) -> dict[str, tuple[float, float, float]]:
    """Return odds ratio and 95 % interval by other models, where they can be fitted.

    The crossed mixed model takes seconds, so it comes on request. It is fitted variationally, whose
    intervals are known to be too narrow, and its odds are those of one learner with one item, so
    its ratio lies farther from 1 than the others. It shows whether the effect survives, and never
    makes the verdict.
    """
    models = [("items as fixed effects", _with_items), ("GEE, exchangeable", _gee)]
    if crossed:
        models.append(("learners and items crossed, mixed (interval too narrow)", _crossed))
    ratios = {}
    for name, fitted in models:
        ratio = fitted(data)
        if ratio:
            ratios[name] = ratio
    return ratios


# --------------------------------------------------------------------------------- GLM and GEE


def _share(right: Floats) -> float:
    return float(right.mean()) if right.size else float("nan")


def robust_interval(data: Clustered) -> Interval | None:
    """95 % for the difference of the shares, which holds with few and unequal clusters.

    CR2 (Bell & McCaffrey 2002): each cluster's residuals are raised by what it pulled the mean of
    its arm towards itself, and the degrees of freedom are those of Satterthwaite if answers were
    independent. For two arms both have a closed form.
    """
    from scipy.stats import t

    if not _varied(data):
        return None
    parts = [_spread_of_mean(data, arm) for arm in (data.treated, ~data.treated)]
    if any(part is None for part in parts):
        return None
    variances, traces, squares = zip(*(part for part in parts if part), strict=True)
    freedom = sum(traces) ** 2 / sum(squares)
    reach = float(t.ppf((1 + LEVEL) / 2, freedom)) * float(np.sqrt(sum(variances)))
    share = _share(data.right[data.treated]) - _share(data.right[~data.treated])
    return share - reach, share + reach


def _spread_of_mean(data: Clustered, arm: NDArray[np.bool_]) -> tuple[float, float, float] | None:
    """Variance of an arm's share by CR2, and trace and squared trace of what it is made of."""
    which = np.unique(data.clusters[arm], return_inverse=True)[1]
    sizes = np.bincount(which).astype(float)
    if len(sizes) < _FEWEST_CLUSTERS:
        return None
    right, total = data.right[arm], sizes.sum()
    residuals = np.bincount(which, right - right.mean())
    raised = 1 / np.sqrt(1 - sizes / total)
    scale = raised / total
    variance = float(((residuals * scale) ** 2).sum())
    independent = np.diag(sizes) - np.outer(sizes, sizes) / total
    made_of = float(right.var()) * independent * np.outer(scale, scale)
    return variance, float(np.trace(made_of)), float((made_of**2).sum())


def _logit(data: Clustered) -> tuple[float, float, float] | None:
    """Odds ratio and its interval from a logit with robust errors."""
    if not _varied(data):
        return None
    design = np.column_stack([np.ones(len(data.right)), data.treated.astype(float)])
    fit = _fitted(data, design)
    return _ratio(fit.params[1], fit.bse[1], _reach(data))


def _varied(data: Clustered) -> bool:
    """Whether both arms have right and wrong answers, without which a logit has no estimate."""
    return all(0 < _share(data.right[arm]) < 1 for arm in (data.treated, ~data.treated))


def _fitted(data: Clustered, design: Floats) -> Any:
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    return GLM(data.right, design, family=Binomial()).fit(
        cov_type="cluster", cov_kwds={"groups": data.clusters}
    )


def _reach(data: Clustered) -> float:
    """How many standard errors make a 95 % interval with this few clusters."""
    from scipy.stats import t

    return float(t.ppf((1 + LEVEL) / 2, max(1, len(np.unique(data.clusters)) - 2)))


def _ratio(effect: float, error: float, reach: float) -> tuple[float, float, float]:
    ends = (effect, effect - reach * error, effect + reach * error)
    ratio, low, high = (float(np.exp(end)) for end in ends)
    return ratio, low, high


def _with_items(data: Clustered) -> tuple[float, float, float] | None:
    items, which = np.unique(data.items.astype(str), return_inverse=True)
    rates = np.bincount(which, data.right) / np.bincount(which)
    kept = ((rates > 0) & (rates < 1))[which]
    if not 1 < len(items) <= _MOST_ITEMS or not _varied(_only(data, kept)):
        return None
    rest = _only(data, kept)
    terms = (which[kept][:, None] == np.unique(which[kept])).astype(float)
    fit = _fitted(rest, np.column_stack([terms, rest.treated.astype(float)]))
    return _ratio(fit.params[-1], fit.bse[-1], _reach(rest))


def _only(data: Clustered, kept: NDArray[np.bool_ | np.int64]) -> Clustered:
    return Clustered(
        data.right[kept], data.treated[kept], data.clusters[kept], data.items[kept],
        data.strata[kept],
    )  # fmt: skip


def _gee(data: Clustered) -> tuple[float, float, float] | None:
    from statsmodels.genmod.cov_struct import Exchangeable
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_estimating_equations import GEE

    if not _varied(data):
        return None
    order = np.argsort(data.clusters, kind="stable").astype(np.int64)
    ordered = _only(data, order)
    design = np.column_stack([np.ones(len(order)), ordered.treated.astype(float)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels warns of steps on the way, not of the end
        fit = GEE(
            ordered.right,
            design,
            groups=ordered.clusters,
            family=Binomial(),
            cov_struct=Exchangeable(),
        ).fit()
    return _ratio(fit.params[1], fit.bse[1], _reach(data)) if fit.converged else None


def _crossed(data: Clustered) -> tuple[float, float, float] | None:
    """A logit with crossed random effects of clusters and items."""
    from scipy.sparse import csr_matrix
    from statsmodels.genmod.bayes_mixed_glm import BinomialBayesMixedGLM

    items = np.unique(data.items.astype(str), return_inverse=True)[1]
    people = np.unique(data.clusters, return_inverse=True)[1]
    counts = people.max() + 1, items.max() + 1
    if min(counts) < _FEWEST_LEVELS or sum(counts) > _MOST_LEVELS or not _varied(data):
        return None
    rows = np.arange(len(data.right))
    columns = np.concatenate([people, counts[0] + items])
    effects = csr_matrix((np.ones(2 * len(rows)), (np.tile(rows, 2), columns)))
    design = np.column_stack([np.ones(len(rows)), data.treated.astype(float)])
    model = BinomialBayesMixedGLM(data.right, design, effects, np.repeat([0, 1], counts))
    size = model.k_fep + model.k_vcp + model.k_vc
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels warns of steps on the way, not of the end
        # Its own start is drawn by chance; a fixed one gives the same numbers every time.
        fit = model.fit_vb(mean=np.zeros(size), sd=np.full(size, 0.5))
    ratio = _ratio(fit.fe_mean[1], fit.fe_sd[1], _reach(data))
    return ratio if np.isfinite(ratio).all() else None


# ------------------------------------------------------------------- bootstrap and permutation


@dataclass(frozen=True)
class _Sums:
    """Right answers and answers of each cluster, with its arm and stratum."""

    right: Floats
    answers: Floats
    treated: NDArray[np.bool_]
    strata: Integers


def _sums(data: Clustered) -> _Sums:
    _, first, which = np.unique(data.clusters, return_index=True, return_inverse=True)
    right = np.bincount(which, data.right).astype(float)
    answers = np.bincount(which).astype(float)
    return _Sums(right, answers, data.treated[first], data.strata[first])


def _bootstrap(sums: _Sums, draws: int, rng: np.random.Generator) -> Interval:
    """95 % interval from drawing whole clusters again within each arm."""
    shares = [_drawn_shares(sums, arm, draws, rng) for arm in (sums.treated, ~sums.treated)]
    low, high = np.quantile(shares[0] - shares[1], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _drawn_shares(
    sums: _Sums, arm: NDArray[np.bool_], draws: int, rng: np.random.Generator
) -> Floats:
    right, answers = sums.right[arm], sums.answers[arm]
    chance = np.full(len(right), 1 / len(right))
    step = max(1, _CELLS // len(right))
    parts = []
    for start in range(0, draws, step):
        times = rng.multinomial(len(right), chance, size=min(step, draws - start))
        parts.append((times @ right) / (times @ answers))
    return np.concatenate(parts)


def permutation_p(data: Clustered, permutations: int, seed: int) -> float:
    """Return the share of deals whose difference is at least as large, the real one counted."""
    return _permutation(_sums(data), permutations, np.random.default_rng(seed))


def _permutation(sums: _Sums, permutations: int, rng: np.random.Generator) -> float:
    """Share of deals whose difference is at least as large, the real one counted."""
    seen = abs(_between(sums, sums.treated[None].astype(float))[0])
    step = max(1, _CELLS // len(sums.right))
    extreme = 0
    for start in range(0, permutations, step):
        dealt = _dealt(sums, min(step, permutations - start), rng)
        extreme += int(np.sum(np.abs(_between(sums, dealt)) >= seen - 1e-12))
    return (1 + extreme) / (1 + permutations)


def _dealt(sums: _Sums, times: int, rng: np.random.Generator) -> Floats:
    """Arms dealt again within strata (times, clusters), 1 where treated."""
    out = np.empty((times, len(sums.right)))
    for stratum in np.unique(sums.strata):
        inside = sums.strata == stratum
        arms = np.tile(sums.treated[inside].astype(float), (times, 1))
        out[:, inside] = rng.permuted(arms, axis=1)
    return out


def _between(sums: _Sums, treated: Floats) -> Floats:
    """The difference of the shares under each row of arms."""
    right, answers = treated @ sums.right, treated @ sums.answers
    rest_right, rest = sums.right.sum() - right, sums.answers.sum() - answers
    # Where one arm gets every cluster with answers there is no difference to speak of.
    with np.errstate(invalid="ignore", divide="ignore"):
        difference: Floats = np.nan_to_num(right / answers - rest_right / rest)
    return difference


# ------------------------------------------------------------------- those who never answered


def bounds_of_missing(
    rates: Sequence[tuple[Floats, Floats]], drawn: Sequence[int]
) -> MissingBounds:
    """Return what the missing could make of a difference.

    Each of them stands for as many answers as others gave on average.

    Parameters
    ----------
    rates
        Of the arm, then of the one it is compared with: answers and right answers of each learner
        who answered.
    drawn
        Learners who were drawn into each.
    """
    gone = [of - len(answers) for of, (answers, _) in zip(drawn, rates, strict=True)]
    if not any(gone):
        return MissingBounds()
    each = sum(answers.sum() for answers, _ in rates) / sum(len(answers) for answers, _ in rates)

    def difference(share: float) -> float:
        shares = [
            (right.sum() + share * away * each) / (answers.sum() + away * each)
            for away, (answers, right) in zip(gone, rates, strict=True)
        ]
        return float(shares[0] - shares[1])

    return MissingBounds(difference(0.0), difference(1.0), _trimmed(rates, drawn))


def _trimmed(rates: Sequence[tuple[Floats, Floats]], drawn: Sequence[int]) -> Interval:
    """Lee's (2009) bounds on the difference, by learners' own shares of right answers."""
    stayed = [len(answers) / of for (answers, _), of in zip(rates, drawn, strict=True)]
    shares = [np.sort(right / answers) for answers, right in rates]
    fuller = int(stayed[1] > stayed[0])
    left_out = round(len(shares[fuller]) * (1 - min(stayed) / max(stayed)))
    kept = len(shares[fuller]) - left_out
    ends = []
    for side in (slice(0, kept), slice(left_out, None)):
        means = [float(each.mean()) for each in shares]
        means[fuller] = float(shares[fuller][side].mean())
        ends.append(means[0] - means[1])
    return min(ends), max(ends)
