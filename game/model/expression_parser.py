"""Read expressions: own grammar, no ``eval``; names and kinds are settled while reading.

::

    or > and > not > comparison (one at a time) > + - > * / > minus sign > number, name, call, (...)

Time is linear in the length of the text; the depth is limited, so that nothing here can exhaust the stack.
"""

import math
from typing import NamedTuple

from game.model.expression import (
    BINDING,
    BINDING_NOT,
    BINDING_SIGN,
    COMPARING,
    LOGICAL,
    AtStart,
    Call,
    Choice,
    Expression,
    Joined,
    Name,
    Negation,
    Not,
    Number,
    Operator,
    Truth,
)
from game.model.expression_tokens import ExpressionError, Fault, Token, TokenKind, tokens
from game.model.suggest import suggest
from game.model.text import _
from game.model.vocabulary import CHOICES, START, ArgumentKind, Function, ValueKind, Vocabulary, kind_name

MAX_DEPTH = 32
_MOST_NAMED = 12  # ids in a remedy
_TOO_SHORT = 2

_OPERATORS = {operator.value: operator for operator in Operator}


class _Part(NamedTuple):
    """An expression and where it stands."""

    node: Expression
    start: int
    end: int


def parse_expression(text: str, vocabulary: Vocabulary | None = None, expected: ValueKind | None = None) -> Expression:
    """Read an expression.

    Parameters
    ----------
    text
        As in ``criminality(KEN, fauna) > 7.5 and turn >= 3``.
    vocabulary
        The words it may use; by default every function, with any ids.
    expected
        What it has to give, a number or true and false; ``None`` for either.

    Raises
    ------
    ExpressionError
        With a message, a remedy and the place, for everything that is wrong with it.
    """
    parser = _Parser(tokens(text), vocabulary or Vocabulary())
    part = parser.whole()
    if expected is not None and part.node.kind is not expected:
        if expected is ValueKind.BOOLEAN:
            message = _("A condition is needed here, but this is a number.")
            remedy = _("Compare it with something, as in: {example} > 7.").format(example=_clip(part.node))
        else:
            message = _("A number is needed here, but this is a condition.")
            remedy = _("Write the quantity alone, without comparing it.")
        raise ExpressionError(Fault.KIND, message, remedy, part.start, part.end)
    return part.node


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, found: list[Token], vocabulary: Vocabulary) -> None:
        self._tokens = found
        self._at = 0
        self._depth = 0
        self._vocabulary = vocabulary

    def whole(self) -> _Part:
        """Read the whole text."""
        if self._next.kind is TokenKind.END:
            raise ExpressionError(Fault.SYNTAX, _("The expression is empty."), _("Write one, as in turn >= 3."), 0, 1)
        part = self._joined(0)
        if self._at < len(self._tokens) - 1:
            raise self._left_over()
        return part

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _takes(self, sign: str) -> bool:
        if self._next.kind is TokenKind.SIGN and self._next.text == sign:
            self._at += 1
            return True
        return False

    def _joined(self, weakest: int) -> _Part:
        """Read parts with operators that bind stronger than ``weakest`` between them."""
        left = self._signed(weakest)
        compared = False
        while True:
            operator = _OPERATORS.get(self._next.text)
            if operator is None or BINDING[operator] <= weakest:
                return left
            token = self._take()
            if compared and operator in COMPARING:
                message = _("Two comparisons in a row are not read.")
                remedy = _('Write them apart, with "and": 1 < turn and turn < 5.')
                raise ExpressionError(Fault.SYNTAX, message, remedy, token.start, token.end)
            right = self._joined(BINDING[operator])
            self._check_sides(operator, left, right)
            left = _Part(Joined(operator, left.node, right.node), left.start, right.end)
            compared = operator in COMPARING

    def _check_sides(self, operator: Operator, left: _Part, right: _Part) -> None:
        wanted = ValueKind.BOOLEAN if operator in LOGICAL else ValueKind.NUMBER
        for side in (left, right):
            if side.node.kind is wanted:
                continue
            if wanted is ValueKind.BOOLEAN:
                message = _('Each side of "{operator}" is a condition, but this is a number.')
                remedy = _("Compare it with something, as in: {example} > 7.").format(example=_clip(side.node))
            elif operator in COMPARING:
                message = _('Each side of "{operator}" is a number, but this is true or false.')
                remedy = _("Write the condition alone; for the opposite, write not before it.")
            else:
                message = _('Each side of "{operator}" is a number, but this is true or false.')
                remedy = _("Calculate with quantities.")
            raise ExpressionError(Fault.KIND, message.format(operator=operator.value), remedy, side.start, side.end)

    def _signed(self, weakest: int) -> _Part:
        """Read a part that may begin with ``not`` or a minus sign."""
        token = self._next
        if token.kind is TokenKind.WORD and token.text == "not":
            if weakest >= BINDING_NOT:
                message = _('"not" cannot stand here.')
                raise ExpressionError(Fault.SYNTAX, message, _("Put brackets around it."), token.start, token.end)
            self._take()
            operand = self._deeper(token, BINDING_NOT - 1)
            if operand.node.kind is not ValueKind.BOOLEAN:
                message = _('"not" is followed by a condition, but this is a number.')
                remedy = _("Compare it with something, as in: {example} > 7.").format(example=_clip(operand.node))
                raise ExpressionError(Fault.KIND, message, remedy, operand.start, operand.end)
            return _Part(Not(operand.node), token.start, operand.end)
        if token.kind is TokenKind.SIGN and token.text == "-":
            self._take()
            operand = self._deeper(token, BINDING_SIGN - 1)
            self._need_number(operand, "-")
            return _Part(Negation(operand.node), token.start, operand.end)
        return self._single()

    def _deeper(self, token: Token, weakest: int) -> _Part:
        """Read a part one level further in."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            message = _("More than {number} levels of brackets and signs.").format(number=MAX_DEPTH)
            raise ExpressionError(Fault.LIMIT, message, _("Simplify it."), token.start, token.end)
        part = self._joined(weakest)
        self._depth -= 1
        return part

    def _need_number(self, part: _Part, name: str) -> None:
        if part.node.kind is not ValueKind.NUMBER:
            message = _('"{name}" takes numbers, but this is true or false.').format(name=name)
            raise ExpressionError(Fault.KIND, message, _("Calculate with quantities."), part.start, part.end)

    def _single(self) -> _Part:
        """Read a number, a name, a call, or something in brackets."""
        token = self._take()
        if token.kind is TokenKind.NUMBER:
            value = float(token.text)
            if not math.isfinite(value):
                message = _("This number is too large.")
                raise ExpressionError(Fault.LIMIT, message, _("Use a larger unit."), token.start, token.end)
            return _Part(Number(value), token.start, token.end)
        if token.kind is TokenKind.WORD:
            return self._word(token)
        if token.text == "(" and token.kind is TokenKind.SIGN:
            part = self._deeper(token, 0)
            return _Part(part.node, token.start, self._close(token))
        self._at -= 1
        raise self._nothing_here(token)

    def _close(self, opened: Token) -> int:
        """Take the closing bracket and give its end."""
        if self._takes(")"):
            return self._tokens[self._at - 1].end
        token = self._next
        if token.kind is TokenKind.END:
            message = _("This bracket is never closed.")
            raise ExpressionError(Fault.SYNTAX, message, _('Add ")".'), opened.start, opened.end)
        raise self._left_over()

    def _word(self, token: Token) -> _Part:
        word = token.text
        if word in {"true", "false"}:
            return _Part(Truth(word == "true"), token.start, token.end)
        if word in {"and", "or"}:
            self._at -= 1
            raise self._nothing_here(token)
        if self._next.kind is TokenKind.SIGN and self._next.text == "(":
            opened = self._take()
            if word == START:
                return self._at_start(token, opened)
            if word in CHOICES:
                return self._choice(token, opened)
            return self._call(token, opened)
        if word in self._vocabulary.variables:
            return _Part(Name(word), token.start, token.end)
        raise self._unknown_name(token)

    def _unknown_name(self, token: Token) -> ExpressionError:
        word = token.text
        if word in self._vocabulary.functions or word in CHOICES or word == START:
            function = self._vocabulary.functions.get(word)
            shape = _shape(function) if function else f"{word}(…)"
            message = _('"{name}" needs to be told of what.').format(name=word)
            return ExpressionError(
                Fault.SYNTAX, message, _("Write {shape}.").format(shape=shape), token.start, token.end
            )
        message = _('There is no quantity called "{name}".').format(name=_clip(word))
        known = [*self._vocabulary.variables, *self._vocabulary.functions, *CHOICES, START]
        # Two letters resemble too much: "in" is not "min".
        remedy = _mean(word, known) if len(word) > _TOO_SHORT else ""
        if not remedy and any(word in ids for ids in self._vocabulary.ids.values()):
            remedy = _("An id stands within brackets, as in criminality(KEN).")
        remedy = remedy or _("Write a formula, as in turn >= 3 or criminality(KEN) > 7.")
        return ExpressionError(Fault.NAME, message, remedy, token.start, token.end)

    def _at_start(self, token: Token, opened: Token) -> _Part:
        inner = self._next
        if inner.kind is TokenKind.WORD and inner.text in self._vocabulary.functions:
            part = self._deeper(opened, 0)
            if isinstance(part.node, Call):
                return _Part(AtStart(part.node), token.start, self._close(opened))
        message = _('"start" takes one quantity, and gives it as it was at turn 0.')
        remedy = _("Write start(population(tsavo)), and calculate outside its brackets.")
        raise ExpressionError(Fault.SYNTAX, message, remedy, inner.start, inner.end)

    def _choice(self, token: Token, opened: Token) -> _Part:
        operands = []
        while True:
            operand = self._deeper(opened, 0)
            self._need_number(operand, token.text)
            operands.append(operand.node)
            if not self._takes(","):
                break
        end = self._close(opened)
        if (len(operands) == 1) is not (token.text == "abs"):
            message = _('"abs" takes one number, "min" and "max" take two or more.')
            raise ExpressionError(Fault.SYNTAX, message, _("Correct the list in brackets."), token.start, end)
        return _Part(Choice(token.text, tuple(operands)), token.start, end)

    def _call(self, token: Token, opened: Token) -> _Part:
        function = self._vocabulary.functions.get(token.text)
        if function is None:
            message = _('There is no quantity called "{name}".').format(name=_clip(token.text))
            known = [*self._vocabulary.functions, *CHOICES, START]
            raise ExpressionError(Fault.NAME, message, _mean(token.text, known), token.start, token.end)
        arguments = self._arguments(function)
        end = self._close(opened)
        forms = [form for form in function.forms if len(form) == len(arguments)]
        if not forms:
            message = _('"{name}" takes something else in its brackets.').format(name=function.name)
            remedy = _("Write {shape}.").format(shape=_shape(function))
            raise ExpressionError(Fault.SYNTAX, message, remedy, token.start, end)
        kinds = self._fitting(function, forms, arguments)
        ids = tuple(argument.text for argument in arguments)
        return _Part(Call(function.name, ids, kinds, function.kind), token.start, end)

    def _arguments(self, function: Function) -> list[Token]:
        """Read ids up to the closing bracket."""
        found: list[Token] = []
        if self._next.kind is TokenKind.SIGN and self._next.text == ")":
            return found
        while True:
            token = self._take()
            if token.kind is not TokenKind.WORD or self._next.text == "(":
                self._at -= 1
                if token.kind is TokenKind.END:
                    raise self._nothing_here(token)
                message = _('"{name}" takes ids in its brackets, nothing calculated.').format(name=function.name)
                remedy = _("Write {shape}.").format(shape=_shape(function))
                raise ExpressionError(Fault.SYNTAX, message, remedy, token.start, token.end)
            found.append(token)
            if self._next.kind is TokenKind.WORD:
                raise self._several_words(function, len(found) - 1, token)
            if not self._takes(","):
                return found

    def _several_words(self, function: Function, place: int, first: Token) -> ExpressionError:
        """Explain a name, as it stands on the screen, where its id is needed."""
        words = [first]
        while self._next.kind is TokenKind.WORD:
            words.append(self._take())
        text = " ".join(word.text for word in words)
        kinds = dict.fromkeys(form[place] for form in function.forms if len(form) > place)
        known = {word: title for kind in kinds for word, title in self._vocabulary.ids.get(kind, {}).items()}
        if first.text in known:
            message = _('"{text}" does not follow from what stands before it.').format(text=_clip(words[1].text))
            remedy = _("Put a comma between them: {words}.").format(words=", ".join(word.text for word in words))
            return ExpressionError(Fault.SYNTAX, message, remedy, words[1].start, words[-1].end)
        message = _('An id is one word, and "{text}" is none.').format(text=_clip(text))
        remedy = _mean(text, known) or _("Write {shape}.").format(shape=_shape(function))
        return ExpressionError(Fault.SYNTAX, message, remedy, first.start, words[-1].end)

    def _fitting(
        self, function: Function, forms: list[tuple[ArgumentKind, ...]], arguments: list[Token]
    ) -> tuple[ArgumentKind, ...]:
        """Choose the form whose kinds the ids have, from left to right."""
        for place, argument in enumerate(arguments):
            fitting = [form for form in forms if self._vocabulary.has(form[place], argument.text)]
            if fitting:
                forms = fitting
                continue
            kinds = list(dict.fromkeys(form[place] for form in forms))
            known = {word: title for kind in kinds for word, title in self._vocabulary.ids.get(kind, {}).items()}
            message = _('There is no {kind} with the id "{id}" for "{name}".').format(
                kind=_(" or ").join(kind_name(kind) for kind in kinds), id=_clip(argument.text), name=function.name
            )
            remedy = _mean(argument.text, known) or self._known(argument.text, list(known))
            raise ExpressionError(Fault.NAME, message, remedy, argument.start, argument.end)
        return forms[0]

    def _known(self, word: str, names: list[str]) -> str:
        """Say what a word of another kind is, and which ids could stand in its place."""
        if not names:
            return ""
        shown = ", ".join(f'"{name}"' for name in names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
        for kind, ids in self._vocabulary.ids.items():
            if word in ids:
                sentence = _('"{word}" is the id of a {kind}. Possible here: {names}.')
                return sentence.format(word=word, kind=kind_name(kind), names=shown)
        return _("Possible here: {names}.").format(names=shown)

    def _nothing_here(self, token: Token) -> ExpressionError:
        if token.kind is TokenKind.END:
            last = self._tokens[self._at - 1] if self._at else token
            message = _('Something is missing after "{text}".').format(text=_clip(last.text))
            return ExpressionError(Fault.SYNTAX, message, _("Write a number or a quantity."), token.start, token.end)
        message = _('A number or a quantity is missing before "{text}".').format(text=_clip(token.text))
        return ExpressionError(Fault.SYNTAX, message, _("Write one, or delete the sign."), token.start, token.end)

    def _left_over(self) -> ExpressionError:
        token = self._next
        message = _('"{text}" does not follow from what stands before it.').format(text=_clip(token.text))
        remedy = _("A sign or a word is missing between the two, such as >, + or and.")
        if token.kind is TokenKind.WORD and token.text.lower() in {"is", "equals"}:
            remedy = _('Write "==".')
        elif token.kind is TokenKind.WORD and suggest(token.text, ["and", "or"]):
            remedy = _mean(token.text, ["and", "or"])
        elif token.text == ")":
            message, remedy = _("This bracket closes nothing."), _('Delete it, or add "(" before.')
        elif token.text == ",":
            remedy = _("Write decimals with a point, and thousands without a sign.")
        return ExpressionError(Fault.SYNTAX, message, remedy, token.start, token.end)


def _shape(function: Function) -> str:
    """Write how a function is called, with capital letters for ids."""
    ways = [f"{function.name}({', '.join(kind.value.upper() for kind in form)})" for form in function.forms]
    return _(" or ").join(ways)


def _mean(word: str, known: list[str] | dict[str, str]) -> str:
    names = suggest(word, known)
    if not names:
        return ""
    return _("did you mean {names}?").format(names=", ".join(f'"{name}"' for name in names))


def _clip(text: object) -> str:
    shown = str(text)
    return shown if len(shown) <= 40 else shown[:39] + "…"
