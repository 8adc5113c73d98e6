package dev.madang.localaws;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.net.URI;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/** Makes {@code @ServiceConnection} work for a {@link LocalAwsContainer}, as the root user. */
final class LocalAwsConnectionDetailsFactory
    extends ContainerConnectionDetailsFactory<LocalAwsContainer, AwsConnectionDetails> {
  @Override
  protected AwsConnectionDetails getContainerConnectionDetails(
      ContainerConnectionSource<LocalAwsContainer> source) {
    return new Details(source);
  }

  private static final class Details extends ContainerConnectionDetails<LocalAwsContainer>
      implements AwsConnectionDetails {
    Details(ContainerConnectionSource<LocalAwsContainer> source) {
      super(source);
    }

    @Override
    public URI getEndpoint() {
      return getContainer().endpoint();
    }

    @Override
    public String getRegion() {
      return LocalAws.REGION.id();
    }

    @Override
    public String getAccessKey() {
      return LocalAws.ROOT.resolveCredentials().accessKeyId();
    }

    @Override
    public String getSecretKey() {
      return LocalAws.ROOT.resolveCredentials().secretAccessKey();
    }
  }
}
