"""The screens of the meeting in the demonstration game: a caucus with agreements and a draft, and a roll call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.client.interface.pilot import Pilot
from game.client.live import LiveGame
from game.client.navigation import Answer, Screen, Submit
from game.client.screens.play import PlayScreen
from game.client.screens.wall import WallScreen
from game.model.negotiation import OperativeClause
from game.model.places import scenarios_folder
from game.scenario.load import load_scenario
from game.session.commands import AdvancePhase, Command, Options, SeatPlan, StartSession
from game.session.desk import Occupant, Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.facts import REFEREE
from game.session.negotiation.plenary import CaucusKind
from game.session.negotiation.resolutions import Change, ChangeKind, Resolution
from game.session.negotiation.voting import Vote
from game.session.refusal import Refusal
from game.storage.tables import new_table

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.demonstration import Studio

_SEED = 7
_MINUTES = 8 * 60
_KIND = ClauseKind


def talking_game(people: tuple[str, ...] = (), *, meetings: int = 1) -> LiveGame:
    """Return the ivory corridor in its first briefing, with caucus and plenary every ``meetings`` turns."""
    name = "ivory_corridor.yaml"
    loaded = load_scenario(scenarios_folder() / name)
    if loaded.scenario is None:
        raise ValueError("The scenario of the demonstration has errors.")
    seats = tuple(
        SeatPlan(item.id, Occupant.PERSON if not people or item.id in people else Occupant.COMPUTER)
        for item in loaded.scenario.delegations
    )
    options = Options(caucus_every=meetings, plenary_every=meetings)
    return LiveGame(new_table(loaded.text, name, StartSession(_SEED, seats, options), None)[0], None)


def submit(game: LiveGame, *commands: Command) -> None:
    """Give commands that must not be refused."""
    for command in commands:
        decision = game.submit(command)
        if isinstance(decision, Refusal):
            raise ValueError(f"{command}: {decision.sentence}")  # noqa: TRY004 - a defect here, not a wrong type


def advance(game: LiveGame, *phases: Phase) -> None:
    """Go on until the first of ``phases`` is reached."""
    while game.public.phase not in phases:
        submit(game, AdvancePhase(game.public.phase, game.public.turn, seal_rest=True))


def record(*clauses: Clause, binding: bool = False, turns: int | None = 3) -> nc.RecordAgreement:
    """Return what records an agreement of those whom ``clauses`` name."""
    parties = tuple(dict.fromkeys(seat for clause in clauses for seat in (clause.by, clause.to) if seat))
    return nc.RecordAgreement(Terms(parties, clauses, binding=binding, turns=turns))


def caucus_game() -> LiveGame:
    """Return a caucus of the first turn with two agreements, a draft with open brackets and the clock running."""
    game = talking_game()
    advance(game, Phase.CAUCUS)
    submit(
        game,
        record(
            Clause(_KIND.GIVE_FUNDS, "china", "kenya", 2, turns=3),
            Clause(_KIND.SHARE_INTELLIGENCE, "kenya", "china", turns=3),
        ),
        record(Clause(_KIND.LINK, "viet_nam", "straits", turns=4), binding=True, turns=4),
        nc.OpenCaucus(CaucusKind.UNMODERATED, _MINUTES),
        nc.PassTime(107),
    )
    draft = _draft(game)
    submit(game, nc.SignDraft("tanzania", draft.id), nc.SettleBracket(REFEREE, draft.id, draft.brackets[0][1].id, 1))
    return game


def _draft(game: LiveGame) -> Resolution:
    """Return the draft that the scenario puts on the table."""
    return next(iter(game.public.negotiation.public.resolutions.values()))


def plenary_game(votes: int | None = None) -> LiveGame:
    """Return a plenary; with ``votes`` that many have voted on the draft, all of them for a large number."""
    game = caucus_game()
    draft = _draft(game).id
    settled = (nc.SettleBracket(REFEREE, draft, bracket.id, 1) for _clause, bracket in _draft(game).brackets)
    submit(game, *settled, nc.CloseCaucus())
    advance(game, Phase.PLENARY)
    if votes is None:
        return game
    submit(game, nc.PutQuestion(draft), nc.RequestVote("viet_nam"))
    for number in range(votes):
        question = game.public.negotiation.public.plenary.question
        called = question.next_voter(game.public.facts.present) if question else ""
        if called:
            vote = Vote.ABSTAIN if called == "straits" else Vote.NO if number == 1 else Vote.YES
            submit(game, nc.CastVote(called, vote))
    return game


def offers_game() -> LiveGame:
    """Return the desks of a second turn at which China has an offer to answer and a secret one of its own."""
    game = caucus_game()
    submit(
        game,
        nc.RecordAgreement(
            Terms(
                ("china", "tanzania"),
                (Clause(_KIND.CONTRIBUTE, "china", amount=2, project="open_corridors", turns=3),),
                binding=True,
                turns=3,
            )
        ),
    )
    advance(game, Phase.DESKS)
    advance(game, Phase.OUTCOME)
    advance(game, Phase.DESKS)
    gift = Clause(_KIND.GIVE_FUNDS, "china", "viet_nam", 1, turns=2)
    asked = Clause(_KIND.GIVE_FUNDS, "china", "kenya", 2, turns=2)
    given = Clause(_KIND.FUND_AT_LEAST, "kenya", amount=3, measure="ranger_patrol", turns=2)
    submit(
        game,
        nc.ProposeAgreement("kenya", Terms(("kenya", "china"), (given, asked), turns=2)),
        nc.ProposeAgreement("china", Terms(("china", "viet_nam"), (gift,), secret=True, turns=2)),
    )
    return game


def _playing(game: LiveGame, app: App) -> PlayScreen:
    app.open_game(game)
    return PlayScreen(app)


def _caucus(studio: Studio, *presses: str) -> Screen:
    screen = _playing(caucus_game(), studio.app)
    _press(studio, screen, *presses)
    return screen


def _press(studio: Studio, screen: Screen, *presses: str) -> Pilot[Answer | None]:
    pilot = studio.pilot(screen)
    pilot.ui.draw(pilot.build)
    for id_ in presses:
        pilot.tab_to(id_)
        pilot.press(13)
    pilot.ui.draw(pilot.build)
    return pilot


def _offers(studio: Studio, *presses: str, tab: str = "offers", game: LiveGame | None = None) -> Screen:
    """Return the desk of China in the second turn with its offers, or the first desk of another game."""
    game = game or offers_game()
    advance(game, Phase.DESKS)
    screen = _playing(game, studio.app)
    pilot = _press(studio, screen, "open-desk")
    for answer in pilot.results:
        if isinstance(answer, Submit):
            submit(game, answer.command, *answer.also)
    pilot.ui.draw(pilot.build)
    if tab:
        pilot.click(f"tabs.{tab}")
    _press(studio, screen, *presses)
    return screen


def _tabling(studio: Studio, *presses: str) -> Screen:
    """Return the page on which a draft is written, begun with the text of the opening draft."""
    return _caucus(studio, "draft-new", "sponsor.china", "signatory.viet_nam", "model-L.1", *presses)


def _meeting(studio: Studio, *presses: str) -> Screen:
    """Return the plenary with the order of the meeting in front."""
    screen = _playing(plenary_game(), studio.app)
    pilot = _press(studio, screen)
    pilot.click("table-tabs.meeting" if pilot.has("table-tabs.meeting") else "plenary.meeting")
    for id_ in presses:
        pilot.tab_to(id_)
        pilot.press(13)
    return screen


def _answering(studio: Studio) -> Screen:
    """Return a caucus in which computer delegations have made offers, answered them and said why."""
    game = talking_game(("kenya", "china", "tanzania"))
    advance(game, Phase.CAUCUS)
    screen = _playing(game, studio.app)
    _press(studio, screen).click("table-tabs.agreements")
    return screen


def _amended() -> LiveGame:
    """Return a plenary in which an amendment waits for the sponsor, and another one has been refused."""
    game = plenary_game()
    words = OperativeClause("", "Reaffirms", "the importance of the rule of law in the countries of origin and transit")
    draft = _draft(game)
    submit(
        game,
        nc.ProposeAmendment("viet_nam", draft.id, Change(ChangeKind.ADD, wording=words)),
        nc.ProposeAmendment("china", draft.id, Change(ChangeKind.DELETE, draft.operative[1].id)),
        nc.AnswerAmendment("kenya", draft.id, f"{draft.id}/A.2", accepts=False),
    )
    return game


def _wall_board(studio: Studio) -> Screen:
    screen = _board_project(studio)
    game = studio.app.game
    if game is None:
        return screen
    studio.pilot(screen).ui.draw(screen.build)
    return WallScreen(lambda: game.public, threaded=studio.app.threads, what_if=lambda: game.what_if)


def _board_project(studio: Studio) -> Screen:
    screen = _playing(caucus_game(), studio.app)
    pilot = _press(studio, screen, "board-open")
    name = next(node.id for node in pilot.ui.nodes if node.id.startswith("proposal.project-"))
    pilot.click(name)
    return screen


def _later_caucus(studio: Studio, tab: str) -> Screen:
    """Return the caucus of the second turn, when promises have been kept and broken."""
    game = caucus_game()
    advance(game, Phase.OUTCOME)
    advance(game, Phase.CAUCUS)
    screen = _playing(game, studio.app)
    pilot = _press(studio, screen)
    if pilot.has(f"tabs.{tab}"):
        pilot.click(f"tabs.{tab}")
    elif pilot.has("caucus.map"):
        pilot.click("caucus.map")
        pilot.click(f"tabs.{tab}")
    return screen


def _wall(make: Callable[[], LiveGame]) -> Callable[[Studio], Screen]:
    def scene(studio: Studio) -> Screen:
        game = make()
        return WallScreen(lambda: game.public, threaded=studio.app.threads)

    return scene


def _voted() -> LiveGame:
    return plenary_game(votes=6)


def _first_caucus(studio: Studio) -> Screen:
    game = talking_game()
    advance(game, Phase.CAUCUS)
    return _playing(game, studio.app)


TALK_SCENES: dict[str, Callable[[Studio], Screen]] = {
    "caucus_first": _first_caucus,
    "caucus": _caucus,
    "caucus_computers": _answering,
    "caucus_ledger": lambda studio: _later_caucus(studio, "ledger"),
    "caucus_instruments": lambda studio: _later_caucus(studio, "instruments"),
    "board": lambda studio: _caucus(studio, "board-open"),
    "board_project": _board_project,
    "tabling": _tabling,
    "tabling_clause": lambda studio: _tabling(studio, "clause-new"),
    "amending": lambda studio: _caucus(studio, "amend-L.1"),
    "agreement_empty": lambda studio: _caucus(studio, "record"),
    "agreement": lambda studio: _caucus(studio, "record", "party.kenya", "party.tanzania"),
    "plenary": lambda studio: _playing(plenary_game(), studio.app),
    "plenary_meeting": _meeting,
    "plenary_agenda": lambda studio: _meeting(studio, "agenda-change"),
    "plenary_attendance": lambda studio: _meeting(studio, "roll-call"),
    "plenary_amendment": lambda studio: _playing(_amended(), studio.app),
    "plenary_roll": lambda studio: _playing(plenary_game(votes=3), studio.app),
    "plenary_result": lambda studio: _playing(_voted(), studio.app),
    "offers": _offers,
    "offer_counter": lambda studio: _offers(studio, "offer-counter-A4"),
    "offers_effect": lambda studio: _offers(studio, "offer-try-A4"),
    "offers_fund": lambda studio: _offers(studio, game=plenary_game(votes=6)),
    "desk_promised": lambda studio: _offers(studio, tab="", game=plenary_game(votes=6)),
    "desk_promised_sealing": lambda studio: _offers(studio, "seal", tab="", game=plenary_game(votes=6)),
    "desk_ledger": lambda studio: _offers(studio, tab="ledger"),
    "desk_instruments": lambda studio: _offers(studio, tab="instruments"),
    "wall_caucus": _wall(caucus_game),
    "wall_board": _wall_board,
    "wall_drafts": _wall(plenary_game),
    "wall_plenary": _wall(lambda: plenary_game(votes=4)),
}
"""Every picture of the meeting by name, in the order of a turn."""
