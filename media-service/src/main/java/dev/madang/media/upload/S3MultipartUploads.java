package dev.madang.media.upload;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import dev.madang.media.UserId;
import dev.madang.media.media.DeclaredFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Component
class S3MultipartUploads implements MultipartUploads {

  private static final int ABORTS = 3;
  private static final int PAGE = 1_000;

  private final S3Client s3;
  private final String bucket;

  S3MultipartUploads(S3Client s3, StorageProperties storage) {
    this.s3 = s3;
    this.bucket = storage.originalsBucket();
  }

  @Override
  public String begin(OriginalKey key, DeclaredFile declared) {
    return s3.createMultipartUpload(create ->
            create
                .bucket(bucket)
                .key(key.toString())
                .contentType(declared.contentType())
                .checksumAlgorithm(ChecksumAlgorithm.SHA256))
        .uploadId();
  }

  @Override
  public Optional<List<UploadedPart>> parts(
      OriginalKey key, String uploadId, int after, int limit) {
    try {
      return Optional.of(
          s3
              .listPartsPaginator(list ->
                  list.bucket(bucket)
                      .key(key.toString())
                      .uploadId(uploadId)
                      .partNumberMarker(after)
                      .maxParts(Math.min(limit, PAGE)))
              .parts()
              .stream()
              .limit(limit)
              .map(it ->
                  new UploadedPart(it.partNumber(), it.size(), it.checksumSHA256(), it.eTag()))
              .toList());
    } catch (NoSuchUploadException notOpen) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isOpen(OriginalKey key, String uploadId) {
    try {
      s3.listParts(list -> list.bucket(bucket).key(key.toString()).uploadId(uploadId).maxParts(1));
      return true;
    } catch (NoSuchUploadException notOpen) {
      return false;
    }
  }

  @Override
  public Completion complete(OriginalKey key, String uploadId, List<UploadedPart> parts) {
    var completed =
        parts.stream()
            .map(it ->
                CompletedPart.builder()
                    .partNumber(it.number())
                    .eTag(it.eTag())
                    .checksumSHA256(it.sha256())
                    .build())
            .toList();
    try {
      return new Completion.Completed(
          s3.completeMultipartUpload(complete ->
                  complete
                      .bucket(bucket)
                      .key(key.toString())
                      .uploadId(uploadId)
                      .ifNoneMatch("*")
                      .multipartUpload(it -> it.parts(completed)))
              .versionId());
    } catch (NoSuchUploadException notOpen) {
      return new Completion.NotOpen();
    } catch (S3Exception refused) {
      // 412: there is an object. 409: another request is writing or deleting it.
      if (refused.statusCode() == 412 || refused.statusCode() == 409) {
        return new Completion.NotOpen();
      }
      throw refused;
    }
  }

  @Override
  public void abort(OriginalKey key, String uploadId) {
    // A part that is being uploaded may survive the first attempt.
    for (int attempt = 0; attempt < ABORTS; attempt++) {
      try {
        s3.abortMultipartUpload(
            abort -> abort.bucket(bucket).key(key.toString()).uploadId(uploadId));
      } catch (NoSuchUploadException notOpen) {
        return;
      }
      if (!isOpen(key, uploadId)) {
        return;
      }
    }
  }

  @Override
  public Optional<String> versionAt(OriginalKey key) {
    try {
      return Optional.of(
          s3.headObject(head -> head.bucket(bucket).key(key.toString())).versionId());
    } catch (NoSuchKeyException nothing) {
      return Optional.empty();
    }
  }

  @Override
  public Stream<OpenUpload> open(UserId userId, Optional<MediaId> after) {
    return s3
        .listMultipartUploadsPaginator(list -> {
          list.bucket(bucket).prefix(new OriginalKey(userId, "").toString());
          after.ifPresent(it -> list.keyMarker(new OriginalKey(userId, it.value()).toString()));
        })
        .uploads()
        .stream()
        .flatMap(upload ->
            OriginalKey.parse(upload.key()).flatMap(key -> MediaId.parse(key.path())).stream()
                .map(id -> new OpenUpload(id, upload.uploadId())));
  }
}
