"""What an advice service adds in local/: where it shows, what is wrong with it, and that the site may change below it."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7
from sites import FIXTURES, PROJECT, Site

from explorer import schemas
from explorer.cli import main
from explorer.local import Service
from explorer.read import Document, read_file
from explorer.sheet import contact_line
from explorer.site import Options, Report, build, build_day, load

COURSES, EMPLOYERS, CONTACTS, EVENTS = (f"local/{name}.yaml" for name in ("courses", "employers", "contacts", "events"))
SERVICE, PAY, ARTICLE = "local/local.yaml", "local/pay-notes.yaml", "local/guidance/getting-to-the-pier.md"
KITCHEN = "pathways/ladders/kitchen.yaml"
BEFORE = date(2026, 11, 24)


def built(site: Site, today: date = BEFORE, local: Path | None = None) -> Report:
    return build(Options(site.root, site.out, cache=False, today=today, local=local))


def said(site: Site) -> list[str]:
    return [str(problem) for problem in load(Options(site.root, site.out, cache=False, today=BEFORE))[1]]


@pytest.fixture
def near(site: Site) -> Site:
    """The small site with a local folder, to change and build."""
    shutil.copytree(FIXTURES / "local", site.root / "local")
    return site


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site with a local folder, built; not to be changed."""
    site = Site.copy_of("small", tmp_path_factory.mktemp("near") / "site")
    report = built(site, local=FIXTURES / "local")
    assert report.problems == ()
    return site


def test_a_page_shows_what_is_near_and_says_whose_it_is(shown: Site) -> None:
    page = shown.page("roles/kitchen-helper/")
    assert page.words("#near-you .local-whose") == "Local From Saltmarsh Skills Desk, for Saltmarsh Bay. Checked 3 November 2026."
    assert [node.text() for node in page.all("#near-you .local-kind > h3")] == [
        "Employers", "Courses", "Events", "Pay", "Who to ask", "To read",
    ]  # fmt: skip
    words = page.words("#near-you")
    assert "The Floating Fork" in words
    assert "£25, free if you have no job 2026/27" in words
    assert "50p an hour more" in words
    assert "Checked 20 October 2026" in words, "a note with a day of its own"
    links = page.links("#near-you")
    assert links["01632 960002"] == "tel:01632960002"
    assert links["wren@saltmarsh.example"] == "mailto:wren@saltmarsh.example"
    assert links["Cook fund"] == "../../funding/#cook-fund"
    assert links["Getting to the pier for an early shift"] == "../../local/getting-to-the-pier/"
    assert page.links(".contents")["Near you"] == "#near-you"


def test_a_note_on_a_ladder_stands_on_its_page_and_on_those_of_its_roles(shown: Site) -> None:
    for address in ("ladders/kitchen/", "roles/cook/", "roles/kitchen-helper/"):
        assert "Lantern Hotel" in shown.page(address).words("#near-you"), address
    assert "Lantern Hotel" not in shown.page("roles/waiter/").words("#near-you")
    assert not shown.page("qualifications/cookery-diploma/").all("#near-you")
    assert "Food safety in a day" in shown.page("qualifications/food-safety/").words("#near-you")


def test_everything_is_on_one_page_and_articles_are_in_the_guidance(shown: Site) -> None:
    page = shown.page("local/")
    names = [node.text() for node in page.all(".local-name")]
    assert names == ["The Floating Fork", "Lantern Hotel", "Food safety in a day", "Jobs on the quay", "Open kitchens", "Ask for Wren"]
    assert page.links(".local-on")["Kitchen helper"] == "../roles/kitchen-helper/"
    assert "Local: from Saltmarsh Skills Desk" in shown.page("guidance/").words(".local")
    article = shown.page("local/getting-to-the-pier/")
    assert "From Saltmarsh Skills Desk" in article.words("header .local-whose")
    assert article.links(".text")["cook"] == "../../roles/cook/"
    assert article.links("footer")["Something wrong? Suggest a correction"].startswith("mailto:desk@saltmarsh.example?")
    assert shown.page("").links("footer")["Near you: Saltmarsh Bay"] == "./local/"


def test_search_finds_it_and_says_whose_it_is(shown: Site) -> None:
    found = {entry["title"]: entry for entry in json.loads((shown.out / "data/search.json").read_text()) if entry["kind"] == "local"}
    course = found["Food safety in a day"]
    assert course["summary"] == "Saltmarsh College. From Saltmarsh Skills Desk, Saltmarsh Bay, checked 3 November 2026."
    assert course["also"] == ["Kitchen helper", "Food safety certificate"]
    page, _, anchor = course["url"].partition("#")
    assert shown.page(page).all(f"#{anchor}")
    assert found["Getting to the pier for an early shift"]["url"] == "local/getting-to-the-pier/"


