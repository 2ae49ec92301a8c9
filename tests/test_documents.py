"""A book as one document: what is written is read back, what is wrong is told, what is unknown is kept."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from attrs import frozen
from hypothesis import given, strategies as st

import safetywork as sw
from histories import OPENINGS, events, matters
from safetywork import documents
from safetywork.foreign import ForeignEvent, ForeignMatter
from safetywork.stock import STOCK_KINDS
from safetywork.testing.scenes import DAY
from safetywork.testing.strategies import EVENTS

ANSWER = Path(__file__).parent / "answers" / "book-v1.json"
BEIJING = timezone(timedelta(hours=8))


def types(value):
    """A value with the type of everything in it."""
    if isinstance(value, tuple):
        return tuple(types(item) for item in value)
    if attrs.has(type(value)) and not isinstance(value, sw.Workflow):
        return type(value), {a.name: types(getattr(value, a.name)) for a in attrs.fields(type(value)) if a.init}
    return type(value)


def again(book, **known):
    """The book, written and read; its text is the same when it is written once more."""
    text = sw.dumps(book)
    read = sw.loads(text, **known)
    assert sw.dumps(read) == text
    assert sw.loads(text.encode(), **known) == read
    return read


def faults(data, **known):
    """(code, path) of every fault of a document."""
    with pytest.raises(sw.FormatError) as caught:
        sw.loads(json.dumps(data), **known)
    return [(f.code, f.place) for f in caught.value.faults]


def measure(id="M-1", **details):
    """A planned measure."""
    return sw.Measure.plan(id=id, title="编印手册", on=DAY, by="局长", **details)


def loose(book):
    """A book's data as lists and dicts that a test may change."""
    return json.loads(sw.dumps(book))


FULL = sw.Book(
    "2021年台账",
    "某局",
    "A bureau",
    parties=sw.Parties(
        (sw.Unit("u1", "某局", kind="bureau", en="A bureau"), sw.Unit("u2", "一股", "u1")),
        (sw.Person("p1", "李四", "u2", ("verifier", "leader")), sw.Person("p2", "张三")),
        (
            sw.Roll(
                id="r1", title="名册", en="The roll", unit="家", members=("u1", "p1"), times=3, by="visit",
                campaign="c1", total=sw.Count.at_least(9, "家"),
                questions=(sw.Question("q1", sw.Label("困难", "needs")),),
            ),
            sw.Roll(id="r2", title="名单", unit="户"),
        ),
    ),
    campaigns=(
        sw.Campaign(
            id="c1",
            on=DAY,
            until=DAY + timedelta(days=9),
            title="专项行动",
            en="Campaign",
            goals=(sw.Goal("目标", "goal"), sw.Goal("二", None, "own", sw.Count.exact(Decimal("99.5"), "%"))),
            plan="S-1",
            groups=(sw.Group("领导小组", "统筹", ("李四", "张三"), "weekly", "leading group", "leading"),),
            secondments=(sw.Secondment(id="s1", on=DAY, percent=Decimal("12.5"), base=40, to="乡镇", to_en="towns"),),
            problems=(sw.Problem(id="q1", on=DAY, title="推进较慢", en="slow"),),
        ),
        sw.Campaign(id="c2", on=DAY, title="子", parent="c1", secondments=(sw.Secondment(id="s2", on=DAY, percent=5),)),
    ),
    programmes=(
        sw.Programme(id="g1", on=DAY, title="标准化", campaign="c1", target=sw.Count.at_least(30, "家")),
        sw.Programme(id="g2", on=DAY, title="二", roll="r1", industries=("烟花爆竹",),
                     procedures=(sw.Procedures(industry="烟花爆竹", on=DAY, title="操作规程", en="procedures"),),
                     schedule=(sw.StageDue("created", DAY + timedelta(30)),)),
    ),
    matters=(
        measure(campaign="c1", size=sw.Count.unknown("份"), term=sw.PeriodRule(sw.days(3), roll=False, source="约定")),
        measure("M-2", term=date(2024, 12, 31), en="handbook"),
        measure("M-3", size=sw.Count.exact(Decimal("1.25"), "万元")),
        sw.Enrolment.enrol(id="E-1", title="某饭店", programme="g1", on=DAY, by="局长", term=sw.months(2)),
        sw.Gap.find(id="G-1", title="委托执法", on=DAY, by="局长", model="到镇", ours="在县", tour="a1"),
        sw.Scheme.draft(id="S-1", title="方案", on=DAY, by="局长", campaign="c1", phases=(
            sw.Phase(id="one", title="一", en="one", on=DAY, until=DAY, entry=(sw.Goal("到位"),)),
            sw.Phase(id="two", title="二", entry=(sw.Goal("三", None, "own", sw.Count.at_most(5, "项")),)),
        )).apply(sw.CarryOver(on=DAY, by="局长", source="c1", to="c2")),
        sw.Enrolment.enrol(id="E-2", title="某厂", programme="g2", enterprise="u1", on=DAY, by="局长")
        .apply(sw.programmes.AdoptProcedures(on=DAY, by="某厂"))
        .apply(sw.programmes.Apply(on=DAY, by="某厂"))
        .apply(sw.programmes.Create(on=DAY, by="评审组", until=date(2027, 9, 20))),
        sw.Issue.register(id="H-9", title="漏水", on=DAY, by="局长", beside=(sw.REFERRAL, sw.REPLY))
        .apply(sw.OweReply(on=DAY, by="局长", to="p1", term=sw.days(7)))
        .apply(sw.Reply(on=DAY, by="局长", text="已修好", mark="satisfied")),
    ),
    activities=(
        sw.StudyTour(id="a1", on=DAY, title="学习", people=sw.Count.roughly(20, "人"), place="某市"),
        sw.Visit(id="a2", on=DAY, title="访", called_on=sw.Count.unknown("户"), recorded_on=DAY, illustrative=True),
        sw.Training(id="a3", on=DAY, title="培训", subject="消防", people=sw.Count(3, 5, "人"), note="注"),
        sw.Outreach(id="a4", on=DAY, title="宣传", handed_out=(sw.Items("手册", sw.Count.exact(9, "本"), "books"),)),
        sw.Assistance(id="a5", on=DAY, title="帮扶", given=()),
        sw.Inspection(id="a6", on=DAY, until=DAY, title="检查", with_whom="消防", campaign="c1", unit="u1"),
        sw.Visit(id="a8", on=DAY, title="访", called_on=sw.Count.exact(1, "家"), whom=("u1",),
                 asked=(sw.Asked("q1", "缺路灯", "u1"), sw.Asked("q1"))),
        sw.Training(id="a9", on=DAY, title="训", subject="法", form="law lecture", participants=("p1",), whom=("u2",)),
        sw.Outreach(id="a10", on=DAY, title="宣传", setting="进市场", setting_en="markets"),
        sw.Assistance(id="a11", on=DAY, title="帮扶", given=(), whom=("u2",), post="a12"),
        sw.Post(id="a12", on=DAY, title="驻村", person="王五", office="第一书记", office_en="secretary", place="甲村",
                place_en="Village A"),
        sw.Round(id="a7", on=DAY, title="调度", cadence="weekly", published=True),
    ),
    faults=(sw.Fault("x", "row 3", sw.Label("错", "wrong"), "found", "accepted", "note"),),
)  # fmt: skip


