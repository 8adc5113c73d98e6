package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/**
 * Somebody with an app of ours, which behaves as a sensible app does: it asks again what got no
 * answer, and it knows that the lost answer may have been a yes.
 */
final class Person {

  /** Longer than a message stays invisible after its receiver has died, twice. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final String email = "dana-" + UUID.randomUUID() + "@madang.example";
  private final String password = Secrets.keep("Yard-and-4-houses-" + UUID.randomUUID());
  private Api api = Api.withoutToken();
  private String idToken = "";

  static Person joined() {
    var person = new Person();
    person.join();
    return person;
  }

  void join() {
    signUp();
    confirm();
    signIn();
  }

  void signUp() {
    api.post("/v1/auth/sign-up", new SignUp(email, password, "Dana")).expect(202);
  }

  void confirm() {
    var code = Secrets.keep(eventually(() -> mails().stream().findFirst()).code());
    var answer = api.post("/v1/auth/confirm", new Confirmation(email, code));
    // A code works once: after a lost answer "wrong code" may mean that it has worked.
    if (answer.attempts() == 1 || !answer.isProblem("wrong-code")) {
      answer.expect(204);
    }
  }

  Tokens signIn() {
    return use(api.post("/v1/auth/sign-in", new SignIn(email, password)));
  }

  /** Past our API, as an app with an AWS SDK does. */
  Tokens signInAtCognito() {
    var tokens =
        Aws.client(CognitoIdentityProviderClient.builder())
            .initiateAuth(signIn ->
                signIn
                    .clientId(Madang.output("AppClientId"))
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", email, "PASSWORD", password)))
            .authenticationResult();
    Secrets.keep(tokens.idToken());
    Secrets.keep(tokens.refreshToken());
    return new Tokens(tokens.accessToken(), tokens.idToken(), tokens.refreshToken());
  }

  Tokens refresh(Tokens old) {
    return use(Api.withoutToken().post("/v1/auth/refresh", new Refresh(old.refreshToken())));
  }

  private Tokens use(Answer answer) {
    var tokens = answer.expect(200).as(Tokens.class);
    idToken = Secrets.keep(tokens.idToken());
    Secrets.keep(tokens.refreshToken());
    api = Api.with(tokens.accessToken());
    return tokens;
  }

  /** The own files, by keys of AWS. */
  PrivateSpace privateSpace() {
    return askForPrivateSpace(idToken).expect(200).as(PrivateSpace.class).keepSecrets();
  }

  Answer askForPrivateSpace(String idToken) {
    return api.post("/v1/me/storage-credentials", Map.of("idToken", idToken));
  }

  Me me() {
    return api.get("/v1/me").expect(200).as(Me.class);
  }

  Upload askForUpload(Photo photo) {
    return api.create("/v1/media", photo.description()).expect(201).as(Upload.class);
  }

  void send(Photo photo, Upload upload) {
    var answer = upload.send(photo.bytes());
    // A ticket is good for one PUT: after a lost answer "it is there" is what we wanted.
    if (answer.attempts() == 1 || answer.status() != 412) {
      answer.expect(200);
    }
  }

  Upload uploadPhoto(Photo photo) {
    var upload = askForUpload(photo);
    send(photo, upload);
    return upload;
  }

  Media media(Upload upload) {
    return media(upload.id());
  }

  Media media(String id) {
    return api.get("/v1/media/" + id).expect(200).as(Media.class);
  }

  Media waitForThumbnails(Upload upload) {
    var media = waitForOutcome(upload);
    assertThat(media.state()).as("reason %s", media.reason()).isEqualTo("ready");
    openMediaSession();
    return media;
  }

  MediaSession openMediaSession() {
    var answer = api.post("/v1/media/session", Map.of()).expect(200);
    return answer.as(MediaSession.class).keptFor(me().id());
  }

  Media waitForOutcome(Upload upload) {
    return waitForOutcome(upload.id());
  }

  Media waitForOutcome(String id) {
    return eventually(() -> Optional.of(media(id)).filter(Media::isSettled));
  }

  /** What was uploaded past our API is found in the list. */
  Media.Listed waitForFound(String fileName) {
    return eventually(() ->
        api.get("/v1/media").expect(200).as(Media.Page.class).items().stream()
            .filter(it -> it.fileName().equals(fileName))
            .findFirst());
  }

  List<Inbox.Entry> inbox() {
    return api.get("/v1/notifications").expect(200).as(Inbox.class).items();
  }

  Inbox.Entry waitForNotification(Upload upload) {
    return waitForNotification(upload.id());
  }

  Inbox.Entry waitForNotification(String media) {
    return eventually(
        () -> inbox().stream().filter(entry -> entry.subject().equals(media)).findFirst());
  }

  Mail readWelcomeMail() {
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

  private static <T> T eventually(Supplier<Optional<T>> look) {
    return await().atMost(PATIENCE).until(look::get, Optional::isPresent).orElseThrow();
  }

  record SignUp(String email, String password, String displayName) {}

  record Confirmation(String email, String code) {}

  record SignIn(String email, String password) {}

  record Refresh(String refreshToken) {}

  record Tokens(String accessToken, String idToken, String refreshToken) {}

  record Me(String id, String email, String displayName) {}
}
