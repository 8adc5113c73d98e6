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

/** A user's app: it asks for keys and uses them with nothing but what the answer says. */
final class App {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>");

  private final SignedInUser user;
  private final JsonNode answer;
  private final AwsSessionCredentials keys;

  App(MockMvcTester http, SignedInUser user) {
    this.user = user;
    var answered = ask(http, user.accessToken(), user.idToken());
    assertThat(answered).hasStatusOk();
    this.answer = body(answered);
    this.keys =
        AwsSessionCredentials.create(
            said("accessKeyId"), said("secretAccessKey"), said("sessionToken"));
  }

  static MvcTestResult ask(MockMvcTester http, String accessToken, String idToken) {
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

  String said(String name) {
    return answer.required(name).stringValue();
  }

  String sub() {
    return user.sub();
  }

  /** A key below the own prefix. */
  String own(String name) {
    return said("prefix") + name;
  }

  String bucket() {
    return said("bucket");
  }

  S3Client s3() {
    return client(S3Client.builder().forcePathStyle(answer.required("pathStyle").booleanValue()));
  }

  /** A client of any service, with the keys that are for S3. */
  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create(said("endpoint")))
        .region(Region.of(said("region")))
        .credentialsProvider(StaticCredentialsProvider.create(keys))
        .build();
  }

  /**
   * Sends a path as it is written here, which no SDK does. The signature is over the path as S3
   * reads it: decoded, and encoded again.
   *
   * @return status and code of S3, such as {@code 403 AccessDenied}
   */
  String raw(SdkHttpMethod method, String path, Map<String, String> headers) {
    var endpoint = URI.create(said("endpoint"));
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
                sign.identity(keys)
                    .request(request.build())
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, said("region"))
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false));
    var sent =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .method(method.name(), BodyPublishers.noBody());
    signed.request().headers().entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("Host"))
        .forEach(header -> header.getValue().forEach(value -> sent.header(header.getKey(), value)));
    try {
      var answered = HTTP.send(sent.build(), BodyHandlers.ofString());
      var code = CODE.matcher(answered.body());
      return answered.statusCode() + (code.find() ? " " + code.group(1) : "");
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
