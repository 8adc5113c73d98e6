package dev.madang.defaults.web;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * A resource with its {@code ETag}, which a change needs as {@link IfMatch}. The spec gets the
 * header from this type.
 */
public final class Versioned<T> extends ResponseEntity<T> {

  private Versioned(HttpStatus status, HttpHeaders headers, T body, long version) {
    super(body, withETag(headers, version), status);
  }

  private static HttpHeaders withETag(HttpHeaders headers, long version) {
    headers.setETag("\"" + version + "\"");
    return headers;
  }

  /** 200 with the resource. */
  public static <T> Versioned<T> ok(T body, long version) {
    return new Versioned<>(HttpStatus.OK, new HttpHeaders(), body, version);
  }

  /** 201 with the new resource. */
  public static <T> Versioned<T> created(URI location, T body, long version) {
    var headers = new HttpHeaders();
    headers.setLocation(location);
    return new Versioned<>(HttpStatus.CREATED, headers, body, version);
  }
}
