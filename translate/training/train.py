"""Train the German→English Transformer on what `prepare` packed.

    python -m translate.training.train DATA RUN --minutes 95 [--stop-after 9.5] [--device cuda]

`--minutes` is the whole training time over all calls: learning rate and data follow the share of
it that is spent, so a run makes the most of whatever machine it gets. A call ends when the time is
up or after `--stop-after` minutes; the next one goes on from ``RUN/last.pt``.
"""

from __future__ import annotations

import argparse
import json
import math
import queue
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

BOS, EOS, PAD = 1, 2, 3


@dataclass(frozen=True)
class Shape:
    """The size of the model."""

    vocabulary: int
    width: int = 384
    heads: int = 6
    feed_forward: int = 1536
    encoder_layers: int = 6
    decoder_layers: int = 2


# --- the model ------------------------------------------------------------------------------------


def sinusoids(length: int, width: int) -> Tensor:
    """Positions as sines, then cosines: CTranslate2's layout, after tensor2tensor."""
    half = width // 2
    rate = torch.exp(torch.arange(half) * -(math.log(10000.0) / (half - 1)))
    # CTranslate2 counts positions from one.
    angle = torch.arange(1, length + 1)[:, None] * rate[None, :]
    return torch.cat([angle.sin(), angle.cos()], dim=1)


def attend(
    query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, *, causal: bool
) -> Tensor:
    """Scaled dot-product attention."""
    if query.is_cuda:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
    # PyTorch's fused attention has a slow backward pass on CPUs: a quarter of the whole step.
    scores = query @ key.transpose(2, 3) * query.shape[-1] ** -0.5
    if causal:
        length = scores.shape[-1]
        mask = torch.ones(length, length, dtype=torch.bool).tril()
    if mask is not None:
        scores = scores.masked_fill(~mask, -1e9)
    return scores.softmax(dim=-1).to(value.dtype) @ value


class Attention(nn.Module):
    """Multi-head attention over a memory, or over the input itself."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key_value = nn.Linear(shape.width, 2 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)

    def split(self, x: Tensor) -> Tensor:
        """(batch, length, width) → (batch, heads, length, width of a head)."""
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(
        self, x: Tensor, memory: Tensor, mask: Tensor | None, *, causal: bool = False
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the output, and the query and key of head 0, from which its attention follows."""
        key, value = map(self.split, self.key_value(memory).chunk(2, dim=-1))
        query = self.split(self.query(x))
        y = attend(query, key, value, mask, causal=causal)
        y = self.out(y.transpose(1, 2).reshape(x.shape))
        return y, query[:, 0], key[:, 0]


class FeedForward(nn.Module):
    """Two linear layers with a ReLU."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.inner = nn.Linear(shape.width, shape.feed_forward)
        self.outer = nn.Linear(shape.feed_forward, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        """Transform each position."""
        y: Tensor = self.outer(F.relu(self.inner(x)))
        return y


class EncoderLayer(nn.Module):
    """Pre-norm: each part reads a normalised input and adds to the residual stream."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(shape.width) for _ in range(2))
        self.attention = Attention(shape)
        self.feed_forward = FeedForward(shape)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """One layer."""
        h = self.norms[0](x)
        x = x + F.dropout(self.attention(h, h, mask)[0], dropout)
        return x + F.dropout(self.feed_forward(self.norms[1](x)), dropout)


