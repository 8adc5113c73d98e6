package dev.madang.user.export;

import dev.madang.user.UserId;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import dev.madang.user.securityevent.SecurityEvent;
import dev.madang.user.securityevent.SecurityEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Creates an export in one slice: it contains lists of files, not files. */
@Component
class ExportJob implements JobHandler {

  static final String TYPE = "export";

  private static final int PAGE_SIZE = 100;
  private static final String README =
      """
      All data that Madang stores about you.

      profile.json          your profile
      files.json            the files in your private space: path, size in bytes, time
      media.json            your media items
      notifications.json    your notifications
      security-events.json  the security events of your account, for a year

      The files themselves are in your private space: download them with the app or the Files API.
      """;

  private final Profiles profiles;
  private final SecurityEvents events;
  private final UserMedia media;
  private final UserNotifications notifications;
  private final Exports exports;
  private final JsonMapper json;

  ExportJob(
      Profiles profiles,
      SecurityEvents events,
      UserMedia media,
      UserNotifications notifications,
      Exports exports,
      JsonMapper json) {
    this.profiles = profiles;
    this.events = events;
    this.media = media;
    this.notifications = notifications;
    this.exports = exports;
    this.json = json;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public SliceResult next(Job job) {
    var profile = profiles.find(job.owner());
    if (profile.isEmpty()) {
      return new SliceResult.Failed("account-deletion-in-progress");
    }
    try {
      var file = Files.createTempFile("export-", ".zip");
      try {
        write(profile.get(), file);
        exports.put(job.owner(), job.id(), file);
        return new SliceResult.Done(
            Map.of("size", Long.toString(Files.size(file))), new Progress(1, 1));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Profile profile, Path file) throws IOException {
    var user = profile.id();
    try (var zip = new ZipWriter(Files.newOutputStream(file), json)) {
      zip.text("README.txt", README);
      zip.object("profile.json", ExportedProfile.of(profile));
      zip.<StoredObject>list("files.json", each -> exports.forEachFile(user, each));
      zip.<JsonNode>list("media.json", each -> forEachMediaItem(user, each));
      zip.<JsonNode>list("notifications.json", each -> forEachNotification(user, each));
      zip.<SecurityEvent>list("security-events.json", each -> forEachSecurityEvent(user, each));
    }
  }

  private void forEachMediaItem(UserId user, Consumer<JsonNode> each) {
    var cursor = Optional.<String>empty();
    do {
      var page = media.media(user.value(), cursor);
      page.items().forEach(each);
      cursor = page.next();
    } while (cursor.isPresent());
  }

  private void forEachNotification(UserId user, Consumer<JsonNode> each) {
    var cursor = Optional.<String>empty();
    do {
      var page = notifications.notifications(user.value(), cursor);
      page.items().forEach(each);
      cursor = page.next();
    } while (cursor.isPresent());
  }

  private void forEachSecurityEvent(UserId user, Consumer<SecurityEvent> each) {
    List<SecurityEvent> page;
    var before = Optional.<String>empty();
    do {
      page = events.newest(user, before, PAGE_SIZE);
      page.forEach(each);
      before = page.isEmpty() ? before : Optional.of(page.getLast().id());
    } while (page.size() == PAGE_SIZE);
  }

  record ExportedProfile(
      String id,
      String email,
      String displayName,
      Optional<String> locale,
      Optional<String> timeZone,
      Optional<String> avatarMediaId,
      Instant createdAt) {

    static ExportedProfile of(Profile profile) {
      return new ExportedProfile(
          profile.id().value(),
          profile.email(),
          profile.displayName(),
          profile.locale().map(Locale::toLanguageTag),
          profile.timeZone().map(ZoneId::getId),
          profile.avatarMediaId().map(it -> it.value()),
          profile.createdAt());
    }
  }
}
