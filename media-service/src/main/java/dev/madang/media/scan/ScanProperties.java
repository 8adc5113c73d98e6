package dev.madang.media.scan;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who finds malware.
 *
 * @param by whose word counts
 */
@ConfigurationProperties("media.scan")
record ScanProperties(@DefaultValue("eicar") By by) {

  /** Whose word counts. */
  enum By {
    /** GuardDuty's Malware Protection for S3, by the tag that it puts on each object. */
    GUARDDUTY,
    /** Our own, that knows the test file of EICAR and nothing else. */
    EICAR
  }
}
