package dev.madang.user.file;

import dev.madang.user.DownloadLink;
import dev.madang.user.StorageProperties;
import dev.madang.user.quota.ObjectKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Component
class S3FilePresigner implements FilePresigner {

  private final S3Presigner presigner;
  private final FileProperties properties;
  private final String bucket;

  S3FilePresigner(S3Presigner presigner, FileProperties properties, StorageProperties storage) {
    this.presigner = presigner;
    this.properties = properties;
    this.bucket = storage.privateSpaceBucket();
  }

  @Override
  public DownloadLink download(ObjectKey key, String fileName) {
    var signed =
        presigner.presignGetObject(link ->
            link.signatureDuration(properties.linkValidity())
                .getObjectRequest(get ->
                    get.bucket(bucket)
                        .key(key.toString())
                        .responseContentDisposition(AttachmentHeader.of(fileName))
                        .responseCacheControl("private, no-store")));
    return new DownloadLink(URI.create(signed.url().toString()), signed.expiration());
  }

  @Override
  public FileUploadLink upload(ObjectKey key, DeclaredFile file) {
    var signed =
        presigner.presignPutObject(link ->
            link.signatureDuration(properties.linkValidity())
                .putObjectRequest(put ->
                    put.bucket(bucket)
                        .key(key.toString())
                        .contentLength(file.size())
                        .contentType(file.contentType())
                        .checksumSHA256(file.sha256())
                        .ifNoneMatch(file.overwrite() ? null : "*")));
    return new FileUploadLink(
        signed.httpRequest().method().name(),
        URI.create(signed.url().toString()),
        headers(signed.signedHeaders()),
        signed.expiration());
  }

  /** All but the host, which is part of the URL. */
  private static Map<String, String> headers(Map<String, List<String>> signed) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    signed.forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("host");
    return headers;
  }
}
