package dev.madang.user.admin;

import dev.madang.user.StorageProperties;
import dev.madang.user.job.JobId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tools.jackson.databind.json.JsonMapper;

@Component
class S3ImportFiles implements ImportFiles {

  private final S3Client s3;
  private final JsonMapper json;
  private final String bucket;

  S3ImportFiles(S3Client s3, JsonMapper json, StorageProperties properties) {
    this.s3 = s3;
    this.json = json;
    this.bucket = properties.exportsBucket();
  }

  @Override
  public void put(JobId id, byte[] file) {
    put(fileKey(id), "text/csv", file);
  }

  @Override
  public Optional<byte[]> find(JobId id) {
    return find(fileKey(id));
  }

  @Override
  public void putReport(JobId id, ImportReport report) {
    put(reportKey(id), "application/json", json.writeValueAsBytes(report));
  }

  @Override
  public ImportReport report(JobId id) {
    return find(reportKey(id))
        .map(it -> json.readValue(it, ImportReport.class))
        .orElse(ImportReport.EMPTY);
  }

  private void put(String key, String type, byte[] bytes) {
    s3.putObject(
        put -> put.bucket(bucket).key(key).contentType(type), RequestBody.fromBytes(bytes));
  }

  private Optional<byte[]> find(String key) {
    try {
      return Optional.of(
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe());
    } catch (NoSuchKeyException missing) {
      return Optional.empty();
    }
  }

  private static String fileKey(JobId id) {
    return "imports/" + id + ".csv";
  }

  private static String reportKey(JobId id) {
    return "imports/" + id + ".report.json";
  }
}
