package dev.madang.media.upload;

import dev.madang.media.catalog.Announced;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Component
class S3UploadTickets implements UploadTickets {

  private final S3Presigner presigner;
  private final UploadProperties properties;

  S3UploadTickets(
      @Qualifier("uploadPresigner") S3Presigner presigner, UploadProperties properties) {
    this.presigner = presigner;
    this.properties = properties;
  }

  @Override
  public UploadTicket issue(OriginalKey key, Announced announced) {
    return ticket(
        presigner.presignPutObject(ticket ->
            ticket
                .signatureDuration(properties.ticketValidity())
                .putObjectRequest(put ->
                    put.bucket(properties.bucket())
                        .key(key.toString())
                        .contentLength(announced.size())
                        .contentType(announced.contentType())
                        .checksumSHA256(announced.sha256().orElseThrow())
                        .ifNoneMatch("*"))));
  }

  @Override
  public UploadTicket issue(OriginalKey key, String uploadId, Part part) {
    return ticket(
        presigner.presignUploadPart(ticket ->
            ticket
                .signatureDuration(properties.ticketValidity())
                .uploadPartRequest(upload ->
                    upload
                        .bucket(properties.bucket())
                        .key(key.toString())
                        .uploadId(uploadId)
                        .partNumber(part.number())
                        .contentLength(part.size())
                        .checksumSHA256(part.sha256()))));
  }

  private static UploadTicket ticket(PresignedRequest signed) {
    return new UploadTicket(
        signed.httpRequest().method().name(),
        URI.create(signed.url().toString()),
        headers(signed.signedHeaders()),
        signed.expiration());
  }

  /** All but the host, which the URL says. */
  private static Map<String, String> headers(Map<String, List<String>> signed) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    signed.forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.remove("host");
    return headers;
  }
}
