"""The words that deadline phrases are made of, by what they do in a phrase.

Holds: `WORDS` (kind → words), `PLAIN` (longer words that only look like one of them), and the tables of what single
    words stand for: shifts, parts, tails, units, cycles.
Never: looks at a text (`tokens` does), or decides what a word means beside its neighbours (`grammar` does).

The words are those of plans, orders, ledgers and replies; where one is rare, its place is beside its commoner twin.
"""

from typing import Final, Literal

from safetywork.phrases.lengths import Cycle, LengthUnit
from safetywork.phrases.points import Base, Part

APPROACH = "[0-9一二三四五六七八九十两半]"
"""What a number begins with."""

WORDS: Final[dict[str, str]] = {
    # --- where a point or a length stands
    "at": "在 于 截至 截止到 截止至",
    "from": "自 从",
    "from_on": "之日起 之次日起 次日起 翌日起 当日起 当天起 之日 日起 起算 起 开始",
    "to": "至 到 直至 直到",
    "before": "前 之前 以前",
    "after": "后 之后 以后",
    "in": "内 以内 之内 期间 期内",
    "end": "底 末 月底 月末 季末 末尾",
    "until": "止 为止 截止",
    "span_of": "所需的时间 所需时间 所用时间 的时间 时间 的期限 的期间 之久",
    "latest": "最迟 最晚 至迟 不迟于 不晚于 最迟不超过 最迟不得超过 最晚不超过 最迟于 至迟于",
    "earliest": "不早于 最早 最早于",
    "cap": (
        "不超过 不得超过 不准超过 不能超过 不应超过 不可超过 不多于 至多 最多 最长 最长不超过 最长不得超过"
        " 最长不能超过 最多不超过 最多不得超过 至多不超过 不大于 控制在 压缩至 压缩到 缩短至 缩短到"
    ),
    "atleast": "至少 不少于 不得少于 不低于 不应少于 最少",
    "lasting": (
        "为期 历时 经过 为时 用时 时长 利用 通过 公示 公示期 公示期为 有效期 有效期为 过渡期 试用期 整改期 宽限期"
        " 工期 工期为 总工期 总工期为 建设工期 施工工期 建设周期 建设周期为"
    ),
    "ahead": "提前 提早",
    "extend": "延至 延期至 延期到 延长至 延长到 推迟至 推迟到 顺延至 顺延到 延到 展期至 延迟至 延迟到 延后至",
    "extend_by": "延长 延期 顺延 展期 宽限 推迟 延缓 延迟",
    "part_of": "该项工作 此项工作 该阶段 本阶段",
    "stage": "阶段",
    # --- how it is meant
    "should": "应当 应该 应 须 需要 务于",
    "order": "责令 责成 要求 必须 勒令 下令 务必 限令 督促",
    "commit": "确保 保证 承诺 答应 务求",
    "strive": "力争 争取 努力 力求 尽量 尽力",
    "forecast": "预计 预期 估计 有望 预估 预测",
    "plan_to": "计划 计划于 拟 拟于 拟在 将于 将在 打算 预定 定于 暂定 安排于 安排在",
    "soft": "原则上 一般情况下 一般 通常 大约 大概 左右 前后 上下 约",
    "start": "开工建设 开工 启动建设 启动 动工 进场施工 进场 开建 奠基",
    "carry": "开展 推进 实施 进行 组织 施工 建设",
    # --- at once, soon, for good
    "now": (
        "立即 立刻 马上 即刻 立行立改 即知即改 即查即改 边查边改 边督边改 边整边改 边检查边整改 立查立改 立知立改"
        " 即改 立改 即时 随即 第一时间 刻不容缓 即整即改 立整立改 马上就办 即交即办 即接即办 接诉即办 立说立行 随查随改"
        " 随时发现随时整改 即行即改 立办立结 立接立办"
    ),
    "spot": "当场 现场整改 现场纠正 现场改正 现场处置 现场解决 就地",
    "today": "当日 当天 当日事当日毕 事不隔夜 不过夜 当晚",
    "soon": (
        "尽快 及时 尽早 尽速 早日 从速 从快 从速从快 合理期限 合理时间 合理的期限 适时 择机 适当时候 适当期限"
        " 一定期限 一定时间 一段时间 条件成熟时"
    ),
    "sooner": "近期 近日 抓紧 加快 迅速 不久 短期 短时间 中长期 中期 年内适时 逐步 抓紧时间 快速",
    "forgood": (
        "长期坚持 长期整改 长期保持 长期 长效 常态化 常态长效 动态清零 永久 常抓不懈 持之以恒 久久为功 长抓不懈 永远"
        " 长久 经常性 常态"
    ),
    "onward": "持续 继续 今后 此后 不断 始终 坚持 巩固 不间断 一直",
    "urgent": "紧急",
    "backward": "倒排工期 倒排时间 倒排 倒推",
    # --- a term that stands elsewhere, conditions, states
    "term": (
        "限期 限时 按期 如期 按时 期限 时限"
        " 整改期限 整改时限 规定期限 规定时限 规定时间 规定的期限 规定的时限 规定的时间"
        " 按要求 按照要求 法定期限 指定期限 指定时间 要求时限 时间节点 按期限 按时限 到期 完成时限 整改时间 完成时间"
        " 办理时限 截止时间 截止日期 按规定时限 按计划 按进度 按时间节点 按序时进度 序时进度 约定期限 约定时间 期满"
        " 届满 整改限期 时间要求 按照规定 承诺时限 承诺期限"
    ),
    "stop": "不计入 不计算在 不计算 不包括在 不包含在 不算入 不算在 扣除 不计",
    "wait": "待 等待 等到 待到 俟",
    "if": "如 如果 若 倘若 倘 如需 确需 如因 若需 如确需 确因 确有",
    "or": "或 或者 或是",
    "whether": "是否 能否 可否",
    "approved": "经批准 批准 同意 审批 核准 报批 可以 可适当 可酌情",
    "breach": (
        "逾期 未按期整改 未按期完成 未按期改正"
        " 未按时整改 未按时完成 未按要求整改 未按要求完成 未如期 拒不 超期未 超期不 超时未 超时不 过期未 过期不"
    ),
    "failed": "未整改 未完成 未改正 不整改 不改正 未能 仍未 整改不到位 未达到 不能完成 不能按 无法按 未落实 未消除",
    "doing": "正在 正按 推进中 整改中 进行中 办理中 建设中 实施中 处理中 施工中",
    "done": (
        "已于 已经 已完成 已全部 均已 现已 都已 已整改 已办结 已落实 已到位 已销号 已建成 已解决 已基本 已竣工 已拆除"
        " 已处理 已清理 完成整改并 已实现 已交付"
    ),
    "all_done": "全部完成",
    "begun": "已按 已在 已对 已开工 已启动 已投入 已组织 已将",
    "included": "含当日 含本日 含当天 含 包含当日 包括当日 含该日",
    "excluded": "不含当日 不含本日 不含当天 不含 不包括当日 不包含当日",
    "unsure": "当日是否计入不明",
    # --- points that are one word
    "shift": "",  # from SHIFTS
    "tail": "",  # from TAILS
    "xun": "",  # from PARTS
    "school": "开学",
    "time": "上午 下午 晚上 中午 早上 凌晨 晚间 下班 下班前 下午下班前 上班前 中午前 上午下班前",
    "regular": "定期 不定期 不定时 随时",
}
"""What each kind of word is: the words, apart by spaces."""

