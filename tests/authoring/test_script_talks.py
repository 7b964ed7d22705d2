"""Scripts that negotiate: every verb, in tests inside a scenario and in files; and what is said where one is wrong."""

import json

import pytest

from game.authoring.autoplay import Plan, play, start
from game.authoring.course import course_of
from game.authoring.scenario_tests import run_test
from game.authoring.script_run import ScriptRefusedError, ScriptRun, script_ids
from game.scenario.diagnostic import Diagnostic, ReadingError
from game.scenario.load import read_scenario
from game.scenario.script import ALL_VERBS, read_script_text
from game.scenario.script_checks import check_script
from game.scenario.script_keys import VERBS
from game.scenario.script_talk_keys import TALK_VERBS
from game.scenario.script_talks import TALK_MAKERS
from game.session.desk import Target
from game.session.negotiation.agreements import Status
from game.session.negotiation.resolutions import ResolutionStatus
from game.session.negotiation.state import PublicTable
from game.session.play import Table
from game.session.rulebook import Rulebook, make_rulebook
from tests.session.conftest import meeting_rulebook, meeting_text

TSAVO = Target(habitat="tsavo", jurisdiction="KEN")


def played(steps: str, turns: int | None = None, book: Rulebook | None = None) -> Table:
    book = book or meeting_rulebook()
    read = read_script_text(steps, "script.yaml")
    found = check_script(read, script_ids(book.scenario))
    assert not found, str(found[0])
    table, _save = start(Plan(meeting_text(), "meeting.yaml", book, 5, "idle", turns), read.script)
    play(table, ScriptRun(read.script, read.composed.source))
    return table


def talks(table: Table) -> PublicTable:
    return table.public_view().negotiation.public


def findings(steps: str) -> list[Diagnostic]:
    """Return what is wrong with a script, when it is read or held against the scenario."""
    try:
        return check_script(read_script_text(steps, "script.yaml"), script_ids(meeting_rulebook().scenario))
    except ReadingError as error:
        return list(error.diagnostics)


def test_every_negotiating_verb_can_be_read_and_played() -> None:
    assert set(TALK_MAKERS) == set(TALK_VERBS)
    assert not set(TALK_VERBS) & set(VERBS)
    assert set(ALL_VERBS) == {*VERBS, *TALK_VERBS}


def test_agreements_are_offered_countered_signed_declined_and_ended() -> None:
    table = played(
        """
        - {delegation: kenya, offer: first, to: asia, clauses: [{by: asia, give: 5, to: kenya}]}
        - {delegation: asia, counter: first, named: second, binding: true, clauses: [{give: 2, to: kenya}]}
        - {delegation: kenya, sign: second}
        - {delegation: malaysia, offer: third, to: [kenya, asia], clauses: [{link: kenya}]}
        - {delegation: asia, decline: third}
        - {delegation: malaysia, offer: fourth, to: kenya, clauses: [{tell: kenya}]}
        - {delegation: malaysia, withdraw: fourth}
        - end_turn: 1
        - {delegation: kenya, end: second}
        - end_turn: 1
        """
    )
    status = [agreement.status for agreement in talks(table).agreements.values()]
    assert status == [Status.COUNTERED, Status.ENDED, Status.DECLINED, Status.WITHDRAWN]
    assert table.seat_view("kenya").ledgers[0].received == 2


def test_an_agreement_is_recorded_with_all_kinds_of_clauses() -> None:
    table = played(
        """
        - record: all
          between: [kenya, malaysia, asia]
          binding: true
          clauses:
          - {by: kenya, fund: ranger_patrol, at: tsavo, amount: 3, turns: 2}
          - {by: asia, give: 2, to: malaysia}
          - {by: kenya, link: malaysia}
          - {by: asia, contribute: scanners, amount: 2, after: 1}
          - {by: asia, tell: kenya}
          - {by: asia, share_assets: 20, to: kenya}
          - {by: malaysia, join: cites, turns: 1}
          - {by: kenya, stay: cites}
          - {by: malaysia, refrain: audit}
          - {by: malaysia, vote: yes, on: rangers}
        - end_turn: 3
        """
    )
    (agreement,) = talks(table).agreements.values()
    assert len(agreement.terms.clauses) == 10
    opened = table.public_view().opened
    assert [orders["kenya"].amount("ranger_patrol", TSAVO) for orders in opened] == [3, 3, 0]
    assert [orders["asia"].contributions for orders in opened] == [{}, {"scanners": 2}, {"scanners": 2}]
    assert table.public_view().parties["cites"]["MYS"] == 2


