"""Flags are set by events that fire and by joint projects that start."""

from dataclasses import replace

from game.model.scenario import Effect, EffectKind
from game.scenario.example import example_text
from game.scenario.load import read_scenario
from game.session.published import Fired, ProjectStatus
from game.session.quantities import lookup
from game.session.state import PublicRecord

PROJECT = """\
projects:
- {id: yard, name: Yard, jurisdiction: KEN, cost: 40, effects: [{kind: flag, flag: built}]}
events:
- {id: storm, when: flag(built), headline: A storm, effects: [{kind: flag, flag: stormy}]}
"""


def test_a_flag_is_set_by_a_project_once_it_starts() -> None:
    scenario = read_scenario(example_text(PROJECT), "x.yaml").scenario
    assert scenario is not None
    record = PublicRecord(projects={"yard": ProjectStatus()})
    assert lookup(scenario, record, 1, {}.get)("flag", ("built",)) is False
    started = replace(record, projects={"yard": ProjectStatus(started=1)})
    assert lookup(scenario, started, 1, {}.get)("flag", ("built",)) is True
    assert lookup(scenario, started, 1, {}.get)("flag", ("stormy",)) is False
    fired = Fired(2, "storm", "A storm", "", (Effect(EffectKind.FLAG, flag="stormy"),))
    assert lookup(scenario, replace(record, fired=(fired,)), 1, {}.get)("flag", ("stormy",)) is True
