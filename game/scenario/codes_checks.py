"""Findings across a scenario: each part may be well written and the whole still not playable."""

from collections.abc import Iterable, Iterator

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, errors, register

UNKNOWN_ID = "E301"
ID_TWICE = "E302"
UNKNOWN_SOURCE = "E303"
NOT_ON_MAP = "E304"
TWO_DELEGATIONS = "E305"
NO_PATH_FROM_ORIGIN = "E306"
NO_SUPPLY = "E307"
VALUE_CHAIN = "E308"
EMPTY_HABITAT = "E309"
EFFECT_TARGET = "E310"
REWARDS_HARM = "E311"
PRIVATE_IN_PUBLIC = "E312"
FLAG_NEVER_SET = "E313"
OWN_MEASURE = "E314"
SAME_ENDS = "E315"
GRADES = "E316"
HERD_TREND = "E317"
NO_ORIGIN = "E318"
OUT_OF_BOUNDS = "E319"
UNKNOWN_PARAMETER = "E320"
ORDER_ABROAD = "E321"
UNREACHED_DESTINATION = "W301"
UNUSED_LEG = "W302"
NEVER_FIRES = "W303"
FLAG_NEVER_READ = "W304"
IDLE_DELEGATION = "W305"
NO_MEANS = "W306"
ONE_PAYS_ALL = "W307"
NO_SOURCE = "W308"
UNUSED_SOURCE = "W309"
NO_SCORE = "W310"
NEVER_MOVES = "W311"
UNPAYABLE = "W312"
NO_EFFECT = "W313"
IMPLAUSIBLE = "W314"
TOO_DEAR = "W315"
NO_MANDATE = "H301"
FEW_VARIANTS = "H302"
NO_CONTENT_NOTE = "H303"
NO_GOALS = "H304"
NO_TESTS = "H305"
UNUSED_SCORE = "H306"

