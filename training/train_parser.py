"""Train the parser: python training/train_parser.py DATA_FOLDER; the reading model stays as it is."""

import argparse
import dataclasses
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

sys.path.append(str(Path(__file__).resolve().parents[1]))

import parse_teacher
from export import export_parser
from parse_network import ParserNetwork
from parse_noise import Damage
from parse_teacher import KEPT, Gold, figures, list_table
from prepare import Stream
from treebank import Arcs

from mtcheck.languages.en.model.parse_layers import REACH
from mtcheck.languages.en.model.parser import OWN_BUCKETS
from mtcheck.languages.en.model.reader import model
from mtcheck.languages.en.model.whole import UNIT

HERE = Path(__file__).resolve().parent
LENGTH, BATCH = 160, 24  # words of a window, windows of a step
HEADS = ("arc", "relation", "kind", "tag")
WEIGHTS = {"arc": 1.0, "relation": 0.5, "kind": 0.4, "tag": 0.3}  # of the losses
TREEBANKS = ("ewt", "gum")
SOFT_SHARE = 0.8  # how much a word of the teacher counts beside one of the treebanks

Targets = dict[str, tuple[np.ndarray, np.ndarray]]  # head: ids and probabilities, (words, KEPT) each


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=HERE / "cache/parsing.npy")
    parser.add_argument("--cache", type=Path, default=HERE / "cache", help="answers of the teacher are kept here")
    parser.add_argument("--rounds", type=int, default=12, help="rounds over treebanks and the teacher's answers")
    parser.add_argument("--calm", type=int, default=0, help="further rounds, with half the damage and dropout")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--teacher-rounds", type=int, default=parse_teacher.ROUNDS)
    parser.add_argument("--no-teacher", action="store_true", help="learn from the treebanks alone")
    parser.add_argument("--keep", type=Path, help="write the torch weights here after each round")
    parser.add_argument("--start", type=Path, help="read such weights first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.2)
    return parser.parse_args()


def gold_targets(s: Stream, a: Arcs) -> Targets:
    """What a treebank says, as certain answers."""
    offset = a.head - np.arange(len(a.head))
    near = np.abs(offset) <= REACH
    values = {
        "arc": (offset, near),
        "relation": (a.relation, near),
        "kind": (a.kind, a.kind >= 0),
        "tag": (s.tag, s.tag >= 0),
    }
    found = {}
    for name, (ids, known) in values.items():
        found[name] = _first(np.where(known, ids, 0)), _first(known * 1.0)
    return found


def _first(values: np.ndarray) -> np.ndarray:
    """(words,) -> (words, KEPT), the rest 0."""
    out = np.zeros((len(values), KEPT), np.float32)
    out[:, 0] = values
    return out


def read_answers(cache: Path, name: str) -> Targets:
    """The teacher's answers for the first words of a source."""
    with np.load(cache / f"parsed-{name}.npz", allow_pickle=False) as data:
        return {h: (data[h].astype(np.int16), data[h + "-chance"].astype(np.float32) * SOFT_SHARE) for h in HEADS}


class Trainer:
    """The data, the network, and the running mean of its weights, which is what gets exported."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(options.seed)
        self.rng = np.random.default_rng(options.seed)
        self.gold = Gold(options.data)
        words = self.gold.words
        self.damage = Damage(words, self.rng)
        forms = list(words.ids)
        pieces = words.pieces()
        self.pieces = torch.from_numpy(np.where(pieces > 0, (pieces - 1) % (OWN_BUCKETS - 1) + 1, 0)).long()
        self.shared = torch.from_numpy(
            np.concatenate([model().vectors(forms[i : i + 999]) for i in range(0, len(forms), 999)]) / UNIT
        )
        self.lists = torch.from_numpy(list_table(words))
        self.answers: dict[str, Targets] = {}
        if not options.no_teacher:
            for name in parse_teacher.PARSED:
                if (options.cache / f"parsed-{name}.npz").exists():
                    self.answers[name] = read_answers(options.cache, name)
        self.net = ParserNetwork(options.dropout)
        self.average: dict[str, Tensor] = {}
        self.keep = options.keep

    def windows(self) -> tuple[np.ndarray, np.ndarray]:
        """Windows of a round, shuffled: numbers (n, 2 + 4 * KEPT, LENGTH) and probabilities (n, 4 * KEPT, LENGTH)."""
        numbers, chances = [], []
        for name in TREEBANKS:
            key = name + "-joined" * bool(self.rng.random() < 0.6)
            s = self.gold.streams[key]
            found = self.spoilt(s, gold_targets(s, self.gold.arcs[key]))
            numbers.append(found[0])
            chances.append(found[1])
        for name, targets in self.answers.items():
            n = len(targets["arc"][0])
            found = self.spoilt(_start(self.gold.streams[name], n), targets)
            numbers.append(found[0])
            chances.append(found[1])
        order = self.rng.permutation(sum(map(len, numbers)))
        return np.concatenate(numbers)[order], np.concatenate(chances)[order]

    def spoilt(self, s: Stream, targets: Targets) -> tuple[np.ndarray, np.ndarray]:
        """A source with damage, cut into windows."""
        ids, sure = targets["tag"]
        tag = np.where(sure[:, 0] > 0, ids[:, 0], -1)
        word, shape, row, changed = self.damage(s, tag)
        known = row >= 0
        place = np.full(len(s.word), -(10**6))
        place[row[known]] = np.flatnonzero(known)
        numbers, chances = [word[:, None], shape[:, None]], []
        for name in HEADS:
            ids, sure = targets[name]
            ids, sure = ids[row].astype(np.int64), sure[row] * known[:, None]
            if name == "arc":
                head = np.clip(row[:, None] + ids, 0, len(s.word) - 1)
                ids = place[head] - np.arange(len(row))[:, None]
                sure = sure * (np.abs(ids) <= REACH)
                ids = np.clip(ids, -REACH, REACH)
                arc_lost = sure[:, 0] == 0
            elif name == "relation":
                sure = sure * ~arc_lost[:, None]
            elif name == "tag":
                sure = sure * ~changed[:, None]
            numbers.append(ids)
            chances.append(sure)
        start = int(self.rng.integers(0, LENGTH))
        count = (len(word) - start) // LENGTH
        cut = slice(start, start + count * LENGTH)
        both = [
            np.concatenate(parts, 1)[cut].reshape(count, LENGTH, -1).transpose(0, 2, 1) for parts in (numbers, chances)
        ]
        return both[0].astype(np.int32), both[1].astype(np.float16)

    def vectors(self, ids: Tensor) -> Tensor:
        """Vectors of the words of a batch; each distinct word is computed once."""
        distinct, where = torch.unique(ids, return_inverse=True)
        pieces = self.pieces[distinct].clone()
        pieces[:, 0][torch.rand(len(pieces)) < 0.1] = 0  # sometimes judge a word by its parts
        return F.embedding(where, self.net.words(pieces, self.shared[distinct]))

    def loss(self, numbers: Tensor, chances: Tensor) -> tuple[Tensor, list[float]]:
        """The loss of a batch, and those of its parts."""
        numbers = numbers.long()
        word, shape = numbers[:, 0], numbers[:, 1]
        hidden = self.net(self.vectors(word), shape, self.lists[word])
        total, parts = hidden.new_zeros(()), []
        n = numbers.shape[2]
        for i, name in enumerate(HEADS):
            ids = numbers[:, 2 + i * KEPT : 2 + (i + 1) * KEPT].transpose(1, 2)
            sure = chances[:, i * KEPT : (i + 1) * KEPT].transpose(1, 2).float()
            if name == "arc":
                place = torch.arange(n)[None, :, None] + ids
                sure = sure * ((place >= 0) & (place < n))
                scores, offset, within = self.net.arcs(hidden), ids[..., 0], sure[..., :1] > 0
                ids = ids + REACH
            elif name == "relation":
                scores = self.net.relations(hidden, offset)
                sure = sure * within
            else:
                scores = getattr(self.net, name)(hidden)
            logs = F.log_softmax(scores, -1).gather(2, ids)
            part = -(logs.clamp(min=-30) * sure).sum() / sure.sum().clamp(min=1)
            total = total + WEIGHTS[name] * part
            parts.append(part.item())
        return total, parts

    def smooth(self, decay: float = 0.98) -> None:
        """Update the running mean of the weights."""
        with torch.no_grad():
            for name, value in self.net.named_parameters():
                self.average.setdefault(name, value.detach().clone()).lerp_(value, 1 - decay)

    def train(self, rounds: int, rate: float) -> None:
        """Go some rounds over treebanks and answers."""
        self.average = {}
        plain = [p for n, p in self.net.named_parameters() if n == "table"]
        decayed = [p for n, p in self.net.named_parameters() if n != "table"]
        groups = [{"params": plain, "weight_decay": 0.0}, {"params": decayed, "weight_decay": 0.01}]
        optimiser = torch.optim.AdamW(groups, lr=rate)
        numbers, chances = self.windows()
        steps = rounds * (len(numbers) // BATCH + 2)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.15)
        began, step = time.time(), 0
        for epoch in range(rounds):
            self.net.train()
            sums = np.zeros(len(HEADS))
            batches = [torch.from_numpy(part).split(BATCH) for part in (numbers, chances)]
            for part in zip(*batches, strict=True):
                if step >= steps:
                    break
                loss, parts = self.loss(*part)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
                optimiser.step()
                schedule.step()
                step += 1
                sums += parts
                if step % 4 == 0:
                    self.smooth()
            shown = " ".join(f"{n} {v:.3f}" for n, v in zip(HEADS, sums / len(batches[0]), strict=True))
            print(f"round {epoch} step {step}/{steps} {shown} {time.time() - began:.0f} s")
            print(self.score(), flush=True)
            if self.keep:
                torch.save(self.average, self.keep)
            if epoch + 1 < rounds:
                numbers, chances = self.windows()

    def score(self) -> dict[str, dict[str, float]]:
        """Figures of the mean weights on the development parts."""
        kept = {n: p.detach().clone() for n, p in self.net.named_parameters()}
        self.net.load_state_dict(self.average)
        self.net.eval()
        out = {}
        with torch.no_grad():
            for name in ("gum-dev", "ewt-dev"):
                s = self.gold.streams[name]
                word, shape = torch.from_numpy(s.word).long()[None], torch.from_numpy(s.shape).long()[None]
                vectors = self.net.words(self.pieces[word[0]], self.shared[word[0]])[None]
                hidden = self.net(vectors, shape, self.lists[word])
                arcs = self.net.arcs(hidden).argmax(-1) - REACH
                found = {"arc": arcs, "relation": self.net.relations(hidden, arcs).argmax(-1)}
                found |= {"kind": self.net.kind(hidden).argmax(-1), "tag": self.net.tag(hidden).argmax(-1)}
                out[name] = figures({k: v[0].numpy()[:, None] for k, v in found.items()}, self.gold, name)
        self.net.load_state_dict(kept)
        return out

    def calm(self) -> None:
        """Halve noise and dropout for the last rounds."""
        self.damage.noise.strength = 0.5
        self.net.dropout.p /= 2


def _start(s: Stream, n: int) -> Stream:
    """The first words of a stream."""
    cut = {f.name: getattr(s, f.name)[:n] for f in dataclasses.fields(s) if f.name != "name"}
    return dataclasses.replace(s, **cut)


def main() -> None:
    """The teacher's answers, the rounds, the file."""
    options = parse()
    if not options.no_teacher:
        parse_teacher.answers(options.data, options.cache, options.threads, options.teacher_rounds)
    torch.set_num_threads(options.threads)
    trainer = Trainer(options)
    if options.start:
        trainer.net.load_state_dict(torch.load(options.start, weights_only=True))
    if options.rounds:
        trainer.train(options.rounds, 3e-3)
        trainer.net.load_state_dict(trainer.average)
    if options.calm:
        trainer.calm()
        trainer.train(options.calm, 1e-3)
    size = export_parser(trainer.average, options.out)
    print(f"{size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
