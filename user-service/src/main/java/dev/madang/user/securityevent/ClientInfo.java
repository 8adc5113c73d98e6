package dev.madang.user.securityevent;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The client of a request; an argument of controllers.
 *
 * @param address as the gateway saw it; at most 64 characters
 * @param userAgent at most 200 characters, empty if the client sends none
 */
public record ClientInfo(String address, String userAgent) {

  static final String ADDRESS_HEADER = "X-Madang-Client-Address";

  /** No client: a job of ours. */
  public static final ClientInfo NONE = new ClientInfo("", "");

  public ClientInfo {
    address = truncated(address, 64);
    userAgent = truncated(userAgent, 200);
  }

  public static ClientInfo of(HttpServletRequest request) {
    var address = request.getHeader(ADDRESS_HEADER);
    var userAgent = request.getHeader("User-Agent");
    return new ClientInfo(
        address == null ? request.getRemoteAddr() : address, userAgent == null ? "" : userAgent);
  }

  private static String truncated(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }
}
