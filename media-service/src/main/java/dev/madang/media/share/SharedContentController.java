package dev.madang.media.share;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.defaults.problem.Problem;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.rendition.Preview;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Needs no token: who has the secret may look. */
@RestController
@RequestMapping("/v1/shared/{secret}")
@Tag(name = "For visitors with a share link")
@ApiProblem(status = 404, problem = "share-not-found")
class SharedContentController {

  private static final String ACCESS_HEADER = "X-ShareLink-Access";
  private static final String ABOUT_ACCESS = "Of the password, if the share has one";

  private final ShareAccess shares;

  SharedContentController(ShareAccess shares) {
    this.shares = shares;
  }

  @GetMapping
  @Operation(
      summary = "What a share link shows",
      description =
          "The urls are paths of this API; each leads to a picture, for an <img> too. Of an album a"
              + " page may have fewer items than its limit, even none.")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  @ApiProblem(status = 401, problem = "share-password-needed")
  ResponseEntity<SharedContent> look(
      @PathVariable String secret,
      @Parameter(description = ABOUT_ACCESS) @RequestHeader(ACCESS_HEADER) Optional<String> header,
      @Parameter(description = ABOUT_ACCESS) @RequestParam Optional<String> access,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var shown = header.or(() -> access);
    var share = shares.open(secret, shown);
    var links = new ItemLinks(secret, share.password().flatMap(_ -> shown));
    var page = shares.list(share, cursor, limit);
    var items =
        page.items().stream()
            .map(it -> SharedItem.of(it, share, shares.hasOriginal(share, it), links))
            .toList();
    return answer(HttpStatus.OK)
        .body(
            new SharedContent(
                share.title().orElse(null),
                share.expiresAt(),
                share.originals(),
                items,
                page.next().orElse(null)));
  }

  @PostMapping("/access")
  @Operation(
      summary = "Say the password of a share",
      description = "Ten wrong ones in a row lock the share for a quarter of an hour.")
  @ApiProblem(status = 401, problem = "share-password-wrong")
  @ApiProblem(status = 429, problem = "too-many-requests")
  ResponseEntity<ShareAccess.Access> unlock(
      @PathVariable String secret, @RequestBody @Valid UnlockShareRequest request) {
    return answer(HttpStatus.OK).body(shares.unlock(secret, request.password()));
  }

