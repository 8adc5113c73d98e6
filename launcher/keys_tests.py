"""The repository contains no IAM user and no long-term key. Run by ./test, or alone: python3 -m unittest launcher.keys_tests"""

import tempfile
import unittest
from pathlib import Path

from launcher import keys
from launcher.settings import ROOT

# Concatenated, so that this file contains none.
ACCESS_KEY = "AK" + "IA" + "QWERTYUIOP234567"
SESSION_KEY = "AS" + "IA" + "QWERTYUIOP234567"
SECRET = "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYzzzzzzzzKE"
ODD_KEY = ACCESS_KEY[:3] + SECRET[:17]
PEM = "-----BEGIN {}PRIVATE" + " KEY-----\nMIIE\n"
JWK = '{"kty": "RSA", "n": "x", "%s": "' % "d" + "Q" * 43 + '"}'

PLANTED = {
    "a key in a script": ("deploy.sh", f"export AWS_ACCESS_KEY_ID={ACCESS_KEY}\n"),
    "a session's key in a note": ("docs/note.md", f"I used {SESSION_KEY} for this.\n"),
    "a key in the middle of a line": ("a.java", f'client("eu","{ACCESS_KEY}")\n'),
    "a key in a picture": ("photo.jpg", f"\xff\xd8\0\0comment={ACCESS_KEY}\0"),
    "a secret in a script": ("deploy.sh", f"aws_secret_access_key = {SECRET}\n"),
    "a secret in JSON": ("settings.json", '{"SecretAccessKey": "%s"}' % SECRET),
    "a secret in YAML": ("application.yaml", f"spring.cloud.aws.credentials:\n  secret-key: {SECRET}\n"),
    "a secret in a property of a test": ("T.java", f'"spring.cloud.aws.credentials.secret-key={SECRET}"'),
    "a secret in code": ("T.java", f'AwsBasicCredentials.create("{ODD_KEY}", x)'),
    "a secret in the web client": ("web/src/app.ts", f"const s3 = {{ secretAccessKey: '{SECRET}' }}"),
    "a session token in an environment": ("run.env", f"AWS_SESSION_TOKEN={SECRET}{SECRET}\n"),
    "a private key": ("a.txt", PEM.format("")),
    "an RSA private key": ("a.txt", PEM.format("RSA ")),
    "an EC private key": ("a.txt", PEM.format("EC ")),
    "an encrypted private key": ("a.txt", PEM.format("ENCRYPTED ")),
    "an SSH key": ("a.txt", PEM.format("OPENSSH ")),
    "a private key in a Java string": ("T.java", '"' + PEM.format("").replace("\n", "\\n") + '"'),
    "a private JWK": ("keys.json", JWK),
    "a file for keys": ("tls/server.key", ""),
    "a key store": ("tls/server.p12", "\0"),
    "a user in a template": ("infra/users.yaml", "  Deploy:\n    Type: AWS::IAM::User\n"),
    "a key in a template": ("infra/users.json", '{"Type": "AWS::IAM::AccessKey"}'),
    "a user's policy in a template": ("infra/users.yaml", "Type: 'AWS::IAM::UserPolicy'"),
    "code that makes a key": ("infra/apply.py", "iam.create_access_key(UserName=name)"),
    "Java that makes a key": ("A.java", "iam.createAccessKey(it -> it.userName(name))"),
    "code that makes a user": ("infra/apply.py", "boto3.client('iam').create_user(UserName=name)"),
    "a key in an image": ("Dockerfile", f"FROM x\nENV AWS_ACCESS_KEY_ID={ACCESS_KEY}\n"),
    "the local words in an image": ("gateway/Dockerfile", "FROM x\nENV AWS_SECRET_ACCESS_KEY=local\n"),
    "a key as an argument of an image": ("app.dockerfile", "ARG aws_secret_access_key\n"),
    "a person's credentials in an image": ("Dockerfile.dev", "COPY .aws/credentials /root/.aws/\n"),
    "keys in a composition": ("compose.yaml", "environment:\n  AWS_ACCESS_KEY_ID: local\n"),
}

HARMLESS = {
    "the words of the local AWS": ("run.sh", "AWS_ACCESS_KEY_ID=local\nAWS_SECRET_ACCESS_KEY=local\n"),
    "the same in code": ("A.java", 'AwsBasicCredentials.create("local", "local")'),
    "a variable of that name": ("a.py", 'aws_access_key_id=os.environ.get("AWS_ACCESS_KEY_ID", "local")'),
    "what an answer is made of": ("A.java", "record Keys(String accessKeyId, String secretAccessKey) {}"),
    "an example in a contract": ("api.yaml", "secretAccessKey:\n  type: string\n  example: 8xkV…\n"),
    "a public key": ("a.pem.txt", "-----BEGIN PUBLIC KEY-----\nMIIE\n"),
    "a public JWK": ("keys.json", '{"kty": "RSA", "n": "%s", "e": "AQAB"}' % ("Q" * 43)),
    "a role": ("infra/a.yaml", "Type: AWS::IAM::Role\n"),
    "a digest": ("package-lock.json", '"integrity": "sha512-%s=="' % ("q" * 86)),
    "a commit": ("a.md", "see 0d4f7c527d0e4a3c9d3c0a5f6f1f3b7e00000000\n"),
}


class Keys(unittest.TestCase):
    def test_repository_contains_no_key(self):
        files = keys.tracked(ROOT)
        self.assertGreater(len(files), 400)
        self.assertEqual([], [str(found) for found in keys.search(ROOT, files)])

    def test_every_template_is_searched(self):
        templates = set((ROOT / "infra").glob("*.yaml"))
        self.assertTrue(templates)
        self.assertLessEqual(templates, set(keys.tracked(ROOT)))

    def test_each_planted_key_is_found(self):
        for what, (name, content) in PLANTED.items():
            with self.subTest(what):
                self.assertTrue(self.search(name, content))

    def test_harmless_text_is_not_reported(self):
        for what, (name, content) in HARMLESS.items():
            with self.subTest(what):
                self.assertEqual([], self.search(name, content))

    def test_finding_has_file_and_line_but_not_the_key(self):
        found = self.search("a/b.sh", f"one\ntwo\nKEY={ACCESS_KEY}\n")
        self.assertEqual("a/b.sh:3: an AWS access key", str(found[0]))

    def search(self, name, content):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
            return keys.search(Path(folder), [file])


if __name__ == "__main__":
    unittest.main()
