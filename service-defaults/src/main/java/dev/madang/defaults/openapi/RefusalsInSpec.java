package dev.madang.defaults.openapi;

import static java.util.Comparator.comparingInt;

import dev.madang.defaults.problem.Problem;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** Writes each {@link Refuses} into the spec: one response a status, one example a problem. */
final class RefusalsInSpec implements OperationCustomizer {

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    Stream.of(handler.getMethod(), handler.getBeanType())
        .flatMap(place ->
            AnnotatedElementUtils.getMergedRepeatableAnnotations(place, Refuses.class).stream())
        .sorted(comparingInt(Refuses::status))
        .forEach(refusal -> add(operation, refusal));
    return operation;
  }

  private static void add(Operation operation, Refuses refusal) {
    var status = HttpStatus.valueOf(refusal.status());
    var response =
        operation
            .getResponses()
            .computeIfAbsent(Integer.toString(status.value()), _ -> response(status));
    response
        .getContent()
        .computeIfAbsent(
            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
            _ -> new MediaType().schema(problem()))
        .addExamples(refusal.problem(), new Example().value(example(status, refusal.problem())));
  }

  private static ApiResponse response(HttpStatus status) {
    return new ApiResponse().description(status.getReasonPhrase()).content(new Content());
  }

  private static Map<String, Object> example(HttpStatus status, String name) {
    var example = new LinkedHashMap<String, Object>();
    example.put("type", String.valueOf(Problem.of(status, name, "").getType()));
    example.put("title", status.getReasonPhrase());
    example.put("status", status.value());
    return example;
  }

  static Schema<?> problem() {
    return new Schema<>().$ref("#/components/schemas/" + OpenApiConfiguration.PROBLEM);
  }
}
