"""The notebooks as pages: each run from a clean kernel, and shown as HTML that asks no other host for anything.

`python -m thidua.notebook_pages`, which `make notebooks` calls, writes them all. It needs the extra `notebook`.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from thidua.files import write_text
from thidua.home import open_home
from thidua.notebooks import FOLDER, notebooks

if TYPE_CHECKING:
    from nbformat import NotebookNode

DEMO = FOLDER.parent / "thidua-demo"
_TEMPLATES = Path(__file__).with_name("templates")
_TIMEOUT = 600  # seconds a cell


def executed(path: Path, home: Path) -> NotebookNode:
    """Return a notebook with what its cells give, run from a clean kernel on a home.

    Raises nbclient.exceptions.CellExecutionError where a cell fails.
    """
    import nbformat
    from nbclient import NotebookClient
    from traitlets.config import Config

    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    with TemporaryDirectory() as sockets:  # which nobody else can open, as they could a port
        config = Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/kernel"}})
        client = NotebookClient(notebook, timeout=_TIMEOUT, kernel_name="python3", config=config)
        client.execute(cwd=str(path.parent), env=os.environ | {"THIDUA_HOME": str(home.resolve())})
    return notebook


def page_of(notebook: NotebookNode, title: str) -> str:
    """Return a notebook that was run as one HTML file without scripts and without anything from elsewhere."""
    from jinja2 import Environment, FileSystemLoader
    from nbconvert import HTMLExporter
    from pygments.formatters import HtmlFormatter

    exporter = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(notebook)
    template = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=False).get_template(  # noqa: S701
        "notebook.html.j2"
    )
    page: str = template.render(title=title, body=body, colours=HtmlFormatter().get_style_defs(".highlight"))
    return page


def write_pages(home: Path, out: Path) -> list[Path]:
    """Run all notebooks on a home and write their pages to a folder, which is made; return the files."""
    open_home(home).snapshots.latest()
    out.mkdir(parents=True, exist_ok=True)
    pages = []
    for path in notebooks():
        page = out / f"{path.stem}.html"
        write_text(page, page_of(executed(path, home), path.stem))
        print(page)
        pages.append(page)
    return pages


def main() -> None:
    """Write the pages of all notebooks."""
    parser = argparse.ArgumentParser(description="Run all notebooks and write them as HTML.")
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("THIDUA_HOME") or DEMO))
    parser.add_argument("--out", type=Path, default=FOLDER / "html")
    asked = parser.parse_args()
    write_pages(asked.home, asked.out)


if __name__ == "__main__":
    main()
