"""The State Council's notices on days off and make-up working days, 2010 to 2026.

Holds: one record per yearly notice and per mid-year amendment; festival dates to 2040.
Never: computes, reads files or the clock, imports another room.
"""

from typing import Final, NamedTuple


class Festival(NamedTuple):
    """One festival of a notice, with the days the notice gave it.

    A day is MMDD in the notice's year, or YYYYMMDD where it lies in another year.
    Days are joined by ``,``; only MMDD days form ranges (``0128-0204``, both ends in).
    A weekend day is listed in ``off`` only where the notice names it as part of the
    break; a weekend that merely adjoins one ("joined with the weekend") is left out.
    """

    zh: str
    en: str
    off: str
    work: str


class Notice(NamedTuple):
    """One notice. Where two speak of the same day, the later one decides it.

    ``issued`` is the day the notice was made public, which is the first day anyone
    could plan with it; the date on its face is up to two days earlier. An amendment
    lists the days it speaks of, not the whole year; ``undo`` names days that it turns
    back into ordinary days of the week (none has done so yet).
    """

    year: int
    issued: str
    number: str
    festivals: tuple[Festival, ...]
    amends: bool = False
    undo: str = ""


# Where each number was read:
#   page of the State Council or of a city government with document metadata (one as a
#   mirror): 2016, 2022, the 2019 amendment;
#   Wikisource: 2011, 2017, 2018, 2023, 2024;
#   full text reprinted by an authority: 2018, 2019, the 2020 amendment (forwarded);
#   several agreeing reprints: 2010, 2012, 2013, 2014, 2020, 2021, 2025, the 2015
#   amendment;
#   encyclopedia, one reprint and a list of official links: 2015;
#   one reprint and several projects' citations: 2026.
NOTICES: Final[tuple[Notice, ...]] = (
    Notice(
        2010,
        "2009-12-08",  # on its face: 7 December
        "国办发明电〔2009〕27号",
        (
            Festival("元旦", "New Year's Day", "0101-0103", ""),
            Festival("春节", "Spring Festival", "0213-0219", "0220,0221"),
            Festival("清明节", "Qingming Festival", "0403-0405", ""),
            Festival("劳动节", "Labour Day", "0501-0503", ""),
            Festival("端午节", "Dragon Boat Festival", "0614-0616", "0612,0613"),
            Festival("中秋节", "Mid-Autumn Festival", "0922-0924", "0919,0925"),
            Festival("国庆节", "National Day", "1001-1007", "0926,1009"),
        ),
    ),
    Notice(
        2011,
        "2010-12-10",  # on its face: 9 December
        "国办发明电〔2010〕40号",
        (
            Festival("元旦", "New Year's Day", "0101-0103", ""),
            Festival("春节", "Spring Festival", "0202-0208", "0130,0212"),
            Festival("清明节", "Qingming Festival", "0403-0405", "0402"),
            Festival("劳动节", "Labour Day", "0430-0502", ""),
            Festival("端午节", "Dragon Boat Festival", "0604-0606", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0910-0912", ""),
            Festival("国庆节", "National Day", "1001-1007", "1008,1009"),
        ),
    ),
    Notice(
        2012,
        "2011-12-06",  # on its face: 5 December
        "国办发明电〔2011〕45号",
        (
            Festival("元旦", "New Year's Day", "0101-0103", "20111231"),
            Festival("春节", "Spring Festival", "0122-0128", "0121,0129"),
            Festival("清明节", "Qingming Festival", "0402-0404", "0331,0401"),
            Festival("劳动节", "Labour Day", "0429-0501", "0428"),
            Festival("端午节", "Dragon Boat Festival", "0622-0624", ""),
            Festival(
                "中秋节、国庆节",
                "Mid-Autumn Festival and National Day",
                "0930-1007",
                "0929",
            ),
        ),
    ),
    Notice(
        2013,
        "2012-12-10",  # on its face: 8 December
        "国办发明电〔2012〕33号",
        (
            Festival("元旦", "New Year's Day", "0101-0103", "0105,0106"),
            Festival("春节", "Spring Festival", "0209-0215", "0216,0217"),
            Festival("清明节", "Qingming Festival", "0404-0406", "0407"),
            Festival("劳动节", "Labour Day", "0429-0501", "0427,0428"),
            Festival("端午节", "Dragon Boat Festival", "0610-0612", "0608,0609"),
            Festival("中秋节", "Mid-Autumn Festival", "0919-0921", "0922"),
            Festival("国庆节", "National Day", "1001-1007", "0929,1012"),
        ),
    ),
    Notice(
        2014,
        "2013-12-11",
        "国办发明电〔2013〕28号",
        (
            Festival("元旦", "New Year's Day", "0101", ""),
            Festival("春节", "Spring Festival", "0131-0206", "0126,0208"),
            Festival("清明节", "Qingming Festival", "0405,0407", ""),
            Festival("劳动节", "Labour Day", "0501-0503", "0504"),
            Festival("端午节", "Dragon Boat Festival", "0602", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0908", ""),
            Festival("国庆节", "National Day", "1001-1007", "0928,1011"),
        ),
    ),
    Notice(
        2015,
        "2014-12-16",
        "国办发明电〔2014〕28号",
        (
            Festival("元旦", "New Year's Day", "0101-0103", "0104"),
            Festival("春节", "Spring Festival", "0218-0224", "0215,0228"),
            Festival("清明节", "Qingming Festival", "0405-0406", ""),
            Festival("劳动节", "Labour Day", "0501", ""),
            Festival("端午节", "Dragon Boat Festival", "0620,0622", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0927", ""),
            Festival("国庆节", "National Day", "1001-1007", "1010"),
        ),
    ),
    Notice(
        2015,
        "2015-05-13",
        "国发明电〔2015〕1号",
        (
            Festival(
                "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
                "70th Anniversary of Victory in the War of Resistance",
                "0903-0905",
                "0906",
            ),
        ),
        amends=True,
    ),
    Notice(
        2016,
        "2015-12-10",
        "国办发明电〔2015〕18号",
        (
            Festival("元旦", "New Year's Day", "0101", ""),
            Festival("春节", "Spring Festival", "0207-0213", "0206,0214"),
            Festival("清明节", "Qingming Festival", "0404", ""),
            Festival("劳动节", "Labour Day", "0501-0502", ""),
            Festival("端午节", "Dragon Boat Festival", "0609-0611", "0612"),
            Festival("中秋节", "Mid-Autumn Festival", "0915-0917", "0918"),
            Festival("国庆节", "National Day", "1001-1007", "1008,1009"),
        ),
    ),
    Notice(
        2017,
        "2016-12-01",
        "国办发明电〔2016〕17号",
        (
            Festival("元旦", "New Year's Day", "0101-0102", ""),
            Festival("春节", "Spring Festival", "0127-0202", "0122,0204"),
            Festival("清明节", "Qingming Festival", "0402-0404", "0401"),
            Festival("劳动节", "Labour Day", "0501", ""),
            Festival("端午节", "Dragon Boat Festival", "0528-0530", "0527"),
            Festival(
                "中秋节、国庆节",
                "Mid-Autumn Festival and National Day",
                "1001-1008",
                "0930",
            ),
        ),
    ),
    Notice(
        2018,
        "2017-11-30",
        "国办发明电〔2017〕12号",
        (
            Festival("元旦", "New Year's Day", "0101", ""),
            Festival("春节", "Spring Festival", "0215-0221", "0211,0224"),
            Festival("清明节", "Qingming Festival", "0405-0407", "0408"),
            Festival("劳动节", "Labour Day", "0429-0501", "0428"),
            Festival("端午节", "Dragon Boat Festival", "0618", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0924", ""),
            Festival("国庆节", "National Day", "1001-1007", "0929,0930"),
        ),
    ),
    Notice(
        2019,
        "2018-12-06",  # on its face: 4 December
        "国办发明电〔2018〕15号",
        (
            Festival("元旦", "New Year's Day", "20181230,20181231,0101", "20181229"),
            Festival("春节", "Spring Festival", "0204-0210", "0202,0203"),
            Festival("清明节", "Qingming Festival", "0405", ""),
            Festival("劳动节", "Labour Day", "0501", ""),
            Festival("端午节", "Dragon Boat Festival", "0607", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0913", ""),
            Festival("国庆节", "National Day", "1001-1007", "0929,1012"),
        ),
    ),
    Notice(
        2019,
        "2019-03-22",
        "国办发明电〔2019〕3号",
        (Festival("劳动节", "Labour Day", "0501-0504", "0428,0505"),),
        amends=True,
    ),
    Notice(
        2020,
        "2019-11-21",
        "国办发明电〔2019〕16号",
        (
            Festival("元旦", "New Year's Day", "0101", ""),
            Festival("春节", "Spring Festival", "0124-0130", "0119,0201"),
            Festival("清明节", "Qingming Festival", "0404-0406", ""),
            Festival("劳动节", "Labour Day", "0501-0505", "0426,0509"),
            Festival("端午节", "Dragon Boat Festival", "0625-0627", "0628"),
            Festival(
                "国庆节、中秋节",
                "National Day and Mid-Autumn Festival",
                "1001-1008",
                "0927,1010",
            ),
        ),
    ),
    # 1 February, a make-up Saturday before, is off; 3 February, a Monday, is named as
    # the day on which work resumes.
    Notice(
        2020,
        "2020-01-27",  # on its face: 26 January
        "国办发明电〔2020〕1号",
        (Festival("春节", "Spring Festival", "0131-0202", "0203"),),
        amends=True,
    ),
    Notice(
        2021,
        "2020-11-25",
        "国办发明电〔2020〕27号",
        (
            Festival("元旦", "New Year's Day", "0101-0103", ""),
            Festival("春节", "Spring Festival", "0211-0217", "0207,0220"),
            Festival("清明节", "Qingming Festival", "0403-0405", ""),
            Festival("劳动节", "Labour Day", "0501-0505", "0425,0508"),
            Festival("端午节", "Dragon Boat Festival", "0612-0614", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0919-0921", "0918"),
            Festival("国庆节", "National Day", "1001-1007", "0926,1009"),
        ),
    ),
    Notice(
        2022,
        "2021-10-25",
        "国办发明电〔2021〕11号",
        (
            Festival("元旦", "New Year's Day", "0101-0103", ""),
            Festival("春节", "Spring Festival", "0131-0206", "0129,0130"),
            Festival("清明节", "Qingming Festival", "0403-0405", "0402"),
            Festival("劳动节", "Labour Day", "0430-0504", "0424,0507"),
            Festival("端午节", "Dragon Boat Festival", "0603-0605", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0910-0912", ""),
            Festival("国庆节", "National Day", "1001-1007", "1008,1009"),
        ),
    ),
    Notice(
        2023,
        "2022-12-08",
        "国办发明电〔2022〕16号",
        (
            Festival("元旦", "New Year's Day", "20221231,0101-0102", ""),
            Festival("春节", "Spring Festival", "0121-0127", "0128,0129"),
            Festival("清明节", "Qingming Festival", "0405", ""),
            Festival("劳动节", "Labour Day", "0429-0503", "0423,0506"),
            Festival("端午节", "Dragon Boat Festival", "0622-0624", "0625"),
            Festival(
                "中秋节、国庆节",
                "Mid-Autumn Festival and National Day",
                "0929-1006",
                "1007,1008",
            ),
        ),
    ),
    Notice(
        2024,
        "2023-10-25",
        "国办发明电〔2023〕7号",
        (
            Festival("元旦", "New Year's Day", "0101", ""),
            Festival("春节", "Spring Festival", "0210-0217", "0204,0218"),
            Festival("清明节", "Qingming Festival", "0404-0406", "0407"),
            Festival("劳动节", "Labour Day", "0501-0505", "0428,0511"),
            Festival("端午节", "Dragon Boat Festival", "0610", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0915-0917", "0914"),
            Festival("国庆节", "National Day", "1001-1007", "0929,1012"),
        ),
    ),
    Notice(
        2025,
        "2024-11-12",
        "国办发明电〔2024〕12号",
        (
            Festival("元旦", "New Year's Day", "0101", ""),
            Festival("春节", "Spring Festival", "0128-0204", "0126,0208"),
            Festival("清明节", "Qingming Festival", "0404-0406", ""),
            Festival("劳动节", "Labour Day", "0501-0505", "0427"),
            Festival("端午节", "Dragon Boat Festival", "0531-0602", ""),
            Festival(
                "国庆节、中秋节",
                "National Day and Mid-Autumn Festival",
                "1001-1008",
                "0928,1011",
            ),
        ),
    ),
    Notice(
        2026,
        "2025-11-04",
        "国办发明电〔2025〕7号",
        (
            Festival("元旦", "New Year's Day", "0101-0103", "0104"),
            Festival("春节", "Spring Festival", "0215-0223", "0214,0228"),
            Festival("清明节", "Qingming Festival", "0404-0406", ""),
            Festival("劳动节", "Labour Day", "0501-0505", "0509"),
            Festival("端午节", "Dragon Boat Festival", "0619-0621", ""),
            Festival("中秋节", "Mid-Autumn Festival", "0925-0927", ""),
            Festival("国庆节", "National Day", "1001-1007", "0920,1010"),
        ),
    ),
)

# MMDD of 春节 (first day of the first lunar month), 清明, 端午 and 中秋 in years whose
# notice is not out: what the statutory days (全国年节及纪念日放假办法, 2024-11-10,
# art. 2) hang on. Each date is one on which independent lunar calendars agree.
FESTIVAL_DATES: Final[dict[int, tuple[str, str, str, str]]] = {
    2027: ("0206", "0405", "0609", "0915"),
    2028: ("0126", "0404", "0528", "1003"),
    2029: ("0213", "0404", "0616", "0922"),
    2030: ("0203", "0405", "0605", "0912"),
    2031: ("0123", "0405", "0624", "1001"),
    2032: ("0211", "0404", "0612", "0919"),
    2033: ("0131", "0404", "0601", "0908"),
    2034: ("0219", "0405", "0620", "0927"),
    2035: ("0208", "0405", "0610", "0916"),
    2036: ("0128", "0404", "0530", "1004"),
    2037: ("0215", "0404", "0618", "0924"),
    2038: ("0204", "0405", "0607", "0913"),
    2039: ("0124", "0405", "0527", "1002"),
    2040: ("0212", "0404", "0614", "0920"),
}