PLAIN: Final = """
存在 实在 在建 在册 在线 在岗 在校 在场 在役 在用 现在 所在 内在 潜在 由于 关于 属于 对于 处于 位于
基于 用于 鉴于 等于 低于 高于 以至 甚至 乃至 截至目前 截止目前 到位 到达 到底 到场 达到 遇到 做到
接到 收到 得到 找到 感到 看到 听到 提到 受到 送到 报到 自行 自查 自己 自动 自然 自主 来自 各自 自身
自建 自选 自觉 自检 自改 自纠 自来水 自愿 自治 自救 亲自 擅自 从严 从重 服从 从事 从业 从而 从根本
从源头 从严从快
目前 当前 前期 前往 前提!出交 前列 此前 前段 前来 前端 前置!换 先前 超前 靠前 面前 眼前 前沿 前移!交送 日前 年前
前述 前款 前景 前进!行场入驻 前者 事前 前面 门前 空前 前方!可能 跟前 后续 后期 后勤 最后 先后 然后 落后 滞后
善后工作 善后处理 善后处置 后果 背后 后备 后者 后方!可能 后面 后评估 事后 幕后
后台 售后 内容 内部!署 县内 国内 市内 省内 境内 区内
辖区内 范围内 领域内 园内 厂内 室内 院内 校内 内业 内涝 内河 内控 内设!立置 场内 行业内 对内 车内 罐内
村内 镇内 站内 库内 城内 系统内 街道内 圈内 洞内 井内 楼内 屋内 彻底 底数 底线 底层 起底 摸底 兜底
底册 见底 底板 底部!署 底座 末端 末月 底图 半周 节日 假日 双休日 休息日 起草 一起 起来 发起 引起 提起
掀起 起诉 起点 起重 起步 起义 不起 起火 起因 缘起 停止 防止 禁止 制止 终止 中止 阻止 截止阀 止损
止水 期间核查
应急 反应 对应 供应 相应 响应 应用 适应 应对 效应 应知 应会 应有 应收 应付 感应 必须的 需要的
通过验收 约谈 节约 条约 合约 约束 制约 违约 约定 一般隐患 一般事故 一般问题 一般程序 一般生产 一般性
一般固废 工作计划 整改计划 行动计划 实施计划 建设计划 施工计划 检查计划 年度计划 计划表 计划书
三年计划 模拟 虚拟 拟定 草拟 拟制 拟稿 整改要求 工作要求 有关要求 相关要求 技术要求 标准要求
规范要求 安全要求 文件要求 会议要求 通知要求 设计要求 规定要求 具体要求 时间安排
例如 如下 如何 如实 比如 诸如 如同 犹如 若干 接待 待办 期待 待遇 对待 有待 待定 待业 待产
长期以来 长期性 长期停产 长期停工 长期未 长期处于 长期存在 长期未用 持续时间 分期 同期
集中式 集中供 组织部 党组织 建设局 建设单位 住建 建设用地 建设工程 建设厅 建设部 建设项目 施工图
施工方 施工单位 施工队 施工现场 组织架构 组织机构 社会组织 实施方案 实施意见 实施细则
岁末年初 腊月底 腊月末 腊月 正月底 正月末 正月
未按要求 未按期 未按时 长期占用 长期停用 长期闲置 长期使用 长期存放 长期堆放 长期无 长期不 长期缺 长期带
长期超 长期敞开 长期失 长期积 长期居住 继续使用 一直未 始终未 一直没 始终没 一直存在 使用
不及时 及时性 及时率 时间表 时间段 同时间 长时间 时间紧 当天下午 当日值班 紧急情况 紧急集合
"""
"""Longer words in which one of `WORDS` stands but says nothing of a term.

Behind ! stand the characters that undo it: 前进行 is 前 and 进行.
"""

