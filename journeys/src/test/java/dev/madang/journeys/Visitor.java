package dev.madang.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Somebody without an account who was sent a link to look at; remembers all that was answered. */
final class Visitor {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SIGNATURE = Pattern.compile("Signature=([^&]+)");

  private final String path;
  private final List<String> heard = new ArrayList<>();

  /**
   * @param link as its owner was given it; what the pages of an app make of it is their own
   */
  Visitor(URI link) {
    var secret = Secrets.keep(link.toString().replaceFirst(".*[/#]", ""));
    path = "/v1/shared/" + secret;
    heard.add(link.toString());
  }

  Answer say(String password) {
    var answer =
        Api.withoutToken().post(path + "/access", Map.of("password", Secrets.keep(password)));
    heard.add(answer.text());
    return answer;
  }

  /** Says a password that is right; gives the access that it opens. */
  String enter(String password) {
    return Secrets.keep(say(password).expect(200).as(Access.class).access());
  }

  Answer look() {
    return look("");
  }

  /**
   * @param access of the password, or none
   */
  Answer look(String access) {
    var query = access.isEmpty() ? "" : "?access=" + access;
    var answer = Api.withoutToken().get(path + query);
    heard.add(answer.text());
    return answer;
  }

  /** As a browser fetches it for an {@code <img>}: without any header of ours. */
  HttpResponse<byte[]> fetch(URI url, String accept) throws IOException, InterruptedException {
    var location = ask(url, accept).headers().firstValue("location");
    return fetchFrom(location.orElseThrow(() -> new AssertionError("leads nowhere")), accept);
  }

  HttpResponse<byte[]> fetchFrom(String location, String accept)
      throws IOException, InterruptedException {
    return exchange(URI.create(location), accept);
  }

  /** What is answered before the picture is. */
  HttpResponse<byte[]> ask(URI url, String accept) throws IOException, InterruptedException {
    return exchange(Madang.GATEWAY.resolve(url), accept);
  }

  private HttpResponse<byte[]> exchange(URI url, String accept)
      throws IOException, InterruptedException {
    var response = Http.exchange(Http.to(url).header("Accept", accept).build());
    var query = Optional.ofNullable(url.getQuery()).orElse("");
    SIGNATURE.matcher(query).results().forEach(it -> Secrets.keep(it.group(1)));
    heard.add(url.toString());
    heard.add(response.headers().map().toString());
    if (response
        .headers()
        .firstValue("content-type")
        .filter(it -> it.contains("json"))
        .isPresent()) {
      heard.add(JSON.readTree(response.body()).toString());
    }
    return response;
  }

  /** Addresses, headers and words of all answers. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  record Access(String access) {}

  record Gallery(@Nullable String title, boolean originals, List<Item> items) {}

  record Item(
      String id,
      String contentType,
      int width,
      int height,
      String thumbHash,
      List<Rendition> renditions,
      @Nullable URI original) {

    URI rendition(String preset) {
      return renditions.stream()
          .filter(it -> it.preset().equals(preset))
          .findFirst()
          .orElseThrow()
          .url();
    }
  }

  record Rendition(String preset, int width, int height, URI url) {}
}
