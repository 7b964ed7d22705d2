"""The words of the game and of the field, each in plain sentences; UN terms where there are some."""

from __future__ import annotations

from dataclasses import dataclass

from game.model.text import _


@dataclass(frozen=True, slots=True)
class Term:
    """A word, its meaning, and the key by which texts refer to it."""

    key: str
    name: str
    meaning: str


def glossary() -> tuple[Term, ...]:
    """Return every term, in the order of the alphabet of the language shown."""
    terms = (*_of_the_game(), *_of_the_field(), *_instruments())
    return tuple(sorted((Term(*row) for row in terms), key=lambda term: term.name.casefold()))


def found(terms: tuple[Term, ...], words: str) -> tuple[Term, ...]:
    """Return the terms in which all of the typed words occur; those with them in the name first."""
    wanted = words.casefold().split()
    hits = [
        term for term in terms if all(word in f"{term.key} {term.name} {term.meaning}".casefold() for word in wanted)
    ]
    return tuple(sorted(hits, key=lambda term: not all(word in term.name.casefold() for word in wanted)))


def _of_the_game() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "delegation",
            _("Delegation"),
            _(
                "A place at the table. It answers for one or more jurisdictions, and two to five students may sit on "
                "it."
            ),
        ),
        (
            "funds",
            _("Funds"),
            _(
                "What a delegation spends in a turn, in whole units. Some can be saved up to a limit, and some given "
                "away."
            ),
        ),
        (
            "team",
            _("Team"),
            _(
                "People of a police force, customs or a prosecutor's office who work with others. A link needs a "
                "team at "
                "both ends. Teams are not used up, but each can be in one place only."
            ),
        ),
        (
            "political capital",
            _("Political capital"),
            _("What a government can spend in public: to join an instrument or to leave one. It cannot be given away."),
        ),
        (
            "measure",
            _("Measure"),
            _("Something that a delegation pays for: patrols, rangers, audits, training, support for victims."),
        ),
        (
            "secret agreement",
            _("Secret agreement"),
            _(
                "An agreement that only its parties know of, signed at their desks. It may come out at any turn, "
                "sooner once somebody falls short of it: then all read what was agreed, and who was left out trusts "
                "its parties less."
            ),
        ),
        (
            "agreement",
            _("Agreement"),
            _(
                "What two or more delegations promise each other: funds, teams, measures, votes. A binding one is "
                "carried "
                "out by itself as far as there is something to give; a pledge is kept or broken, and all see which."
            ),
        ),
        (
            "caucus",
            _("Caucus"),
            _("Talks before the orders, around the table. What is agreed is recorded on the screen."),
        ),
        (
            "plenary",
            _("Plenary"),
            _("The meeting in which drafts are put to the vote, with the arithmetic shown."),
        ),
        (
            "resolution",
            _("Resolution"),
            _(
                "A text that the meeting adopts. Brackets mark what is still open. A commission recommends: what it "
                "adopts is a pledge of those who supported it."
            ),
        ),
        (
            "trust",
            _("Trust"),
            _(
                "How far two delegations rely on each other: it grows with promises kept, falls with broken "
                "ones, and fades."
            ),
        ),
        (
            "joint project",
            _("Joint project"),
            _("Dearer than any one purse. It starts once everything is paid in; who pays and who gains differ."),
        ),
        (
            "mandate",
            _("Mandate"),
            _("Three aims of a delegation, known to it alone until the end: graded bronze, silver or gold."),
        ),
        (
            "room score",
            _("Room score"),
            _(
                "How well the table as a whole did. 0: as if nobody had acted. 100: the best cooperative plan that the "
                "computer found for the same seed. Below the line no mandate counts above bronze."
            ),
        ),
        (
            "two worlds",
            _("Two worlds"),
            _(
                "Two projections beside each other: what your draft leads to if the others do nothing new, and if "
                "everybody keeps their pledges. They know what your delegation knows, not the truth."
            ),
        ),
        (
            "receipt",
            _("Receipt"),
            _("An account of why an index moved: shares of decisions, events and momentum that add up exactly."),
        ),
        (
            "displacement",
            _("Displacement"),
            _("Crime that pressure on one route moved to another. An arrow on the map says where it went."),
        ),
        (
            "seal",
            _("Seal"),
            _("To close one's orders for this turn. Nobody can see or change them until all open together."),
        ),
        (
            "epilogue",
            _("Epilogue"),
            _("The years after the last turn, without new orders. What was built works on; results are read there."),
        ),
        (
            "seed",
            _("Seed"),
            _(
                "The number from which everything random is drawn. With the same seed and the same orders all is the "
                "same."
            ),
        ),
        (
            "temperament",
            _("Temperament"),
            _("How a computer delegation tends to play. It is drawn by lot, and shown at the end."),
        ),
        (
            "criminality",
            _("Criminality"),
            _(
                "An index from 1 to 10, after the Global Organized Crime Index: how strong criminal markets are. Lower "
                "is better."
            ),
        ),
        (
            "resilience",
            _("Resilience"),
            _(
                "An index from 1 to 10, after the same source: how well institutions and society stand up to organised "
                "crime, in twelve building blocks. Higher is better."
            ),
        ),
        (
            "corridor",
            _("Corridor"),
            _(
                "Three things at once: a trafficking corridor, a wildlife corridor through which animals move between "
                "habitats, and the place where diplomats talk."
            ),
        ),
    )