class TestRoundTrip:
    """loads(dumps(b)) == b, type for type, and dumps(loads(text)) == text."""

    def test_every_kind_of_record(self):
        """Parties, campaigns, programmes, matters, activities and faults, with every field filled in somewhere."""
        assert again(FULL) == FULL
        assert types(again(FULL)) == types(FULL)

    def test_an_empty_book(self):
        """A title is all a book needs; an empty text is not the same as none."""
        for book in (sw.Book("空"), sw.Book(""), sw.Book("空", unit_en="")):
            assert again(book) == book

    @given(st.lists(matters(), max_size=4))
    def test_any_history(self, drawn):
        """Books of matters with random histories, ids and moments of writing included; states are folded anew."""
        book = sw.Book("台账", matters=tuple(attrs.evolve(m, id=f"{m.id}/{i}") for i, m in enumerate(drawn)),
                       programmes=(sw.Programme(id="标准化提升", on=DAY, title="标准化提升"),))  # fmt: skip
        read = again(book)
        assert read == book
        assert types(read) == types(book)
        assert not read.faults
        assert [m.head() for m in read.matters] == [m.head() for m in book.matters]
        assert [m.clock() for m in read.matters] == [m.clock() for m in book.matters]

    @pytest.mark.unmeasured
    @pytest.mark.parametrize("cls", [cls for cls in EVENTS if cls is not sw.acts.Restart], ids=lambda cls: cls.code)
    @given(data=st.data())
    def test_every_event_class(self, cls, data):
        """Each stock event class, openings too, survives in a log, with all that every event may carry."""
        event = data.draw(events(cls, DAY, id="e-1"))
        moment = datetime(2024, 9, 20, 17, 30, 15, 120, tzinfo=data.draw(st.sampled_from((UTC, BEIJING))))
        event = attrs.evolve(event, role="leader", at=moment, recorded_at=moment)
        if hasattr(event, "percent"):
            event = attrs.evolve(event, percent=Decimal("33.3"))
        start = OPENINGS["major"]()
        matter = sw.evolve(start, sw.Entry(event, "rectifying", start.workflows[0].rule))
        named = () if matter.campaign is None else (sw.Campaign(id=matter.campaign, on=DAY, title="行动"),)
        read = again(sw.Book("台账", campaigns=named, matters=(matter,))).matters[0]
        assert read.log[1].event == event
        assert types(read.log) == types(matter.log)

    def test_two_workflows_of_one_table_stay_two(self):
        """A workflow of the same states and rows under another name or version is another rule."""
        mine = sw.MEASURE.extend(name="mine")
        later = sw.MEASURE.extend(name="mine too", version="2")
        told = [
            measure(f"M-{i}", workflow=w, term=sw.days(9)).apply(sw.Progress(on=DAY, by="甲"))
            for i, w in enumerate((sw.MEASURE, mine, later))
        ]
        book = sw.Book("台账", matters=tuple(told))
        assert again(book, workflows=[mine, later]) == book

    @pytest.mark.parametrize(
        "percent", [0, 100, Decimal("12.5"), Decimal("1E+1"), Decimal("99.5"), Decimal("0E-7"), None]
    )
    def test_a_percentage_keeps_its_type(self, percent):
        """Whole numbers stay int, decimals stay Decimal, whatever their spelling."""
        matter = measure().apply(sw.Progress(on=DAY, by="甲", percent=percent))
        read = again(sw.Book("台账", matters=(matter,))).matters[0]
        assert (read.percent, type(read.percent)) == (percent, type(percent))

    @pytest.mark.parametrize("text", ["", '\n\t"\\', "\u2028\x00", "🔥", "e\u0301", "行1\n行2"])
    def test_any_text(self, text):
        """Texts come back as they were, and the document can be written as UTF-8."""
        book = sw.Book(text, matters=(sw.Measure.plan(id="M", title=text, on=DAY, by=f"甲{text}"),))
        sw.dumps(book).encode()
        assert again(book) == book

    def test_a_text_that_no_file_can_hold_is_refused_both_ways(self):
        """A lone surrogate, which JSON can name and UTF-8 cannot hold."""
        with pytest.raises(sw.FormatError, match="lone surrogate"):
            sw.dumps(sw.Book("台账\ud800"))
        assert faults(loose(sw.Book("台账")) | {"title": "台账\ud800"}) == [("wrong type", "$.title")]

    def test_a_moment_without_a_zone_never_gets_into_a_book(self):
        """What loads() would refuse is refused before it is written."""
        with pytest.raises((sw.SafetyworkError, ValueError)):
            sw.dumps(
                sw.Book("t", matters=(measure().apply(sw.Progress(on=DAY, by="甲", at=datetime(2024, 9, 20, 9))),))
            )

    def test_a_book_with_notes_of_its_reading(self):
        """What a reading notes comes in one order: kept faults, edited histories, then what opened read-only."""
        foreign = measure("M-0", workflow=sw.MEASURE.extend(name="mine"))
        data = loose(sw.Book("台账", matters=(foreign, measure())))
        data["matters"][1]["log"][0]["event"]["title"] = "别的"
        read = sw.loads(json.dumps(data))
        assert {f.code for f in read.faults} == {"edited history", "read-only"}
        assert again(read) == read


