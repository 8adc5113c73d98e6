package dev.madang.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A person without an account who has a share link. Records all responses. */
final class ShareVisitor {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SIGNATURE = Pattern.compile("Signature=([^&]+)");

  private final String path;
  private final List<String> responses = new ArrayList<>();

  /**
   * @param url of the share link, as its owner received it
   */
  ShareVisitor(URI url) {
    var secret = Secrets.remember(url.toString().replaceFirst(".*[/#]", ""));
    path = "/v1/shared/" + secret;
    responses.add(url.toString());
  }

  Response tryPassword(String password) {
    var body = Map.of("password", Secrets.remember(password));
    return record(Api.withoutToken().post(path + "/access", body));
  }

  /** Returns the access token that the right password gives. */
  String unlock(String password) {
    return Secrets.remember(tryPassword(password).expect(200).as(Access.class).access());
  }

  Response getContent() {
    return getContent("");
  }

  /**
   * @param access that {@link #unlock} returned; empty for a link without a password
   */
  Response getContent(String access) {
    var query = access.isEmpty() ? "" : "?access=" + access;
    return record(Api.withoutToken().get(path + query));
  }

  /** Downloads it as a browser does for an {@code <img>}: without any header of ours. */
  HttpResponse<byte[]> download(URI rendition, String accept)
      throws IOException, InterruptedException {
    return get(locationOf(rendition, accept), accept);
  }

  /** The URL that a rendition redirects to. */
  URI locationOf(URI rendition, String accept) throws IOException, InterruptedException {
    var redirect = get(rendition, accept);
    var location = redirect.headers().firstValue("location");
    return URI.create(
        location.orElseThrow(() -> new AssertionError("no redirect: " + redirect.statusCode())));
  }

  HttpResponse<byte[]> get(URI url, String accept) throws IOException, InterruptedException {
    return send(Http.to(url).header("Accept", accept).build());
  }

  /** Requests a link to the original. */
  Response createDownloadLink(SharedItem item) {
    return record(Http.send(Http.to(item.downloadLinks()).POST(BodyPublishers.noBody()).build()));
  }

  private Response record(Response response) {
    responses.add(response.text());
    return response;
  }

  private HttpResponse<byte[]> send(java.net.http.HttpRequest request)
      throws IOException, InterruptedException {
    var response = Http.sendOnce(request);
    var query = Optional.ofNullable(request.uri().getQuery()).orElse("");
    SIGNATURE.matcher(query).results().forEach(it -> Secrets.remember(it.group(1)));
    responses.add(request.uri().toString());
    responses.add(response.headers().map().toString());
    var contentType = response.headers().firstValue("content-type").orElse("");
    if (contentType.contains("json")) {
      responses.add(JSON.readTree(response.body()).toString());
    }
    return response;
  }

  /** The URLs, headers and JSON bodies of all responses. */
  List<String> responses() {
    return List.copyOf(responses);
  }

  record Access(String access) {}

  record SharedContent(@Nullable String title, boolean allowOriginals, List<SharedItem> items) {}

  record SharedItem(
      String id,
      String contentType,
      int width,
      int height,
      String thumbHash,
      List<Rendition> renditions,
      boolean originalAvailable) {

    URI rendition(String preset) {
      return renditions.stream()
          .filter(it -> it.preset().equals(preset))
          .findFirst()
          .orElseThrow()
          .url();
    }

    /** The URL next to the renditions, with the same access token. */
    URI downloadLinks() {
      return URI.create(
          rendition("small")
              .toString()
              .replaceFirst("(/renditions)?/small(?=$|\\?)", "/download-links"));
    }
  }

  record Rendition(String preset, int width, int height, URI url) {}

  record DownloadLink(URI url) {}
}