SHIFTS: Final[dict[str, tuple[Base, int]]] = {
    **dict.fromkeys(("今年", "本年", "本年度", "今年度", "当年", "当年度"), ("year", 0)),
    **dict.fromkeys(("明年", "来年", "下一年", "下年度", "下一年度", "次年", "翌年", "第二年", "明年度"), ("year", 1)),
    **dict.fromkeys(("后年",), ("year", 2)),
    **dict.fromkeys(("去年", "上年", "上一年", "上年度", "上一年度"), ("year", -1)),
    **dict.fromkeys(("前年",), ("year", -2)),
    **dict.fromkeys(("本季度", "本季", "当季", "当季度", "这季度", "这个季度"), ("quarter", 0)),
    **dict.fromkeys(("下季度", "下一季度", "下个季度", "次季度", "下季"), ("quarter", 1)),
    **dict.fromkeys(("上季度", "上一季度", "上个季度"), ("quarter", -1)),
    **dict.fromkeys(("本月", "当月", "这个月", "本月份", "这月"), ("month", 0)),
    **dict.fromkeys(("下月", "下个月", "次月", "下月份", "下一个月"), ("month", 1)),
    **dict.fromkeys(("上月", "上个月", "上月份"), ("month", -1)),
    **dict.fromkeys(("本周", "这周", "本星期", "这个星期"), ("week", 0)),
    **dict.fromkeys(("下周", "下星期", "下个星期", "下一周"), ("week", 1)),
    **dict.fromkeys(("上周", "上星期", "上个星期"), ("week", -1)),
    **dict.fromkeys(("即日", "今日", "今天"), ("day", 0)),
    **dict.fromkeys(("明日", "明天"), ("day", 1)),
    **dict.fromkeys(("后天", "后日"), ("day", 2)),
}
NEXT_YEAR: Final = ("次年", "翌年", "第二年", "来年", "下一年")

