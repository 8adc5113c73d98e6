package dev.madang.media.upload;

import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import dev.madang.media.media.DeclaredFile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Component
class S3UploadPresigner implements UploadPresigner {

  private final S3Presigner presigner;
  private final StorageProperties storage;
  private final UploadProperties properties;

  S3UploadPresigner(
      @Qualifier("uploadPresigner") S3Presigner presigner,
      StorageProperties storage,
      UploadProperties properties) {
    this.presigner = presigner;
    this.storage = storage;
    this.properties = properties;
  }

  @Override
  public PresignedUpload presign(OriginalKey key, DeclaredFile declared) {
    return presigned(
        presigner.presignPutObject(presign ->
            presign
                .signatureDuration(properties.linkValidity())
                .putObjectRequest(put ->
                    put.bucket(storage.originalsBucket())
                        .key(key.toString())
                        .contentLength(declared.size())
                        .contentType(declared.contentType())
                        .checksumSHA256(declared.sha256().orElseThrow())
                        .ifNoneMatch("*"))));
  }

  @Override
  public PresignedUpload presign(OriginalKey key, String uploadId, Part part) {
    return presigned(
        presigner.presignUploadPart(presign ->
            presign
                .signatureDuration(properties.linkValidity())
                .uploadPartRequest(upload ->
                    upload
                        .bucket(storage.originalsBucket())
                        .key(key.toString())
                        .uploadId(uploadId)
                        .partNumber(part.number())
                        .contentLength(part.size())
                        .checksumSHA256(part.sha256()))));
  }

  private static PresignedUpload presigned(PresignedRequest signed) {
    return new PresignedUpload(
        signed.httpRequest().method().name(),
        URI.create(signed.url().toString()),
        headers(signed.signedHeaders()),
        signed.expiration());
  }

  /** Without the host, which is part of the URL. */
  private static Map<String, String> headers(Map<String, List<String>> signed) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    signed.forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("host");
    return headers;
  }
}
