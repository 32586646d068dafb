import argparse
import json
import random
import zipfile

import pytest

torch = pytest.importorskip("torch")  # of the `train` group

import ctranslate2  # noqa: E402
import numpy as np  # noqa: E402
import sentencepiece  # noqa: E402
from argostranslate.package import Package  # noqa: E402
from torch.nn import functional  # noqa: E402

from translate.annotation import InlineTerms  # noqa: E402
from translate.training import evaluate, export, train  # noqa: E402
from translate.training.align import Pair  # noqa: E402
from translate.training.augment import Augmenter  # noqa: E402
from translate.training.names import NamePair, Names  # noqa: E402
from translate.training.prepare import Tokenizer, encode, pack, train_tokenizer  # noqa: E402

SUBJECTS = {"der Mann": "the man", "die Frau": "the woman", "Gerassimow": "Gerasimov"}
VERBS = {"lobt": "praises", "sieht": "sees", "kennt": "knows"}
OBJECTS = {"Kiew.": "Kyiv.", "das Haus.": "the house.", "niemanden.": "nobody."}


def toy_pairs():
    for (a, b), (c, d), (e, f) in (
        (one, two, three)
        for one in SUBJECTS.items()
        for two in VERBS.items()
        for three in OBJECTS.items()
    ):
        de, en = f"{a} {c} {e}".split(), f"{b} {d} {f}".split()
        links = [(i, i) for i in range(min(len(de), len(en)))]
        yield Pair("news", de, en, links)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    pairs = list(toy_pairs()) * 20
    lines = [" ".join(side) for pair in pairs for side in (pair.de, pair.en)]
    train_tokenizer(lines, folder / "sentencepiece.model", 300)
    names = Names(
        [NamePair("Gerassimow", "Gerasimov", "surname"), NamePair("Kiew", "Kyiv", "place")]
    )
    augment, rng = Augmenter(names, set(), set()), random.Random(1)
    tokenizer = Tokenizer(folder / "sentencepiece.model")
    for stage in ("general", "news"):
        examples = (augment.example(pair, rng) for pair in pairs)
        pack(folder / f"{stage}-000.npz", encode(examples, tokenizer))
    return folder


OPTIONS = argparse.Namespace(
    minutes=1.0,
    device="cpu",
    workers=1,
    rates=(4e-3, 4e-3),
    warm=1e-9,
    dropout=0.0,
    smoothing=0.1,
    alignment=0.3,
    average=1e-9,
    width=64,
    layers=(2, 1),
)


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def trained(data, tmp_path_factory):
    """The folder of a run of 30 steps with a break after the first 15, and the losses."""
    folder = tmp_path_factory.mktemp("run")
    losses = []
    torch.manual_seed(1)
    batches = train.stage(data, "general", 600, seed=1)
    for half in range(2):
        run = train.Run(argparse.Namespace(run=folder, data=data, **vars(OPTIONS)), 300)
        assert run.steps == 15 * half
        for _ in range(15):
            sums = run.step(run.model, next(batches), 0.1)
            losses.append(run.agree(1, sums.tolist(), 0.1)["loss"])
        run.save()
    return folder, losses


def test_training_learns_and_goes_on_where_it_stopped(trained):
    _, losses = trained
    first, break_before, break_after, last = losses[0], losses[14], losses[15], losses[-1]
    assert last < first - 1
    assert break_after < (first + break_before) / 2


def test_the_command_trains_in_calls_until_its_time_is_up(data, tmp_path, monkeypatch, capsys):
    time = "--minutes 0.1 --stop-after 0.05 --every 0.2"
    command = f"train {data} {tmp_path} {time} --tokens 300 --width 64 --layers 1 1"
    monkeypatch.setattr("sys.argv", command.split())
    records = []
    for _ in range(3):
        train.main()
        records = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    minutes = [record["minutes"] for record in records]
    assert minutes == sorted(minutes)
    assert 0.1 <= minutes[-1] < 0.2
    assert len(capsys.readouterr().out.splitlines()) == len(records)
    # The third call had nothing left to do.
    assert train.Run(train.arguments(), 300).steps == records[-1]["step"]


