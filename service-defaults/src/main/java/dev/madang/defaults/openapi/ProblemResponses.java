package dev.madang.defaults.openapi;

import static dev.madang.defaults.problem.CommonProblem.BODY_TOO_LARGE;
import static dev.madang.defaults.problem.CommonProblem.INVALID_CURSOR;
import static dev.madang.defaults.problem.CommonProblem.INVALID_REQUEST;
import static dev.madang.defaults.problem.CommonProblem.PRECONDITION_FAILED;
import static dev.madang.defaults.problem.CommonProblem.PRECONDITION_REQUIRED;
import static dev.madang.defaults.problem.CommonProblem.READ_ONLY_FIELD;
import static dev.madang.defaults.problem.CommonProblem.UNKNOWN_FIELD;
import static dev.madang.defaults.problem.CommonProblem.UNSUPPORTED_MEDIA_TYPE;
import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemType;
import dev.madang.defaults.ratelimit.RateLimitStatus;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.IfMatch;
import dev.madang.defaults.web.MergePatch;
import dev.madang.defaults.web.Versioned;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Adds to each operation a response per status, with its problem types as an enum and examples, and
 * the {@code ETag} of a {@link Versioned} resource.
 */
final class ProblemResponses implements GlobalOperationCustomizer {

  static final String PROBLEM = "Problem";
  static final String INVALID_FIELD = "InvalidField";
  private static final String TYPE = "type";
  private static final String PROBLEM_REF = "#/components/schemas/" + PROBLEM;
  private static final String PROBLEM_JSON =
      org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    Stream.of(handler.getBeanType(), handler.getMethod())
        .flatMap(place -> Stream.of(place.getAnnotations()))
        .filter(
            it -> AnnotatedElementUtils.isAnnotated(it.annotationType(), DocumentsProblems.class))
        .flatMap(it -> Stream.of(typesOf(it)))
        .forEach(type -> add(operation, type));
    Stream.of(handler.getMethodParameters())
        .flatMap(parameter -> typesOf(parameter).stream())
        .forEach(type -> add(operation, type));
    if (handler.getReturnType().getParameterType() == Versioned.class) {
      operation.getResponses().entrySet().stream()
          .filter(response -> response.getKey().startsWith("2"))
          .forEach(response -> response.getValue().addHeaderObject(HttpHeaders.ETAG, eTag()));
    }
    return operation;
  }

  private static Header eTag() {
    return new Header()
        .description("The version of the resource, for If-Match")
        .schema(new StringSchema().pattern("^\"[0-9]+\"$").maxLength(30).example("\"1\""));
  }

  private static ProblemType[] typesOf(Annotation documented) {
    return (ProblemType[]) requireNonNull(AnnotationUtils.getValue(documented));
  }

  private static List<ProblemType> typesOf(MethodParameter argument) {
    var type = argument.nestedIfOptional().getNestedParameterType();
    if (type == Cursor.class) {
      return List.of(INVALID_CURSOR);
    } else if (type == IfMatch.class) {
      return List.of(PRECONDITION_FAILED, PRECONDITION_REQUIRED);
    } else if (argument.hasParameterAnnotation(RequestBody.class)) {
      var types =
          new ArrayList<ProblemType>(
              List.of(INVALID_REQUEST, UNKNOWN_FIELD, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE));
      if (type == MergePatch.class) {
        types.add(READ_ONLY_FIELD);
      }
      return types;
    }
    return List.of();
  }

  static void add(Operation operation, ProblemType type) {
    var status = type.status();
    var content =
        operation
            .getResponses()
            .computeIfAbsent(Integer.toString(status.value()), _ -> response(status))
            .getContent();
    var media = content.computeIfAbsent(PROBLEM_JSON, _ -> new MediaType().schema(anyProblem()));
    var urn = type.type().toString();
    var types = typeEnum(media.getSchema());
    if (types.getEnum() == null || !types.getEnum().contains(urn)) {
      types.addEnumItem(urn);
      media.addExamples(type.code(), new Example().value(example(type)));
    }
  }

  /**
   * A reference to the problem, and beside it the types of this status. They stand under a keyword
   * that SDK generators ignore: beside {@code properties} they refuse the reference, and for {@code
   * allOf} they make a class per response.
   */
  private static Schema<?> anyProblem() {
    var ofThisStatus = new JsonSchema();
    ofThisStatus.addProperty(TYPE, new StringSchema());
    var problem = new JsonSchema();
    problem.set$ref(PROBLEM_REF);
    problem.setDependentSchemas(Map.of(TYPE, ofThisStatus));
    return problem;
  }

  private static StringSchema typeEnum(Schema<?> anyProblem) {
    Schema<?> ofThisStatus = requireNonNull(anyProblem.getDependentSchemas().get(TYPE));
    return (StringSchema) requireNonNull(ofThisStatus.getProperties().get(TYPE));
  }

  private static ApiResponse response(HttpStatus status) {
    var response = new ApiResponse().description(status.getReasonPhrase()).content(new Content());
    if (status == HttpStatus.UNAUTHORIZED) {
      response.addHeaderObject("WWW-Authenticate", header("The scheme is Bearer (RFC 6750)"));
    } else if (status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.addHeaderObject("Retry-After", header("Seconds after which to try again"));
    }
    if (status == HttpStatus.TOO_MANY_REQUESTS) {
      response.addHeaderObject(
          RateLimitStatus.POLICY_HEADER,
          header("Limits: the requests (`q`) in a window (`w`, seconds). Absent if AWS throttles"));
      response.addHeaderObject(
          RateLimitStatus.STATUS_HEADER,
          header("What remains of the limits (`r`), and the seconds until it is more (`t`)"));
    }
    return response;
  }

  private static Header header(String description) {
    return new Header().description(description).schema(new StringSchema().maxLength(200));
  }

  private static Map<String, Object> example(ProblemType type) {
    var example = new LinkedHashMap<String, Object>();
    example.put("type", type.type().toString());
    example.put("title", type.status().getReasonPhrase());
    example.put("status", type.status().value());
    example.put("detail", type.detail());
    return example;
  }

  /** The schema of every problem; a status's response narrows its type. */
  static Schema<?> problem() {
    var problem = new ObjectSchema();
    problem.setDescription("Problem details (RFC 9457)");
    problem.addProperty(
        "type",
        text("Names the problem; clients switch on it. It never changes", 200)
            .format("uri")
            .example(CommonProblem.INVALID_REQUEST.type().toString()));
    problem.addProperty(
        "title", text("The reason phrase of the status", 100).example("Bad Request"));
    problem.addProperty(
        "status", new IntegerSchema().format("int32").description("The HTTP status").example(400));
    problem.addProperty("detail", text("Human-readable; it may change", 2000));
    problem.addProperty("instance", text("The path of the request", 8192).format("uri-reference"));
    problem.addProperty(
        "traceId", text("Of internal-error: identifies the request in the logs", 64));
    problem.addProperty(
        "errors",
        new ArraySchema()
            .items(new Schema<>().$ref(INVALID_FIELD))
            .maxItems(100)
            .description("Which fields are not valid"));
    Stream.of("limit", "used", "reserved")
        .forEach(it -> problem.addProperty(it, bytes("Of quota-exceeded, in bytes")));
    problem.addProperty(
        "missing",
        new ArraySchema()
            .items(new IntegerSchema().format("int32"))
            .maxItems(100)
            .description("Of upload-incomplete: the first part numbers that are missing"));
    problem.setRequired(List.of("type", "title", "status"));
    return problem;
  }

  static Schema<?> invalidField() {
    var error = new ObjectSchema();
    error.addProperty("field", text("A field of the body, a parameter or a header", 500));
    error.addProperty("message", text("Human-readable; it may change", 2000));
    error.setRequired(List.of("field", "message"));
    return error;
  }

  private static Schema<?> bytes(String description) {
    return new IntegerSchema().format("int64").description(description);
  }

  private static Schema<?> text(String description, int maxLength) {
    return new StringSchema().maxLength(maxLength).description(description);
  }
}