def test_secret_agreements_are_made_at_the_desks() -> None:
    table = played(
        """
        - {delegation: asia, offer: hush, to: kenya, secret: true, binding: true, clauses: [{give: 3, to: kenya}]}
        - {delegation: kenya, sign: hush}
        - end_turn: 2
        """
    )
    assert not talks(table).agreements
    (hidden,) = table.state.negotiation.secret_agreements().values()
    assert hidden.since == 2
    assert [ledger.received for ledger in table.seat_view("kenya").ledgers] == [0, 3, 3]
    assert not table.public_view().opened[1]["asia"].gifts


def test_a_leak_makes_a_secret_public_and_a_breach_can_be_called() -> None:
    table = played(
        """
        - {delegation: asia, offer: hush, to: kenya, secret: true, clauses: [{give: 3, to: kenya}]}
        - {delegation: kenya, sign: hush}
        - end_turn: 2
        - reveal: hush
        - {delegation: kenya, call_broken: hush}
        - end_turn: 1
        """
    )
    (agreement,) = talks(table).agreements.values()
    assert agreement.revealed
    assert agreement.status is Status.BROKEN


def test_a_draft_is_settled_amended_put_and_paid_for() -> None:
    table = played(
        """
        - {settle: rangers, bracket: size, on: 9}
        - {settle: rangers, bracket: place, on: Mkomazi, delegation: kenya}
        - {settle: rangers, bracket: way, on: by income}
        - {delegation: malaysia, support: rangers}
        - {delegation: asia, amend: rangers, delete: list}
        - {delegation: kenya, accept: rangers}
        - {delegation: malaysia, amend: rangers, add: {id: thanks, verb: Takes note of, text: what was done}}
        - {delegation: kenya, refuse: rangers}
        - {put: rangers, amendment: true}
        - {delegation: kenya, vote: no, on: rangers, amendment: true}
        - {delegation: asia, vote: no, on: rangers, amendment: true}
        - put: rangers
        - {delegation: kenya, vote: yes, on: rangers}
        - {delegation: malaysia, vote: yes, on: rangers}
        - {delegation: asia, vote: no, on: rangers}
        - {delegation: asia, explain: Too little for those who wait, on: rangers}
        - {delegation: kenya, pledge: 4, into: rangers, every_turn: true}
        - end_turn: 3
        """
    )
    draft = talks(table).resolutions["L.1"]
    assert draft.status is ResolutionStatus.ADOPTED
    assert (draft.tally.yes, draft.tally.no) == (2, 1)
    assert draft.clause("list") is None
    assert draft.clause("thanks") is None
    (pool,) = talks(table).pools.values()
    assert pool.paid["kenya"] == 8, "for two turns; then the fund is closed"
    assert [item.grant.at for item in table.state.public.grants] == [("mkomazi",)] * 2
    assert talks(table).plenary.explanations[0].seat == "asia"


def test_a_draft_of_the_own_is_carried_by_consensus() -> None:
    table = played(
        """
        - delegation: malaysia
          draft: ports
          title: Honest ports
          preamble: [{phrase: Recalling, text: earlier talks}]
          operative:
          - {id: audits, verb: Calls upon, text: all to audit, does: common_pledge, measure: audit, amount: 1, turns: 1}
        - {delegation: asia, sponsor: ports}
        - put: ports
        - {delegation: asia, fund: audit, at: CHN, amount: 1}
        - end_turn: 1
        """
    )
    draft = talks(table).resolutions["L.2"]
    assert draft.status is ResolutionStatus.ADOPTED
    assert draft.supporters == ("kenya", "malaysia", "asia")
    short = {entry.by: entry.short for entry in talks(table).entries}
    assert short == {"kenya": 1, "malaysia": 1, "asia": 0}


def test_teams_are_lent_and_recalled_and_knowledge_is_shared() -> None:
    table = played(
        """
        - {delegation: asia, lend: 2, to: kenya}
        - {delegation: kenya, tell: asia, every_turn: true}
        - end_turn: 1
        - {delegation: asia, recall: 1, from: kenya, at_desk: true}
        - end_turn: 2
        """
    )
    told = table.state.seats["asia"].told
    assert [item.turn for item in told] == [1, 2, 3]
    assert sum(loan.teams for loan in talks(table).loans) == 1


