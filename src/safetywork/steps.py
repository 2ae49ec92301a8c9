"""How a deadline came about, a step a line.

Holds: `Step`, `STEPS` (the words of every step, by its code).
Never: finds out which steps there were (`periods` and `clocks` do).
"""

from datetime import date

from attrs import field, frozen

from safetywork.labels import Label, Lang


@frozen
class Step:
    """One step that led to a deadline: what happened between `first` and `last`, both inclusive."""

    code: str
    first: date
    last: date
    label: Label
    params: dict[str, object] = field(factory=dict[str, object], hash=False)

    def text(self, lang: Lang = "zh") -> str:
        """The step as a line."""
        stretch = str(self.first) if self.first == self.last else f"{self.first} … {self.last}"
        return f"{stretch}  {self.label.text(lang, **self.params)}"


STEPS: dict[str, Label] = {
    "source": Label("依据：{source}", "under {source}"),
    "event": Label("由此日倒数，当日不计入", "counted back from this day, itself not counted"),
    "moment": Label("从{at}起按小时计算，节假日不扣除", "hours run from {at}, through days off"),
    "moment back": Label("由{at}按小时倒数，节假日不扣除", "hours run back from {at}, through days off"),
    "clear": Label("其间须有{span}整，到{nominal}", "{span} in full must lie between: {nominal}"),
    "run": Label("{name}连续休假{n}日", "{n} days off on end ({name})"),
    "prolong": Label("期限内连续休假共{n}日，按天数顺延至{last}", "moved by the {n} days off on end to {last}"),
    "roll back": Label("末日为{kind}，提前至{last}", "the last day is off ({kind}), moved forward to {last}"),
    "cutoff": Label("截止时刻{at}", "no later than {at}"),
    "close": Label(
        "停止业务活动的时间{at}为截止时间（民法典第203条）", "it ends as business closes, at {at} (民法典 203)"
    ),
    "restarted": Label("原自此日起算，自{on}起重新计算", "it first ran from here; restarted on {on}"),
    "stage": Label("阶段“{name}”，最后一日{last}", "stage “{name}”, last day {last}"),
    "overrun": Label("早于前一阶段的末日{former}", "earlier than {former}, when the stage before it ends"),
    "cap": Label("最迟不晚于{cap}，未超过", "no later than {cap}, which it does not pass"),
    "capped": Label("应到{last}，最迟不得晚于{cap}", "it would end on {last}; no later than {cap}"),
    "trigger": Label("起算事由发生日，当日不计入（民法典第201条）", "the day of the trigger, not counted (民法典 201)"),
    "agreed": Label("约定的日期", "the day agreed on"),
    "span": Label("期间{span}，到{nominal}", "the term of {span} runs to {nominal}"),
    "off": Label("{name}放假，不计入", "{name}, off, not counted"),
    "make-up": Label("{name}调休上班，计入工作日", "make-up working day for {name}, counted"),
    "local off": Label("{name}，本地放假，不计入", "{name}, off locally, not counted"),
    "local work": Label("{name}，本地上班，计入工作日", "{name}, worked locally, counted"),
    "roll": Label(
        "末日为{kind}，顺延至{last}（民法典第203条）", "the last day is off ({kind}), moved to {last} (民法典 203)"
    ),
    "no roll": Label("末日为{kind}，按规则不顺延", "the last day is off ({kind}); the rule does not move it"),
    "extended": Label("批准延期{by}，到{nominal}", "extended by {by}, to {nominal}"),
    "extended to": Label("批准延期至{nominal}", "extended to {nominal}"),
    "stopped": Label("中止{days}，顺延到{nominal}", "stopped for {days}, moved to {nominal}"),
    "fixed": Label("中止期间不影响约定的日期", "a stop leaves an agreed day where it is"),
    "hours run on": Label("中止期间，按小时计算的期限照常进行", "a stop leaves a term in hours running"),
    "provisional": Label(
        "年度放假安排尚未公布，暂按法定节日计算", "not announced yet: statutory days off only, provisional"
    ),
    "last": Label("最后一日", "the last day"),
}
