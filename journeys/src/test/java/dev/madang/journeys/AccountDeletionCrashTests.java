package dev.madang.journeys;

import static dev.madang.journeys.Service.MEDIA_SERVICE;
import static dev.madang.journeys.Service.NOTIFICATION_SERVICE;
import static dev.madang.journeys.Service.USER_SERVICE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Users delete their accounts while services crash. */
@Isolated
@ExtendWith(Queues.QuickRedelivery.class)
@Order(2)
class AccountDeletionCrashTests {

  private static final List<Crash> CRASHES =
      List.of(
          new Crash(USER_SERVICE, "sessions-counted"),
          new Crash(USER_SERVICE, "account-disabled"),
          new Crash(USER_SERVICE, "stores-counted"),
          new Crash(USER_SERVICE, "account-deleted"),
          new Crash(MEDIA_SERVICE, "sessions-counted"),
          new Crash(MEDIA_SERVICE, "account-disabled"),
          new Crash(NOTIFICATION_SERVICE, "sessions-counted"),
          new Crash(NOTIFICATION_SERVICE, "account-disabled"));

  @Test
  void accountDeletionContinuesAfterACrashAtEachStep() {
    var users =
        Concurrently.map(
            IntStream.range(0, CRASHES.size()).boxed().toList(),
            _ -> AccountDeletion.createUserWithData());

    var deletions = new ArrayList<AccountDeletion>();
    for (int i = 0; i < CRASHES.size(); i++) {
      var deletion = AccountDeletion.start(users.get(i));
      deletion.waitForStep(CRASHES.get(i).step());
      CRASHES.get(i).victim().crash().run();
      deletions.add(deletion);
    }

    Concurrently.forEach(deletions, AccountDeletion::assertSucceeds);
  }

  /** The victim is killed when the step is done. */
  private record Crash(Service victim, String step) {}
}
