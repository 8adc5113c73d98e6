"""Plays the main use case with a real photo, and creates the demo user."""

import base64
import hashlib
import mimetypes
import secrets
import time
from dataclasses import dataclass

from launcher import client
from launcher.settings import DEMO, ROOT, Unusable, service_url, shown

PHOTOS = ROOT / "journeys" / "photos"
PASSWORD = "Yard-and-4-houses"


@dataclass
class User:
    email: str
    password: str = PASSWORD


def ensure_user():
    user = User("demo@madang.example")
    api = client.Api()
    try:
        api.sign_in(user.email, user.password)
    except client.RequestFailed:
        sign_up(api, user)
        api.sign_in(user.email, user.password)
    return user


def sign_up(api, user, name="Demo"):
    before = len(client.mails(user.email))
    api.post("/v1/auth/sign-up", {"email": user.email, "password": user.password, "displayName": name})
    confirm(api, user, before)


def confirm(api, user, mails_before=0):
    mails = client.eventually("the mail with the code", lambda: client.mails(user.email)[mails_before:])
    api.post("/v1/auth/confirm", {"email": user.email, "code": client.code_from(mails[0])})


def play():
    photo = next(iter(sorted(PHOTOS.glob("*.jpg"))), None)
    if photo is None:
        raise Unusable(f"no photo in {shown(PHOTOS)}")
    content = photo.read_bytes()
    user = User(f"demo-{secrets.token_hex(4)}@madang.example")
    api, story = client.Api(), Story()
    print(
        f"Through {service_url('gateway')} as {user.email}, with {shown(photo)} ({len(content) >> 10} KB)\n"
    )

    story.step(
        "sign up",
        lambda: api.post(
            "/v1/auth/sign-up", {"email": user.email, "password": user.password, "displayName": "Dana"}
        ),
    )
    story.step("confirm with the mailed code", lambda: confirm(api, user))
    story.step("sign in", lambda: api.sign_in(user.email, user.password))
    created = story.step("create a media item", lambda: api.post("/v1/media", description(photo, content)))
    story.step("PUT the photo to S3", lambda: client.put(created["upload"], content))
    media = story.step(
        "wait for the thumbnails",
        lambda: client.eventually("the thumbnails", lambda: processed(api.get(f"/v1/media/{created['id']}"))),
    )
    if media["status"] != "ready":
        raise Unusable(f"the photo was rejected: {media}")
    session = story.step("create a CDN session", lambda: api.post("/v1/cdn-sessions", {}))
    files = story.step("fetch the thumbnails", lambda: [save(each, session) for each in media["renditions"]])
    inbox = story.step(
        "read the inbox",
        lambda: client.eventually("the notification", lambda: api.get("/v1/notifications")["items"]),
    )
    welcome = story.step(
        "receive the welcome mail",
        lambda: client.eventually("the welcome mail", lambda: client.mails(user.email)[1:]),
    )[0]

    print(f"\nDone in {story.seconds():.1f} s.\n\nThumbnails")
    for rendition, file in zip(media["renditions"], files):
        print(
            f"  {rendition['preset']:<8}{rendition['width']:>5} x {rendition['height']:<5}"
            f"{file.stat().st_size / 1024:>7.1f} KB  {shown(file)}"
        )
    print("\nInbox")
    for item in inbox:
        print(f"  {item['createdAt']}  {item['type']}: {item['text']}")
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


def processed(media):
    return media if media["status"] in ("ready", "rejected") else None


def save(rendition, session):
    DEMO.mkdir(parents=True, exist_ok=True)
    variant = rendition["variants"][0]
    file = DEMO / (rendition["preset"] + (mimetypes.guess_extension(variant["contentType"]) or ""))
    file.write_bytes(client.download(variant["url"], session))
    return file


class Story:
    """Prints each step and its duration."""

    def __init__(self):
        self._begun = time.monotonic()

    def step(self, name, act):
        begun = time.monotonic()
        print(f"  {name:<32}", end="", flush=True)
        try:
            result = act()
        except BaseException:
            print("failed")
            raise
        print(f"{time.monotonic() - begun:>6.2f} s")
        return result

    def seconds(self):
        return time.monotonic() - self._begun
