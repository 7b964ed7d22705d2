"""Computers bargain by their own forecast and say why, each temperament in its own way, by their own view alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from game.bots.appraisal import appraise
from game.bots.bargain import Bargainer
from game.bots.chair import hold_meeting
from game.bots.deals import accepts, weigh
from game.bots.driver import Computers
from game.bots.offers import MOST_OF_PAIR
from game.bots.temperament import BARGAIN, TEMPERAMENTS
from game.session import commands as cm
from game.session import wire
from game.session.desk import Draft, Occupant, Order, Phase, Target
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.settle import entries_of
from game.session.negotiation.statements import reasons_for
from game.session.negotiation.voting import Vote
from game.session.play import Table
from game.session.published import Observed
from game.session.quantities import delivered_share
from game.session.rulebook import Rulebook
from game.session.state import State
from tests.session.conftest import IVORY, advance, begin, done, meeting_rulebook, rulebook, to_phase

RANGERS = Target(habitat="tsavo", jurisdiction="KEN")


@pytest.fixture(scope="module")
def ivory() -> Rulebook:
    return rulebook(IVORY)


def caucus(book: Rulebook, computers: Mapping[str, str], seed: int = 3) -> Table:
    """Return a table in its first caucus, with people on all seats but those of ``computers``."""
    table = begin(book, seed=seed, receipts=False)
    for seat, temperament in computers.items():
        done(table, cm.ChangeSeat(seat, Occupant.COMPUTER, temperament))
    return to_phase(table, Phase.CAUCUS)


def given(table: Table, since: int = 0) -> list[cm.Command]:
    return [command for command, _events in table.log[since:]]


def offer(table: Table, by: str, to: str, *clauses: Clause, turns: int = 3, binding: bool = False) -> str:
    """Let ``by`` offer terms to ``to``; return the agreement's id."""
    done(table, nc.ProposeAgreement(by, Terms((by, to), clauses, binding=binding, turns=turns)))
    return list(table.public_view().negotiation.public.agreements)[-1]


def status(table: Table, name: str) -> Status:
    return table.public_view().negotiation.public.agreements[name].status


def play(book: Rulebook, policy: str, seed: int, turns: int) -> Table:
    """Play to the end of the last turn, computers on every seat."""
    table = begin(book, seed=seed, occupant=Occupant.COMPUTER, receipts=False, turns=turns)
    computers = Computers(table, dict.fromkeys(book.delegations, policy))
    while table.public_view().phase is not Phase.EPILOGUE:
        if table.public_view().phase is Phase.PLENARY:
            hold_meeting(table, computers)
        else:
            computers.move()
        advance(table, seal_rest=False)
    return table


# Offers and answers


def test_a_good_offer_is_signed_at_once_with_a_reason_that_names_index_and_amount(ivory: Rulebook) -> None:
    table = caucus(ivory, {"kenya": "cooperative"})
    computers = Computers(table)
    computers.move()
    gift = Clause(ClauseKind.GIVE_FUNDS, "china", "kenya", 3)
    ranger = Clause(ClauseKind.FUND_AT_LEAST, "kenya", amount=1, measure="ranger_patrol", target=RANGERS)
    name = offer(table, "china", "kenya", gift, ranger)
    computers.move()
    assert status(table, name) is Status.IN_FORCE
    (said,) = reasons_for(table.public_view().negotiation, name)
    assert said.seat == "kenya"
    assert said.text.startswith("We sign: ")
    assert "units of funds" in said.text


def test_a_bad_offer_is_refused_with_a_reason(ivory: Rulebook) -> None:
    table = caucus(ivory, {"kenya": "cautious"})
    name = offer(table, "viet_nam", "kenya", Clause(ClauseKind.GIVE_FUNDS, "kenya", "viet_nam", 5))
    Computers(table).move()
    assert status(table, name) is Status.DECLINED
    (said,) = reasons_for(table.public_view().negotiation, name)
    assert said.text == "We refuse: it costs us 15 units of funds in all and moves nothing that we answer for."


