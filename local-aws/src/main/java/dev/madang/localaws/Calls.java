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

/** Counts the calls of a local AWS that AWS charges per call. */
public final class Calls {
  private final JsonMapper json = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  /**
   * The calls of any local AWS.
   *
   * @param endpoint of the local AWS
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
   * @param empty how many of them polled for messages or records and got none
   */
  public record Call(String service, String operation, String caller, long count, long empty) {}

  /** The calls since the last reset, in the order of their names. */
  public List<Call> all() {
    return json.readValue(send(HttpRequest.newBuilder(address).build()), new TypeReference<>() {});
  }

  /** The number of calls of an operation since the last reset, by any caller. */
  public long count(String service, String operation) {
    return count(it -> it.service().equals(service) && it.operation().equals(operation));
  }

  /** The number of matching calls since the last reset. */
  public long count(Predicate<Call> filter) {
    return all().stream().filter(filter).mapToLong(Call::count).sum();
  }

  /** Resets the counts. */
  public void reset() {
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
