package dev.madang.defaults.ratelimit;

/** Makes the limiters of a service; where they keep their buckets is configuration. */
public final class RateLimiters {

  private final RateLimiterFactory factory;
  private final int clientsPerAddress;

  RateLimiters(RateLimiterFactory factory, int clientsPerAddress) {
    this.factory = factory;
    this.clientsPerAddress = clientsPerAddress;
  }

  /**
   * @param name of the policy in the headers of responses; unique in the service
   */
  public RateLimiter limiter(String name, Rate rate) {
    return factory.limiter(name, rate);
  }

  /** For keys that are client addresses, which may be those of several clients. */
  public RateLimiter addressLimiter(String name, Rate rate) {
    return factory.limiter(name, rate.times(clientsPerAddress));
  }
}
