"""Texts to be repeated without end: what a careless pattern would take longer and longer over."""

ATTACKS = (
    *(
        "自",
        "每",
        "一",
        "1",
        "前",
        "年",
        " ",
        "(",
        "1至",
        "2022年",
        "6月底前，",
        "自收到之日起",
        "3日内，",
        "不超过",
        "延长",
    ),
    *(
        "立即或者限期",
        "第一阶段6月底前；",
        "by 30 June 2022 ",
        "within ",
        "a ",
        "  x",
        "\u200b",
        "1 ",
        "2022-",
        "十",
        "后",
    ),
)
