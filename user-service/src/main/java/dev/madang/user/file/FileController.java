package dev.madang.user.file;

import static dev.madang.user.UserProblem.RESERVED_FOLDER;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.user.ApiProblems;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/me/files")
@Tag(name = "Files", description = FileController.TAG)
class FileController {

  static final String TAG = "The files and folders of the user's private space";

  private final Files files;

  FileController(Files files) {
    this.files = files;
  }

  @GetMapping
  @Operation(
      summary = "List a folder",
      description =
          "The folders and files directly in it, in the byte order of their names. A folder that"
              + " does not exist is empty. A cursor is valid for its folder only.")
  @ApiResponse(responseCode = "200", description = "A page of the folder")
  Page<EntryView> listFiles(
      @CurrentUser UserId user,
      @Parameter(
              description = "The path of the folder; the whole private space if absent",
              example = "letters/2026",
              schema =
                  @Schema(
                      type = "string",
                      pattern = FilePath.PATTERN,
                      minLength = 1,
                      maxLength = FilePath.MAX_BYTES))
          @RequestParam
          Optional<FilePath> folder,
      @RequestParam Optional<Cursor> cursor,
      @Parameter(description = "The maximum number of items of the page")
          @RequestParam(defaultValue = "20")
          @Min(1) @Max(100) int limit) {
    var prefix = folder.map(it -> it.folderIn(user)).orElse(new ObjectKey(user, ""));
    var start = cursor.map(it -> it.decode(position -> FolderPosition.parse(position, prefix)));
    return page(prefix, files.list(prefix, start.map(FolderPosition::continuationToken), limit));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Delete a file",
      description = "Idempotent: a file that does not exist is deleted, too.")
  @ApiResponse(responseCode = "204", description = "There is no file at the path")
  @ApiProblems(RESERVED_FOLDER)
  void deleteFile(
      @CurrentUser UserId user,
      @Parameter(
              description = "The path of the file",
              example = "letters/2026/hello.txt",
              schema =
                  @Schema(
                      type = "string",
                      pattern = FilePath.PATTERN,
                      minLength = 1,
                      maxLength = FilePath.MAX_BYTES))
          @RequestParam
          FilePath path) {
    files.find(path.requireWritable().in(user)).ifPresent(files::delete);
  }

  private static Page<EntryView> page(ObjectKey folder, Files.Listing found) {
    return new Page<>(
        found.entries().stream().map(EntryView::of).toList(),
        found
            .continuationToken()
            .map(it -> new FolderPosition(folder, it).cursor().value())
            .orElse(null));
  }

  @Schema(name = "FolderEntry", description = "A file or a folder")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntryView(
      @Schema(allowableValues = {"file", "folder"}) String type,
      @Schema(description = "The last part of the path", example = "hello.txt", maxLength = 1024)
          String name,
      @Schema(example = "letters/2026/hello.txt", maxLength = 1024) String path,
      @Schema(
              description = "In bytes; only of a file",
              example = "1024",
              minimum = "0",
              maximum = "53687091200000")
          @Nullable Long size,
      @Schema(description = "Only of a file") @Nullable Instant updatedAt,
      @Schema(
              description = "Changes with the content; only of a file",
              example = "9b2cf535f27731c974343645a3985328",
              pattern = "^[0-9a-f]{32}(-[0-9]{1,5})?$",
              maxLength = 38)
          @Nullable String etag) {

    static EntryView of(Entry entry) {
      return switch (entry) {
        case Entry.Folder(var key) -> {
          var path = key.path().substring(0, key.path().length() - 1);
          yield new EntryView("folder", name(path), path, null, null, null);
        }
        case Entry.File(var key, var size, var updatedAt, var etag) ->
            new EntryView("file", name(key.path()), key.path(), size, updatedAt, etag);
      };
    }

    private static String name(String path) {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }
}
