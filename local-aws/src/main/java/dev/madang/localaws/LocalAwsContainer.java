package dev.madang.localaws;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The local AWS in a container: without stacks until {@link LocalAws#in} applies them. With Spring
 * Boot's {@code @ServiceConnection} the clients of Spring Cloud AWS call it.
 *
 * <p>The image {@code madang/local-aws} brings Python and its packages; the sources are always
 * those of this clone. {@code docker compose build local-aws} builds the image.
 */
public final class LocalAwsContainer extends GenericContainer<LocalAwsContainer> {
  private static final String IMAGE = "madang/local-aws";
  private static final int PORT = 4566;
  private static final String INSIDE = "http://localhost:" + PORT;
  private static final String REQUIREMENTS = "local-aws/requirements.txt";

  public LocalAwsContainer() {
    super(DockerImageName.parse(IMAGE));
    withImagePullPolicy(_ -> false);
    withSources("local-aws/local_aws", "/madang/local_aws");
    withSources("infra", "/madang/infra");
    withCommand("local_aws", "--host", "0.0.0.0", "--port", "" + PORT);
    withExposedPorts(PORT);
    waitingFor(Wait.forHttp("/_local/health").forPort(PORT));
  }

  private void withSources(String folder, String target) {
    var path = Repository.root().resolve(folder);
    withCopyFileToContainer(MountableFile.forHostPath(path), target);
  }

  /** Whether an engine answers and has the image. */
  static boolean isAvailable() {
    try {
      var inspect = new ProcessBuilder("docker", "image", "inspect", IMAGE);
      inspect.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return inspect.start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no docker
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  protected void containerIsStarted(InspectContainerResponse info) {
    try {
      var ours = Files.readAllBytes(Repository.root().resolve(REQUIREMENTS));
      if (!Arrays.equals(
          ours, copyFileFromContainer("/madang/requirements.txt", InputStream::readAllBytes))) {
        throw new IllegalStateException(
            IMAGE + " has other packages: run docker compose build local-aws");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For clients on this machine. */
  public URI endpoint() {
    return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
  }

  /** Applies infra/ and returns the outputs of its stacks. */
  Map<String, String> provision(String cdnPublicKey) {
    try {
      var key = "CdnPublicKey=" + cdnPublicKey;
      var ended =
          execInContainer("python", "infra/apply.py", "--endpoint", INSIDE, "--parameter", key);
      if (ended.getExitCode() != 0) {
        throw new IllegalStateException("infra/ cannot be applied: " + ended.getStderr());
      }
      return Emulator.outputs(ended.getStdout().replace(INSIDE, endpoint().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while applying infra/", e);
    }
  }
}