TAILS: Final[dict[str, Literal["year", "quarter", "month", "week"]]] = {
    **dict.fromkeys(("年底", "年末", "年内", "年终", "年度内", "岁末", "年尾", "全年内"), "year"),
    **dict.fromkeys(("月底", "月末", "月内"), "month"),
    **dict.fromkeys(("季末", "季度末", "季底", "季度底", "季度内"), "quarter"),
    **dict.fromkeys(("周末", "周内"), "week"),
}
TURNS: Final = ("年初", "年中", "月初", "季初", "岁初", "年头")
"""The beginning and the middle of a stretch: no day is said."""

PARTS: Final[dict[str, tuple[Part, int]]] = {
    "上旬": ("xun", 1),
    "中旬": ("xun", 2),
    "下旬": ("xun", 3),
    "中下旬": ("xun", 4),
    "上中旬": ("xun", 5),
    "上半月": ("fortnight", 1),
    "下半月": ("fortnight", 2),
    "上半年": ("half", 1),
    "下半年": ("half", 2),
    "前半年": ("half", 1),
    "后半年": ("half", 2),
}
WHOLE: Final = "全年"

_FESTIVALS: Final[dict[str, str]] = {
    **{name: name for name in ("春节", "除夕", "元宵", "清明", "端午", "中秋", "国庆", "元旦")},
    **dict.fromkeys(("农历年", "农历新年"), "春节"),
    **dict.fromkeys(("元宵节",), "元宵"),
    **dict.fromkeys(("清明节",), "清明"),
    **dict.fromkeys(("端午节",), "端午"),
    **dict.fromkeys(("中秋节",), "中秋"),
    **dict.fromkeys(("国庆节", "十一国庆", "十一"), "国庆"),
    **dict.fromkeys(("元旦节",), "元旦"),
    **dict.fromkeys(("五一", "五一节", "劳动节", "五一劳动节"), "五一"),
    **dict.fromkeys(("七一", "建党节", "七一建党节"), "七一"),
    **dict.fromkeys(("八一", "建军节", "八一建军节"), "八一"),
    **dict.fromkeys(("三八妇女节", "妇女节"), "三八"),
    **dict.fromkeys(("五四青年节", "青年节"), "五四"),
    **dict.fromkeys(("六一儿童节", "儿童节"), "六一"),
}
FESTIVAL_NAMES: Final = _FESTIVALS | {f"农历{word}": name for word, name in _FESTIVALS.items()}
"""How a festival is written → its name in `numerals`."""

