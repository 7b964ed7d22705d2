"""A scenario to extend, and what comes of extending it."""

from pathlib import Path

import pytest

from game.scenario.diagnostic import Diagnostic
from game.scenario.load import LoadResult, load_scenario

BASE = """\
title: Two routes
stylised: true
rules: {turns: 6, drift: 0.05}
sources: {index: {title: An index}}
suppress: [{code: H303, reason: A test has nothing hard to bear.}]
jurisdictions:
- {id: KEN, source: index, corruption: 0.6, markets: {counterfeit: 6}}
- {id: TZA, corruption: {value: 0.5, source: index}, markets: {counterfeit: 5}}
- {id: CHN, markets: {counterfeit: 7}}
markets:
- id: counterfeit
  origins: [{jurisdiction: CHN, supply: 20}]
  destinations: [{jurisdiction: KEN}, {jurisdiction: TZA, attraction: 2}]
legs:
- {id: chn_ken, from: CHN, to: KEN, mode: sea}
- {id: chn_tza, from: CHN, to: TZA, mode: sea, base_cost: 2}
- {id: ken_tza, from: KEN, to: TZA, mode: land}
channels: [{id: money, from: KEN, to: CHN}]
measures: [patrol, audit, liaison, {id: dogs, like: patrol, half_amount: 2}]
instruments: [{id: platform, name: A platform, parties: [KEN, TZA]}]
delegations:
- id: kenya
  jurisdictions: [KEN]
  funds: 6
  mandates:
  - id: one
    objectives:
    - {id: less, text: Less arrives, quantity: flow(chn_ken), bronze: 8, silver: 7, gold: 6}
    - {id: other, text: The other road, quantity: flow(chn_tza), bronze: 8, silver: 7, gold: 6}
    - {id: friends, text: Be trusted, quantity: "trust(kenya, tanzania)", bronze: 0.5, silver: 0.6, gold: 0.7}
  proposed_orders: [{fund: patrol, at: chn_ken, amount: 2}, {link: tanzania}]
- id: tanzania
  jurisdictions: [TZA]
  funds: 5
  teams: 2
  proposed_orders: [{fund: audit, amount: 3}, {link: kenya}]
- {id: china, jurisdictions: [CHN], proposed_orders: [{link: kenya}, {link: tanzania}]}
negotiation:
  rules:
  - {id: register, name: A register, effects: [{kind: corruption, amount: -0.02}]}
  - {id: closed, name: A closed port, effects: [{kind: leg_cost, leg: chn_tza, amount: 0.5}]}
  opening_drafts:
  - id: first
    title: What to do
    sponsors: [tanzania, china]
    operative:
    - {id: bring_in, verb: Recommends, text: a register, does: rule, rule: register}
    - {id: shut, verb: Recommends, text: a closed port, does: rule, rule: closed}
    - {id: list, verb: Recommends, text: one of us, does: listing, jurisdiction: TZA}
projects:
- id: yard
  name: Yard
  jurisdiction: TZA
  cost: 40
  effects: [{kind: effort, leg: chn_tza, amount: 0.2}, {kind: flag, flag: built}]
events:
- id: storm
  when: flag(built)
  headline: A storm
  effects: [{kind: leg_cost, leg: chn_tza, amount: 0.3}, {kind: funds, delegation: tanzania, amount: 2}]
- {id: rush, when: flow(chn_tza) > 3, headline: A rush}
tests:
- {name: on the road, play: [{end_turn: 1}], expect: [flow(ken_tza) >= 0]}
- name: at sea
  play: [{delegation: kenya, fund: patrol, at: chn_ken, amount: 2}, {end_turn: 1}]
  expect: [flow(chn_ken) > 0]
- {name: nothing named, play: [{end_turn: 1}], expect: [turn == 1]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def read(folder: Path, text: str, name: str = "mine.yaml") -> LoadResult:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_scenario(path, name)


def errors(result: LoadResult) -> list[Diagnostic]:
    return [found for found in result.diagnostics if found.code.startswith("E")]


def only(result: LoadResult) -> Diagnostic:
    (found,) = errors(result)
    return found
