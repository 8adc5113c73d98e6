package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.journeys.Inbox.Notification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/**
 * A user and the app that the user has. Like a real app it retries requests that got no response,
 * and accepts that the first attempt may have taken effect.
 */
final class User {

  /** More than twice the visibility timeout of the queues: their receivers are killed. */
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final String email = "dana-" + UUID.randomUUID() + "@madang.example";
  private final String password = Secrets.remember("Yard-and-4-houses-" + UUID.randomUUID());
  private Api api = Api.withoutToken();
  private String idToken = "";

  static User signedIn() {
    var user = new User();
    user.signUpAndSignIn();
    return user;
  }

  void signUpAndSignIn() {
    signUp();
    confirm();
    signIn();
  }

  void signUp() {
    api.post("/v1/auth/sign-up", new SignUpRequest(email, password, "Dana")).expect(202);
  }

  void confirm() {
    var code = Secrets.remember(eventually(() -> mails().stream().findFirst()).code());
    var response = api.post("/v1/auth/confirm", new ConfirmRequest(email, code));
    // A code works once: if a response was lost, invalid-code may mean that it has worked.
    if (response.attempts() == 1 || !response.isProblem("invalid-code")) {
      response.expect(204);
    }
  }

  Tokens signIn() {
    return use(signIn(email, password).expectTokens());
  }

  static SignIn signIn(String email, String password) {
    return attemptSignIn(email, password).expect(200).as(SignIn.class).remember();
  }

  static Response attemptSignIn(String email, String password) {
    return Api.withoutToken().post("/v1/auth/sign-in", new SignInRequest(email, password));
  }

  /** Bypasses our API, as an app with an AWS SDK does. */
  Tokens signInWithCognito() {
    var tokens =
        Aws.client(CognitoIdentityProviderClient.builder())
            .initiateAuth(signIn ->
                signIn
                    .clientId(Madang.output("AppClientId"))
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", email, "PASSWORD", password)))
            .authenticationResult();
    return new Tokens(tokens.accessToken(), tokens.idToken(), tokens.refreshToken()).remember();
  }

  Tokens refresh(Tokens old) {
    var response =
        Api.withoutToken().post("/v1/auth/refresh", new RefreshRequest(old.refreshToken()));
    return use(response.expect(200).as(Tokens.class).remember());
  }

  private Tokens use(Tokens tokens) {
    idToken = tokens.idToken();
    api = Api.withToken(tokens.accessToken());
    return tokens;
  }

  /** Temporary AWS credentials for the user's own files. */
  StorageCredentials storageCredentials() {
    return requestStorageCredentials(idToken)
        .expect(200)
        .as(StorageCredentials.class)
        .rememberSecrets();
  }

  Response requestStorageCredentials(String idToken) {
    return api.post("/v1/me/storage-credentials", Map.of("idToken", idToken));
  }

  Me me() {
    return api.get("/v1/me").expect(200).as(Me.class);
  }

  CreatedMedia createMedia(SampleFile file) {
    return api.postIdempotently("/v1/media", file.request()).expect(201).as(CreatedMedia.class);
  }

  void upload(SampleFile file, CreatedMedia media) {
    var response = media.put(file.bytes());
    // A presigned PUT works once: if a response was lost, 412 means that the object exists.
    if (response.attempts() == 1 || response.status() != 412) {
      response.expect(200);
    }
  }

  CreatedMedia upload(SampleFile file) {
    var media = createMedia(file);
    upload(file, media);
    return media;
  }

  MediaItem getMedia(CreatedMedia media) {
    return getMedia(media.id());
  }

  MediaItem getMedia(String mediaId) {
    return api.get("/v1/media/" + mediaId).expect(200).as(MediaItem.class);
  }

  MediaItem waitForThumbnails(CreatedMedia media) {
    var item = waitUntilProcessed(media);
    assertThat(item.status()).as("reason %s", item.rejectionReason()).isEqualTo("ready");
    createCdnSession();
    return item;
  }

  CdnSession createCdnSession() {
    var response = api.post("/v1/cdn-sessions", Map.of()).expect(200);
    return response.as(CdnSession.class).rememberFor(me().id());
  }

  MediaItem waitUntilProcessed(CreatedMedia media) {
    return waitUntilProcessed(media.id());
  }

  MediaItem waitUntilProcessed(String mediaId) {
    return eventually(() -> Optional.of(getMedia(mediaId)).filter(MediaItem::isProcessed));
  }

  /** Finds a file that was written to S3 without our API. */
  MediaItem.Listed waitUntilListed(String fileName) {
    return eventually(() ->
        api.get("/v1/media").expect(200).as(MediaItem.Page.class).items().stream()
            .filter(it -> it.fileName().equals(fileName))
            .findFirst());
  }

  List<Notification> inbox() {
    return api.get("/v1/notifications").expect(200).as(Inbox.class).items();
  }

  Notification waitForNotification(CreatedMedia media) {
    return waitForNotification(media.id());
  }

  Notification waitForNotification(String mediaId) {
    return eventually(
        () -> inbox().stream().filter(it -> it.mediaId().equals(mediaId)).findFirst());
  }

  Mail waitForWelcomeMail() {
    return eventually(() -> welcomeMails().stream().findFirst());
  }

  List<Mail> welcomeMails() {
    return mails().stream().filter(Mail::isWelcome).toList();
  }

  private List<Mail> mails() {
    return Mail.to(email);
  }

  String email() {
    return email;
  }

  String password() {
    return password;
  }

  Api api() {
    return api;
  }

  private static <T> T eventually(Supplier<Optional<T>> supplier) {
    return await()
        .pollInSameThread()
        .atMost(TIMEOUT)
        .until(supplier::get, Optional::isPresent)
        .orElseThrow();
  }

  record SignUpRequest(String email, String password, String displayName) {}

  record ConfirmRequest(String email, String code) {}

  record SignInRequest(String email, String password) {}

  record RefreshRequest(String refreshToken) {}

  /** The response to a sign-in or a challenge: tokens, or the next challenge. */
  record SignIn(
      String type, @Nullable Tokens tokens, @Nullable String challenge, @Nullable String session) {

    SignIn remember() {
      if (tokens != null) {
        tokens.remember();
      }
      if (session != null) {
        Secrets.remember(session);
      }
      return this;
    }

    Tokens expectTokens() {
      assertThat(type).isEqualTo("signed-in");
      return Objects.requireNonNull(tokens);
    }
  }

  record Tokens(String accessToken, String idToken, String refreshToken) {

    Tokens remember() {
      Secrets.remember(accessToken);
      Secrets.remember(idToken);
      Secrets.remember(refreshToken);
      return this;
    }
  }

  record Me(String id, String email, String displayName) {}
}
