"""From a person's input to a painted page: the studio beside the two usual ways in notebooks.

Run it with ``python benchmarks/studio.py`` from the repository; it needs Chromium. JupyterLab and
Voilà are started on notebooks of their own, without a network. "Painted" is the frame after the
last change of the page that an input leads to, all panels and charts included. The peers show the
same two charts and the same facts, worked out by the same functions: in an `Output` that is filled
anew, and by `JupyterChart.chart = …`. Times depend on the machine: compare the ratios of one run.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import nbformat
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT), str(ROOT / "benchmarks")]

from page import plan_of  # noqa: E402

from blendnb.launch import studio_options  # noqa: E402
from blendnb.shipped import shipped  # noqa: E402
from blendnb.widgets.studio import Studio, studio  # noqa: E402
from tests.browser.lab import running_lab  # noqa: E402
from tests.conftest import CHROMIUM_COMMANDS, CHROMIUM_FLAGS  # noqa: E402

EVENTS, PEER_EVENTS, EDITS = 50, 15, 1_000
PORT = 8941
BRIEF = """\
import blendnb as bl
START = bl.Brief(title="CRM rollout", objective="Sales teams use the new CRM.",
    topics=["Process change", "Forecasting"], outcome={"subject": "software"},
    audience={"size": 400, "role": "sales"}, schedule={"weeks": 6})
"""
PLAN = "import sys; sys.path.append({path!r}); from page import plan_of\n"
STUDIOS = {
    "composed": "session = bl.studio(START); session",
    "40": "session = bl.studio(plan=plan_of(40)); session",
    "300": "session = bl.studio(plan=plan_of(300, 26)); session",
}
FACTS = """
import ipywidgets as w
box = w.Text(value="6", description="weeks", continuous_update=True)
def worked_out(weeks):
    brief = START.replace(schedule={"weeks": int(weeks)})
    found = bl.recommend(brief); plan = bl.design(brief)
    return plan, f"<h2>{found.summary}</h2>" + bl.charts.dimensions_table(bl.audit(plan)).to_html()
"""
OUTPUT = """
import altair as alt; from altair import JupyterChart
JupyterChart.enable_offline()
out = w.Output()
def show(change=None):
    plan, facts = worked_out(box.value)
    with out:
        out.clear_output(wait=True)
        display(w.HTML(facts), JupyterChart(bl.journey_chart(plan)),
                JupyterChart(bl.spacing_chart(plan)))
box.observe(show, "value"); show(); w.VBox([box, out])
"""
CHART = """
from altair import JupyterChart
JupyterChart.enable_offline()
plan, facts = worked_out("6")
text = w.HTML(facts); one = JupyterChart(bl.journey_chart(plan))
two = JupyterChart(bl.spacing_chart(plan))
def show(change):
    plan, text.value = worked_out(box.value)
    one.chart = bl.journey_chart(plan); two.chart = bl.spacing_chart(plan)
box.observe(show, "value"); w.VBox([box, text, one, two])
"""
WATCH = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => shifts += e.value))
  .observe({ type: "layout-shift", buffered: false });
window.painted = (place, act) => new Promise((done, failed) => {
  const root = document.querySelector(place);
  let last = 0;
  const seen = new MutationObserver(changes => {
    // That all is saved is told a moment later, and is not what an input leads to.
    const of = ({ target }) => target.closest ? target : target.parentElement;
    if (changes.every(change => of(change)?.closest(".kicker"))) return;
    requestAnimationFrame(() => setTimeout(() => { last = performance.now(); }));
  });
  seen.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  const began = performance.now();
  act();
  const look = () => {
    const now = performance.now();
    if (last && now - last > 700) { seen.disconnect(); done(last - began); }
    else if (now - began > 20000) failed(new Error("nothing was painted"));
    else setTimeout(look, 20);
  };
  look();
});
window.typed = (box, text) => {
  box.blur();  // what is typed without leaving the box is one step, taken back as one
  box.focus();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
};
null;
"""


