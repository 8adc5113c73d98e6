package dev.madang.journeys;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A file on its way to S3 in parts, as one device sees it. */
record Multipart(Api api, Film film, String id, long partSize, int partCount) {

  /** Of a film that nobody has sent yet. */
  static Multipart begin(Api api, Film film) {
    var asked = api.create("/v1/media", film.description()).expect(201).as(Asked.class);
    return new Multipart(
        api, film, asked.id(), asked.multipart().partSize(), asked.multipart().partCount());
  }

  /** What another device has begun: it is found by its name and size. */
  static Multipart resume(Api api, Film film) {
    var open =
        open(api).stream()
            .filter(it -> it.fileName().equals(film.fileName()) && it.size() == film.size())
            .findFirst()
            .orElseThrow();
    return new Multipart(api, film, open.id(), open.partSize(), open.partCount());
  }

  static List<Open> open(Api api) {
    return api.get("/v1/media/uploads").expect(200).as(OpenUploads.class).items();
  }

  /** By number. */
  List<Sent> sent() {
    return api.get(path("/parts")).expect(200).as(SentParts.class).parts();
  }

  List<Integer> missing() {
    var there = sent().stream().map(Sent::number).collect(Collectors.toSet());
    return IntStream.rangeClosed(1, partCount).boxed().filter(it -> !there.contains(it)).toList();
  }

  Answer send(int number) {
    return send(number, part(number));
  }

  Answer send(int number, byte[] bytes) {
    return sign(number).send(bytes);
  }

  /** The permission for one part, as it is in the film. */
  SignedPart sign(int number) {
    var wanted = new Wanted(List.of(new WantedPart(number, Film.sha256(part(number)))));
    return api.post(path("/parts"), wanted).expect(200).as(SignedParts.class).parts().getFirst();
  }

  byte[] part(int number) {
    long offset = (number - 1) * partSize;
    return film.bytes(offset, Math.toIntExact(Math.min(partSize, film.size() - offset)));
  }

  Answer complete() {
    return api.post(path("/completion"), Map.of());
  }

  Answer abort() {
    return api.delete(path("/upload"));
  }

  private String path(String rest) {
    return "/v1/media/" + id + rest;
  }

  record SignedPart(
      int number, String method, URI url, Map<String, String> headers, Instant expiresAt) {

    Answer send(byte[] bytes) {
      return new Upload("", new Upload.Ticket(method, url, headers, expiresAt)).send(bytes);
    }
  }

  record Sent(int number, long size, String sha256) {}

  record Open(String id, String fileName, long size, long partSize, int partCount) {}

  private record Asked(String id, Plan multipart) {}

  private record Plan(long partSize, int partCount) {}

  private record Wanted(List<WantedPart> parts) {}

  private record WantedPart(int number, String sha256) {}

  private record SignedParts(List<SignedPart> parts) {}

  private record SentParts(List<Sent> parts) {}

  private record OpenUploads(List<Open> items) {}
}
