"""契約の流れ: the life of one contract as a drawing, from its first day to its last due date."""

from app.web.timeline.drawing import timeline
from app.web.timeline.shapes import Timeline

__all__ = ["Timeline", "timeline"]
