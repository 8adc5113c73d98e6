package dev.madang.journeys;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;

/** Manipulates tokens and presigned URLs. */
final class Tampering {

  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private Tampering() {}

  /** The same claims, signed by a key that is not Cognito's. */
  static String signedWithAnotherKey(String token) {
    var claims = token.substring(0, token.lastIndexOf('.'));
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
      signature.update(claims.getBytes(UTF_8));
      return claims + "." + BASE64_URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same claims with no signature, as {@code alg: none} allows. */
  static String unsigned(String token) {
    var claims = token.split("\\.")[1];
    return BASE64_URL.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + claims + ".";
  }

  /** A token that services use to call each other. */
  static String serviceToken() {
    var client =
        Madang.output("NotificationServiceClientId")
            + ":"
            + Secrets.remember(Madang.output("NotificationServiceClientSecret"));
    var response =
        Http.send(
            Http.to(URI.create(Madang.output("TokenUri")))
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(client.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(ofString("grant_type=client_credentials&scope=madang/users.read"))
                .build());
    return new JsonMapper()
        .readTree(response.expect(200).body())
        .required("access_token")
        .stringValue();
  }

  /** The URL with another value of a parameter and the old signature. */
  static URI withParameter(URI url, String parameter, String value) {
    return URI.create(url.toString().replaceFirst(parameter + "=[^&]*", parameter + "=" + value));
  }
}
