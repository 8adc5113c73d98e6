package dev.madang.defaults.openapi;

import dev.madang.defaults.access.AccessProperties;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Says in each spec how to sign in and what a refusal looks like, so that no controller has to. */
@AutoConfiguration
@ConditionalOnClass(GlobalOpenApiCustomizer.class)
class OpenApiConfiguration {

  private static final String TOKEN = "accessToken";
  static final String PROBLEM = "Problem";

  @Bean
  RequiredUnlessNullable requiredUnlessNullable() {
    return new RequiredUnlessNullable();
  }

  @Bean
  RefusalsInSpec refusalsInSpec() {
    return new RefusalsInSpec();
  }

  @Bean
  GlobalOpenApiCustomizer commonToAllServices(AccessProperties access) {
    var open = access.open().stream().map(PathPatternParser.defaultInstance::parse).toList();
    return spec -> {
      spec.setServers(null);
      spec.getComponents()
          .addSecuritySchemes(
              TOKEN,
              new SecurityScheme()
                  .type(SecurityScheme.Type.HTTP)
                  .scheme("bearer")
                  .bearerFormat("JWT")
                  .description("An access token of Cognito"))
          .addSchemas(PROBLEM, problem());
      spec.getPaths()
          .forEach((path, item) -> {
            var parsed = PathContainer.parsePath(path);
            var needsToken = open.stream().noneMatch(pattern -> pattern.matches(parsed));
            item.readOperations().forEach(operation -> complete(operation, needsToken));
          });
      sortPaths(spec);
    };
  }

  private static void complete(Operation operation, boolean needsToken) {
    if (needsToken) {
      operation.setSecurity(List.of(new SecurityRequirement().addList(TOKEN)));
    }
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("A problem; its type says which")
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json",
                            new MediaType().schema(RefusalsInSpec.problem()))));
  }

  private static Schema<?> problem() {
    var problem = new ObjectSchema();
    problem.setDescription("RFC 9457 problem details");
    problem.setProperties(
        new TreeMap<>(
            Map.of(
                "type",
                new StringSchema().format("uri").example("urn:madang:problem:invalid-request"),
                "title",
                new StringSchema(),
                "status",
                new IntegerSchema().format("int32"),
                "detail",
                new StringSchema().description("For people; may change"))));
    problem.setRequired(List.of("type", "status"));
    return problem;
  }

  /** springdoc lists them in the order of its maps, which differs between runs. */
  private static void sortPaths(OpenAPI spec) {
    var sorted = new Paths();
    spec.getPaths().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(path -> sorted.addPathItem(path.getKey(), path.getValue()));
    spec.setPaths(sorted);
  }
}