SOURCES = ["der Mann lobt Kiew.", "Gerassimow", "niemanden", "Kiew kennt die Frau sieht das", "😀"]


def test_ctranslate2_and_pytorch_translate_alike(trained, data, tmp_path):
    model = export.load(trained[0])
    export.convert(model, data / "sentencepiece.model", tmp_path, None)
    translator = ctranslate2.Translator(str(tmp_path))
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(data / "sentencepiece.model"))
    for source in SOURCES:
        (result,) = translator.translate_batch(
            [pieces.encode(source, out_type=str)], beam_size=1, max_decoding_length=30
        )
        with torch.no_grad():
            expected = model.translate(pieces.encode(source), longest=30)
        assert result.hypotheses[0] == [pieces.id_to_piece(one) for one in expected]


def test_the_exported_attention_is_that_of_the_alignment_head(trained, data, tmp_path):
    model = export.load(trained[0])
    export.convert(model, data / "sentencepiece.model", tmp_path, None)
    translator = ctranslate2.Translator(str(tmp_path))
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(data / "sentencepiece.model"))
    source = pieces.encode(SOURCES[0])
    (result,) = translator.translate_batch(
        [[pieces.id_to_piece(one) for one in source]],
        beam_size=1,
        return_attention=True,
        max_decoding_length=30,
    )
    target = [train.BOS, *map(pieces.piece_to_id, result.hypotheses[0])]
    with torch.no_grad():
        memory, mask = model.encode(torch.tensor([[*source, train.EOS]]))
        _, scores = model.decode(torch.tensor([target]), memory, mask)
    shown = torch.tensor(result.attention[0])
    own = scores.softmax(-1)[0, : len(shown), : shown.shape[1]]
    assert torch.allclose(shown, own, atol=1e-4)


def test_the_package_is_one_that_argos_loads_and_declares_its_marks(trained, data, tmp_path):
    out = tmp_path / "translate-de_en-0_2.argosmodel"
    export.package(export.load(trained[0]), data / "sentencepiece.model", out, "A card.", "0.2")
    assert not out.with_suffix(".part").exists()
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path)
    package = Package(tmp_path / out.stem)
    assert (package.from_code, package.to_code) == ("de", "en")
    assert package.get_readme() == "A card."
    tokens = package.tokenizer.encode("der Mann lobt Kiew.")
    translator = ctranslate2.Translator(str(package.package_path / "model"))
    assert translator.translate_batch([tokens], max_decoding_length=30)[0].hypotheses[0]
    metadata = json.loads((package.package_path / "metadata.json").read_text())
    assert InlineTerms.from_metadata(metadata) == InlineTerms()
    opened = evaluate.Package.open(out, threads=1)
    assert opened.marks == InlineTerms()
    assert len(opened.translate(["der Mann lobt Kiew.", "Kiew"], beam=2)) == 2


@pytest.mark.parametrize("chunk", [3, 64])
def test_the_chunked_loss_is_cross_entropy_with_its_gradient(chunk):
    torch.manual_seed(1)
    hidden = torch.randn(10, 8, requires_grad=True)
    table = torch.randn(20, 8, requires_grad=True)
    target = torch.randint(0, 20, (10,))
    expected = functional.cross_entropy(hidden @ table.T, target, label_smoothing=0.1)
    wanted = torch.autograd.grad(expected, (hidden, table))
    loss = train.SmoothedCrossEntropy.apply(hidden, table, target, 0.1, chunk)
    assert torch.allclose(loss, expected, atol=1e-5)
    for got, want in zip(torch.autograd.grad(loss, (hidden, table)), wanted, strict=True):
        assert torch.allclose(got, want, atol=1e-6)


def test_alignment_loss_is_least_where_the_scores_follow_the_links():
    links = torch.tensor([[0, 0, 1], [0, 1, 0], [0, 1, 2]])
    good = torch.tensor([[[0.0, 50, 0], [50, 0, 50], [0, 0, 0]]])
    # The second token shares itself between two: its entropy, ln 2, is the least it can cost.
    assert float(train.alignment_loss(good, links)) == pytest.approx(0.6931 / 2, abs=1e-3)
    assert float(train.alignment_loss(-good, links)) > 10
    assert float(train.alignment_loss(good, links[:0])) == 0


