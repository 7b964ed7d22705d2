"""Pictures that a scenario names: inside its folder, no links, of a known kind, small before anything decodes them."""

import struct
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from game.model.suggest import suggest
from game.model.text import _
from game.scenario import codes_pictures as codes
from game.scenario.diagnostic import did_you_mean, quoted

ENDINGS = (".png", ".jpg", ".jpeg")
MAX_BYTES = 4 * 1024 * 1024
MAX_SIDE = 4096
_HEAD = 256 * 1024  # in which the size of a picture stands
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# Segments of a JPEG that hold its size; c4, c8 and cc are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was looked at: the name in the scenario, the file, its size in pixels."""

    name: str
    file: Path
    width: int
    height: int

    def data(self) -> bytes:
        """Return the file, for a save to hold; nothing if it is gone or has grown since it was looked at."""
        try:
            with self.file.open("rb") as file:
                found = file.read(MAX_BYTES + 1)
        except OSError:
            return b""
        return found if len(found) <= MAX_BYTES else b""


class PictureProblem(Exception):  # noqa: N818 - a finding about somebody's file
    """A picture that cannot be used."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


def look_at(name: str, folder: Path) -> Picture:
    """Find a picture in the folder of its scenario and read its size from its first bytes.

    Raises
    ------
    PictureProblem
        If the name leaves the folder or leads over a link, the file is missing, no picture, or too large.
    """
    try:
        file = _inside(name, folder)
    except OSError as error:  # a name that no file can have
        raise _missing(name, folder, error.strerror or str(error)) from None
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            message = _("The picture {name} has {size} MB.").format(name=quoted(name), size=f"{size / 1024**2:.0f}")
            raise PictureProblem(codes.PICTURE_LARGE, message, _("Save it smaller: at most 4 MB."))
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        raise _missing(name, file, error.strerror or str(error)) from None
    return Picture(name, file, *size_of(name, head))


def size_of(name: str, head: bytes) -> tuple[int, int]:
    """Return width and height of a picture from its first bytes, without decoding it.

    Raises
    ------
    PictureProblem
        If it is no picture, or larger than anything that may be decoded.
    """
    width, height = _size(name, head)
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        message = _("The picture {name} is {width} by {height} pixels.")
        message = message.format(name=quoted(name), width=f"{width:,}", height=f"{height:,}")
        raise PictureProblem(codes.PICTURE_LARGE, message, _("Scale it: at most 4,096 pixels each way."))
    return width, height


def _inside(name: str, folder: Path) -> Path:
    parts = PurePosixPath(name).parts
    strange = "\\" in name or ":" in name or "\0" in name or PurePosixPath(name).is_absolute() or ".." in parts
    if strange or not parts:
        message = _("{name} leads out of the folder of the scenario.").format(name=quoted(name))
        raise PictureProblem(codes.PICTURE_PATH, message, _("Put the picture beside the scenario: pictures/port.png."))
    if PurePosixPath(name).suffix.lower() not in ENDINGS:
        message = _("{name} does not end like a picture.").format(name=quoted(name))
        raise PictureProblem(codes.PICTURE_KIND, message, _("Save it as PNG or JPEG: .png, .jpg or .jpeg."))
    path = folder
    for part in parts:
        path = path / part
        if path.is_symlink():
            message = _("{name} leads over a link.").format(name=quoted(name))
            raise PictureProblem(codes.PICTURE_PATH, message, _("Put the picture itself beside the scenario."))
    if not path.is_file():
        raise _missing(name, path, "")
    return path


def _missing(name: str, file: Path, reason: str) -> PictureProblem:
    if reason:
        message = _("The picture {name} cannot be opened: {reason}.").format(name=quoted(name), reason=reason)
        return PictureProblem(codes.PICTURE_MISSING, message, _("Check its name and permissions."))
    try:
        there = sorted(file.parent.iterdir())[:500]
        beside = [other.name for other in there if other.suffix.lower() in ENDINGS and other.is_file()]
    except OSError:
        beside = []
    message = _("There is no picture {name}.").format(name=quoted(name))
    guess = did_you_mean(suggest(file.name, beside))
    return PictureProblem(codes.PICTURE_MISSING, message, guess or _("Check the name of the file and its folder."))


def _size(name: str, head: bytes) -> tuple[int, int]:
    if head.startswith(_PNG) and head[12:16] == b"IHDR" and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    found = _jpeg_size(head) if head.startswith(_JPEG) else None
    if found is None:
        message = _("{name} is no picture that can be read.").format(name=quoted(name))
        raise PictureProblem(codes.PICTURE_KIND, message, _("Save it again as PNG or JPEG."))
    return found


def _jpeg_size(head: bytes) -> tuple[int, int] | None:
    """Walk the segments of a JPEG to the one that holds its size."""
    at = 2
    while at + 9 <= len(head):
        if head[at] != 0xFF:
            return None
        marker = head[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        (length,) = struct.unpack(">H", head[at + 2 : at + 4])
        at += 2 + max(2, length)
    return None
