package dev.madang.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.session.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A DAX cluster that accepts connections and never responds. */
class DaxTests extends RunningService {

  private static final AtomicInteger CONNECTIONS = new AtomicInteger();
  private static final ServerSocket CLUSTER = cluster();

  private final Profiles profiles;
  private final Sessions sessions;

  @Autowired
  DaxTests(Profiles profiles, Sessions sessions) {
    this.profiles = profiles;
    this.sessions = sessions;
  }

  @DynamicPropertySource
  static void dax(DynamicPropertyRegistry registry) {
    registry.add(
        "spring.cloud.aws.dynamodb.dax.url", () -> "dax://localhost:" + CLUSTER.getLocalPort());
    registry.add("spring.cloud.aws.dynamodb.dax.request-timeout-millis", () -> "2000");
  }

  @Test
  void profilesAreReadFromTheCluster() {
    // The client requested its nodes at the start and got none, so no read succeeds.
    assertThat(CONNECTIONS.get()).isPositive();
    assertThatException().isThrownBy(() -> profiles.find(new UserId("ada")));
  }

  @Test
  void otherTablesBypassTheCluster() {
    assertThat(sessions.of(new UserId("ada"))).isEmpty();
  }

  private static ServerSocket cluster() {
    try {
      var cluster = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual()
          .start(() -> {
            while (!cluster.isClosed()) {
              try (var _ = cluster.accept()) {
                CONNECTIONS.incrementAndGet();
              } catch (IOException closed) {
                return;
              }
            }
          });
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