class TestText:
    """The document is made to be compared line by line."""

    def test_the_format_never_changes_unseen(self):
        """The golden document: what version 1 looks like, to the byte, and it is still read, whatever the rules now."""
        issue = sw.Issue.register(
            id="H-1", title="应急照明不亮", on=date(2021, 5, 10), by="检查组", size=sw.Count.read("650余处")
        )
        issue = issue.apply(
            sw.Assign(on=date(2021, 5, 11), by="局长", owner="李四", term=sw.workdays(15), id="e-1",
                      recorded_at=datetime(2021, 5, 12, 9, 30, tzinfo=BEIJING))
        )  # fmt: skip
        issue = issue.apply(sw.Progress(on=date(2021, 5, 20), by="李四", percent=Decimal("12.5")))
        book = sw.Book(
            "2021年台账",
            "某局",
            parties=sw.Parties((sw.Unit("u1", "某局"),)),
            matters=(issue,),
            activities=(sw.Visit(id="v-1", on=date(2021, 5, 9), title="走访", called_on=sw.Count.exact(9, "户")),),
            faults=(sw.Fault("x", "row 3", sw.Label("错", "wrong")),),
        )
        golden = ANSWER.read_bytes()
        read = sw.loads(golden)
        assert sw.dumps(read).encode() == golden
        assert [entry.event for entry in read.matters[0].log] == [entry.event for entry in issue.log]
        assert {found.code for found in read.faults} <= {"x", documents.OTHER_RULES}
        assert attrs.evolve(read, matters=(), faults=()) == attrs.evolve(book, matters=(), faults=())

    def test_one_entry_a_line(self):
        """A new entry is one new line; the head of its matter changes, and nothing else."""
        other = sw.Measure.plan(id="M-2", title="别的", on=DAY, by="局长")
        before = sw.dumps(sw.Book("台账", matters=(measure(), other))).splitlines()
        grown = measure().apply(sw.Progress(on=DAY, by="甲"))
        after = sw.dumps(sw.Book("台账", matters=(grown, other))).splitlines()
        assert len(after) == len(before) + 1
        assert len(set(before) - set(after)) == 2  # the comma after the last entry, and the head

    def test_it_is_json_that_names_its_format(self):
        """Chinese stays readable; format and version stand first."""
        text = sw.dumps(FULL)
        assert text.startswith('{\n"format": "safetywork.book",\n"version": 1,\n"title": "2021年台账"')
        assert text.endswith("}\n")
        assert json.loads(text) == json.loads(json.dumps(documents.book_to_data(FULL)))

    def test_data_are_read_as_text_is(self):
        """`book_to_data` and `book_from_data` are the two halves without the text."""
        assert documents.book_from_data(loose(FULL)) == FULL


