"""What the ids of closed lists mean, in a few words: for the schema that editors use, and for the pages."""

from collections.abc import Mapping

from game.model.hint import HintPhase, HintTarget
from game.model.measures import MeasureId
from game.model.negotiation import ActionKind, AgreementForce, BracketField, Sharing
from game.model.scenario import EffectKind, InstrumentKind
from game.model.taxonomy import ActorId, BlockId, MarketId, Mode

MARKETS: Mapping[MarketId, str] = {
    MarketId.HUMAN_TRAFFICKING: "Trafficking in persons: exploitation, with or without a border",
    MarketId.HUMAN_SMUGGLING: "Smuggling of migrants: crossing borders for money, with consent",
    MarketId.EXTORTION: "Extortion and protection racketeering",
    MarketId.ARMS: "Arms trafficking",
    MarketId.COUNTERFEIT: "Trade in counterfeit goods",
    MarketId.EXCISABLE: "Illicit trade in goods under excise: tobacco, alcohol, fuel",
    MarketId.FLORA: "Flora crimes: timber and protected plants",
    MarketId.FAUNA: "Fauna crimes: poaching, wildlife and fish",
    MarketId.NON_RENEWABLE: "Crimes with resources that do not grow again: gold, gems, oil, sand",
    MarketId.HEROIN: "Heroin trade",
    MarketId.COCAINE: "Cocaine trade",
    MarketId.CANNABIS: "Cannabis trade",
    MarketId.SYNTHETIC_DRUGS: "Trade in synthetic drugs",
    MarketId.CYBER: "Cyber-dependent crimes",
    MarketId.FINANCIAL: "Financial crimes, and money that is laundered",
}
BLOCKS: Mapping[BlockId, str] = {
    BlockId.POLITICAL_LEADERSHIP: "Political leadership and governance",
    BlockId.TRANSPARENCY: "Government transparency and accountability",
    BlockId.INTERNATIONAL_COOPERATION: "International cooperation",
    BlockId.NATIONAL_POLICIES: "National policies and laws",
    BlockId.JUDICIAL_SYSTEM: "Judicial system and detention",
    BlockId.LAW_ENFORCEMENT: "Law enforcement",
    BlockId.TERRITORIAL_INTEGRITY: "Territorial integrity: borders",
    BlockId.ANTI_MONEY_LAUNDERING: "Anti-money laundering",
    BlockId.ECONOMIC_REGULATION: "Economic regulatory capacity",
    BlockId.VICTIM_SUPPORT: "Victim and witness support",
    BlockId.PREVENTION: "Prevention",
    BlockId.NON_STATE_ACTORS: "Non-State actors: civil society and media",
}
ACTORS: Mapping[ActorId, str] = {
    ActorId.MAFIA_STYLE: "Mafia-style groups",
    ActorId.CRIMINAL_NETWORKS: "Criminal networks",
    ActorId.STATE_EMBEDDED: "State-embedded actors",
    ActorId.FOREIGN: "Foreign actors",
    ActorId.PRIVATE_SECTOR: "Private sector actors",
}
MODES: Mapping[Mode, str] = {
    Mode.LAND: "By road, rail or on foot",
    Mode.SEA: "By ship",
    Mode.AIR: "By aeroplane",
    Mode.ONLINE: "Through a network: money, data",
}
MEASURES: Mapping[MeasureId, str] = {
    MeasureId.PATROL: "Patrols and controls at the own end of a leg",
    MeasureId.FINANCIAL_INTELLIGENCE: "Finding and freezing money in the own State",
    MeasureId.JOINT_INVESTIGATION: "A team at the own end of a leg or channel; works if the other end posts one too",
    MeasureId.LIAISON: "A team posted to another delegation: a link between the two",
    MeasureId.AUDIT: "Audits and integrity in the own State",
    MeasureId.JUDICIAL_TRAINING: "Training of judges and prosecutors in the own State",
    MeasureId.LAW_ENFORCEMENT_TRAINING: "Training of police and customs in the own State",
    MeasureId.VICTIM_SUPPORT: "Support for victims and witnesses in the own State",
    MeasureId.PREVENTION: "Prevention: fewer people join a market in the own State",
    MeasureId.DEMAND_REDUCTION: "Less demand for a market in the own State",
    MeasureId.RANGER_PATROL: "Rangers in a habitat",
    MeasureId.CORRIDOR_PROTECTION: "Keeping a migration corridor open",
    MeasureId.REGULAR_PATHWAYS: "Visas and resettlement: fewer people need a smuggler",
    MeasureId.TECHNICAL_ASSISTANCE: "Strengthening a resilience block of another State",
}
EFFECTS: Mapping[EffectKind, str] = {
    EffectKind.SUPPLY: "Factor on what a market launches in a jurisdiction; lasts",
    EffectKind.DEMAND: "Factor on what a market can sell in a jurisdiction; lasts",
    EffectKind.EFFORT: "Added to enforcement at a leg, or everywhere in a jurisdiction; lasts",
    EffectKind.LEG_COST: "Added to what a passage of a leg or channel costs; lasts",
    EffectKind.LINK: "Cooperation added on a leg, or between two jurisdictions; lasts",
    EffectKind.CORRUPTION: "Added to the corruption of a jurisdiction, once",
    EffectKind.BLOCK: "Added to a resilience block of a jurisdiction, once",
    EffectKind.POPULATION: "Factor on the animals of a habitat, once",
    EffectKind.POACHING: "Factor on poaching in a habitat, once",
    EffectKind.DISPERSAL: "Added to the quality of a wildlife corridor; lasts",
    EffectKind.ORGANISATIONS: "Factor on criminal groups of a market in a jurisdiction, once",
    EffectKind.FUNDS: "Units of funds given to a delegation, once",
    EffectKind.FLAG: "Sets a flag that formulas can ask for",
}
INSTRUMENTS: Mapping[InstrumentKind, str] = {
    InstrumentKind.TREATY: "A convention or protocol that binds its parties",
    InstrumentKind.STANDARD: "A standard that States are measured by",
    InstrumentKind.PROGRAMME: "A programme that helps its members",
    InstrumentKind.PLATFORM: "A platform on which offices exchange what they know",
}
ACTIONS: Mapping[ActionKind, str] = {
    ActionKind.TEXT: "Words only",
    ActionKind.POOLED_FUND: "Supporters pay into a fund, and a rule says what it is spent on",
    ActionKind.COMMON_PLEDGE: "Each supporter funds a measure",
    ActionKind.RULE: "Supporters bring in a rule of the scenario",
    ActionKind.LISTING: "A jurisdiction is put on the list",
    ActionKind.DELISTING: "A jurisdiction is taken off the list",
    ActionKind.MANDATE: "Supporters take part in a platform for a time, without joining it",
}
FORCES: Mapping[AgreementForce, str] = {
    AgreementForce.PLEDGE: "Promised; the ledger shows whether it is kept",
    AgreementForce.BINDING: "Carried out by the rules",
    AgreementForce.CHOICE: "The parties say which",
}
SHARINGS: Mapping[Sharing, str] = {
    Sharing.EQUALLY: "The same for each",
    Sharing.BY_INCOME: "By the units of funds that each gets a turn",
    Sharing.BY_HARM: "By how much crime harms each",
}
FIELDS: Mapping[BracketField, str] = {
    BracketField.AMOUNT: "How much",
    BracketField.SHARING: "How it is shared",
    BracketField.TURNS: "For how long",
    BracketField.AT: "Where",
    BracketField.WORDS: "Words that compute nothing",
}
HINT_PHASES: Mapping[HintPhase, str] = {
    HintPhase.BRIEFING: "What happened, before the turn",
    HintPhase.CAUCUS: "While delegations talk",
    HintPhase.PLENARY: "While drafts are put to the vote",
    HintPhase.DESKS: "At an open desk",
    HintPhase.OUTCOME: "What the turn brought",
    HintPhase.EPILOGUE: "The years after the last turn",
    HintPhase.RESULTS: "The last screen",
}
HINT_TARGETS: Mapping[HintTarget, str] = {
    HintTarget.HEADLINES: "The news of the turn; in the briefing",
    HintTarget.MAP: "The map; everywhere but in plenary and results",
    HintTarget.FIGURES: "The figures that sum the world up; in the briefing",
    HintTarget.AGREEMENTS: "The button that records an agreement; in the caucus",
    HintTarget.DRAFTS: "Drafts and agreements; in caucus and plenary",
    HintTarget.CLOCK: "The clock; in the caucus",
    HintTarget.VOTE: "The vote; in the plenary",
    HintTarget.FUNDS: "What is left of the funds; at a desk",
    HintTarget.TEAMS: "What is left of the teams; at a desk",
    HintTarget.ORDERS: "The orders; at a desk, and in the outcome once they lie open",
    HintTarget.ADD: "The button that adds a measure; at a desk",
    HintTarget.SEAL: "The button that seals the orders; at a desk",
    HintTarget.DOSSIER: "The dossier with the private aims; at a desk",
    HintTarget.INDICES: "The table of indices; at a desk from the second turn on",
    HintTarget.NEWS: "The news; at a desk from the second turn on",
    HintTarget.OFFERS: "Offers of agreements; at a desk",
    HintTarget.PROMISES: "The ledger of promises; at a desk",
    HintTarget.INSTRUMENTS: "Treaties and platforms; at a desk",
    HintTarget.PROJECTION: "The projection in two worlds; at a desk",
    HintTarget.CHANGES: "What moved and why; in outcome and results",
    HintTarget.ROOM: "The result of the room; in the results",
    HintTarget.MANDATES: "The private aims and their grades; in the results",
    HintTarget.NEXT: "The button that goes on; everywhere but at a desk",
    HintTarget.HELP: "The button of the help; everywhere",
}

OF_ENUM: Mapping[str, Mapping[str, str]] = {
    "MarketId": {item.value: words for item, words in MARKETS.items()},
    "BlockId": {item.value: words for item, words in BLOCKS.items()},
    "ActorId": {item.value: words for item, words in ACTORS.items()},
    "Mode": {item.value: words for item, words in MODES.items()},
    "MeasureId": {item.value: words for item, words in MEASURES.items()},
    "EffectKind": {item.value: words for item, words in EFFECTS.items()},
    "InstrumentKind": {item.value: words for item, words in INSTRUMENTS.items()},
    "ActionKind": {item.value: words for item, words in ACTIONS.items()},
    "AgreementForce": {item.value: words for item, words in FORCES.items()},
    "Sharing": {item.value: words for item, words in SHARINGS.items()},
    "BracketField": {item.value: words for item, words in FIELDS.items()},
    "HintPhase": {item.value: words for item, words in HINT_PHASES.items()},
    "HintTarget": {item.value: words for item, words in HINT_TARGETS.items()},
}