def test_the_forecast_decides_and_the_reason_tells_its_figure(ivory: Rulebook) -> None:
    """What a measure of Tanzania does to crime in the Straits, for a gift, is what the computer says."""
    table = caucus(ivory, {"straits": "cooperative"})
    appraisal = appraise(table.seat_view("straits"), TEMPERAMENTS["cooperative"])
    gift = Clause(ClauseKind.GIVE_FUNDS, "straits", "tanzania", 2)
    drawn = [
        Terms(
            ("tanzania", "straits"),
            (Clause(ClauseKind.FUND_AT_LEAST, "tanzania", amount=7, measure=measure, target=target), gift),
            turns=3,
        )
        for measure, targets in ivory.public.choices["tanzania"].items()
        for target in targets
        if ivory.public.rule(measure).funds and not ivory.public.rule(measure).teams
    ]
    verdicts = weigh(appraisal, drawn)
    assert all(0.0 < verdict.cost < 1.5 * verdict.paid == 9.0 for verdict in verdicts), (
        "a gift costs, not more than it is"
    )
    good = [n for n, item in enumerate(verdicts) if accepts(appraisal, item) and item.effect and item.effect.good > 0]
    best = max(good, key=lambda number: verdicts[number].net)
    done(table, nc.ProposeAgreement("tanzania", drawn[best]))
    Computers(table).move()
    assert status(table, "A1") is Status.IN_FORCE
    (said,) = reasons_for(table.public_view().negotiation, "A1")
    effect = verdicts[best].effect
    assert effect is not None
    assert said.text == f"We sign: our own forecast gives {effect.words()} against 6 units of funds in all."


def test_an_offer_to_a_person_lies_there_for_an_answer(ivory: Rulebook) -> None:
    table = caucus(ivory, {"straits": "cooperative", "china": "cooperative"})
    Computers(table).move()
    agreements = table.public_view().negotiation.public.agreements.values()
    people = {"kenya", "tanzania", "viet_nam", "central_africa"}
    waiting = [item for item in agreements if item.status is Status.OFFERED and set(item.waiting_for) & people]
    assert waiting
    for item in waiting:
        assert all(clause.by in item.parties for clause in item.terms.clauses)
        assert len({clause.by for clause in item.terms.clauses}) > 1 or any(
            clause.kind is ClauseKind.LINK for clause in item.terms.clauses
        ), "an exchange"
        assert reasons_for(table.public_view().negotiation, item.id)


def test_nobody_bargains_without_end(ivory: Rulebook) -> None:
    table = play(ivory, "bargain:hard_bargainer", 2, 1)
    count: Counter[tuple[int, str, tuple[str, ...]]] = Counter()
    offers: Counter[tuple[int, str]] = Counter()
    for item in table.public_view().negotiation.public.agreements.values():
        count[item.turn, item.by, tuple(sorted(item.parties))] += 1
        offers[item.turn, item.by] += int(not item.answers)
    assert max(count.values()) <= MOST_OF_PAIR
    assert max(offers.values()) <= TEMPERAMENTS["hard_bargainer"].offers
    before = table.commands
    Computers(table).move()
    assert table.commands == before


def test_asked_again_a_computer_does_nothing_more(ivory: Rulebook) -> None:
    table = caucus(ivory, {"straits": "cooperative", "china": "opportunist"})
    computers = Computers(table)
    computers.move()
    before = table.commands
    computers.move()
    done(table, nc.PassTime(30))
    computers.move()
    assert table.commands == before + 1


# Temperaments


def good_terms(book: Rulebook, seat: str, other: str) -> Terms:
    """Return terms that are good for ``seat`` whatever its temperament, and of these the best for ``other``."""
    view = caucus(book, {}).seat_view(seat)
    drawn = [
        Terms(
            (other, seat),
            (
                Clause(ClauseKind.GIVE_FUNDS, other, seat, gift),
                Clause(ClauseKind.FUND_AT_LEAST, seat, amount=3, measure=measure, target=target),
            ),
            turns=3,
        )
        for gift in (1, 2, 3)
        for measure, targets in book.public.choices[seat].items()
        for target in targets[:2]
        if book.public.rule(measure).funds and not book.public.rule(measure).teams
    ]
    good = []
    for temperament in ("hard_bargainer", "cooperative"):
        appraisal = appraise(view, TEMPERAMENTS[temperament])
        verdicts = weigh(appraisal, drawn)
        good.append({n: verdict for n, verdict in enumerate(verdicts) if accepts(appraisal, verdict)})
    both = set(good[0]) & set(good[1])
    return drawn[max(both, key=lambda number: good[0][number].theirs[other])]


