"""Working the whole application as a person does, without a display: by the ids of what is on the laptop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pygame

from game.client.app import App
from game.client.interface.nodes import Node
from game.client.navigation import Screen
from game.storage.settings import Settings


class Operator:
    """One application in memory, with hands."""

    def __init__(self, first: Screen | None = None, **settings: Any) -> None:
        pygame.display.init()
        pygame.font.init()
        self.app = App(Settings(motion=False, **settings), keep_settings=False, threads=False)
        from game.client.screens.title import TitleScreen

        self.app.push(first or TitleScreen(self.app))
        self.app.start()
        self.step()

    def step(self, *events: pygame.event.Event) -> None:
        """Let the loop turn as often as one thing leads to another."""
        self.app.step(list(events))
        self.app.step([])
        self.app.step([])

    @property
    def ids(self) -> list[str]:
        return [node.id for node in self.app.laptop.ui.nodes]

    def node(self, id_: str) -> Node:
        found = [node for node in self.app.laptop.ui.nodes if node.id == id_]
        assert found, f"{id_} is not on the screen; there are: {', '.join(self.ids)}"
        return found[0]

    def has(self, id_: str) -> bool:
        return id_ in self.ids

    def words(self) -> str:
        return "\n".join(f"{node.label} {node.value}" for node in self.app.laptop.ui.nodes)

    def click(self, id_: str) -> None:
        place = self.node(id_).visible.centre
        self.step(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
        self.step(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=1))
        self.step(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=place, button=1))

    def press(self, *keys: int, mod: int = 0) -> None:
        for key in keys:
            self.step(pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=""))
            self.step(pygame.event.Event(pygame.KEYUP, key=key, mod=mod))

    def type(self, text: str) -> None:
        for mark in text:
            self.step(pygame.event.Event(pygame.TEXTINPUT, text=mark))

    def close(self) -> None:
        self.app.leave()
        for pane in (self.app.laptop, self.app.wall):
            if pane is not None:
                pane.close()


@contextmanager
def operating(first: Screen | None = None, **settings: Any) -> Iterator[Operator]:
    """Give an application and take it away afterwards."""
    hands = Operator(first, **settings)
    try:
        yield hands
    finally:
        hands.close()