class Host:
    """A page with one notebook on it, and what is measured there."""

    def __init__(self, page: Page) -> None:
        self.page, self._bytes = page, 0
        page.on("websocket", self._listen)

    def _listen(self, socket: object) -> None:
        socket.on("framereceived", self._count)  # type: ignore[attr-defined]

    def _count(self, content: str | bytes) -> None:
        self._bytes += len(content)

    def ready(self, selector: str) -> None:
        """Wait until the page stands and nothing moves on it any more."""
        self.page.wait_for_selector(selector, timeout=120_000)
        self.page.wait_for_timeout(3_000)
        self.page.evaluate(WATCH)

    def typing(self, place: str, box: str, texts: list[str]) -> str:
        """Type numbers into a box; tell the times, the bytes, the shift and the focus."""
        self.page.evaluate("shifts = 0")
        self._bytes = 0
        act = "typed(document.querySelector(box), text)"
        times = [
            self.page.evaluate(
                f"([place, box, text]) => painted(place, () => {act})", [place, box, text]
            )
            for text in texts
        ]
        kept = self.page.evaluate("b => document.activeElement?.matches(b) ?? false", box)
        shift = self.page.evaluate("shifts")
        size = self._bytes / len(texts) / 1000
        return f"{told(times)}  {size:7.0f} kB  shift {shift:.3f}  focus {kept}"

    def clicking(self, button: str, count: int) -> str:
        """Press a button again and again."""
        act = "document.querySelector(button).click()"
        times = [
            self.page.evaluate(f"button => painted('.blendnb.studio', () => {act})", button)
            for _ in range(count)
        ]
        return told(times)

    def dragging(self, count: int) -> str:
        """Drag a bar there and back; tell the frames meanwhile and the time after letting go."""
        page, commits, frames = self.page, [], []
        hold = page.locator(".blendnb .board-row .hold").nth(2)
        hold.scroll_into_view_if_needed()
        for turn in range(count):
            at = hold.bounding_box()
            x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
            page.mouse.move(x, y)
            page.mouse.down()
            page.evaluate(
                "() => { window.ticks = []; const tick = now => { ticks.push(now);"
                " window.ticking = requestAnimationFrame(tick); }; tick(performance.now()); }"
            )
            for step in range(1, 13):
                page.mouse.move(x + (step if turn % 2 else -step) * 4, y)
            frames += page.evaluate(
                "cancelAnimationFrame(ticking), ticks.slice(2).map((t, i) => t - ticks[i + 1])"
            )
            page.evaluate("window.dropped = painted('.blendnb.studio', () => {}), null")
            page.mouse.up()
            commits.append(page.evaluate("dropped"))
        return f"frames {told(frames)}; commit {told(commits)}"


