package dev.madang.defaults.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Moves responses that most operations share to {@code components}. */
final class SharedResponses {

  private final OpenAPI spec;
  private final Map<String, ApiResponse> shared = new HashMap<>();

  SharedResponses(OpenAPI spec, Iterable<HttpStatus> statuses, Operation typical) {
    this.spec = spec;
    for (var status : statuses) {
      shared.put(
          Integer.toString(status.value()),
          typical.getResponses().get(Integer.toString(status.value())));
    }
  }

  /** Refers to a shared response wherever the operation has an equal one. */
  void replaceIn(Operation operation) {
    operation
        .getResponses()
        .replaceAll((code, response) -> {
          if (!response.equals(shared.get(code))) {
            return response;
          }
          var name = name(HttpStatus.valueOf(Integer.parseInt(code)));
          spec.getComponents().addResponses(name, response);
          return new ApiResponse().$ref("#/components/responses/" + name);
        });
  }

  /** Such as {@code BadRequest} of {@code Bad Request}. */
  private static String name(HttpStatus status) {
    return status.getReasonPhrase().replace(" ", "");
  }
}
