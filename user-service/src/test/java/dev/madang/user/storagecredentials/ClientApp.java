package dev.madang.user.storagecredentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's app, which uses storage credentials and only the response that contained them. */
final class ClientApp {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>");

  private final SignedInUser user;
  private final JsonNode response;
  private final AwsSessionCredentials credentials;

  ClientApp(MockMvcTester http, SignedInUser user) {
    this.user = user;
    var result = createCredentials(http, user.accessToken(), user.idToken());
    assertThat(result).hasStatusOk();
    this.response = body(result);
    this.credentials =
        AwsSessionCredentials.create(
            field("accessKeyId"), field("secretAccessKey"), field("sessionToken"));
  }

  static MvcTestResult createCredentials(MockMvcTester http, String accessToken, String idToken) {
    return http.post()
        .uri("/v1/me/storage-credentials")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken)
        .contentType(MediaType.APPLICATION_JSON)
        .content(new JsonMapper().writeValueAsString(Map.of("idToken", idToken)))
        .exchange();
  }

  static JsonNode body(MvcTestResult result) {
    return new JsonMapper().readTree(result.getResponse().getContentAsByteArray());
  }

  String field(String name) {
    return response.required(name).stringValue();
  }

  String sub() {
    return user.sub();
  }

  /** A key with the user's prefix. */
  String own(String name) {
    return field("prefix") + name;
  }

  String bucket() {
    return field("bucket");
  }

  S3Client s3() {
    return client(S3Client.builder().forcePathStyle(response.required("pathStyle").booleanValue()));
  }

  /** A client of any AWS service with the storage credentials. */
  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create(field("endpoint")))
        .region(Region.of(field("region")))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  /**
   * Sends a path unchanged, as no SDK does. The signature is of the path as S3 reads it: decoded
   * and encoded again.
   *
   * @return the status and error code of S3, such as {@code 403 AccessDenied}
   */
  String raw(SdkHttpMethod method, String path, Map<String, String> headers) {
    var endpoint = URI.create(field("endpoint"));
    var request =
        SdkHttpRequest.builder()
            .method(method)
            .protocol(endpoint.getScheme())
            .host(endpoint.getHost())
            .port(endpoint.getPort())
            .encodedPath(encoded(decoded(path)));
    headers.forEach(request::putHeader);
    var signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(credentials)
                    .request(request.build())
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, field("region"))
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false));
    var sent =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .method(method.name(), BodyPublishers.noBody());
    signed.request().headers().entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("Host"))
        .forEach(header -> header.getValue().forEach(value -> sent.header(header.getKey(), value)));
    try {
      var result = HTTP.send(sent.build(), BodyHandlers.ofString());
      var code = CODE.matcher(result.body());
      return result.statusCode() + (code.find() ? " " + code.group(1) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decoded(String path) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '%') {
        bytes.write(Integer.parseInt(path, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(path.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static String encoded(byte[] path) {
    var text = new StringBuilder();
    for (byte each : path) {
      char letter = (char) (each & 0xff);
      var plain =
          letter < 128 && (Character.isLetterOrDigit(letter) || "/-_.~".indexOf(letter) >= 0);
      text.append(plain ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
    }
    return text.toString();
  }
}
