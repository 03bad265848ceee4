"""The tagger's network: a word's state is renewed along the parse, and pairs of states are scored.

In the environment of training/build_vectors.py. train.py teaches it, export.py writes what ships.
"""

import math
from typing import Any, NamedTuple

import torch
from torch.nn import functional

STATE, LAYERS, PAIR, MIXED, WAY, FAR = 96, 3, 128, 96, 48, 16
DROPPED = 0.2
# Of a word's pieces nothing is told, that often, so that its place in the parse has to do.
UNSEEN = 0.25
# What MiniLM's word pieces are scaled by: their states are about .08 long in each direction.
PIECE_SCALE = 12.0
# How many names of each kind there may be; 0 is one that was not learnt.
KINDS = {"tags": 80, "relations": 80, "labels": 80}
DISTANCES = 24


class Links(NamedTuple):
    """Of each word, as numbers of words: the one it hangs on, the one in front of it and the one behind.

    A word at either end of its sentence has the number of words there. Of `below` and `whole` (words, words),
    a word's row has equal weights: 1 / root of how many for those that hang on it, 1 / how many for all words
    of its sentence.
    """

    heads: torch.Tensor
    before: torch.Tensor
    behind: torch.Tensor
    below: torch.Tensor
    whole: torch.Tensor


class Layer(torch.nn.Module):
    """States (words, STATE) renewed by those above, below and beside a word, and by all of its sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = torch.nn.Linear(6 * STATE, 2 * STATE)
        self.back = torch.nn.Sequential(
            torch.nn.ReLU(), torch.nn.Linear(2 * STATE, STATE), torch.nn.Dropout(DROPPED)
        )
        self.norm = torch.nn.LayerNorm(STATE)
        self.relations = torch.nn.Embedding(KINDS["relations"], STATE)
        self.edge = torch.nn.Parameter(torch.zeros(1, STATE))

    def forward(self, state: Any, relations: Any, links: Links) -> Any:
        edged = torch.cat([state, self.edge])
        hanging = links.below @ (state * torch.sigmoid(self.relations(relations)))
        beside = [edged[links.before], edged[links.behind]]
        around = torch.cat([state, state[links.heads], hanging, *beside, links.whole @ state], -1)
        return self.norm(state + self.back(self.mix(around)))


class Tagger(torch.nn.Module):
    """From the pieces, the kinds and the parse of words: who makes a claim, and who belongs to it."""

    def __init__(self, ways: int, width: int) -> None:
        """`ways` is how many ways have a number, `width` that of a word piece's vector."""
        super().__init__()
        self.pieces = torch.nn.Linear(width, STATE, bias=False)
        self.kinds = torch.nn.ModuleList(torch.nn.Embedding(size, STATE) for size in KINDS.values())
        self.norm, self.dropped = torch.nn.LayerNorm(STATE), torch.nn.Dropout(DROPPED)
        self.layers = torch.nn.ModuleList(Layer() for _ in range(LAYERS))
        self.told = torch.nn.Sequential(
            torch.nn.Dropout(DROPPED),
            torch.nn.Linear(4 * STATE, PAIR),
            torch.nn.ReLU(),
            torch.nn.Linear(PAIR, 1),
        )
        self.head, self.word = (
            torch.nn.Sequential(torch.nn.Dropout(DROPPED), torch.nn.Linear(2 * STATE, PAIR)) for _ in range(2)
        )
        self.affinity = torch.nn.Parameter(torch.zeros(PAIR, PAIR))
        self.ways, self.distances = torch.nn.Embedding(ways + 1, WAY), torch.nn.Embedding(DISTANCES, FAR)
        self.from_head, self.from_word = (
            torch.nn.Linear(PAIR, MIXED),
            torch.nn.Linear(PAIR, MIXED, bias=False),
        )
        self.by_way, self.by_distance = (torch.nn.Linear(size, MIXED, bias=False) for size in (WAY, FAR))
        self.last = torch.nn.Sequential(torch.nn.ReLU(), torch.nn.Dropout(DROPPED), torch.nn.Linear(MIXED, 1))

    def states(self, words: Any, kinds: Any, links: Links) -> tuple[Any, Any]:
        """Word states (words, 2 * STATE) and the scores (words,) of making a claim.

        `words` (words, STATE) are the pieces' means behind `self.pieces`, `kinds` int64 (words, 3).
        """
        first = self.norm(words + sum(kind(kinds[:, n]) for n, kind in enumerate(self.kinds)))
        state = first = self.dropped(first)
        for layer in self.layers:
            state = layer(state, kinds[:, 1], links)
        both = torch.cat([first, state], -1)
        return both, self.told(torch.cat([both, both[links.heads]], -1)).squeeze(-1)

    def members(self, state: Any, heads: Any, words: Any, ways: Any, distances: Any) -> Any:
        """Scores (pairs,) of words belonging to the claims that heads make."""
        head, word = self.head(state), self.word(state)
        mixed = self.from_head(head)[heads] + self.from_word(word)[words]
        mixed = mixed + self.by_way(self.ways(ways)) + self.by_distance(self.distances(distances))
        agreed = ((head @ self.affinity)[heads] * word[words]).sum(-1) / math.sqrt(PAIR)
        return self.last(mixed).squeeze(-1) + agreed

    def means(self, vectors: Any, places: Any, count: int) -> Any:
        """What its pieces bring to each word, (words, STATE); `places` has the word of each piece."""
        sums = torch.zeros(count, vectors.shape[1]).index_add(0, places, vectors)
        pieces = torch.bincount(places, minlength=count).clamp(min=1).unsqueeze(1)
        words = self.pieces(sums / pieces * PIECE_SCALE)
        if self.training:
            words = words * (torch.rand(count, 1) > UNSEEN)
        return words


def loss(told: Any, makes: Any, scores: Any, members: Any) -> Any:
    """Summed over words, whether each makes a claim; over pairs, whether the word is one of the claim's."""
    makes_claim = functional.binary_cross_entropy_with_logits(told, makes, reduction="sum")
    return makes_claim + functional.binary_cross_entropy_with_logits(scores, members, reduction="sum")