class TestFaults:
    """Everything that is wrong is told, with its path; nothing but a FormatError is raised."""

    @pytest.mark.parametrize(
        ("data", "code", "path"),
        [
            (None, "not a book", "$"),
            (5, "not a book", "$"),
            ("text", "not a book", "$"),
            ([], "not a book", "$"),
            ({}, "not a book", "$.format"),
            ({"format": "other"}, "not a book", "$.format"),
            ({"format": "safetywork.book"}, "wrong type", "$.version"),
            ({"format": "safetywork.book", "version": "1"}, "wrong type", "$.version"),
            ({"format": "safetywork.book", "version": True}, "wrong type", "$.version"),
            ({"format": "safetywork.book", "version": 0}, "wrong type", "$.version"),
            ({"format": "safetywork.book", "version": 1}, "missing", "$.title"),
            ({"format": "safetywork.book", "version": 99}, "future version", "$.version"),
        ],
    )
    def test_what_is_not_a_book_is_told(self, data, code, path):
        """The wrong thing altogether, or a version that cannot be read."""
        assert faults(data) == [(code, path)]

    def test_a_later_version_is_refused(self):
        """Never read as well as one can: the advice is to upgrade."""
        with pytest.raises(sw.FormatError, match="upgrade safetywork"):
            sw.loads('{"format": "safetywork.book", "version": 2, "title": "t"}')

    def test_a_version_of_four_thousand_digits_is_shown_on_a_line(self):
        """What stood there is cut."""
        with pytest.raises(sw.FormatError) as caught:
            sw.loads('{"format": "safetywork.book", "version": ' + "9" * 4000 + "}")
        assert len(str(caught.value)) < 300

    EVENT = ("matters", 0, "log", 0, "event")
    PATH = "$.matters[0].log[0].event"
    PLACES: ClassVar = [
        (("title",), None, "wrong type", "$.title"),
        (("title",), 123, "wrong type", "$.title"),
        (("titel",), "t", "unknown key", "$"),
        (("matters",), {}, "wrong type", "$.matters"),
        (("matters", 0), 5, "wrong type", "$.matters[0]"),
        (("matters", 0, "owner"), "李四", "unknown key", "$.matters[0]"),
        (("matters", 0, "log"), "x", "wrong type", "$.matters[0].log"),
        (("matters", 0, "log"), [], "no opening", "$.matters[0].log[0]"),
        (("matters", 0, "workflows"), "measure", "wrong type", "$.matters[0].workflows"),
        (("matters", 0, "workflows"), ["measure", "measure"], "shared event", "$.matters[0].workflows"),
        (("matters", 0, "workflows"), ["pledge"], "unknown rule", "$.matters[0].workflows"),
        (("matters", 0, "kind"), "visit", "unknown kind", "$.matters[0].kind"),
        (("matters", 0, "log", 0, "rule"), "feedface", "wrong type", "$.matters[0].log[0]"),
        (EVENT, [], "wrong type", PATH),
        ((*EVENT, "on"), "20250901", "wrong type", PATH + ".on"),
        ((*EVENT, "titel"), "t", "unknown key", PATH),
        ((*EVENT, "size"), {"low": 1, "unit": "家"}, "missing", PATH + ".size.high"),
        ((*EVENT, "size"), {"low": None, "high": 1, "unit": "家"}, "wrong type", PATH + ".size.low"),
        ((*EVENT, "size"), {"low": 2, "high": 1, "unit": "家"}, "wrong value", PATH + ".size"),
        ((*EVENT, "at"), "2025-09-01T09:00:00", "wrong type", PATH + ".at"),
        ((*EVENT, "term"), 15, "wrong type", PATH + ".term"),
        (("matters", 0, "log", 0, "type"), None, "wrong type", "$.matters[0].log[0].type"),
        (("activities", 0, "kind"), "picnic", "wrong type", "$.activities[0]"),
        (("activities", 0, "kind"), "issue", "wrong type", "$.activities[0]"),
        (("activities", 0, "kind"), None, "wrong type", "$.activities[0]"),
        (("activities", 0, "people", "low"), "many", "wrong type", "$.activities[0].people.low"),
        (("activities", 0), 7, "wrong type", "$.activities[0]"),
        (("rules",), [], "unknown key", "$"),
        (("parties",), "李四", "wrong type", "$.parties"),
        (("parties", "units", 1, "parent"), "u9", "wrong value", "$.parties"),
        (("campaigns", 1, "parent"), "c9", "bad reference", "$"),
        (("campaigns", 0, "groups", 0, "cadence"), "daily", "wrong value", "$.campaigns[0].groups[0].cadence"),
        (("faults", 0, "severity"), "grave", "wrong value", "$.faults[0].severity"),
        (("activities", 1, "id"), "a1", "bad reference", "$"),
    ]  # fmt: skip

    @pytest.mark.parametrize(("place", "value", "code", "path"), PLACES, ids=lambda given: str(given)[:50])
    def test_one_wrong_thing_is_told_with_its_path(self, place, value, code, path):
        """One value of a good document is made wrong: its path is named, and nothing else is."""
        data = loose(FULL)
        here = data
        for step in place[:-1]:
            here = here[step]
        here[place[-1]] = value
        assert faults(data) == [(code, path)]

    def test_four_faults_are_told_at_once(self):
        """All of them, in records of four kinds, each with its path."""
        data = loose(FULL)
        data["title"] = None
        data["matters"][0]["log"][0]["event"]["on"] = "2025-W36-1"
        data["activities"][0]["people"]["low"] = "3.7"
        data["activities"][0]["people"]["about"] = "false"
        data["campaigns"][0]["goals"] = "abc"
        assert set(faults(data)) == {
            ("wrong type", "$.title"),
            ("wrong type", self.PATH + ".on"),
            ("wrong type", "$.activities[0].people.about"),
            ("wrong type", "$.campaigns[0].goals"),
        }

    def test_faults_of_several_matters_are_told_at_once(self):
        """What shows only when logs are replayed is collected too."""
        data = loose(sw.Book("台账", matters=(measure(), measure("M-2"))))
        data["matters"][0]["workflows"] = []
        data["matters"][1]["log"] = []
        assert faults(data) == [
            ("unknown rule", "$.matters[0].workflows"),
            ("no workflow", "$.matters[0].workflows"),
            ("no opening", "$.matters[1].log[0]"),
        ]

    def test_an_entry_of_a_workflow_that_the_matter_does_not_have(self):
        """It would move nothing, silently."""
        mine = sw.MEASURE.extend(name="mine")
        data = loose(sw.Book("台账", matters=(measure(workflow=mine).apply(sw.Progress(on=DAY, by="甲")),)))
        data["matters"][0]["workflows"] = ["measure"]
        assert faults(data, workflows=[mine]) == [("unknown rule", "$.matters[0].workflows")]

    @pytest.mark.parametrize("twice", [["mine", "mine"], ["mine", "measure", "measure"]])
    def test_a_workflow_that_stands_twice(self, twice):
        """Known or not, one machine stands once in a matter."""
        data = loose(sw.Book("台账", matters=(measure(workflow=sw.MEASURE.extend(name="mine")),)))
        data["matters"][0]["workflows"] = twice
        assert faults(data) == [("shared event", "$.matters[0].workflows")]

    def test_truncated_text(self):
        """Half a document is no document, wherever it is cut."""
        text = sw.dumps(sw.Book("台账", matters=(measure(),)))
        for length in range(0, len(text) - 2, 7):
            with pytest.raises(sw.FormatError):
                sw.loads(text[:length])

    @pytest.mark.parametrize("depth", [10, 500, 900, 990, 100_000])
    def test_nesting_of_any_depth(self, depth):
        """A fault where it stands, never a RecursionError."""
        text = sw.dumps(FULL).replace('"某局"', "[" * depth + "]" * depth, 1)
        with pytest.raises(sw.FormatError):
            sw.loads(text)

    @given(st.data())
    def test_a_document_with_something_else_in_any_place(self, data):
        """Any value of a good document is replaced by anything: it is read, or told; nothing else is raised."""
        document = loose(FULL)
        here = document
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(here[key], dict | list) or not here[key] or data.draw(st.integers(0, 4)) == 0:
                break
            here = here[key]
        here[key] = data.draw(
            st.sampled_from((None, True, 0, 1.5, "", "x", [], {}, [1], {"a": 1}, "2025-01-01", 10**30, [[]], {"n": 1}))
        )
        try:
            book = sw.loads(json.dumps(document))
        except sw.FormatError as error:
            assert error.faults  # noqa: PT017  either way is fine
        else:
            assert again(book) == book


