package dev.madang.user.file;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Files")
class FileMoveController {

  private final FileMoves moves;

  FileMoveController(FileMoves moves) {
    this.moves = moves;
  }

  @PostMapping("/v1/me/files/moves")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Move or rename a file",
      description =
          "Ask again when there was no answer: a move that has begun is ended, one that has ended"
              + " stays so. In between the file may be there twice.")
  @ApiResponse(responseCode = "204", description = "The file is where it was to go")
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "unknown-field")
  @ApiProblem(status = 403, problem = "reserved-folder")
  @ApiProblem(status = 404, problem = "file-not-found")
  @ApiProblem(status = 409, problem = "file-exists")
  @ApiProblem(status = 413, problem = "upload-too-large")
  void moveFile(@AuthenticationPrincipal Jwt token, @RequestBody @Valid MoveRequest move) {
    var owner = new UserId(requireNonNull(token.getSubject()));
    moves.move(
        owner,
        ReservedFolder.none(move.from()),
        ReservedFolder.none(move.to()),
        Boolean.TRUE.equals(move.overwrite()));
  }

  /**
   * @param overwrite whether a file that is there may be replaced
   */
  record MoveRequest(
      @NotNull @Schema(example = "letters/2026/hello.txt") FilePath from,
      @NotNull @Schema(example = "letters/old/hello.txt") FilePath to,
      @Nullable Boolean overwrite) {

    @AssertTrue(message = "must be another path") @Schema(hidden = true)
    boolean isToElsewhere() {
      return to == null || !to.equals(from);
    }
  }
}
