"""Build ``assets/map/world.npz`` and ``assets/map/names.json`` from three npm packages.

Run ``python assets/build/map.py``. It needs numpy, the ``npm`` client and a network; with ``--packages FOLDER`` it
takes tarballs that are already there. Each tarball must have the digest written below.

Steps: decode the TopoJSON, drop vertices that no screen can show, stitch arcs to rings, cut rings at the
antimeridian and close them at the poles, collect land borders, find a label point for every jurisdiction.
"""

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

PACKAGES = {
    "world-atlas@2.0.2": "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
    "cldr-localenames-full@48.2.0": (
        "4o0paYDz0UXhfhChAVFkmVl2CP0YTSEqE6WrC0fNafaSC5u5DAXphxH3SZ1Ujczarikr8DToKZfiok6EqWLdNQ=="
    ),
    "cldr-core@48.2.0": "zfmLothncSwfv2jlevoSrgI2VGgH8SDGHXst6jUEotHA8nq9Igeg9jzdJDFtBso9pgJuG89DK16TzrmZDdo2Bg==",
}
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
# Natural Earth draws these without an ISO 3166 code; ids from the range that ISO leaves to users.
USER_ASSIGNED = {
    "Kosovo": "XKX",
    "Somaliland": "XSL",
    "N. Cyprus": "XNC",
    "Siachen Glacier": "XSG",
    "Indian Ocean Ter.": "XIO",
}
DISPUTED = {"XKX", "XSL", "XNC", "XSG"}
# CLDR's short form is the name people use ("Hong Kong"), except where it is a mere abbreviation ("UK")
# or where the two Congos would be told apart by their capitals.
NAME_FORM = {"GB": "long", "US": "long", "BA": "long", "CD": "variant", "CG": "variant"}
SMALLEST_TRIANGLE = 1e-3  # square degrees at the equator; about one pixel when 60 degrees fill 1920 px
SMALL_RING = 0.6  # degrees; islands and city States below this keep every vertex
UNITS_PER_DEGREE = 1000
LEAST_AREA = 1e-9  # square degrees; less is a line
POLAR = 89.9  # latitude beyond which an edge runs along a pole; the package has some at 89.999
CENTRING = 0.2  # how much of its distance from the edge a label point gives up to be nearer to the centroid


@dataclass(frozen=True)
class Ring:
    """One closed outline of a jurisdiction in degrees, not repeating its first point."""

    owner: int
    hole: bool
    points: Points


def fetch(folder: Path) -> None:
    """Let npm put the tarballs of :data:`PACKAGES` into ``folder``."""
    for name in PACKAGES:
        if not tarball(folder, name).exists():
            subprocess.run(["npm", "pack", name, "--silent", "--pack-destination", str(folder)], check=True)  # noqa: S603, S607


def tarball(folder: Path, name: str) -> Path:
    """Path of the tarball that npm writes for ``name@version``."""
    return folder / (name.replace("@", "-") + ".tgz")


def verify(folder: Path) -> None:
    """Stop if a tarball is not the one this script was written for.

    Raises
    ------
    SystemExit
        If a digest differs.
    """
    for name, expected in PACKAGES.items():
        path = tarball(folder, name)
        digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
        if digest != expected:
            sys.exit(f"{path}: sha512 is {digest}, expected {expected}. Delete the file and fetch {name} again.")


def read_json(folder: Path, name: str, member: str) -> Any:
    """Read one JSON file out of a tarball."""
    with tarfile.open(tarball(folder, name)) as archive:
        stream = archive.extractfile(f"package/{member}")
        if stream is None:
            sys.exit(f"{tarball(folder, name)} has no file {member}")
        return json.load(stream)


def decode_arcs(topology: dict[str, Any]) -> list[Points]:
    """Undo TopoJSON's quantisation and deltas (TopoJSON 1.0, section 2.1.3); degrees, shape (n, 2) each."""
    scale = np.array(topology["transform"]["scale"])
    shift = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + shift for arc in topology["arcs"]]


