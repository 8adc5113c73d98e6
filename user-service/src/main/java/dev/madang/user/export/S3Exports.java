package dev.madang.user.export;

import dev.madang.defaults.s3.S3Prefix;
import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
import dev.madang.user.accountdeletion.UserDataStore;
import dev.madang.user.job.JobId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Component
class S3Exports implements Exports, UserDataStore {

  private final S3Client s3;
  private final S3Presigner presigner;
  private final StorageProperties properties;

  S3Exports(S3Client s3, S3Presigner presigner, StorageProperties properties) {
    this.s3 = s3;
    this.presigner = presigner;
    this.properties = properties;
  }

  @Override
  public void put(UserId user, JobId job, Path zip) {
    s3.putObject(
        put ->
            put.bucket(properties.exportsBucket())
                .key(key(user, job))
                .contentType("application/zip"),
        zip);
  }

  @Override
  public URI presign(UserId user, JobId job, Duration validity) {
    var signed =
        presigner.presignGetObject(link ->
            link.signatureDuration(validity)
                .getObjectRequest(get ->
                    get.bucket(properties.exportsBucket())
                        .key(key(user, job))
                        .responseContentDisposition("attachment; filename=\"madang-export.zip\"")
                        .responseCacheControl("no-store")));
    return URI.create(signed.url().toString());
  }

  @Override
  public void forEachFile(UserId user, Consumer<StoredObject> file) {
    var prefix = "private/" + user + "/";
    s3.listObjectsV2Paginator(list -> list.bucket(properties.privateSpaceBucket()).prefix(prefix))
        .contents()
        .forEach(it ->
            file.accept(
                new StoredObject(
                    it.key().substring(prefix.length()), it.size(), it.lastModified())));
  }

  @Override
  public String store() {
    return "exports";
  }

  @Override
  public long count(UserId user) {
    return all(user).count();
  }

  @Override
  public boolean erase(UserId user) {
    return all(user).erase();
  }

  private S3Prefix all(UserId user) {
    return new S3Prefix(s3, properties.exportsBucket(), "exports/" + user + "/");
  }

  private static String key(UserId user, JobId job) {
    return "exports/%s/%s.zip".formatted(user, job);
  }
}
