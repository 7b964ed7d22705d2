"""The compiled world: complete, without streaks, and right where a well-known place tells."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from game.client.canvas.map_atlas import Atlas, contains, jurisdiction_name, load_atlas

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """Load the build script, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("build_map", ROOT / "assets" / "build" / "map.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_map"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _rings(atlas: Atlas) -> list[tuple[str, np.ndarray]]:
    return [(atlas.ids[int(owner)], atlas.ring(i)) for i, owner in enumerate(atlas.ring_owner)]


def test_all_members_of_the_united_nations_are_there(atlas: Atlas) -> None:
    assert int(atlas.un_member.sum()) == 193
    assert len(atlas.ids) > 230
    assert len(set(atlas.ids)) == len(atlas.ids)


def test_all_but_one_member_have_an_outline(atlas: Atlas) -> None:
    drawn = {atlas.ids[int(owner)] for owner in atlas.ring_owner}
    members = {name for name, member in zip(atlas.ids, atlas.un_member, strict=True) if member}
    assert members - drawn == {"TUV"}


def test_every_label_point_lies_in_its_jurisdiction(atlas: Atlas) -> None:
    drawn = {atlas.ids[int(owner)] for owner in atlas.ring_owner}
    misplaced = [name for name in sorted(drawn) if atlas.at(*atlas.place(name)) != name]  # type: ignore[misc]
    assert misplaced == []
    assert np.isfinite(atlas.label_point).all()


def test_no_edge_spans_half_the_world(atlas: Atlas) -> None:
    for name, ring in _rings(atlas):
        step = np.abs(np.diff(np.vstack([ring, ring[:1]]), axis=0))
        assert step.max() < 45, name


def test_all_points_lie_on_the_globe(atlas: Atlas) -> None:
    assert np.abs(atlas.ring_points[:, 0]).max() <= 180
    assert np.abs(atlas.ring_points[:, 1]).max() <= 90


def test_states_across_the_antimeridian_are_cut_there(atlas: Atlas) -> None:
    for name in ("RUS", "FJI"):
        edges = {round(abs(float(x))) for owner, ring in _rings(atlas) if owner == name for x in ring[:, 0]}
        assert 180 in edges, name
    antarctica = np.concatenate([ring for owner, ring in _rings(atlas) if owner == "ATA"])
    assert antarctica[:, 1].min() == pytest.approx(-90)


@pytest.mark.parametrize(
    ("longitude", "latitude", "expected"),
    [
        (36.82, -1.29, "KEN"),
        (105.85, 21.03, "VNM"),
        (28.5, -29.5, "LSO"),  # an enclave
        (12.45, 43.94, "SMR"),
        (-171.0, 66.0, "RUS"),  # east of the antimeridian
        (60.0, -20.0, None),
        (51.0, 42.0, None),  # the Caspian Sea
    ],
)
def test_well_known_places_belong_to_their_states(
    atlas: Atlas, longitude: float, latitude: float, expected: str | None
) -> None:
    assert atlas.at(longitude, latitude) == expected


def test_antarctica_is_land_and_no_hole(atlas: Atlas) -> None:
    assert atlas.at(90.0, -80.0) == "ATA"
    largest = max(
        range(len(atlas.ring_area)), key=lambda row: atlas.ring_area[row] * (atlas.ids[atlas.ring_owner[row]] == "ATA")
    )
    assert not atlas.ring_hole[largest]


def test_neighbours_share_a_land_border(atlas: Atlas) -> None:
    assert atlas.neighbours("KEN") == {"ETH", "SOM", "SSD", "TZA", "UGA"}
    assert atlas.neighbours("LSO") == {"ZAF"}
    assert atlas.neighbours("SGP") == frozenset()


def test_areas_compare_like_the_real_ones(atlas: Atlas) -> None:
    def area(name: str) -> float:
        own = [i for i, owner in enumerate(atlas.ring_owner) if atlas.ids[int(owner)] == name]
        return float(sum(atlas.ring_area[i] * (-1 if atlas.ring_hole[i] else 1) for i in own))

    # Land areas in thousand square kilometres, CIA World Factbook: Democratic Republic of the Congo 2,345, Kenya 580.
    assert area("COD") / area("KEN") == pytest.approx(2345 / 580, rel=0.03)
    assert area("KEN") * 6371**2 == pytest.approx(580e3, rel=0.03)


def test_members_have_names_in_six_languages(atlas: Atlas) -> None:
    members = [name for name, member in zip(atlas.ids, atlas.un_member, strict=True) if member]
    for language in ("en", "fr", "es", "ru", "ar", "zh"):
        assert all(jurisdiction_name(name, language) != name for name in members)
    assert jurisdiction_name("KEN", "ru") == "Кения"
    assert jurisdiction_name("SWZ") == "Eswatini"
    assert jurisdiction_name("XSL", "fr") == "Somaliland"
    assert jurisdiction_name("QQQ") == "QQQ"


def test_spread_places_are_inside_and_apart(atlas: Atlas) -> None:
    places = atlas.spread_places("TZA", 3)
    assert all(atlas.at(*place) == "TZA" for place in places)
    assert len(set(places)) == 3
    assert places == atlas.spread_places("TZA", 3)
    assert len(atlas.spread_places("TUV", 2)) == 2


# The build script


def test_arcs_are_decoded_from_steps(build: ModuleType) -> None:
    topology = {"transform": {"scale": [0.5, 2], "translate": [10, -1]}, "arcs": [[[2, 1], [2, 0], [-1, 3]]]}
    assert build.decode_arcs(topology)[0].tolist() == [[11, 1], [12, 1], [11.5, 7]]


def test_a_reversed_arc_closes_the_ring(build: ModuleType) -> None:
    arcs = [np.array([[0.0, 0], [1, 0], [1, 1]]), np.array([[0.0, 0], [0, 1], [1, 1]])]
    assert build.stitch(arcs, [0, ~1]).tolist() == [[0, 0], [1, 0], [1, 1], [0, 1]]


def test_a_ring_across_the_antimeridian_becomes_two(build: ModuleType) -> None:
    ring = np.array([[170.0, 0], [-170, 0], [-170, 10], [170, 10]])
    pieces = build.cut(ring)
    assert len(pieces) == 2
    assert sum(abs(build.signed_area(piece)) for piece in pieces) == pytest.approx(200)
    for piece in pieces:
        assert np.ptp(piece[:, 0]) == pytest.approx(10)


def test_a_ring_round_the_pole_is_closed_along_it(build: ModuleType) -> None:
    ring = np.stack([np.arange(-180.0, 180, 30), np.full(12, -70.0)], axis=1)
    pieces = build.cut(ring)
    assert sum(abs(build.signed_area(piece)) for piece in pieces) == pytest.approx(360 * 20)
    assert min(piece[:, 1].min() for piece in pieces) == -90
    for piece in pieces:
        assert np.abs(np.diff(np.vstack([piece, piece[:1]])[:, 0])).max() < 45


def test_simplifying_keeps_ends_and_large_bends(build: ModuleType) -> None:
    x = np.linspace(0, 10, 101)
    line = np.stack([x, np.where(np.isclose(x, 5), 3.0, 0.001 * np.sin(9 * x))], axis=1)
    kept = build.simplify(line, 1e-3)
    assert len(kept) < 15
    assert kept[0].tolist() == line[0].tolist()
    assert kept[-1].tolist() == line[-1].tolist()
    assert [5.0, 3.0] in np.round(kept, 9).tolist()


def test_a_label_point_avoids_holes_and_arms(build: ModuleType) -> None:
    block = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4]])
    arm = np.array([[0.0, 0], [4, 0], [4, 1], [20, 1], [20, 1.2], [4, 1.2], [4, 4], [0, 4]])
    assert contains(block, *build.label_point([build.Ring(0, False, arm)]))
    hole = build.Ring(0, True, np.array([[1.0, 1], [3.5, 1], [3.5, 3], [1, 3]]))
    x, y = build.label_point([build.Ring(0, False, block), hole])
    assert contains(block, x, y)
    assert not contains(hole.points, x, y)


def test_a_tarball_with_another_digest_stops_the_build(build: ModuleType, tmp_path: Path) -> None:
    for name in build.PACKAGES:
        build.tarball(tmp_path, name).write_bytes(b"not the package")
    with pytest.raises(SystemExit, match=r"sha512 is .* expected"):
        build.verify(tmp_path)


def test_the_notes_name_the_versions_that_are_built_from(build: ModuleType) -> None:
    notes = "".join(
        (ROOT / "assets" / "LICENSES" / name).read_text(encoding="utf-8")
        for name in ("natural-earth.txt", "unicode-cldr.txt")
    )
    for name, digest in build.PACKAGES.items():
        assert name.replace("@", " ") in notes
        assert digest in notes


def test_the_asset_is_compact() -> None:
    size = sum(path.stat().st_size for path in (ROOT / "assets" / "map").iterdir())
    assert size < 400_000
