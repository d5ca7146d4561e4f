"""The states of the chat, the widget and the pages, each brought about as a reader would: to be looked at and checked.

What the examples cannot bring about (a server that fails, a line that is
down) is brought about between page and server.
"""

from tests.browser.scenes.classes import CLASSES
from tests.browser.scenes.drafting import DRAFTING
from tests.browser.scenes.mounts import FRAME, WIDGET
from tests.browser.scenes.office import OFFICE
from tests.browser.scenes.scene import Act, Scene, nothing
from tests.browser.scenes.specs import SPECS
from tests.browser.scenes.talk import TALK

#: All of them; those of one site stand together.
SCENES = (*TALK, *CLASSES, *SPECS, *FRAME, *WIDGET, *OFFICE, *DRAFTING)

__all__ = ["CLASSES", "DRAFTING", "FRAME", "OFFICE", "SCENES", "SPECS", "TALK", "WIDGET", "Act", "Scene", "nothing"]
