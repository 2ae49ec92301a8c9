"""Data: the columns that clerks' ledgers have, with the headings seen over them, and the kinds of ledger.

Holds: `COLUMNS`, one row a logical column (id, Chinese, English, how its cells are read, headings, tails), `PATTERNS`,
    `KINDS`.
Never: matches anything (`headings` do). A heading stands under one column; the column's first heading is the best one.

Seen in exports, templates and rules of inspection offices, county supervision offices, a commerce bureau, town and
plant systems, petition desks and training registers; beside them the usual words of the party-line ledgers.
"""

# id, zh, en, reads, headings, tails (what a heading that is not known may end in)
COLUMNS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("no", "序号", "No.", "key", "序号 序 顺序号 项次 编次 行号 no no. num", ""),
    ("key", "编号", "number", "key", """
        系统内编号 编号 任务id 任务编号 计划编号 隐患编号 问题编号 台账编号 事项编号 案件编号 工单编号 记录编号
        来信编号 序号或来信编号 督办编号 承诺编号 培训编号 走访编号 信访编号 流水号 文号 id 唯一编号 主键 问题序号
        不符合项编号 举报件编号 受理编号 整改通知书编号 诉求编号
     """, "编号 编码 id 号"),
    ("parent", "上级编号", "parent", "key", "上级编号 上级任务id 上级任务 父任务 上级 parent 父级编号", ""),
    ("issue", "问题", "issue", "text", """
        存在问题 存在的问题 问题描述 问题简述 隐患描述 隐患内容 隐患详情 问题表现 问题 反馈问题 任务内容 反映问题
        具体表现 问题内容 具体问题 主要问题 突出问题 发现问题 发现的问题 检查发现问题 存在问题隐患 问题隐患 问题及隐患
        隐患问题 存在隐患 存在的隐患 安全隐患 事故隐患 隐患 隐患名称 隐患情况 具体描述 详细描述 描述 问题情况
        问题名称 问题清单 整改问题 整改事项 督办事项 督查事项 工作内容 事项内容 事项名称 事项 任务名称 工作任务
        重点任务 任务 内容 隐患数量和具体描述 困难诉求 诉求 诉求内容 反映问题困难诉求 项目名称 项目 主要任务
        重点工作 任务清单 工作事项 巡察反馈问题 督察反馈问题 审计发现问题 不符合描述 不符合项描述 问题线索 企业诉求
        案件名称 风险问题 议定事项 督办内容 问题说明 隐患说明 批示指示内容 建设内容 具体内容 问题具体内容
        隐患具体内容 主要诉求 反映事项
     """, "问题 隐患 事项 任务 诉求 线索 需求 标题"),
    ("category", "类别", "category", "text", """
        问题类别 问题类型 问题分类 隐患分类 隐患类别 隐患类型 任务类别 任务类型 分类 类别 类型 行业领域 涉及范畴
        隐患性质 性质 承诺类别 培训类别 培训类型 事项类别 信访类型 guidancetype 所属领域 涉及领域 领域 专业 隐患种类
        隐患标签 专题专项 问题定性 督办级别 事故类型
     """, "类别 类型 分类 种类 领域 性质 标签 定性 专项"),
    ("severity", "级别", "severity", "text", """
        隐患等级 隐患级别 级别 严重度 风险等级 等级 严重程度 问题等级 问题级别 风险级别 重要程度 隐患程度 整改优先级
        优先级
     """, "级别 等级 程度 优先级"),
    ("source", "来源", "source", "text", """
        问题来源 任务来源 来源 来源描述 隐患来源 发现活动 检查方式 交办来源 来源详情 交办来源来源详情 排查方式
        反馈单位 督察批次 来源渠道 检查类型 检查名称 线索来源 发现方式 发现途径
     """, "来源 来源描述 方式 形式"),
    ("basis", "依据", "basis", "text", """
        判定依据 违反判定依据具体条款 法规依据 依据 具体条款 检查依据 政策依据 文件依据 违反条款 法律依据 法律法规
        对应条款 对应条款标准 违反法规 标准条款
     """, "依据 条款 法规"),
    ("cause", "原因", "cause", "text", "原因 问题原因 原因分析 产生原因 成因 问题成因", "原因"),
    ("measure", "整改措施", "measure", "text", """
        整改措施 措施 治理措施 治理方案 整改建议 整改要求 整改方案 防范措施 工作措施 具体措施 工作标准 保障措施
        处理意见 工作举措 推进措施 整改内容 治理措施和资金 管控措施 工作要求 纠正措施 任务分解 责任分工 办理要求
        解决措施 完善制度
     """, "措施 方案 建议 举措 要求 标准 机制 分工 制度"),
    ("goal", "目标", "goal", "text", """
        整改目标 任务目标 工作目标 目标任务 具体目标 目标 预期目标 年度目标 目标要求 总体任务 预期成效 量化指标
        目标责任 预期效果
     """, "目标 指标 目标值"),
    ("work_plan", "工作计划", "work plan", "text", "工作计划 实施计划 推进计划", "计划"),
    ("project", "支撑项目", "project", "text", "支撑项目 所属项目 子任务 具体项目 工程名称 子项目", "项目"),
    ("subtasks", "子任务情况", "subtasks", "text", "子任务情况", ""),
    ("investment", "投资", "investment", "text", "年度投资 投资 总投资 计划投资 完成投资", "投资"),
    (
        "funds", "资金", "funds", "text",
        "资金 治理资金 整改资金 所需资金 投入资金 资金来源 挽回损失",
        "资金 经费 金额 罚款 预算 费用 损失 投入 产值 收入",
    ),
    ("contingency", "应急措施", "contingency", "text", "应急措施 应急预案 预案 临时措施", "预案"),
    ("unit", "责任单位", "unit in charge", "names", """
        责任单位 责任部门 责任科室 责任主体 整改责任单位 整改责任部门 整改责任部门责任人 责任单位责任人
        责任单位责任科室 承办单位 承办部门 主办单位 承诺单位 承诺单位承诺人 实施单位 落实单位 整改单位 治理责任单位
        责任股室 责任处室 整改主体 办理单位 责任单位及责任人 上报单位 属地 部门 单位 科室 所属单位 责任乡镇
        责任部门单位 责任部门人 整改责任股室 党支部 班组 车间班组 市级责任单位 县级责任单位 被检查部门 被审计单位
        承诺主体 承办科室 上报部门
     """, "责任单位 责任部门 责任科室 单位 部门 科室 股室 支部 班组 车间 主体"),
    ("lead_unit", "牵头单位", "lead unit", "names", "牵头单位 牵头部门 牵头科室 牵头责任单位 牵头处室 主责单位", ""),
    ("helping_unit", "配合单位", "supporting units", "names",
     "配合单位 协办部门 协办单位 配合部门 协同单位 参与单位 协助单位 配合责任单位", ""),
    ("supervising_unit", "督办单位", "supervising unit", "names", """
        督办单位 督导单位 督查单位 督促单位 监管单位 监管部门 行业主管部门 主管部门 主管单位 督办部门 验收单位
        监督单位 复核单位 督导部门 整改督办单位 复查单位 验收部门 督查组 督导组 监管责任单位 对接部门
     """, ""),
    ("proposing_unit", "提出部门", "proposed by", "names",
     "提出部门 提出单位 交办单位 检查单位 交办部门 移交单位 转办来源单位 交办机关 发文单位", ""),
    ("reporting_unit", "填报单位", "reporting unit", "names", "填报单位 报送单位 填报部门 填表单位", ""),
    ("area", "区域", "area", "text", """
        所属区域 负责区域 行政区 片区 区域 所属乡镇 乡镇 辐射乡镇 所在乡镇 街道 所属街道 乡镇街道 社区 村社区 网格
        县区 地区 巡河人员行政区 所属辖区 辖区 所属网格 村 所在村 所属镇街 镇街 所属镇办 镇办
     """, "区域 乡镇 街道 辖区 行政区 网格"),
    ("enterprise", "企业名称", "enterprise", "text", """
        企业名称 隐患企业名称 受检单位 单位名称 被检查单位 受检企业 生产经营单位 企业 场所名称 被检查企业 检查对象
        涉及单位 涉及企业
     """, "企业名称"),
    ("credit_code", "统一社会信用代码", "credit code", "key", "统一社会信用代码 信用代码 社会信用代码", "信用代码"),
    ("enterprise_type", "企业类型", "type of enterprise", "text", "企业类型 企业性质 企业规模", ""),
    ("industry", "行业", "industry", "text", "隐患企业行业分类 行业分类 行业 所属行业 行业类别 主营业务", "行业"),
    ("address", "地址", "address", "text", """
        详细地址 隐患具体地址 地址 具体地址 企业地址 案件地点 具体地点 隐患地点 地理位置 经度 纬度 经纬度 家庭住址
        住址 问题所在地 户籍地址
     """, "地址 住址 所在地"),
    ("part", "部位", "part", "text", """
        隐患位置 部位或场所 部位 隐患部位 风险点 场所 隐患场所 点位 位置 涉及部位 设备名称 作业活动 点位名称
        问题点位 问题发生环节
     """, "部位 位置 场所 点位 设备 环节"),
    ("person", "责任人", "person in charge", "names", """
        责任人 整改责任人 负责人 负责人姓名 具体责任人 直接责任人 经办人 承办人 承诺人 责任人员 整改负责人
        治理责任人 包保责任人 具体负责人 安全负责人 主要负责人 企业负责人 责任人姓名 落实人 办理人 责任民警
        整改责任人姓名 帮扶责任人 网格员 包联干部
     """, "责任人 负责人 民警 网格员 股长 科长 班长 组长 局长 村长 主任 书记"),
    ("leader", "责任领导", "leader in charge", "names", """
        责任领导 分管领导 挂包领导 包保领导 牵头领导 包抓领导 市级领导 县级领导 领导 挂点领导 联系领导 县领导
        包案领导 分管负责人
     """, "领导"),
    ("tracker", "跟踪人", "tracked by", "names",
     "整改跟踪人 跟踪人 督办人 跟踪人员 督促人 督办责任人 联络员 督导人", ""),
    ("phone", "电话", "phone", "key",
     "联系电话 手机号 电话 联系方式 手机 手机号码 电话号码 联系人电话", "电话 手机号 联系方式"),
    (
        "inspector", "检查人", "inspected by", "names",
        "检查人 检查人员 排查人 排查人员 参与排查人员签字 巡查人 发现人 检查组 检查人员签字 发现人员 检查者 登记人",
        "检查人 排查人 检查人员 排查人员",
    ),
    ("verifier", "验收人", "verified by", "names", """
        验收人 复核人 复查人 复核人签字 复查人签字 初审人 验收人员 审核人 复查人员 销号人 验收人签字 核查人 复核人员
        验收责任人
     """, "验收人 复查人 复核人"),
    ("recorder", "记录人", "recorded by", "names", "记录人 填表人 填报人 录入人 记录人员 创建人", ""),
    (
        "contact", "联系人", "contact", "names",
        "联系人 联络人 姓名 人员 签字 上报人 法人代表 法定代表人 法人",
        "人 人员 签字 者 干部 成员 联系人 员 代表 签名 法人",
    ),
    ("found_on", "发现时间", "found on", "day", """
        发现时间 排查时间 检查时间 检查日期 排查日期 发现日期 发生时间 问题发现时间 隐患发现时间 登记时间 登记日期
        排查治理时间 反馈问题时间 案发时间
     """, "发现时间 检查时间 排查时间 发现日期 检查日期"),
    ("issued_on", "交办时间", "issued on", "day", """
        交办时间 下发时间 转办时间 创建时间 交办日期 下发日期 立项时间 下达时间 移交时间 派单时间 通报时间 反馈日期
        任务下达时间 派发时间 督办日期 受理日期 批示日期 批示时间 举报时间
     """, "交办时间 下发时间 交办日期 下发日期 创建时间"),
    ("reported_on", "上报时间", "reported on", "day",
     "上报时间 上报日期 填报时间 填报日期 报送时间", "上报时间 填报时间"),
    (
        "answer_deadline", "答复时限", "answer due", "deadline",
        "答复时限 答复期限 回复时限 回复期限 反馈时限 反馈期限 要求反馈时间 要求回复时间 答复截止时间 回复截止时间",
        "答复时限 答复期限 回复时限 回复期限 反馈时限 反馈期限",
    ),
    ("deadline", "整改时限", "due", "deadline", """
        整改时限 整改期限 完成时限 完成期限 整改完成时限 问题整改完成时限 需要整改完成时限 计划完成时间 办理时限
        办结时限 办理期限 治理时限 治理期限 截止日期 时间节点 截止时间 整改完成期限 计划完成日期 要求完成时间
        要求完成时限 限期 时限 期限 时限要求 计划整改完成时间 拟完成时间 预计完成时间 应完成时间 规定完成时间
        整改时间 整改截止日期 完成时间节点 兑现时限 承诺时限 承诺完成时间 到期时间 到期日 计划办结时间 目标完成时间
        整改限期 要求整改时间 预计完成日期 完成时限要求 要求办结时间 要求办结日期 要求完成日期 时间要求 进度安排
        时间安排 时间节点完成时间 时间节点完成 限改时间 最晚整改时间 整改时间节点 竣工时间 计划竣工时间 最晚完成时间
     """, "时限 期限 截止时间 截止日期 计划完成时间 限期 完成时限 节点"),
    ("start_on", "启动时间", "start", "plan", """
        启动时间 开始时间 计划开始 计划开始时间 开工时间 起始时间 时间节点启动时间 时间节点启动 启动 计划开始日期
        开始日期 实施时间
     """, "启动时间 开始时间 开始日期 起始时间"),
    ("finished_on", "实际完成时间", "finished on", "day", """
        实际完成时间 实际整改完成时间 整改完成时间 完成时间 最近整改时间 完成作废时间 完成日期 实际完成日期 办结时间
        办结日期 整改日期 整改完成日期 实际办结时间 兑现时间 实际整改时间 完成整改时间 已完成时间 整改落实时间
        治理完成时间 实际完成 改正时间 整改到位时间 消除日期 消除时间 整改落实日期 实际关闭日期 实际关闭时间
        解决时间
     """, "实际完成时间 完成时间 完成日期 办结时间"),
    (
        "submitted_on", "报验时间", "handed in on", "day",
        "实际提交行业验收时间 提交时间 报验时间 提交验收时间 申请验收时间 申请销号时间 销号申请时间 申请销号日期",
        "提交时间",
    ),
    ("verified_on", "验收时间", "verified on", "day", """
        验收时间 复查时间 复核时间 实际县级验收时间 实际市级验收时间 实际实级验收时间 县级验收时间 市级验收时间
        行业验收时间 完成行业审查时间 验收日期 复查日期 整改复查时间 审查时间 核查时间 复核日期 日期
     """, "验收时间 审查时间 复查时间 验收日期 复查日期 复核时间"),
    ("closed_on", "销号时间", "closed on", "day",
     "销号时间 销号日期 关闭时间 摘牌时间 关闭日期 销案时间", "销号时间 销号日期"),
    ("fed_back_on", "反馈时间", "fed back on", "day",
     "最近反馈时间 反馈时间 回复时间 答复时间 回访时间", "反馈时间 回复时间"),
    ("updated_on", "更新时间", "updated on", "day", "更新时间 最后更新时间 修改时间 更新日期", "更新时间"),
    ("progress", "整改进展", "progress", "text", """
        整改进展 整改进度 进展情况 实际完成情况 整改情况 整改情况月 完成情况 反馈结果 办理情况 最近整改措施
        整改落实情况 落实情况 工作进展 推进情况 目前进展 最新进展 进展 进度 整改进展情况 整改完成情况 工作进展情况
        目前进展情况 整改结果 办理结果 办理进度 处理情况 处理结果 处置情况 治理情况 贯彻落实情况 当前进展 践诺情况
        存在困难 整改进展完成情况 目前整改进展 进展描述 完成进度 整改成效 工作成效 述诺情况 治理结果 落实结果 完成值
        督办落实情况 形象进度 月度进展 序时进度 问题化解情况
     """, "进展 进度 情况 结果 成效 进展情况 落实情况 效果 情况说明 状况 进程"),
    (
        "percent", "完成率", "per cent done", "share",
        "完成率 完成比例 进度百分比 整改率 完成百分比 整改完成率 进度% 完成度 销号率 办结率 兑现率 满意率",
        "率 比例 百分比",
    ),
    ("status", "状态", "status", "status", """
        状态 任务状态 当前状态 整改状态 整改问题状态 问题控制状态 事件状态 问题状态 隐患状态 办理状态 完成状态
        进度状态 销号状态 推进状态 总体进展 目前状态 流程状态 审核状态 整改进度状态 状态说明
     """, "状态"),
    ("rectified", "是否整改", "rectified?", "status", """
        是否整改 是否完成 是否办结 是否整改到位 是否完成整改 是否整改完成 是否已整改 是否落实 整改与否 是否按期完成
        是否按时完成 是否解决 是否已解决 是否整改到位并销号 是否按期整改 是否按时整改
     """, ""),
    ("closed", "是否销号", "closed?", "closed", "是否销号 是否已销号 是否关闭 是否闭环 销号情况 是否摘牌", ""),
    ("verification", "验收情况", "verification", "text", """
        整改复核结果 验收结果 复查情况 回归检查 验收情况 复核情况 复查结果 复核结果 验收意见 复查意见 核查情况
        复核意见 整改验收情况 验证 销号依据 审核意见 回头看情况 整改验收 复查验收情况 验收结论 验证结果 督查评价
        效果评价 复核结论
     """, "验收情况 复查情况 复核结果 验收结果 复查结果 意见 结论"),
    ("extension", "延期说明", "extension", "text", "延期说明 延期原因 延期情况 延期申请 申请延期 延期至",
     "延期说明 延期原因"),
    ("extensions", "延期次数", "times extended", "count", "延期次数 delaytimes", ""),
    ("evidence", "佐证材料", "evidence", "text", """
        佐证材料 完成附件文件 客观证据 附件 答复文件 证明材料 佐证资料 支撑材料 整改照片 整改前照片 整改后照片 照片
        整改前 整改后 影像 影像资料 签到表 签到表影像 档案资料 相关资料 印证材料 整改佐证 整改报告
     """, "材料 附件 照片 图片 文件 资料 影像 证据 报告 链接 材料清单"),
    ("feedback_type", "反馈类型", "kind of feedback", "text", "反馈类型", ""),
    (
        "light", "亮灯情况", "light", "text",
        "亮灯情况 亮灯 灯色 红黄蓝灯 红黄绿灯 预警 预警情况 亮灯状态 亮灯情况红黄蓝绿 预警状态 红黄牌 亮灯颜色",
        "灯 亮灯 预警 牌 颜色",
    ),
    ("days_left", "剩余天数", "days left", "text",
     "剩余天数 剩余时间 剩余时限 倒计时 剩余 超期天数 逾期天数", "天数"),
    ("due_count", "应整改数", "due", "count",
     "应整改数 应落实意见数 任务总数 问题总数 整改总数 总数 应完成数 销号总数 交办问题数", "应整改数 总数"),
    ("done_count", "已整改数", "done", "count",
     "已整改数 已完成数 已销号数 已落实数 已办结数 完成数 销号数", "已整改数 已完成数"),
    ("open_count", "未整改数", "still open", "count", "未整改数 未完成数 未销号数 未办结数 整改中数", "未整改数"),
    ("size", "数量", "number", "count",
     "数量 问题数量 隐患数量 问题数 隐患数 个数 条数 走访次数 已整改数量", "数量 数 个数 次数"),
    ("remark", "备注", "remark", "text",
     "备注 领导批注 举报情况备注 说明 批示 领导批示 备注说明 其他 其它 批注 附注 备考", "备注 说明 批注 批示"),
    ("next_on", "下次时间", "next on", "plan",
     "下次时间 下次检查日期 下次检查时间 复训日期 有效期至 下次复查时间 有效期", ""),
    ("consequence", "可能后果", "consequence", "text",
     "可能导致后果 可能后果 事故后果 危害 危害后果 影响范围", "后果 危害"),
    ("accountability", "责任追究", "held to account", "text",
     "责任追究 问责情况 行政处罚 行政处罚情况 追责问责 处罚情况 责任追究情况 问责", "处罚 追究 问责 处分"),
    ("borne_out", "是否属实", "borne out?", "answer", "是否属实 属实情况", ""),
    ("question", "是否", "yes or no", "answer",
     "是否 是否公示 是否入库 是否立行立改 是否息访 是否上报 是否挂牌 是否重复 是否重大隐患 是否建档 是否通报", ""),
    (
        "profile", "个人情况", "profile", "text",
        "个人情况 职务 岗位 民族 性别 学历 年龄 家庭人口 政治面貌 身份 收入情况 户类型 贫困户属性",
        "职务 岗位 属性 人口 职称",
    ),
    # --- visits
    ("held_on", "时间", "held on", "day", """
        走访时间 走访日期 接件时间 培训时间 培训日期 接访时间 接待时间 来访时间 时间 巡河开始时间 指导时间
        guidancedate 会议时间 活动时间 活动日期 入户时间 慰问时间 举办时间 联系时间 走访年月 来电时间 受理时间
        发证日期
     """, "走访时间 走访日期 培训时间 时间 日期"),
    ("held_until", "结束时间", "until", "plan",
     "结束时间 巡河结束时间 计划结束 培训结束时间 计划结束时间 结束日期", "结束时间 计划结束 结束日期"),
    ("place", "地点", "place", "text",
     "走访地点 培训地点 地点 联络点 活动地点 会议地点 举办地点 巡河起点 起点", "地点 地方"),
    ("place_to", "终点", "to", "text", "巡河终点 终点", ""),
    ("duration", "时长", "duration", "text", "巡河时长 时长", "时长"),
    ("distance", "里程", "distance", "text", "巡河里程 里程", "里程"),
    ("called_on", "走访对象", "called on", "names", """
        走访对象 走访单位 走访单位对象 走访企业 走访户 被走访人 户主姓名 户主 服务对象 帮扶对象 慰问对象
        走访对象姓名 信访人姓名和相关信息 信访人 信访人姓名 来访人 反映人 联系对象 学生姓名 走访群众 走访家庭
     """, "对象 户主"),
    ("visitors", "走访人", "visited by", "names", """
        走访人 走访人员 巡河人员名称 巡河人员 走访干部 接访人 接待人 接访领导 走访领导 指导教师 接件人 接待人员
        走访组 走访人姓名 入户干部
     """, "走访人 走访人员"),
    ("office", "联络科室", "liaison office", "names", "联络科室 联络单位 联系科室", ""),
    ("way", "走访方式", "way", "text", "走访方式 联系方式类型 走访形式 方式 指导方式 接访方式", ""),
    ("background", "走访背景", "background", "text",
     "走访背景 背景 基本情况 家庭情况 承诺事项的基本情况 走访内容基本情况", "背景"),
    ("content", "走访内容", "content", "text", """
        走访内容 信访内容 内容摘要 contentsummary 主要内容 走访情况 走访记录 谈话内容 实际困难 诉求与建议
        走访内容实际困难 走访内容诉求与建议 来访事由 反映内容 培训内容
     """, "内容 事由 摘要"),
    ("suggestion", "意见建议", "suggestions", "text", "意见建议 意见 建议 群众意见 意见和建议", "意见建议"),
    ("reply", "现场答复", "answered there", "text",
     "现场答复 现场答复能否现场解决 能否现场解决 答复情况 现场解决情况 是否现场解决 当场答复 现场解决问题", ""),
    ("referred_to", "转办单位", "referred to", "names", "转办单位 转办部门 交办部门单位 转办 转办事项", ""),
    ("satisfied", "是否满意", "satisfied?", "answer",
     "群众是否满意 是否满意 满意度 群众满意度 满意情况 群众测评 评价", "满意 满意度"),
    ("impression", "走访体会", "impressions", "text", "走访体会 体会 感想 studentfeedback 对方反馈 心得体会", "体会"),
    ("next_steps", "后续工作计划", "next steps", "text", """
        后续工作计划 下步工作计划 下一步计划 下一步打算 下步打算 下一步工作 followupactions 后续措施 后续跟进
        下步措施
     """, "打算"),
    ("summary", "总结", "summary", "text", "总结 小结", "总结"),
    ("households", "走访户数", "households", "count", "走访户数 户数 走访家数 家数", "户数 家数"),
    # --- pledges
    ("pledge", "承诺事项", "pledge", "text",
     "承诺事项 承诺内容 承诺 公开承诺事项 承诺事项内容 承诺项目 践诺事项 承诺目标 民生实事", "承诺事项 承诺内容"),
    ("fulfilled", "兑现情况", "fulfilled?", "status",
     "兑现情况 是否兑现 兑现结果 评诺结果 践诺结果 兑诺情况 是否践诺 是否履诺", "兑现情况"),
    (
        "assessment", "评议情况", "assessment", "text",
        "评议情况 评议结果 评诺情况 考核情况 群众评议 审诺意见 考核结果 民主评议 评议等次",
        "评议情况 考核情况 评价 等次 评议",
    ),
    # --- training
    ("subject", "培训名称", "subject", "text",
     "培训名称 培训主题 课程名称 主题 培训项目 培训课程 名称 会议名称 活动名称 课程 课题", "名称 主题 课程"),
    ("lecturer", "讲师", "lecturer", "names",
     "讲师 主讲人 授课人 培训讲师 授课老师 培训师 授课教师 主讲 培训师姓名", "讲师 主讲人"),
    ("organiser", "组织单位", "organised by", "names", "组织单位 主办 举办单位 组织部门 培训单位", ""),
    (
        "audience", "培训对象", "audience", "text",
        "培训对象 参训对象 参加人员 参训人员 参训单位 受训对象 参会人员 参训人员名单 培训名单 参训单位名单",
        "培训对象 参训人员 名单",
    ),
    ("enterprises", "参训企业", "enterprises", "count",
     "参训企业 参训企业家次 参训企业数 企业家次 参加企业", "家次 企业数"),
    ("people", "参训人数", "people", "count", """
        参训人数 参训人数人次 培训人数 人数 参加人数 人次 培训人次 参训人次 参会人数 受训人数 应到人数 实到人数
        合格人数 缺勤人数
     """, "人数 人次"),
    ("hours", "学时", "hours", "count", "实际学时 课时 学时 培训学时 培训课时 实际学时小时 计划学时", "学时 课时"),
    ("staff_no", "工号", "staff number", "key", "工号 员工编号 人员编号 员工工号 身份证号", "工号"),
    ("staff_name", "员工姓名", "name", "names", "员工姓名 参训人姓名 学员姓名 参训人 学员 受训人", "姓名"),
    ("signed_in", "签到状态", "signed in?", "answer", "签到状态 是否签到 签到情况 签到 是否参加 出勤情况", "签到"),
    ("score", "考核成绩", "score", "text",
     "考核成绩 成绩 分数 考试成绩 得分 考核分值 平均分", "成绩 得分 分数 分值 平均分"),
    ("passed", "培训结果", "result", "text", "培训结果 是否合格 考核是否合格 是否通过", ""),
)  # fmt: skip