_ERRORS = (
    (
        UNKNOWN_ID,
        gettext_noop("An id that nothing in the file has"),
        gettext_noop("Legs, delegations, events and the rest name each other by id. This id belongs to nothing."),
        "money_hubs: [{jurisdiction: KNE}]",
    ),
    (
        ID_TWICE,
        gettext_noop("The same id twice"),
        gettext_noop("Two items of one kind have the same id, so nobody could say which is meant."),
        "events:\n- {id: story, when: turn >= 2, headline: One}\n- {id: story, when: turn >= 3, headline: Two}",
    ),
    (
        UNKNOWN_SOURCE,
        gettext_noop("A source that the file does not list"),
        gettext_noop("Every source: names an entry under sources:, with its title, publisher and year."),
        "legs: [{id: direct, from: KEN, to: CHN, mode: sea, source: somebody2020}]",
    ),
    (
        NOT_ON_MAP,
        gettext_noop("A jurisdiction that the map does not have"),
        gettext_noop("Jurisdictions are ISO 3166-1 codes of three letters, so that the map knows where they are."),
        "jurisdictions: [{id: KEN}, {id: CHN}, {id: QQQ}]",
    ),
    (
        TWO_DELEGATIONS,
        gettext_noop("A jurisdiction in two delegations"),
        gettext_noop("One delegation answers for a jurisdiction, so that one decides what is done there."),
        "delegations:\n- {id: one, jurisdictions: [KEN]}\n- {id: two, jurisdictions: [KEN, CHN]}",
    ),
    (
        NO_PATH_FROM_ORIGIN,
        gettext_noop("An origin from which no destination can be reached"),
        gettext_noop("What sets out there could go nowhere. A path has at most five legs and passes no place twice."),
        "legs: [{id: back, from: CHN, to: KEN, mode: sea}]",
    ),
    (
        NO_SUPPLY,
        gettext_noop("An origin without supply"),
        gettext_noop("Each origin says how much sets out a year. Only for wildlife do the herds decide."),
        "markets: [{id: counterfeit, origins: [{jurisdiction: KEN}], destinations: [{jurisdiction: CHN}]}]",
    ),
    (
        VALUE_CHAIN,
        gettext_noop("Shares of a value chain that do not sum to 1"),
        gettext_noop("What a market sells is shared between origin, transit and destination, without a rest."),
        (
            "markets:\n- id: counterfeit\n  value_chain: {origin: 0.5, transit: 0.5, destination: 0.5}\n"
            "  origins: [{jurisdiction: KEN, supply: 5}]\n  destinations: [{jurisdiction: CHN}]"
        ),
    ),
    (
        EMPTY_HABITAT,
        gettext_noop("A habitat that cannot be simulated"),
        gettext_noop("A habitat starts with animals, has room for them, and not every dead one was killed."),
        "habitats: [{id: plain, jurisdiction: KEN, species: zebra, population: 0, pike: 0.2}]",
    ),
    (
        EFFECT_TARGET,
        gettext_noop("An effect without its target"),
        gettext_noop("What an effect must name besides its kind depends on the kind; the guide has the list."),
        "events: [{id: story, when: turn >= 2, headline: News, effects: [{kind: corruption, amount: 0.1}]}]",
    ),
    (
        REWARDS_HARM,
        gettext_noop("An objective that rewards looking away or turning people back"),
        gettext_noop(
            "Fewer recorded victims, fewer arrivals of persons or more returns are never an aim here: recorded victims "
            "rise when a State works better. Reward less harm and more people protected."
        ),
        (
            "delegations:\n- id: one\n  jurisdictions: [KEN]\n  mandates:\n  - id: first\n    objectives:\n"
            "    - {id: hidden, text: Fewer recorded victims, quantity: identified(KEN), bronze: 3, silver: 2, gold: 1}"
        ),
    ),
    (
        PRIVATE_IN_PUBLIC,
        gettext_noop("Private words in a public text"),
        gettext_noop("A public text quotes a private aim word for word, so everybody would know the mandate."),
        (
            "delegations:\n- id: one\n  jurisdictions: [KEN]\n  position: We say that less leaves by the old harbour.\n"
            "  mandates:\n  - id: first\n    objectives:\n    - {id: less, text: less leaves by the old harbour, "
            "quantity: turn, bronze: 3, silver: 2, gold: 1}"
        ),
    ),
    (
        FLAG_NEVER_SET,
        gettext_noop("A flag that nothing sets"),
        gettext_noop("A formula reads this flag, but no event and no project sets it: it would never be true."),
        "events: [{id: story, when: flag(scandal), headline: News}]",
    ),
    (
        OWN_MEASURE,
        gettext_noop("An own measure without a model"),
        gettext_noop("A measure is one of the built-in ones, or has like: with the built-in one it works like."),
        "measures: [patrol, {id: canine_units}]",
    ),
    (
        SAME_ENDS,
        gettext_noop("Two ends that are the same"),
        gettext_noop("A leg, channel, corridor or link joins two different places."),
        "channels: [{id: round, from: KEN, to: KEN}]",
    ),
    (
        GRADES,
        gettext_noop("Grades that are out of order"),
        gettext_noop("From bronze over silver to gold the values rise, or they fall; gold is never bronze."),
        (
            "delegations:\n- id: one\n  jurisdictions: [KEN]\n  mandates:\n  - id: first\n    objectives:\n"
            "    - {id: late, text: Hold out, quantity: turn, bronze: 1, silver: 3, gold: 2}"
        ),
    ),
    (
        HERD_TREND,
        gettext_noop("A herd that is steady and has a trend"),
        gettext_noop(
            "steady: true says that the herd neither grows nor shrinks; trend: says how it changes. One of them."
        ),
        "habitats: [{id: bay, jurisdiction: KEN, species: zebra, population: 9, pike: 0.2, steady: true, trend: 0.1}]",
    ),
    (
        NO_ORIGIN,
        gettext_noop("A market that starts nowhere"),
        gettext_noop("A market needs an origin; for wildlife a habitat will do. Without one nothing can be simulated."),
        "markets: [{id: counterfeit, destinations: [{jurisdiction: CHN}]}]",
    ),
    (
        OUT_OF_BOUNDS,
        gettext_noop("A value that the rules do not know"),
        gettext_noop("Some keys take a few values only; the message lists them."),
        "rules: {turn_years: 0.3}",
    ),
    (
        UNKNOWN_PARAMETER,
        gettext_noop("A model parameter that does not exist"),
        gettext_noop("parameters: names numbers of assets/parameters.yaml; a market may change some of them only."),
        "parameters: {no_such_parameter: 1}",
    ),
    (
        ORDER_ABROAD,
        gettext_noop("An order at a place that belongs to somebody else"),
        gettext_noop(
            "A delegation acts at home: at its own end of a leg or channel, in its own habitats; it assists others."
        ),
        (
            "jurisdictions: [{id: KEN}, {id: CHN}, {id: VNM}]\n"
            "delegations:\n- id: one\n  jurisdictions: [VNM]\n"
            "  proposed_orders: [{fund: patrol, at: direct, amount: 2}]"
        ),
    ),
)