def rings_of(geometry: dict[str, Any]) -> Iterator[tuple[bool, list[int]]]:
    """Yield ``(is a hole, arc references)`` for every ring of a Polygon or MultiPolygon."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for position, ring in enumerate(polygon):
            yield position > 0, ring


def arc_index(reference: int) -> int:
    """Index of the arc behind a TopoJSON reference (``~i`` is arc ``i`` backwards)."""
    return ~reference if reference < 0 else reference


def stitch(arcs: list[Points], references: list[int]) -> Points:
    """Join arcs to one ring, without the repeated joints and without the closing point."""
    parts = [arcs[arc_index(r)][::-1] if r < 0 else arcs[r] for r in references]
    return np.concatenate([part[:-1] for part in parts])


def simplify(points: Points, smallest: float) -> Points:
    """Drop the vertex of the smallest triangle until all are at least ``smallest`` (Visvalingam and Whyatt 1993).

    End points stay, so arcs that meet still meet. Areas are in square degrees, shrunk by cos(latitude).
    """
    kept = list(range(len(points)))
    if len(points) < 4:
        return points
    flat = points * np.stack([np.cos(np.radians(points[:, 1])), np.ones(len(points))], axis=1)
    while len(kept) > 3:
        at = flat[kept]
        before, here, after = at[:-2], at[1:-1], at[2:]
        one, two = here - before, after - before
        area = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) / 2
        small = np.flatnonzero(area < smallest)
        if not len(small):
            break
        # Several at once, but never two neighbours: the triangles would not be the ones measured.
        order = small[np.argsort(area[small], kind="stable")]
        gone: set[int] = set()
        for index in order.tolist():
            if index - 1 not in gone and index + 1 not in gone and len(kept) - len(gone) > 3:
                gone.add(index)
        kept = [vertex for position, vertex in enumerate(kept) if position - 1 not in gone]
    return points[kept]


def unwrap(points: Points) -> tuple[Points, int]:
    """Make longitudes continuous; also the number of times that the ring runs round a pole (-1, 0 or 1)."""
    steps = (np.diff(points[:, 0], append=points[0, 0]) + 180) % 360 - 180
    longitude = points[0, 0] + np.concatenate([[0.0], np.cumsum(steps[:-1])])
    return np.stack([longitude, points[:, 1]], axis=1), round(float(steps.sum()) / 360)


def clip_longitude(points: Points, limit: float, sign: int) -> Points:
    """Cut a ring with the half plane ``sign * longitude <= sign * limit`` (Sutherland and Hodgman 1974)."""
    kept: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in zip(np.roll(points, 1, axis=0).tolist(), points.tolist(), strict=True):
        inside0, inside1 = sign * x0 <= sign * limit, sign * x1 <= sign * limit
        if inside0 != inside1:
            kept.append((limit, y0 + (y1 - y0) * (limit - x0) / (x1 - x0)))
        if inside1:
            kept.append((x1, y1))
    return np.array(kept, dtype=np.float64).reshape(-1, 2)


def cut(points: Points) -> list[Points]:
    """Split a ring at the antimeridian; a ring round a pole is closed along that pole."""
    ring, turns = unwrap(points)
    if turns:
        pole = -90.0 if ring[:, 1].mean() < 0 else 90.0
        closing = [[ring[0, 0] + 360 * turns, ring[0, 1]], [ring[0, 0] + 360 * turns, pole], [ring[0, 0], pole]]
        ring = np.concatenate([ring, np.array(closing)])
    if turns == 0 and ring[:, 0].min() >= -180 and ring[:, 0].max() <= 180:
        return [along_pole(ring)]
    pieces = []
    for world in (-360.0, 0.0, 360.0):
        piece = clip_longitude(clip_longitude(ring + np.array([world, 0.0]), 180.0, 1), -180.0, -1)
        if len(piece) >= 3 and np.ptp(piece[:, 0]) > 1e-6:
            pieces.append(along_pole(piece))
    return pieces


def along_pole(points: Points) -> Points:
    """Put a vertex every 10 degrees on edges along a pole, which a projection may draw as a curve or a line."""
    rows: list[list[float]] = []
    for start, end in zip(points.tolist(), np.roll(points, -1, axis=0).tolist(), strict=True):
        rows.append(start)
        if min(abs(start[1]), abs(end[1])) > POLAR:
            count = int(abs(end[0] - start[0]) // 10)
            rows.extend([start[0] + (end[0] - start[0]) * i / (count + 1), start[1]] for i in range(1, count + 1))
    return np.array(rows)


def signed_area(points: Points) -> float:
    """Area of a planar ring, positive if it runs counter-clockwise."""
    x, y = points[:, 0], points[:, 1]
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def centroid(points: Points) -> Points:
    """Centre of gravity of a planar ring; shape (2,)."""
    following = np.roll(points, -1, axis=0)
    weight = points[:, 0] * following[:, 1] - following[:, 0] * points[:, 1]
    result: Points = ((points + following) * weight[:, None]).sum(axis=0) / (3 * weight.sum())
    return result


def distance_inside(at: Points, rings: Iterable[Points]) -> NDArray[np.float64]:
    """Distance from each point to the outline, negative outside; shape (n,)."""
    inside = np.zeros(len(at), dtype=bool)
    nearest = np.full(len(at), np.inf)
    for ring in rings:
        start, end = ring, np.roll(ring, -1, axis=0)
        edge = end - start
        length = np.maximum((edge**2).sum(axis=1), 1e-18)
        offset = at[:, None, :] - start[None]
        share = np.clip((offset * edge).sum(axis=2) / length, 0, 1)
        nearest = np.minimum(nearest, np.hypot(*(offset - share[..., None] * edge).transpose(2, 0, 1)).min(axis=1))
        crosses = (start[None, :, 1] > at[:, None, 1]) != (end[None, :, 1] > at[:, None, 1])
        with np.errstate(divide="ignore", invalid="ignore"):
            x = start[:, 0] + (at[:, None, 1] - start[:, 1]) * edge[:, 0] / edge[:, 1]
        inside ^= (crosses & (at[:, None, 0] < x)).sum(axis=1) % 2 == 1
    return np.where(inside, nearest, -nearest)


def label_point(rings: list[Ring]) -> tuple[float, float]:
    """Point of the largest outline far from its edge and not too far from its middle, on a grid refined six times."""
    outer = max((r for r in rings if not r.hole), key=lambda r: abs(signed_area(r.points)) * shrink(r.points))
    factor = np.array([shrink(outer.points), 1.0])
    low, high = outer.points.min(axis=0), outer.points.max(axis=0)
    holes = [r.points * factor for r in rings if r.hole and (r.points > low).all() and (r.points < high).all()]
    outlines = [outer.points * factor, *holes]
    low, high = low * factor, high * factor
    centre, size = (low + high) / 2, high - low
    middle = centroid(outlines[0])
    for _ in range(6):
        steps = np.linspace(-0.5, 0.5, 15)
        grid = centre + np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2) * size
        merit = distance_inside(grid, outlines) - CENTRING * np.hypot(*(grid - middle).T)
        centre = grid[int(merit.argmax())]
        size = size / 4
    return float(centre[0] / factor[0]), float(centre[1])


def shrink(points: Points) -> float:
    """Width of a degree of longitude, relative to one of latitude, in the middle of these points."""
    return float(np.cos(np.radians((points[:, 1].min() + points[:, 1].max()) / 2)))


def jurisdiction_id(geometry: dict[str, Any], by_number: dict[str, str]) -> str:
    """ISO 3166 alpha-3 code of a geometry, or its user-assigned id."""
    name = geometry["properties"]["name"]
    return USER_ASSIGNED.get(name) or by_number[geometry["id"]]


def borders(geometries: list[tuple[int, dict[str, Any]]], arcs: list[Points]) -> list[tuple[int, int, Points]]:
    """Arcs that two jurisdictions share, each once."""
    owners: dict[int, set[int]] = defaultdict(set)
    for owner, geometry in geometries:
        for _hole, references in rings_of(geometry):
            for reference in references:
                owners[arc_index(reference)].add(owner)
    return [(min(pair), max(pair), arcs[index]) for index, pair in sorted(owners.items()) if len(pair) == 2]


def simplified_arcs(arcs: list[Points], smallest: float) -> list[Points]:
    """Simplify all arcs but the very small closed ones."""
    return [arc if np.ptp(arc, axis=0).max() < SMALL_RING else simplify(arc, smallest) for arc in arcs]


def packed(parts: list[Points]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """All points in thousandths of a degree, as differences along the whole array, and where each part starts."""
    start = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int32)
    points = np.round(np.concatenate(parts) * UNITS_PER_DEGREE).astype(np.int32)
    return np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int32)), start


def read_names(folder: Path, codes: dict[str, str]) -> dict[str, dict[str, str]]:
    """Names of the jurisdictions by language and alpha-3 id; ``codes`` gives alpha-2 by alpha-3."""
    names: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        page = read_json(folder, "cldr-localenames-full@48.2.0", f"main/{language}/territories.json")
        table = page["main"][language]["localeDisplayNames"]["territories"]
        names[language] = {}
        for alpha3, alpha2 in sorted(codes.items()):
            form = NAME_FORM.get(alpha2, "short")
            names[language][alpha3] = table.get(f"{alpha2}-alt-{form}", table[alpha2])
    return names


def build(folder: Path, target: Path) -> str:
    """Write both assets into ``target`` and return one sentence about them."""
    mappings = read_json(folder, "cldr-core@48.2.0", "supplemental/codeMappings.json")["supplemental"]["codeMappings"]
    aliases = read_json(folder, "cldr-core@48.2.0", "supplemental/aliases.json")["supplemental"]["metadata"]["alias"]
    # Former States share the number of their successor.
    mappings = {code: row for code, row in mappings.items() if code not in aliases["territoryAlias"]}
    by_number = {row["_numeric"]: row["_alpha3"] for row in mappings.values() if {"_numeric", "_alpha3"} <= set(row)}
    alpha2 = {row["_alpha3"]: code for code, row in mappings.items() if "_alpha3" in row and len(code) == 2}
    containment = read_json(folder, "cldr-core@48.2.0", "supplemental/territoryContainment.json")
    members = {mappings[c]["_alpha3"] for c in containment["supplemental"]["territoryContainment"]["UN"]["_contains"]}
    topology = read_json(folder, "world-atlas@2.0.2", "countries-50m.json")
    arcs = simplified_arcs(decode_arcs(topology), SMALLEST_TRIANGLE)
    shapes = topology["objects"]["countries"]["geometries"]
    found = {jurisdiction_id(g, by_number) for g in shapes}
    ids = sorted(found | members)
    index = {name: i for i, name in enumerate(ids)}
    geometries = [(index[jurisdiction_id(g, by_number)], g) for g in shapes]
    rings = rings_by_owner(geometries, arcs)
    points = {owner: label_point(own) for owner, own in rings.items()}
    # Members too small for the 50m set have a place on the finest one.
    finest = read_json(folder, "world-atlas@2.0.2", "countries-10m.json")
    for shape in finest["objects"]["countries"]["geometries"]:
        alpha3 = by_number.get(shape.get("id", ""), "")
        if alpha3 in members - found:
            points[index[alpha3]] = label_point(rings_by_owner([(0, shape)], decode_arcs(finest))[0])
    every = [ring for owner in sorted(rings) for ring in rings[owner]]
    lines = borders(geometries, arcs)
    ring_steps, ring_start = packed([ring.points for ring in every])
    border_steps, border_start = packed([line for _one, _two, line in lines])
    disputed = {index[name] for name in DISPUTED}
    np.savez_compressed(
        target / "world.npz",
        ids=np.array(ids),
        un_member=np.array([name in members for name in ids]),
        label_point=np.array([points[i] for i in range(len(ids))], dtype=np.float32),
        ring_steps=ring_steps,
        ring_start=ring_start,
        ring_owner=np.array([ring.owner for ring in every], dtype=np.int16),
        ring_hole=np.array([ring.hole for ring in every]),
        border_steps=border_steps,
        border_start=border_start,
        border_pair=np.array([(one, two) for one, two, _line in lines], dtype=np.int16),
        border_disputed=np.array([bool({one, two} & disputed) for one, two, _line in lines]),
    )
    kept = {name: alpha2.get(name, "XK") for name in ids if name in alpha2 or name == "XKX"}
    names = read_names(folder, kept)
    for name, alpha3 in USER_ASSIGNED.items():
        names["en"].setdefault(alpha3, name)
    text = json.dumps(names, ensure_ascii=False, indent=0, sort_keys=True)
    (target / "names.json").write_text(text + "\n", encoding="utf-8")
    size = (target / "world.npz").stat().st_size
    return f"{len(ids)} jurisdictions, {len(every)} rings, {ring_start[-1]} points, {len(lines)} borders, {size} bytes"


def rings_by_owner(geometries: list[tuple[int, dict[str, Any]]], arcs: list[Points]) -> dict[int, list[Ring]]:
    """Stitched and cut rings of each jurisdiction, largest first."""
    rings: dict[int, list[Ring]] = defaultdict(list)
    for owner, geometry in geometries:
        for hole, references in rings_of(geometry):
            rings[owner].extend(Ring(owner, hole, piece) for piece in cut(stitch(arcs, references)))
    return {owner: sound(own) for owner, own in rings.items()}


def sound(own: list[Ring]) -> list[Ring]:
    """Rings of one jurisdiction, largest first, without those that enclose nothing.

    The package gives Antarctica an outline along the pole alone and its coast as a hole: the largest ring is never one.
    """
    kept = [ring for ring in own if abs(signed_area(ring.points)) > LEAST_AREA] or own
    kept.sort(key=lambda ring: -abs(signed_area(ring.points)))
    return [replace(kept[0], hole=False), *kept[1:]]


def main() -> None:
    """Fetch, check and build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--packages", type=Path, help="folder with the npm tarballs; fetched to a temporary one if left"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "map")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.packages or Path(scratch)
        fetch(folder)
        verify(folder)
        options.out.mkdir(parents=True, exist_ok=True)
        sys.stdout.write(build(folder, options.out) + "\n")


if __name__ == "__main__":
    main()
