package dev.madang.media.scan;

import dev.madang.media.upload.OriginalKey;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Believes the tag that GuardDuty's Malware Protection for S3 puts on each object that it has
 * looked at. See "Monitoring S3 object scans" in the GuardDuty user guide for the values.
 */
final class S3TagScanner implements Scanner {

  private static final String TAG = "GuardDutyMalwareScanStatus";

  /** Too large for GuardDuty, or locked with a password: nobody can say more. */
  private static final Set<String> AS_GOOD_AS_IT_GETS = Set.of("NO_THREATS_FOUND", "UNSUPPORTED");

  private final S3Client s3;
  private final String bucket;

  S3TagScanner(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Verdict verdict(OriginalKey key, String version) {
    var tags =
        s3.getObjectTagging(get -> get.bucket(bucket).key(key.toString()).versionId(version));
    return tags.tagSet().stream()
        .filter(tag -> tag.key().equals(TAG))
        .map(Tag::value)
        .findFirst()
        .map(S3TagScanner::verdict)
        .orElseGet(Verdict.NotYet::new);
  }

  private static Verdict verdict(String status) {
    if (AS_GOOD_AS_IT_GETS.contains(status)) {
      return new Verdict.Clean();
    }
    // ACCESS_DENIED and FAILED are GuardDuty's troubles: they say nothing about the object.
    return status.equals("THREATS_FOUND")
        ? new Verdict.Infected("GuardDuty found a threat")
        : new Verdict.NotYet();
  }
}
