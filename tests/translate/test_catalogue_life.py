"""The promise of a catalogue, tried on random lives: nothing a human typed is ever lost."""

import codecs
import shutil
import tempfile
from pathlib import Path

import polib
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from translate.catalogue import Catalogue, Draft, State, Wanted

# Few words, so that sentences come back, repeat, and resemble each other.
_WORDS = ["Kiew", "Moskau", "schweigt", "lobt", "das", "Korps", "nicht", "»ja«", "10.000", "Ä\n"]
SENTENCES = st.lists(
    st.sampled_from(_WORDS),
    min_size=1,
    max_size=6,
).map(" ".join)
# What a human may type: line breaks, quotes, backslashes, look-alikes of the program's own lines.
TYPED = (
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20)
    | st.sampled_from(["umschrift: draft none", "⚠ mine", 'a "b" \\ c\n\td', "machine draft: x"])
).filter(lambda text: text.strip())


class Life(RuleBasedStateMachine):
    """An author, a translator and the machine at one catalogue, in any order."""

    @initialize(document=st.lists(SENTENCES, max_size=6))
    def begin(self, document):
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "a.po"
        self.document = document
        self.recipes = {}
        self.number = 0
        self.texts = set()
        self.flags = set()
        self.headers = {}
        self.comments = set()
        self.confirmed = {}
        self.run_machine(retranslate=False)

    def teardown(self):
        shutil.rmtree(getattr(self, "folder", ""), ignore_errors=True)

    # -- the author --

    @rule(sentence=SENTENCES, where=st.integers(0, 6))
    def add_sentence(self, sentence, where):
        self.document.insert(where, sentence)

    @precondition(lambda self: self.document)
    @rule(data=st.data())
    def remove_sentence(self, data):
        self.document.pop(data.draw(st.integers(0, len(self.document) - 1)))

    @precondition(lambda self: self.document)
    @rule(data=st.data(), word=st.sampled_from(["heute", "Seoul"]))
    def change_sentence(self, data, word):
        where = data.draw(st.integers(0, len(self.document) - 1))
        self.document[where] = f"{self.document[where]} {word}"

    @rule(data=st.data())
    def move_sentences(self, data):
        self.document = list(data.draw(st.permutations(self.document)))

    @precondition(lambda self: self.document)
    @rule(data=st.data(), word=st.integers(1, 5))
    def split_sentence(self, data, word):
        where = data.draw(st.integers(0, len(self.document) - 1))
        words = self.document[where].split(" ")
        parts = [" ".join(words[:word]), " ".join(words[word:])]
        self.document[where : where + 1] = list(filter(None, parts))

    @precondition(lambda self: len(self.document) > 1)
    @rule(data=st.data())
    def join_sentences(self, data):
        where = data.draw(st.integers(0, len(self.document) - 2))
        self.document[where : where + 2] = [" ".join(self.document[where : where + 2])]

    @precondition(lambda self: self.document)
    @rule(data=st.data())
    def change_glossary(self, data):
        sentence = data.draw(st.sampled_from(self.document))
        self.recipes[sentence] = self.recipes.get(sentence, 0) + 1

    # -- the translator, in an editor that knows PO --

    def parsed(self):
        text = self.path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return polib.pofile(text, wrapwidth=0)

    def edit(self, data):
        file = self.parsed()
        live = [entry for entry in file if not entry.obsolete]
        return file, data.draw(st.sampled_from(live)) if live else None

    @rule(data=st.data(), text=TYPED)
    def type_text(self, data, text):
        file, entry = self.edit(data)
        if entry is None:
            return
        self.retract(entry)
        entry.msgstr = text
        self.texts.add(text)
        if not entry.fuzzy:
            self.confirmed[entry.msgid] = text
        file.save(str(self.path))

    @rule(data=st.data())
    def confirm(self, data):
        file, entry = self.edit(data)
        if entry is None or not entry.msgstr:
            return
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
        self.texts.add(entry.msgstr)
        self.confirmed[entry.msgid] = entry.msgstr
        file.save(str(self.path))

    @rule(data=st.data())
    def doubt(self, data):
        file, entry = self.edit(data)
        if entry is None or not entry.msgstr or entry.fuzzy:
            return
        entry.flags.append("fuzzy")
        self.confirmed.pop(entry.msgid, None)
        if Catalogue.read(self.path).state(entry.msgid) is not State.CONFIRMED:
            raise AssertionError("not fuzzy, yet not confirmed")
        self.texts.discard(entry.msgstr)  # may be the machine's; then the machine may redo it
        file.save(str(self.path))

    @rule(data=st.data(), text=TYPED)
    def comment(self, data, text):
        file, entry = self.edit(data)
        if entry is None:
            return
        line = " ".join(text.split())
        if line.startswith("umschrift:"):
            return
        entry.tcomment = "\n".join(filter(None, [entry.tcomment, line]))
        self.comments.add(line)
        file.save(str(self.path))

    @rule(data=st.data())
    def flag(self, data):
        file, entry = self.edit(data)
        if entry is None:
            return
        flag = f"mine-{len(self.flags)}"
        entry.flags.append(flag)
        self.flags.add(flag)
        file.save(str(self.path))

    @rule(text=TYPED)
    def add_header(self, text):
        file = self.parsed()
        name = f"X-Mine-{len(self.headers)}"
        file.metadata[name] = self.headers[name] = " ".join(text.split())
        file.save(str(self.path))

    @rule(
        width=st.sampled_from([20, 78, 0]),
        reverse=st.booleans(),
        windows=st.booleans(),
        mark=st.booleans(),
    )
    def save_in_another_tool(self, width, reverse, windows, mark):
        """Weblate wraps, others sort, Windows' editors have line ends and a mark of their own."""
        file = self.parsed()
        file.wrapwidth = width
        if reverse:
            file[:] = [*reversed([e for e in file if not e.obsolete]), *file.obsolete_entries()]
        data = str(file).encode()
        if windows:
            data = data.replace(b"\n", b"\r\n")
        self.path.write_bytes(codecs.BOM_UTF8 * mark + data)

    def retract(self, entry):
        """The translator overwrites a text: that one need not survive."""
        self.texts.discard(entry.msgstr)
        self.confirmed.pop(entry.msgid, None)

    # -- the machine --

    def wanted(self):
        return [
            Wanted(
                sentence,
                (("a.de.txt", line),),
                (f"sentence {line}",),
                f"r{self.recipes.get(sentence, 0)}",
            )
            for line, sentence in enumerate(self.document, start=1)
        ]

    def drafts(self, stale):
        self.number += 1
        return {
            each.source: Draft(f"draft {self.number}: {each.source}", ("number missing",))
            for each in stale
        }

    @rule(retranslate=st.booleans())
    def run_machine(self, retranslate):
        asked = self.wanted()
        catalogue = Catalogue.read(self.path)
        catalogue.merge(asked, self.drafts(catalogue.stale(asked, retranslate=retranslate)))
        catalogue.save()
        before = self.path.read_bytes()

        again = Catalogue.read(self.path)
        assert again.stale(asked) == []
        again.merge(asked, {})
        assert not again.save()
        assert self.path.read_bytes() == before
        live = [entry.source for entry in again.entries()]
        assert live == list(dict.fromkeys(self.document))

    @rule(data=st.data(), text=TYPED)
    def edit_during_a_run(self, data, text):
        asked = self.wanted()
        catalogue = Catalogue.read(self.path)
        drafts = self.drafts(catalogue.stale(asked))
        self.type_text(data, text)
        catalogue.merge(asked, drafts)
        catalogue.save()

    @precondition(lambda self: self.document)
    @rule(data=st.data(), text=TYPED, confirmed=st.booleans())
    def remember(self, data, text, confirmed):
        """Another document's confirmed translation comes in, trusted or not."""
        sentence = data.draw(st.sampled_from(self.document))
        catalogue = Catalogue.read(self.path)
        draft = Draft(text, origin="b.po", confirmed=confirmed, similar=("c.po: x → y",))
        catalogue.merge(self.wanted(), {sentence: draft})
        catalogue.save()

    @rule()
    def two_runs_at_once(self):
        asked = self.wanted()
        one, other = Catalogue.read(self.path), Catalogue.read(self.path)
        for catalogue in (one, other):
            catalogue.merge(asked, self.drafts(catalogue.stale(asked)))
        one.save()
        other.save()

    # -- the promise --

    @invariant()
    def nothing_human_is_lost(self):
        if not hasattr(self, "path"):
            return
        file = self.parsed()
        assert self.headers.items() <= file.metadata.items()
        assert self.flags <= {flag for entry in file for flag in entry.flags}
        assert self.texts <= {entry.msgstr for entry in file}
        lines = {line for entry in file for line in entry.tcomment.split("\n")}
        assert self.comments <= lines
        confirmed = {entry.msgid: entry.msgstr for entry in file if not entry.fuzzy}
        assert self.confirmed.items() <= confirmed.items()


Life.TestCase.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
TestLife = Life.TestCase
