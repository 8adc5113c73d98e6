package dev.madang.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.json.JsonMapper;

/** The public spec of all services, with the address of the gateway in {@code servers}. */
@Component
@EnableConfigurationProperties(OpenApiProperties.class)
class OpenApiDocument {

  private static final String SPEC = "madang.yaml";
  private static final Pattern SERVERS = Pattern.compile("(?m)^servers:\\n(?:[- ].*\\n)*");
  private static final JsonMapper JSON = new JsonMapper();

  private final OpenApiProperties properties;
  private final ByteBuf yaml;
  private final ByteBuf json;
  private final String hash;

  OpenApiDocument(OpenApiProperties properties) throws IOException {
    this.properties = properties;
    var text = new ClassPathResource(SPEC).getContentAsString(UTF_8);
    var withoutServers = SERVERS.matcher(text).replaceFirst("");
    this.yaml = bytes(withoutServers);
    var spec = new LinkedHashMap<>(parse(withoutServers));
    spec.remove("servers");
    var complete = JSON.writeValueAsString(spec);
    this.json = bytes(complete.substring(0, complete.length() - 1));
    this.hash = DigestUtils.md5DigestAsHex(text.getBytes(UTF_8));
  }

  /**
   * @param requestUrl the URL of the request as the client sent it
   */
  Buffer yaml(String requestUrl) {
    // A JSON string is a YAML string.
    var url = JSON.writeValueAsString(url(requestUrl));
    return joined(yaml, "servers:\n- url: " + url + "\n");
  }

  /** Of the document in either format. */
  String eTag(String requestUrl) {
    return "\"" + hash + "-" + Integer.toHexString(url(requestUrl).hashCode()) + "\"";
  }

  Buffer json(String requestUrl) {
    var servers = JSON.writeValueAsString(List.of(Map.of("url", url(requestUrl))));
    return joined(json, ",\"servers\":" + servers + "}");
  }

  /** All responses share the beginning: slow clients cost no memory. */
  private static Buffer joined(ByteBuf beginning, String end) {
    var document = Unpooled.wrappedBuffer(beginning.duplicate(), Unpooled.copiedBuffer(end, UTF_8));
    return BufferInternal.buffer(Unpooled.unreleasableBuffer(document));
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, UTF_8));
  }

  private String url(String requestUrl) {
    var configured = properties.publicUrl();
    return UriComponentsBuilder.fromUriString(
            configured == null ? requestUrl : configured.toString())
        .replacePath(null)
        .replaceQuery(null)
        .toUriString();
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