_WARNINGS = (
    (
        UNREACHED_DESTINATION,
        gettext_noop("A destination that nobody can reach"),
        gettext_noop("No path of at most five legs leads there from any origin of the market."),
        (
            "jurisdictions: [{id: KEN}, {id: CHN}, {id: VNM}]\nmarkets:\n- id: counterfeit\n"
            "  origins: [{jurisdiction: KEN, supply: 5}]\n  destinations: [{jurisdiction: CHN}, {jurisdiction: VNM}]"
        ),
    ),
    (
        UNUSED_LEG,
        gettext_noop("A leg or channel that nothing will travel"),
        gettext_noop("No path from an origin to a destination (or of money to a hub) leads over it."),
        "legs:\n- {id: direct, from: KEN, to: CHN, mode: sea}\n- {id: back, from: CHN, to: KEN, mode: sea}",
    ),
    (
        NEVER_FIRES,
        gettext_noop("An event that can never happen"),
        gettext_noop("Its condition is false whatever the delegations do, or waits for a turn after the last."),
        "events: [{id: late, when: turn >= 99, headline: Too late, effects: [{kind: flag, flag: late}]}]",
    ),
    (
        FLAG_NEVER_READ,
        gettext_noop("A flag that nothing reads"),
        gettext_noop("An event or project sets this flag, but no formula asks for it."),
        "events: [{id: story, when: turn >= 2, headline: News, effects: [{kind: flag, flag: scandal}]}]",
    ),
    (
        IDLE_DELEGATION,
        gettext_noop("A delegation with nothing to do"),
        gettext_noop("No route, channel, habitat or project lies in its jurisdictions: its students would only watch."),
        (
            "jurisdictions: [{id: KEN}, {id: CHN}, {id: NOR}]\n"
            "delegations:\n- {id: one, jurisdictions: [KEN]}\n- {id: norway, jurisdictions: [NOR]}"
        ),
    ),
    (
        NO_MEANS,
        gettext_noop("A delegation that can buy nothing"),
        gettext_noop("It has neither funds for the cheapest measure nor a team to post."),
        "delegations: [{id: one, jurisdictions: [KEN], funds: 0, teams: 0}]",
    ),
    (
        ONE_PAYS_ALL,
        gettext_noop("A joint project that one delegation can pay alone"),
        gettext_noop("Then there is nothing to negotiate about. It should cost more than the fullest purse."),
        (
            "projects:\n- {id: bridge, name: Bridge, jurisdiction: KEN, cost: 2, "
            "effects: [{kind: corruption, jurisdiction: KEN, amount: -0.1}]}"
        ),
    ),
    (
        NO_SOURCE,
        gettext_noop("Figures without a source"),
        gettext_noop("Say where the figures come from (source:), or that they were chosen (stylised: true)."),
        "stylised: false",
    ),
    (
        UNUSED_SOURCE,
        gettext_noop("A source that no figure names"),
        gettext_noop("It stands under sources:, but no source: leads to it."),
        "sources: {report: {title: A report}}",
    ),
    (
        NO_SCORE,
        gettext_noop("A jurisdiction without a score for a market that passes it"),
        gettext_noop("It gets its criminality score instead, which may be far from the truth."),
        "jurisdictions: [{id: KEN, markets: {arms: 5}}, {id: CHN}]",
    ),
    (
        NEVER_MOVES,
        gettext_noop("A jurisdiction that nothing passes"),
        gettext_noop("No route and no channel touches it, so its scores stay as they are."),
        "jurisdictions: [{id: KEN}, {id: CHN}, {id: NOR}]",
    ),
    (
        UNPAYABLE,
        gettext_noop("A joint project that nobody can ever pay"),
        gettext_noop("It costs more than all delegations receive in the whole game."),
        (
            "projects:\n- {id: bridge, name: Bridge, jurisdiction: KEN, cost: 99999, "
            "effects: [{kind: corruption, jurisdiction: KEN, amount: -0.1}]}"
        ),
    ),
    (
        NO_EFFECT,
        gettext_noop("An effect that changes nothing"),
        gettext_noop("Its amount is left out, or leaves everything as it is (a factor of 1, an addition of 0)."),
        "events: [{id: story, when: turn >= 2, headline: News, effects: [{kind: corruption, jurisdiction: KEN}]}]",
    ),
    (
        IMPLAUSIBLE,
        gettext_noop("A model parameter far from its range"),
        gettext_noop("The value lies outside the range that assets/parameters.yaml calls plausible."),
        "parameters: {interdiction: 50}",
    ),
    (
        TOO_DEAR,
        gettext_noop("Orders that cost more than there is"),
        gettext_noop(
            "The orders proposed for the first turn, or those of a test, cost more funds than the delegation gets, or "
            "more teams."
        ),
        (
            "delegations:\n- id: one\n  jurisdictions: [KEN, CHN]\n  funds: 3\n"
            "  proposed_orders: [{fund: patrol, at: direct, amount: 9}]"
        ),
    ),
)

