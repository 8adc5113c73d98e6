package dev.madang.user.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names one job. Who knows the name may be shown the job: it holds 192 random bits. */
public record JobId(@JsonValue String value) {

  public static final String PATTERN = "^[A-Za-z0-9_-]{32}$";

  private static final Pattern FORMAT = Pattern.compile(PATTERN);
  private static final SecureRandom RANDOM = new SecureRandom();

  public JobId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a job id");
    }
  }

  public static JobId next() {
    var bits = new byte[24];
    RANDOM.nextBytes(bits);
    return new JobId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** What a client named, if it can be a job at all. */
  public static Optional<JobId> parse(String text) {
    return FORMAT.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
