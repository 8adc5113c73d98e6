package dev.madang.media.intake;

import dev.madang.media.upload.OriginalKey;
import dev.madang.media.upload.UploadProperties;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@Component
class S3Originals implements Originals {

  private final S3Client s3;
  private final String bucket;

  S3Originals(S3Client s3, UploadProperties properties) {
    this.s3 = s3;
    this.bucket = properties.bucket();
  }

  @Override
  public Original fetch(OriginalKey key, long maxSize) {
    try (var content = s3.getObject(get -> get.bucket(bucket).key(key.toString()))) {
      long size = content.response().contentLength();
      if (size > maxSize) {
        // Closing would read the rest.
        content.abort();
        return new Original.TooLarge(size);
      }
      return read(content, Math.toIntExact(size));
    } catch (NoSuchKeyException gone) {
      return new Original.Gone();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Original read(ResponseInputStream<GetObjectResponse> content, int size)
      throws IOException {
    var bytes = new byte[size];
    if (content.readNBytes(bytes, 0, size) < size) {
      throw new EOFException("S3 sent less than it said");
    }
    return new Original.Found(bytes, sha256(bytes));
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