def test_a_sheet_has_the_service_at_its_foot(shown: Site) -> None:
    assert shown.page("roles/cook/").words(".sheet-adviser") == (
        "Saltmarsh Skills Desk01632 960001 · desk@saltmarsh.example · saltmarsh.example/desk"
    )


def test_a_sheet_keeps_to_one_line_of_contact() -> None:
    long = {"title": "Desk", "area": "Bay", "reviewed": "2026-11-03", "phone": "01632 960001"}
    service = Service.model_validate({**long, "email": f"{'a' * 60}@{'b' * 50}.example", "url": "https://bay.example/"})
    assert contact_line(service) == "01632 960001"


MISTAKES = {
    "an unknown field": (
        COURSES, "    when:", "    wen:",
        f"{COURSES}:5:5: Course 'Food safety in a day' has no field 'wen'. Did you mean 'when'?",
    ),
    "a cost without its year": (
        COURSES, "    year: 2026/27\n", "",
        f"{COURSES}:2:5: In course 'Food safety in a day': a cost must say its year. Add year, like 2026/27.",
    ),
    "a telephone number that is none": (
        CONTACTS, '"01632 960002"', "ask inside",
        f"{CONTACTS}:4:12: In contact 'Ask for Wren', phone cannot be 'ask inside'. "
        "It has a set form: digits and spaces in quotation marks, like '01632 960001'.",
    ),
    "a telephone number that lost its plus": (
        CONTACTS, '"01632 960002"', "+441632960002",
        f"{CONTACTS}:4:12: In contact 'Ask for Wren', phone cannot be '441632960002'. "
        "It has a set form: digits and spaces in quotation marks, like '01632 960001'.",
    ),
    "an e-mail address that brings a subject": (
        CONTACTS, "wren@saltmarsh.example", "wren@saltmarsh.example?bcc=all",
        f"{CONTACTS}:5:12: In contact 'Ask for Wren', email cannot be 'wren@saltmarsh.example?bcc=all'. "
        "It has a set form: like advice@example.org.",
    ),
    "nobody to ask": (
        SERVICE, 'phone: "01632 960001"\nemail: desk@saltmarsh.example\nurl: https://saltmarsh.example/desk/\n', "",
        f"{SERVICE}:1:1: In service 'Saltmarsh Skills Desk': there is no way to get in touch. Give it one of: phone, email, url.",
    ),
    "an address that runs": (
        EMPLOYERS, "https://fork.saltmarsh.example/jobs", "javascript:alert(1)",
        f"{EMPLOYERS}:5:10: In employer 'The Floating Fork', url is 'javascript:alert(1)', which is no web address of the kind needed here. "
        "Copy the whole address, from https:// on.",
    ),
    "an event that ends before it starts": (
        EVENTS, "until: 2027-03-13", "until: 2027-03-01",
        f"{EVENTS}:2:5: In event 'Open kitchens': this event ends on 2027-03-01, before it starts. "
        "Put the first day in date and the last in until.",
    ),
    "a pay note without its source": (
        PAY, "    source: Saltmarsh Traders\n", "", f"{PAY}:2:5: This pay note lacks the field 'source'. Add a line 'source: …'.",
    ),
    "a check in the future": (
        SERVICE, "reviewed: 2026-11-03", "reviewed: 2026-11-25",
        f"{SERVICE}:8:11: Saltmarsh Skills Desk was checked on 2026-11-25, which is in the future. Write the day of the last check.",
    ),
    "a list of another file": (
        COURSES, "courses:", "employers:", f"{COURSES}:1:1: 'employers' is not a list that this file can hold. It holds: courses.",
    ),
    "a link that is not short": (
        ARTICLE, "(role:cook)", "(../../roles/cook/)",
        f"{ARTICLE}:15:37: '../../roles/cook/' is an address within the site, which may change there. "
        "Link by kind and id, like [cook](role:cook); to other sites from https:// on.",
    ),
    "an article twice": (
        "local/guidance/again.md", "", (FIXTURES / "local/guidance/getting-to-the-pier.md").read_text(),
        f"{ARTICLE}:2:5: 'getting-to-the-pier' is the id of two entries: here, and local/guidance/again.md:2:5. Give one of them another id.",
    ),
    "a file with a wrong name": (
        "local/employer.yaml", "", "employers: []\n",
        "local/employer.yaml: The local folder has no file of this name. Did you mean 'employers.yaml'?",
    ),
    "a page of the site at its address": (
        "content/pages/about.md", "id: about", "id: local",
        "content/pages/about.md:2:5: The address 'local/' is kept for the folder local/. Give this page another id.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_answered_with_its_place_and_what_to_do(near: Site, mistake: str) -> None:
    file, old, new, message = MISTAKES[mistake]
    if old:
        near.change(file, old, new)
    else:
        near.write(file, new)
    assert message in said(near)
    assert built(near).failed


def test_all_mistakes_are_told_at_once(near: Site) -> None:
    near.change(COURSES, "    when:", "    wen:")
    near.change(EVENTS, "until: 2027-03-13", "until: tomorrow")
    near.change(KITCHEN, "- to: cook", "- to: cooke")
    assert {problem.partition(":")[0] for problem in said(near)} >= {COURSES, EVENTS, KITCHEN}


def test_without_the_service_nobody_knows_whose_notes_these_are(near: Site) -> None:
    (near.root / SERVICE).unlink()
    assert said(near) == [f"{SERVICE}: This file is not there, so nobody knows whose notes these are. Write it: docs/local.md has one."]


def test_a_name_that_is_old_still_works_and_one_that_is_gone_is_left_out(near: Site) -> None:
    near.change(EMPLOYERS, "[kitchen-helper, cook]", "[scullion, cooke, waiter]")
    near.change(ARTICLE, "(role:cook)", "(role:scullion)")
    near.change(ARTICLE, "(article:starting)", "(article:startling)")
    report = built(near)
    assert not report.failed
    assert [str(problem) for problem in report.problems] == [
        f"{EMPLOYERS}:6:13: warning: 'scullion' is the old id of the role 'kitchen-helper'. It still works. Write 'kitchen-helper'.",
        f"{EMPLOYERS}:6:23: warning: There is no role 'cooke', so this is left out. Did you mean 'cook'?",
        f"{ARTICLE}:15:37: warning: 'scullion' is the old id of the role 'kitchen-helper'. It still works. Write 'kitchen-helper'.",
        f"{ARTICLE}:19:58: warning: There is no article 'startling', so the link is left out. Did you mean 'starting'?",
    ]
    for role in ("kitchen-helper", "waiter"):
        assert "The Floating Fork" in near.page(f"roles/{role}/").words("#near-you")
    article = near.page("local/getting-to-the-pier/")
    assert article.links(".text")["cook"] == "../../roles/kitchen-helper/"
    assert "See how to start." in article.words(".text")
    assert "how to start" not in article.links(".text")


def test_an_update_of_the_site_never_breaks_the_local_build(near: Site) -> None:
    """The site renames what notes name, drops what they name, and writes an article whose id the service has too."""
    near.change(KITCHEN, "  - id: cook\n", "  - id: chef\n    was: [cook]\n")
    for file in (KITCHEN, "pathways/ladders/dining-room.yaml", "content/guidance/starting.md"):
        text = (near.root / file).read_text()
        near.write(file, text.replace("to: cook", "to: chef").replace("roles: [cook]", "roles: [chef]"))
    near.change("content/guidance/starting.md", "id: starting", "id: getting-to-the-pier")
    near.change(COURSES, "[cook-fund]", "[a-fund-that-closed]")
    report = built(near)
    assert not report.failed, "\n".join(map(str, report.problems))
    assert "The Floating Fork" in near.page("roles/chef/").words("#near-you")
    assert near.page("guidance/getting-to-the-pier/").words("h1") == "Starting in a kitchen"
    assert near.page("local/getting-to-the-pier/").words("h1") == "Getting to the pier for an early shift"


def test_a_note_that_names_nothing_is_on_the_page_of_all_notes(near: Site, capsys: pytest.CaptureFixture[str]) -> None:
    near.change(EMPLOYERS, "    ladders: [kitchen]\n", "")
    assert not built(near).failed
    assert "Lantern Hotel" in near.page("local/").text
    assert "Lantern Hotel" not in near.page("roles/cook/").text
    assert main(["check", "--root", str(near.root), "--no-cache"]) == 0
    assert re.search(r"and \d notes of Saltmarsh Skills Desk, in", capsys.readouterr().out)


def test_an_article_of_the_service_can_be_renamed(near: Site) -> None:
    near.change(ARTICLE, "id: getting-to-the-pier", "id: to-the-pier\nwas: [getting-to-the-pier]")
    assert not built(near).failed
    assert near.page("local/getting-to-the-pier/").links("main")["Getting to the pier for an early shift"] == "../../local/to-the-pier/"


def test_without_the_folder_nothing_is_different(site: Site) -> None:
    assert not built(site).failed
    without = site.files()
    shutil.copytree(FIXTURES / "local", site.root / "local")
    assert not built(site).failed
    assert site.files() != without
    shutil.rmtree(site.root / "local")
    site.write("local/README.md", "Nothing here yet.\n")
    site.write("local/.github/workflows/publish.yml", "on: push\n")
    assert not built(site).failed
    assert site.files() == without


def test_the_folder_can_lie_elsewhere(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(FIXTURES / "local", tmp_path / "near")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    assert main(["build", "--root", str(site.root), "--local", "near", "--no-cache"]) == 0
    assert "The Floating Fork" in site.page("roles/cook/").words("#near-you")
    courses = tmp_path / "near/courses.yaml"
    courses.write_text(courses.read_text().replace("[food-safety]", "[food-safty]").replace("    when:", "    wen:"))
    assert main(["check", "--root", str(site.root), "--local", "near", "--format", "github", "--no-cache"]) == 1
    assert "file=near/courses.yaml,line=5,col=5" in capsys.readouterr().out
    assert main(["check", "--root", str(site.root), "--local", str(tmp_path / "nowhere")]) == 2


def test_an_event_that_is_over_drops_out_with_the_day_of_the_build(near: Site) -> None:
    assert not built(near, date(2026, 12, 1)).failed
    first = near.files()
    assert "Jobs on the quay" in near.page("local/").text
    assert not built(near, date(2026, 12, 1)).failed
    assert near.files() == first, "the same day and the same files give the same bytes"
    assert not built(near, date(2026, 12, 2)).failed
    assert "Jobs on the quay" not in near.page("local/").text
    assert "Open kitchens" in near.page("roles/cook/").text
    assert build_day({"SOURCE_DATE_EPOCH": "1795478400"}) == date(2026, 11, 24)


def test_what_the_service_writes_is_cleaned(near: Site) -> None:
    near.change(EMPLOYERS, "**kitchen helpers**", "<img src=x onerror=alert(1)><b onclick=alert(1)>helpers</b> [x](javascript:alert(1))")
    near.change(CONTACTS, "title: Ask for Wren", "title: <script>alert(1)</script>")
    near.change(ARTICLE, "## By bike", "<script>alert(1)</script>\n\n## By bike")
    assert not built(near).failed
    for address in ("roles/kitchen-helper/", "local/", "local/getting-to-the-pier/"):
        page = near.page(address)
        assert not page.all("main img[src=x], [onerror], [onclick]")
        assert "<script>alert" not in page.text
        assert 'href="javascript' not in page.text


def test_the_lists_of_the_site_do_not_hold_addresses_of_the_service(near: Site) -> None:
    assert main(["addresses", "--root", str(near.root), "--no-cache"]) == 0
    assert "local/" not in (near.root / "content/published.txt").read_text()
    shutil.rmtree(near.root / "local")
    assert not built(near).failed


def test_a_workbook_leaves_the_service_out_and_says_so(near: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "book.xlsx"
    assert main(["export", "--xlsx", str(file), "--root", str(near.root)]) == 0
    assert "The notes in local/ are not in it." in capsys.readouterr().out
    before = {path: path.read_bytes() for path in (near.root / "local").rglob("*") if path.is_file()}
    assert main(["import", str(file), "--root", str(near.root), "--jobs", "1", "--yes", "--remove"]) == 0
    assert "Nothing would change." in capsys.readouterr().out
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("file", sorted(path.relative_to(FIXTURES).as_posix() for path in (FIXTURES / "local").rglob("*.*")))
def test_an_editor_knows_the_files(file: str) -> None:
    name = schemas.of_file(file)
    if file == "local/README.md":
        assert name is None
        return
    assert name
    made = {path.name: json.loads(path.read_text()) for path in (PROJECT / schemas.FOLDER).glob("*.json")}
    registry = Registry().with_resources((one, DRAFT7.create_resource(schema)) for one, schema in made.items())
    document = read_file(FIXTURES, FIXTURES / file)
    assert isinstance(document, Document)
    validator = Draft7Validator(made[f"{name}.json"], registry=registry)
    assert [error.message for error in validator.iter_errors(document.value)] == []
    assert not validator.is_valid({**document.value, "nonsense": 1})


def test_the_examples_of_the_docs_are_right(tmp_path: Path) -> None:
    text = (PROJECT / "docs/local.md").read_text()
    files = re.findall(r"^`local/([^`]+)`.*?\n\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(files) == 7
    for name, content in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    problems = load(Options(PROJECT, tmp_path, local=tmp_path, today=BEFORE))[1]
    assert [str(problem) for problem in problems if tmp_path.name in problem.at.file] == []
