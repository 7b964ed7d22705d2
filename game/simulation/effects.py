"""Doses and modifiers turned into what the steps of a turn use; the last axis is 1 (the same in all runs) or run."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.model.measures import MeasureId
from game.model.taxonomy import BlockId
from game.simulation.arrays import Floats, Indices
from game.simulation.constants import Constants
from game.simulation.kernels import diminishing
from game.simulation.modifiers import ModifierKind
from game.simulation.network import Network

#: Points of investment that a full effect of a measure puts into blocks (docs/model.md 4.8).
INVESTMENTS: dict[MeasureId, dict[BlockId, float]] = {
    MeasureId.JUDICIAL_TRAINING: {BlockId.JUDICIAL_SYSTEM: 1.0, BlockId.NATIONAL_POLICIES: 0.3},
    MeasureId.LAW_ENFORCEMENT_TRAINING: {BlockId.LAW_ENFORCEMENT: 1.0, BlockId.TERRITORIAL_INTEGRITY: 0.5},
    MeasureId.VICTIM_SUPPORT: {BlockId.VICTIM_SUPPORT: 1.0, BlockId.NON_STATE_ACTORS: 0.3},
    MeasureId.AUDIT: {BlockId.TRANSPARENCY: 0.5},
    MeasureId.FINANCIAL_INTELLIGENCE: {BlockId.ANTI_MONEY_LAUNDERING: 0.5},
}
BLOCK_ROW: dict[BlockId, int] = {block: row for row, block in enumerate(BlockId)}
_HIGHEST_LINK = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """Effects of measures, after diminishing returns."""

    patrol: Floats  # end (origins, then destinations), leg
    financial_intelligence: Floats  # jurisdiction
    joint: Floats  # passage, link
    investigation: Floats  # passage, in [0, 1]
    liaison: Floats  # passage, link
    audit: Floats  # jurisdiction
    training: Floats  # jurisdiction: judicial + law enforcement
    victim_support: Floats  # jurisdiction
    prevention: Floats  # group
    demand_reduction: Floats  # destination
    pathways: Floats  # destination of smuggling
    rangers: Floats  # habitat
    protection: Floats  # corridor
    investment: Floats | None  # block, jurisdiction; None: nobody invests


@dataclass(frozen=True, slots=True, eq=False)
class Pressures:
    """Modifiers by kind, clipped as they are used; ``None`` where all are zero."""

    supply: Floats | None
    demand: Floats | None
    effort: Floats | None  # end, passage
    placement: Floats | None
    cost: Floats | None
    link: Floats | None
    dispersal: Floats | None
    given_back: Floats | None
    once: Mapping[ModifierKind, Floats]


def measure_effects(
    network: Network, constants: Constants, measures: Floats, columns: Indices | None = None
) -> Effects:
    """Turn doses [slot, 1 or run] into effects.

    Parameters
    ----------
    columns
        Which column of ``measures`` each run uses; by default there is one column, or one for each run.
    """
    reader = _Reader(network, constants, measures, columns)
    legs, passages = network.leg_count, len(network.passages)
    joint_amount = reader.amounts(MeasureId.JOINT_INVESTIGATION)
    joint, investigation = _joint(reader, joint_amount, passages)
    places = len(network.jurisdictions)
    single = {
        rule: reader.effect(rule)
        for rule in (
            MeasureId.FINANCIAL_INTELLIGENCE,
            MeasureId.AUDIT,
            MeasureId.JUDICIAL_TRAINING,
            MeasureId.LAW_ENFORCEMENT_TRAINING,
            MeasureId.VICTIM_SUPPORT,
            MeasureId.PREVENTION,
        )
    }
    pathways = reader.effect(MeasureId.REGULAR_PATHWAYS)
    return Effects(
        patrol=_ends(reader.effect(MeasureId.PATROL), legs),
        financial_intelligence=single[MeasureId.FINANCIAL_INTELLIGENCE],
        joint=joint,
        investigation=investigation,
        liaison=_liaison(reader, network),
        audit=single[MeasureId.AUDIT],
        training=single[MeasureId.JUDICIAL_TRAINING] + single[MeasureId.LAW_ENFORCEMENT_TRAINING],
        victim_support=single[MeasureId.VICTIM_SUPPORT],
        prevention=single[MeasureId.PREVENTION],
        demand_reduction=reader.effect(MeasureId.DEMAND_REDUCTION),
        pathways=pathways[network.smuggling.pathway_rows],
        rangers=reader.effect(MeasureId.RANGER_PATROL),
        protection=reader.effect(MeasureId.CORRIDOR_PROTECTION),
        investment=_investment(network, single, reader.effect(MeasureId.TECHNICAL_ASSISTANCE), places),
    )


def _ends(rows: Floats, passages: int) -> Floats:
    """Return rows of ends as [end, passage, run]: all origins' ends, then all destinations' ends."""
    return rows.reshape(2, passages, rows.shape[-1])


class _Reader:
    """Reads rows of one rule from the doses; rows that are all zero give one column of zeros."""

    def __init__(self, network: Network, constants: Constants, measures: Floats, columns: Indices | None) -> None:
        self._groups = network.slots.groups
        self._constants = constants
        self._dtype = network.cited.market.dtype
        self._measures = np.asarray(measures)
        self._columns = columns

    def amounts(self, rule: MeasureId) -> Floats | None:
        """Return amounts [measure, target, ·], or ``None`` where all are zero."""
        group = self._groups[rule]
        rows = self._measures[group.start : group.stop]
        if not rows.any():
            return None
        if self._columns is not None:
            rows = rows[:, self._columns]
        return rows.reshape(len(group.measures), group.targets, rows.shape[-1]).astype(self._dtype, copy=False)

    def targets(self, rule: MeasureId) -> int:
        """Return the number of targets of a rule."""
        return self._groups[rule].targets

    def shares(self, rule: MeasureId, amounts: Floats) -> Floats:
        """Return x/(1 + x) [measure, ...]."""
        return diminishing(amounts, self._groups[rule].half.astype(self._dtype))

    def scaled(self, rule: MeasureId, shares: Floats) -> Floats:
        """Return maximum · share, measures of the rule added [target, ·]."""
        total: Floats = (shares * self._groups[rule].maximum.astype(self._dtype)).sum(axis=0)
        return total * self._constants.maximum[rule]

    def effect(self, rule: MeasureId) -> Floats:
        """Return effects [target, ·]."""
        amounts = self.amounts(rule)
        if amounts is None:
            return np.zeros((self.targets(rule), 1), self._dtype)
        return self.scaled(rule, self.shares(rule, amounts))

    def none(self, rows: int) -> Floats:
        """Return zeros [rows, 1]."""
        return np.zeros((rows, 1), self._dtype)


def _joint(reader: _Reader, amounts: Floats | None, passages: int) -> tuple[Floats, Floats]:
    """Return link and investigation on each passage from the smaller amount of its two ends."""
    if amounts is None:
        return reader.none(passages), reader.none(passages)
    ends = amounts.reshape(len(amounts), 2, passages, amounts.shape[-1])
    shares = reader.shares(MeasureId.JOINT_INVESTIGATION, np.minimum(ends[:, 0], ends[:, 1]))
    link = np.minimum(reader.scaled(MeasureId.JOINT_INVESTIGATION, shares), _HIGHEST_LINK)
    return link, np.minimum(shares.sum(axis=0), 1.0)


def _liaison(reader: _Reader, network: Network) -> Floats:
    """Return the link on each passage from the smaller amount of the two directions."""
    amounts = reader.amounts(MeasureId.LIAISON)
    if amounts is None:
        return reader.none(len(network.passages))
    smaller = np.minimum(amounts[:, network.pair_there], amounts[:, network.pair_back])
    shares = reader.shares(MeasureId.LIAISON, smaller)
    return np.minimum(reader.scaled(MeasureId.LIAISON, shares), _HIGHEST_LINK)


def _investment(
    network: Network, effects: Mapping[MeasureId, Floats], assistance: Floats, places: int
) -> Floats | None:
    """Return investment [block, jurisdiction, ·] before the absorption limit."""
    paid = {rule: effect for rule, effect in effects.items() if effect.any()}
    helped = bool(assistance.any())
    if not paid and not helped:
        return None
    runs = max(array.shape[-1] for array in (assistance, *effects.values()))
    total = np.zeros((len(BLOCK_ROW), places, runs), assistance.dtype)
    if helped:
        total += assistance.reshape(places, len(BLOCK_ROW), assistance.shape[-1]).swapaxes(0, 1)
    for rule, effect in paid.items():
        if rule is MeasureId.PREVENTION:
            np.add.at(total[BLOCK_ROW[BlockId.PREVENTION]], network.group_jurisdiction, effect)
        for block, weight in INVESTMENTS.get(rule, {}).items():
            total[BLOCK_ROW[block]] += weight * effect
    return total


def read_modifiers(network: Network, modifiers: Floats, columns: Indices | None = None) -> Pressures:
    """Split modifiers [row, 1 or run] by kind and clip them."""
    spans, dtype = network.modifiers.spans, network.cited.market.dtype
    everything = np.asarray(modifiers)

    def part(kind: ModifierKind, low: float, high: float) -> Floats | None:
        rows = everything[spans[kind]]
        if not rows.any():
            return None
        if columns is not None:
            rows = rows[:, columns]
        return np.clip(rows, low, high).astype(dtype, copy=False)

    limits = {
        ModifierKind.CORRUPTION: 1.0,
        ModifierKind.BLOCK: 10.0,
        ModifierKind.POPULATION: 5.0,
        ModifierKind.POACHING: 5.0,
        ModifierKind.ORGANISATIONS: 5.0,
    }
    once = {kind: part(kind, -limit, limit) for kind, limit in limits.items()}
    effort = part(ModifierKind.EFFORT, -10, 10)
    return Pressures(
        supply=part(ModifierKind.SUPPLY, -50, 50),
        demand=part(ModifierKind.DEMAND, -50, 50),
        effort=None if effort is None else _ends(effort, len(network.passages)),
        placement=part(ModifierKind.PLACEMENT, -10, 10),
        cost=part(ModifierKind.LEG_COST, -20, 20),
        link=part(ModifierKind.LINK, -10, 10),
        dispersal=part(ModifierKind.DISPERSAL, -1, 1),
        given_back=part(ModifierKind.RETURN, -1, 1),
        once={kind: rows for kind, rows in once.items() if rows is not None},
    )