def test_the_hard_bargainer_answers_a_good_offer_with_a_dearer_one(ivory: Rulebook) -> None:
    terms = good_terms(ivory, "tanzania", "straits")
    answers = {}
    for temperament in ("hard_bargainer", "cooperative"):
        table = caucus(ivory, {"tanzania": temperament})
        done(table, nc.ProposeAgreement("straits", terms))
        Computers(table).move()
        answers[temperament] = status(table, "A1")
        if temperament == "hard_bargainer":
            agreements = table.public_view().negotiation.public.agreements.values()
            counter = next(item for item in agreements if item.answers == "A1")
            assert counter.parties == ("tanzania", "straits")
            came, paid = (sum(c.amount for c in counter.terms.clauses if c.by == by) for by in ("straits", "tanzania"))
            assert came > terms.clauses[0].amount or paid < 3
    assert answers == {"hard_bargainer": Status.COUNTERED, "cooperative": Status.IN_FORCE}


def test_the_cautious_wants_it_binding_and_offers_least(ivory: Rulebook) -> None:
    made = {}
    for temperament in ("cautious", "cooperative"):
        table = caucus(ivory, {"straits": temperament})
        Computers(table).move()
        made[temperament] = [item for item in given(table) if isinstance(item, nc.ProposeAgreement)]
    assert all(item.terms.binding for item in made["cautious"])
    assert not any(item.terms.binding for item in made["cooperative"])
    assert len(made["cautious"]) <= 1 < len(made["cooperative"])


def test_the_opportunist_breaks_what_costs_more_than_trust_and_the_cautious_keeps_it(ivory: Rulebook) -> None:
    gave = {}
    for temperament in ("opportunist", "cautious"):
        table = caucus(ivory, {"china": temperament})
        clause = Clause(ClauseKind.GIVE_FUNDS, "china", "kenya", 4)
        done(table, nc.RecordAgreement(Terms(("china", "kenya"), (clause,), turns=1)))
        computers = Computers(table)
        while table.public_view().phase is not Phase.OUTCOME:
            computers.move()
            advance(table)
        gave[temperament] = table.public_view().opened[0]["china"].gifts.get("kenya", 0)
        (entry,) = entries_of(table.public_view().negotiation, None)
        assert entry.kept == (temperament == "cautious")
    assert gave == {"opportunist": 0, "cautious": 4}


def delivered(book: Rulebook, temperament: str, seeds: Iterable[int], turns: int) -> list[float]:
    """Return the share of its promises that each delegation delivered, in games of one temperament."""
    tables = [play(book, f"{BARGAIN}:{temperament}", seed, turns) for seed in seeds]
    public = [table.public_view().negotiation.public for table in tables]
    assert any(item.due for table in public for item in table.entries)
    return [delivered_share(table, seat) for table in public for seat in book.delegations]


def test_opportunists_deliver_less_than_the_cautious(ivory: Rulebook) -> None:
    cautious, opportunist = (delivered(ivory, name, (1,), 2) for name in ("cautious", "opportunist"))
    assert min(cautious) == 1.0
    assert sum(opportunist) < sum(cautious)


@pytest.mark.slow
def test_over_seeds_opportunists_deliver_less_than_the_others(ivory: Rulebook) -> None:
    shares = {name: delivered(ivory, name, range(1, 5), 8) for name in TEMPERAMENTS}
    mean = {name: sum(values) / len(values) for name, values in shares.items()}
    # A vote may leave fewer payers than who votes early can know: then a unit may be missing.
    assert all(mean[name] > 0.97 for name in ("cautious", "cooperative", "hard_bargainer"))
    assert mean["opportunist"] < 0.9


def test_a_temperament_is_drawn_by_lot(ivory: Rulebook) -> None:
    drawn = Counter(
        temperament
        for seed in range(6)
        for temperament in begin(ivory, seed=seed, occupant=Occupant.COMPUTER).state.truth.temperaments.values()
    )
    assert set(drawn) == set(TEMPERAMENTS)


@pytest.mark.parametrize(
    "owed",
    [
        Clause(ClauseKind.FUND_AT_LEAST, "kenya", amount=2, measure="ranger_patrol", target=RANGERS),
        Clause(ClauseKind.LINK, "china", "kenya"),
    ],
    ids=["funds", "a_team"],
)
def test_who_is_let_down_calls_it_broken(ivory: Rulebook, owed: Clause) -> None:
    table = caucus(ivory, {"kenya": "cautious"})
    clauses = (Clause(ClauseKind.GIVE_FUNDS, "china", "kenya", 4), owed)
    done(table, nc.RecordAgreement(Terms(("china", "kenya"), clauses, turns=3)))
    computers = Computers(table)
    while table.public_view().turn == 1:
        computers.move()
        advance(table)
    computers.move()
    assert status(table, "A1") is Status.BROKEN
    assert "China fell short" in reasons_for(table.public_view().negotiation, "A1")[-1].text


