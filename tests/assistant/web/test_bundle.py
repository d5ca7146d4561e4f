"""Modules become one script that does the same, or are refused by name."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.web.bundle import BundleError, bundled
from assistant.web.widget_files import WidgetFile, current, keep, kept

MODULES = {
    "main.js": """import { Point, TABLE as _ } from "./point.js";
""",
    "ok.js": """/** Says it. */

import {
  Point,
  TEXTS,
} from "./point.js";

const first = new Point(1, 2);
const called = "first";
console.log(JSON.stringify({ first: first.told({ top: 3 }), called, again: TEXTS.again(`${called} /x/`) }));
for (const [key, value] of Object.entries({ a: 1 })) console.log(key ? `${key}-${value}` : /[/"]'/.test(key));
""",
    "point.js": """/** Points. */

export const TEXTS = {
  unused: "never",
  again: (name) => `again ${name}`,
};

/** A point. */
export class Point {
  #x = 1;
  #y;

  constructor(x, y) {
    this.#x = x;
    this.#y = y;
  }

  get sum() {
    return this.#x + this.#y;
  }

  told({ top, left = top * 2 }) {
    const { sum: whole } = this;
    return { top, left, whole };
  }
}

export function spare(first) {
  return first.unusual;
}
""",
    "ring.js": 'import { a } from "./ring.js";\n',
    "twice.js": 'import { Point } from "./point.js";\nconst TEXTS = Point;\n',
    "missing.js": 'import { absent } from "./point.js";\n',
    "all.js": 'import * as point from "./point.js";\n',
    "default.js": "export default 1;\n",
    "lazy.js": 'const later = () => import("./point.js");\n',
    "global.js": "export const location = 1;\n",
    "nested.js": "export const a = (b) => `x ${b ? `y ${b}` : 1}`;\n",
    "regex.js": "export const a = (b) => /^- /.test(b);\n",
}


def test_bundle_does_what_its_modules_do() -> None:
    script = bundled("ok.js", MODULES.__getitem__)
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to run it")
    said = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True).stdout
    assert said == '{"first":{"top":3,"left":6,"whole":3},"called":"first","again":"again first /x/"}\na-1\n'
    assert "spare(" not in script and "unusual" not in script
    assert "Says it" not in script and "TEXTS" not in script


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("main.js", "another name"),
        ("ring.js", "each other"),
        ("twice.js", "both have 'TEXTS'"),
        ("missing.js", "imports absent"),
        ("all.js", "import *"),
        ("default.js", "export default"),
        ("lazy.js", "import("),
        ("global.js", "'location'"),
        ("nested.js", "template"),
        ("regex.js", "expression"),
    ],
)
def test_what_is_not_read_is_refused(entry: str, told: str) -> None:
    with pytest.raises(BundleError, match=f"^{entry.replace('.', '[.]')}.*{re.escape(told)}|{re.escape(told)}"):
        bundled(entry, MODULES.__getitem__)


def test_widget_is_small_and_of_itself() -> None:
    widget = current()
    assert len(widget.gzipped) < 15_000
    text = widget.content.decode()
    assert not re.search(r"(inner|outer|Adjacent)HTML|document\.write|eval\(|@import|[: ,]url\(|javascript:", text)
    assert set(re.findall(r"https?://[^\"/]*", text)) == {"http://www.w3.org"}  # the name of SVG
    # A selector that the minifier took apart would be one of something else.
    assert ".rows *:is(table" in text and ".talk :is(ul" in text


def test_version_is_kept_and_served_only_whole(tmp_path: Path) -> None:
    folder = tmp_path
    keep(folder)
    keep(folder)
    (file,) = (folder / "widgets").iterdir()
    assert file.read_bytes() == current().content
    earlier = b"(()=>{})();\n"
    old = WidgetFile(earlier)
    (folder / "widgets" / f"{old.digest}.js").write_bytes(earlier)
    assert kept(folder, old.digest) == old
    (folder / "widgets" / f"{old.digest}.js").write_bytes(b"stolen()")
    assert kept(folder, old.digest) is None
    assert kept(folder, "../../secret") is None and kept(folder, "0" * 32) is None
    assert kept(folder, current().digest) == current()
