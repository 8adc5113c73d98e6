package dev.madang.user.security;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a request came from, as far as that can be told.
 *
 * @param address of the client, as the gateway saw it; at most 64 characters
 * @param userAgent what the client calls itself; at most 200 characters, empty when it does not
 */
public record Origin(String address, String userAgent) {

  static final String ADDRESS_HEADER = "X-Madang-Client-Address";

  public Origin {
    address = cut(address, 64);
    userAgent = cut(userAgent, 200);
  }

  public static Origin of(HttpServletRequest request) {
    var address = request.getHeader(ADDRESS_HEADER);
    var userAgent = request.getHeader("User-Agent");
    return new Origin(
        address == null ? request.getRemoteAddr() : address, userAgent == null ? "" : userAgent);
  }

  private static String cut(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }
}
