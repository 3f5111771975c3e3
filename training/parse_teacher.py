"""Fine-tune the transformer to parse, and let it parse texts; the parser of the reading model learns from it."""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parents[1]))

from parse_network import toward, window_scores
from parse_noise import IGNORE, Damage, offsets
from prepare import TAG_ID, Stream, Words, load
from teacher import WIDTH, Batches, Teacher, WordPieces, minilm
from treebank import Arcs, read_arcs

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.parse_layers import REACH
from mtcheck.languages.en.model.parser import KINDS, LISTS, RELATIONS, listed

PARSED = {  # words of each source that it parses
    "current-events": 240_000,
    "wikipedia-sentences": 200_000,
    "masc": 240_000,
    "wikipedia-biographies": 80_000,
}
ARC, LABEL = 128, 96  # numbers that an arc and a relation are judged by
LENGTH = 112  # words of a training window
BATCH = 16
KEPT = 3  # likeliest answers that are kept
ROUNDS = 3


class ParsingTeacher(Teacher):
    """The transformer with heads for arcs, relations and kinds beside that for tags."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.lists = nn.Linear(LISTS, WIDTH, bias=False)
        nn.init.normal_(self.lists.weight, std=0.05)
        self.query, self.key = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.weight, self.root = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.below, self.above = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.pair = nn.Linear(48, 48 * len(RELATIONS), bias=False)
        self.relation = nn.Linear(LABEL, len(RELATIONS))
        self.thing = nn.Linear(WIDTH, len(KINDS))

    def hear(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor, lists: Tensor) -> Tensor:
        """Hidden values of words; lists (batch, pieces, LISTS)."""
        return self.words(pieces, self.shape(shapes) + self.lists(lists), first, last)

    def arcs(self, hidden: Tensor) -> Tensor:
        """Scores (batch, words, 2 * REACH + 1) of the words around as head; the middle one is for a root."""
        return window_scores(
            self.query(hidden), self.key(hidden), self.weight(hidden), self.root(hidden), self.distance
        )

    def relations(self, hidden: Tensor, offset: Tensor) -> Tensor:
        """Scores (batch, words, relations) of the arcs to the words `offset` away."""
        below, above = self.below(hidden), toward(self.above(hidden), offset)
        pairs = self.pair(F.relu(below[..., :48])).view(*below.shape[:2], -1, 48)
        pairs = (pairs @ F.relu(above[..., :48])[..., None])[..., 0] / 7
        return self.relation(F.relu(below + above)) + pairs


class Pieces(Batches):
    """Word rows to padded batches of pieces, with what the lists say of the words."""

    def __init__(self, forms: list[str], cut: WordPieces, lists: np.ndarray) -> None:
        super().__init__(forms, cut)
        self.lists = torch.from_numpy(lists)

    def __call__(self, word: np.ndarray, shape: np.ndarray) -> tuple[Tensor, ...]:
        pieces, shapes, first, last = super().__call__(word, shape)
        said = torch.zeros(*pieces.shape, LISTS)
        rows = torch.arange(len(pieces))[:, None]
        values = self.lists[torch.from_numpy(word.astype(np.int64))]
        said[rows, first] = values
        said[rows, last] = values
        return pieces, shapes, first, last, said


class Gold:
    """Both treebanks, as written and with joined compounds, and their development parts."""

    def __init__(self, data: Path) -> None:
        self.streams, self.words = load(data)
        self.arcs: dict[str, Arcs] = {}
        for name in ("ewt", "gum"):
            for part, key, join in (("train", "", False), ("train", "-joined", True), ("dev", "-dev", False)):
                path = data / f"ud/en_{name}-{part}.conllu.gz"
                self.arcs[name + key] = read_arcs(path, name == "gum", join)


def list_table(words: Words) -> np.ndarray:
    """What the lists say of each word, shape (words, LISTS)."""
    return np.array([listed(w) for w in words.ids], np.float32)


def gold_windows(gold: Gold, names: list[str], damage: Damage, length: int, rng: np.random.Generator) -> np.ndarray:
    """Windows (n, 6, length) of treebanks: word, shape, tag, offset of the head, relation, kind."""
    parts = []
    for name in names:
        s, a = gold.streams[name], gold.arcs[name]
        word, shape, row, changed = damage(s, s.tag)
        known = row >= 0
        offset = offsets(a.head, row)
        columns = [
            word,
            shape,
            np.where(known & ~changed, s.tag[row], IGNORE),
            offset,
            np.where(offset != IGNORE, a.relation[row], IGNORE),
            np.where(known & (a.kind[row] >= 0), a.kind[row], IGNORE),
        ]
        columns[2] = np.where(columns[2] < 0, IGNORE, columns[2])
        start = int(rng.integers(0, length))
        count = (len(word) - start) // length
        parts.append(np.stack([c[start : start + count * length].reshape(count, length) for c in columns], 1))
    data = np.concatenate(parts).astype(np.int64)
    place = data[:, 3] + np.arange(length)
    data[:, 3:5][np.repeat(((place < 0) | (place >= length))[:, None], 2, 1)] = IGNORE
    rng.shuffle(data)
    return data


def cross(scores: Tensor, target: Tensor, smoothing: float = 0.0) -> Tensor:
    """Cross entropy over the words whose target is known."""
    return F.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), target.reshape(-1), ignore_index=IGNORE, label_smoothing=smoothing
    )


def fine_tune(net: ParsingTeacher, make: Pieces, gold: Gold, rounds: int, save: Path) -> None:
    """Train on both treebanks, with damage; the embeddings of pieces stay as they are."""
    rng = np.random.default_rng(7)
    damage = Damage(gold.words, rng)
    old_names = ("position", "norm", "layers")
    old = [p for n, p in net.named_parameters() if n.startswith(old_names)]
    new = [p for n, p in net.named_parameters() if not n.startswith(old_names)]
    optimiser = torch.optim.AdamW([{"params": old, "lr": 3e-4}, {"params": new, "lr": 1e-3}], weight_decay=0.01)
    steps = rounds * (sum(len(gold.streams[n].word) for n in ("ewt", "gum")) // LENGTH // BATCH + 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [3e-4, 1e-3], total_steps=steps + 40, pct_start=0.1, anneal_strategy="linear"
    )
    began, step = time.time(), 0
    for epoch in range(rounds):
        names = [n + "-joined" * bool(rng.random() < 0.5) for n in ("ewt", "gum")]
        data = gold_windows(gold, names, damage, LENGTH, rng)
        net.train()
        total = 0.0
        for i in range(0, len(data), BATCH):
            if step >= steps + 39:
                break
            batch = data[i : i + BATCH]
            hidden = net.hear(*make(batch[:, 0], batch[:, 1]))
            tag, offset, relation, kind = (torch.from_numpy(batch[:, c]) for c in range(2, 6))
            loss = 0.5 * cross(net.tag(hidden), tag, 0.02)
            loss = loss + cross(net.arcs(hidden), torch.where(offset == IGNORE, IGNORE, offset + REACH), 0.0)
            loss = loss + 0.5 * cross(net.relations(hidden, torch.where(offset == IGNORE, 0, offset)), relation)
            if (kind >= 0).any():
                loss = loss + 0.5 * cross(net.thing(hidden), kind, 0.02)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            total += loss.item()
            if step % 10 == 0:
                print(
                    f"step {step}/{steps} loss {total / (i // BATCH + 1):.4f} {time.time() - began:.0f} s", flush=True
                )
        net.eval()
        torch.save(net.state_dict(), save)
        if epoch % 2 or epoch == rounds - 1:
            for name in ("gum-dev", "ewt-dev"):
                print(f"epoch {epoch} {name}", figures(parse(net, make, gold.streams[name]), gold, name), flush=True)


def parse(net: ParsingTeacher, make: Pieces, s: Stream, limit: int | None = None) -> dict[str, np.ndarray]:
    """The KEPT likeliest offsets, relations (of the likeliest arc), kinds and tags, with their probabilities."""
    n = len(s.word[:limit])
    size, margin = 192, 20  # words near the edge of a window are read again in the next one
    step = size - 2 * margin
    pad = np.zeros(margin, np.int64)
    end = -(-n // step) * step - n + margin
    word = np.concatenate([pad, s.word[:limit], np.zeros(end, np.int64)])
    shape = np.concatenate([pad + features.OTHER, s.shape[:limit], np.full(end, features.OTHER)])
    view = np.lib.stride_tricks.sliding_window_view
    words, shapes = view(word, size)[::step], view(shape, size)[::step]
    out: dict[str, list[np.ndarray]] = {}
    with torch.no_grad():
        for i in range(0, len(words), 16):
            hidden = net.hear(*make(words[i : i + 16], shapes[i : i + 16]))
            arcs = net.arcs(hidden)
            best = arcs.argmax(-1) - REACH
            found = {"arc": arcs, "relation": net.relations(hidden, best), "kind": net.thing(hidden)}
            found["tag"] = net.tag(hidden)
            for name, scores in found.items():
                top = torch.softmax(scores, -1)[:, margin:-margin].topk(KEPT, -1)
                ids = top.indices - REACH if name == "arc" else top.indices
                out.setdefault(name, []).append(ids.reshape(-1, KEPT).numpy().astype(np.int8))
                out.setdefault(name + "-chance", []).append(top.values.reshape(-1, KEPT).numpy().astype(np.float16))
    return {name: np.concatenate(parts)[:n] for name, parts in out.items()}


def figures(answer: dict[str, np.ndarray], gold: Gold, name: str) -> dict[str, float]:
    """UAS, LAS, tags, kinds of a development part, in percent; marks of punctuation are left out of UAS and LAS."""
    s, a = gold.streams[name], gold.arcs[name]
    counted = a.relation != RELATIONS.index("punct")
    head = np.arange(len(a.head)) + answer["arc"][:, 0]
    right = (head == a.head) & counted
    both = right & (answer["relation"][:, 0] == a.relation)
    known = s.tag >= 0
    out = {
        "UAS": right.sum() / counted.sum(),
        "LAS": both.sum() / counted.sum(),
        "tag": (answer["tag"][:, 0] == s.tag)[known].mean(),
    }
    if name.startswith("gum"):
        named = np.isin(s.tag, [TAG_ID["NNP"], TAG_ID["NNPS"]])
        kind = answer["kind"][:, 0]
        out["kind"] = (kind == a.kind)[a.kind > 0].mean()
        for i, word in ((1, "person"), (2, "place"), (3, "organisation")):
            hit = ((kind == i) & (a.kind == i) & named).sum()
            out[word] = 2 * hit / (((kind == i) & named).sum() + ((a.kind == i) & named).sum())
    return {k: round(100 * float(v), 2) for k, v in out.items()}


def answers(data: Path, cache: Path, threads: int, rounds: int = ROUNDS) -> Path:
    """Fine-tune and parse, unless it was done; the folder of the answers, one file a source."""
    torch.set_num_threads(threads)
    cache.mkdir(parents=True, exist_ok=True)
    (cache / ".gitignore").write_text("*\n")
    todo = [name for name in PARSED if not (cache / f"parsed-{name}.npz").exists()]
    if not todo:
        return cache
    torch.manual_seed(7)
    gold = Gold(data)
    damage = Damage(gold.words, np.random.default_rng(7))  # adds the curly quotes to the words
    make = Pieces(list(gold.words.ids), WordPieces(minilm()), list_table(gold.words))
    del damage
    net = ParsingTeacher(minilm())
    weights = cache / "parsing-teacher.pt"
    if weights.exists():
        net.load_state_dict(torch.load(weights, weights_only=True))
        net.eval()
    else:
        unfinished = cache / "parsing-teacher-unfinished.pt"
        fine_tune(net, make, gold, rounds, unfinished)
        unfinished.rename(weights)
    for name in todo:
        began = time.time()
        found = parse(net, make, gold.streams[name], PARSED[name])
        np.savez(cache / f"parsed-{name}.npz", **found)
        print(f"{name}: {len(found['arc']):,} words, {time.time() - began:.0f} s", flush=True)
    return cache


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    answers(options.data, options.cache, options.threads, options.rounds)
