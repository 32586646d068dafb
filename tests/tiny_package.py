"""An Argos package small enough to build in a test and honest enough to trust.

The model is a Transformer wired by hand, run by CTranslate2 like any other: target position *i*
attends to source position *i* and puts out that token, looked up in a dictionary of a few words.
It translates word for word, copies everything else, German names too, and its attention is an
exact alignment. Nothing here is trained but the SentencePiece vocabulary, on the text given.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import sentencepiece as spm
from ctranslate2.specs import transformer_spec

_POSITIONS = 1024
_FREQUENCIES = 48
# Large enough that attention to the right position outweighs all others together.
_SHARPNESS = 400.0

DICTIONARY = {
    "▁und": "▁and",
    "▁sagte": "▁said",
    "▁nicht": "▁not",
    "▁Krieg": "▁war",
    "▁Armee": "▁army",
    "▁Besuch": "▁visit",
    "▁mit": "▁with",
}


def build(path: Path, text: Iterable[str], dictionary: Mapping[str, str] = DICTIONARY) -> Path:
    """Write a package of the word-for-word model to `path`; return `path`."""
    vocabulary_model = _train_vocabulary(text, dictionary)
    processor = spm.SentencePieceProcessor(model_proto=vocabulary_model)
    tokens = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    folder = path.with_suffix(".model")
    _save_model(folder, tokens, dictionary)
    metadata = {
        "package_version": "0.0",
        "argos_version": "1.11",
        "from_code": "de",
        "from_name": "German",
        "to_code": "en",
        "to_name": "English",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        root = "translate-de_en-0_0"
        archive.writestr(f"{root}/metadata.json", json.dumps(metadata))
        archive.writestr(f"{root}/sentencepiece.model", vocabulary_model)
        archive.writestr(f"{root}/README.md", "# Word-for-word test model\n")
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{root}/model/{file.name}")
    return path


def _train_vocabulary(text: Iterable[str], dictionary: Mapping[str, str]) -> bytes:
    model = io.BytesIO()
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(list(text)),
        model_writer=model,
        vocab_size=700,
        hard_vocab_limit=False,
        character_coverage=1.0,
        byte_fallback=True,
        user_defined_symbols=sorted({*dictionary, *dictionary.values()}),
        minloglevel=2,
    )
    return model.getvalue()


def _save_model(folder: Path, tokens: list[str], dictionary: Mapping[str, str]) -> None:
    size, code = len(tokens), _position_code()
    # CTranslate2's GEMM wants a depth that is a multiple of 8.
    depth = -(-(size + code.shape[1]) // 8) * 8
    position = slice(size, size + code.shape[1])

    spec = transformer_spec.TransformerSpec.from_config((1, 1), 1)
    positions = np.zeros((_POSITIONS, depth), np.float32)
    positions[:, position] = code
    embeddings = np.zeros((size, depth), np.float32)
    embeddings[:, :size] = np.eye(size)

    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        side.position_encodings.encodings = positions
        _identity_norm(side.layer_norm, depth)
        layer = side.layer[0]
        _silent_attention(layer.self_attention, depth)
        _identity_norm(layer.ffn.layer_norm, depth)
        for linear, shape in ((layer.ffn.linear_0, (8, depth)), (layer.ffn.linear_1, (depth, 8))):
            _linear(linear, np.zeros(shape, np.float32))
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = embeddings.copy()

    look_there = np.zeros((depth, depth), np.float32)
    look_there[position, position] = np.eye(code.shape[1])
    say = np.zeros((depth, depth), np.float32)
    index = {token: i for i, token in enumerate(tokens)}
    for i, token in enumerate(tokens):
        say[index[dictionary.get(token, token)], i] = 100.0
    cross = spec.decoder.layer[0].attention
    _identity_norm(cross.layer_norm, depth)
    key_value = np.concatenate([look_there, np.eye(depth, dtype=np.float32)])
    _linear(cross.linear[0], look_there * _SHARPNESS)
    _linear(cross.linear[1], key_value)
    _linear(cross.linear[2], say)

    _linear(spec.decoder.projection, embeddings * 10.0)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.config.unk_token = "<unk>"
    spec.validate()
    folder.mkdir()
    spec.save(str(folder))


def _position_code() -> np.ndarray:
    """One row a position: sines and cosines and their negatives, so that each row sums to zero."""
    angles = np.arange(_POSITIONS)[:, None] / 900 ** (np.arange(_FREQUENCIES) / _FREQUENCIES)
    code = np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
    return np.concatenate([code, -code], axis=1).astype(np.float32)


def _identity_norm(norm: object, depth: int) -> None:
    norm.gamma = np.ones(depth, np.float32)
    norm.beta = np.zeros(depth, np.float32)


def _linear(linear: object, weight: np.ndarray) -> None:
    linear.weight = weight
    linear.bias = np.zeros(weight.shape[0], np.float32)


def _silent_attention(attention: object, depth: int) -> None:
    _identity_norm(attention.layer_norm, depth)
    _linear(attention.linear[0], np.zeros((3 * depth, depth), np.float32))
    _linear(attention.linear[1], np.zeros((depth, depth), np.float32))