class DecoderLayer(nn.Module):
    """As the encoder's, with attention to the source in between."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(shape.width) for _ in range(3))
        self.attention = Attention(shape)
        self.cross = Attention(shape)
        self.feed_forward = FeedForward(shape)

    def forward(
        self, x: Tensor, memory: Tensor, mask: Tensor, dropout: float
    ) -> tuple[Tensor, Tensor, Tensor]:
        """One layer; also the query and key of the first cross-attention head."""
        h = self.norms[0](x)
        x = x + F.dropout(self.attention(h, h, None, causal=True)[0], dropout)
        y, query, key = self.cross(self.norms[1](x), memory, mask)
        x = x + F.dropout(y, dropout)
        return x + F.dropout(self.feed_forward(self.norms[2](x)), dropout), query, key


class Transformer(nn.Module):
    """Encoder and decoder over one embedding table, which is the output layer, too.

    Head 0 of the last decoder layer's cross-attention is the alignment head.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.norms = nn.ModuleList(nn.LayerNorm(shape.width) for _ in range(2))
        self.register_buffer("positions", sinusoids(512, shape.width), persistent=False)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)

    def embed(self, tokens: Tensor) -> Tensor:
        """Embed tokens: scaled by √width (Vaswani et al. 2017), plus their positions."""
        x = self.embedding(tokens) * self.shape.width**0.5
        y: Tensor = x + self.positions[: tokens.shape[1]].to(x.dtype)
        return y

    def encode(self, source: Tensor, dropout: float = 0.0) -> tuple[Tensor, Tensor]:
        """Encode padded sources; return the memory and the mask that hides its padding."""
        mask = (source != PAD)[:, None, None, :]
        x = F.dropout(self.embed(source), dropout)
        for layer in self.encoder:
            x = layer(x, mask, dropout)
        return self.norms[0](x), mask

    def decode(
        self, target: Tensor, memory: Tensor, mask: Tensor, dropout: float = 0.0
    ) -> tuple[Tensor, Tensor]:
        """Return the last hidden states and the alignment head's scores (batch, target, source)."""
        x = F.dropout(self.embed(target), dropout)
        for layer in self.decoder:
            x, query, key = layer(x, memory, mask, dropout)
        scores = query.float() @ key.float().transpose(1, 2) * query.shape[-1] ** -0.5
        return self.norms[1](x), scores.masked_fill(~mask[:, 0], -1e9)

    def forward(self, source: Tensor, target: Tensor, dropout: float) -> tuple[Tensor, Tensor]:
        """Encode, then decode with the target given."""
        memory, mask = self.encode(source, dropout)
        return self.decode(target, memory, mask, dropout)

    def translate(self, source: list[int], longest: int = 200) -> list[int]:
        """Translate one source greedily: the plain definition, which tests compare with."""
        device = self.embedding.weight.device
        memory, mask = self.encode(torch.tensor([[*source, EOS]], device=device))
        target = [BOS]
        while len(target) <= longest:
            hidden, _ = self.decode(torch.tensor([target], device=device), memory, mask)
            best = int((hidden[0, -1] @ self.embedding.weight.T).argmax())
            if best == EOS:
                break
            target.append(best)
        return target[1:]


