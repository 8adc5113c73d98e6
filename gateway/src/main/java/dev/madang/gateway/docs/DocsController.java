package dev.madang.gateway.docs;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Redirects to the static page of the API. */
@Controller
class DocsController {

  private static final URI PAGE = URI.create("/docs/index.html");

  @GetMapping({"/", "/docs", "/docs/"})
  ResponseEntity<Void> redirect() {
    return ResponseEntity.status(HttpStatus.TEMPORARY_REDIRECT).location(PAGE).build();
  }
}
