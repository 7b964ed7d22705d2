"""Writes the tables and figures of docs/plausibility.md and docs/backcast.md."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from game.authoring.backcast import EQUAL, LAST, MODEL, Backcast, run_backcast
from game.authoring.backcast_case import Case, Departure, Direction
from game.authoring.backcast_read import read_case, shipped_case
from game.authoring.backcast_text import fitted_lines, given_lines, result_lines
from game.authoring.model_pages import table, write_pages
from game.authoring.plausibility import Cooperation, MeasureReport, Trial, cooperation, report
from game.authoring.plausibility_charts import (
    PacePanel,
    TornadoPanel,
    bars_chart,
    pace_chart,
    reach_chart,
    tornado_chart,
)
from game.authoring.plausibility_plays import INDICES, PROGRAMME, TURNS, Stage, set_stage
from game.authoring.sensitivity import LeverRange, Sensitivity, Swing, lever_ranges, sensitivity
from game.model.parameters import Parameters
from game.model.scenario import Scenario

PLAUSIBILITY, BACKCAST = "plausibility.md", "backcast.md"
_TORNADO = 12
_NAMES = {
    "criminality": "world criminality [points]",
    "fauna": "wildlife crime, mean score [points]",
    "herds": "herds [animals]",
    "laundered": "money integrated [USD million a year]",
}
_DIGITS, _FINE = (2, 2, 0, 2), (3, 3, 0, 2)
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Pages:
    """Blocks by page and name, and pictures by file name."""

    blocks: Mapping[str, Mapping[str, str]]
    pictures: Mapping[str, str]

    def write(self, folder: Path) -> list[Path]:
        """Write everything into a folder such as ``docs``."""
        return write_pages(folder, self.blocks, self.pictures)


def make_pages(scenario: Scenario, parameters: Parameters, tell: Progress = lambda _words: None) -> Pages:
    """Try all measures and parameters on a scenario, and all variants of the shipped backcast (one to two minutes)."""
    tell("measures")
    stage = set_stage(scenario, parameters)
    _idle, reports = report(stage)
    together = cooperation(stage)
    tell("parameters")
    moved = sensitivity(scenario, parameters)
    levers = lever_ranges(scenario, parameters, reports, [swing.parameter.name for swing in moved.swings])
    tell("backcast")
    case = read_case(shipped_case())
    shipped = run_backcast(case, parameters)
    variants = [
        (words, run_backcast(variant, parameters) if words != _CHOSEN else shipped)
        for words, variant in _variants(case)
    ]
    return Pages(
        blocks={
            PLAUSIBILITY: {
                "size": size_table(reports, stage),
                "pace": pace_table(reports, stage),
                "cooperation": cooperation_table(together, stage),
                "plan": moved_sentence(moved),
                "parameters": parameter_table(moved, scenario),
                "levers": lever_table(levers),
            },
            BACKCAST: {"result": result_block(shipped), "variants": variant_table(variants)},
        },
        pictures={
            "pace.svg": _pace_picture(reports),
            "reach.svg": _reach_picture(reports, stage),
            "cooperation.svg": _cooperation_picture(together, stage),
            "parameters.svg": _parameter_picture(moved),
        },
    )


def _signed(value: float, digits: int) -> str:
    """Write a change; what rounds to nothing is 0."""
    text = f"{value:+,.{digits}f}"
    return "0" if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def size_table(reports: Sequence[MeasureReport], stage: Stage) -> str:
    """Return the changes of the four indices after the last turn, by measure, payer and strength."""
    names = {item.id: item.name for item in stage.scenario.delegations}
    rows = [
        [item.name, side, "strong" if strong else "weak", *_changes(trials[strong])]
        for item in reports
        for side, trials in ((names[item.one[True].payer], item.one), ("all", item.joint))
        for strong in (False, True)
    ]
    return table(["measure", "paid by", "", *(_NAMES[name] for name in INDICES)], rows)


def _changes(trial: Trial) -> list[str]:
    return [_signed(float(value), digits) for value, digits in zip(trial.change[-1], _DIGITS, strict=True)]


def pace_table(reports: Sequence[MeasureReport], stage: Stage) -> str:
    """Return how quickly each measure works, what stays, and how far it reaches."""
    rows = [
        [
            item.name,
            INDICES[item.index],
            f"{item.early * 100:.0f} %",
            item.pace,
            f"{item.rest * 100:.0f} %",
            item.stay,
            _paid_in(item),
            str(item.better),
            str(item.worse),
        ]
        for item in sorted(reports, key=lambda item: (-item.early, item.measure))
    ]
    places = len(stage.scenario.jurisdictions)
    heads = [
        "measure",
        "read by",
        "there after a year",
        "pace",
        "left two years after it ended",
        "stay",
        "needs a partner",
    ]
    return table([*heads, f"better in (of {places})", "worse in"], rows)


def _paid_in(item: MeasureReport) -> str:
    """Say what a measure costs; teams serve in another State, or let its officers in."""
    if not item.rule.funds:
        return "a team at each end"
    return "funds, and a team abroad" if item.rule.teams else "funds"


def cooperation_table(together: Cooperation, stage: Stage) -> str:
    """Return the share seized on one leg by who patrols and what links the ends."""
    links = list(dict.fromkeys(link for _who, link, _first, _last in together.rows))
    by_pair = {(who, link): first for who, link, first, _last in together.rows}
    rows = [
        [_who(who, stage), *(f"{by_pair[who, link] * 100:.1f} %" for link in links)]
        for who in dict.fromkeys(who for who, *_rest in together.rows)
    ]
    return table(["who patrols", *(link if link != "none" else "no link" for link in links)], rows)


def _who(who: str, stage: Stage) -> str:
    return next((item.name for item in stage.scenario.jurisdictions if item.id == who), who)


def parameter_table(moved: Sensitivity, scenario: Scenario) -> str:
    """Return every parameter that acts, with its range and what its ends do to the four indices; then the others."""
    acting, idle = _acting(moved)
    scale = np.array([max(float(swing.size[place]) for swing in acting) or 1.0 for place in range(len(INDICES))])
    order = sorted(acting, key=lambda swing: (-float((swing.size / scale).max()), swing.parameter.name))
    rows = [
        [
            f"`{swing.parameter.name}`",
            f"{swing.parameter.low:g} – {swing.parameter.value:g} – {swing.parameter.high:g}",
            *(
                f"{_signed(float(low), digits)} / {_signed(float(high), digits)}"
                for low, high, digits in zip(swing.low, swing.high, _FINE, strict=True)
            ),
        ]
        for swing in order
    ]
    whole = table(["parameter", "low – value – high", *(_NAMES[name] for name in INDICES)], rows)
    set_here = sorted(name for name in scenario.parameters if name in moved_names(moved))
    sentence = f"No effect here: {', '.join(f'`{swing.parameter.name}`' for swing in idle)}."
    if set_here:
        sentence += f" Set by the scenario, and moved about its value: {', '.join(f'`{name}`' for name in set_here)}."
    return f"{whole}\n\n{sentence}"


def moved_names(moved: Sensitivity) -> set[str]:
    """Return the names of the parameters that have a range."""
    return {swing.parameter.name for swing in moved.swings}


def _acting(moved: Sensitivity) -> tuple[list[Swing], list[Swing]]:
    """Part the parameters into those whose effect a table can show, and the others."""
    shown = np.array([0.5 * 10.0**-digits for digits in _FINE])
    acting = [swing for swing in moved.swings if bool((swing.size > shown).any())]
    return acting, [swing for swing in moved.swings if swing not in acting]


def moved_sentence(moved: Sensitivity) -> str:
    """Say how far the parameter that matters most goes, beside what the plan itself does."""
    plan = float(moved.indices[0] - moved.idle[0])
    most = moved.largest(0, 1)[0]
    return (
        f"If nobody acts, world criminality ends at {moved.idle[0]:.2f}; under this plan at {moved.indices[0]:.2f}, "
        f"a change of {_signed(plan, 2)}. The parameter that moves it most, `{most.parameter.name}`, makes that "
        f"{_signed(plan + float(most.low[0]), 2)} or {_signed(plan + float(most.high[0]), 2)} "
        "(where it also acts on a world in which nobody does anything, that is included)."
    )


def lever_table(levers: Sequence[LeverRange]) -> str:
    """Return each measure's effect with its range over all parameters."""
    rows = [
        [
            item.name,
            INDICES[item.index],
            _signed(item.effect, _DIGITS[item.index]),
            f"{_signed(item.least, _DIGITS[item.index])} to {_signed(item.most, _DIGITS[item.index])}",
            f"`{item.by}`",
        ]
        for item in levers
    ]
    heads = ["measure, all pay much", "read by", "effect", "over the range of every parameter", "which matters most"]
    return table(heads, rows)


