"""Writers that keep a ledger of what the server acknowledged."""

import itertools
import random
import threading
from dataclasses import dataclass, field

import requests

from support.calendar_text import event
from support.webdav import CalendarClient

GONE = None
"""The state of an object that was deleted or never stored."""

Text = bytes | None


@dataclass
class Ledger:
    """What the server said it did, and what was under way when it died."""

    acknowledged: dict[str, Text] = field(default_factory=dict)
    under_way: dict[str, Text] = field(default_factory=dict)

    def allowed_states(self, name: str) -> set[Text]:
        """An acknowledged state has to be there; one that was under way may be, but only as a whole."""
        states = {self.acknowledged.get(name, GONE)}
        return states | {self.under_way[name]} if name in self.under_way else states

    def names(self) -> set[str]:
        return self.acknowledged.keys() | self.under_way.keys()

    def settle(self, name: str, found: Text) -> None:
        """After a restart what was found is the truth."""
        self.under_way.pop(name, None)
        self.acknowledged[name] = found


class Writer(threading.Thread):
    """Stores, changes and deletes objects of its own until it is refused."""

    def __init__(self, client: CalendarClient, seed: int):
        super().__init__()
        self.ledger = Ledger()
        self.refusal: Exception | None = None
        self._client = client
        self._seed = seed
        self._chance = random.Random(seed)

    def run(self) -> None:
        try:
            for step in itertools.count():
                self._write(*self._next_write(f"{self._seed:08x}-{step}"))
        except requests.RequestException as refusal:
            self.refusal = refusal

    def _next_write(self, new_uid: str) -> tuple[str, Text]:
        stored = [name for name, text in self.ledger.acknowledged.items() if text is not GONE]
        chance = self._chance.random()
        if not stored or chance < 0.7:
            return f"{new_uid}.ics", self._text(new_uid)
        name = self._chance.choice(stored)
        return name, GONE if chance < 0.8 else self._text(name.removesuffix(".ics"))

    def _text(self, uid: str) -> bytes:
        """Some texts are longer than a page of the database, and each differs from the one before."""
        comments = [f"COMMENT:{self._chance.getrandbits(200):060x}"] * self._chance.choice([1, 20, 300])
        return event(uid, "Durable", more=comments).encode()

    def _write(self, name: str, text: Text) -> None:
        self.ledger.under_way[name] = text
        if text is GONE:
            self._client.delete(name)
        else:
            self._client.put(name, text)
        del self.ledger.under_way[name]
        self.ledger.acknowledged[name] = text
