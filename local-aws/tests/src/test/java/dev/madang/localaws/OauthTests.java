package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OauthTests {
  private final LocalAws localAws = LocalAws.running();
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final String client = localAws.output("NotificationServiceClientId");
  private final String secret = localAws.output("NotificationServiceClientSecret");

  @Test
  @Proves("cognito-service-token")
  void aServiceGetsATokenForItsScope() throws Exception {
    var response = json.readTree(token(secret, "madang/users.read").body());
    assertThat(response.get("token_type").asString()).isEqualTo("Bearer");
    assertThat(response.get("expires_in").asInt()).isEqualTo(3600);
    assertThat(Tokens.claims(response.get("access_token").asString()))
        .containsEntry("token_use", "access")
        .containsEntry("scope", "madang/users.read")
        .containsEntry("client_id", client)
        .containsEntry("iss", localAws.output("Issuer"));
  }

  @Test
  @Proves("cognito-service-token-refused")
  void rejectsAWrongSecretAndAScopeThatIsNotAllowed() throws Exception {
    assertThat(token("wrong", "madang/users.read").body()).contains("invalid_client");
    assertThat(token(secret, "madang/users.write").body()).contains("invalid_scope");
    assertThat(token(secret, "madang/users.write").statusCode()).isEqualTo(400);
  }

  @Test
  @Proves("cognito-keys")
  void theKeySetVerifiesTheTokens() throws Exception {
    var token = localAws.users().signedIn().accessToken();
    var parts = token.split("\\.");
    var verifier = Signature.getInstance("SHA256withRSA");
    var key = keys().get(0);
    assertThat(Tokens.header(token)).containsEntry("kid", key.get("kid").asString());
    var spec = new RSAPublicKeySpec(number(key, "n"), number(key, "e"));
    verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(spec));
    verifier.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  @StillDiffers("cognito-one-key")
  void allPoolsSignWithOneKey() throws Exception {
    var cognito = localAws.client(CognitoIdentityProviderClient.builder());
    var other = cognito.createUserPool(pool -> pool.poolName("another")).userPool().id();
    var path = "/" + other + "/.well-known/jwks.json";
    assertThat(keys(localAws.endpoint().resolve(path))).isEqualTo(keys());
  }

  private JsonNode keys() throws Exception {
    return keys(URI.create(localAws.output("JwksUri")));
  }

  private JsonNode keys(URI address) throws Exception {
    var response = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    return json.readTree(response.body()).get("keys");
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).asString()));
  }

  private HttpResponse<String> token(String secret, String scope)
      throws IOException, InterruptedException {
    var credentials = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(localAws.output("TokenUri")))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope));
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
