package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A user deletes the account; only the receipt remains, and other users keep their data. */
class AccountDeletionTests {

  @Test
  void accountDeletionErasesTheUsersDataOnly() {
    var dana = AccountDeletion.createUserWithData();
    var lee = AccountDeletion.createUserWithData();
    var leesId = lee.me().id();

    var deletion = AccountDeletion.start(dana);
    // Either the user is signed out already, or it is the same deletion.
    assertThat(dana.api().delete("/v1/me").json().path("id").asString()).isIn(deletion.id(), "");
    deletion.assertSucceeds();

    assertThat(lee.inbox()).hasSize(1);
    assertThat(RemainingData.of(leesId)).hasSizeGreaterThan(8);
    lee.signIn();
  }
}
