package dev.madang.journeys;

import dev.madang.journeys.CreatedMedia.PresignedUpload;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A multipart upload of a video, as one device sees it. */
record MultipartUpload(Api api, Video video, String id, long partSize, int partCount) {

  static MultipartUpload start(Api api, Video video) {
    var media =
        api.postIdempotently("/v1/media", video.request()).expect(201).as(CreatedInParts.class);
    return new MultipartUpload(
        api, video, media.id(), media.multipart().partSize(), media.multipart().partCount());
  }

  /** Continues an upload that another device started; finds it by name and size. */
  static MultipartUpload resume(Api api, Video video) {
    var upload =
        list(api).stream()
            .filter(it -> it.fileName().equals(video.fileName()) && it.size() == video.size())
            .findFirst()
            .orElseThrow();
    return new MultipartUpload(api, video, upload.id(), upload.partSize(), upload.partCount());
  }

  static List<OpenUpload> list(Api api) {
    return api.get("/v1/uploads").expect(200).as(OpenUploadPage.class).items();
  }

  List<UploadedPart> uploadedParts() {
    return api.get(path("/parts")).expect(200).as(UploadedPartPage.class).items();
  }

  /** The numbers of the parts that S3 does not have. */
  List<Integer> missingParts() {
    var uploaded = uploadedParts().stream().map(UploadedPart::number).collect(Collectors.toSet());
    return IntStream.rangeClosed(1, partCount)
        .boxed()
        .filter(it -> !uploaded.contains(it))
        .toList();
  }

  Response upload(int number) {
    return presign(number).put(part(number));
  }

  /** Presigns the upload of a part with its checksum. */
  PresignedPart presign(int number) {
    var request = new PresignRequest(List.of(new Part(number, Video.sha256(part(number)))));
    return api.post(path("/parts"), request)
        .expect(200)
        .as(PresignedParts.class)
        .parts()
        .getFirst();
  }

  byte[] part(int number) {
    long offset = (number - 1) * partSize;
    return video.bytes(offset, Math.toIntExact(Math.min(partSize, video.size() - offset)));
  }

  Response complete() {
    return api.post(path("/completion"), Map.of());
  }

  Response abort() {
    return api.delete(path(""));
  }

  private String path(String suffix) {
    return "/v1/uploads/" + id + suffix;
  }

  record PresignedPart(
      int number, String method, URI url, Map<String, String> headers, Instant expiresAt) {

    Response put(byte[] bytes) {
      return new PresignedUpload(method, url, headers, expiresAt).put(bytes);
    }
  }

  record UploadedPart(int number, long size, String sha256) {}

  record OpenUpload(String id, String fileName, long size, long partSize, int partCount) {}

  private record CreatedInParts(String id, Plan multipart) {}

  private record Plan(long partSize, int partCount) {}

  private record PresignRequest(List<Part> parts) {}

  private record Part(int number, String sha256) {}

  private record PresignedParts(List<PresignedPart> parts) {}

  private record UploadedPartPage(List<UploadedPart> items) {}

  private record OpenUploadPage(List<OpenUpload> items) {}
}
