"""Resolutions in the form of the United Nations, as plain text and as HTML.

Heading; preambular clauses that open with a phrase in italics and end in commas; numbered operative clauses that open
with a verb in italics and end in semicolons; a full stop. What is not settled stands in square brackets.
"""

from collections.abc import Callable
from html import escape

from game.model.negotiation import Body, OperativeClause, PreambularClause
from game.model.text import _
from game.session.negotiation.facts import Names
from game.session.negotiation.resolutions import Resolution, ResolutionStatus

_Emphasis = Callable[[str], str]
_ENDS = " \t\n.,;:"


def clause_words(resolution: Resolution, clause: OperativeClause) -> str:
    """Return the words of a clause after its verb, brackets settled or shown as "[20] [40] [60]"."""
    words = clause.text
    for bracket in clause.brackets:
        choice = resolution.choice(bracket)
        shown = choice.words if choice else " ".join(f"[{item.words}]" for item in bracket.alternatives)
        words = words.replace("{" + bracket.id + "}", shown)
    return _one_line(words)


def _one_line(words: str) -> str:
    return " ".join(words.split()).strip(_ENDS)


def resolution_plain(resolution: Resolution, body: Body, names: Names) -> str:
    """Return the whole resolution as plain text, one clause a paragraph."""
    heading = (*_heading(resolution, body), *_support(resolution, names))
    parts = ["\n".join(heading), _one_line(resolution.title)]
    opening = _("The {body},").format(body=_(body.name))
    clauses = [
        *(_preambular(clause, str) for clause in resolution.preamble),
        *(f"{number}. {text}" for number, text in enumerate(_operative(resolution, str), start=1)),
    ]
    return "\n\n".join((*parts, opening, *clauses)) + "\n"


def resolution_html(resolution: Resolution, body: Body, names: Names) -> str:
    """Return the whole resolution as an HTML article; everything that people wrote is escaped."""
    lines = [
        '<article class="resolution">',
        "<header>",
        *(f"<p>{escape(line)}</p>" for line in (*_heading(resolution, body), *_support(resolution, names))),
        f"<h1>{escape(_one_line(resolution.title))}</h1>",
        "</header>",
        f"<p><em>{escape(_('The {body},').format(body=_(body.name)))}</em></p>",
        *(f"<p>{_preambular(clause, _emphasis)}</p>" for clause in resolution.preamble),
        "<ol>",
        *(f"<li>{text}</li>" for text in _operative(resolution, _emphasis)),
        "</ol>",
        "</article>",
    ]
    return "\n".join(lines) + "\n"


def _heading(resolution: Resolution, body: Body) -> tuple[str, ...]:
    if resolution.status is ResolutionStatus.ADOPTED:
        line = _("Adopted {document} {symbol}").format(document=_(body.document), symbol=resolution.id)
    else:
        line = _("Draft {document} {symbol}").format(document=_(body.document), symbol=resolution.id)
    return (_(body.name), line)


def _support(resolution: Resolution, names: Names) -> tuple[str, ...]:
    lines = []
    if resolution.sponsors:
        lines.append(_("Sponsors: {names}").format(names=names.delegation_list(resolution.sponsors)))
    signatories = tuple(seat for seat in resolution.signatories if seat not in resolution.sponsors)
    if signatories:
        lines.append(_("Signatories: {names}").format(names=names.delegation_list(signatories)))
    return tuple(lines)


def _emphasis(words: str) -> str:
    return f"<em>{words}</em>"


def _preambular(clause: PreambularClause, emphasis: _Emphasis) -> str:
    plain = emphasis is str
    phrase, rest = _(clause.phrase).strip(), _one_line(clause.text)
    if not plain:
        phrase, rest = escape(phrase), escape(rest)
    return f"{emphasis(phrase)} {rest},"


def _operative(resolution: Resolution, emphasis: _Emphasis) -> list[str]:
    plain = emphasis is str
    last = len(resolution.operative)
    texts = []
    for number, clause in enumerate(resolution.operative, start=1):
        verb, rest = _(clause.verb).strip(), clause_words(resolution, clause)
        if not plain:
            verb, rest = escape(verb), escape(rest)
        texts.append(f"{emphasis(verb)} {rest}{'.' if number == last else ';'}")
    return texts
