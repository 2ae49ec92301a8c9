"""Masking: no name of a person stands in what is published, and masking again changes nothing."""

from datetime import date

from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.publications import Masking, masking_of
from safetywork.stock import MAIN_WORKFLOWS
from safetywork.testing.strategies import whole_books

DAY = date(2025, 3, 3)


def test_known_answers():
    """Names keep their first character, units stay; numbers keep what tells nobody."""
    people = sw.Parties(
        (sw.Unit("U", "监管股"),), (sw.Person("N", "张三丰", "U"), sw.Person("M", "张三"), sw.Person("K", "甲"))
    )
    measure = sw.Measure.plan(id="M-1", title="t", on=DAY, by="监管股", owner="李四", unit="住建局", term=DAY)
    post = sw.Post(id="A", on=DAY, title="派驻", person="王五", office="第一书记", place="X村")
    book = sw.Book("台账", "某局", parties=people, matters=(measure,), activities=(post,))
    masking = masking_of(book, also=("赵六", "住建局"))
    told = masking.masked("张三丰、张三、李四、王五、赵六在监管股、住建局")
    assert told == "张XX、张X、李X、王X、赵X在监管股、住建局"
    assert masking.masked("37010219800101123X") == "370102XXXXXXXXXXXX"
    assert masking.masked("电话13812345678") == "电话138XXXX5678"
    assert masking.masked("编号1234567890123456789") == "编号1234567890123456789"
    whole = masking_of(book, sign="*", keep_first=False)
    assert whole.masked("张三丰和李四") == "***和**"


@given(st.lists(st.text("甲乙丙丁X", min_size=2, max_size=3), max_size=4), st.text("甲乙丙丁X0123456789 ", max_size=40))
def test_masking_again_changes_nothing(names, text):
    """Idempotent, and of the same length, whatever the names."""
    masking = Masking(tuple(names), sign="＊")
    once = masking.masked(text)
    assert masking.masked(once) == once
    assert len(once) == len(text)
    assert not any(name in once for name in masking.names)


@given(whole_books(*MAIN_WORKFLOWS))
def test_nobody_of_the_book_is_named(book):
    """No owner and no signer of more than one character stands in the masked text, unless a unit has that name."""
    masking = masking_of(book)
    names = {m.owner for m in book.matters if m.owner} | {e.event.by for m in book.matters for e in m.log}
    units = {book.unit, *(m.unit or "" for m in book.matters)} | {n for u in book.parties.units for n in (u.id, u.name)}
    keys = {sw.name_key(unit) for unit in units}
    told = masking.masked("、".join(sorted(names)))
    assert not any(name in told for name in names if len(name) > 1 and sw.name_key(name) not in keys)