def _pace_picture(reports: Sequence[MeasureReport]) -> str:
    panels: list[PacePanel] = []
    for item in reports:
        strong, weak, ended = (
            trial.change[:, item.index] for trial in (item.joint[True], item.joint[False], item.ended)
        )
        by_crime = INDICES[item.index] == "criminality"
        name = item.name if by_crime else f"{item.name} (animals)"
        panels.append(PacePanel(name, strong, weak, ended, 2 if by_crime else 0))
    title = "How quickly each measure works, and what stays: change of world criminality, all pay"
    words = (
        f"Small multiples: change against doing nothing over {TURNS} turns, for each measure, each with its own scale."
    )
    return pace_chart(panels, PROGRAMME, title, words)


def _reach_picture(reports: Sequence[MeasureReport], stage: Stage) -> str:
    names = {item.id: item.name for item in stage.scenario.delegations}
    rows = [(f"{item.name} ({names[item.one[True].payer]})", item.one[True].places) for item in reports]
    columns = [item.id for item in stage.scenario.jurisdictions]
    title = f"Where crime changes when one delegation acts, after {TURNS} turns"
    return reach_chart(rows, columns, title, "A disc for each measure and jurisdiction; full: less crime, ring: more.")


def _cooperation_picture(together: Cooperation, stage: Stage) -> str:
    rows: list[tuple[str, float]] = []
    for who, link, first, _last in together.rows:
        if rows and link == "none":
            rows.append(("", 0.0))
        rows.append((f"{_who(who, stage)}, {link if link != 'none' else 'no link'}", first))
    leg = next(item for item in stage.scenario.legs if item.id == together.leg)
    words = "Bars: share of the flow that is seized, by who patrols and what links the two ends."
    return bars_chart(rows, f"Share seized on one leg: {leg.name}", words)


