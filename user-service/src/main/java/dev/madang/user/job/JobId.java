package dev.madang.user.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a job: a secret of 192 random bits. */
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

  /** Empty if it is not the id of a job. */
  public static Optional<JobId> parse(String text) {
    return FORMAT.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