_HINTS = (
    (
        NO_MANDATE,
        gettext_noop("A delegation without private aims"),
        gettext_noop("Without mandates it has nothing of its own to win."),
        "title: A delegation without mandates",
    ),
    (
        FEW_VARIANTS,
        gettext_noop("Fewer than three variants of a mandate"),
        gettext_noop("With at least three variants, drawn by lot, nobody knows the others' aims from the last game."),
        (
            "delegations:\n- id: one\n  jurisdictions: [KEN]\n  mandates:\n  - id: first\n    objectives:\n"
            "    - {id: late, text: Hold out, quantity: turn, bronze: 1, silver: 2, gold: 3}"
        ),
    ),
    (
        NO_CONTENT_NOTE,
        gettext_noop("No content note"),
        gettext_noop("Say what may be hard to bear, and that a role may be changed without giving a reason."),
        "title: Without a content note",
    ),
    (
        NO_GOALS,
        gettext_noop("No learning goals or no questions for the debrief"),
        gettext_noop("Teachers choose a scenario by its learning goals, and the debrief needs questions."),
        "title: Without goals",
    ),
    (
        NO_TESTS,
        gettext_noop("No tests"),
        gettext_noop("A test says what should happen if these orders are given; the program tries it at each change."),
        "title: Without tests",
    ),
    (
        UNUSED_SCORE,
        gettext_noop("A score for a market that the scenario does not have"),
        gettext_noop("It is shown nowhere and changes nothing, but for the mean when criminality is left out."),
        "jurisdictions: [{id: KEN, markets: {arms: 5}}, {id: CHN}]",
    ),
)


def _softer(rows: Iterable[tuple[str, str, str, str]], severity: Severity) -> Iterator[Code]:
    """Make codes that do not stop play."""
    for code, title, explanation, example in rows:
        yield Code(code, severity, title, explanation, example, Reads.SCENARIO)


register(errors(_ERRORS, Reads.SCENARIO))
register(_softer(_WARNINGS, Severity.WARNING))
register(_softer(_HINTS, Severity.HINT))
