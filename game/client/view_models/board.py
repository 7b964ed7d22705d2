"""Proposals that the what-if board can try: what is put together, offers, drafts, projects; public things alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from game.client.view_models import words
from game.client.what_if import Found, Trial
from game.model.negotiation import AgreementForce
from game.model.text import _, ngettext
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clause_text import agreed_sentences
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.facts import Facts
from game.session.negotiation.resolutions import Resolution, ResolutionStatus
from game.session.views import PublicView

RECORDING = "recording"
WRITING = "writing"
_PROJECT = "project-"
_MOVES_NOTHING = {
    ClauseKind.GIVE_FUNDS,
    ClauseKind.LEND_TEAM,
    ClauseKind.SHARE_INTELLIGENCE,
    ClauseKind.SHARE_ASSETS,
    ClauseKind.VOTE,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that can be tried; ``detail`` says in a line what it is."""

    key: str
    title: str
    icon: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Tries:
    """What has been chosen on the board; nothing of it is decided.

    ``settled``: alternative by bracket, by draft. ``carried``: who carries a draft, ``payers``: who pays for a project,
    where that is not everybody who is present. ``recording`` is the agreement that is being put together, ``writing``
    the draft that is being written.
    """

    chosen: str = ""
    settled: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    payers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recording: Terms | None = None
    writing: Resolution | None = None

    def with_bracket(self, draft: str, bracket: str, number: int) -> "Tries":
        """Return the same with a bracket of a draft settled on an alternative, on the board alone."""
        return replace(self, settled={**self.settled, draft: {**self.settled.get(draft, {}), bracket: number}})


def proposals(view: PublicView, tries: Tries) -> tuple[Proposal, ...]:
    """Return what can be tried now, what is being put together first."""
    found: list[Proposal] = []
    if tries.recording is not None:
        title = _("The agreement you are putting together")
        found.append(Proposal(RECORDING, title, "pencil", _terms_words(tries.recording, view.facts)))
    if tries.writing is not None:
        found.append(Proposal(WRITING, _("The draft you are writing"), "pencil", tries.writing.title))
    table = view.negotiation.public
    for item in table.resolutions.values():
        if item.status is ResolutionStatus.DRAFT:
            title = _("Draft {symbol}").format(symbol=item.id)
            found.append(Proposal(item.id, title, "file-text", item.title))
    for offer in table.agreements.values():
        if offer.status is Status.OFFERED:
            title = _("Offer {agreement}").format(agreement=offer.id)
            found.append(Proposal(offer.id, title, "handshake", _terms_words(offer.terms, view.facts)))
    for name in view.facts.projects:
        status, project = view.projects[name], view.book.projects[name]
        detail = _("joint project, {paid} of {cost} units paid").format(paid=status.total, cost=project.cost)
        found.append(Proposal(f"{_PROJECT}{name}", project.name, "package", detail))
    return tuple(found)


def _terms_words(terms: Terms, facts: Facts) -> str:
    return " ".join(agreed_sentences(terms, facts.names))


def chosen_of(view: PublicView, tries: Tries) -> str:
    """Return the key of what is tried: the chosen one while it is there, else the first."""
    keys = [item.key for item in proposals(view, tries)]
    return tries.chosen if tries.chosen in keys else next(iter(keys), "")


def draft_of(view: PublicView, tries: Tries) -> Resolution | None:
    """Return the draft that is tried, with its brackets as they are settled on the board; None for anything else."""
    key = chosen_of(view, tries)
    item = tries.writing if key == WRITING else view.negotiation.public.resolutions.get(key)
    if item is None:
        return None
    for bracket, number in tries.settled.get(item.id, {}).items():
        if item.bracket(bracket) is not None:
            item = item.settle(bracket, number)
    return item


def carriers(view: PublicView, tries: Tries, draft: str) -> tuple[str, ...]:
    """Return who would carry a draft."""
    wanted = tries.carried.get(draft, view.facts.present)
    return tuple(seat for seat in view.facts.present if seat in wanted)


def project_of(view: PublicView, tries: Tries) -> str:
    """Return the joint project that is tried, or nothing."""
    name = chosen_of(view, tries).removeprefix(_PROJECT)
    return name if name in view.facts.projects and chosen_of(view, tries).startswith(_PROJECT) else ""


def payers(view: PublicView, tries: Tries, project: str) -> tuple[str, ...]:
    """Return who would pay for a project."""
    wanted = tries.payers.get(project, view.facts.present)
    return tuple(seat for seat in view.facts.present if seat in wanted)


def project_terms(view: PublicView, tries: Tries, project: str) -> Terms | None:
    """Return the agreement by which the payers would pay for a project in equal parts, in as few turns as they can."""
    who, facts = payers(view, tries, project), view.facts
    if not who:
        return None
    missing = view.book.projects[project].cost - view.projects[project].total
    most = min(facts.projects[project], *(facts.seats[seat].income for seat in who))
    for turns in range(1, facts.turns_left + 1):
        amount = -(-missing // (len(who) * turns))
        if amount <= most:
            clauses = tuple(
                Clause(ClauseKind.CONTRIBUTE, seat, amount=amount, turns=turns, project=project) for seat in who
            )
            binding = facts.rules.agreements is not AgreementForce.PLEDGE
            return Terms(who, clauses, binding=binding, turns=turns)
    return None


def project_words(view: PublicView, tries: Tries, project: str) -> str:
    """Say what each would pay, or why nobody can."""
    terms = project_terms(view, tries, project)
    if not payers(view, tries, project):
        return _("Choose who pays.")
    if terms is None:
        return _("These cannot pay for it in the turns that are left. Choose more delegations.")
    clause = terms.clauses[0]
    turns = clause.turns or 1
    each = words.units(clause.amount)
    sentence = ngettext("Each pays {units}, once.", "Each pays {units} a turn, for {turns} turns.", turns)
    return sentence.format(units=each, turns=turns)


def trial_of(view: PublicView, tries: Tries) -> Trial | None:
    """Return what the board is to try, or None where there is nothing yet."""
    key = chosen_of(view, tries)
    title = _title(view, tries, key)
    draft = draft_of(view, tries)
    if draft is not None:
        who = carriers(view, tries, draft.id)
        return Trial(key, title, draft, who) if who else None
    project = project_of(view, tries)
    if project:
        terms = project_terms(view, tries, project)
        return None if terms is None else Trial(key, title, terms)
    if key == RECORDING and tries.recording is not None:
        return Trial(key, title, tries.recording)
    offer = view.negotiation.public.agreements.get(key)
    return None if offer is None else Trial(key, title, offer.terms)


def _title(view: PublicView, tries: Tries, key: str) -> str:
    found = next((item for item in proposals(view, tries) if item.key == key), None)
    if found is None:
        return ""
    project = project_of(view, tries)
    if project:
        pattern = _("{project}. {payment}")
        return pattern.format(project=found.title, payment=project_words(view, tries, project))
    if key == RECORDING:
        return found.detail
    return _("{name}: {detail}").format(name=found.title, detail=found.detail)


def note(found: Found, *, moved: bool) -> str:
    """Say why nothing moves, or what of the proposal is not counted yet; empty where there is nothing to say."""
    item = found.trial.proposal
    if isinstance(item, Resolution):
        if item.open_brackets:
            return _("Open brackets count for nothing. Settle them here to see what they would do; it decides nothing.")
    elif all(clause.kind in _MOVES_NOTHING for clause in item.clauses):
        return _("Funds, teams and reports move no figure by themselves; what is done with them afterwards does.")
    if moved:
        return ""
    return _("No headline figure moves as far as can be told.")