def _parameter_picture(moved: Sensitivity) -> str:
    panels = [
        TornadoPanel(
            _NAMES[name],
            tuple(
                (swing.parameter.name, float(swing.low[place]), float(swing.high[place]))
                for swing in moved.largest(place, _TORNADO)
            ),
            _DIGITS[place],
        )
        for place, name in enumerate(INDICES)
    ]
    title = f"The {_TORNADO} parameters that move each index most, after {TURNS} turns"
    return tornado_chart(panels, title, "Four tornado charts; each bar is a parameter at one end of its range.")


def result_block(result: Backcast) -> str:
    """Return what ``main.py backcast`` prints."""
    lines = [*given_lines(result.case), "", *fitted_lines(result.case, result.fit), "", *result_lines(result)]
    return "```text\n" + "\n".join(lines) + "\n```"


_CHOSEN = ("two, one swings", "effort", "stays", "held")


def _variants(case: Case) -> list[tuple[tuple[str, str, str, str], Case]]:
    """Return the variants of structure that were tried: origins, what a closing shock is, what opened, what is held."""
    one = (Departure("all", "all", tuple(float(count) for count in case.detections[0]), swings=False),)
    apart = tuple(replace(origin, swings=False) for origin in case.origins)
    corridor, statement, memorandum = case.shocks
    found: list[tuple[tuple[str, str, str, str], Case]] = []
    for origins_words, origins in (("one", one), ("two", apart), ("two, one swings", case.origins)):
        for effect_words, effect in (("effort", Direction.CLOSES), ("cost", Direction.DEARER)):
            for end_words, end in (("stays", float("inf")), ("ends", statement.begins)):
                for held_words, held in (("held", dict(case.parameters)), ("free", {})):
                    shocks = (
                        replace(corridor, ends=end),
                        replace(statement, effect=effect),
                        replace(memorandum, effect=effect),
                    )
                    words = (origins_words, effect_words, end_words, held_words)
                    found.append((words, replace(case, origins=origins, shocks=shocks, parameters=held)))
    return found


def variant_table(variants: Sequence[tuple[tuple[str, str, str, str], Backcast]]) -> str:
    """Return errors of all variants in the fitted and in the tested years, in percentage points."""
    rows: list[list[str]] = []
    for words, result in variants:
        errors = [f"{item.error:.1f}" for item in result.tested]
        rows.append([*words, f"{result.fit.error:.2f}", *errors, f"{result.mean_error(MODEL):.1f}"])
        if words == _CHOSEN:
            rows[-1] = [f"**{cell}**" for cell in rows[-1]]
    first = variants[0][1]
    for method, name in ((LAST, "last year's shares"), (EQUAL, "equal shares")):
        errors = [f"{item.error:.1f}" for item in first.naive if item.method == method]
        rows.append([name, "", "", "", "", *errors, f"{first.mean_error(method):.1f}"])
    years = [str(item.year) for item in first.tested]
    heads = [
        "origins",
        "a closing shock is",
        "what opened in the first fitted year",
        "fares and capacity",
        "fitted years",
    ]
    return table([*heads, *years, "tested years"], rows)
