"""Grades that only look like progress lights: warning levels, and grades of risk. They are kept apart on purpose.

突发事件应对法（2007）art. 42: warnings of level I to IV by urgency, trend and possible harm, red, orange, yellow and blue,
level I the highest. Risks are graded 重大, 较大, 一般, 低, shown in the same colours. Blue is the lowest of both, where
三明 shows blue as a first warning: no policy here takes a colour from them.
"""

from safetywork.palettes import BLUE, ORANGE, RED, YELLOW

WARNING_LEVELS = (("I", RED), ("II", ORANGE), ("III", YELLOW), ("IV", BLUE))
RISK_GRADES = (("重大", RED), ("较大", ORANGE), ("一般", YELLOW), ("低", BLUE))
