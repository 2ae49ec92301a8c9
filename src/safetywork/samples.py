r"""Samples: who is looked at again, drawn so that anybody can draw it once more.

Holds: `Sample` 抽查, drawn by the digest of a seed and an id.
Never: chance, an order that matters, or a draw that cannot be recomputed.

The place of an id is the SHA-256 digest of seed, a line feed, and the id, in UTF-8; the smallest digests are drawn.
`printf 'seed\nid' | sha256sum` shows the place of one. So the order of the ids does not matter, a larger sample holds
the smaller one, and whoever was not drawn can be left out without changing who was. Name the seed after the population
is fixed, by something nobody can choose (a lottery number, a closing price), or it can be tried until it suits.
"""

import hashlib
from collections.abc import Iterable

from attrs import field, frozen

from safetywork.errors import PolicyError


def place(seed: str, record: str) -> str:
    """The place of one id in the draw of `seed`: 64 hex digits, compared as text.

    >>> place("2021-06", "H-017")[:12]
    'fbded11f569d'
    """
    return hashlib.sha256(f"{seed}\n{record}".encode()).hexdigest()


def _population(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


@frozen
class Sample:
    """A sample 抽查名单: `size` of a population of ids (all of them where there are fewer), drawn by `seed`.

    Kept as it is, it proves itself: `drawn` follows from the other three. Raises `PolicyError` for a negative size.

    >>> Sample("2021-06", ["H-1", "H-2", "H-3", "H-4"], 2).drawn
    ('H-1', 'H-3')
    """

    seed: str
    population: tuple[str, ...] = field(converter=_population)
    size: int

    def __attrs_post_init__(self) -> None:
        if self.size < 0:
            raise PolicyError("sample", (f"a size of {self.size}: nothing less than none can be drawn",))

    @classmethod
    def one_in(cls, k: int, ids: Iterable[str], seed: str) -> "Sample":
        """One in `k` of the ids, rounded up, so that of a few at least one is drawn; raises `PolicyError` for k < 1."""
        if k < 1:
            raise PolicyError("sample", (f"one in {k}: give 1 for all, 3 for a third",))
        population = _population(ids)
        return cls(seed, population, -(-len(population) // k))

    @property
    def drawn(self) -> tuple[str, ...]:
        """The ids that are drawn, in the order of the draw."""
        return tuple(sorted(self.population, key=lambda record: place(self.seed, record))[: self.size])