class TestHistory:
    """An edited log is told, and still opens."""

    def edited(self, change):
        """The book of a document whose first log was changed by hand."""
        matter = measure().apply(sw.Progress(on=DAY, by="甲", text="已印100本"))
        data = loose(sw.Book("台账", matters=(matter,)))
        change(data["matters"][0])
        return sw.loads(json.dumps(data))

    @pytest.mark.parametrize(
        "change",
        [
            lambda matter: matter["log"][1]["event"].update(text="已印200本"),
            lambda matter: matter["log"][1].update(to="finished"),
            lambda matter: matter["log"].pop(),
            lambda matter: matter["log"].append(matter["log"][1]),
            lambda matter: matter.update(id="M-2"),
            lambda matter: matter.update(head="0" * 64),
        ],
    )
    def test_an_edited_entry_is_a_fault_of_the_book(self, change):
        """Changed, dropped or added by hand: the log no longer leads to the head that was written with it."""
        book = self.edited(change)
        assert [(f.code, f.severity) for f in book.faults] == [("edited history", "warning")]
        assert book.faults[0].place.startswith("$.matters[0]")
        assert again(book) == book  # the fault stays with the book

    @pytest.mark.parametrize("change", [lambda m: m.pop("head"), lambda m: m.update(head=None)])
    def test_a_missing_head_is_noted(self, change):
        """Whoever edits a log could leave its head out, so that is said; written again, the book has one."""
        book = self.edited(change)
        assert [(f.code, f.severity) for f in book.faults] == [("no head", "note")]
        assert sw.loads(sw.dumps(book)).faults == ()
        assert self.edited(lambda _: None).faults == ()

    @pytest.mark.parametrize("change", [
        lambda matter: matter["workflows"].reverse(),
        lambda matter: matter.update(kind="measure"),
    ])  # fmt: skip
    def test_kind_and_machines_are_part_of_the_head(self, change):
        """The same log as another kind, or with another main machine, is an edited history."""
        data = loose(sw.Book("台账", matters=(OPENINGS["rectification"](),)))
        assert sw.loads(json.dumps(data)).faults == ()
        change(data["matters"][0])
        assert [f.code for f in sw.loads(json.dumps(data)).faults] == ["edited history"]

    def test_a_read_only_history_is_checked_too(self):
        """Without its workflow a matter opens read-only; where all its events are known, an edit is still told."""
        data = loose(sw.Book("台账", matters=(measure(workflow=sw.MEASURE.extend(name="mine")),)))
        assert [f.code for f in sw.loads(json.dumps(data)).faults] == ["read-only"]
        data["matters"][0]["log"][0]["event"]["title"] = "别的"
        assert [f.code for f in sw.loads(json.dumps(data)).faults] == ["edited history", "read-only"]


