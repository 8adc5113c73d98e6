package dev.madang.user.file;

import static dev.madang.user.UserProblem.FILE_ALREADY_EXISTS;
import static dev.madang.user.UserProblem.FILE_NOT_FOUND;
import static dev.madang.user.UserProblem.RESERVED_FOLDER;
import static dev.madang.user.UserProblem.UPLOAD_TOO_LARGE;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController
@Tag(name = "Files", description = FileController.TAG)
class FileMoveController {

  private final FileMoves moves;

  FileMoveController(FileMoves moves) {
    this.moves = moves;
  }

  @PostMapping("/me/files/moves")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Move or rename a file",
      description =
          "Retry it if there was no response: a move that was interrupted is continued, a completed"
              + " one stays completed. Until then the file can exist at both paths.")
  @ApiResponse(responseCode = "204", description = "The file is at the new path")
  @ApiProblems({RESERVED_FOLDER, FILE_NOT_FOUND, FILE_ALREADY_EXISTS, UPLOAD_TOO_LARGE})
  void moveFile(@CurrentUser UserId user, @RequestBody @Valid MoveFileRequest request) {
    if (request.to().equals(request.from())) {
      throw CommonProblem.invalid("to", "must be another path");
    }
    moves.move(
        user,
        request.from().requireWritable(),
        request.to().requireWritable(),
        Boolean.TRUE.equals(request.overwrite()));
  }

  /**
   * @param overwrite false if absent
   */
  @Schema(description = "A file and its new path")
  record MoveFileRequest(
      @NotNull @Schema(
              example = "letters/2026/hello.txt",
              pattern = FilePath.PATTERN,
              minLength = 1,
              maxLength = FilePath.MAX_BYTES)
          FilePath from,
      @NotNull @Schema(
              description = "Another path than `from`",
              example = "letters/old/hello.txt",
              pattern = FilePath.PATTERN,
              minLength = 1,
              maxLength = FilePath.MAX_BYTES)
          FilePath to,
      @Schema(
              description = "Whether the move may replace a file at the new path",
              defaultValue = "false")
          @Nullable Boolean overwrite) {}
}
