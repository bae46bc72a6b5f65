"""Official PDF by typst: PDF/A for the archive, PDF/UA for everybody; data come in as text and stay text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

FONTS = Path(__file__).resolve().parent.parent / "fonts"
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]


def render_pdf(template: Path, context: Mapping[str, Any]) -> bytes:
    """The .typ template compiled with the context.

    A compiler of its own each time: one is not safe to share between threads, and a fresh one takes some 30 ms.
    """
    import typst

    data = {"data": json.dumps(context, ensure_ascii=False)}
    compiler = typst.Compiler(
        input=str(template), root=str(template.parent.parent), font_paths=[str(FONTS)], ignore_system_fonts=True,
        sys_inputs=data,
    )  # fmt: skip
    made = compiler.compile(format="pdf", pdf_standards=list(STANDARDS))
    if not isinstance(made, bytes):
        raise TypeError(f"{template.name} compiled into {type(made).__name__}, not into one file.")
    return made
