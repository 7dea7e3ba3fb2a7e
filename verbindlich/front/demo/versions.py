"""The versions of the demo's concept: the one before, the one in force, and the next catalogue of measures in work."""

from __future__ import annotations

from collections.abc import Callable

from verbindlich.domain.concepts import versioning
from verbindlich.domain.concepts.models import Version
from verbindlich.front.demo.scene import Scene, Told
from verbindlich.office.trail.actions import backdated


def load_before(scene: Scene) -> None:
    """Entered when the work began, as it had been adopted years ago."""
    said = scene.earlier["version"]
    begun = begin(scene, said)
    step(scene, said["at"], versioning.adopt, begun, on=scene.clock.day(said["adopted_on"]), **resolution(said))


def begin(scene: Scene, said: Told) -> Version:
    with backdated(scene.clock.moment(said["at"])):
        return versioning.begin(user=scene.steering, municipality=scene.home, kind=said["kind"], name=said["name"])


def resolution(said: Told) -> dict[str, str]:
    return {name: said[name] for name in ("body", "resolution")}


def consult(scene: Scene, draft: Version) -> Version:
    return step(scene, scene.concept["version"]["consulted"], versioning.consult, draft)


def adopt(scene: Scene, consulted: Version) -> None:
    said, adopted = scene.concept["version"], scene.clock.adopted
    version = step(scene, adopted.isoformat(), versioning.adopt, consulted, on=adopted, **resolution(said))
    step(scene, said["submitted"], versioning.submit, version, on=scene.clock.day(said["submitted"]))


def step(scene: Scene, at: str, verb: Callable[..., Version], version: Version, **said: object) -> Version:
    with backdated(scene.clock.moment(at)):
        return verb(user=scene.steering, version=version, seen=version.version, **said)
