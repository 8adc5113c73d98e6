"""Checks the documents: relative links resolve, and classes that they name exist. Usage: python3 docs/check.py"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
CLASS = re.compile(r"[A-Z][a-z0-9]+[A-Z]\w*|[A-Z][a-z]{3,}")
DECLARED = re.compile(r"\b(?:class|interface|record|enum)\s+([A-Z]\w*)|@interface\s+([A-Z]\w*)")
NAMES_CLASSES = ("docs/architecture.md", "docs/style.md", "docs/decisions/", "docs/limits.md", "CONTRIBUTING.md")
EXTERNAL = set(
    """
    Accept AccountDeletion AdminDeleteUser AdminGetUser AdminSetUserMFAPreference AdminSetUserPassword AssociateSoftwareToken Authorization Bearer BatchGetItem Clock CodeDeliveryFailureException Content
    Deprecation DynamoDbClient DynamoDbLockRegistry DynamoDbMetadataStore ErrorResponseException Expect GetId
    ConnectionBase GetCredentialsForIdentity GetUser HttpProxy Idempotency ImageUtils Implementation KinesisMessageDrivenChannelAdapter
    JsonIgnoreProperties LambdaConfig LimitExceededException Link ListUsers LocalResponseCache Location LockRegistryLeaderInitiator
    MediaDto MediaServiceImpl NoPathTricks NotAuthorizedException NothingElse NowhereElse NullMarked Nullable OnlyUsers Optional Path
    PreventUserExistenceErrors Retry ReturnValuesOnConditionCheckFailure SetUserMFAPreference SignUp SqsListener Sunset
    UpdateItem UploadManager UserNotConfirmedException UsernameExistsException Vary Autowired Configuration Value Kinesis Cognito CloudFront
    """.split()
)


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in listed.stdout.splitlines() if (ROOT / path).exists()]


def without_code_blocks(text):
    return re.sub(r"^\s*```.*?^\s*```", "", text, flags=re.M | re.S)


def anchors(path):
    headings = re.findall(r"^#+ (.+)$", without_code_blocks(path.read_text()), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken_links(document):
    source = ROOT / document
    for target in LINK.findall(without_code_blocks(source.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (source.parent / path).resolve() if path else source
        if not file.exists():
            yield f"{document}: {target} does not exist"
        elif anchor and file.suffix == ".md" and anchor not in anchors(file):
            yield f"{document}: {target} has no such heading"


def declared_classes():
    names = set()
    for path in tracked("*.java"):
        names.update(name for pair in DECLARED.findall((ROOT / path).read_text()) for name in pair if name)
    return names


def unknown_classes(document, known):
    for code in CODE.findall(without_code_blocks((ROOT / document).read_text())):
        name = re.split(r"[.(\s]", code.removeprefix("@"))[0]
        if CLASS.fullmatch(name) and name not in known and name not in EXTERNAL:
            yield f"{document}: there is no class {name}"


def main():
    documents = tracked("*.md")
    known = declared_classes()
    faults = [fault for document in documents for fault in broken_links(document)]
    for document in documents:
        if document.startswith(NAMES_CLASSES) and document != "docs/local-aws.md":
            faults += dict.fromkeys(unknown_classes(document, known))
    print(*faults or [f"links and class names of {len(documents)} documents hold"], sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
