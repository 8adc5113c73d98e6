package dev.madang.media;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on the local AWS, behind its CDN. */
public abstract class RunningServiceWithCdn extends RunningService {

  @DynamicPropertySource
  static void cdn(DynamicPropertyRegistry registry) {
    registry.add("MADANG_CDN_URL", () -> AWS.output("CdnUrl"));
    registry.add("MADANG_CDN_KEY_PAIR_ID", () -> AWS.output("CdnKeyPairId"));
    registry.add("MADANG_CDN_DISTRIBUTION_ID", () -> AWS.output("DistributionId"));
  }
}
