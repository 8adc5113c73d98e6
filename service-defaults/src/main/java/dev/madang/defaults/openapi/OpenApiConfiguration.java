package dev.madang.defaults.openapi;

import static dev.madang.defaults.problem.CommonProblem.BODY_TOO_LARGE;
import static dev.madang.defaults.problem.CommonProblem.FORBIDDEN;
import static dev.madang.defaults.problem.CommonProblem.GATEWAY_TIMEOUT;
import static dev.madang.defaults.problem.CommonProblem.INTERNAL_ERROR;
import static dev.madang.defaults.problem.CommonProblem.INVALID_REQUEST;
import static dev.madang.defaults.problem.CommonProblem.INVALID_TOKEN;
import static dev.madang.defaults.problem.CommonProblem.MISSING_TOKEN;
import static dev.madang.defaults.problem.CommonProblem.NOT_ACCEPTABLE;
import static dev.madang.defaults.problem.CommonProblem.PRECONDITION_FAILED;
import static dev.madang.defaults.problem.CommonProblem.PRECONDITION_REQUIRED;
import static dev.madang.defaults.problem.CommonProblem.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.defaults.problem.CommonProblem.TOO_MANY_REQUESTS;
import static dev.madang.defaults.problem.CommonProblem.UNSUPPORTED_MEDIA_TYPE;
import static dev.madang.defaults.problem.CommonProblem.URI_TOO_LONG;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JavaType;
import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.security.SecurityProperties;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.IfMatch;
import dev.madang.defaults.web.MergePatch;
import dev.madang.defaults.web.Page;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The parts that the specs of all services share, so that no controller repeats them. */
@AutoConfiguration
@ConditionalOnClass(GlobalOpenApiCustomizer.class)
class OpenApiConfiguration {

  private static final String USER_TOKEN = "accessToken";
  private static final String SERVICE_TOKEN = "serviceToken";

  private static final List<CommonProblem> EVERYWHERE =
      List.of(
          INVALID_REQUEST,
          NOT_ACCEPTABLE,
          URI_TOO_LONG,
          TOO_MANY_REQUESTS,
          REQUEST_HEADER_FIELDS_TOO_LARGE,
          INTERNAL_ERROR,
          SERVICE_UNAVAILABLE,
          GATEWAY_TIMEOUT);

  /** The responses of most operations with these statuses. */
  private static final Map<HttpStatus, List<CommonProblem>> SHARED =
      Stream.of(
              MISSING_TOKEN,
              INVALID_TOKEN,
              FORBIDDEN,
              NOT_ACCEPTABLE,
              PRECONDITION_FAILED,
              BODY_TOO_LARGE,
              URI_TOO_LONG,
              UNSUPPORTED_MEDIA_TYPE,
              PRECONDITION_REQUIRED,
              TOO_MANY_REQUESTS,
              REQUEST_HEADER_FIELDS_TOO_LARGE,
              INTERNAL_ERROR,
              SERVICE_UNAVAILABLE,
              GATEWAY_TIMEOUT)
          .collect(groupingBy(CommonProblem::status));

  static {
    SpringDocUtils.getConfig()
        .replaceWithSchema(
            Cursor.class,
            new StringSchema()
                .description("The `next` of the page before; absent for the first page")
                .pattern(Cursor.PATTERN)
                .maxLength(Cursor.MAX_LENGTH))
        .replaceWithSchema(
            IfMatch.class,
            new StringSchema()
                .description("The `ETag` of the resource that is changed, or `*`")
                .pattern("^(\\*|(W/)?\"[!#-~]*\")$")
                .maxLength(200)
                .example("*"));
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Madang")
                .description("The AWS-native backend of a mobile or web app")
                .version("1.0.0")
                .contact(new Contact().name("Madang").url("https://madang.example"))
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
  }

  @Bean
  RecordSchemas recordSchemas() {
    return new RecordSchemas();
  }

  @Bean
  ProblemResponses problemResponses() {
    return new ProblemResponses();
  }

  /** Names {@code Page<Album>} AlbumPage. */
  @Bean
  @Order(0)
  ModelResolver modelResolver(ObjectMapperProvider mappers) {
    return new ModelResolver(
            mappers.jsonMapper(),
            new TypeNameResolver() {
              @Override
              protected String nameForGenericType(JavaType type, Set<Options> options) {
                return type.hasRawClass(Page.class)
                    ? nameForType(type.containedType(0), options) + "Page"
                    : super.nameForGenericType(type, options);
              }
            })
        .openapi31(true);
  }

