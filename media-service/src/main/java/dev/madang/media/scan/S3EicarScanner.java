package dev.madang.media.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.madang.media.upload.OriginalKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Knows the file that every scanner takes for a virus, so that a laptop can show what happens then.
 * It is no protection: on AWS use GuardDuty.
 *
 * @see <a href="https://www.eicar.org/download-anti-malware-testfile/">The anti-malware test
 *     file</a>
 */
final class S3EicarScanner implements Scanner {

  // In two halves, or a scanner would take this class for one.
  private static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client s3;
  private final String bucket;

  S3EicarScanner(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Verdict verdict(OriginalKey key, String version) {
    return beginning(key, version).equals(EICAR)
        ? new Verdict.Infected("the test file of EICAR")
        : new Verdict.Clean();
  }

  private String beginning(OriginalKey key, String version) {
    try {
      return s3.getObjectAsBytes(get ->
              get.bucket(bucket)
                  .key(key.toString())
                  .versionId(version)
                  .range("bytes=0-" + (EICAR.length() - 1)))
          .asString(ISO_8859_1);
    } catch (S3Exception refused) {
      if (refused.statusCode() == RANGE_NOT_SATISFIABLE) {
        return "";
      }
      throw refused;
    }
  }
}
