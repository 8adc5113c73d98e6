package dev.madang.gateway.routing;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Passes the address of the connected client to the services; a client cannot set it. */
@Component
class ClientAddressFilter implements HttpHeadersFilter {

  static final String HEADER = "X-Madang-Client-Address";

  @Override
  public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
    var headers = new HttpHeaders();
    headers.putAll(input);
    headers.remove(HEADER);
    var client = exchange.getRequest().getRemoteAddress();
    if (client != null && client.getAddress() != null) {
      headers.set(HEADER, client.getAddress().getHostAddress());
    }
    return headers;
  }
}
