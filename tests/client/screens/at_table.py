"""What tests around the table begin with: a caucus, and what lies on its table."""

from game.client.demonstration_talks import advance
from game.client.live import LiveGame
from game.session.desk import Phase
from game.session.negotiation.state import PublicTable
from tests.client.player import EVERYBODY, new_game


def caucus(people: tuple[str, ...] = EVERYBODY, *, policy: str = "steady") -> LiveGame:
    """Return a game in its first caucus; without a policy computers bargain as their temperaments say."""
    game = new_game(people, meetings=1, policy=policy)
    advance(game, Phase.CAUCUS)
    return game


def table_of(game: LiveGame) -> PublicTable:
    """Return what lies on the table for all eyes."""
    return game.public.negotiation.public
