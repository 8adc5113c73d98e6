package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@Component
class S3Originals implements Originals {

  private final S3Client s3;
  private final String bucket;

  S3Originals(S3Client s3, StorageProperties storage) {
    this.s3 = s3;
    this.bucket = storage.originalsBucket();
  }

  @Override
  public Optional<Stored> find(OriginalKey key) {
    try {
      return Optional.of(
          new S3Stored(key, s3.getObject(get -> get.bucket(bucket).key(key.toString()))));
    } catch (NoSuchKeyException gone) {
      return Optional.empty();
    }
  }

  /** One request gets metadata and bytes; only another reader needs another request. */
  private final class S3Stored implements Stored {

    private final OriginalKey key;
    private final GetObjectResponse response;
    private Content content;

    S3Stored(OriginalKey key, ResponseInputStream<GetObjectResponse> content) {
      this.key = key;
      this.response = content.response();
      this.content = new Content(content);
    }

    @Override
    public String version() {
      return response.versionId();
    }

    @Override
    public long size() {
      return response.contentLength();
    }

    @Override
    public String contentType() {
      return response.contentType();
    }

    @Override
    public Instant writtenAt() {
      return response.lastModified();
    }

    @Override
    public InputStream open() {
      if (content.isOpened) {
        content.close();
        content =
            new Content(
                s3.getObject(get -> get.bucket(bucket).key(key.toString()).versionId(version())));
      }
      content.isOpened = true;
      return content;
    }

    @Override
    public void close() {
      content.close();
    }
  }

  /** Aborts when it is closed early: closing would read the rest. */
  private static final class Content extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> response;
    private long left;
    private boolean isOpened;

    Content(ResponseInputStream<GetObjectResponse> response) {
      super(response);
      this.response = response;
      this.left = response.response().contentLength();
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() {
      if (left > 0) {
        response.abort();
        return;
      }
      try {
        response.close();
      } catch (IOException alreadyBroken) {
        response.abort();
      }
    }
  }
}
