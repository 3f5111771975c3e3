"""The parser that is trained; the running one computes the same with numpy."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.parse_layers import REACH
from mtcheck.languages.en.model.parser import KINDS, LISTS, OWN, OWN_BUCKETS, RELATIONS
from mtcheck.languages.en.model.reader import TAGS

SIZE = 64  # numbers of a word that the reading model has
WIDE, NARROW, DEEP = 192, 80, 72
ARC, LABEL = 40, 40
BLOCK = 32  # words whose scores come from one product


class ParserNetwork(nn.Module):
    """Words in context: a window of seven, then layers of three that reach 1, 2, 4 and 8 words further."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        size = SIZE + OWN
        self.table = nn.Parameter(torch.randn(OWN_BUCKETS, OWN) * 0.1)
        self.shape = nn.Embedding(features.SHAPES, size)
        nn.init.normal_(self.shape.weight, std=0.1)
        self.lists = nn.Linear(LISTS, size, bias=False)
        nn.init.normal_(self.lists.weight, std=0.1)
        self.window = nn.Conv1d(size, WIDE, 7, padding=3)
        self.squeeze = nn.Conv1d(WIDE, NARROW, 1)
        sizes = (NARROW, DEEP, DEEP, DEEP)
        self.mix = nn.ModuleList(nn.Conv1d(n, DEEP, 3, padding=2**i, dilation=2**i) for i, n in enumerate(sizes))
        hidden = NARROW + DEEP
        self.query, self.key = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
        self.weight, self.root = nn.Linear(hidden, 1), nn.Linear(hidden, 1)
        self.below, self.above = nn.Linear(hidden, LABEL), nn.Linear(hidden, LABEL)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.relation = nn.Linear(LABEL, len(RELATIONS))
        self.kind = nn.Linear(hidden, len(KINDS))
        self.tag = nn.Linear(hidden, len(TAGS))  # training only
        self.dropout = nn.Dropout(dropout)

    def words(self, pieces: Tensor, shared: Tensor) -> Tensor:
        """Vectors of words (words, SIZE + OWN) from rows of pieces (words, PIECES) and the reading model's vectors."""
        own = F.embedding_bag(pieces, self.table, mode="sum", padding_idx=0)
        return torch.cat([shared, own], -1)

    def forward(self, vectors: Tensor, shapes: Tensor, lists: Tensor) -> Tensor:
        """Hidden values (batch, words, hidden) of words (batch, words, SIZE + OWN)."""
        x = self.dropout(vectors + self.shape(shapes) + self.lists(lists)).transpose(1, 2)
        wide = F.relu(self.window(x))
        wide = wide * self.dropout(torch.ones_like(wide[..., :1]))  # one draw for a window of text: quicker
        near = F.relu(self.squeeze(wide))
        deep = F.relu(self.mix[0](near))
        for layer in self.mix[1:]:
            deep = deep + F.relu(layer(deep))
        return self.dropout(torch.cat([near, deep], 1)).transpose(1, 2)

    def arcs(self, hidden: Tensor) -> Tensor:
        """Scores (batch, words, 2 * REACH + 1) of the words around as head; the middle one is for a root."""
        query, key = self.query(hidden), self.key(hidden)
        return window_scores(query, key, self.weight(hidden), self.root(hidden), self.distance)

    def relations(self, hidden: Tensor, offset: Tensor) -> Tensor:
        """Scores (batch, words, relations) of the arcs to the words `offset` away."""
        return self.relation(F.relu(self.below(hidden) + toward(self.above(hidden), offset)))


def window_scores(query: Tensor, key: Tensor, weight: Tensor, root: Tensor, distance: Tensor) -> Tensor:
    """Scores of the keys within reach, outside of the text -1e4; query, key (batch, words, size); weight, root
    (batch, words, 1). Products are taken block by block, and the diagonals kept."""
    n, reach = query.shape[1], distance.shape[0] // 2
    rest = -n % BLOCK
    blocks = F.pad(query, (0, 0, 0, rest)).unflatten(1, (-1, BLOCK))
    around = F.pad(key, (0, 0, reach, reach + rest)).unfold(1, BLOCK + 2 * reach, BLOCK)
    square = blocks @ around / query.shape[-1] ** 0.5
    diagonal = torch.arange(BLOCK)[:, None] + torch.arange(2 * reach + 1)[None]
    scores = square.gather(3, diagonal.expand(*square.shape[:2], -1, -1)).flatten(1, 2)[:, :n]
    scores = scores + distance + F.pad(weight[..., 0], (reach, reach)).unfold(1, 2 * reach + 1, 1)
    scores = torch.cat([scores[..., :reach], root, scores[..., reach + 1 :]], -1)
    place = torch.arange(n)[:, None] + torch.arange(-reach, reach + 1)[None]
    return scores.masked_fill(((place < 0) | (place >= n))[None], -1e4)


def toward(values: Tensor, offset: Tensor) -> Tensor:
    """The values (batch, words, size) of the words `offset` (batch, words) away."""
    place = (torch.arange(values.shape[1])[None] + offset).clamp(0, values.shape[1] - 1)
    return values.gather(1, place[..., None].expand(-1, -1, values.shape[-1]))
