package dev.madang.defaults.peer;

import java.io.IOException;
import java.util.Set;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Asks again when what may be repeated met a broken connection or a service that is just starting.
 */
final class PeerRetry implements ClientHttpRequestInterceptor {

  private static final Set<HttpMethod> REPEATABLE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);
  private static final Set<Integer> PASSING = Set.of(502, 503, 504);

  private final RetryTemplate retry;

  PeerRetry(PeerProperties peers) {
    this.retry =
        new RetryTemplate(
            RetryPolicy.builder()
                .maxRetries(peers.attempts() - 1L)
                .delay(peers.pause())
                .multiplier(2)
                .includes(IOException.class)
                .build());
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    if (!REPEATABLE.contains(request.getMethod())) {
      return execution.execute(request, body);
    }
    try {
      return retry.<ClientHttpResponse>execute(() -> ask(request, body, execution));
    } catch (RetryException exhausted) {
      throw exhausted.getCause() instanceof IOException last ? last : new IOException(exhausted);
    }
  }

  private static ClientHttpResponse ask(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    var response = execution.execute(request, body);
    if (PASSING.contains(response.getStatusCode().value())) {
      response.close();
      throw new IOException(request.getURI().getHost() + " answered " + response.getStatusCode());
    }
    return response;
  }
}
