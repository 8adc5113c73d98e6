package dev.madang.journeys;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** The AWS that the system under test runs on. */
final class Aws {

  private static final StaticCredentialsProvider ROOT =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private Aws() {}

  static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(Madang.AWS)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(ROOT)
        .build();
  }
}
