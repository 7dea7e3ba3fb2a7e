"""The frame and the text of the demo's concept: before, as drafted, and with what the hearing brought."""

from __future__ import annotations

from verbindlich.domain.concepts.actions import save_concept, save_section
from verbindlich.domain.concepts.models import Concept, Section
from verbindlich.front.demo.scene import DATA, Scene, Told
from verbindlich.office.trail.actions import backdated

BEFORE, FRAMED, WRITTEN, HEARD = "-23/10", "-21/5", "-20/17", "-18/12"
REWORKED = ("monitoring-fortschreibung", "integrationsverstaendnis")  # their last paragraph came with the hearing
FROM_HEARING = "municipalities_heard"
DATES = {"valid_from": "begins", "valid_until": "ends", "next_revision": "ends"}


def load_before(scene: Scene) -> None:
    said = scene.earlier["concept"]
    with backdated(scene.clock.moment(BEFORE)):
        frame(scene, Concept(municipality=scene.home), said)
        for entry in scene.earlier["section"]:
            section(scene, entry["element"], entry["text"].strip())


def load_draft(scene: Scene) -> None:
    said = {name: value for name, value in scene.concept["concept"].items() if name != FROM_HEARING}
    with backdated(scene.clock.moment(FRAMED)):
        frame(scene, Concept.objects.get(municipality=scene.home), said)
    for turn, (element, text) in enumerate(texts(scene).items()):
        with backdated(scene.clock.moment(WRITTEN, turn)):
            section(scene, element, text.rpartition("\n\n")[0] if element in REWORKED else text)


def load_heard(scene: Scene) -> None:
    with backdated(scene.clock.moment(HEARD)):
        said = {FROM_HEARING: scene.concept["concept"][FROM_HEARING]}
        frame(scene, Concept.objects.get(municipality=scene.home), said)
        for element in REWORKED:
            section(scene, element, texts(scene)[element])


def texts(scene: Scene) -> dict[str, str]:
    """A file for each element."""
    files = sorted((DATA / "text").glob("*.md"))
    return {path.stem: scene.clock.told(path.read_text("utf-8").strip()) for path in files}


def frame(scene: Scene, concept: Concept, said: Told) -> None:
    for name, value in said.items():
        setattr(concept, name, getattr(scene.clock, DATES[name])(value) if name in DATES else value)
    save_concept(user=scene.steering, concept=concept, version=concept.version if concept.pk else None)


def section(scene: Scene, element: str, text: str) -> None:
    known = Section.objects.filter(municipality=scene.home, element=element).first()
    row = known or Section(municipality=scene.home, element=element)
    row.text = text
    save_section(user=scene.steering, section=row, version=row.version if row.pk else None)