@frozen(kw_only=True)
class Patrol(sw.Event):
    """A user's own event."""

    code: ClassVar[str] = "mine.patrol"
    label: ClassVar[sw.Label] = sw.Label("巡查", "patrol")

    places: tuple[str, ...] = ()
    at_level: int | None = None


@frozen(kw_only=True)
class Drill(sw.Activity):
    """A user's own activity."""

    kind: ClassVar[str] = "drill"
    people: sw.Count


@frozen(kw_only=True)
class Hazard(sw.Issue):
    """A user's own kind of matter."""

    kind: ClassVar[str] = "hazard"


MINE = sw.RECTIFICATION.extend(
    name="mine", version="3", transitions=[sw.Transition(Patrol, ("registered", "rectifying"), None)]
)


class TestUsersOwn:
    """A user's workflow, events and kinds are handed to loads; without them the record can be read, not continued."""

    @pytest.fixture
    def book(self):
        """A book of the user's own things."""
        hazard = Hazard.register(id="H-1", title="堆物", on=DAY, by="检查组", workflow=MINE, beside=())
        hazard = hazard.apply(
            Patrol(on=DAY, by="甲", places=("一楼", "二楼"), at_level=3, recorded_at=datetime(2024, 9, 21, tzinfo=UTC))
        )
        return sw.Book("台账", matters=(hazard, measure()))  # fmt: skip

    def test_with_them_everything_is_back(self, book):
        """The workflow brings its events with it; kinds are handed over by class."""
        assert again(book, workflows=[MINE], kinds=[Hazard]) == book

    def test_an_own_activity(self):
        """Activities of the user's own class come back as that; without it they are an error that names the way."""
        book = sw.Book("台账", activities=(Drill(id="d", on=DAY, title="演练", people=sw.Count.exact(30, "人")),))
        assert again(book, kinds=[Drill]) == book
        with pytest.raises(sw.FormatError, match="load\\(kinds"):
            sw.loads(sw.dumps(book))

    def test_a_workflow_of_a_stock_name_takes_its_place(self):
        """The user's own measure workflow is used for matters of that name."""
        own = sw.MEASURE.extend(transitions=[sw.Transition(Patrol, "planned", None)])
        book = sw.Book("台账", matters=(measure(workflow=own).apply(Patrol(on=DAY, by="甲")),))
        assert again(book, workflows=[own]) == book

    def test_events_alone_can_be_handed_over(self, book):
        """An event class that no workflow here knows is read for what it is."""
        read = sw.loads(sw.dumps(book), events=[Patrol])
        assert read.matters[0].log[1].event == book.matters[0].log[1].event
        assert isinstance(read.matters[0], ForeignMatter)

    @pytest.mark.parametrize(
        "known", [{}, {"workflows": [MINE]}, {"kinds": [Hazard]}, {"events": [Patrol], "kinds": [Hazard]}]
    )
    def test_without_them_the_record_is_read_only(self, book, known):
        """The log is readable, state and owner follow from it, nothing may happen; the rest of the book is whole."""
        read = sw.loads(sw.dumps(book), **known)
        matter = read.matters[0]
        assert isinstance(matter, ForeignMatter)
        assert (matter.id, matter.title, matter.state) == ("H-1", "堆物", "registered")
        assert [entry.event.on for entry in matter.log] == [DAY, DAY]
        assert [(f.code, f.severity) for f in read.faults] == [("read-only", "note")]
        assert read.matters[1] == book.matters[1]
        refusal = matter.decide(sw.Assign(on=DAY, by="局长", owner="李四"))
        assert refusal.codes == ("unknown_workflow",)
        assert "“mine”" in refusal.text("en")
        assert matter.options() == ()

    def test_nothing_is_claimed_of_what_is_not_understood(self, book):
        """Neither done nor open, and no clock: whether its work was handed in cannot be known."""
        matter = sw.loads(sw.dumps(book)).matters[0]
        assert (matter.done, matter.void, matter.failed, matter.pending) == (False, False, False, False)
        assert matter.clock() is None
        assert sw.light(matter, DAY).colour is None
        assert matter.as_of(DAY) is matter
        assert matter.as_of(DAY - timedelta(days=1)) is None
        assert len(matter.as_of(DAY, known_on=DAY).log) == 1

    @pytest.mark.parametrize("known", [{}, {"workflows": [MINE]}, {"kinds": [Hazard]}])
    def test_what_is_not_understood_is_written_back_word_for_word(self, book, known):
        """The same text, its head and all; with the classes at hand it is whole again."""
        text = sw.dumps(book)
        assert sw.dumps(sw.loads(text, **known)) == text
        assert sw.loads(sw.dumps(sw.loads(text, **known)), workflows=[MINE], kinds=[Hazard]) == book

    def test_an_unknown_event_is_kept_with_what_every_event_says(self, book):
        """Day, name and moment are read; the rest is kept as it stands."""
        event = sw.loads(sw.dumps(book)).matters[0].log[1].event
        assert isinstance(event, ForeignEvent)
        assert (event.type, event.on, event.by) == ("mine.patrol", DAY, "甲")
        assert event.recorded_at == datetime(2024, 9, 21, tzinfo=UTC)
        assert json.loads(event.data)["places"] == ["一楼", "二楼"]

    def test_an_unknown_event_must_still_be_an_event(self, book):
        """Its day and name are checked as everybody's are."""
        data = loose(book)
        data["matters"][0]["log"][1]["event"] |= {"on": "20240920", "by": None}
        assert faults(data) == [
            ("wrong type", "$.matters[0].log[1].event.on"),
            ("wrong type", "$.matters[0].log[1].event.by"),
        ]

    def test_an_unknown_opening(self, book):
        """A matter that begins with an event nobody here knows can still be read, on any day since."""
        data = loose(book)
        data["matters"][0]["log"][0]["type"] = "mine.found"
        data["matters"][0]["log"][1]["event"]["on"] = "2024-09-25"
        read = sw.loads(json.dumps(data))
        assert read.matters[0].log[0].event.type == "mine.found"
        assert len(read.as_of(DAY).matters) == 2
        assert sw.dumps(read) == documents._written(data) + "\n"

    def test_a_cut_copy_remembers_what_it_is(self, book):
        """As of an earlier day it is of the same stated kind."""
        data = loose(book)
        data["matters"][0]["log"][1]["event"]["on"] = "2024-09-25"
        cut = sw.loads(json.dumps(data)).as_of(DAY).matters[0]
        assert (cut.stated_kind, len(cut.log)) == ("hazard", 1)

    def test_a_workflow_that_shares_events_is_told(self):
        """Two machines of one matter that take the same event cannot be put together."""
        data = loose(sw.Book("台账", matters=(measure(),)))
        data["matters"][0]["workflows"] = ["measure", "pledge"]  # both take Progress
        assert faults(data) == [("shared event", "$.matters[0].workflows")]

    def test_a_state_that_is_not_there_any_more(self):
        """An entry that led to a state which the table at hand does not have: read-only, and nothing lost."""
        once = sw.State("once", sw.Label("旧状态", "once"))
        older = sw.MEASURE.extend(states=[once], transitions=[sw.Transition(Patrol, "planned", "once")])
        text = sw.dumps(sw.Book("台账", matters=(measure(workflow=older).apply(Patrol(on=DAY, by="甲")),)))
        read = sw.loads(text, events=[Patrol])
        assert [f.code for f in read.faults] == ["read-only"]
        assert isinstance(read.matters[0], ForeignMatter)
        assert (read.matters[0].state, read.matters[0].options()) == ("once", ())
        assert sw.dumps(read) == text
        whole = sw.loads(text, workflows=[older])
        assert (whole.matters[0].state, whole.faults) == ("once", ())

    def test_rules_of_the_same_name_that_say_something_else(self):
        """A workflow extended without a new name: the stock one of that name is not the rule that admitted the log."""
        own = sw.MEASURE.extend(transitions=[sw.Transition(Patrol, "planned", None)])
        text = sw.dumps(sw.Book("台账", matters=(measure(workflow=own),)))
        assert [(f.code, f.severity) for f in sw.loads(text).faults] == [("other rules", "note")]
        assert sw.loads(text, workflows=[own]).faults == ()
        assert sw.dumps(sw.loads(text)) == text, "that is noted at each reading, and not written out"


