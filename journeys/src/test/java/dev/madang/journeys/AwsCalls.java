package dev.madang.journeys;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The calls that the local AWS received since the last reset. */
final class AwsCalls {

  private AwsCalls() {}

  /**
   * @param caller the role that signed the request
   * @param empty the number of polls that returned no messages or records
   */
  private record Call(String service, String operation, String caller, long count, long empty) {}

  /** An operation and its caller. */
  record Name(String caller, String operation) implements Comparable<Name> {

    @Override
    public int compareTo(Name other) {
      return toString().compareTo(other.toString());
    }
  }

  static void reset() {
    Http.send(
        Http.to(Madang.AWS.resolve("/_local/calls"))
            .method("DELETE", BodyPublishers.noBody())
            .build());
  }

  /** Without empty polls. */
  static Map<Name, Long> counts() {
    var calls =
        Http.send(Http.to(Madang.AWS.resolve("/_local/calls")).build())
            .expect(200)
            .as(Call[].class);
    var counts = new TreeMap<Name, Long>();
    Arrays.stream(calls)
        .forEach(it ->
            counts.merge(
                new Name(it.caller(), it.service() + " " + it.operation()),
                it.count() - it.empty(),
                Long::sum));
    return counts;
  }
}
