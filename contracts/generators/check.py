#!/usr/bin/env python3
"""Generates clients from the joined spec with five generators, fails on a warning about the spec, and compiles them.

./test generators runs it as: check.py SPEC PACKAGES, where PACKAGES is a folder with the node_modules of
contracts/lint. Everything that is generated is below contracts/target/generators.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HERE, TARGET = ROOT / "contracts" / "generators", ROOT / "contracts" / "target" / "generators"
VENV = ROOT / ".local" / "generators-venv"
VERSION = "7.25.0"
JAR = ROOT / ".local" / "generators" / f"openapi-generator-cli-{VERSION}.jar"
NOT_ABOUT_THE_SPEC = (
    "OpenAPI 3.1 support is still in beta",
    # Of the generator for Python, even for a spec of one operation with a plain list; nothing in the spec was found to cause it.
    "Failed to get the schema name: null",
)


def main(spec, packages):
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    install()
    java(spec)
    typescript_fetch(spec, packages)
    python(spec)
    python_client(spec)
    typescript_types(spec, packages)


def java(spec):
    folder = openapi_generator(spec, "java", "--library", "native")
    maven("-f", folder / "pom.xml", "compile")


def typescript_fetch(spec, packages):
    folder = openapi_generator(spec, "typescript-fetch")
    compile_typescript(packages, folder / "index.ts")


def python(spec):
    compile_python(openapi_generator(spec, "python"), "openapi_client")


def python_client(spec):
    folder = TARGET / "openapi-python-client"
    options = ["--path", spec, "--output-path", folder, "--config", HERE / "openapi-python-client.yaml"]
    run(VENV / "bin" / "openapi-python-client", "generate", *options, "--fail-on-warning")
    compile_python(folder, "madang_client")


def typescript_types(spec, packages):
    types = TARGET / "openapi-typescript" / "madang.d.ts"
    output = run(packages / "node_modules" / ".bin" / "openapi-typescript", spec, "-o", types)
    refuse_warnings("openapi-typescript", [line for line in output.splitlines() if "⚠" in line or "warn" in line.lower()])
    compile_typescript(packages, types)


def openapi_generator(spec, generator, *options):
    folder = TARGET / generator
    java_home = Path(os.environ["JAVA_HOME"])
    command = [java_home / "bin" / "java", "-jar", JAR, "generate", "-i", spec, "-g", generator, "-o", folder, *options]
    refuse_warnings(generator, [line for line in run(*command).splitlines() if " WARN " in line or " ERROR " in line])
    return folder


def refuse_warnings(generator, lines):
    ours = [line for line in lines if not any(text in line for text in NOT_ABOUT_THE_SPEC)]
    if ours:
        sys.exit(f"{generator} warns:\n" + "\n".join(ours))


def compile_typescript(packages, file):
    options = ["--noEmit", "--strict", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler"]
    run(packages / "node_modules" / ".bin" / "tsc", *options, "--lib", "es2022,dom", file)


def compile_python(folder, package):
    run(VENV / "bin" / "python", "-m", "compileall", "-q", folder)
    modules = "import importlib, pkgutil, {0}; [importlib.import_module(m.name) for m in pkgutil.walk_packages({0}.__path__, '{0}.')]"
    run(VENV / "bin" / "python", "-c", modules.format(package), cwd=folder)


def install():
    if not JAR.exists():
        artifact = f"-Dartifact=org.openapitools:openapi-generator-cli:{VERSION}"
        maven("dependency:copy", artifact, f"-DoutputDirectory={JAR.parent}")
    requirements = HERE / "requirements.txt"
    stamp, expected = VENV / "stamp", hashlib.sha256(requirements.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != expected:
        shutil.rmtree(VENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", VENV)
        pip = [VENV / "bin" / "pip", "install", "--disable-pip-version-check", "--only-binary", ":all:"]
        run(*pip, "--require-hashes", "-r", requirements)
        stamp.write_text(expected)


def maven(*options):
    run("./mvnw", "-q", "-B", "-ntp", *options)


def run(*command, cwd=ROOT):
    words = [str(word) for word in command]
    print("+", *words, flush=True)
    path = os.pathsep.join([str(VENV / "bin"), os.environ["PATH"]])
    ended = subprocess.run(
        words, cwd=cwd, env={**os.environ, "PATH": path}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    print(ended.stdout, flush=True)
    if ended.returncode:
        sys.exit(f"{words[0]} failed with {ended.returncode}")
    return ended.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