class SmoothedCrossEntropy(torch.autograd.Function):
    """Label-smoothed cross-entropy of a tied output layer, its gradient made along the way.

    The logits of a whole batch are its largest tensor by far. Here they exist for a few hundred
    positions at a time and never in full.
    """

    @staticmethod
    def forward(  # type: ignore[override]
        ctx: torch.autograd.function.FunctionCtx,
        hidden: Tensor,
        table: Tensor,
        target: Tensor,
        smoothing: float,
        chunk: int,
    ) -> Tensor:
        """Mean loss of `hidden` (positions, width) against `target` (positions)."""
        count, size = hidden.shape[0], table.shape[0]
        weight = table.to(hidden.dtype)
        even = smoothing / size
        loss = torch.zeros((), device=hidden.device)
        d_hidden = torch.empty_like(hidden)
        d_table = torch.zeros_like(table, dtype=torch.float32)
        for at in range(0, count, chunk):
            h, y = hidden[at : at + chunk], target[at : at + chunk]
            logits = h @ weight.T
            right = logits.gather(1, y[:, None]).float()
            top = logits.amax(dim=1, keepdim=True)
            odds = logits.sub_(top).exp_()
            total = odds.sum(dim=1, keepdim=True, dtype=torch.float32)
            loss += (top.float() + total.log() - (1 - smoothing) * right).sum()
            # d loss / d logits = odds / total - even - (1 - smoothing) · [is y], term by term.
            d_hidden[at : at + chunk] = (odds @ weight) / total - (1 - smoothing) * weight[y]
            d_table += odds.T @ (h / total).to(h.dtype)
            d_table.index_add_(0, y, h.float(), alpha=smoothing - 1)
        all_hidden, all_table = (
            hidden.sum(0, dtype=torch.float32),
            weight.sum(0, dtype=torch.float32),
        )
        loss -= even * (all_hidden @ all_table)
        d_hidden -= (even * all_table).to(d_hidden.dtype)
        d_table -= even * all_hidden
        ctx.save_for_backward(d_hidden / count, (d_table / count).to(table.dtype))
        return loss / count

    @staticmethod
    def backward(
        ctx: torch.autograd.function.FunctionCtx, *grads: Tensor
    ) -> tuple[Tensor | None, ...]:
        """Scale the gradients found on the way."""
        d_hidden, d_table = ctx.saved_tensors  # type: ignore[attr-defined]
        return d_hidden * grads[0].to(d_hidden.dtype), d_table * grads[0], None, None, None


# --- the data -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Batch:
    """Padded ids, and the alignment links as rows (example, target position, source position)."""

    source: Tensor
    target_in: Tensor
    target_out: Tensor
    links: Tensor

    def to(self, device: str) -> Batch:
        """Move it to a GPU."""
        fields = (self.source, self.target_in, self.target_out, self.links)
        return Batch(*(x.pin_memory().to(device, non_blocking=True) for x in fields))


