package dev.madang.media.share;

import static java.util.Objects.requireNonNull;
import static org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED_VALUE;
import static org.springframework.http.MediaType.TEXT_HTML_VALUE;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.Cursor;
import dev.madang.media.MediaProblem;
import dev.madang.media.cdn.RenditionLinks;
import dev.madang.media.share.SharePage.Address;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows a share link to a browser, at the address that is JSON for other clients. The pages need no
 * script; forms send the password and ask for originals.
 */
@ApiController("/shared")
@Hidden
class SharePageController {

  private static final int ITEMS = 60;
  private static final String PAGE_VIEW = "share-link";
  private static final String MESSAGE_VIEW = "share-link-message";

  private final ShareAccess shares;
  private final String path;
  private final SingletonSupplier<String> policy;

  SharePageController(ShareAccess shares, ShareProperties properties, RenditionLinks links) {
    this.shares = shares;
    this.path = URI.create(properties.baseUrl()).getPath();
    this.policy = SingletonSupplier.of(() -> policy(links, properties));
  }

  /** Images and originals are redirects to the copies. */
  private static String policy(RenditionLinks links, ShareProperties properties) {
    var copy = links.temporaryUrl("shared/", properties.copyLinkValidity()).url();
    var copies = copy.getScheme() + "://" + copy.getAuthority();
    return ("default-src 'none'; style-src 'self'; img-src 'self' data: %s; form-action 'self' %s;"
            + " base-uri 'none'; frame-ancestors 'none'")
        .formatted(copies, copies);
  }

  /** The secret is in the path: no other site and no search engine may learn it. */
  @ModelAttribute
  void addHeaders(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", policy.obtain());
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }

  @GetMapping(path = "/{secret}", produces = TEXT_HTML_VALUE)
  ModelAndView show(
      @PathVariable String secret,
      @RequestParam Optional<ShareAccessToken> access,
      @RequestParam Optional<Cursor> cursor) {
    var share = shares.open(secret, access);
    var address = new Address(path + secret, share.password().flatMap(_ -> access));
    var page = SharePage.of(share, shares, shares.list(share, cursor, ITEMS), address);
    return view(PAGE_VIEW, page);
  }

  @PostMapping(path = "/{secret}/access", consumes = APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> unlock(
      @PathVariable String secret, @RequestParam @Size(max = 200) String password) {
    var access = shares.unlock(secret, password).access();
    return seeOther(new Address(path + secret, Optional.of(access)).of());
  }

  @PostMapping(path = "/{secret}/items/{item}/download-links", produces = TEXT_HTML_VALUE)
  ResponseEntity<Void> download(
      @PathVariable String secret,
      @PathVariable String item,
      @RequestParam Optional<ShareAccessToken> access) {
    return seeOther(shares.originalLink(shares.open(secret, access), item).url().toString());
  }

  private ModelAndView view(String name, Object page) {
    return new ModelAndView(name, Map.of("page", page, "styles", path + "page.css"));
  }

  private static ResponseEntity<Void> seeOther(String url) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(url)).build();
  }

  @GetMapping("/page.css")
  ResponseEntity<Resource> styles() {
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
        .body(new ClassPathResource("share-link.css"));
  }

  /** The page says what a visitor can do; only the owner can do more. */
  @ExceptionHandler
  ModelAndView explain(
      ProblemException problem, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(problem.getStatusCode().value());
    problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    var address = new Address(path + secret(request), Optional.empty());
    return view(MESSAGE_VIEW, message(problem, address));
  }

  private static Object secret(HttpServletRequest request) {
    var variables =
        (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return requireNonNull(variables.get("secret"));
  }

  private static Message message(ProblemException problem, Address address) {
    return switch (problem.problemType()) {
      case MediaProblem.SHARE_PASSWORD_REQUIRED ->
          Message.form("Enter the password that you got with this link.", false, address);
      case MediaProblem.SHARE_PASSWORD_INVALID ->
          Message.form("This is not the password. Please try again.", true, address);
      case CommonProblem.TOO_MANY_REQUESTS ->
          Message.text(
              "Too many wrong passwords",
              "Nobody can open this link for now. Please try again in a quarter of an hour.");
      case MediaProblem.SHARE_LINK_NOT_FOUND ->
          Message.text(
              "This link does not work",
              "It has expired, or its owner has withdrawn it. Ask the person who sent it for a new"
                  + " one.");
      case MediaProblem.ORIGINAL_NOT_SHAREABLE ->
          Message.text("No download", "The original of this image cannot be downloaded.");
      default -> Message.text("This page does not exist", "Open the link again as you got it.");
    };
  }

  /**
   * @param unlock where a form sends the password; absent if none is needed
   * @param wrong whether a wrong one was sent
   */
  record Message(String title, String text, @Nullable String unlock, boolean wrong) {

    private static Message text(String title, String text) {
      return new Message(title, text, null, false);
    }

    private static Message form(String text, boolean wrong, Address address) {
      return new Message("Password needed", text, address.of("access"), wrong);
    }
  }
}