def test_the_tests_of_a_scenario_see_what_was_negotiated() -> None:
    text = (
        meeting_text()
        + """
tests:
- name: promises count
  play:
  - record: help
    between: [kenya, asia]
    clauses: [{by: asia, give: 2, to: kenya}, {by: kenya, contribute: scanners, amount: 4}]
  - {record: pay, between: [malaysia, asia], binding: true, clauses: [{by: malaysia, contribute: scanners, amount: 5}]}
  - {delegation: asia, give: 2, to: kenya, every_turn: true}
  - {delegation: asia, contribute: scanners, amount: 6, every_turn: true}
  - {delegation: malaysia, join: cites}
  - end_turn: 2
  expect:
  - trust(kenya, asia) > 0.5
  - trust(asia, kenya) < 0.5
  - delivered_share(asia) == 1
  - delivered_share(kenya) < 1
  - member(malaysia, cites)
  - project_started(scanners)
  - not project_started(academy)
"""
    )
    result = read_scenario(text, "meeting.yaml")
    assert result.scenario is not None, str(result.diagnostics[0])
    from game.scenario.parameters import load_parameters

    report = run_test(result.scenario.tests[0], text, "meeting.yaml", make_rulebook(result.scenario, load_parameters()))
    assert report.passed, report.failures


def told_turns(steps: str) -> list[str]:
    text = f"{meeting_text()}\ntests:\n- name: rangers are paid\n  play:\n{steps}\n  expect: [turn == 9]\n"
    result = read_scenario(text, "meeting.yaml")
    assert result.scenario is not None, str(result.diagnostics[0])
    report = run_test(result.scenario.tests[0], text, "meeting.yaml", meeting_rulebook())
    return [str(told) for told in report.course]


def test_a_failing_test_tells_what_became_of_drafts_and_their_funds() -> None:
    steps = """\
  - {settle: rangers, bracket: size, on: 9}
  - {settle: rangers, bracket: place, on: Mkomazi}
  - {settle: rangers, bracket: way, on: by_income}
  - {delegation: malaysia, support: rangers}
"""
    start, forgotten = told_turns(steps + "  - end_turn: 1")
    assert "L.1" not in start
    assert "draft L.1 not put to the vote" in forgotten
    votes = "".join(f"  - {{delegation: {seat}, vote: WORD, on: rangers}}\n" for seat in ("kenya", "malaysia", "asia"))
    put = f"{steps}  - put: rangers\n{votes}"
    _start, first, second = told_turns(
        put.replace("WORD", "yes") + "  - {delegation: kenya, pledge: 2, into: rangers}\n  - end_turn: 2"
    )
    assert "draft L.1 adopted" in first
    assert "2 paid in so far" in first
    assert "adopted" not in second
    assert "draft L.1 not adopted" in told_turns(put.replace("WORD", "no") + "  - end_turn: 1")[1]


