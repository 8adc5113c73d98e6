"""Finds coined words where AWS, HTTP, OAuth, Spring or JUnit has a term; the list is refused-words.txt."""

import re
from collections import defaultdict

from launcher import keys
from launcher.settings import ROOT, Unusable

LIST = ROOT / "launcher" / "refused-words.txt"
READ = {".java", ".py", ".md", ".yaml", ".yml", ".json", ".properties", ".xml", ".js", ".html", ".sh", ""}
NOT_READ = {"package-lock.json", "requirements.txt", LIST.name, "tools_tests.py"}


def check():
    files = [file for file in keys.tracked(ROOT) if file.suffix in READ and file.name not in NOT_READ]
    terms = read_terms(LIST.read_text())
    found = search(terms, {str(file.relative_to(ROOT)): file.read_text(errors="replace") for file in files})
    if found:
        raise Unusable(report(terms, found))
    return f"none of {len(terms)} refused words in {len(files)} files"


def read_terms(text):
    """The standard terms by refused word."""
    lines = [line.strip() for line in text.splitlines()]
    return dict(line.split(" -> ", 1) for line in lines if line and not line.startswith("#"))


def search(terms, texts):
    """The places of each refused word, by word and file; a file's name counts as its line 0."""
    patterns = {word: re.compile(_pattern(word)) for word in terms}
    found = defaultdict(lambda: defaultdict(list))
    for path, text in texts.items():
        whole = f"{path}\n{text}"
        lowered = whole.lower()
        for word, pattern in patterns.items():
            if word.lstrip("~").lower() in lowered:  # much faster than the pattern
                for match in pattern.finditer(whole):
                    found[word][path].append(whole.count("\n", 0, match.start()))
    return found


def report(terms, found):
    lines = []
    for word, places in sorted(found.items(), key=lambda item: -sum(map(len, item[1].values()))):
        lines.append(f"{word} ({sum(map(len, places.values()))}), better: {terms[word]}")
        lines += [f"    {path}:{','.join(map(str, sorted(set(numbers))))}" for path, numbers in sorted(places.items())]
    count = sum(len(numbers) for places in found.values() for numbers in places.values())
    return "\n".join([*lines, f"{count} refused words; launcher/refused-words.txt has the list"])


def _pattern(word):
    if word.startswith("~"):
        return f"(?i:{re.escape(word[1:])})"
    return rf"(?<![\w-]){re.escape(word)}(?![\w-])"
