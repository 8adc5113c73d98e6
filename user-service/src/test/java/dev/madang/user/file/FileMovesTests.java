package dev.madang.user.file;

import static dev.madang.user.UserProblem.FILE_ALREADY_EXISTS;
import static dev.madang.user.UserProblem.FILE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.localaws.LocalAws;
import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
import dev.madang.user.UserProblem;
import dev.madang.user.quota.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class FileMovesTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");
  private static final FilePath FROM = new FilePath("from é.txt");
  private static final FilePath TO = new FilePath("folder/to.txt");

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final Files files =
      new S3Files(
          S3, new StorageProperties(BUCKET, "exports", "eu-central-1", "", true, "Suspended"));
  private final FileMoves moves = new FileMoves(files);

  @Test
  void movedFileKeepsItsMetadata() {
    S3.putObject(
        put ->
            put.bucket(BUCKET)
                .key(key(FROM))
                .contentType("text/html")
                .cacheControl("no-cache")
                .metadata(Map.of("color", "blue")),
        RequestBody.fromString("hello"));

    moves.move(ada, FROM, TO, false);

    assertThat(content(FROM)).isEmpty();
    assertThat(content(TO)).contains("hello");
    var moved = S3.headObject(head -> head.bucket(BUCKET).key(key(TO)));
    assertThat(moved.contentType()).isEqualTo("text/html");
    assertThat(moved.cacheControl()).isEqualTo("no-cache");
    assertThat(moved.metadata())
        .anySatisfy((name, value) -> {
          assertThat(name).isEqualToIgnoringCase("color");
          assertThat(value).isEqualTo("blue");
        });
  }

  @Test
  void oneOfTwoCopiesToTheSameKeyWins() {
    put(FROM, "hello");
    var file = files.find(FROM.in(ada)).orElseThrow();

    assertThat(files.copy(file, TO.in(ada), "one", false)).isTrue();
    assertThat(files.copy(file, TO.in(ada), "other", false)).isFalse();

    assertThat(files.find(TO.in(ada)).orElseThrow().copySource()).isEqualTo("one");
  }

  @Test
  void retryAfterCompletionChangesNothing() {
    put(FROM, "hello");

    moves.move(ada, FROM, TO, false);
    moves.move(ada, FROM, TO, false);

    assertThat(content(TO)).contains("hello");
  }

  @Test
  void retryAfterCrashBetweenCopyAndDeletionContinues() {
    put(FROM, "hello");
    assertThatThrownBy(() -> new FileMoves(crashingBeforeTheDeletion()).move(ada, FROM, TO, false))
        .hasMessage("killed");
    assertThat(content(FROM)).as("both exist").isEqualTo(content(TO)).contains("hello");

    moves.move(ada, FROM, TO, false);

    assertThat(content(FROM)).isEmpty();
    assertThat(content(TO)).contains("hello");
  }

  @Test
  void fileUploadedAfterTheCopyIsNotDeleted() {
    put(FROM, "hello");
    assertThatThrownBy(() -> new FileMoves(crashingBeforeTheDeletion()).move(ada, FROM, TO, false))
        .hasMessage("killed");
    put(FROM, "something else");

    assertThatThrownBy(() -> moves.move(ada, FROM, TO, false))
        .satisfies(isProblem(FILE_ALREADY_EXISTS));

    assertThat(content(FROM)).contains("something else");
  }

  @Test
  void fileUploadedDuringTheMoveIsNotDeleted() {
    put(FROM, "hello");
    new FileMoves(
            new Forwarding(files) {
              @Override
              public void delete(StoredFile file) {
                put(FROM, "newer");
                super.delete(file);
              }
            })
        .move(ada, FROM, TO, false);

    assertThat(content(FROM)).contains("newer");
    assertThat(content(TO)).contains("hello");
  }

  @Test
  void existingFileIsReplacedOnlyWithOverwrite() {
    put(FROM, "hello");
    put(TO, "other");

    assertThatThrownBy(() -> moves.move(ada, FROM, TO, false))
        .satisfies(isProblem(FILE_ALREADY_EXISTS));
    assertThat(content(FROM)).contains("hello");
    assertThat(content(TO)).contains("other");

    moves.move(ada, FROM, TO, true);
    assertThat(content(FROM)).isEmpty();
    assertThat(content(TO)).contains("hello");
  }

  @Test
  void fileCanBeMovedBack() {
    put(FROM, "hello");

    moves.move(ada, FROM, TO, false);
    moves.move(ada, TO, FROM, false);

    assertThat(content(FROM)).contains("hello");
    assertThat(content(TO)).isEmpty();
  }

  @Test
  void missingFileCannotBeMoved() {
    put(TO, "other");

    assertThatThrownBy(() -> moves.move(ada, FROM, TO, true)).satisfies(isProblem(FILE_NOT_FOUND));
  }

  private static Consumer<Throwable> isProblem(UserProblem type) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                ProblemException.class,
                problem -> assertThat(problem.problemType()).isEqualTo(type));
  }

  private Files crashingBeforeTheDeletion() {
    return new Forwarding(files) {
      @Override
      public void delete(StoredFile file) {
        throw new IllegalStateException("killed");
      }
    };
  }

  private void put(FilePath path, String content) {
    S3.putObject(put -> put.bucket(BUCKET).key(key(path)), RequestBody.fromString(content));
  }

  private Optional<String> content(FilePath path) {
    try {
      return Optional.of(
          S3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key(path))).asUtf8String());
    } catch (NoSuchKeyException missing) {
      return Optional.empty();
    }
  }

  private String key(FilePath path) {
    return path.in(ada).toString();
  }

  /** To be overridden in part. */
  private abstract static class Forwarding implements Files {

    private final Files files;

    Forwarding(Files files) {
      this.files = files;
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> continuationToken, int limit) {
      return files.list(folder, continuationToken, limit);
    }

    @Override
    public Optional<StoredFile> find(ObjectKey key) {
      return files.find(key);
    }

    @Override
    public boolean copy(StoredFile file, ObjectKey to, String copySource, boolean overwrite) {
      return files.copy(file, to, copySource, overwrite);
    }

    @Override
    public void delete(StoredFile file) {
      files.delete(file);
    }

    @Override
    public List<Found> listRecursively(ObjectKey folder, Optional<ObjectKey> after, int limit) {
      return files.listRecursively(folder, after, limit);
    }

    @Override
    public void delete(List<ObjectKey> keys) {
      files.delete(keys);
    }
  }
}
