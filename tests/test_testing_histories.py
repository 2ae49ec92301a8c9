"""Matters and books as the kit draws them: lawful, and what a document holds."""

from hypothesis import HealthCheck, given, settings

import safetywork as sw
from safetywork.testing.histories import books, matters


@given(matters(), matters(sw.PLEDGE, id="P-9"))
def test_drawn_matters_are_lawful(matter, pledge):
    """What is drawn stands in a state of its table, by a log that leads there; ids are as asked."""
    assert matter.state in matter.workflows[0].by_id
    assert sw.replay(matter.blank(matter.id, matter.workflows), matter.log) == matter
    assert (pledge.id, pledge.kind) == ("P-9", "pledge")


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(books())
def test_drawn_books_go_to_a_document_and_back(book):
    """They are what a document holds."""
    assert sw.loads(sw.dumps(book)).matters == book.matters
