package dev.madang.localaws;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How often a local AWS was called: everything that costs on AWS by the call. */
public final class Calls {
  private final JsonMapper json = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  /**
   * Of any local AWS.
   *
   * @param endpoint where it is
   */
  public Calls(URI endpoint) {
    address = endpoint.resolve("/_local/calls");
  }

  /**
   * The calls of one operation by one caller.
   *
   * @param service as AWS signs for it, such as {@code s3}, {@code sqs} or {@code dynamodbstreams}
   * @param operation such as {@code UploadPart}
   * @param caller the name of the role that signed, {@code account} or {@code nobody}
   * @param empty how many of them asked for messages or records and got none
   */
  public record Call(String service, String operation, String caller, long count, long empty) {}

  /** Since they were forgotten last, in the order of their names. */
  public List<Call> made() {
    return json.readValue(send(HttpRequest.newBuilder(address).build()), new TypeReference<>() {});
  }

  /** How often something was called since then, by whomever. */
  public long count(String service, String operation) {
    return count(it -> it.service().equals(service) && it.operation().equals(operation));
  }

  /** How many calls since then are such. */
  public long count(Predicate<Call> such) {
    return made().stream().filter(such).mapToLong(Call::count).sum();
  }

  /** Begins to count anew. */
  public void forget() {
    send(HttpRequest.newBuilder(address).DELETE().build());
  }

  private String send(HttpRequest request) {
    try {
      return http.send(request, ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for the calls", e);
    }
  }
}
