package dev.madang.gateway.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.ProducibleOperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/** Invokes the read operations of Boot's web endpoints, as Boot does it in its own servers. */
@Component
class WebEndpoints {

  private static final String JSON = "application/vnd.spring-boot.actuator.v3+json";

  private final Map<PathPattern, WebOperation> operations = new HashMap<>();
  private final EndpointJsonMapper json;

  WebEndpoints(WebEndpointsSupplier endpoints, EndpointJsonMapper json) {
    this.json = json;
    for (var endpoint : endpoints.getEndpoints()) {
      for (var operation : endpoint.getOperations()) {
        if (operation.getType() == OperationType.READ) {
          var path = "/actuator/" + operation.getRequestPredicate().getPath();
          operations.put(PathPatternParser.defaultInstance.parse(path), operation);
        }
      }
    }
  }

  /**
   * @return {@code null} if there is no such endpoint
   */
  @Nullable Result invoke(HttpServerRequest request) {
    var path = PathContainer.parsePath(String.valueOf(request.path()));
    for (var operation : operations.entrySet()) {
      var match = operation.getKey().matchAndExtract(path);
      if (match != null) {
        return invoke(operation.getValue(), match, request);
      }
    }
    return null;
  }

  private @Nullable Result invoke(
      WebOperation operation, PathMatchInfo match, HttpServerRequest request) {
    var arguments = new HashMap<String, Object>(match.getUriVariables());
    var rest = operation.getRequestPredicate().getMatchAllRemainingPathSegmentsVariable();
    if (rest != null) {
      var segments = String.valueOf(match.getUriVariables().get(rest));
      arguments.put(rest, StringUtils.tokenizeToStringArray(segments, "/"));
    }
    for (var name : request.params().names()) {
      arguments.putIfAbsent(name, request.params().getAll(name));
    }
    try {
      return result(operation, operation.invoke(context(arguments, request)));
    } catch (InvalidEndpointRequestException invalid) {
      return new Result(
          400, JSON, json.get().writeValueAsBytes(Map.of("reason", invalid.getReason())));
    }
  }

  private static InvocationContext context(
      Map<String, Object> arguments, HttpServerRequest request) {
    return new InvocationContext(
        SecurityContext.NONE,
        arguments,
        OperationArgumentResolver.of(WebServerNamespace.class, () -> WebServerNamespace.MANAGEMENT),
        new ProducibleOperationArgumentResolver(() -> request.headers().getAll("Accept")));
  }

  private @Nullable Result result(WebOperation operation, @Nullable Object returned) {
    if (returned == null) {
      return null;
    }
    var type = operation.getRequestPredicate().getProduces().stream().findFirst().orElse(JSON);
    if (returned instanceof WebEndpointResponse<?> response) {
      var chosen = response.getContentType();
      return new Result(
          response.getStatus(),
          chosen == null ? type : chosen.toString(),
          bytes(response.getBody()));
    }
    return new Result(200, type, bytes(returned));
  }

  private byte[] bytes(@Nullable Object body) {
    return switch (body) {
      case null -> new byte[0];
      case byte[] bytes -> bytes;
      case String text -> text.getBytes(UTF_8);
      default -> json.get().writeValueAsBytes(body);
    };
  }

  record Result(int status, String type, byte[] body) {}
}
