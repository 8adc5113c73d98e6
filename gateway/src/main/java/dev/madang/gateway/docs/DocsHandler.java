package dev.madang.gateway.docs;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.cache.Preconditions;
import dev.madang.gateway.limits.BodyWriter;
import dev.madang.gateway.problem.RejectedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.webjars.WebJarVersionLocator;

/** Serves the spec, and the page that shows it. */
@Component
public class DocsHandler {

  private static final String PAGE = "/docs/index.html";
  private static final Set<String> REDIRECTED = Set.of("/", "/docs", "/docs/");
  private static final Set<String> SPECS = Set.of("/openapi.yaml", "/openapi.json");
  private static final String SPEC_CACHING = "public, max-age=60, stale-while-revalidate=600";
  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  /** Swagger UI sets styles in elements. Uploads go to the private space, wherever it is. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self' https: http://localhost:*;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final OpenApiDocument document;
  private final Map<String, StaticFile> files = new HashMap<>();

  DocsHandler(OpenApiDocument document) throws IOException {
    this.document = document;
    var webJars = new WebJarVersionLocator();
    for (var name : Set.of("swagger-ui.css", "swagger-ui-bundle.js")) {
      files.put(
          "/webjars/swagger-ui/" + name,
          file(requireNonNull(webJars.fullPath("swagger-ui", name))));
    }
    for (var name : Set.of("index.html", "page.css", "page.js")) {
      files.put("/docs/" + name, file("static/docs/" + name));
    }
  }

  /** Whether this is the path of a resource of the documentation. */
  public boolean handles(String path) {
    return REDIRECTED.contains(path) || SPECS.contains(path) || files.containsKey(path);
  }

  /**
   * @throws RejectedException if the resource does not support the request
   */
  public void handle(HttpServerRequest request, String path) {
    var response = request.response();
    var method = request.method();
    if (method == HttpMethod.OPTIONS) {
      response.putHeader(HttpHeaders.ALLOW, ALLOWED).end();
    } else if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
      response.putHeader(HttpHeaders.ALLOW, ALLOWED);
      throw new RejectedException(CommonProblem.METHOD_NOT_ALLOWED);
    } else if (REDIRECTED.contains(path)) {
      response.setStatusCode(307).putHeader(HttpHeaders.LOCATION, PAGE).end();
    } else if (SPECS.contains(path)) {
      checkAccept(request);
      sendSpec(request, path.endsWith(".yaml"));
    } else {
      send(request, requireNonNull(files.get(path)));
    }
  }

  private void sendSpec(HttpServerRequest request, boolean isYaml) {
    var url = request.scheme() + "://" + request.authority();
    var eTag = document.eTag(url);
    var response = request.response();
    response
        .putHeader(HttpHeaders.VARY, "Host")
        .putHeader(HttpHeaders.CACHE_CONTROL, SPEC_CACHING)
        .putHeader(HttpHeaders.ETAG, eTag);
    if (Preconditions.isNotModified(request.headers(), eTag, Long.MAX_VALUE)) {
      response.setStatusCode(304).end();
      return;
    }
    var content = isYaml ? document.yaml(url) : document.json(url);
    var type = isYaml ? "application/yaml;charset=UTF-8" : "application/json";
    send(request, new StaticFile(type, content));
  }

  private static void checkAccept(HttpServerRequest request) {
    try {
      MediaType.parseMediaTypes(request.headers().getAll(HttpHeaders.ACCEPT));
    } catch (InvalidMediaTypeException invalid) {
      throw new RejectedException(CommonProblem.NOT_ACCEPTABLE);
    }
  }

  private static void send(HttpServerRequest request, StaticFile file) {
    var response = request.response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(file.content().length()))
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    if (file.isPage()) {
      response.putHeader("Content-Security-Policy", PAGE_POLICY);
    }
    if (request.method() == HttpMethod.HEAD) {
      response.end();
    } else {
      BodyWriter.write(response, file.content());
    }
  }

  private static StaticFile file(String path) throws IOException {
    var type =
        switch (path.substring(path.lastIndexOf('.'))) {
          case ".html" -> "text/html;charset=UTF-8";
          case ".css" -> "text/css;charset=UTF-8";
          default -> "text/javascript;charset=UTF-8";
        };
    return new StaticFile(type, Buffer.buffer(new ClassPathResource(path).getContentAsByteArray()));
  }

  private record StaticFile(String type, Buffer content) {

    private boolean isPage() {
      return type.startsWith("text/html");
    }
  }
}