  @GetMapping("/items/{item}/{preset}")
  @Operation(
      summary = "One picture of a share, in the format that suits the Accept header",
      description = "The link that it leads to works for a minute.")
  @ApiResponse(
      responseCode = "302",
      description = "The picture is at Location",
      content = {})
  @ApiProblem(status = 401, problem = "share-password-needed")
  @ApiProblem(status = 404, problem = "shared-item-not-found")
  ResponseEntity<Void> rendition(
      @PathVariable String secret,
      @PathVariable String item,
      @PathVariable String preset,
      @Parameter(description = ABOUT_ACCESS) @RequestHeader(ACCESS_HEADER) Optional<String> header,
      @Parameter(description = ABOUT_ACCESS) @RequestParam Optional<String> access,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.ACCEPT) Optional<String> accept) {
    var share = shares.open(secret, header.or(() -> access));
    var link = shares.rendition(share, item, preset, accept.orElse(""));
    return answer(HttpStatus.FOUND).location(link).varyBy(HttpHeaders.ACCEPT).build();
  }

  @GetMapping("/items/{item}/original")
  @Operation(
      summary = "The original of one picture, if the userId allows it, without its metadata",
      description =
          "No EXIF, GPS, XMP or IPTC; each pixel is as it was. The link that it leads to works for a"
              + " minute.")
  @ApiResponse(
      responseCode = "302",
      description = "The file is at Location",
      content = {})
  @ApiProblem(status = 401, problem = "share-password-needed")
  @ApiProblem(status = 404, problem = "shared-item-not-found")
  @ApiProblem(status = 409, problem = "original-not-shareable")
  @ApiProblem(status = 503, problem = "service-unavailable")
  ResponseEntity<Void> original(
      @PathVariable String secret,
      @PathVariable String item,
      @Parameter(description = ABOUT_ACCESS) @RequestHeader(ACCESS_HEADER) Optional<String> header,
      @Parameter(description = ABOUT_ACCESS) @RequestParam Optional<String> access) {
    var share = shares.open(secret, header.or(() -> access));
    return answer(HttpStatus.FOUND).location(shares.original(share, item)).build();
  }

  private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        // The secret is in the path, and no other place needs to learn it.
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex");
  }

  record UnlockShareRequest(@NotNull @Size(max = 200) String password) {

    @Override
    public String toString() {
      return "UnlockShareRequest[hidden]";
    }
  }

  /**
   * @param title what the owner wants to be read
   * @param originals whether originals may be had
   * @param next the cursor of the next page; absent on the last one
   */
  record SharedContent(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,
      Instant expiresAt,
      boolean originals,
      List<SharedItem> items,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {}

  /**
   * Neither name nor time of a file are told.
   *
   * @param id in this share only
   * @param contentType of the original; a general one for what is no picture
   * @param original without its metadata; absent when it is not to be had
   */
  record SharedItem(
      String id,
      String contentType,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer width,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer height,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String thumbHash,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String dominantColor,
      List<SharedRendition> renditions,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable URI original) {

    static SharedItem of(MediaItem media, ShareLink share, boolean original, ItemLinks links) {
      var id = share.key().encryptId(media.id());
      var preview =
          media.state() instanceof State.Ready(var seen, _) ? seen : Optional.<Preview>empty();
      var type = media.declared().contentType();
      return new SharedItem(
          id,
          OriginalTypes.isKnown(type) ? type : "application/octet-stream",
          preview.map(Preview::width).orElse(null),
          preview.map(Preview::height).orElse(null),
          preview.map(Preview::thumbHash).orElse(null),
          preview.map(Preview::dominantColor).orElse(null),
          renditions(id, ShareAccess.pictures(media), links),
          original ? links.to(id, "original") : null);
    }

    /** One a preset, whatever its formats. */
    private static List<SharedRendition> renditions(
        String id, List<StoredRendition> pictures, ItemLinks links) {
      Map<String, List<StoredRendition>> presets =
          pictures.stream()
              .collect(groupingBy(StoredRendition::preset, LinkedHashMap::new, toList()));
      return presets.entrySet().stream()
          .map(it -> {
            var first = it.getValue().getFirst();
            return new SharedRendition(
                it.getKey(), first.width(), first.height(), links.to(id, it.getKey()));
          })
          .toList();
    }
  }

  record SharedRendition(String preset, int width, int height, URI url) {}

  /**
   * @param access for shares with a password
   */
  private record ItemLinks(String secret, Optional<String> access) {

    URI to(String item, String what) {
      var path = "/v1/shared/%s/items/%s/%s".formatted(secret, item, what);
      return URI.create(path + access.map(it -> "?access=" + it).orElse(""));
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class ShareProblems {

    private static final Logger LOG = LoggerFactory.getLogger(ShareProblems.class);
    // Else it would be the path, and the secret with it: problems are passed on to ask for help.
    private static final URI INSTANCE = URI.create("/v1/shared");

    @ExceptionHandler
    ProblemDetail on(ShareNotFound refused) {
      return problem(HttpStatus.NOT_FOUND, "share-not-found", "There is no such share.");
    }

    @ExceptionHandler
    ProblemDetail on(SharedItemNotFound refused) {
      return problem(
          HttpStatus.NOT_FOUND, "shared-item-not-found", "The share does not show that.");
    }

    @ExceptionHandler
    ProblemDetail on(SharePasswordNeeded refused) {
      return problem(
          HttpStatus.UNAUTHORIZED,
          "share-password-needed",
          "Say the password first, and send the access that it gives.");
    }

    @ExceptionHandler
    ProblemDetail on(SharePasswordWrong refused) {
      return problem(HttpStatus.UNAUTHORIZED, "share-password-wrong", "It is another password.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ShareLocked refused) {
      var seconds = Math.max(1, refused.rest().toSeconds() + 1);
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
          .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
          .body(
              problem(
                  HttpStatus.TOO_MANY_REQUESTS,
                  "too-many-requests",
                  "Too many wrong passwords; try later."));
    }

    @ExceptionHandler
    ProblemDetail on(OriginalNotShareable refused) {
      LOG.info("An original is not shown: {}", refused.getMessage());
      return problem(
          HttpStatus.CONFLICT,
          "original-not-shareable",
          "It cannot be had without what it says of its userId.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SharingBusy refused) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, "5")
          .body(
              problem(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "service-unavailable",
                  "Too many want originals just now; try again."));
    }

    @ExceptionHandler
    ProblemDetail on(MediaNotReady refused) {
      return Problem.of(
          HttpStatus.CONFLICT, "media-not-ready", "Only a media that is ready can be shared.");
    }

    @ExceptionHandler
    ProblemDetail on(MediaNotShareable refused) {
      return Problem.of(
          HttpStatus.CONFLICT, "media-not-shareable", "It is no picture; nothing can be shown.");
    }

    @ExceptionHandler
    ProblemDetail on(InvalidShare refused) {
      var problem =
          Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Some fields are not acceptable.");
      problem.setProperty(
          "errors", List.of(Map.of("field", refused.field(), "message", refused.fault())));
      return problem;
    }

    private static ProblemDetail problem(HttpStatus status, String name, String detail) {
      var problem = Problem.of(status, name, detail);
      problem.setInstance(INSTANCE);
      return problem;
    }
  }
}
