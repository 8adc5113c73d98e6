"""./run demo: a user signs up and uploads a photo. Also the demo user that ./run creates."""

import base64
import hashlib
import mimetypes
import secrets
import time
from dataclasses import dataclass

from launcher import client
from launcher.settings import DEMO, ROOT, Unusable, gateway_url, shown

PHOTOS = ROOT / "journeys" / "photos"
EMAIL = "demo@madang.example"
PASSWORD = "Yard-and-4-houses"


@dataclass
class User:
    email: str
    password: str = PASSWORD


def ensure_user():
    """None if the demo user was changed since, such as its password, or deleted."""
    user = User(EMAIL)
    api = client.Api()
    try:
        api.sign_in(user.email, user.password)
    except (client.RequestFailed, client.ChallengeRequired):
        if client.mails(user.email):
            return None
        sign_up(api, user)
        api.sign_in(user.email, user.password)
    return user


def sign_up(api, user, name="Demo"):
    before = len(client.mails(user.email))
    api.post("/v1/auth/sign-up", {"email": user.email, "password": user.password, "displayName": name})
    confirm(api, user, before)


def confirm(api, user, mails_before=0):
    code_mail = client.eventually("the mail with the code", lambda: client.mails(user.email)[mails_before:])[
        0
    ]
    api.post("/v1/auth/confirm", {"email": user.email, "code": client.code_from(code_mail)})


def play():
    photo = next(iter(sorted(PHOTOS.glob("*.jpg"))), None)
    if photo is None:
        raise Unusable(f"no photo in {shown(PHOTOS)}")
    content = photo.read_bytes()
    user = User(f"demo-{secrets.token_hex(4)}@madang.example")
    api, steps = client.Api(), Steps()
    print(f"{gateway_url()}, user {user.email}, photo {shown(photo)} ({len(content) >> 10} KB)\n")

    steps.step(
        "sign up",
        lambda: api.post(
            "/v1/auth/sign-up", {"email": user.email, "password": user.password, "displayName": "Dana"}
        ),
    )
    steps.step("confirm with the mailed code", lambda: confirm(api, user))
    steps.step("sign in", lambda: api.sign_in(user.email, user.password))
    created = steps.step("create the media item", lambda: api.post("/v1/media", description(photo, content)))
    steps.step("PUT the photo to S3", lambda: client.put(created["upload"], content))
    item = steps.step(
        "wait for the thumbnails",
        lambda: client.eventually("the thumbnails", lambda: processed(api.get(f"/v1/media/{created['id']}"))),
    )
    if item["status"] != "ready":
        raise Unusable(f"the photo was rejected: {item}")
    session = steps.step("create a CDN session", lambda: api.post("/v1/cdn-sessions", {}))
    files = steps.step("download the thumbnails", lambda: [save(each, session) for each in images(item)])
    inbox = steps.step(
        "read the inbox",
        lambda: client.eventually("the notification", lambda: api.get("/v1/notifications")["items"]),
    )
    welcome = steps.step(
        "receive the welcome mail",
        lambda: client.eventually("the welcome mail", lambda: client.mails(user.email)[1:]),
    )[0]

    print(f"\nDone in {steps.seconds():.1f} s.\n\nThumbnails")
    for image, file in zip(images(item), files):
        print(
            f"  {image['preset']:<8}{image['width']:>5} x {image['height']:<5}"
            f"{image['size'] / 1024:>7.1f} KB  {shown(file)}"
        )
    print("\nInbox")
    for notification in inbox:
        print(f"  {notification['createdAt']}  {notification['type']}: {notification['mediaId']}")
    print(
        f"\nWelcome mail\n  From     {welcome['from']}\n  To       {', '.join(welcome['to'])}"
        f"\n  Subject  {welcome['subject']}\n"
    )
    print("\n".join(f"  {text}" for text in welcome["text"].splitlines()))


def description(photo, content):
    return {
        "fileName": photo.name,
        "contentType": mimetypes.guess_type(photo.name)[0],
        "size": len(content),
        "sha256": base64.b64encode(hashlib.sha256(content).digest()).decode(),
    }


def processed(item):
    return item if item["status"] in ("ready", "rejected") else None


def images(item):
    """Each preset in each of its formats."""
    return [{**rendition, **variant} for rendition in item["renditions"] for variant in rendition["variants"]]


def save(image, session):
    DEMO.mkdir(parents=True, exist_ok=True)
    file = DEMO / (image["preset"] + (mimetypes.guess_extension(image["contentType"]) or ""))
    file.write_bytes(client.download(image["url"], session))
    return file


class Steps:
    """Runs steps and prints the duration of each."""

    def __init__(self):
        self._start = time.monotonic()

    def step(self, name, action):
        start = time.monotonic()
        print(f"  {name:<32}", end="", flush=True)
        try:
            result = action()
        except BaseException:
            print("failed")
            raise
        print(f"{time.monotonic() - start:>6.2f} s")
        return result

    def seconds(self):
        return time.monotonic() - self._start
