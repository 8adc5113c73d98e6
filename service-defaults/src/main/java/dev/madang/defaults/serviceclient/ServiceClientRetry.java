package dev.madang.defaults.serviceclient;

import dev.madang.defaults.budget.RequestBudget;
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
 * Retries idempotent calls, also those marked {@link Idempotent}, after a connection failure or a
 * 502, 503 or 504, as long as the request of our own caller has retries and time left.
 */
final class ServiceClientRetry implements ClientHttpRequestInterceptor {

  static final String IDEMPOTENT_ATTRIBUTE = Idempotent.class.getName();

  private static final Set<HttpMethod> IDEMPOTENT =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);
  private static final Set<Integer> TRANSIENT = Set.of(502, 503, 504);

  private final RetryTemplate retry;

  ServiceClientRetry(ServiceClientProperties properties) {
    this.retry =
        new RetryTemplate(
            RetryPolicy.builder()
                .maxRetries(properties.maxAttempts() - 1L)
                .delay(properties.delay())
                .multiplier(2)
                .includes(IOException.class)
                .predicate(_ -> RequestBudget.takeRetry())
                .build());
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    if (!isIdempotent(request)) {
      return execute(request, body, execution);
    }
    try {
      return retry.<ClientHttpResponse>execute(() -> call(request, body, execution));
    } catch (RetryException exhausted) {
      throw exhausted.getCause() instanceof IOException last ? last : new IOException(exhausted);
    }
  }

  private static boolean isIdempotent(HttpRequest request) {
    return IDEMPOTENT.contains(request.getMethod())
        || request.getAttributes().containsKey(IDEMPOTENT_ATTRIBUTE);
  }

  /** The other service learns how long our caller still waits. */
  private static ClientHttpResponse execute(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    RequestBudget.requireTime();
    RequestBudget.remainingTime()
        .ifPresent(
            it -> request.getHeaders().set(RequestBudget.HEADER, Long.toString(it.toMillis())));
    return execution.execute(request, body);
  }

  private static ClientHttpResponse call(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    var response = execute(request, body, execution);
    if (TRANSIENT.contains(response.getStatusCode().value())) {
      response.close();
      throw new IOException(request.getURI().getHost() + " answered " + response.getStatusCode());
    }
    return response;
  }
}
