"""The engine serves any sector: only content says health or care."""

import re

from sites import PROJECT

FOLDERS = ("explorer", "templates", "static/js", "static/css", "preview", "schemas")
MADE_FROM_CONTENT = {"schemas/ids.json"}
WORDS = (
    "afc|ambulance|care|carer|carers|caring|clinic|clinical|cqc|doctor|gmc|hcpc|health|healthcare|hospital|hospitals|medical|"
    "midwife|midwifery|nhs|nmc|nurse|nurses|nursing|paramedic|patient|patients|social care|ward"
)
# 'with care' and 'take care' are plain English.
SECTOR = re.compile(rf"(?<![a-z])(?<!with )(?<!take )(?<!takes )(?:{WORDS})(?![a-z])", re.IGNORECASE)


def test_no_word_of_a_sector() -> None:
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for folder in FOLDERS
        for file in sorted((PROJECT / folder).rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts and (name := file.relative_to(PROJECT).as_posix()) not in MADE_FROM_CONTENT
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if SECTOR.search(line)
    ]
    assert not found, "\n".join(found)
