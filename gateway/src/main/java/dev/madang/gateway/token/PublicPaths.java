package dev.madang.gateway.token;

import dev.madang.defaults.security.SecurityProperties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The paths that need no token. */
@Component
public class PublicPaths {

  private final Set<String> exact = new HashSet<>();
  private final List<Wildcard> wildcards = new ArrayList<>();

  PublicPaths(SecurityProperties security) {
    for (var path : security.publicPaths()) {
      var literal = path.indexOf('*');
      if (literal < 0) {
        exact.add(path);
      } else {
        var pattern = PathPatternParser.defaultInstance.parse(path);
        wildcards.add(new Wildcard(path.substring(0, literal), pattern));
      }
    }
  }

  public boolean matches(String path) {
    return exact.contains(path) || wildcards.stream().anyMatch(it -> it.matches(path));
  }

  /**
   * The path for a log. What follows the beginning of a public pattern, such as the secret of a
   * share link, opens the resource and is replaced.
   */
  public String masked(String path) {
    for (var wildcard : wildcards) {
      if (path.startsWith(wildcard.prefix())) {
        return wildcard.prefix() + "*";
      }
    }
    return path;
  }

  /**
   * @param prefix up to the first wildcard; it is compared first, because a pattern needs the path
   *     to be parsed
   */
  private record Wildcard(String prefix, PathPattern pattern) {

    boolean matches(String path) {
      // "/docs/**" matches "/docs", too.
      return (path.startsWith(prefix) || path.length() == prefix.length() - 1)
          && pattern.matches(PathContainer.parsePath(path));
    }
  }
}
