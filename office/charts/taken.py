"""Where labels of a chart stand already, so that no second one is laid over them."""

from collections import defaultdict

Frame = tuple[float, float, float, float]
"""Left, top, right, bottom."""
BAND = 24.0


class Taken:
    """Frames that are taken, kept by bands of height, so that one is held against its neighbours only."""

    def __init__(self) -> None:
        self._bands: defaultdict[int, list[Frame]] = defaultdict(list)

    def add(self, frame: Frame) -> None:
        for band in self._crossed(frame):
            self._bands[band].append(frame)

    def leaves(self, frame: Frame) -> bool:
        """Whether there is room for it."""
        return not any(_meet(frame, other) for band in self._crossed(frame) for other in self._bands[band])

    @staticmethod
    def _crossed(frame: Frame) -> range:
        return range(int(frame[1] // BAND), int(frame[3] // BAND) + 1)


def _meet(one: Frame, other: Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
