"""Build hook: KERN's styles and fonts from the theme's wheel, and the compiled English catalogue.

Both end in git-ignored places; `pip install -e .` makes them anew.
"""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
KERN = ROOT / "verbindlich/base/common/static/kern"
CUTS = ("Regular", "Italic", "Medium", "SemiBold")


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        copy_kern()
        compile_catalogues()


def copy_kern() -> None:
    """kern.min.css, its licence, and the four Fira cuts in use with a style sheet that names only them."""
    kit = Path(str(files("mkdocs_kern_ux"))) / "kern-ux/vendor/kern"
    shutil.rmtree(KERN, ignore_errors=True)
    (KERN / "fira-sans").mkdir(parents=True)
    for name in ("kern.min.css", "LICENSE.txt", "VERSION"):
        shutil.copyfile(kit / name, KERN / name)
    for cut in CUTS:
        shutil.copyfile(kit / f"fonts/fira-sans/FiraSans-{cut}.woff2", KERN / f"fira-sans/FiraSans-{cut}.woff2")
    shutil.copyfile(kit / "fonts/fira-sans/OFL.txt", KERN / "fira-sans/OFL.txt")
    faces = re.findall(r"@font-face\s*{[^}]*}", (kit / "fonts/fira-sans.css").read_text("utf-8"))
    wanted = [face for face in faces if re.search(rf"FiraSans-({'|'.join(CUTS)})\.woff2", face)]
    (KERN / "fira-sans.css").write_text("\n".join(wanted) + "\n", "utf-8")


def compile_catalogues() -> None:
    """locale/*/LC_MESSAGES/django.po to .mo with Babel: no gettext on the machine needed."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in (ROOT / "verbindlich/locale").glob("*/LC_MESSAGES/django.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parts[-3]))
