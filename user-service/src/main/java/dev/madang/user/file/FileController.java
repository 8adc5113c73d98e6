package dev.madang.user.file;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.UserId;
import dev.madang.user.file.Files.Entry;
import dev.madang.user.quota.ObjectKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Files")
@ApiProblem(status = 400, problem = "invalid-request")
class FileController {

  private final Files files;

  FileController(Files files) {
    this.files = files;
  }

  @GetMapping("/v1/me/files")
  @Operation(
      summary = "What is in a folder of the signed-in user's private space",
      description = "Folders and files together, in the order of their names' bytes.")
  @ApiProblem(status = 400, problem = "invalid-cursor")
  ResponseEntity<FolderView> listFiles(
      @AuthenticationPrincipal Jwt token,
      @Parameter(description = "Leave it out for all of the space", example = "letters/2026")
          @RequestParam
          Optional<FilePath> folder,
      @Parameter(description = "The next of the page before; the first page has none") @RequestParam
          Optional<String> cursor,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    var owner = owner(token);
    var prefix = folder.map(it -> it.folderIn(owner)).orElse(new ObjectKey(owner, ""));
    var continuation = cursor.map(it -> Cursor.parse(it, prefix).token());
    var page = files.list(prefix, continuation, limit);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new FolderView(
                page.entries().stream().map(EntryView::of).toList(),
                page.next().map(next -> new Cursor(prefix, next).toString()).orElse(null)));
  }

  @DeleteMapping("/v1/me/files")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a file", description = "Twice is once.")
  @ApiResponse(responseCode = "204", description = "There is no such file now")
  @ApiProblem(status = 403, problem = "reserved-folder")
  void deleteFile(
      @AuthenticationPrincipal Jwt token,
      @Parameter(example = "letters/2026/hello.txt") @RequestParam FilePath path) {
    files.find(ReservedFolder.none(path).in(owner(token))).ifPresent(files::delete);
  }

  private static UserId owner(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  @Schema(name = "Folder")
  record FolderView(
      List<EntryView> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {}

  @Schema(name = "FolderEntry")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntryView(
      Kind kind,
      @Schema(example = "hello.txt") String name,
      @Schema(example = "letters/2026/hello.txt") String path,
      @Schema(description = "Of a file, in bytes", example = "1024") @Nullable Long size,
      @Schema(description = "Of a file") @Nullable Instant modifiedAt,
      @Schema(
              description = "Of a file; another content has another",
              example = "9b2cf535f27731c974343645a3985328")
          @Nullable String etag) {

    static EntryView of(Entry entry) {
      return switch (entry) {
        case Entry.Folder(var key) -> {
          var path = key.path().substring(0, key.path().length() - 1);
          yield new EntryView(Kind.folder, name(path), path, null, null, null);
        }
        case Entry.File(var key, var size, var modifiedAt, var etag) ->
            new EntryView(Kind.file, name(key.path()), key.path(), size, modifiedAt, etag);
      };
    }

    private static String name(String path) {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  @Schema(name = "FolderEntryKind")
  enum Kind {
    folder,
    file
  }
}