def told(times: list[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    return f"{median(times):6.0f} / {quantiles(times, n=20)[-1]:6.0f} ms"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser that reaches this machine only."""
    import shutil

    path = next(filter(None, map(shutil.which, CHROMIUM_COMMANDS)))
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield running
        running.close()


def notebook(folder: Path, name: str, code: str) -> Path:
    """Write a notebook of one cell."""
    written = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    written.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(written, folder / name)
    return folder / name


@contextmanager
def voila(path: Path) -> Iterator[str]:
    """Show a notebook with Voilà, as the app does, but without its token."""
    places = [str(shipped("templates") / "app"), os.environ.get("JUPYTER_PATH", "")]
    environment = os.environ | {"JUPYTER_PATH": os.pathsep.join(filter(None, places))}
    options = [o for o in studio_options(PORT)[1:] if "auto_token" not in o]
    command = [sys.executable, "-m", "voila", str(path), *options, "--no-browser", "--token="]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{PORT}/"
    finally:
        process.terminate()
        process.wait(30)


def on_voila(browser: Browser, path: Path, work: Callable[[Host], None]) -> None:
    """Do something with a notebook in Voilà."""
    with voila(path) as origin:
        page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
        for _ in range(60):
            try:
                urllib.request.urlopen(origin).close()
                break
            except OSError:
                time.sleep(0.5)
        host = Host(page)
        page.goto(origin, timeout=120_000)
        work(host)
        page.context.close()


def play(kind: str, host: Host) -> None:
    """Measure one kind of page; print as the figures come."""
    if kind in STUDIOS:
        box = '[data-path="schedule.weeks"] input'
        host.ready(".blendnb.studio [data-key=spacing] .drawing svg")
        texts = [str(6 + turn % 7) for turn in range(EVENTS)]
        print("   a brief change ", host.typing(".blendnb.studio", box, texts))
        print("   undo           ", host.clicking(".blendnb [data-command*=undo]", EVENTS - 2))
        print("   a drag         ", host.dragging(EVENTS // 2))
    else:
        host.ready(".widget-text input")
        texts = [str(6 + turn % 7) for turn in range(PEER_EVENTS)]
        print("   a change       ", host.typing("body", ".widget-text input", texts))


def startup(browser: Browser, folder: Path) -> None:
    """Measure `blendnb studio`: its address, its first page, a studio with charts."""
    main = "import sys; from blendnb.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", main, "studio", str(folder), "--no-browser", "--port", "8951"]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stderr=subprocess.STDOUT)
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    address = next(filter(None, (re.search(r"http\S+token=\w+", line) for line in process.stdout)))
    print(f"   address printed {time.monotonic() - began:5.1f} s")
    page.goto(address[0], timeout=120_000)
    page.locator(".start .choice").first.wait_for(timeout=120_000)
    print(f"   page usable     {time.monotonic() - began:5.1f} s")
    page.get_by_text("A blank brief").click()
    page.locator(".blendnb.studio .empty").wait_for(timeout=60_000)
    print(f"   studio usable   {time.monotonic() - began:5.1f} s")
    page.context.close()
    process.terminate()
    process.wait(30)


def memory(folder: Path) -> None:
    """Measure what many edits leave in memory."""
    for size in (40, 300):
        shown = studio(plan=plan_of(size, 26), folder=folder)
        say(shown, 0, {"hello": 640})
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for turn in range(EDITS):
            say(
                shown, turn + 1, {"set": {"audience.size": str(100 + turn)}, "step": f"edit {turn}"}
            )
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(f"   {size} touchpoints: {grown:5.0f} MB more")


def say(shown: Studio, number: int, command: dict[str, object]) -> None:
    """Say something to a studio as its view would."""
    shown._heard(None, {"view": "a", "seq": number, "commands": [command]}, None)  # noqa: SLF001


def main() -> None:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as base, chromium() as browser:
        os.environ["BLENDNB_STATE"] = f"{base}/state"
        folder, home = Path(base, "work"), Path(base, "home")
        folder.mkdir()
        home.mkdir()
        setup = BRIEF + PLAN.format(path=str(ROOT / "benchmarks"))
        kinds = {
            **{kind: setup + code for kind, code in STUDIOS.items()},
            "JupyterChart.chart": BRIEF + FACTS + CHART,
            "Output": BRIEF + FACTS + OUTPUT,
        }
        print("start of `blendnb studio`, cold")
        startup(browser, folder)
        with running_lab(folder, home) as lab:
            for kind, code in kinds.items():
                print(f"JupyterLab, {kind} (median / p95 to painted, bytes a change)")
                notebook(folder, f"{kind}.ipynb", code)
                page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
                host = Host(page)
                lab.run_notebook(page, f"{kind}.ipynb")
                play(kind, host)
                page.context.close()
        for kind in STUDIOS:  # of the peers, `JupyterChart` paints no change at all in Voilà
            print(f"Voilà, {kind}")
            path = notebook(folder, f"{kind}.ipynb", kinds[kind])
            on_voila(browser, path, lambda host, kind=kind: play(kind, host))
        print(f"memory after {EDITS} edits")
        memory(folder)


if __name__ == "__main__":
    main()
