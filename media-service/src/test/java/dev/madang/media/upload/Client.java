package dev.madang.media.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signed-in client of the API and of S3. */
public final class Client {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient S3 = HttpClient.newHttpClient();

  private final MockMvcTester http;
  private final SignedInUser user;

  public Client(MockMvcTester http, SignedInUser user) {
    this.http = http;
    this.user = user;
  }

  /** The request for a media item. */
  public static Map<String, Object> description(String contentType, byte[] file) {
    var description = new LinkedHashMap<String, Object>();
    description.put("fileName", "photo.jpg");
    description.put("contentType", contentType);
    description.put("size", file.length);
    description.put("sha256", sha256(file));
    return description;
  }

  public MvcTestResult ask(Map<String, Object> description, String... headers) {
    var request = http.post().uri("/v1/media").header("Authorization", bearer());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request
        .contentType("application/json")
        .content(JSON.writeValueAsString(description))
        .exchange();
  }

  public JsonNode create(Map<String, Object> description, String... headers) {
    var result = ask(description, headers);
    assertThat(result).hasStatus(201);
    return json(result);
  }

  /** Uploads a file and returns the id of its item. */
  public String upload(String contentType, byte[] file) {
    var created = create(description(contentType, file));
    assertThat(send(created, file, Map.of()).statusCode()).isEqualTo(200);
    return created.get("id").stringValue();
  }

  /** Sends the presigned request of a created item, with some headers replaced. */
  public HttpResponse<String> send(JsonNode created, byte[] file, Map<String, String> replaced) {
    return put(created.get("upload"), file, replaced);
  }

  /** Sends a presigned request, with some headers replaced. */
  HttpResponse<String> put(JsonNode signed, byte[] bytes, Map<String, String> replaced) {
    var headers = new LinkedHashMap<String, String>();
    signed
        .get("headers")
        .properties()
        .forEach(it -> headers.put(it.getKey().toLowerCase(), it.getValue().stringValue()));
    headers.putAll(replaced);
    headers.remove("content-length");
    var request =
        HttpRequest.newBuilder(URI.create(signed.get("url").stringValue()))
            .method(signed.get("method").stringValue(), BodyPublishers.ofByteArray(bytes));
    headers.forEach(request::header);
    return send(request.build(), BodyHandlers.ofString());
  }

  MvcTestResult get(String path) {
    return http.get().uri(path).header("Authorization", bearer()).exchange();
  }

  MvcTestResult delete(String path) {
    return http.delete().uri(path).header("Authorization", bearer()).exchange();
  }

  MvcTestResult post(String path, Object body) {
    return send(path, JSON.writeValueAsString(body));
  }

  MvcTestResult send(String path, String body) {
    return http.post()
        .uri(path)
        .header("Authorization", bearer())
        .contentType("application/json")
        .content(body)
        .exchange();
  }

  public HttpResponse<byte[]> download(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }

  public JsonNode media(String id) {
    var result = http.get().uri("/v1/media/" + id).header("Authorization", bearer()).exchange();
    assertThat(result).hasStatusOk();
    return json(result);
  }

  /** The newest items. */
  public JsonNode list() {
    var result = http.get().uri("/v1/media").header("Authorization", bearer()).exchange();
    assertThat(result).hasStatusOk();
    return json(result).get("items");
  }

  public static String sha256(byte[] file) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(file);
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String bearer() {
    return "Bearer " + user.accessToken();
  }

  static JsonNode json(MvcTestResult result) {
    return JSON.readTree(result.getResponse().getContentAsByteArray());
  }

  private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return S3.send(request, body);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
