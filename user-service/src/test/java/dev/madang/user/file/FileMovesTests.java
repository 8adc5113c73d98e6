package dev.madang.user.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.LocalAws;
import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
  void aFileIsElsewhereWithAllThatIsSaidOfIt() {
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
  void ofTwoCopiesToOnePlaceOneWins() {
    put(FROM, "hello");
    var file = files.find(FROM.in(ada)).orElseThrow();

    assertThat(files.copy(file, TO.in(ada), "one", false)).isTrue();
    assertThat(files.copy(file, TO.in(ada), "other", false)).isFalse();

    assertThat(files.find(TO.in(ada)).orElseThrow().mark()).isEqualTo("one");
  }

  @Test
  void whoAsksAgainAfterwardsGetsTheSame() {
    put(FROM, "hello");

    moves.move(ada, FROM, TO, false);
    moves.move(ada, FROM, TO, false);

    assertThat(content(TO)).contains("hello");
  }

  @Test
  void whoDiesBetweenCopyAndDeletionGoesOn() {
    put(FROM, "hello");
    assertThatThrownBy(() -> new FileMoves(dyingBeforeTheDeletion()).move(ada, FROM, TO, false))
        .hasMessage("killed");
    assertThat(content(FROM)).as("there twice").isEqualTo(content(TO)).contains("hello");

    moves.move(ada, FROM, TO, false);

    assertThat(content(FROM)).isEmpty();
    assertThat(content(TO)).contains("hello");
  }

  @Test
  void whatWasSentAnewAfterTheCopyIsNotTakenForMoved() {
    put(FROM, "hello");
    assertThatThrownBy(() -> new FileMoves(dyingBeforeTheDeletion()).move(ada, FROM, TO, false))
        .hasMessage("killed");
    put(FROM, "something else");

    assertThatThrownBy(() -> moves.move(ada, FROM, TO, false)).isInstanceOf(FileExists.class);

    assertThat(content(FROM)).contains("something else");
  }

  @Test
  void whatIsSentWhileWeMoveIsNotDeleted() {
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
  void nothingIsReplacedUnlessThatIsWanted() {
    put(FROM, "hello");
    put(TO, "other");

    assertThatThrownBy(() -> moves.move(ada, FROM, TO, false)).isInstanceOf(FileExists.class);
    assertThat(content(FROM)).contains("hello");
    assertThat(content(TO)).contains("other");

    moves.move(ada, FROM, TO, true);
    assertThat(content(FROM)).isEmpty();
    assertThat(content(TO)).contains("hello");
  }

  @Test
  void aFileMovesThereAndBack() {
    put(FROM, "hello");

    moves.move(ada, FROM, TO, false);
    moves.move(ada, TO, FROM, false);

    assertThat(content(FROM)).contains("hello");
    assertThat(content(TO)).isEmpty();
  }

  @Test
  void whatIsNotThereCannotBeMoved() {
    put(TO, "other");

    assertThatThrownBy(() -> moves.move(ada, FROM, TO, true)).isInstanceOf(FileNotFound.class);
  }

  private Files dyingBeforeTheDeletion() {
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
    } catch (NoSuchKeyException gone) {
      return Optional.empty();
    }
  }

  private String key(FilePath path) {
    return path.in(ada).toString();
  }

  /** Lets a test step in. */
  private abstract static class Forwarding implements Files {

    private final Files files;

    Forwarding(Files files) {
      this.files = files;
    }

    @Override
    public Page list(ObjectKey folder, Optional<String> token, int limit) {
      return files.list(folder, token, limit);
    }

    @Override
    public Optional<StoredFile> find(ObjectKey key) {
      return files.find(key);
    }

    @Override
    public boolean copy(StoredFile file, ObjectKey to, String mark, boolean overwrite) {
      return files.copy(file, to, mark, overwrite);
    }

    @Override
    public void delete(StoredFile file) {
      files.delete(file);
    }

    @Override
    public List<Found> below(ObjectKey folder, Optional<ObjectKey> after, int limit) {
      return files.below(folder, after, limit);
    }

    @Override
    public void delete(List<ObjectKey> keys) {
      files.delete(keys);
    }
  }
}