def _of_the_field() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "organised criminal group",
            _("Organised criminal group"),
            _(
                "In the UN convention: three or more people who act together over some time to commit serious crimes "
                "for "
                "money or another material benefit."
            ),
        ),
        (
            "trafficking in persons",
            _("Trafficking in persons"),
            _(
                "Recruiting or holding people, by force, deception or abuse of their situation, in order to exploit "
                "them. No border need be crossed. For children the means do not matter. It is not the smuggling of "
                "migrants."
            ),
        ),
        (
            "smuggling of migrants",
            _("Smuggling of migrants"),
            _(
                "Bringing somebody into a State illegally for profit. It is a crime against the State; migrants are "
                "not "
                "punished for having been smuggled, and often have to be protected. It is not trafficking in persons."
            ),
        ),
        (
            "victims and survivors",
            _("Victims and survivors"),
            _(
                "Those to whom a crime was done. They have rights to protection and support. In this game nobody is "
                "a piece."
            ),
        ),
        (
            "money laundering",
            _("Money laundering"),
            _(
                "Hiding where money comes from: it is placed (brought into the system), layered (moved about) and "
                "integrated (spent as if it were clean)."
            ),
        ),
        (
            "beneficial owner",
            _("Beneficial owner"),
            _("The person who in the end owns or controls a company. A register of them makes it harder to hide."),
        ),
        (
            "financial intelligence unit",
            _("Financial intelligence unit"),
            _("The office to which banks report suspicious payments, and which passes on what it finds."),
        ),
        (
            "mutual legal assistance",
            _("Mutual legal assistance"),
            _("One State's courts and prosecutors helping another's: evidence, witnesses, freezing of assets."),
        ),
        (
            "controlled delivery",
            _("Controlled delivery"),
            _(
                "Letting a load travel on under watch, with the consent of the States on its way, to find who is "
                "behind it."
            ),
        ),
        (
            "pike",
            _("PIKE"),
            _(
                "Proportion of illegally killed elephants: of those found dead, the share that people killed (CITES, "
                "MIKE)."
            ),
        ),
        (
            "corruption",
            _("Corruption"),
            _("Abuse of entrusted power for private gain. It opens borders to crime and weakens every measure."),
        ),
        (
            "transit",
            _("Origin, transit, destination"),
            _(
                "Where a route begins, the States it passes, and where it ends. Each has something that the others "
                "need."
            ),
        ),
    )


def _instruments() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "untoc",
            _("UNTOC"),
            _(
                "United Nations Convention against Transnational Organized Crime (2000), with protocols on trafficking "
                "in persons, smuggling of migrants, and firearms."
            ),
        ),
        (
            "uncac",
            _("UNCAC"),
            _("United Nations Convention against Corruption (2003); also on giving stolen assets back."),
        ),
        (
            "cites",
            _("CITES"),
            _("Convention on trade in endangered species of wild animals and plants (1973). Ivory is listed in it."),
        ),
        (
            "fatf",
            _("FATF"),
            _(
                "Financial Action Task Force: sets the standards against money laundering, and lists jurisdictions "
                "that "
                "are watched more closely."
            ),
        ),
        (
            "interpol",
            _("INTERPOL"),
            _("The organisation through which police forces of nearly all States exchange messages and notices."),
        ),
    )
