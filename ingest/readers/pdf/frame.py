"""From a PDF's own coordinates to those of the page as it is shown, and of its text as it is read."""

from dataclasses import dataclass

#: Left, top, right and bottom edge in points.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page, in the units of the file, which run upward."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int
    """Quarter turns clockwise that the page is shown with."""

    reading: int = 0
    """Quarter turns clockwise in which its text runs, as shown."""

    @property
    def area(self) -> float:
        """Square points that it covers."""
        return (self.right - self.left) * (self.top - self.bottom)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.quarters % 2 else (across, up)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file is shown, from the page's top left."""
        match self.quarters % 4:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
        return x - self.left, self.top - y

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Return the direction as shown, x to the right and y downward, of one in the file."""
        zero, one = self.point(0, 0), self.point(x, y)
        return one[0] - zero[0], one[1] - zero[1]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a box of the file is shown."""
        return _around(self.point(left, bottom), self.point(right, top))

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point is on the page as shown."""
        width, height = self.size
        return 0 <= x <= width and 0 <= y <= height

    def turned(self, quarters: int) -> "Frame":
        """Return the frame whose text runs in `quarters` turns."""
        return Frame(self.left, self.bottom, self.right, self.top, self.quarters, quarters)

    def read_point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as shown from the top left of the page turned so that its text is level."""
        width, height = self.size
        return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[self.reading % 4]

    def read(self, box: Box) -> Box:
        """Return a box as shown, likewise."""
        return _around(self.read_point(*box[:2]), self.read_point(*box[2:]))

    def shown(self, box: Box) -> Box:
        """Return where a box of the page turned for reading is shown."""
        return _around(self.shown_point(*box[:2]), self.shown_point(*box[2:]))

    def shown_point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page turned for reading is shown."""
        width, height = self.size
        return ((x, y), (width - y, x), (width - x, height - y), (y, height - x))[self.reading % 4]


def _around(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
