"""Make an Argos package of a trained model: PyTorch → CTranslate2, int8 → ``.argosmodel``.

    python -m translate.training.export RUN DATA translate/models/translate-de_en-0_3.argosmodel

`RUN` is what `train` wrote, `DATA` what `prepare` wrote; the model card beside the package
(``README.md`` in its folder) goes in. The version is the one in the name.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zipfile
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import TransformerSpec, transformer_spec
from torch import nn

from translate.annotation import InlineTerms
from translate.training.train import Attention, FeedForward, Shape, Transformer

CARD = Path(__file__).parent.parent / "models" / "README.md"


def load(run: Path) -> Transformer:
    """Load the averaged weights of a run."""
    state = torch.load(run / "average.pt", map_location="cpu", weights_only=True)
    model = Transformer(Shape(**state["shape"]))
    model.load_state_dict({name: weight.float() for name, weight in state["average"].items()})
    model.eval()
    return model


def specify(model: Transformer) -> TransformerSpec:
    """Lay the weights out as CTranslate2 wants them; head 0 of the last layer shows alignments."""
    shape = model.shape
    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=True,
        alignment_layer=-1,
        alignment_heads=1,
    )
    table = _array(model.embedding.weight)
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    _norm(spec.encoder.layer_norm, model.norms[0])
    _norm(spec.decoder.layer_norm, model.norms[1])
    for to, layer in zip(spec.encoder.layer, model.encoder, strict=True):
        _self_attention(to.self_attention, layer.attention, layer.norms[0])
        _feed_forward(to.ffn, layer.feed_forward, layer.norms[1])
    for to, layer in zip(spec.decoder.layer, model.decoder, strict=True):
        _self_attention(to.self_attention, layer.attention, layer.norms[0])
        _norm(to.attention.layer_norm, layer.norms[1])
        for linear, own in zip(
            to.attention.linear,
            (layer.cross.query, layer.cross.key_value, layer.cross.out),
            strict=True,
        ):
            _linear(linear, own)
        _feed_forward(to.ffn, layer.feed_forward, layer.norms[2])
    spec.config.add_source_eos = True  # Argos feeds the bare pieces of a sentence
    spec.config.decoder_start_token = spec.config.bos_token
    return spec


def _array(tensor: torch.Tensor) -> np.ndarray:
    array: np.ndarray = tensor.detach().float().numpy()
    return array


def _norm(to: object, norm: nn.Module) -> None:
    to.gamma, to.beta = _array(norm.weight), _array(norm.bias)  # type: ignore[attr-defined, arg-type]


def _linear(to: object, *parts: nn.Linear) -> None:
    to.weight = np.concatenate([_array(part.weight) for part in parts])  # type: ignore[attr-defined]
    to.bias = np.concatenate([_array(part.bias) for part in parts])  # type: ignore[attr-defined]


def _self_attention(
    to: transformer_spec.attention_spec.MultiHeadAttentionSpec, own: Attention, norm: nn.Module
) -> None:
    _norm(to.layer_norm, norm)
    _linear(to.linear[0], own.query, own.key_value)
    _linear(to.linear[1], own.out)


def _feed_forward(to: transformer_spec.FeedForwardSpec, own: FeedForward, norm: nn.Module) -> None:
    _norm(to.layer_norm, norm)
    _linear(to.linear_0, own.inner)
    _linear(to.linear_1, own.outer)


def convert(model: Transformer, tokenizer: Path, folder: Path, quantization: str | None) -> None:
    """Write the CTranslate2 model into an existing, empty folder."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    vocabulary = [pieces.id_to_piece(one) for one in range(pieces.get_piece_size())]
    spec = specify(model)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(folder))


def package(model: Transformer, tokenizer: Path, out: Path, card: str, version: str) -> None:
    """Write the ``.argosmodel``: whole or not at all."""
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "de",
        "from_name": "German",
        "to_code": "en",
        "to_name": "English",
        "type": "translate",
        "inline_terms": InlineTerms().to_metadata(),
        "alignment": True,
    }
    top = out.stem
    part = out.with_suffix(".part")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        convert(model, tokenizer, folder, "int8")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            archive.writestr(f"{top}/metadata.json", json.dumps(metadata, indent=2) + "\n")
            archive.writestr(f"{top}/README.md", card)
            archive.write(tokenizer, f"{top}/sentencepiece.model")
            for path in sorted(folder.iterdir()):
                archive.write(path, f"{top}/model/{path.name}")
    part.replace(out)


def main() -> None:
    """Export a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    card = CARD.read_text(encoding="utf-8") if CARD.exists() else ""
    tokenizer: Path = options.data / "sentencepiece.model"
    version = options.out.stem.rpartition("-")[2].replace("_", ".")
    package(load(options.run), tokenizer, options.out, card, version)
    size = options.out.stat().st_size / 1e6
    print(f"{options.out}: {size:.1f} MB, CTranslate2 {ctranslate2.__version__}")  # noqa: T201


if __name__ == "__main__":
    main()
