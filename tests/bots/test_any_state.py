"""A computer never fails, whatever people do: random commands beside it, delegations that leave and come back."""

from random import Random

import pytest

from game.bots.driver import Computers
from game.bots.temperament import TEMPERAMENTS
from game.session import commands as cm
from game.session import legal
from game.session.desk import Occupant, Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import CLAUSE_RULES, OFFERED_KINDS, AmountUnit, Clause
from game.session.negotiation.voting import Vote
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.rulebook import Rulebook
from tests.session.conftest import IVORY, advance, begin, meeting_rulebook, rulebook

_MOST_CALLS = 60  # of one meeting


def random_clause(random: Random, table: Table, by: str, to: str) -> Clause:
    """Return a clause of any kind that may well be agreed on."""
    book = table.book.public
    kind = random.choice(OFFERED_KINDS)
    rule = CLAUSE_RULES[kind]
    measure = random.choice(tuple(book.measures)) if rule.measure else ""
    targets = book.choices[by].get(measure, ())
    amount = 0 if rule.unit is AmountUnit.NONE else random.choice((1, 1, 2, 3, 5))
    return Clause(
        kind=kind,
        by=by,
        to=to if rule.receiver else "",
        amount=amount * (10 if rule.unit is AmountUnit.PERCENT else 1),
        turns=random.choice((None, None, 1, 2)),
        after=random.choice((0, 0, 0, 1)),
        measure=measure,
        target=random.choice(targets) if targets else Clause(kind, by).target,
        instrument=random.choice(tuple(book.instruments)) if rule.instrument else "",
        project=random.choice(tuple(book.projects)) if rule.project else "",
        resolution="L.1" if rule.vote else "",
        vote=random.choice(tuple(Vote)),
    )


def random_offer(random: Random, table: Table, seat: str) -> nc.ProposeAgreement:
    others = [other for other in table.book.delegations if other != seat]
    parties = (seat, *random.sample(others, random.choice((1, 1, 1, 2))))
    pairs = [random.sample(parties, 2) for _ in range(random.choice((1, 2, 3)))]
    clauses = tuple(random_clause(random, table, by, to) for by, to in pairs)
    secret = table.public_view().phase is Phase.DESKS and random.random() < 0.5
    terms = Terms(parties, clauses, secret, binding=random.random() < 0.6, turns=random.choice((None, 1, 2)))
    return nc.ProposeAgreement(seat, terms)


def random_talk(random: Random, table: Table, seat: str) -> cm.Command:
    """Return something that a person may say."""
    view = table.seat_view(seat)
    open_ones = [item.id for item in view.negotiation.agreements().values() if item.status is Status.OFFERED]
    in_force = [item.id for item in view.negotiation.agreements().values() if item.status is Status.IN_FORCE]
    choices: list[cm.Command] = [random_offer(random, table, seat) for _ in range(3)]
    choices += [nc.SignAgreement(seat, name) for name in open_ones]
    choices += [nc.DeclineAgreement(seat, name) for name in open_ones[:1]]
    choices += [nc.EndAgreement(seat, name) for name in in_force[:1]]
    choices += [
        nc.SponsorDraft(seat, "L.1"),
        nc.SignDraft(seat, "L.1"),
        nc.LendTeams(seat, _other(random, table, seat), 1),
    ]
    for draft in view.negotiation.public.resolutions.values():
        choices += [nc.SettleBracket("referee", draft.id, item.id, 0) for item in draft.open_brackets]
    return random.choice(choices)


def _other(random: Random, table: Table, seat: str) -> str:
    return random.choice([other for other in table.book.delegations if other != seat])


def random_seat_change(random: Random, table: Table) -> cm.Command:
    seat = random.choice(tuple(table.book.delegations))
    occupant = random.choice(tuple(Occupant))
    temperament = random.choice(tuple(TEMPERAMENTS)) if occupant is Occupant.COMPUTER else None
    return cm.ChangeSeat(seat, occupant, temperament)


