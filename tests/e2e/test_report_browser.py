"""The HTML report as a browser shows it: filters, phones, paper, the dark, keyboards, attacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import chromium
import polib
import pytest
from click.testing import CliRunner

from translate.cli import main
from translate.document import Document

ATTACK = "<script>name=1</script><img src=x onerror=name=1>"  # gives the window a name
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
ENTRIES = [  # German, English, fuzzy
    ("Kiew schweigt", "Kyiv is silent", False),
    ("Walerij Gerassimow dankte Schoigu.", "Valery Gerasimov thanked Shoigu.", True),
    ("Marija Sacharowa kam.", "Maria Sacharova came.", False),
    (f"Das ist {ATTACK} bei Kiew.", f"This is {ATTACK} near Kyiv.", False),
    (f"{LONG} winkt.", f"{LONG} waves.", True),
]
VISIBLE = "[...document.querySelectorAll('tbody tr')].filter(r => r.offsetHeight).map(r => r.id)"
# The contrast of each piece of text with what is behind it, as WCAG 2.2 computes it.
CONTRASTS = """
(() => {
  const parse = color => color.match(/[\\d.]+/g).map(Number);
  const light = color => color.slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = e => {
    const color = e ? parse(getComputedStyle(e).backgroundColor) : [255, 255, 255];
    return color[3] === 0 ? behind(e.parentElement) : color;
  };
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !e.offsetHeight) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    found.push((Math.max(a, b) + .05) / (Math.min(a, b) + .05));
  }
  return found;
})()
"""


@pytest.fixture(scope="module")
def browser(
    need: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[chromium.Page]:
    need(chromium.PROGRAM)
    with chromium.page(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    name = "<img src=x onerror=alert(1)>&amp;"  # a file's name is text, too
    source = folder / f"{name}.txt"
    source.write_text("\n\n".join(german for german, _, _ in ENTRIES), encoding="utf-8")
    catalogue = folder / f"locales/en/LC_MESSAGES/{name}.po"
    catalogue.parent.mkdir(parents=True)
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
    for german, english, fuzzy in ENTRIES:
        flags = ["fuzzy"] * fuzzy
        file.append(polib.POEntry(msgid=german, msgstr=english, flags=flags))
    file.save(str(catalogue))
    page = folder / "report.html"
    call = ["report", source, "--locales", folder / "locales", "-o", page]
    result = CliRunner().invoke(main, list(map(str, call)))
    assert result.exit_code == 0, result.output
    return page


@pytest.fixture
def shown(browser: chromium.Page, report: Path) -> chromium.Page:
    browser.size(1280)
    browser.media()
    return browser.open(report)


def test_both_languages_stand_side_by_side(shown: chromium.Page) -> None:
    texts = shown.ask("[...document.querySelectorAll('td > p')].map(p => [p.lang, p.innerText])")
    assert texts == [
        pair for german, english, _ in ENTRIES for pair in (["de", german], ["en", english])
    ]
    places = shown.ask(
        "[...document.querySelectorAll('tbody tr')].map(r => [...r.querySelectorAll('td')]"
        ".map(c => c.getBoundingClientRect()).map(b => [b.left, b.right, b.top]))"
    )
    for (_, right, top), (left, _, other_top) in places:
        assert right <= left
        assert top == other_top


def test_names_are_marked_with_what_became_of_them(shown: chromium.Page) -> None:
    marks = shown.ask(
        "[...document.querySelectorAll('td mark')].map(m => [m.className, m.innerText, m.title])"
    )
    assert marks[:8] == [
        ["name", "Kiew", "Kiew → Kyiv (Київ)"],
        ["confirmed", "Kyiv", "Kiew → Kyiv (Київ)"],
        ["name", "Walerij Gerassimow", "Walerij Gerassimow → Valery Gerasimov (Валерий Герасимов)"],
        ["name", "Schoigu", "Schoigu → Shoigu (Сергей Шойгу)"],
        ["draft", "Valery Gerasimov", marks[2][2]],
        ["draft", "Shoigu", marks[3][2]],
        ["broken", "Marija Sacharowa", "Marija Sacharowa → Maria Zakharova (Мария Захарова)"],
        marks[7],
    ]
    row = shown.ask("document.querySelector('#s3 .warnings').innerText")
    assert "name missing: Marija Sacharowa → Maria Zakharova" in row


def test_the_filters_work(shown: chromium.Page) -> None:
    expected = {
        "all": ["s1", "s2", "s3", "s4", "s5"],
        "flagged": ["s3"],
        "unconfirmed": ["s2", "s5"],
    }
    assert shown.ask(VISIBLE) == expected["all"]
    for name, rows in expected.items():
        shown.ask(f"document.getElementById('{name}').closest('label').click()")
        assert shown.ask(VISIBLE) == rows
        assert f"({len(rows)})" in shown.ask(
            f"document.getElementById('{name}').closest('label').innerText"
        )


def test_the_filters_work_from_the_keyboard(shown: chromium.Page) -> None:
    shown.press("Tab")
    assert shown.ask("document.activeElement.id") == "all"
    shown.press("ArrowRight")
    assert shown.ask(VISIBLE) == ["s3"]
    shown.press("ArrowRight")
    assert shown.ask(VISIBLE) == ["s2", "s5"]
    shown.press("Tab")
    assert shown.ask("document.activeElement.getAttribute('href')") == "#s2"


def test_nothing_in_the_text_runs(shown: chromium.Page) -> None:
    assert shown.ask("document.querySelectorAll('script, img').length") == 0
    assert shown.ask("document.title").startswith("<img src=x")
    assert shown.ask("name") == ""
    assert shown.ask("document.querySelector('#s4 p').innerText") == ENTRIES[3][0]


@pytest.mark.parametrize("protected", [True, False])
def test_the_policy_of_the_page_stops_scripts(
    browser: chromium.Page, report: Path, tmp_path: Path, *, protected: bool
) -> None:
    text = report.read_text(encoding="utf-8").replace("</header>", f"{ATTACK}</header>")
    if not protected:  # the attack would work
        policy = '<meta http-equiv="Content-Security-Policy"'
        assert policy in text
        text = text.replace(policy, "<meta")
    attacked = tmp_path / "attacked.html"
    attacked.write_text(text, encoding="utf-8")
    browser.open(attacked)
    assert browser.ask("document.querySelectorAll('header script, header img').length") == 2
    assert browser.ask("name") == ("" if protected else "1")
    browser.ask("name = ''")  # it outlives the page


@pytest.mark.parametrize("width", [320, 360, 800])
def test_no_sideways_scrolling_on_a_phone(shown: chromium.Page, width: int) -> None:
    shown.size(width)
    inside = shown.ask("document.documentElement.clientWidth")  # a desktop has a scroll bar
    assert inside <= width
    assert shown.ask("document.documentElement.scrollWidth") <= inside
    ends = shown.ask(
        "Math.max(...[...document.querySelectorAll('*')].map(e => e.getBoundingClientRect().right))"
    )
    assert ends <= inside


def test_on_a_phone_the_english_stands_below_the_german(shown: chromium.Page) -> None:
    shown.size(360)
    german, english = shown.ask(
        "[...document.querySelectorAll('#s1 td')].map(c => c.getBoundingClientRect())"
        ".map(b => [b.top, b.bottom])"
    )
    assert german[1] <= english[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_text_is_readable_by_day_and_by_night(shown: chromium.Page, scheme: str) -> None:
    shown.media(scheme=scheme)
    paper = shown.ask("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is (scheme == "light")
    contrasts = shown.ask(CONTRASTS)
    assert len(contrasts) > 20
    assert min(contrasts) >= 4.5  # WCAG 2.2, 1.4.3


def test_on_paper_there_are_no_buttons(shown: chromium.Page) -> None:
    assert shown.ask("document.querySelector('fieldset').offsetHeight") > 0
    shown.media("print")
    assert shown.ask("document.querySelector('fieldset').offsetHeight") == 0
    assert shown.ask("document.querySelector('#s5').offsetHeight") > 0


def test_a_reader_of_screens_finds_its_way(shown: chromium.Page) -> None:
    tree = shown.call("Accessibility.getFullAXTree")["nodes"]
    roles = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in tree]
    assert ("table", "German and English") in roles
    assert [name for role, name in roles if role == "columnheader"] == [
        "Segment",
        "German",
        "English",
    ]
    assert sum(role == "row" for role, _ in roles) == 1 + len(ENTRIES)
    assert [name for role, name in roles if role == "radio"] == [
        "all (5)",
        "flagged (1)",
        "unconfirmed (2)",
    ]
    assert sum(role == "heading" for role, _ in roles) == 1


def test_a_translated_page_runs_nothing_that_the_german_one_did_not(
    browser: chromium.Page, tmp_path: Path
) -> None:
    source = (
        "<!doctype html><title>Titel</title><p title='Ein Titel'>Kiew <b>fett</b>.</p>"
        "<p><img alt=Bild></p><input type=submit value=Los><p><a href='#x'>Verweis</a> hier.</p>"
    )
    german = tmp_path / "seite.html"
    german.write_text(source, encoding="utf-8")
    attacks = [
        ATTACK,
        "' onfocus=name=1 autofocus '",
        '" onerror="name=1" src="x',
        "</title>" + ATTACK,
    ]
    document = Document.read(german)
    browser.open(german)
    before = browser.ask("[...document.querySelectorAll('*')].map(e => e.tagName)")
    for attack in attacks:
        english = tmp_path / "page.html"
        text = document.render([f"{attack} <b>x</b> <a>x</a>"] * len(document.segments))
        english.write_bytes(document.encode(text, "en"))
        browser.open(english)
        assert browser.ask("[...document.querySelectorAll('*')].map(e => e.tagName)") == before
        assert browser.ask("name") == ""
        assert browser.ask("document.title").startswith(attack.strip())
