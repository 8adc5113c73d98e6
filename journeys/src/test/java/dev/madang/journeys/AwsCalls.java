package dev.madang.journeys;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What the local AWS was asked, since it was asked to forget. */
final class AwsCalls {

  private AwsCalls() {}

  /**
   * @param caller the role that signed
   * @param empty how many asked for messages or records and got none
   */
  private record Call(String service, String operation, String caller, long count, long empty) {}

  /** Who called what. */
  record Name(String caller, String operation) implements Comparable<Name> {

    @Override
    public int compareTo(Name other) {
      return toString().compareTo(other.toString());
    }
  }

  static void forget() {
    Http.send(
        Http.to(Madang.AWS.resolve("/_local/calls"))
            .method("DELETE", BodyPublishers.noBody())
            .build());
  }

  /** Without those that waited for something and got nothing. */
  static Map<Name, Long> made() {
    var calls =
        Http.send(Http.to(Madang.AWS.resolve("/_local/calls")).build())
            .expect(200)
            .as(Call[].class);
    var made = new TreeMap<Name, Long>();
    Arrays.stream(calls)
        .forEach(it ->
            made.merge(
                new Name(it.caller(), it.service() + " " + it.operation()),
                it.count() - it.empty(),
                Long::sum));
    return made;
  }
}