@dataclass(frozen=True)
class Part:
    """One packed file, see `prepare.pack`."""

    source: np.ndarray
    target: np.ndarray
    links: np.ndarray
    source_at: np.ndarray
    target_at: np.ndarray
    links_at: np.ndarray

    @classmethod
    def read(cls, path: Path) -> Part:
        """Read one file."""
        with np.load(path) as file:
            starts = [
                np.concatenate([[0], np.cumsum(file[key], dtype=np.int64)])
                for key in ("source_len", "target_len", "links_len")
            ]
            return cls(file["source"], file["target"], file["links"], *starts)

    def groups(self, tokens: int, rng: random.Random) -> Iterator[np.ndarray]:
        """Yield which examples make a batch of at most `tokens` padded tokens a side.

        Examples are sorted by length within windows only, so that the stream keeps its order.
        Lengths count in steps of 8, and a length has its own batch size, so that the same few
        shapes come back: each new one costs the making of new kernels.
        """
        count = len(self.source_at) - 1
        source, target = (-(-(np.diff(at) + 1) // 8) * 8 for at in (self.source_at, self.target_at))
        longer = np.maximum(source, target)
        window = 400 * tokens // 30
        for start in range(0, count, window):
            order = np.arange(start, min(count, start + window))
            # Lengths being equal, chance decides.
            chance = np.array([rng.random() for _ in order])
            order = order[np.lexsort((chance, target[order], source[order], longer[order]))]
            groups: list[list[int]] = [[]]
            for one in order.tolist():
                last = groups[-1]
                if last and (
                    longer[one] != longer[last[0]] or longer[one] * (len(last) + 1) > tokens
                ):
                    groups.append([])
                groups[-1].append(one)
            rng.shuffle(groups)
            yield from map(np.array, groups)

    def batch(self, group: np.ndarray) -> Batch:
        """Pad these examples."""
        ids, row, column = _rows(self.source, self.source_at, group)
        lengths = np.diff(self.source_at)[group]
        source = _padding(lengths)
        source[row, column] = ids
        source[np.arange(len(group)), lengths] = EOS
        ids, row, column = _rows(self.target, self.target_at, group)
        lengths = np.diff(self.target_at)[group]
        before, after = _padding(lengths), _padding(lengths)
        before[:, 0] = BOS
        before[row, column + 1] = ids
        after[row, column] = ids
        after[np.arange(len(group)), lengths] = EOS
        pairs, row, _ = _rows(self.links, self.links_at, group)
        links = np.concatenate([row[:, None], pairs[:, ::-1]], axis=1)
        return Batch(*map(torch.from_numpy, (source, before, after, links.astype(np.int64))))


def _rows(
    flat: np.ndarray, at: np.ndarray, group: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the entries of some examples end to end, and the row and the column of each."""
    starts, lengths = at[group], at[group + 1] - at[group]
    row = np.repeat(np.arange(len(group)), lengths)
    column = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return flat[starts[row] + column], row, column


def _padding(lengths: np.ndarray) -> np.ndarray:
    """Return rows of padding that have room for these lengths and one more, in steps of 8."""
    return np.full((len(lengths), -(-(int(lengths.max()) + 1) // 8) * 8), PAD, dtype=np.int64)


def stage(
    data: Path, name: str, tokens: int, seed: int, first: int = 0, every: int = 1
) -> Iterator[Batch]:
    """Go through the parts of a stage for ever, from batch `first` on, making one in `every`."""
    rng = random.Random(seed)  # noqa: S311
    parts = sorted(data.glob(f"{name}-*.npz"))
    if not parts:
        raise SystemExit(f"{data}: no {name}-*.npz; run translate.training.prepare first")
    at = 0
    while True:
        for path in parts:
            part = Part.read(path)
            for group in part.groups(tokens, rng):
                if at >= first and (at - first) % every == 0:
                    yield part.batch(group)
                at += 1


def ahead(batches: Iterator[Batch], count: int = 8) -> Iterator[Batch]:
    """Yield the batches, made some steps ahead by a thread: a GPU waits for none of them."""
    made: queue.Queue[Batch | BaseException] = queue.Queue(count)

    def make() -> None:
        try:
            for batch in batches:
                made.put(batch)
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            made.put(error)

    threading.Thread(target=make, daemon=True).start()
    while True:
        batch = made.get()
        if isinstance(batch, BaseException):
            raise batch
        yield batch


# --- training -------------------------------------------------------------------------------------


def alignment_loss(scores: Tensor, links: Tensor) -> Tensor:
    """Cross-entropy of the alignment head against the links (Garg et al. 2019).

    A target token linked to several source tokens shares itself out among them.
    """
    if not len(links):
        return scores.sum() * 0
    row, target, source = links.unbind(1)
    log = scores.float().log_softmax(dim=-1)[row, target, source]
    count = torch.zeros(scores.shape[:2], device=scores.device)
    count.index_put_((row, target), torch.ones_like(log), accumulate=True)
    return -(log / count[row, target]).sum() / (count > 0).sum()


def rate(progress: float, warm: float) -> float:
    """Learning-rate factor: linear warm-up, then down to nearly nothing along a half cosine."""
    if progress < warm:
        return progress / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (progress - warm) / (1 - warm)))


def save(path: Path, content: object) -> None:
    """Write a checkpoint so that a stop in between leaves the one before."""
    part = path.with_suffix(".part")
    torch.save(content, part)
    part.replace(path)


class Run:
    """A training run: the model, its running average and its optimisers, as a checkpoint has them.

    Workers train on their own and agree every few seconds (local SGD, Stich 2019). On a busy CPU a
    step split over threads waits for the slowest of them a thousand times; workers of one thread
    each wait once. With one worker there is nobody to agree with.
    """

    def __init__(self, options: argparse.Namespace, vocabulary: int) -> None:
        self.options = options
        self.folder: Path = options.run
        width: int = options.width
        shape = Shape(vocabulary, width, width // 64, 4 * width, *options.layers)
        self.model = Transformer(shape).to(options.device)
        self.average = {n: p.detach().clone() for n, p in self.model.named_parameters()}
        named = list(self.model.named_parameters())
        inside = [p for n, p in named if p.ndim == 2 and "embedding" not in n]  # noqa: PLR2004
        others = [p for n, p in named if p.ndim == 1 or "embedding" in n]
        # Muon (Jordan et al. 2024) for the matrices inside, Adam for the rest.
        self.optimizers = [
            torch.optim.Muon(
                inside,
                momentum=0.95,
                weight_decay=0.0,
                adjust_lr_fn="match_rms_adamw",
            ),
            torch.optim.Adam(others, betas=(0.9, 0.98), eps=1e-9),
        ]
        self.spent = 0.0  # seconds
        self.steps = 0
        self.tokens = 0
        self.began = 0  # the step at which these data began
        if (self.folder / "last.pt").exists():
            self.restore()

    @property
    def limit(self) -> float:
        """The whole training time in seconds."""
        return 60 * float(self.options.minutes)

    def restore(self) -> None:
        """Go on from the last checkpoint."""
        # Read to the CPU: Adam's step counters belong there, and the rest follows its parameter.
        state = torch.load(self.folder / "last.pt", map_location="cpu", weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average = {n: weight.to(self.options.device) for n, weight in state["average"].items()}
        for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        self.spent, self.steps, self.tokens = state["spent"], state["step"], state["seen"]
        data = state.get("data", ("", 0))
        self.began = data[1] if data[0] == str(self.options.data) else self.steps

    def save(self) -> None:
        """Write a checkpoint, and the averaged weights by themselves for `export`."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "spent": self.spent,
            "step": self.steps,
            "seen": self.tokens,
            "data": (str(self.options.data), self.began),
        }
        save(self.folder / "last.pt", state)
        # In 16 bits, half as much to carry: `export` keeps 8 of them.
        average = {name: weight.half() for name, weight in self.average.items()}
        weights = {"average": average, "shape": asdict(self.model.shape)}
        save(self.folder / "average.pt", weights)

    def step(
        self, forward: Callable[..., tuple[Tensor, Tensor]], batch: Batch, at: float
    ) -> Tensor:
        """Learn from one batch, at this share of the time; return loss, alignment loss, tokens."""
        options = self.options
        for optimizer, highest in zip(self.optimizers, options.rates, strict=True):
            optimizer.param_groups[0]["lr"] = highest * rate(at, options.warm)
        with torch.autocast(options.device.partition(":")[0], dtype=torch.bfloat16):
            hidden, scores = forward(batch.source, batch.target_in, options.dropout)
        real = batch.target_out != PAD
        loss = SmoothedCrossEntropy.apply(
            hidden[real].to(torch.bfloat16),
            self.model.embedding.weight,
            batch.target_out[real],
            options.smoothing,
            512 if options.device == "cpu" else 16384,
        )
        guide = alignment_loss(scores, batch.links)
        (loss + options.alignment * guide).backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return torch.stack([loss.detach(), guide.detach(), real.sum()])

    def agree(self, steps: int, sums: list[float], passed: float) -> dict[str, float]:
        """Bring the workers' weights and counts together, and the average up to date.

        `sums` are those of what `step` returned. Returns what is worth logging.
        """
        workers: int = self.options.workers
        figures = torch.tensor([steps, *sums, passed], dtype=torch.float64)
        parameters = [parameter.detach() for parameter in self.model.parameters()]
        if workers > 1:
            flat = nn.utils.parameters_to_vector(parameters)
            torch.distributed.all_reduce(flat)
            nn.utils.vector_to_parameters(flat / workers, parameters)
            torch.distributed.all_reduce(figures)
        steps, loss, guide, tokens, passed = figures.tolist()
        passed /= workers
        # While little is behind it, the average takes in much.
        memory = min(self.options.average * self.limit, 0.3 * (self.spent + passed))
        torch._foreach_lerp_(
            list(self.average.values()), parameters, 1 - math.exp(-passed / memory)
        )
        self.spent += passed
        self.steps += int(steps)
        self.tokens += int(tokens)
        return {
            "minutes": round(self.spent / 60, 2),
            "step": self.steps,
            "loss": round(loss / steps, 4),
            "alignment": round(guide / steps, 4),
            "rate": round(self.optimizers[0].param_groups[0]["lr"], 6),
            "tokens": self.tokens,
            "tokens_per_s": round(tokens / passed),
        }


def work(rank: int, options: argparse.Namespace) -> None:
    """Train, as one of the workers, until the time is up."""
    import sentencepiece

    workers: int = options.workers
    if workers > 1:
        torch.set_num_threads(1)
        torch.distributed.init_process_group(
            "gloo", init_method=f"file://{options.meeting}", rank=rank, world_size=workers
        )
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high")
    tokenizer = sentencepiece.SentencePieceProcessor(
        model_file=str(options.data / "sentencepiece.model")
    )
    run = Run(options, tokenizer.get_piece_size())
    turn = run.limit * options.news_from
    # Order matters in the general stage, so a call that goes on leaves out what was seen.
    seen = run.steps - run.began if run.spent < turn else 0
    general = stage(options.data, "general", options.tokens, 1, seen + rank, workers)
    news = stage(options.data, "news", options.tokens, run.steps, rank, workers)
    if options.device != "cpu":
        general, news = (
            ahead(batch.to(options.device) for batch in batches) for batches in (general, news)
        )
    forward = torch.compile(run.model, dynamic=True) if options.compile else run.model
    until = min(run.limit, run.spent + options.stop_after * 60)
    agreed = saved = time.monotonic()
    steps, sums = 0, torch.zeros(3, device=options.device)
    while run.spent < until:
        now = run.spent + time.monotonic() - agreed
        batch = next(general if now < turn else news)
        sums += run.step(forward, batch, min(1.0, now / run.limit))
        steps += 1
        passed = time.monotonic() - agreed
        if passed < options.every:
            continue
        record = run.agree(steps, sums.tolist(), passed)
        agreed = time.monotonic()
        steps, sums = 0, torch.zeros(3, device=options.device)
        if rank == 0:
            print(record, flush=True)  # noqa: T201
            with (run.folder / "log.jsonl").open("a") as file:
                file.write(json.dumps(record) + "\n")
            if agreed - saved > options.save_every * 60:
                run.save()
                saved = agreed
    if rank == 0:
        run.save()


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--stop-after", type=float, default=math.inf)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--workers", type=int, default=1, help="processes of one thread, on a CPU")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--tokens", type=int, default=4000, help="a batch, per side")
    parser.add_argument("--rates", type=float, nargs=2, default=(4e-3, 2e-3), help="Muon, Adam")
    parser.add_argument("--warm", type=float, default=0.03, help="share of time")
    parser.add_argument(
        "--news-from", type=float, default=0.8, help="share of time, then news only"
    )
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--alignment", type=float, default=0.3, help="weight of guided alignment")
    parser.add_argument("--average", type=float, default=0.03, help="memory of EMA, share of time")
    parser.add_argument(
        "--every", type=float, default=12.0, help="seconds from agreeing to agreeing"
    )
    parser.add_argument("--save-every", type=float, default=5.0, help="minutes")
    parser.add_argument("--width", type=int, default=320)
    parser.add_argument("--layers", type=int, nargs=2, default=(6, 2), help="encoder, decoder")
    return parser.parse_args()


def main() -> None:
    """Start the workers."""
    options = arguments()
    options.run.mkdir(parents=True, exist_ok=True)
    if options.workers > 1:
        options.meeting = tempfile.mkstemp(prefix="meeting", dir=options.run)[1]
        torch.multiprocessing.spawn(work, args=(options,), nprocs=options.workers)
    else:
        work(0, options)


if __name__ == "__main__":
    main()