class TestVersions:
    """Older documents are migrated, step by step."""

    def test_an_older_version_is_migrated(self, monkeypatch):
        """Version 1 through 2 to 3: each step sees what the one before it made."""
        text = sw.dumps(sw.Book("旧名", matters=(measure(),)))
        monkeypatch.setattr(documents, "VERSION", 3)
        monkeypatch.setitem(documents.MIGRATIONS, 1, lambda data: data | {"title": data["title"] + "（二）", "old": 1})
        monkeypatch.setitem(
            documents.MIGRATIONS, 2, lambda data: {k: v for k, v in data.items() if k != "old"} | {"unit": "某局"}
        )
        book = sw.loads(text)
        assert (book.title, book.unit) == ("旧名（二）", "某局")
        assert book.matters == (measure(),)
        assert '"version": 3,' in sw.dumps(book)
        assert again(book) == book

    def test_a_migration_leaves_the_given_data_alone(self, monkeypatch):
        """`book_from_data` does not change its argument."""
        data = loose(sw.Book("旧名"))
        monkeypatch.setattr(documents, "VERSION", 2)
        monkeypatch.setitem(documents.MIGRATIONS, 1, lambda old: old | {"title": "新名"})
        assert documents.book_from_data(data).title == "新名"
        assert data["title"] == "旧名"