@pytest.mark.parametrize(
    ("step", "line", "words"),
    [
        ("{delegation: kenya, sign: nothing}", 1, "no agreement"),
        ("{delegation: kenya, sponsor: rangrs}", 1, 'did you mean "rangers"?'),
        ("{settle: rangers, bracket: siz, on: 6}", 1, 'did you mean "size"?'),
        ("{settle: rangers, bracket: size, on: 7}", 1, 'Known here: "6", "9".'),
        ("{delegation: kenya, amend: rangers, delete: nothing}", 1, 'no clause "nothing"'),
        ("{delegation: kenya, offer: a, to: asia, clauses: [{by: malaysia, give: 1, to: asia}]}", 1, "no party"),
        ("{delegation: kenya, offer: a, to: [asia, asia], clauses: [{give: 1, to: asia}]}", 1, "a party already"),
        ("{record: a, between: [kenya, asia, kenya], clauses: [{by: kenya, link: asia}]}", 1, "a party already"),
        ("{delegation: kenya, offer: a, to: asia, clauses: [{tell: kenya}]}", 1, "to itself"),
        ("{delegation: kenya, tell: kenya}", 1, "itself"),
        ("{put: rangers}", 1, 'open brackets: "size"'),
        (
            "{delegation: kenya, offer: a, to: asia, clauses: [{vote: yes, on: rangers}, {vote: no, on: rangers}]}",
            1,
            "Clauses 1 and 2 contradict each other.",
        ),
        ("{delegation: kenya, offer: a, to: atlantis, clauses: [{give: 1, to: atlantis}]}", 1, "atlantis"),
        ("{delegation: kenya, offer: a, to: asia, clauses: [{fund: rangerpatrol, amount: 1}]}", 1, "ranger_patrol"),
        ("{delegation: kenya, offer: a, to: asia, clauses: [{join: cite}]}", 1, 'did you mean "cites"?'),
        ("{delegation: kenya, offer: a, to: asia, clauses: [{give: 1, to: asia, lend: 1}]}", 1, "promises one thing"),
        ("{delegation: kenya, offer: a, to: asia, clauses: [{give: -1, to: asia}]}", 1, "at least 1"),
        ("{delegation: kenya, offer: a, to: asia, clauses: [{give: 1}]}", 1, "needs to"),
        ("{delegation: kenya, offer: a, to: asia, clauses: [{link: asia, amount: 3}]}", 1, "no use for amount"),
        ("{record: a, between: [kenya, asia], clauses: [{give: 1, to: asia}]}", 1, "who promises"),
        ("{delegation: kenya, vote: maybe, on: rangers}", 1, "abstain"),
        ("{delegation: kenya, amend: rangers}", 1, "adds one clause"),
        ("{delegation: kenya, ofer: a}", 1, 'did you mean "offer"'),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_remedy(step: str, line: int, words: str) -> None:
    found = findings(f"- {step}\n- end_turn: 1\n")
    assert found, "nothing was found"
    assert found[0].line == line
    assert words in str(found[0])


def test_clauses_one_after_the_other_do_not_contradict_and_what_an_amendment_adds_can_be_named() -> None:
    clauses = "{refrain: audit, turns: 2}, {fund: audit, amount: 1, after: 2}"
    assert not findings(f"- {{delegation: kenya, offer: a, to: asia, clauses: [{clauses}]}}\n- end_turn: 1\n")
    clauses = clauses.replace("after: 2", "after: 1")
    assert findings(f"- {{delegation: kenya, offer: a, to: asia, clauses: [{clauses}]}}\n- end_turn: 1\n")
    added = "- {delegation: kenya, amend: rangers, add: {id: more, verb: Urges, text: more}}\n"
    assert not findings(added + "- {delegation: asia, amend: rangers, delete: more}\n- end_turn: 1\n")


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("- {delegation: kenya, offer: a, to: asia, clauses: [{by: asia, give: 90, to: kenya}]}", "cannot pay as much"),
        ("- {settle: L.1, bracket: size, on: 7}", "There are: 6, 9"),
        ("- {delegation: kenya, accept: rangers}", "no open amendment"),
        ("- put: L.1", "sponsors and signatories"),
        ("- {delegation: kenya, pledge: 2, into: rangers}", "no open fund"),
        (
            "- {delegation: kenya, offer: a, to: asia, clauses: [{fund: ranger_patrol, at: mkomazi, amount: 1}]}",
            "mkomazi",
        ),
        ("- {delegation: kenya, vote: yes, on: rangers}", "not put to the vote"),
        (
            "- {delegation: kenya, vote: yes, on: rangers}\n- {delegation: kenya, vote: no, on: L.1}\n- put: L.1",
            "votes twice",
        ),
    ],
)
def test_what_the_rules_refuse_names_its_line_and_turn(steps: str, words: str) -> None:
    with pytest.raises(ScriptRefusedError) as caught:
        played(f"{steps}\n- end_turn: 1\n")
    assert caught.value.diagnostic.line == 1
    assert words in str(caught.value.diagnostic)


def test_negotiating_verbs_are_no_proposed_orders() -> None:
    text = meeting_text().replace(
        "  - {fund: ranger_patrol, at: tsavo, amount: 3}", "  - {offer: a, to: asia, clauses: [{link: asia}]}"
    )
    result = read_scenario(text, "meeting.yaml")
    assert result.scenario is None
    assert "cannot be proposed" in "".join(str(found) for found in result.diagnostics)


def test_the_course_tells_what_was_negotiated() -> None:
    table = played(
        """
        - {record: help, between: [kenya, asia], clauses: [{by: asia, give: 2, to: kenya}]}
        - {delegation: asia, offer: hush, to: kenya, secret: true, binding: true, clauses: [{give: 1, to: kenya}]}
        - {delegation: kenya, sign: hush}
        - end_turn: 2
        """
    )
    told = course_of(table.state, table.book)["negotiation"]
    assert [item["secret"] for item in told["agreements"].values()] == [False, True]
    hidden = [item for item in told["promises"] if item["source"].startswith("asia+kenya")]
    assert [item["turn"] for item in hidden] == [2, 3], "each entry once, though both parties have it"
    assert told["trust"]["kenya"]["asia"] < 0
    json.dumps(told, allow_nan=False)
