package dev.madang.localaws;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

final class Mailbox {
  private final JsonMapper json = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  Mailbox(URI endpoint) {
    this.endpoint = endpoint;
  }

  List<Mail> mailsTo(String address) {
    var path = "/_local/mails?to=" + URLEncoder.encode(address, UTF_8);
    var request = HttpRequest.newBuilder(endpoint.resolve(path)).build();
    try {
      return json.readValue(http.send(request, ofString()).body(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the mails", e);
    }
  }
}
