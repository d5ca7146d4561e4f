"""Where the scenes play: servers with an index, without one, with jobs, with an inbox, and somebody else's site."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assistant.opening import open_index
from assistant.service.app import create_app
from assistant.settings import Settings
from ingest.classtable.importing import TableTask, perform
from tests.assistant.service.inboxes import serving_inbox
from tests.assistant.service.jobs_stand_in import REPORT, JobsStandIn, opened_with
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import StandIn, opened
from tests.browser.host import Site, foreign_site
from tests.browser.scenes.mounts import FRAME_PAGE, WIDGET_PAGE
from vectorstore.jobs import JobRequest, JobState
from vectorstore.vocabulary import load

_PAY = Path(__file__).parents[1] / "assistant" / "data" / "tables" / "marlow-pay-2021.csv"

# A page with a style of its own, of which nothing may come into the widget.
_HOST = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jobs and careers</title>
<link rel="icon" href="data:,">
<style>
:root {{ color-scheme: light dark; font: 17px/1.6 serif }}
body {{ margin: 0; background: light-dark(#fff, #1d1f1d); color: light-dark(#222, #e4e4e4) }}
header {{ background: #37502f; color: #fff; padding: .5rem 1.25rem; font-weight: bold }}
main {{ max-width: 44rem; padding: 1rem 1.25rem }}
iframe {{ width: 100%; height: 36rem; border: 1px solid #888 }}
</style>
</head>
<body>
<header>Marlow County Intranet</header>
<main>
<h1>Jobs and careers</h1>
<p>What your class does, what it pays, and where it leads.</p>
{frame}
<h2>This month</h2>
<p>The examination for Permit Technician is open to all staff.</p>
<p><a href="#contact">Human Resources</a>, second floor of the Administration Building.</p>
</main>
{script}
</body>
</html>
"""


class Stage:
    """The address of each site of the scenes; each is served from when it is asked for until the stage is closed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held = ExitStack()
        self._addresses: dict[str, str] = {}

    def address(self, site: str) -> str:
        """Return the address of `site`, one of `Scene.site`."""
        if site not in self._addresses:
            getattr(self, f"_serve_{site}")()
        return self._addresses[site]

    def close(self) -> None:
        """Stop all servers."""
        self._held.close()

    def _serve_examples(self) -> None:
        """Serve the examples with a class table, and the site that may embed them."""
        data = self._folder / "examples"
        shutil.copytree(ingested().name, data)
        with open_index(Settings(data_dir=data)) as index:
            perform(TableTask(str(_PAY), "Marlow County", "2021-07-01", "month"), index, load())
        site = self._held.enter_context(foreign_site())
        app = create_app(Settings(data_dir=data, embed_origins=(site.address,)))
        self._addresses["examples"] = self._held.enter_context(serving(app))
        self._addresses["host"] = site.address
        _embed(site, self._addresses["examples"])

    _serve_host = _serve_examples

    def _serve_empty(self) -> None:
        app = create_app(Settings(data_dir=self._folder / "empty"))
        self._addresses["empty"] = self._held.enter_context(serving(app))

    def _serve_office(self) -> None:
        app = create_app(Settings(data_dir=self._folder / "office"), opened_with(_jobs(self._folder)))
        self._addresses["office"] = self._held.enter_context(serving(app))

    def _serve_inbox(self) -> None:
        self._addresses["inbox"], _ = self._held.enter_context(serving_inbox(_made(self._folder / "inbox")))

    def _serve_cleared(self) -> None:
        served = serving_inbox(_made(self._folder / "cleared"), noted=())
        self._addresses["cleared"], _ = self._held.enter_context(served)

    def _serve_locked(self) -> None:
        app = create_app(Settings(data_dir=self._folder / "locked", uploads="token"), opened(StandIn()))
        self._addresses["locked"] = self._held.enter_context(serving(app))


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """Yield a stage with its data in `folder`."""
    stage = Stage(folder)
    try:
        yield stage
    finally:
        stage.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _embed(site: Site, address: str) -> None:
    script = f'<script src="{address}/widget.js" async data-name="Ask HR"></script>'
    frame = f'<iframe src="{address}/frame?name=Ask+HR" title="Ask HR"></iframe>'
    site.pages[WIDGET_PAGE] = _HOST.format(frame="", script=script)
    site.pages[FRAME_PAGE] = _HOST.format(frame=frame, script="")


def _jobs(folder: Path) -> JobsStandIn:
    """Return a job of every kind."""
    jobs, asked = JobsStandIn(folder), JobRequest(("/up/x/lamp.txt", "/up/x/oar.txt"), agency="Elm", uploaded=True)
    for name in ("done", "failed", "running", "waiting"):
        jobs.submit(asked, name)
    jobs.end("done", REPORT)
    jobs.change("failed", state=JobState.FAILED, error="No space is left on the disk.", finished=1e9 + 3)
    jobs.change("running", state=JobState.RUNNING, current="/up/x/lamp.txt", done=1, total=2, started=1e9 + 1)
    return jobs