# What headings of a column look like that nobody has listed.
PATTERNS: dict[str, str] = {
    "question": r"是否.+",
    "deadline": r"(?:计划|预计|要求|拟|规定|最迟|最晚)(?!开始|启动|开工).*(?:时间|日期|时限)",
}

# id, zh, en, the usual columns in their usual order, what a row must say, words that show the kind with their weight
KINDS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("issue", "问题整改台账", "issue ledger", """
        no key category issue source goal measure leader lead_unit unit person deadline progress status rectified
        finished_on closed closed_on evidence remark
     """,
     "issue goal project",
     "问题1 整改1 销号2 督察1 巡察1 反馈1 审计1 不符合项1"),
    ("supervision", "督查台账", "supervision ledger", """
        no key category goal project measure investment start_on deadline unit lead_unit helping_unit person
        progress status finished_on extension remark issue source
     """,
     "issue goal project measure",
     "督查2 督办2 推进1 任务2 工作目标2 支撑项目2 重点工作2 责任主体1 牵头1 协办1"),
    ("hazard", "隐患排查治理台账", "hazard ledger", """
        no key reporting_unit industry enterprise_type enterprise credit_code area address category severity issue
        part source inspector found_on basis measure funds contingency unit person deadline rectified finished_on
        verifier verification verified_on status remark
     """,
     "issue",
     "隐患3 排查2 治理1 受检1 风险点1 企业1"),
    ("visit", "走访台账", "visit ledger", """
        no key held_on held_until place called_on visitors recorder way background content issue suggestion reply
        referred_to deadline progress fed_back_on satisfied impression next_steps summary households remark category
     """,
     "called_on content issue held_on place",
     "走访3 信访3 民情3 巡河3 接访3 来访2 群众1 慰问2 入户2 指导2 挂包2 联络2 guidance3 联系点1"),
    ("pledge", "承诺事项台账", "pledge ledger", """
        no key unit person category pledge goal work_plan measure deadline progress light fulfilled finished_on
        assessment remark
     """,
     "pledge goal",
     "承诺4 践诺4 兑现3 亮诺4 评诺4 亮灯1"),
    ("training", "培训台账", "training ledger", """
        no key subject held_on start_on held_until place lecturer organiser audience enterprises people hours unit
        staff_no staff_name signed_in score passed assessment evidence remark content
     """,
     "subject staff_name content audience",
     "培训4 参训4 学时3 课时2 讲师2 工号2 签到1 课程2"),
)  # fmt: skip
