"""Documents of a hostile agency, and what must not come of them in any page."""

from pathlib import Path

from playwright.sync_api import Frame, Page

AGENCY = "Isle <img src=x onerror=alert(1)> \u202eWicks"
NAME = "Lamp <img src=x onerror=alert(2)> \u202etxt.txt"
SCRIPTS = "</mark></textarea></title></script><script>alert(3)</script><svg onload=alert(4)>"
LINKS = "[here](javascript:alert(5)) <a href='javascript:alert(6)'>there</a>"
TURNED = "\u202e\u2066turned\u2069 \u2067round\u200b\u200f \U000e0041\U000e0042"

SPEC = f"""        MARLOW COUNTY CLASS SPECIFICATION            Class Code: Z9001
  Established: 06/1994
  Last Revised: 11/2022
Title:  Lamp <img src=x onerror=alert(7)> Keeper {TURNED}      Service: Classified
  FLSA status: Exempt
Unit:  Fiscal <svg onload=alert(8)>      Salary Range: 19 {SCRIPTS}

DEFINITION

Under supervision, tends the lamps {SCRIPTS} of one {LINKS} program; {TURNED}.

EXAMPLES OF DUTIES </mark><img src=x onerror=alert(9)>

 1. Trim wicks {SCRIPTS} daily; {"W" * 400}.
 2. Keep <iframe srcdoc="<script>alert(10)</script>"></iframe> of oil.

MINIMUM QUALIFICATIONS

 License: A valid driver's license {TURNED} <b onclick=alert(11)>is</b> required.
"""
PAGE = f"""<html><head><title>Wick {TURNED}</title></head><body><h1>Wick Keeper &lt;img src=x onerror=alert(12)&gt;</h1>
<p>Class Code: Z9002</p><p>FLSA Status: Exempt</p><h2>DEFINITION</h2>
<p>Keeps wicks <img src=x onerror=alert(13)> <svg onload=alert(14)></svg>
&lt;script&gt;alert(15)&lt;/script&gt; {TURNED}</p>
<h2>EXAMPLES OF DUTIES</h2><ul><li onclick="alert(16)">Trims <a href="javascript:alert(17)">wicks</a></li>
<li>Oils &lt;/mark&gt;&lt;svg onload=alert(18)&gt; lamps.</li></ul></body></html>"""
TABLE = f"""Class Code,Class Title,Minimum,Maximum,Overtime,Bargaining Unit
Z9001,"Lamp <svg onload=alert(19)> {TURNED}",1000,2000,Exempt,"<img src=x onerror=alert(20)> {TURNED}"
"""

# Text of attributes counts too: a tooltip is read as well. What a person types is his own.
_LIVE = """() => {
    const found = [];
    const look = (root) => {
        for (const e of root.querySelectorAll("*")) {
            if (e.shadowRoot) look(e.shadowRoot);
            for (const { name, value } of e.attributes) {
                if (name.startsWith("on") || name === "srcdoc") found.push(`${e.localName} ${name}`);
                if (/^\\\\s*(javascript|data|vbscript):/i.test(value)) found.push(`${name} ${value}`);
            }
            if (e.localName === "script" && !e.src) found.push("script");
            if (e.localName === "img" && e.getAttribute("src") === "x") found.push("img");
            for (const node of e.childNodes) {
                if (node.nodeType === 3 && /[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data)) found.push(node.data);
            }
        }
    };
    look(document);
    if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.title)) found.push(document.title);
    return found;
}"""


def write(folder: Path) -> tuple[Path, Path]:
    """Write the documents and the class table below `folder`; return the folder of those and the file of this."""
    specs, table = folder / "specs", folder / "table.csv"
    specs.mkdir()
    # A slash cannot stand in a name.
    (specs / NAME).write_text(SPEC, encoding="utf-8")
    (specs / "wick \u202ekeeper.html").write_text(PAGE, encoding="utf-8")
    table.write_text(TABLE, encoding="utf-8")
    return specs, table


def live(page: Page | Frame) -> list[str]:
    """Return what of a page, the trees of its shadows included, runs, leads astray, or turns text around."""
    found: list[str] = page.evaluate(_LIVE)
    return found
