"""What stands on a screen, as assistive technology hears it: a JSON list for each line of stdin.

For the system's own Python, which has the bindings to AT-SPI; `poedit` runs it.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# Menus are left out, and of a long list all but the beginning: each widget is a call or five.
_CHILDREN = 40


def widgets(node):
    if node is None:
        return
    try:
        if node.get_role_name() == "menu bar":
            return
        states = node.get_state_set()
        place = node.get_extents(Atspi.CoordType.SCREEN)
        try:
            text = Atspi.Text.get_text(node, 0, -1)
        except GLib.Error:
            text = ""
        yield {
            "role": node.get_role_name(),
            "text": text or node.get_name() or "",
            "pressed": states.contains(Atspi.StateType.CHECKED),
            "shown": states.contains(Atspi.StateType.SHOWING),
            "middle": [place.x + place.width // 2, place.y + place.height // 2],
        }
        children = [
            node.get_child_at_index(i) for i in range(min(node.get_child_count(), _CHILDREN))
        ]
    except (AttributeError, GLib.Error):  # gone while we looked
        return
    for child in children:
        yield from widgets(child)


for _ in sys.stdin:
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
    seen = [each for program in programs for each in widgets(program)]
    sys.stdout.write(json.dumps(seen) + "\n")
    sys.stdout.flush()
