"""The commands of those who write the content: `serve`, `schema` and `new`. What each needs is imported when it runs."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from explorer import init
from explorer.check import noun
from explorer.init import SETTINGS_ASKED
from explorer.new import KINDS, RefusedError, add, answered, questions
from explorer.site import Options, gather

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[argparse.ArgumentParser]

OK, PROBLEMS, USAGE = 0, 1, 2
PORT = 8000


def add_commands(
    commands: Commands,
    add_source_options: Callable[[argparse.ArgumentParser], None],
    add_local_option: Callable[[argparse.ArgumentParser], None],
    count: Callable[[Counter[str]], str],
) -> None:
    """Adds the commands to the command line. `count` says in words which pages were built."""
    command = commands.add_parser(
        "serve",
        help="show the site while you write, and follow your changes",
        description="Builds the site, serves it on this computer, and builds it again when a file changes. "
        "Open pages follow by themselves. The folder site/ stays as it is. Ctrl-C ends it.",
    )
    add_source_options(command)
    add_local_option(command)
    command.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"the port (default: {PORT}; 0 for any that is free)")
    command.add_argument("--host", default="127.0.0.1", metavar="NAME", help="the address to listen on (default: this computer only)")
    command.add_argument("--open", action="store_true", help="open the site in the browser")
    command.add_argument(
        "--base-path", metavar="PATH", help="the path below which the site stands, like /careers/ (default: that of base_url)"
    )
    command.set_defaults(run=lambda options: _serve(options, count))

    command = commands.add_parser(
        "schema",
        help="write the schemas by which editors help",
        description="Writes schemas/, by which an editor completes, explains and checks the YAML files as you type.",
    )
    add_source_options(command)
    command.add_argument("--check", action="store_true", help="write nothing; fail when a schema is out of date")
    command.set_defaults(run=_schema)

    command = commands.add_parser(
        "new",
        help="add a role, ladder, qualification, skill, body, way of funding, article or word",
        description="Adds an entry to the content, and says what to fill in next. Asks on a terminal for what is not given as an option. "
        "Notes in local/ are not made here: docs/local.md has one of each kind to copy.",
    )
    kinds = command.add_subparsers(title="kinds", metavar="KIND", required=True)
    for kind in KINDS:
        one = kinds.add_parser(kind, help=f"add {noun(kind)}", description=f"Adds {noun(kind)}. Nothing that is there already changes.")
        add_source_options(one)
        for question in questions(kind):
            choices = f": {', '.join(question.among)}" if isinstance(question.among, tuple) else ""
            one.add_argument(f"--{question.name}", metavar="TEXT", default="", help=f"{question.ask}{choices}")
        one.set_defaults(run=_new, kind_of_entry=kind)

    command = commands.add_parser(
        "init",
        help="make a new site of another sector in a folder of its own",
        description="Makes a new site: a copy of the generator with a small example to replace. Asks for what is not given as an option.",
    )
    command.add_argument("folder", type=lambda text: Path(text).resolve(), metavar="DIR", help="a folder that is not there yet, or empty")
    for setting in SETTINGS_ASKED:
        command.add_argument(
            f"--{setting.name}", dest=setting.name, metavar="TEXT", default="", help=f"{setting.ask}, like: {setting.like}"
        )
    command.add_argument("--yes", action="store_true", help="ask nothing; what is not given is as in the example")
    command.set_defaults(run=_init)


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port; give a number from 1024 to 65535")
    return int(text)


def _serve(options: argparse.Namespace, count: Callable[[Counter[str]], str]) -> int:
    from explorer.serve import PortInUseError, Preview, serve

    build = Options(options.root, options.root, jobs=options.jobs, cache=not options.no_cache, local=options.local)
    try:
        serve(Preview(build, options.host, options.port, options.base_path, options.open), lambda report: count(report.pages))
    except PortInUseError:
        print(
            f"Port {options.port} is taken, perhaps by another preview. End that one, or choose another: --port {options.port + 1}.",
            file=sys.stderr,
        )
        return USAGE
    return OK


def _schema(options: argparse.Namespace) -> int:
    from explorer import schemas

    folder = options.root / schemas.FOLDER
    ids = gather(Options(options.root, options.root, jobs=options.jobs, cache=not options.no_cache)).ids
    if not options.check:
        changed = schemas.write(folder, ids)
        print(f"{len(changed)} of the files in {schemas.FOLDER}/ changed{': ' if changed else ''}{', '.join(changed)}")
        return OK
    wrong, newer = schemas.out_of_date(folder, ids)
    for name in wrong:
        print(f"{schemas.FOLDER}/{name} is out of date. Run: python3 build.py schema", file=sys.stderr)
    if newer:
        print(f"{newer} {'id has' if newer == 1 else 'ids have'} come or gone since the schemas were written. That does no harm.")
    return PROBLEMS if wrong else OK


def _new(options: argparse.Namespace) -> int:
    from explorer import schemas

    kind = options.kind_of_entry
    sources = Options(options.root, options.root, jobs=options.jobs, cache=not options.no_cache)
    found = gather(sources)
    read = {document.file for document in found.documents}
    unreadable = [problem for problem in found.problems if problem.at.file not in read]
    if unreadable:
        print(*unreadable, "Mend this first. Nothing was written.", sep="\n", file=sys.stderr)
        return PROBLEMS
    given = {question.name: getattr(options, question.name) for question in questions(kind)}
    try:
        answers = answered(kind, given, found, input if sys.stdin.isatty() else None)
        written = add(options.root, kind, answers, found)
    except RefusedError as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)
        return USAGE
    except EOFError:
        print("\nNothing was written.", file=sys.stderr)
        return USAGE
    print(f"{answers['title']} is in {written.file}, from line {written.line}.")
    if written.left:
        width = max(len(name) for name, _ in written.left)
        print("Fill in next:", *(f"  {name:{width}}  {purpose}" for name, purpose in written.left), sep="\n")
    print("Then run: python3 build.py check. It names what is missing still.")
    try:
        if (options.root / schemas.FOLDER).is_dir():
            schemas.write(options.root / schemas.FOLDER, gather(sources).ids)
    except OSError as error:
        print(f"The schemas are as they were ({error.strerror}). Run later: python3 build.py schema", file=sys.stderr)
        return PROBLEMS
    return OK


def _init(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if refused := init.refusal(folder):
        print(f"{refused}\nNothing was written.", file=sys.stderr)
        return USAGE
    given = {setting.name: getattr(options, setting.name) for setting in SETTINGS_ASKED}
    try:
        init.make(folder, init.answered(given, None if options.yes else input))
    except RefusedError as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)
        return USAGE
    except EOFError:
        print("\nNobody answered. Give the answers as options, or --yes for those in brackets. Nothing was written.", file=sys.stderr)
        return USAGE
    print(f"A new site is in {folder}. To see it:\n  cd {shlex.quote(str(folder))}\n  python3 build.py serve --open")
    print("Its bakery is an example: README.md says how to put your own content in its place.")
    return OK
