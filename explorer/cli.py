"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from explorer import __version__, authoring
from explorer.assets import PROJECT
from explorer.papers import Progress
from explorer.parallel import processors
from explorer.problem import Problem, as_github
from explorer.say import FOLDER
from explorer.settings import Site
from explorer.site import Options, build, build_day, editions_of, gather, load
from explorer.table import KINDS
from explorer.weights import table

OK, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code: 0 done, 1 problems in the content, 2 wrong usage."""
    parser = _parser()
    given = list(arguments) or ["build"]
    if given[0].startswith("-") and given[0] not in ("-h", "--help", "--version"):
        given.insert(0, "build")
    try:
        options, rest = parser.parse_known_args(given)
        if rest and options.run is not _test:
            parser.error(f"unknown: {' '.join(rest)}")
    except SystemExit as error:
        return int(error.code or OK)
    options.rest = rest
    try:
        build_day(os.environ)
    except (ValueError, OverflowError, OSError):
        print("SOURCE_DATE_EPOCH names no day of the calendar. Give it seconds since 1970, or take it away.", file=sys.stderr)
        return USAGE
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("Stopped. The site is as it was.", file=sys.stderr)
        return 130
    except BrokenProcessPool:
        print("The system ended a part of the work, perhaps for want of memory. Try --jobs 1. The site is as it was.", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror or error}. The site is as it was.", file=sys.stderr)
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="Builds a career pathway site from YAML ladders and Markdown guidance.")
    parser.add_argument("--version", action="version", version=f"Pathway Explorer {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    command = commands.add_parser("build", help="build the site (this is what no command at all does)", description="Builds the site.")
    _add_source_options(command)
    _add_local_option(command)
    _add_output_options(command)
    command.add_argument("--weights", action="store_true", help="say what the heaviest page of each kind weighs, compressed")
    command.set_defaults(run=_build)

    command = commands.add_parser(
        "portable",
        help="make a copy of the site that works from a folder, as one zip",
        description="Makes one zip. Unpack it anywhere, on a stick too, and open index.html: no server and no network is needed.",
    )
    _add_source_options(command)
    _add_local_option(command)
    command.add_argument("--out", type=Path, metavar="FILE", help="where the zip goes (default: site-portable.zip in the root)")
    _add_address_options(command)
    command.set_defaults(run=_portable)

    command = commands.add_parser(
        "pdf",
        help="build the site with PDFs of all sheets, posters, packs and the map",
        description="Builds the site with PDFs that are ready to print. What has not changed since they were last made is not made again.",
    )
    _add_source_options(command)
    _add_local_option(command)
    _add_output_options(command)
    command.add_argument(
        "what", nargs="*", metavar="WHAT", help="sheets, posters, map, packs, or ids of roles, ladders and packs (default: everything)"
    )
    command.set_defaults(run=_pdf)

    command = commands.add_parser(
        "check",
        help="report problems in the content without writing",
        description="Reports problems in the content. Exit code 1: there are some, or with --links a link is dead.",
        allow_abbrev=False,
    )
    _add_source_options(command)
    _add_local_option(command)
    command.add_argument("--links", action="store_true", help="try the links to other sites too, which takes some minutes")
    command.add_argument("--json", metavar="FILE", help="with --links: write what is dead, moved or not known, as JSON; - is the terminal")
    command.add_argument(
        "--format", choices=("text", "github"), default="text", help="text, or notes that GitHub shows on the changed lines"
    )
    command.set_defaults(run=_check)

    command = commands.add_parser(
        "addresses",
        help="remember the addresses of the site as published",
        description="Adds the addresses of the site to content/published.txt. A build that would drop one of these is refused.",
    )
    _add_source_options(command)
    command.set_defaults(run=_addresses)

    command = commands.add_parser(
        "report",
        help="say what is stale, without a source, missing, hard to read or said twice",
        description="Reports what maintainers want to know of the content. Exit code 1: with --fail-on, there is something of that kind.",
    )
    _add_source_options(command)
    command.add_argument("--json", metavar="FILE", help="write it as JSON instead; - is the terminal")
    command.add_argument("--html", metavar="FILE", help="write it as a page instead; - is the terminal")
    command.add_argument(
        "--fail-on",
        type=_kinds,
        default=(),
        metavar="KINDS",
        help=f"exit with 1 when there is any of these, as a list with commas: {', '.join(KINDS)}",
    )
    command.set_defaults(run=_report)

    command = commands.add_parser(
        "words",
        help="bring the translations of the interface up to date",
        description="Adds to the files in locales/ what templates, scripts and Python say and they lack, and takes away what nothing says.",
    )
    command.add_argument("languages", nargs="*", metavar="LANGUAGE", help="codes of languages, new ones too (default: all in locales/)")
    command.set_defaults(run=_words)

    command = commands.add_parser(
        "sbom",
        help="list all that others wrote, as a CycloneDX bill of materials",
        description="Writes a bill of materials (CycloneDX, JSON) to the terminal: Python packages, browser files, tools of the tests.",
    )
    command.set_defaults(run=_sbom)

    authoring.add_commands(commands, _add_source_options, _add_local_option, _pages)
    _add_sheet_commands(commands)

    command = commands.add_parser(
        "test",
        help="run the tests, ruff and mypy",
        usage="build.py test [PYTEST_OPTION ...]",
        description="Installs what the tests need and runs them, with ruff and mypy. With options for pytest, only pytest runs.",
    )
    command.set_defaults(run=_test)
    return parser


def _add_sheet_commands(commands: Any) -> None:
    command = commands.add_parser(
        "export",
        help="write the catalogue as a workbook",
        description="Writes the whole catalogue as a workbook, a sheet for each kind of entry. Notes in local/ are not in it.",
    )
    command.add_argument("--xlsx", type=Path, metavar="FILE", required=True, help="the workbook to write")
    command.add_argument("--force", action="store_true", help="replace a file that is there")
    _add_source_options(command)
    command.set_defaults(run=_export)

    command = commands.add_parser(
        "import",
        help="read a workbook back, or make drafts from a table of ladders",
        description="Shows what a workbook would change in the files, and writes it when you agree. Comments and order stay. "
        "Nothing in local/ changes.",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="an xlsx or ods workbook as export writes it, or one of its sheets as csv")
    command.add_argument("--yes", action="store_true", help="write without asking")
    command.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    command.add_argument("--sheet", metavar="NAME", help="read this sheet only; for csv: the sheet that the file is")
    command.add_argument("--remove", action="store_true", help="take away entries that have no row in a sheet that is there")
    command.add_argument(
        "--table", action="store_true", help="FILE is a table of ladders, a row a job family and a column a stage: make drafts"
    )
    command.add_argument("--group", metavar="ID", help="with --table: the group of the new ladders")
    _add_source_options(command)
    command.set_defaults(run=_import)


def _add_source_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--root", type=_folder, default=PROJECT, metavar="DIR", help="the folder with pathways/ and content/ (default: this project)"
    )
    command.add_argument("--jobs", type=_count, default=processors(), metavar="N", help="how many processors to use (default: all)")
    command.add_argument("--no-cache", action="store_true", help="forget what earlier builds read")


def _add_local_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--local",
        type=_folder,
        metavar="DIR",
        help="the folder of an advice service (default: local/ in the root, if it is there)",
    )


def _add_output_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="DIR", help="where the site goes (default: site/ in the root)")
    _add_address_options(command)


def _add_address_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--base-url", type=_address, metavar="URL", help="the site's public address (default: base_url in content/site.yaml)"
    )
    command.add_argument(
        "--repository", type=_address, metavar="URL", help="where to suggest corrections (default: repository in content/site.yaml)"
    )


def _folder(text: str) -> Path:
    folder = Path(text).resolve()
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return folder


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1")
    return int(text)


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(text.split(","))
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        raise argparse.ArgumentTypeError(f"there is no kind '{wrong[0]}'; the kinds are {', '.join(KINDS)}")
    return kinds


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(f"{text} is not a web address such as https://example.org/careers/")
    return text


def _pdf(options: argparse.Namespace) -> int:
    from explorer.progress import bar  # only this command needs its package

    return _build(options, options.what, bar)


def _build(options: argparse.Namespace, pdf: Sequence[str] | None = None, progress: Progress | None = None) -> int:
    start = time.perf_counter()
    out = (options.out or options.root / "site").resolve()
    if out in (options.root, *options.root.parents) or (out.exists() and not out.is_dir()):
        print(f"The output cannot go to {out}: it would replace the sources or a file. Choose another --out.", file=sys.stderr)
        return USAGE
    if out.is_dir() and any(out.iterdir()) and not (out / ".nojekyll").exists():
        print(f"{out} holds files that are not a built site. Empty it, or choose another --out.", file=sys.stderr)
        return USAGE
    asked = Options(options.root, out, options.base_url, options.repository, options.jobs, not options.no_cache, pdf, local=options.local)
    report = build(replace(asked, progress=progress) if progress else asked)
    _print(report.problems)
    if report.failed:
        print(_count_of(report.problems) + " Nothing was written; the site is as it was.", file=sys.stderr)
        return PROBLEMS
    print(f"{_pages(report.pages)} in {time.perf_counter() - start:.2f} s, in {_short(out)}")
    if getattr(options, "weights", False):
        print(table(report.weights))
    return OK


def _portable(options: argparse.Namespace) -> int:
    from explorer.portable import CannotCarryError, pack  # only this command needs it

    start = time.perf_counter()
    out = (options.out or options.root / "site-portable.zip").resolve()
    if out.is_dir() or (out.exists() and not zipfile.is_zipfile(out)):
        print(f"{out} is not a zip, so it is not replaced. Choose another --out.", file=sys.stderr)
        return USAGE
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        report = build(
            Options(options.root, site, options.base_url, options.repository, options.jobs, not options.no_cache, local=options.local)
        )
        _print(report.problems)
        if report.failed:
            print(_count_of(report.problems) + " Nothing was written.", file=sys.stderr)
            return PROBLEMS
        try:
            pack(site, out, _progress("Packing"))
        except CannotCarryError as error:
            print(f"{error} Nothing was written.", file=sys.stderr)
            return PROBLEMS
    size = out.stat().st_size / 1_000_000
    print(f"{_pages(report.pages)} in {time.perf_counter() - start:.2f} s, in {_short(out).rstrip('/')} ({size:.1f} MB)")
    return OK


def _progress(what: str) -> Callable[[int, int], None]:
    """Shows on a terminal how far a long command has come."""

    def tell(done: int, of: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{what}: {done} of {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)

    return tell


def _check(options: argparse.Namespace) -> int:
    if options.json and not options.links:
        print("--json goes with --links.", file=sys.stderr)
        return USAGE
    start = time.perf_counter()
    catalogue, problems = load(Options(options.root, options.root, jobs=options.jobs, cache=not options.no_cache, local=options.local))
    show: Callable[[Sequence[Problem]], None] = _print_for_github if options.format == "github" else _print
    show(problems)
    if catalogue is None:
        print(_count_of(problems), file=sys.stderr)
        return PROBLEMS
    if options.links:
        return _check_links(options, catalogue.site, show)
    near = f", and {_counted('note', len(catalogue.local.notes))} of {catalogue.local.service.title}" if catalogue.local else ""
    all_but_articles = ", ".join(
        _counted(kind, len(entries))
        for kind, entries in (("ladder", catalogue.ladders), ("role", catalogue.roles), ("qualification", catalogue.qualifications))
    )
    articles = _counted("article", len(catalogue.articles))
    print(f"No problems in {all_but_articles} and {articles}{near}, in {time.perf_counter() - start:.2f} s")
    return OK


def _check_links(options: argparse.Namespace, site: Site, show: Callable[[Sequence[Problem]], None]) -> int:
    from explorer.links.command import NoNetworkError, try_links, write  # only this option needs its package

    documents = gather(Options(options.root, options.root, jobs=options.jobs, cache=not options.no_cache)).documents
    try:
        outcome = try_links(options.root, documents, site, cache=not options.no_cache, tell=_progress("Trying links"))
    except NoNetworkError:
        print("No host answered at all, so nothing is known about the links. Check the network.", file=sys.stderr)
        return PROBLEMS
    show(outcome.problems())
    if options.json:
        write(outcome.as_json(), options.json)
    print(outcome.summary(), file=sys.stderr if options.json == "-" else sys.stdout)
    return PROBLEMS if outcome.of("dead") else OK


def _addresses(options: argparse.Namespace) -> int:
    from explorer import published

    asked = Options(options.root, options.root, jobs=options.jobs, cache=not options.no_cache)
    catalogue, problems = load(asked)
    _print(problems)
    if catalogue is None:
        print(_count_of(problems), file=sys.stderr)
        return PROBLEMS
    listed = [page for edition in editions_of(catalogue, asked) for page in edition.pages]
    new = published.remember(options.root, listed)
    print(f"{new} new {'address' if new == 1 else 'addresses'} in {published.FILE}")
    return OK


def _report(options: argparse.Namespace) -> int:
    from explorer import reporting  # only this command needs its packages

    asked = Options(options.root, options.root, jobs=options.jobs, cache=not options.no_cache)
    catalogue, problems = load(asked)
    if catalogue is None:
        _print(problems)
        print(_count_of(problems), file=sys.stderr)
        return PROBLEMS
    tables = reporting.tables(catalogue, asked)
    written = False
    for file, text in ((options.json, reporting.as_json), (options.html, lambda some: reporting.as_html(some, catalogue, asked))):
        if file == "-":
            sys.stdout.write(text(tables))
        elif file:
            Path(file).write_text(text(tables), encoding="utf-8")
        written = written or bool(file)
    if not written:
        sys.stdout.write(reporting.as_text(tables))
    found = [f"{table.title}: {len(table.rows)}" for table in tables if table.kind in options.fail_on and table.rows]
    for line in found:
        print(line, file=sys.stderr)
    return PROBLEMS if found else OK


def _words(options: argparse.Namespace) -> int:
    from explorer import messages  # only this command reads all sources

    used = messages.used()
    for file in [FOLDER / f"{code}.po" for code in options.languages] or messages.languages():
        changed = messages.brought_up_to_date(file, used)
        left = sum(" has no words for" in wrong for wrong in messages.wrong_with(file, used))
        print(f"{file.name}: {'changed' if changed else 'as it was'}, {left} of {len(used)} without words")
    return OK


def _sbom(_: argparse.Namespace) -> int:
    from explorer import sbom  # only this command needs it

    sys.stdout.write(sbom.as_json())
    return OK


def _export(options: argparse.Namespace) -> int:
    from explorer.sheets.command import run_export  # only this command needs its packages

    return run_export(options)


def _import(options: argparse.Namespace) -> int:
    from explorer.sheets.command import run_import  # only this command needs its packages

    return run_import(options)


def _test(options: argparse.Namespace) -> int:
    from explorer.testing import run  # only this command needs it

    return run(options.rest)


def _print(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def _print_for_github(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(as_github(problem))


def _count_of(problems: Sequence[Problem]) -> str:
    errors = [problem for problem in problems if not problem.warning]
    files = len({problem.at.file for problem in errors})
    return f"{len(errors)} {'problem' if len(errors) == 1 else 'problems'} in {files} {'file' if files == 1 else 'files'}."


COUNTED = {
    "role": ("role", "roles"),
    "ladder": ("ladder", "ladders"),
    "qualification": ("qualification", "qualifications"),
    "skill": ("skill", "skills"),
    "article": ("article", "articles"),
    "route": ("route", "routes"),
    "moved": ("old address", "old addresses"),
    "short": ("short address", "short addresses"),
    "note": ("note", "notes"),
}


def _pages(pages: Counter[str]) -> str:
    """'612 pages (50 roles, 3 ladders …)'."""
    named = [_counted(kind, pages[kind]) for kind in COUNTED if pages[kind]]
    rest = pages.total() - sum(pages[kind] for kind in COUNTED)
    return f"{pages.total()} pages ({', '.join([*named, f'{rest} others'])})"


def _counted(kind: str, count: int) -> str:
    return f"{count} {COUNTED[kind][count != 1]}"


def _short(path: Path) -> str:
    try:
        here = Path.cwd()
    except FileNotFoundError:  # somebody stands in the old output, which is gone
        return f"{path}/"
    return path.relative_to(here).as_posix() + "/" if path.is_relative_to(here) else f"{path}/"