class TestOneMatter:
    """A store that keeps matters one by one reads and writes them as a book does."""

    @given(matters())
    def test_a_matter_comes_back(self, matter):
        """The data of one matter is what a book holds of it."""
        data = json.loads(json.dumps(documents.matter_to_data(matter)))
        assert documents.matter_from_data(data) == matter
        assert types(documents.matter_from_data(data)) == types(matter)

    def test_an_edited_log_is_refused(self):
        """There is no book to keep the fault: it is raised."""
        data = json.loads(json.dumps(documents.matter_to_data(measure())))
        data["log"][0]["event"]["title"] = "别的"
        with pytest.raises(sw.FormatError) as caught:
            documents.matter_from_data(data, source="store row 7")
        assert [(f.code, f.place) for f in caught.value.faults] == [("edited history", "$ (M-1)")]
        assert str(caught.value).startswith("store row 7: ")

    def test_a_log_without_its_head_is_refused(self):
        """What leads to nothing proves nothing; with its head it is read."""
        data = json.loads(json.dumps(documents.matter_to_data(measure())))
        assert documents.matter_from_data(data) == measure()
        with pytest.raises(sw.FormatError) as caught:
            documents.matter_from_data(data | {"head": None})
        assert [(f.code, f.place) for f in caught.value.faults] == [("no head", "$ (M-1)")]

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"log": []}, [("no opening", "$.log[0]")]),
            ({"id": 7}, [("wrong type", "$.id")]),
            ({"owner": "李四"}, [("unknown key", "$")]),
        ],
    )
    def test_what_is_wrong_is_told(self, change, expected):
        """As in a book, with paths from the matter on."""
        data = json.loads(json.dumps(documents.matter_to_data(measure()))) | change
        with pytest.raises(sw.FormatError) as caught:
            documents.matter_from_data(data)
        assert [(f.code, f.place) for f in caught.value.faults] == expected

    def test_what_is_not_a_matter_at_all(self):
        """Anything but an object."""
        for data in (None, [], "x", 5):
            with pytest.raises(sw.FormatError):
                documents.matter_from_data(data)

    def test_a_users_own_is_handed_over_too(self):
        """With its workflow it is whole; without, it opens read-only."""
        matter = measure(workflow=sw.MEASURE.extend(name="mine"))
        data = json.loads(json.dumps(documents.matter_to_data(matter)))
        assert documents.matter_from_data(data, workflows=matter.workflows) == matter
        assert isinstance(documents.matter_from_data(data), ForeignMatter)
        assert documents.matter_to_data(documents.matter_from_data(data)) == data


def test_a_version_may_hold_any_sign():
    """The name of a rule is written as name/version/fingerprint: a stroke within it does not mix them up."""
    for name, version in (("a/b", "1"), ("a", "2021/1"), ("a/b", "2021/1")):
        try:
            own = sw.MEASURE.extend(name=name, version=version)
        except sw.WorkflowError:
            continue  # refused when it is built: fine as well
        book = sw.Book("台账", matters=(measure(workflow=own),))
        assert again(book, workflows=[own]) == book


def test_openings_are_known_without_a_workflow():
    """Every class that opens a stock matter is read, although no workflow has a row for it."""
    kinds = [kind for kind in STOCK_KINDS if issubclass(kind, sw.Matter)]
    assert {cls for kind in kinds for cls in kind.openings} == {cls for cls in EVENTS if cls.opens}


def test_a_read_only_matter_keeps_the_head_it_was_written_with():
    """Its log can be proved although its kind is not known."""

    @frozen(kw_only=True, weakref_slot=False)
    class Permit(sw.Issue):
        kind: ClassVar[str] = "permit"

    permit = Permit.register(id="P-1", title="一", on=date(2021, 5, 10), by="检查组")
    read = sw.loads(sw.dumps(sw.Book("b", matters=(permit,)))).matters[0]
    assert type(read).__name__ == "ForeignMatter"
    assert read.verify(head=permit.head()) == 1
