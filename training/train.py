"""Rebuild the weights of the reading model: python training/train.py DATA_FOLDER."""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.append(str(Path(__file__).resolve().parents[1]))

from network import Network
from prepare import TAG_ID, Stream, Words, load

from mtcheck.english import features
from mtcheck.english.model import TAGS

LENGTH = 128  # words of a training window
BREAK = 0  # the row of the paragraph mark in the table of words


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "mtcheck/english/weights")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--teacher", type=Path, help="labels.npz made by teacher.py")
    parser.add_argument("--check", type=Path, help="keep the torch weights here")
    parser.add_argument("--raw", type=int, default=1, help="times the raw texts are read for tags in an epoch")
    parser.add_argument("--skip-reader", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tagger", default="256,96,160")
    parser.add_argument("--lexicon", type=Path, help="lexicon.npz of word types and their tags")
    return parser.parse_args()


class Noise:
    """Spoil a stream the way translations do, anew for each epoch."""

    def __init__(self, words: Words, rng: np.random.Generator) -> None:
        self.rng = rng
        self.stop = words.stops()
        ids = words.ids
        self.full_stop = ids["."]
        self.straight = ids['"']
        self.curly = (ids.setdefault("``", len(ids)), ids.setdefault("''", len(ids)))

    def sentences(self, end: np.ndarray) -> np.ndarray:
        """The number of the sentence of each word."""
        return np.concatenate([[0], np.cumsum(end)[:-1]]).astype(np.int64)

    def __call__(self, s: Stream, labels: np.ndarray) -> tuple[np.ndarray, ...]:
        """(word, shape, row) of the spoilt stream; row is the place in the stream, -1 for additions."""
        rng, n = self.rng, len(s.word)
        word, shape = s.word.copy(), s.shape.copy()
        sentence = self.sentences(s.end)
        count = int(sentence[-1]) + 1
        lettered = shape < features.OTHER
        fate = rng.random(count)[sentence]
        shape[lettered & (fate < 0.025)] = features.LOWER
        shape[lettered & (fate > 0.98)] = features.UPPER
        title = lettered & (fate > 0.965) & (fate < 0.98) & (shape == features.LOWER)
        shape[title] = features.INITIAL
        flip = lettered & (rng.random(n) < 0.015)
        shape[flip] = np.where(shape[flip] == features.LOWER, features.INITIAL, features.LOWER)
        first = np.concatenate([[True], s.end[:-1]])
        merged = rng.random(count) < 0.05
        keep = ~(s.end & self.stop[word] & merged[sentence])
        after = np.concatenate([[False], merged])[:count][sentence]
        small = first & lettered & ((after & (rng.random(n) < 0.5)) | (rng.random(n) < 0.03))
        shape[small] = features.LOWER
        quote = (word == self.straight) & (rng.random(n) < 0.5)
        word[quote & (s.tag == TAG_ID["``"])] = self.curly[0]
        word[quote & (s.tag == TAG_ID["''"])] = self.curly[1]
        row = np.arange(n)
        split = np.flatnonzero((rng.random(n) < 0.001) & ~s.end & keep)
        split = split[split + 1 < n]
        shape[split + 1] = np.where(lettered[split + 1], features.INITIAL, shape[split + 1])
        order = np.concatenate([row[keep], split + 0.5])
        value = np.concatenate([word[keep], np.full(len(split), self.full_stop)])
        looks = np.concatenate([shape[keep], np.full(len(split), features.OTHER)])
        places = np.concatenate([row[keep], np.full(len(split), -1)])
        mark = np.flatnonzero(s.breaks & (rng.random(n) < 0.7))
        order = np.concatenate([order, mark - 0.25])
        value = np.concatenate([value, np.full(len(mark), BREAK)])
        looks = np.concatenate([looks, np.full(len(mark), features.OTHER)])
        places = np.concatenate([places, np.full(len(mark), -1)])
        sorting = np.argsort(order, kind="stable")
        return value[sorting].astype(np.int64), looks[sorting].astype(np.int64), places[sorting]


def restored(s: Stream, stop: np.ndarray, rng: np.random.Generator | None) -> tuple[np.ndarray, ...]:
    """(word, case, end) of a stream without its stops; case and end are -1 where nothing is to be learned."""
    n = len(s.word)
    keep = ~stop[s.word]
    place = np.cumsum(keep) - 1
    word = s.word[keep].astype(np.int64)
    end = np.zeros(len(word), np.int64)
    end[np.maximum(place[s.end], 0)] = 1
    case = np.where(s.cased & (s.shape < features.OTHER), s.shape, -1)[keep].astype(np.int64)
    breaks = s.breaks & keep & (rng.random(n) < 0.6 if rng is not None else False)
    mark = place[breaks]
    word, case = np.insert(word, mark, BREAK), np.insert(case, mark, -1)
    return word, case, np.insert(end, mark, -1)


def windows(*arrays: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Cut parallel arrays at a random offset into windows, shape (windows, arrays, LENGTH)."""
    start = int(rng.integers(0, LENGTH))
    count = (len(arrays[0]) - start) // LENGTH
    return np.stack([a[start : start + count * LENGTH].reshape(count, LENGTH) for a in arrays], 1)


GOLD = ("ewt", "gum")
READ = ("ewt", "gum", "masc", "current-events", "us-presidents", "wikipedia-biographies", "wikipedia-sentences")


class Trainer:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        torch.manual_seed(options.seed)
        self.rng = np.random.default_rng(options.seed)
        self.streams, self.words = load(options.data)
        self.noise = Noise(self.words, self.rng)
        self.stop = self.words.stops()
        self.pieces = torch.from_numpy(self.words.pieces()).long()
        tagger = tuple(int(x) for x in options.tagger.split(","))
        self.net = Network(features.BUCKETS, features.SHAPES, len(TAGS), tagger=tagger)
        self.teacher = dict(np.load(options.teacher)) if options.teacher else {}
        self.average: dict[str, torch.Tensor] = {}

    def tag_windows(self) -> np.ndarray:
        """Windows (n, 4, LENGTH) for the tagger: word, shape, gold tag or -1, row of the teacher's answer or -1."""
        parts = []
        base = 0
        self.soft_ids, self.soft_values = [], []
        chosen = {name + "-joined" * (self.rng.random() < 0.6) for name in GOLD}
        for name in self.streams:
            if name.endswith("-dev"):
                continue
            s = self.streams[name]
            plain = name.removesuffix("-joined")
            known = name in self.teacher_names()
            if known:
                self.soft_ids.append(self.teacher[name + "/ids"])
                self.soft_values.append(self.teacher[name + "/values"])
            if name in chosen or (plain not in GOLD and (known or name == "masc")):
                word, shape, row = self.noise(s, s.tag)
                tag = np.where(row >= 0, s.tag[row], -1).astype(np.int64)
                if name == "masc":
                    tag = np.where(tag >= 0, tag + 1000, -1)
                soft = np.where(row >= 0, row + base, -1) if known else np.full(len(row), -1)
                parts.append(windows(word, shape, tag, soft, rng=self.rng))
            if known:
                base += len(s.word)
        return np.concatenate(parts)

    def teacher_names(self) -> set[str]:
        return {key.split("/")[0] for key in self.teacher}

    def read_windows(self) -> np.ndarray:
        """Windows (n, 3, LENGTH) for the reader: word, case, sentence end."""
        parts = []
        for name in READ:
            s = self.streams[name if name not in GOLD or self.rng.random() < 0.5 else name + "-joined"]
            parts.append(windows(*restored(s, self.stop, self.rng), rng=self.rng))
        return np.concatenate(parts)

    def vectors(self, *ids: torch.Tensor) -> list[torch.Tensor]:
        """Word vectors of several batches of word rows, each distinct word computed once."""
        flat = torch.cat([i.reshape(-1) for i in ids])
        distinct, where = torch.unique(flat, return_inverse=True)
        pieces = self.pieces[distinct].clone()
        pieces[:, 0][torch.rand(len(pieces)) < 0.08] = 0  # sometimes judge a word by its parts
        table = self.net.words(pieces)
        where = where.split([i.numel() for i in ids])
        return [F.embedding(w.view(i.shape), table) for w, i in zip(where, ids, strict=True)]

    def tag_loss(self, vectors: torch.Tensor, batch: torch.Tensor) -> torch.Tensor:
        hidden = self.net.read_tags(vectors, batch[:, 1]).reshape(-1, self.net.tag.in_features)
        tag, soft = batch[:, 2].reshape(-1), batch[:, 3].reshape(-1)
        gold = (tag >= 0) & (tag < 1000)
        loss = hidden.new_zeros(())
        has_soft = soft >= 0
        if gold.any():
            weight = 1.0 if not has_soft.any() else 0.6
            loss = loss + weight * F.cross_entropy(self.net.tag(hidden[gold]), tag[gold], label_smoothing=0.03, reduction="sum")
        if has_soft.any():
            ids, values = self.soft[0][soft[has_soft]].long(), self.soft[1][soft[has_soft]].float()
            logs = F.log_softmax(self.net.tag(hidden[has_soft]), -1)
            rest = (1 - values.sum(1)).clamp(min=0) / logs.shape[1]
            scale = torch.where(gold[has_soft], 0.6, 0.8)
            loss = loss - (scale * ((logs.gather(1, ids) * values).sum(1) + rest * logs.sum(1))).sum()
        other = tag >= 1000
        if other.any():
            loss = loss + 0.3 * F.cross_entropy(self.net.tag_aux(hidden[other]), tag[other] - 1000, reduction="sum")
        return loss / tag.numel()

    def read_loss(self, vectors: torch.Tensor, batch: torch.Tensor) -> torch.Tensor:
        hidden = self.net.read_restored(vectors)
        case, end = batch[:, 1].reshape(-1), batch[:, 2].reshape(-1)
        loss = F.cross_entropy(self.net.case(hidden).reshape(-1, 4), case, ignore_index=-1, label_smoothing=0.01)
        known = end >= 0
        logits = self.net.boundary(hidden).reshape(-1)[known]
        return loss + 1.5 * F.binary_cross_entropy_with_logits(logits, end[known].float())

    def smooth(self, decay: float) -> None:
        """Keep a running mean of the weights; the mean is what is exported."""
        with torch.no_grad():
            for name, value in self.net.named_parameters():
                if name not in self.average:
                    self.average[name] = value.detach().clone()
                else:
                    self.average[name].lerp_(value, 1 - decay)

    def train(self) -> None:
        options = self.options
        batch = 32
        self.lexicon = None
        if options.lexicon:
            self.lexicon = dict(np.load(options.lexicon))
        tag_windows = self.tag_windows()
        steps = options.epochs * (len(tag_windows) // batch + 1)
        optimiser = torch.optim.AdamW(
            [{"params": [self.net.table, self.net.shape.weight], "weight_decay": 0.0},
             {"params": [p for n, p in self.net.named_parameters() if n not in ("table", "shape.weight")], "weight_decay": 0.01}],
            lr=options.rate,
        )
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, total_steps=steps + 1, pct_start=0.2)
        reading = iter(())
        began = time.time()
        step = 0
        for epoch in range(options.epochs):
            if epoch:
                tag_windows = self.tag_windows()
            if self.soft_ids:
                self.soft = (torch.from_numpy(np.concatenate(self.soft_ids)), torch.from_numpy(np.concatenate(self.soft_values)))
            self.rng.shuffle(tag_windows)
            self.net.train()
            total = other = 0.0
            for i in range(0, len(tag_windows), batch):
                if step > steps:
                    break
                a = torch.from_numpy(tag_windows[i : i + batch])
                parts = [a[:, 0]]
                if not options.skip_reader:
                    b = next(reading, None)
                    if b is None:
                        w = self.read_windows()
                        self.rng.shuffle(w)
                        reading = iter(torch.from_numpy(w).split(batch))
                        b = next(reading)
                    parts.append(b[:, 0])
                found = self.vectors(*parts)
                loss = self.tag_loss(found[0], a)
                total += loss.item()
                if not options.skip_reader:
                    second = self.read_loss(found[1], b)
                    other += second.item()
                    loss = loss + 0.5 * second
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
                optimiser.step()
                schedule.step()
                step += 1
                if step % 4 == 0:
                    self.smooth(0.98)
            print(f"epoch {epoch} step {step} loss {total * batch / len(tag_windows):.4f} {other * batch / len(tag_windows):.4f} {time.time() - began:.0f} s", self.score(), flush=True)

    def score(self) -> dict[str, float]:
        """Accuracy of the smoothed weights on the development parts."""
        kept = {n: p.detach().clone() for n, p in self.net.named_parameters()}
        with torch.no_grad():
            for n, p in self.net.named_parameters():
                p.copy_(self.average[n])
            self.net.eval()
            table = self.net.words(self.pieces)
            result = {}
            for name in ("gum-dev", "ewt-dev"):
                s = self.streams[name]
                known = s.tag >= 0
                hidden = self.net.read_tags(table[torch.from_numpy(s.word).long()][None], torch.from_numpy(s.shape).long()[None])
                guess = self.net.tag(hidden)[0].argmax(-1).numpy()
                result[name] = round(100 * float((guess == s.tag)[known].mean()), 2)
                if not self.options.skip_reader:
                    word, case, end = restored(s, self.stop, None)
                    hidden = self.net.read_restored(table[torch.from_numpy(word)][None])
                    guess = self.net.case(hidden)[0].argmax(-1).numpy()
                    result[name + "/case"] = round(100 * float((guess == case)[case >= 0].mean()), 2)
                    chance = torch.sigmoid(self.net.boundary(hidden))[0, :, 0].numpy()
                    hit = (chance > 0.5) & (end == 1)
                    result[name + "/end"] = round(200 * float(hit.sum() / ((chance > 0.5).sum() + (end == 1).sum())), 2)
            for n, p in self.net.named_parameters():
                p.copy_(kept[n])
        return result


def main() -> None:
    options = parse()
    torch.set_num_threads(options.threads)
    trainer = Trainer(options)
    trainer.train()
    if options.check:
        torch.save({"weights": trainer.average, "words": list(trainer.words.ids), "counts": dict(trainer.words.counts)}, options.check)


if __name__ == "__main__":
    main()