# Drafts and votes


def test_computers_carry_settle_vote_and_explain(ivory: Rulebook) -> None:
    table = to_phase(begin(ivory, seed=3, occupant=Occupant.COMPUTER, receipts=False), Phase.PLENARY)
    hold_meeting(table, Computers(table))
    public = table.public_view().negotiation.public
    draft = public.resolutions["L.1"]
    assert not draft.open_brackets
    assert len(draft.support) >= 2
    assert draft.decided == 1
    assert {item.seat for item in public.plenary.explanations} == set(draft.votes or draft.supporters)
    assert all("We " in item.text for item in public.plenary.explanations)
    said = [item for item in public.statements if item.subject == "L.1"]
    assert {item.seat for item in said} >= set(draft.signatories)


def test_a_computer_sponsor_leaves_brackets_to_people_until_the_plenary(ivory: Rulebook) -> None:
    table = caucus(ivory, {"kenya": "cooperative", "tanzania": "cooperative"})
    computers = Computers(table)
    computers.move()
    assert table.public_view().negotiation.public.resolutions["L.1"].open_brackets
    done(table, nc.SettleBracket("referee", "L.1", "amount", 2))
    computers.move()
    advance(table)
    computers.move()
    draft = table.public_view().negotiation.public.resolutions["L.1"]
    assert not draft.open_brackets
    assert draft.settled["amount"] == 2


def test_people_are_told_anew_how_computers_would_vote_once_a_text_is_whole(ivory: Rulebook) -> None:
    computer_seats = ("tanzania", "viet_nam", "straits")
    table = caucus(ivory, dict.fromkeys(computer_seats, "cautious"))
    computers = Computers(table)
    computers.move()

    def newest() -> dict[str, str]:
        said = reasons_for(table.public_view().negotiation, "L.1")
        return {item.seat: item.text for item in said}

    early = newest()
    assert early
    assert all("For its open brackets we counted with “6”" in text for text in early.values())
    for sharing in (2, 0):
        for bracket, number in (("amount", 2), ("place", 0), ("sharing", sharing), ("units", 1)):
            done(table, nc.SettleBracket("referee", "L.1", bracket, number))
        computers.move()
        assert set(newest()) == set(computer_seats)
        assert not any("open brackets" in text for text in newest().values())
    told = newest()
    advance(table)
    computers.move()
    assert newest() == told, "nothing new: nothing said twice"
    for seat in ("kenya", "china"):
        table.submit(nc.SponsorDraft(seat, "L.1"))  # as far as it is not that already
    done(table, nc.PutQuestion("L.1"))
    computers.move()
    announced = {seat for seat, text in told.items() if text.startswith("We shall ask for a vote. ")}
    objected = set(table.public_view().negotiation.public.resolutions["L.1"].objected)
    assert announced, "sixteen units a turn please not everybody"
    assert objected
    assert objected <= announced


def test_whoever_would_pay_and_gets_nothing_votes_no() -> None:
    book = meeting_rulebook()
    table = begin(book, seed=5, receipts=False)
    done(table, cm.ChangeSeat("malaysia", Occupant.COMPUTER, "cautious"))
    to_phase(table, Phase.PLENARY)
    for bracket, number in (("size", 1), ("place", 0), ("way", 0)):
        done(table, nc.SettleBracket("referee", "L.1", bracket, number))
    done(table, nc.SignDraft("asia", "L.1"))
    done(table, nc.PutQuestion("L.1"))
    computers = Computers(table)
    computers.move()
    for _call in range(10):
        question = table.public_view().negotiation.public.plenary.question
        if question is None:
            break
        if question.asks_for_objections:
            done(table, nc.DeclareConsensus())
        else:
            voter = question.next_voter(table.public_view().facts.present)
            assert voter != "malaysia"
            done(table, nc.CastVote(voter, Vote.YES))
        computers.move()
    explained = table.public_view().negotiation.public.plenary.explanations
    assert [item.seat for item in explained] == ["malaysia"]


# The own view alone