  @Bean
  GlobalOpenApiCustomizer commonToAllServices(SecurityProperties security) {
    var publicPaths = security.publicPaths().stream().map(OpenApiConfiguration::pattern).toList();
    return spec -> {
      spec.setServers(null);
      spec.getComponents()
          .addSchemas(ProblemResponses.PROBLEM, ProblemResponses.problem())
          .addSchemas(ProblemResponses.INVALID_FIELD, ProblemResponses.invalidField());
      var shared = new SharedResponses(spec, SHARED.keySet(), typicalOperation());
      spec.getPaths()
          .forEach((path, item) -> {
            var parsed = PathContainer.parsePath(path);
            var isPublic = publicPaths.stream().anyMatch(it -> it.matches(parsed));
            var scope = valueFor(parsed, security.requiredScopes());
            var role = valueFor(parsed, security.requiredRoles());
            item.readOperations()
                .forEach(operation -> {
                  authenticate(spec, operation, isPublic, scope, role);
                  complete(operation);
                  shared.replaceIn(operation);
                });
          });
      RequestSchemas.forbidOtherFields(spec);
      SchemaLimits.apply(spec);
      sortPaths(spec);
      spec.getTags().sort(Comparator.comparing(Tag::getName));
    };
  }

  /** Has exactly the shared responses. */
  private static Operation typicalOperation() {
    var operation = new Operation().responses(new ApiResponses());
    SHARED.values().stream()
        .flatMap(List::stream)
        .forEach(type -> ProblemResponses.add(operation, type));
    return operation;
  }

  private static Optional<String> valueFor(PathContainer path, Map<String, String> values) {
    return values.entrySet().stream()
        .filter(it -> pattern(it.getKey()).matches(path))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static PathPattern pattern(String path) {
    return PathPatternParser.defaultInstance.parse(path);
  }

  private static void authenticate(
      OpenAPI spec,
      Operation operation,
      boolean isPublic,
      Optional<String> scope,
      Optional<String> role) {
    if (isPublic) {
      operation.setSecurity(List.of());
      return;
    }
    Stream.of(MISSING_TOKEN, INVALID_TOKEN, FORBIDDEN)
        .forEach(type -> ProblemResponses.add(operation, type));
    if (scope.isPresent()) {
      operation.setSecurity(List.of(new SecurityRequirement().addList(SERVICE_TOKEN, scope.get())));
      requireScope(spec, scope.get());
    } else {
      var scheme = role.map(it -> it.toLowerCase(Locale.ROOT) + "AccessToken").orElse(USER_TOKEN);
      operation.setSecurity(List.of(new SecurityRequirement().addList(scheme)));
      spec.getComponents().addSecuritySchemes(scheme, userScheme(role));
    }
  }

  private static void complete(Operation operation) {
    offerOnlyMergePatch(operation);
    EVERYWHERE.forEach(type -> ProblemResponses.add(operation, type));
    var sorted = new ApiResponses();
    operation.getResponses().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it -> sorted.addApiResponse(it.getKey(), it.getValue()));
    operation.setResponses(sorted);
  }

  /** application/json is accepted, too; for two types generated clients get two methods or none. */
  private static void offerOnlyMergePatch(Operation operation) {
    if (operation.getRequestBody() != null
        && operation.getRequestBody().getContent().containsKey(MergePatch.MEDIA_TYPE)) {
      operation.getRequestBody().getContent().keySet().retainAll(Set.of(MergePatch.MEDIA_TYPE));
    }
  }

  private static SecurityScheme userScheme(Optional<String> role) {
    return new SecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .bearerFormat("JWT")
        .description(
            "An access token of the Cognito user pool"
                + role.map(it -> ", of a user with the role " + it).orElse("")
                + ". It is verified as RFC8725 demands.");
  }

  private static void requireScope(OpenAPI spec, String scope) {
    var schemes = spec.getComponents().getSecuritySchemes();
    var known = schemes == null ? null : schemes.get(SERVICE_TOKEN);
    var scheme = known == null ? serviceScheme() : known;
    spec.getComponents().addSecuritySchemes(SERVICE_TOKEN, scheme);
    scheme
        .getFlows()
        .getClientCredentials()
        .getScopes()
        .addString(scope, "Held by the services that call it");
  }

  private static SecurityScheme serviceScheme() {
    var flow = new OAuthFlow().tokenUrl("https://madang.example/oauth2/token").scopes(new Scopes());
    return new SecurityScheme()
        .type(SecurityScheme.Type.OAUTH2)
        .flows(new OAuthFlows().clientCredentials(flow))
        .description("A token of another service, by client credentials");
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
