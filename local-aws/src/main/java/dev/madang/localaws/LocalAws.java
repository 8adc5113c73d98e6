package dev.madang.localaws;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * A local AWS account with Madang's stacks.
 *
 * <p>The first call of {@link #running()} starts it, which takes some seconds; it ends with the
 * JVM. All tests of one JVM share it, so each test must use unique names.
 */
public final class LocalAws {
  public static final Region REGION = Region.EU_CENTRAL_1;
  public static final String ACCOUNT = "123456789012";

  /** The credentials of the root user: no policy applies to them. */
  public static final AwsCredentialsProvider ROOT =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  /** The credentials with which each service calls others. */
  private static final Map<String, String> SERVICE_CLIENTS =
      Map.of(
          "gateway", "GatewayClient",
          "user-service", "UserServiceClient",
          "media-service", "MediaServiceClient",
          "notification-service", "NotificationServiceClient");

  private final URI endpoint;
  private final CdnKey cdnKey;
  private final Map<String, String> outputs;
  private final Mailbox mailbox;
  private final Users users;

  LocalAws(Emulator emulator, CdnKey cdnKey) {
    this(emulator.endpoint(), emulator.provision(cdnKey.publicPem()), cdnKey);
  }

  private LocalAws(URI endpoint, Map<String, String> outputs, CdnKey cdnKey) {
    this.endpoint = endpoint;
    this.outputs = outputs;
    this.cdnKey = cdnKey;
    mailbox = new Mailbox(endpoint);
    users = new Users(this);
  }

  /**
   * In a container or a process, as the environment variable {@code MADANG_TEST_LOCAL_AWS} says:
   * {@code container} or {@code process}. Without it, in a container if an engine has an image that
   * can be used.
   */
  public static LocalAws running() {
    return Holder.INSTANCE;
  }

  /** In a running container, to which it applies the stacks. */
  public static LocalAws in(LocalAwsContainer container) {
    var cdnKey = CdnKey.make();
    return new LocalAws(container.endpoint(), container.provision(cdnKey.publicPem()), cdnKey);
  }

  public URI endpoint() {
    return endpoint;
  }

  /**
   * An output of the stacks, such as {@code UserPoolId}.
   *
   * @throws IllegalArgumentException if no stack has it
   */
  public String output(String name) {
    var value = outputs.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no stack has the output " + name);
    }
    return value;
  }

  /**
   * The environment of a service, such as {@code user-service}, in this account. The names also
   * work as Spring properties, because placeholders resolve them: {@code
   * LocalAws.running().environment("user-service").forEach((name, value) -> registry.add(name, ()
   * -> value))}.
   */
  public Map<String, String> environment(String service) {
    var environment = new HashMap<>(commonEnvironment());
    var client = SERVICE_CLIENTS.get(service);
    if (client != null) {
      environment.put("MADANG_SERVICE_CLIENT_ID", output(client + "Id"));
      environment.put("MADANG_SERVICE_CLIENT_SECRET", output(client + "Secret"));
    }
    if (service.equals("media-service")) {
      environment.put("MADANG_CDN_PRIVATE_KEY", cdnPrivateKey());
    }
    return Map.copyOf(environment);
  }

  private Map<String, String> commonEnvironment() {
    var clientIds = SERVICE_CLIENTS.values().stream().map(client -> output(client + "Id"));
    return Map.ofEntries(
        Map.entry("AWS_ENDPOINT_URL", endpoint.toString()),
        Map.entry("AWS_REGION", REGION.id()),
        Map.entry("AWS_ACCESS_KEY_ID", "local"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("MADANG_ISSUER", output("Issuer")),
        Map.entry("MADANG_JWKS_URI", output("JwksUri")),
        Map.entry("MADANG_TOKEN_URI", output("TokenUri")),
        Map.entry("MADANG_USER_POOL_ID", output("UserPoolId")),
        Map.entry("MADANG_APP_CLIENT_ID", output("AppClientId")),
        Map.entry("MADANG_SERVICE_CLIENT_IDS", clientIds.collect(joining(","))),
        Map.entry("MADANG_PUBLIC_S3_ENDPOINT", endpoint.toString()),
        Map.entry("MADANG_S3_PATH_STYLE", "true"),
        Map.entry("MADANG_IDENTITY_POOL_ID", output("IdentityPoolId")),
        Map.entry("MADANG_PRIVATE_SPACE_BUCKET", output("PrivateSpaceBucket")),
        Map.entry("MADANG_RENDITIONS_BUCKET", output("RenditionsBucket")),
        Map.entry("MADANG_EXPORTS_BUCKET", output("ExportsBucket")),
        Map.entry("MADANG_ACCOUNT_EVENTS_TOPIC", output("AccountEventsTopicArn")),
        Map.entry("MADANG_MEDIA_EVENTS_TOPIC", output("MediaEventsTopicArn")),
        Map.entry("MADANG_NOTIFICATION_EVENTS_TOPIC", output("NotificationEventsTopicArn")));
  }

  /**
   * The private key of media-service's CDN signatures, as PEM. The CDN is at the output {@code
   * CdnUrl}, and the key's id is the output {@code CdnKeyPairId}; without all three a service links
   * to S3.
   */
  public String cdnPrivateKey() {
    return cdnKey.privatePem();
  }

  /** A client of this account: {@code localAws.client(SqsClient.builder())}. */
  public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, ROOT);
  }

  public <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, AwsCredentialsProvider credentials) {
    return builder
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(credentials)
        .build();
  }

  /** The mails that were sent to an address, newest last. */
  public List<Mail> mailsTo(String address) {
    return mailbox.mailsTo(address);
  }

  /** The calls of this AWS by all tests of this JVM. */
  public Calls calls() {
    return new Calls(endpoint);
  }

  /** The users of the pool. */
  public Users users() {
    return users;
  }

  private static final class Holder {
    private static final LocalAws INSTANCE = start();

    private static LocalAws start() {
      return switch (System.getenv("MADANG_TEST_LOCAL_AWS")) {
        case "container" -> inContainer();
        case "process" -> inProcess();
        case null -> LocalAwsContainer.isAvailable() ? inContainerIfUsable() : inProcess();
        case String other -> throw new IllegalStateException("MADANG_TEST_LOCAL_AWS is " + other);
      };
    }

    private static LocalAws inContainerIfUsable() {
      try {
        return inContainer();
      } catch (RuntimeException e) {
        System.err.println("local AWS: in a process, because no container can be used: " + e);
        return inProcess();
      }
    }

    private static LocalAws inContainer() {
      var container = new LocalAwsContainer();
      container.start();
      return in(container);
    }

    private static LocalAws inProcess() {
      return new LocalAws(Emulator.start(), CdnKey.make());
    }
  }
}