def hidden_otherwise(state: State, seat: str, book: Rulebook) -> State:
    """Return the state with everything changed that ``seat`` may not know."""
    orders = Draft((Order("ranger_patrol", RANGERS, 3),))
    for other, own in state.seats.items():
        if other == seat:
            continue
        mandates = [item.id for item in book.delegations[other].mandates]
        mandate = mandates[(mandates.index(own.mandate) + 1) % len(mandates)]
        reports = tuple(
            tuple(Observed(item.quantity, item.low, item.likely * 2, item.high * 3) for item in turn)
            for turn in own.estimates
        )
        changed = replace(
            own, mandate=mandate, funds=own.funds + 5, draft=orders, last=orders, past=(orders,), estimates=reports
        )
        state = state.with_seat(other, changed)
    world = {name: array * 1.1 for name, array in state.truth.world.items()}
    temperaments = {other: "opportunist" for other in state.truth.temperaments if other != seat}
    kept = {seat: state.truth.temperaments[seat]} if seat in state.truth.temperaments else {}
    truth = replace(state.truth, seed=999, world=world, temperaments={**temperaments, **kept})
    return replace(state, truth=truth)


@pytest.mark.parametrize("temperament", TEMPERAMENTS)
def test_secrets_of_others_change_nothing_that_a_computer_does(ivory: Rulebook, temperament: str) -> None:
    seat = "tanzania"
    table = caucus(ivory, {seat: temperament})
    offer(
        table,
        "straits",
        seat,
        Clause(ClauseKind.GIVE_FUNDS, "straits", seat, 1),
        Clause(ClauseKind.LINK, seat, "straits"),
    )
    acts = []
    for state in (table.state, hidden_otherwise(table.state, seat, ivory)):
        other = Table(ivory, state)
        bargainer = Bargainer(other, seat, TEMPERAMENTS[temperament])
        while bargainer.talk():
            pass
        while other.public_view().phase is not Phase.DESKS:
            advance(other)
        bargainer.write_orders()
        acts.append([wire.envelope(command) for command in given(other) if getattr(command, "by", "") == seat])
    assert acts[0] == acts[1]
    assert len(acts[0]) > 4


def test_reasons_never_name_the_mandate(ivory: Rulebook) -> None:
    table = play(ivory, BARGAIN, 4, 1)
    texts = " ".join(item.text for item in table.public_view().negotiation.public.statements)
    for delegation in ivory.delegations.values():
        for mandate in delegation.mandates:
            assert not any(aim.text in texts for aim in mandate.objectives)


# The same again


def test_the_same_seed_gives_the_same_bytes(ivory: Rulebook) -> None:
    one, other = (play(ivory, BARGAIN, 6, 1) for _time in range(2))
    assert wire.to_json(one.state) == wire.to_json(other.state)
    assert [wire.envelope(item) for item in given(one)] == [wire.envelope(item) for item in given(other)]


def test_who_breaks_its_word_says_why(ivory: Rulebook) -> None:
    table = caucus(ivory, {"china": "opportunist"})
    done(
        table,
        nc.RecordAgreement(Terms(("china", "kenya"), (Clause(ClauseKind.GIVE_FUNDS, "china", "kenya", 4),), turns=1)),
    )
    computers = Computers(table)
    while table.public_view().turn == 1:
        computers.move()
        advance(table)
    computers.move()
    computers.move()
    (said,) = reasons_for(table.public_view().negotiation, "A1")
    assert said.text.startswith("We did not keep this: by our own forecast, 4 units of funds")
    assert any(said.text in line.sentence for line in table.public_view().news)


def test_public_acts_are_explained_once_orders_are_open(ivory: Rulebook) -> None:
    seats = ("china", "viet_nam", "tanzania")
    table = caucus(ivory, dict.fromkeys(seats, "cooperative"))
    computers = Computers(table)
    while table.public_view().turn == 1:
        computers.move()
        statements = table.public_view().negotiation.public.statements
        assert not any(item.subject in ivory.public.instruments for item in statements)
        advance(table)
    computers.move()
    joined = [(seat, name) for seat in seats for name in table.public_view().opened[0][seat].joins]
    assert joined
    for seat, name in joined:
        said = next(item for item in reasons_for(table.public_view().negotiation, name) if item.seat == seat)
        assert said.text.startswith("We joined: ")
        assert any(said.text in line.sentence for line in table.public_view().news)
