package dev.madang.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.json.JsonMapper;

/** Serves the public spec of all services with the address of the gateway in {@code servers}. */
@RestController
@EnableConfigurationProperties(OpenApiProperties.class)
class OpenApiController {

  private static final String SPEC = "madang.yaml";
  private static final MediaType YAML = new MediaType("application", "yaml", UTF_8);
  private static final Pattern SERVERS = Pattern.compile("(?m)^servers:\\n(?:[- ].*\\n)*");

  private final OpenApiProperties properties;
  private final JsonMapper json;
  private final String yaml;
  private final Map<String, Object> spec;

  OpenApiController(OpenApiProperties properties, JsonMapper json) throws IOException {
    this.properties = properties;
    this.json = json;
    var text = new ClassPathResource(SPEC).getContentAsString(UTF_8);
    this.yaml = SERVERS.matcher(text).replaceFirst("");
    this.spec = parse(yaml);
  }

  @GetMapping("/openapi.yaml")
  ResponseEntity<byte[]> getYaml(ServerHttpRequest request) {
    // A JSON string is a YAML string.
    var url = json.writeValueAsString(url(request));
    return response(YAML, (yaml + "servers:\n- url: " + url + "\n").getBytes(UTF_8));
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> getJson(ServerHttpRequest request) {
    var served = new LinkedHashMap<>(spec);
    served.put("servers", List.of(Map.of("url", url(request))));
    return response(MediaType.APPLICATION_JSON, json.writeValueAsBytes(served));
  }

  private String url(ServerHttpRequest request) {
    URI configured = properties.publicUrl();
    return UriComponentsBuilder.fromUri(configured == null ? request.getURI() : configured)
        .replacePath(null)
        .replaceQuery(null)
        .toUriString();
  }

  private static ResponseEntity<byte[]> response(MediaType type, byte[] body) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(HttpHeaders.VARY, HttpHeaders.HOST)
        .body(body);
  }

  /** Reads scalars as JSON has them: a time stays text. */
  private static Map<String, Object> parse(String yaml) {
    var options = new LoaderOptions();
    var dumperOptions = new DumperOptions();
    return new Yaml(
            new SafeConstructor(options),
            new Representer(dumperOptions),
            dumperOptions,
            options,
            new JsonScalars())
        .load(yaml);
  }

  private static final class JsonScalars extends Resolver {

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
      addImplicitResolver(Tag.NULL, Pattern.compile("null"), "n");
      addImplicitResolver(Tag.INT, Pattern.compile("-?(?:0|[1-9][0-9]*)"), "-0123456789");
      addImplicitResolver(
          Tag.FLOAT, Pattern.compile("-?(?:0|[1-9][0-9]*)\\.[0-9]+"), "-0123456789");
    }
  }
}
