"""The network that is trained; the running model computes the same with numpy."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SIZE = 64  # numbers of a word


class Encoder(nn.Module):
    """Words in context: a window of seven, one of three over what that found, then one that reaches three further."""

    def __init__(self, wide: int, narrow: int, deep: int, far: int, dropout: float) -> None:
        super().__init__()
        self.window = nn.Conv1d(SIZE, wide, 7, padding=3)
        self.squeeze = nn.Conv1d(wide, narrow, 1)
        self.context = nn.Conv1d(narrow, deep, 3, padding=1)
        self.far = nn.Conv1d(deep, far, 3, padding=3, dilation=3)
        self.dropout = nn.Dropout(dropout)
        self.size = narrow + deep + far

    def forward(self, x: Tensor) -> Tensor:
        """(batch, words, SIZE) -> (batch, words, narrow + deep + far)."""
        hidden = self.dropout(F.relu(self.window(x.transpose(1, 2))))
        narrow = self.squeeze(hidden)
        deep = F.relu(self.context(narrow))
        far = F.relu(self.far(deep))
        return self.dropout(torch.cat([F.relu(narrow), deep, far], 1)).transpose(1, 2)


class Network(nn.Module):
    """All heads over one table of word pieces."""

    def __init__(
        self, buckets: int, shapes: int, tags: int, tagger=(192, 64, 128, 64), reader=(128, 48, 64, 64), dropout=0.25
    ) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(buckets, SIZE) * 0.1)
        self.shape = nn.Embedding(shapes, SIZE)
        nn.init.normal_(self.shape.weight, std=0.1)
        self.tagger = Encoder(*tagger, dropout)
        self.reader = Encoder(*reader, dropout)
        self.tag = nn.Linear(self.tagger.size, tags)
        self.tag_aux = nn.Linear(self.tagger.size, tags)  # another treebank's habits; training only
        self.word_tag = nn.Linear(SIZE, tags)  # what a word can be, by itself; training only
        self.case = nn.Linear(self.reader.size, 4)
        self.boundary = nn.Linear(self.reader.size, 1)
        self.dropout = nn.Dropout(dropout * 0.8)

    def words(self, pieces: Tensor) -> Tensor:
        """Rows of pieces, shape (words, PIECES) -> (words, SIZE)."""
        return F.embedding_bag(pieces, self.table, mode="sum", padding_idx=0)

    def read_tags(self, vectors: Tensor, shapes: Tensor) -> Tensor:
        """Hidden values of the tagger, from word vectors (batch, words, SIZE) and shapes (batch, words)."""
        return self.tagger(self.dropout(vectors + self.shape(shapes)))

    def read_restored(self, vectors: Tensor) -> Tensor:
        """Hidden values of the reader that sees neither case nor stops."""
        return self.reader(self.dropout(vectors))
