package dev.madang.user.admin;

import static dev.madang.defaults.problem.CommonProblem.INVALID_CURSOR;
import static dev.madang.defaults.problem.CommonProblem.INVALID_REQUEST;
import static dev.madang.user.UserProblem.USER_NOT_FOUND;
import static dev.madang.user.cognito.CognitoThrottling.throttled;

import dev.madang.user.UserId;
import dev.madang.user.cognito.CognitoProperties;
import dev.madang.user.cognito.CognitoUnconfirmedUsers;
import dev.madang.user.cognito.CognitoUnconfirmedUsers.Found;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** The accounts of a Cognito user pool whose user names are the user ids. */
@Component
class CognitoUserDirectory implements UserDirectory {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final CognitoIdentityProviderClient cognito;
  private final String pool;
  private final CognitoUnconfirmedUsers unconfirmed;

  CognitoUserDirectory(
      CognitoIdentityProviderClient cognito,
      CognitoProperties properties,
      CognitoUnconfirmedUsers unconfirmed) {
    this.cognito = cognito;
    this.pool = properties.poolId();
    this.unconfirmed = unconfirmed;
  }

  @Override
  public AccountPage find(Search search, Optional<String> paginationToken, int limit) {
    var filter =
        switch (search) {
          case Search.All() -> Optional.<String>empty();
          case Search.ByEmail(var email) -> Optional.of("email = " + quoted(email));
          case Search.ByEmailPrefix(var prefix) -> Optional.of("email ^= " + quoted(prefix));
          case Search.ById(var id) -> Optional.of("sub = " + quoted(id.value()));
        };
    try {
      var found =
          call(() ->
              cognito.listUsers(list ->
                  list.userPoolId(pool)
                      .filter(filter.orElse(null))
                      .paginationToken(paginationToken.orElse(null))
                      .limit(limit)));
      return new AccountPage(
          found.users().stream().map(CognitoUserDirectory::toAccount).toList(),
          Optional.ofNullable(found.paginationToken()));
    } catch (InvalidParameterException refused) {
      throw (paginationToken.isPresent() ? INVALID_CURSOR : INVALID_REQUEST).exception(refused);
    }
  }

  /** A value in a filter, with its quotes escaped. */
  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public UserAccount get(UserId id) {
    return toAccount(user(id));
  }

  @Override
  public Optional<UserAccount> findByEmail(String email) {
    try {
      var user = throttled(() -> cognito.adminGetUser(get -> get.userPoolId(pool).username(email)));
      return Optional.of(toAccount(user));
    } catch (UserNotFoundException missing) {
      return Optional.empty();
    }
  }

  @Override
  public boolean hasSecondFactor(UserId id) {
    return !user(id).userMFASettingList().isEmpty();
  }

  private AdminGetUserResponse user(UserId id) {
    return call(() -> cognito.adminGetUser(get -> get.userPoolId(pool).username(id.value())));
  }

  @Override
  public List<String> groups(UserId id) {
    return call(() ->
            cognito.adminListGroupsForUserPaginator(
                list -> list.userPoolId(pool).username(id.value())))
        .groups()
        .stream()
        .map(GroupType::groupName)
        .sorted()
        .toList();
  }

  @Override
  public void disable(UserId id) {
    call(() -> cognito.adminDisableUser(it -> it.userPoolId(pool).username(id.value())));
    signOutEverywhere(id);
  }

  @Override
  public void enable(UserId id) {
    call(() -> cognito.adminEnableUser(it -> it.userPoolId(pool).username(id.value())));
  }

  @Override
  public void signOutEverywhere(UserId id) {
    call(() -> cognito.adminUserGlobalSignOut(it -> it.userPoolId(pool).username(id.value())));
  }

  @Override
  public void addToGroup(UserId id, Group group) {
    call(() ->
        cognito.adminAddUserToGroup(
            it -> it.userPoolId(pool).username(id.value()).groupName(group.code())));
  }

  @Override
  public void removeFromGroup(UserId id, Group group) {
    call(() ->
        cognito.adminRemoveUserFromGroup(
            it -> it.userPoolId(pool).username(id.value()).groupName(group.code())));
  }

  @Override
  public CreationResult create(ImportRow row) {
    var attributes = new ArrayList<AttributeType>();
    attributes.add(attribute("email", row.email()));
    attributes.add(attribute("email_verified", "true"));
    row.displayName().ifPresent(it -> attributes.add(attribute("name", it)));
    row.locale().ifPresent(it -> attributes.add(attribute("locale", it.toLanguageTag())));
    row.timeZone().ifPresent(it -> attributes.add(attribute("zoneinfo", it.getId())));
    try {
      return create(row.email(), attributes);
    } catch (UsernameExistsException _) {
      return replaceUnconfirmed(row.email(), attributes);
    } catch (InvalidParameterException refused) {
      return new CreationResult.Rejected();
    }
  }

  private CreationResult create(String email, List<AttributeType> attributes) {
    var user =
        call(() ->
                cognito.adminCreateUser(create ->
                    create
                        .userPoolId(pool)
                        .username(email)
                        .userAttributes(attributes)
                        .messageAction(MessageActionType.SUPPRESS)))
            .user();
    return new CreationResult.Created(toAccount(user).id());
  }

  /** A sign-up that nobody has confirmed may be a stranger's. */
  private CreationResult replaceUnconfirmed(String email, List<AttributeType> attributes) {
    if (unconfirmed.remove(email) == Found.USER) {
      return new CreationResult.Exists();
    }
    try {
      return create(email, attributes);
    } catch (UsernameExistsException _) {
      return new CreationResult.Exists();
    }
  }

  @Override
  public void setRandomPassword(UserId id) {
    var bits = new byte[48];
    RANDOM.nextBytes(bits);
    // Starts with each kind of character that a password policy can require.
    var password = "Aa1!" + Base64.getEncoder().encodeToString(bits);
    call(() ->
        cognito.adminSetUserPassword(
            set -> set.userPoolId(pool).username(id.value()).password(password).permanent(true)));
  }

  private static UserAccount toAccount(AdminGetUserResponse user) {
    return toAccount(
        user.userAttributes(),
        user.userStatusAsString(),
        user.enabled(),
        user.userCreateDate(),
        user.userLastModifiedDate());
  }

  private static UserAccount toAccount(UserType user) {
    return toAccount(
        user.attributes(),
        user.userStatusAsString(),
        user.enabled(),
        user.userCreateDate(),
        user.userLastModifiedDate());
  }

  private static UserAccount toAccount(
      List<AttributeType> attributes,
      String status,
      boolean enabled,
      Instant createdAt,
      Instant updatedAt) {
    return new UserAccount(
        new UserId(attribute(attributes, "sub")),
        attribute(attributes, "email"),
        status,
        enabled,
        createdAt,
        updatedAt);
  }

  private static String attribute(List<AttributeType> attributes, String name) {
    return attributes.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .map(AttributeType::value)
        .orElse("");
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  private static <T> T call(Supplier<T> call) {
    try {
      return throttled(call);
    } catch (UserNotFoundException missing) {
      throw USER_NOT_FOUND.exception(missing);
    }
  }
}
