"""The checks of the whole catalog, a stretch at a time."""

from pathlib import Path

from assistant.draft.checked import Checked
from assistant.engine import Assistant
from vectorstore.spec import Viewer


def test_each_stretch_goes_on_where_the_last_one_ended(assistant: Assistant, example_folder: Path) -> None:
    checked, whole = (Checked(example_folder, assistant.standing) for _ in range(2))
    stretches = [checked.within(0, Viewer())]
    while (last := stretches[-1]).found is None:
        assert len(stretches) <= last.total
        stretches.append(checked.within(0, Viewer()))
    assert [one.classes for one in stretches[:-1]] == list(range(1, len(stretches)))
    assert last.classes == last.total > 1
    assert last.found == checked.everywhere(Viewer()) == whole.everywhere(Viewer())