def test_batches_hold_every_example_once_and_no_more_than_asked(data):
    part = train.Part.read(data / "general-000.npz")
    seen = []
    for group in part.groups(200, random.Random(1)):
        batch = part.batch(group)
        assert batch.source.numel() <= max(200, batch.source.shape[1])
        assert batch.target_in.shape == batch.target_out.shape
        seen += group.tolist()
    assert sorted(seen) == list(range(len(part.source_at) - 1))


def test_a_batch_pads_its_examples_and_shifts_the_target(tmp_path):
    rows = [([4, 5, 6], [7], [(2, 0)]), ([8], [9, 10], [(0, 0), (0, 1)]), ([11], [12], [])]
    pack(tmp_path / "general-000.npz", rows)
    batch = train.Part.read(tmp_path / "general-000.npz").batch(np.array([1, 0]))
    bos, eos, pad = train.BOS, train.EOS, train.PAD
    assert batch.source.tolist() == [[8, eos, *[pad] * 6], [4, 5, 6, eos, *[pad] * 4]]
    assert batch.target_in.tolist() == [[bos, 9, 10, *[pad] * 5], [bos, 7, *[pad] * 6]]
    assert batch.target_out.tolist() == [[9, 10, eos, *[pad] * 5], [7, eos, *[pad] * 6]]
    assert batch.links.tolist() == [[0, 0, 0], [0, 1, 0], [1, 0, 2]]


def test_a_stage_goes_on_where_it_stopped_and_workers_share_it(data):
    def shown(first, every, count):
        batches = train.stage(data, "general", 600, 1, first, every)
        return [next(batches).source.tolist() for _ in range(count)]

    whole = shown(0, 1, 12)
    assert shown(8, 1, 4) == whole[8:]
    assert [shown(0, 2, 3), shown(1, 2, 3)] == [whole[0:6:2], whole[1:6:2]]


def test_a_thread_makes_the_same_batches_and_passes_on_what_goes_wrong(data, tmp_path):
    plain, threaded = (train.stage(data, "news", 600, 1) for _ in range(2))
    threaded = train.ahead(threaded, 2)
    for _ in range(6):
        assert torch.equal(next(plain).source, next(threaded).source)
    with pytest.raises(SystemExit, match="prepare"):
        next(train.ahead(train.stage(tmp_path, "news", 600, 1)))


@pytest.mark.parametrize("causal", [False, True])
def test_attention_on_a_cpu_is_that_of_a_gpu(causal):
    torch.manual_seed(1)
    query, key, value = torch.randn(3, 2, 4, 7, 16)
    mask = None if causal else (torch.arange(7) < torch.tensor([[5], [7]]))[:, None, None]
    ours = train.attend(query, key, value, mask, causal=causal)
    fused = functional.scaled_dot_product_attention(
        query, key, value, attn_mask=mask, is_causal=causal
    )
    assert torch.allclose(ours, fused, atol=1e-5)


def test_the_weights_to_export_are_the_average_in_sixteen_bits(trained):
    state = torch.load(trained[0] / "average.pt", weights_only=True)["average"]
    whole = torch.load(trained[0] / "last.pt", weights_only=True)["average"]
    assert {weight.dtype for weight in state.values()} == {torch.float16}
    loaded = dict(export.load(trained[0]).named_parameters())
    assert {weight.dtype for weight in loaded.values()} == {torch.float32}
    for name, weight in whole.items():
        assert torch.allclose(loaded[name], weight, rtol=1e-3, atol=1e-6)


def test_new_data_is_seen_from_its_start(trained, data, tmp_path):
    def began(folder):
        options = argparse.Namespace(run=trained[0], data=folder, **vars(OPTIONS))
        return train.Run(options, 300).began

    assert began(data) == 0
    assert began(tmp_path) == 30


def test_the_learning_rate_rises_then_falls():
    assert train.rate(0.0, 0.1) == 0
    assert train.rate(0.05, 0.1) == pytest.approx(0.5)
    assert train.rate(0.1, 0.1) == pytest.approx(1)
    assert train.rate(0.5, 0.1) > train.rate(0.9, 0.1) > train.rate(1.0, 0.1) > 0