UNITS: Final[dict[str, LengthUnit]] = {
    "工作日": "workday",
    "日": "day",
    "天": "day",
    "号": "day",
    "自然日": "day",
    "日历日": "day",
    "日历天": "day",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "月": "month",
    "年": "year",
    "小时": "hour",
    "钟头": "hour",
    "分钟": "minute",
    "h": "hour",
    "d": "day",
}
LONGER: Final[dict[str, tuple[int, int, LengthUnit]]] = {
    "个半月": (30, 15, "day"),
    "年半": (12, 6, "month"),
    "个半小时": (60, 30, "minute"),
    "个季度": (3, 0, "month"),
    "季度": (3, 0, "month"),
}
"""Units that are several of another, and what is added: 一年半 is 12 months and 6."""

CYCLES: Final[dict[str, Cycle]] = {
    "年": "year",
    "年度": "year",
    "半年": "half",
    "季度": "quarter",
    "季": "quarter",
    "月": "month",
    "半月": "fortnight",
    "半个月": "fortnight",
    "旬": "xun",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "日": "day",
    "天": "day",
    "工作日": "workday",
    "小时": "hour",
}
IRREGULAR: Final = ("不定期", "不定时", "随时")

# --- what stands beside a word

UNSAID: Final = frozenset(
    {"上周", "上星期", "上个星期", "上月", "上个月", "上月份", "上季度", "上一季度", "上个季度"}
    | {"次月", "次年", "翌年", "第二年", "次季度"}
)
"""Points that look back, or hang on a time said elsewhere: no term by themselves."""
HANGING: Final = frozenset({"下一年", "下一年度", "下一季度", "下一个月", "下一周"}) | UNSAID
"""Beside what comes round these are of its cycle: 每季度…，下一季度15日前."""
OVERALL: Final = ("全区", "全县", "全市", "全省", "全国", "全镇", "全街道", "总体", "整体", "全部")
"""In a clause behind several stages: its day is that of the whole."""
UNLIKE: Final = ("不能", "无法", "难以", "不具备")
DENIED: Final = ("不能", "无法", "不可", "难以", "未", "未能", "不宜", "不需", "不具备", "不", "没有")
"""Before 立即: it is denied."""
LACKING: Final = ("未建立", "未形成", "缺乏", "缺少", "未落实", "未做到", "没有建立", "未制定")
"""Before 长效机制: there is none."""
ORDERING: Final = (
    *("责令", "要求", "下达", "下发", "督促", "约谈", "指出", "提出", "开具", "责成", "交办", "转办", "召开", "承诺"),
    *("签发", "送达", "告知", "通知", "制作", "向", "安排专", "出具", "联系"),
)
"""Behind 立即: it says when the order was given, not when it is to be carried out."""
ENDED: Final = ("届满", "期满", "到期")
"""The end of a term that stands elsewhere, as an event."""
COUNTED_FROM: Final = (
    *("届满", "期满", "到期", "召开", "举行", "会议", "听证", "开工", "施工", "考试", "活动", "开始", "检查", "验收"),
    *("到期日", "有效期", "会前", "实施", "执行"),
)
"""Before 3日前: it counts back from this, and is no third day of the month."""
ASKING: Final = ("请于", "请在", "应于", "应在", "须于", "须在", "应当于", "应当在")
"""Before a point: what follows is to be done then."""
MENTIONED: Final = (
    *("以来", "印发", "下发", "发布", "出台", "发文", "发出", "签发", "制发", "反馈", "《", "会议", "来访", "来信"),
    *("来电", "接", "收到", "发生", "召开", "批复", "立案", "受理", "投诉", "我局", "我办", "我镇", "规划", "要点"),
    *("发现", "检查发现", "现场检查", "督查发现", "通报", "约谈", "查处", "制定的", "作出", "做出", "下达"),
    *(
        "检查组",
        "督查组",
        "督察组",
        "巡察组",
        "检查时",
        "排查出",
        "排查发现",
        "未",
        "没有",
        "共检",
        "共排",
        "共查",
        "共发",
        "共计",
        "累计",
        "工作部署",
    ),
)
"""Behind a point: it dates a paper or a meeting."""
_DOING: Final = """
复工 复产 各 分别 完成 实现 建成 竣工 达到 基本 全面 全部 开工 启动 交付 整改 建设 通车 投入 解决 销号 力争 将
可 能 内 底 投产 见效 到位 消除 改造 拆除 验收 上报 报送 报备 报批 提交 开通 运行 投用 使用 完工
开始 开放 开建 结束 形成 建立 制定 上线 修复 修缮 修建 修通 修好 安装 更换 更新 组织 开展 进行 实施
推进 落实 办 答复 回复 复查 进场 动工 移交 恢复 试 正式 关停 关闭 停产 停用 搬 退 撤 淘汰 取缔 清理
清除 清零 清退 整治 整顿 供水 供电 供暖 供气 通水 通电 通气 通过 宣传 动员 部署 自查 排查 摸底 集中
攻坚 治理 巩固 总结 回头看 评估 督导 召开 审核 审批 审议 出台 确保 争取 达标 取得 应当 应在 应于
维修 维护 检修 采购 到货 培训 须 需 要 必须 并 左右 拟 预计 申报 申请 编制 支付 交工 立项 招标 施工
改正 拆 补 查处 启用 铺设 绿化 种植 拨付 落地 投运 封顶 交房 入住 化解 结案 达产 兑现 配备 增设 设置
划定 整合 完善 加固 硬化 疏通 封堵 回填 清运 转运 处置 处理 发放 委托 打通 接通 贯通 归还 偿还 缴纳
腾空 收回
"""
DOING: Final = tuple(_DOING.split())
"""Behind a point without 前 or 底: something is to be done by then."""
TOLD: Final = ("发现", "检查", "执法", "反馈", "接到", "收到", "现场", "通报", "来访", "举报", "投诉")
"""Behind a day and a comma: something is told of that day."""
FOUND: Final = ("发现", "检查发", "督查发", "排查发", "巡查发", "自查发")
"""Behind any point, 5月底 too: what was found then."""
DATING: Final = (
    *("生产日期", "出厂日期", "购置于", "建于", "成立于", "发证日期", "检查时间", "排查时间", "发现时间", "下发时间"),
    *("交办时间", "检查日期", "发现日期", "距", "距离"),
)
"""Before a point, 于 or a colon between: what it dates is no term."""
OF_A_YEAR: Final = ("总结", "工作", "目标", "任务")
"""Behind 全年: it is only named."""
TOLD_OF: Final = ("发生", "累计", "共检查", "共排查", "共发现", "共查", "共开展")
"""Behind a window and a comma: what has happened in it."""
HAPPENED: Final = ("发生", "曾", "累计", "无", "已", "共检", "共排", "共查", "共发", "共计")
"""Behind 3年内: what has happened in it."""
REPORTED: Final = ("已", "共", "累计", "全", "尚", "仍", "还", "未", "我", "完成", "整改", "各", "均", "现")
"""Behind 截至…: a report."""

NOTED: Final = (
    *(
        "order",
        "commit",
        "strive",
        "forecast",
        "plan_to",
        "soft",
        "start",
        "carry",
        "part_of",
        "stage",
        "soon",
        "sooner",
    ),
    *("forgood", "onward", "urgent", "backward", "stop", "wait", "if", "or", "whether", "approved", "breach", "failed"),
    *("doing", "done", "all_done", "atleast", "extend_by", "extend"),
)
"""The kinds that are noted, and weighed when the text is read."""
