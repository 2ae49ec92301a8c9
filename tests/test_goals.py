"""Goals: words, or a figure with a target."""

import pytest

from safetywork.counts import Count
from safetywork.errors import CountError
from safetywork.goals import Goal


def test_a_goal_is_words_or_a_measure_with_a_target():
    """An indicator without a target, or a target that nobody measures, is no goal."""
    assert Goal("隐患清零").indicator is None
    assert Goal("整改率", indicator="issues rectified", target=Count.exact(100, "%")).target == Count.exact(100, "%")
    with pytest.raises(CountError, match="no target"):
        Goal("整改率", indicator="issues rectified")
    with pytest.raises(CountError, match="no indicator"):
        Goal("整改率", target=Count.exact(100, "%"))
