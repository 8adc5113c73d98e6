package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

class CognitoAdministrationTests {
  private final LocalAws localAws = LocalAws.running();
  private final String name = "user-" + UUID.randomUUID();
  private final String email = name + "@example.com";
  private final AppUser user = new AppUser(email);
  private final CognitoIdentityProviderClient admin =
      localAws.client(CognitoIdentityProviderClient.builder());
  private final CognitoIdentityProviderClient app = user.app();
  private final CognitoIdentityClient identities =
      localAws.client(CognitoIdentityClient.builder(), AnonymousCredentialsProvider.create());
  private final String pool = localAws.output("UserPoolId");

  @Test
  @Proves("cognito-disable")
  void aDisabledUserCannotSignIn() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    var identity =
        identities
            .getId(
                it -> it.identityPoolId(localAws.output("IdentityPoolId")).logins(logins(tokens)))
            .identityId();
    admin.adminDisableUser(it -> it.userPoolId(pool).username(email));
    assertLockedOut(tokens);
    assertThatThrownBy(() ->
            identities.getCredentialsForIdentity(
                it -> it.identityId(identity).logins(logins(tokens))))
        .isInstanceOf(
            software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException.class);
    assertThatThrownBy(() -> user.signIn(AppUser.PASSWORD))
        .isInstanceOf(NotAuthorizedException.class)
        .hasMessageContaining("User is disabled");
    assertThatThrownBy(() -> user.signInBySrp(AppUser.PASSWORD))
        .isInstanceOf(NotAuthorizedException.class);

    admin.adminEnableUser(it -> it.userPoolId(pool).username(email));
    assertThat(user.signIn(AppUser.PASSWORD).accessToken()).isNotBlank();
  }

  @Test
  @Proves("cognito-admin-delete")
  void deletingAUserInvalidatesTokensAndIdentity() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    admin.adminDeleteUser(it -> it.userPoolId(pool).username(email));
    assertLockedOut(tokens);
    assertThatThrownBy(() -> user.signIn(AppUser.PASSWORD))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> admin.adminGetUser(it -> it.userPoolId(pool).username(email)))
        .isInstanceOf(UserNotFoundException.class);
    assertThatThrownBy(() -> admin.adminDeleteUser(it -> it.userPoolId(pool).username(email)))
        .isInstanceOf(UserNotFoundException.class);
  }

  @Test
  @Proves("cognito-admin-sign-out")
  void anAdministratorCanSignAUserOutEverywhere() {
    user.signUpAndConfirm();
    var tokens = user.signIn(AppUser.PASSWORD);
    admin.adminUserGlobalSignOut(it -> it.userPoolId(pool).username(email));
    assertLockedOut(tokens);
    assertThat(user.signIn(AppUser.PASSWORD).accessToken()).isNotBlank();
  }

  @Test
  @Proves("cognito-groups")
  void tokensContainTheGroups() {
    user.signUpAndConfirm();
    for (var group : List.of("publisher", "admin")) {
      admin.adminAddUserToGroup(it -> it.userPoolId(pool).username(email).groupName(group));
    }
    var tokens = user.signIn(AppUser.PASSWORD);
    assertThat(Tokens.claims(tokens.accessToken()))
        .containsEntry("cognito:groups", List.of("admin", "publisher"));
    assertThat(Tokens.claims(tokens.idToken()))
        .containsEntry("cognito:groups", List.of("admin", "publisher"));
    assertThat(admin.adminListGroupsForUser(it -> it.userPoolId(pool).username(email)).groups())
        .extracting(group -> group.groupName())
        .containsExactlyInAnyOrder("admin", "publisher");

    admin.adminRemoveUserFromGroup(it -> it.userPoolId(pool).username(email).groupName("admin"));
    assertThat(Tokens.claims(user.refresh(tokens).accessToken()))
        .containsEntry("cognito:groups", List.of("publisher"));
    assertThatThrownBy(() ->
            admin.adminAddUserToGroup(
                it -> it.userPoolId(pool).username(email).groupName("nobody")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  @Proves("cognito-list-users")
  void findsUsersByAddressAndSubInPages() {
    for (var number = 0; number < 3; number++) {
      var address = name + "-" + number + "@example.com";
      admin.adminCreateUser(
          it -> it.userPoolId(pool).username(address).messageAction(MessageActionType.SUPPRESS));
    }
    var all = found("email ^= \"%s-\"".formatted(name));
    assertThat(all).hasSize(3);
    assertThat(found("email = \"%s-1@example.com\"".formatted(name))).hasSize(1);
    assertThat(found("sub = \"%s\"".formatted(all.getFirst().username())))
        .containsExactly(all.getFirst());
    assertThatThrownBy(() -> found("password = \"x\""))
        .isInstanceOf(InvalidParameterException.class);

    assertThatThrownBy(() -> admin.listUsers(it -> it.userPoolId(pool).paginationToken("none")))
        .isInstanceOf(InvalidParameterException.class);

    var seen = new HashSet<String>();
    var pages =
        admin.listUsersPaginator(
            it -> it.userPoolId(pool).limit(2).filter("email ^= \"%s-\"".formatted(name)));
    for (var page : pages) {
      assertThat(page.users()).hasSizeLessThanOrEqualTo(2);
      page.users().forEach(found -> assertThat(seen.add(found.username())).isTrue());
    }
    assertThat(seen).hasSize(3);
  }

  @Test
  @Proves("cognito-import")
  void anImportedUserCanResetThePassword() {
    var verified = AttributeType.builder().name("email_verified").value("true").build();
    admin.adminCreateUser(it ->
        it.userPoolId(pool)
            .username(email)
            .userAttributes(verified)
            .messageAction(MessageActionType.SUPPRESS));
    admin.adminSetUserPassword(
        it -> it.userPoolId(pool).username(email).password(AppUser.PASSWORD).permanent(true));
    assertThat(localAws.mailsTo(email)).isEmpty();
    app.forgotPassword(it -> it.clientId(localAws.output("AppClientId")).username(email));
    user.setForgottenPassword(user.mailedCode());
    assertThat(user.signIn("An0ther-passw0rd").accessToken()).isNotBlank();
  }

  private List<UserType> found(String filter) {
    return admin.listUsers(it -> it.userPoolId(pool).filter(filter)).users();
  }

  private Map<String, String> logins(AuthenticationResultType tokens) {
    return Map.of(localAws.output("Issuer").replace("https://", ""), tokens.idToken());
  }

  private void assertLockedOut(AuthenticationResultType tokens) {
    assertThatThrownBy(() -> app.getUser(it -> it.accessToken(tokens.accessToken())))
        .isInstanceOf(CognitoIdentityProviderException.class);
    assertThatThrownBy(() -> user.refresh(tokens)).isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() ->
            identities.getId(
                it -> it.identityPoolId(localAws.output("IdentityPoolId")).logins(logins(tokens))))
        .isInstanceOf(
            software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException.class);
  }
}
