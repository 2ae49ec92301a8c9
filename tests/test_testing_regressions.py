"""Regression files: what is kept is held again, and a file that is not what it should be says so by its name."""

import json
import shutil
from datetime import date

import pytest
from attrs import evolve

from safetywork.acts import Accept, Assign, Submit
from safetywork.codec import FormatError
from safetywork.issues import IMMEDIATE, RECTIFICATION, Issue, Register
from safetywork.periods import workdays
from safetywork.testing import STOCK_LAWS, check_laws, keep, regression_tests
from safetywork.testing.laws import LawBrokenError
from safetywork.testing.regressions import kept
from safetywork.testing.scripts import Script, dumps, loads
from safetywork.workflows import Context

DAY = date(2024, 9, 20)
SCRIPT = Script(
    Issue,
    (RECTIFICATION,),
    (
        Register(on=DAY, by="检查组", title="应急照明不亮"),
        Assign(on=DAY, by="局长", owner="李四", term=workdays(15)),
        Submit(on=DAY, by="李四"),
        Accept(on=DAY, by="李四"),
    ),
    law="verifier-is-another",
)
TEXT = dumps(SCRIPT)
BAD = RECTIFICATION.extend(replace=[evolve(RECTIFICATION.transition("submitted", Accept), guards=())])


def test_what_was_found_is_kept_and_held(tmp_path):
    """From the report of a check to a file, and from the file to a test that fails until the rule is mended."""
    report = check_laws(BAD, examples=0, laws=STOCK_LAWS.only("verifier-is-another"), hasty=True)
    found = next(each.script for each in report.failures if each.law.id == "verifier-is-another")
    path = keep(found, tmp_path / "kept")
    assert path.name.startswith("verifier-is-another-rectification-")
    assert keep(found, tmp_path / "kept") == path, "the same script is one file"
    law, script = kept(path, workflows=(BAD,), context=found.context)
    assert (law.id, script) == ("verifier-is-another", found)
    broken = regression_tests(tmp_path / "kept", workflows=(BAD,), context=found.context)
    assert list(broken) == [f"test_kept_{path.stem}"]
    for test in broken.values():
        with pytest.raises(LawBrokenError, match=r"(?s)did the work and sends accept.*kept in .*script = Script"):
            test()
    for test in regression_tests(tmp_path / "kept").values():
        test()


def test_every_file_is_a_test(tmp_path):
    """Two scripts about one law are two files; what is no JSON file is left alone; no folder is no silence."""
    (tmp_path / "README.md").write_text("what was found\n")
    longer = evolve(SCRIPT, events=(*SCRIPT.events, Accept(on=DAY, by="检查组")))
    paths = {keep(script, tmp_path) for script in (SCRIPT, longer)}
    assert list(regression_tests(tmp_path)) == sorted(f"test_kept_{path.stem}" for path in paths)
    with pytest.raises(FileNotFoundError):
        regression_tests(tmp_path / "nowhere")
    shutil.copy(next(iter(paths)), tmp_path / "a b.json")
    regression_tests(tmp_path)["test_kept_a b"]()


def test_a_script_about_no_law_is_not_kept(tmp_path):
    """There would be nothing to hold; one about a law that is not at hand is told when it is read."""
    with pytest.raises(FormatError, match=r"\$\.law: it is about no law"):
        keep(evolve(SCRIPT, law=None), tmp_path)
    assert not [*tmp_path.iterdir()]
    path = keep(SCRIPT, tmp_path)
    with pytest.raises(FormatError, match="verifier-is-another"):
        kept(path, laws=STOCK_LAWS.without("verifier-is-another"))
    path.write_text(dumps(evolve(SCRIPT, law=None)), encoding="utf-8")
    with pytest.raises(FormatError, match=r"\$\.law: it is about no law"):
        regression_tests(tmp_path)[f"test_kept_{path.stem}"]()


def changed(**parts):
    return json.dumps({**json.loads(TEXT), **parts})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", r"\$: wrong type"),
        ("no json", "line 1 column 1: not valid JSON"),
        (b"\xff", "byte 0: not UTF-8"),
        ("{}", r"\$\.format: missing"),
        (changed(format="x"), r"\$\.format: no script.*found: x 1.*accepted: safetywork\.script 1"),
        (changed(version=2), r"\$\.format: no script"),
        (changed(law=5), r"\$\.law: wrong type"),
        (changed(kind="sponsor"), r"\$\.kind: it names what was not given \(found: sponsor\); accepted: issue"),
        (
            changed(workflows=["rectification", "own"]),
            r"\$\.workflows\[1\]: it names what was not given \(found: own\)",
        ),
        (changed(workflows=[]), r"\$\.workflows: there is none"),
        (changed(events=[]), r"\$\.events: there is none"),
        (changed(more=1), r"unknown key \(found: more\)"),
        (changed(events=[{"type": "accept", "event": {}}]), r"\$\.events\[0\]\.type: the first event must open"),
        (TEXT.replace('"accept"', '"acept"'), r"\$\.events\[3\]\.type: it names what was not given \(found: acept\)"),
        (TEXT.replace("2024-09-20", "2024-09-31"), r"\$\.events\[0\]\.event\.on: not a day.*events\[3\]\.event\.on"),
        (TEXT.replace('"owner"', '"onwer"'), r"events\[1\]\.event\.owner: missing.*unknown key \(found: onwer\)"),
        (TEXT.replace('"n": 15', '"n": 1.5'), "no floating-point"),
    ],
)
def test_a_faulty_file_is_told_by_its_name(text, told, tmp_path):
    """Every fault with its path, the file's name in front, and never another error; other files are still tests."""
    file = tmp_path / "found.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    good = keep(SCRIPT, tmp_path)
    tests = regression_tests(tmp_path)
    with pytest.raises(FormatError, match=f"^{file}: .*{told}"):
        tests["test_kept_found"]()
    tests[f"test_kept_{good.stem}"]()


def test_the_context_is_given_again():
    """A script is kept without what its guards looked at; whoever reads it gives that, and kinds of one's own."""

    class Own(Issue):
        kind = "own"

    context = Context(roles={"李四": {"chief"}})
    script = evolve(SCRIPT, kind=Own, workflows=(IMMEDIATE,), context=context, events=SCRIPT.events[:1])
    assert loads(dumps(script), kinds=(Own,), context=context) == script
    with pytest.raises(FormatError, match=r"\$\.kind"):
        loads(dumps(script))
