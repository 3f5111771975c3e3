"""Train the reading model: python training/train.py DATA_FOLDER; then run whole_numbers.py."""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

sys.path.append(str(Path(__file__).resolve().parents[1]))

import teacher
from export import export
from network import Network
from noise import Noise, restored, windows
from prepare import load
from wordlists import lexicon

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.reader import TAGS

HERE = Path(__file__).resolve().parent
BATCH = 32  # windows of a step
AUXILIARY = 1000  # added to automatic tags, which have a head of their own
GOLD = ("ewt", "gum")
TEXTS = ("masc", "current-events", "us-presidents", "wikipedia-biographies", "wikipedia-sentences")


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=HERE / "cache/reading.npy")
    parser.add_argument("--cache", type=Path, default=HERE / "cache", help="answers of the teacher are kept here")
    parser.add_argument("--epochs", type=int, default=8, help="rounds over treebanks and texts")
    parser.add_argument("--more", type=int, default=4, help="rounds with the answers of the teacher")
    parser.add_argument("--calm", type=int, default=3, help="last rounds, with little noise")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write the torch weights after the first rounds here")
    parser.add_argument("--start", type=Path, help="read such weights instead of doing the first rounds")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Trainer:
    """The data, the network, and the running mean of its weights, which is what gets exported."""

    def __init__(self, data: Path, seed: int) -> None:
        torch.manual_seed(seed)
        self.rng = np.random.default_rng(seed)
        self.streams, self.words = load(data)
        self.noise = Noise(self.words, self.rng)
        self.stop = self.words.stops()
        self.pieces = torch.from_numpy(self.words.pieces()).long()
        self.lists = tuple(map(torch.from_numpy, lexicon()))
        self.net = Network(features.BUCKETS, features.SHAPES, len(TAGS))
        self.answered: dict[str, tuple[int, int]] = {}  # stream: first row of the teacher's answers, how many
        self.soft: tuple[Tensor, Tensor] | None = None
        self.average: dict[str, Tensor] = {}

    def learn_from(self, answers: dict[str, np.ndarray]) -> None:
        """Take the answers of the teacher: for the first words of a stream `name/ids` and `name/values`, (words, 4)."""
        names = [n for n in self.streams if n + "/ids" in answers]
        sizes = [len(answers[n + "/ids"]) for n in names]
        starts = np.cumsum([0] + sizes[:-1]).tolist()
        self.answered = {n: (start, size) for n, start, size in zip(names, starts, sizes, strict=True)}
        ids, values = (np.concatenate([answers[f"{n}/{part}"] for n in names]) for part in ("ids", "values"))
        self.soft = torch.from_numpy(ids), torch.from_numpy(values)

    def tag_windows(self) -> np.ndarray:
        """Windows (n, 4, LENGTH) for the tagger: word, shape, tag or -1, row of the teacher's answer or -1."""
        if self.answered:
            names = [n for gold in GOLD for n in (gold, gold + "-joined")] + [n for n in TEXTS if n in self.answered]
        else:
            names = [n + "-joined" * (self.rng.random() < 0.6) for n in GOLD] + ["masc"]
        parts = []
        for name in names:
            s = self.streams[name]
            word, shape, row = self.noise(s)
            tag = np.where(row >= 0, s.tag[row], -1).astype(np.int64)
            if name == "masc":
                tag = np.where(tag >= 0, tag + AUXILIARY, -1)
            start, size = self.answered.get(name, (0, 0))
            soft = np.where((row >= 0) & (row < size), row + start, -1)
            found = windows(word, shape, tag, soft, rng=self.rng)
            parts.append(found[((found[:, 2] >= 0) | (found[:, 3] >= 0)).any(1)])
        data = np.concatenate(parts)
        self.rng.shuffle(data)
        return data

    def read_batches(self, size: int) -> Iterator[Tensor]:
        """Endless batches (size, 3, LENGTH) for the reader: word, case, sentence end."""
        while True:
            parts = []
            for name in GOLD + TEXTS:
                s = self.streams[name + "-joined" * (name in GOLD and self.rng.random() < 0.5)]
                parts.append(windows(*restored(s, self.stop, self.rng), rng=self.rng))
            found = np.concatenate(parts)
            self.rng.shuffle(found)
            yield from torch.from_numpy(found).split(size)

    def vectors(self, *ids: Tensor) -> list[Tensor]:
        """Word vectors of several batches of word rows; each distinct word is computed once."""
        flat = torch.cat([i.reshape(-1) for i in ids])
        distinct, where = torch.unique(flat, return_inverse=True)
        pieces = self.pieces[distinct].clone()
        pieces[:, 0][torch.rand(len(pieces)) < 0.08] = 0  # sometimes judge a word by its parts
        table = self.net.words(pieces)
        parts = where.split([i.numel() for i in ids])
        return [F.embedding(w.view(i.shape), table) for w, i in zip(parts, ids, strict=True)]

    def tag_loss(self, vectors: Tensor, batch: Tensor) -> Tensor:
        """Loss of a batch of the tagger: treebank tags, the teacher's answers, automatic tags."""
        hidden = self.net.read_tags(vectors, batch[:, 1]).reshape(-1, self.net.tag.in_features)
        tag, row = batch[:, 2].reshape(-1), batch[:, 3].reshape(-1)
        gold, other, soft = (tag >= 0) & (tag < AUXILIARY), tag >= AUXILIARY, row >= 0
        loss = hidden.new_zeros(())
        if gold.any():
            scores = self.net.tag(hidden[gold])
            loss = loss + F.cross_entropy(scores, tag[gold], label_smoothing=0.03, reduction="sum")
        if other.any():
            scores = self.net.tag_aux(hidden[other])
            loss = loss + 0.3 * F.cross_entropy(scores, tag[other] - AUXILIARY, reduction="sum")
        if self.soft is not None and soft.any():
            ids, values = self.soft[0][row[soft]].long(), self.soft[1][row[soft]].float()
            logs = F.log_softmax(self.net.tag(hidden[soft]), -1)
            rest = (1 - values.sum(1)).clamp(min=0) / logs.shape[1]
            loss = loss - 0.8 * ((logs.gather(1, ids) * values).sum(1) + rest * logs.sum(1)).sum()
        return loss / tag.numel()

    def read_loss(self, vectors: Tensor, batch: Tensor) -> Tensor:
        """Loss of a batch of the reader: case and sentence ends."""
        hidden = self.net.read_restored(vectors)
        case, end = batch[:, 1].reshape(-1), batch[:, 2].reshape(-1)
        scores = self.net.case(hidden).reshape(-1, 4)
        loss = F.cross_entropy(scores, case, ignore_index=-1, label_smoothing=0.01)
        known = end >= 0
        scores = self.net.boundary(hidden).reshape(-1)[known]
        return loss + 1.5 * F.binary_cross_entropy_with_logits(scores, end[known].float())

    def list_loss(self, size: int = 1024) -> Tensor:
        """How badly the vectors of some listed words tell their possible tags."""
        pieces, target = self.lists
        pick = torch.from_numpy(self.rng.integers(0, len(pieces), size))
        logs = F.log_softmax(self.net.word_tag(self.net.words(pieces[pick])), -1)
        return -(target[pick] * logs).sum(1).mean()

    def smooth(self, decay: float = 0.98) -> None:
        """Update the running mean of the weights."""
        with torch.no_grad():
            for name, value in self.net.named_parameters():
                self.average.setdefault(name, value.detach().clone()).lerp_(value, 1 - decay)

    def calm(self, dropout: float = 0.12) -> None:
        """Halve noise and dropout for the last rounds."""
        self.noise.strength = 0.5
        for layer in self.net.modules():
            if isinstance(layer, torch.nn.Dropout):
                layer.p = dropout

    def train(self, epochs: int, rate: float, read_size: int) -> None:
        """Go some rounds over the windows of the tagger; with each batch goes one of the reader, of `read_size`."""
        self.average = {}
        data = self.tag_windows()
        steps = epochs * (len(data) // BATCH + 2)
        plain = [p for n, p in self.net.named_parameters() if n in ("table", "shape.weight")]
        decayed = [p for n, p in self.net.named_parameters() if n not in ("table", "shape.weight")]
        groups = [{"params": plain, "weight_decay": 0.0}, {"params": decayed, "weight_decay": 0.01}]
        optimiser = torch.optim.AdamW(groups, lr=rate)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.2)
        reading = self.read_batches(read_size)
        began, step = time.time(), 0
        for epoch in range(epochs):
            self.net.train()
            total = other = 0.0
            for part in torch.from_numpy(data).split(BATCH):
                if step >= steps:
                    break
                loss, second = self.losses(part, next(reading))
                total, other = total + loss.item(), other + second.item()
                optimiser.zero_grad()
                (loss + 0.5 * second + 0.1 * self.list_loss()).backward()
                torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
                optimiser.step()
                schedule.step()
                step += 1
                if step % 4 == 0:
                    self.smooth()
            mean = BATCH / len(data)
            print(f"round {epoch} step {step} loss {total * mean:.4f} {other * mean:.4f} {time.time() - began:.0f} s")
            print(self.score(), flush=True)
            data = self.tag_windows()

    def losses(self, tagging: Tensor, reading: Tensor) -> tuple[Tensor, Tensor]:
        """The losses of one step."""
        first, second = self.vectors(tagging[:, 0], reading[:, 0])
        return self.tag_loss(first, tagging), self.read_loss(second, reading)

    def score(self) -> dict[str, float]:
        """Accuracy of the mean weights on the development parts, in percent: tags, case, F1 of sentence ends."""
        kept = {n: p.detach().clone() for n, p in self.net.named_parameters()}
        self.net.load_state_dict(self.average)
        self.net.eval()
        with torch.no_grad():
            table = self.net.words(self.pieces)
            result = {}
            for name in ("gum-dev", "ewt-dev"):
                s = self.streams[name]
                word, shape = torch.from_numpy(s.word).long(), torch.from_numpy(s.shape).long()
                guess = self.net.tag(self.net.read_tags(table[word][None], shape[None]))[0].argmax(-1).numpy()
                result[name] = 100 * float((guess == s.tag)[s.tag >= 0].mean())
                rows, case, end = restored(s, self.stop, None)
                hidden = self.net.read_restored(table[torch.from_numpy(rows)][None])[0]
                guess = self.net.case(hidden).argmax(-1).numpy()
                result[name + " case"] = 100 * float((guess == case)[case >= 0].mean())
                found = self.net.boundary(hidden)[:, 0].numpy() > 0
                result[name + " ends"] = 200 * float((found & (end == 1)).sum() / (found.sum() + (end == 1).sum()))
        self.net.load_state_dict(kept)
        return {name: round(value, 2) for name, value in result.items()}


def main() -> None:
    """First rounds without, then some with the teacher's answers; write the weights."""
    options = parse()
    torch.set_num_threads(options.threads)
    trainer = Trainer(options.data, options.seed)
    if options.start:
        trainer.net.load_state_dict(torch.load(options.start, weights_only=True))
    else:
        trainer.train(options.epochs, 4e-3, BATCH)
        trainer.net.load_state_dict(trainer.average)
    if options.keep:
        torch.save(trainer.average, options.keep)
    if options.more:
        trainer.learn_from(teacher.answers(options.data, options.cache, options.threads))
        trainer.train(options.more, 3e-3, BATCH // 2)
        trainer.net.load_state_dict(trainer.average)
        trainer.calm()
        trainer.train(options.calm, 1.5e-3, BATCH // 2)
    size = export(trainer.average, list(trainer.words.ids), trainer.words.counts, trainer.pieces.numpy(), options.out)
    print(f"{size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