def random_order(random: Random, table: Table, seat: str) -> cm.Command:
    desk = table.seat_view(seat).desk
    measure = random.choice(tuple(desk.book.measures))
    targets = desk.book.choices[seat][measure]
    if not targets or random.random() < 0.3:
        return cm.GiveFunds(seat, _other(random, table, seat), random.choice((1, 2)))
    target = random.choice(targets)
    return cm.SetOrder(seat, measure, target, min(3, legal.largest_order(desk, measure, target)))


def meet(random: Random, table: Table, computers: Computers) -> None:
    """Put what can be put, and let people vote at random."""
    for name in table.public_view().negotiation.public.resolutions:
        table.submit(nc.PutQuestion(name))
        for _call in range(_MOST_CALLS):
            computers.move()
            question = table.public_view().negotiation.public.plenary.question
            if question is None:
                break
            voter = question.next_voter(table.public_view().facts.present)
            if question.asks_for_objections:
                table.submit(nc.DeclareConsensus())
            else:
                table.submit(nc.CastVote(voter, random.choice(tuple(Vote))) if voter else nc.CloseVote())


def play(book: Rulebook, seed: int, turns: int) -> Table:
    random = Random(seed)  # noqa: S311
    table = begin(book, seed=seed, receipts=False, turns=turns)
    computers = Computers(table)
    for seat in list(book.delegations)[1:]:
        table.submit(cm.ChangeSeat(seat, Occupant.COMPUTER, random.choice(tuple(TEMPERAMENTS))))
    while (view := table.public_view()).phase is not Phase.EPILOGUE:
        people = [seat for seat, face in view.seats.items() if face.occupant is Occupant.PERSON]
        computers.move()
        for _act in range(random.choice((1, 3, 5))):
            if random.random() < 0.2:
                table.submit(random_seat_change(random, table))
                computers = Computers(table)
            elif people:
                seat = random.choice(people)
                act = random_order if view.phase is Phase.DESKS and random.random() < 0.5 else random_talk
                table.submit(act(random, table, seat))
            computers.move()
        if view.phase is Phase.PLENARY:
            meet(random, table, computers)
        computers.move()
        check(table)
        advance(table, seal_rest=True)
    return table


def check(table: Table) -> None:
    """Every computer has sealed at the desks, and no vote waits for one."""
    view = table.public_view()
    moved = [seat for seat, face in view.seats.items() if face.occupant is Occupant.COMPUTER]
    if view.phase is Phase.DESKS:
        assert all(view.seats[seat].sealed for seat in moved)
    question = view.negotiation.public.plenary.question
    if question is not None and not question.asks_for_objections:
        assert question.next_voter(view.facts.present) not in moved
    for agreement in view.negotiation.agreements().values():
        if agreement.status is Status.OFFERED and view.phase in {Phase.CAUCUS, Phase.PLENARY, Phase.DESKS}:
            assert not set(agreement.waiting_for) & set(moved), "an offer to a computer is answered at once"


@pytest.mark.parametrize("seed", range(4))
def test_small_tables(seed: int) -> None:
    play(meeting_rulebook(), seed, 3)


def test_the_ivory_corridor() -> None:
    table = play(rulebook(IVORY), 11, 2)
    said = table.public_view().negotiation.public.statements
    assert said


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_tables(seed: int) -> None:
    play(meeting_rulebook() if seed % 4 else rulebook(IVORY), seed, 4)


def test_a_refused_command_leaves_a_computer_able_to_seal() -> None:
    """What binds takes funds and teams after the computer looked: it orders what is left."""
    table = begin(meeting_rulebook(), seed=2)
    names = list(table.book.delegations)
    for seat in names[1:]:
        table.submit(cm.ChangeSeat(seat, Occupant.COMPUTER, "cautious"))
    clause = Clause(OFFERED_KINDS[0], names[1], names[0], amount=6)
    decision = table.submit(nc.RecordAgreement(Terms((names[0], names[1]), (clause,), binding=True)))
    assert not isinstance(decision, Refusal)
    computers = Computers(table)
    while table.public_view().phase is not Phase.OUTCOME:
        computers.move()
        advance(table, seal_rest=False) if table.public_view().phase is not Phase.DESKS else advance(table)
    assert table.public_view().opened[0][names[1]].gifts[names[0]] == 6
