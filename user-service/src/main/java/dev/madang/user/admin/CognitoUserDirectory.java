package dev.madang.user.admin;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.madang.user.UserId;
import dev.madang.user.cognito.CognitoProperties;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** The accounts of a Cognito user pool whose user names are the users' ids. */
@Component
class CognitoUserDirectory implements UserDirectory {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final CognitoIdentityProviderClient cognito;
  private final String pool;

  CognitoUserDirectory(CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.pool = properties.poolId();
  }

  @Override
  public Page find(Search search, Optional<String> cursor, int limit) {
    var filter =
        switch (search) {
          case Search.Everybody() -> Optional.<String>empty();
          case Search.ByEmail(var email) -> Optional.of("email = " + quoted(email));
          case Search.ByEmailPrefix(var prefix) -> Optional.of("email ^= " + quoted(prefix));
          case Search.ById(var id) -> Optional.of("sub = " + quoted(id.value()));
        };
    try {
      var found =
          asked(() ->
              cognito.listUsers(list ->
                  list.userPoolId(pool)
                      .filter(filter.orElse(null))
                      .paginationToken(cursor.orElse(null))
                      .limit(limit)));
      return new Page(
          found.users().stream().map(CognitoUserDirectory::toAccount).toList(),
          Optional.ofNullable(found.paginationToken()));
    } catch (InvalidParameterException refused) {
      throw new InvalidCursor(refused);
    }
  }

  /** The value of a filter; a quote in it must not end it. */
  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public UserAccount get(UserId id) {
    return toAccount(user(id.value()));
  }

  @Override
  public Optional<UserAccount> withEmail(String email) {
    try {
      return Optional.of(toAccount(user(email)));
    } catch (UserNotFound nobody) {
      return Optional.empty();
    }
  }

  @Override
  public boolean hasSecondFactor(UserId id) {
    return !user(id.value()).userMFASettingList().isEmpty();
  }

  private AdminGetUserResponse user(String username) {
    return asked(() -> cognito.adminGetUser(get -> get.userPoolId(pool).username(username)));
  }

  @Override
  public Set<String> groups(UserId id) {
    return asked(() ->
            cognito.adminListGroupsForUserPaginator(
                list -> list.userPoolId(pool).username(id.value())))
        .groups()
        .stream()
        .map(GroupType::groupName)
        .collect(toUnmodifiableSet());
  }

  @Override
  public void disable(UserId id) {
    asked(() -> cognito.adminDisableUser(it -> it.userPoolId(pool).username(id.value())));
    signOutEverywhere(id);
  }

  @Override
  public void enable(UserId id) {
    asked(() -> cognito.adminEnableUser(it -> it.userPoolId(pool).username(id.value())));
  }

  @Override
  public void signOutEverywhere(UserId id) {
    asked(() -> cognito.adminUserGlobalSignOut(it -> it.userPoolId(pool).username(id.value())));
  }

  @Override
  public void add(UserId id, Group group) {
    asked(() ->
        cognito.adminAddUserToGroup(
            it -> it.userPoolId(pool).username(id.value()).groupName(group.code())));
  }

  @Override
  public void remove(UserId id, Group group) {
    asked(() ->
        cognito.adminRemoveUserFromGroup(
            it -> it.userPoolId(pool).username(id.value()).groupName(group.code())));
  }

  @Override
  public Creation create(ImportRow row) {
    var attributes = new ArrayList<AttributeType>();
    attributes.add(attribute("email", row.email()));
    attributes.add(attribute("email_verified", "true"));
    row.displayName().ifPresent(it -> attributes.add(attribute("name", it)));
    row.locale().ifPresent(it -> attributes.add(attribute("locale", it.toLanguageTag())));
    row.timeZone().ifPresent(it -> attributes.add(attribute("zoneinfo", it.getId())));
    try {
      var user =
          asked(() ->
                  cognito.adminCreateUser(create ->
                      create
                          .userPoolId(pool)
                          .username(row.email())
                          .userAttributes(attributes)
                          .messageAction(MessageActionType.SUPPRESS)))
              .user();
      return new Creation.Created(toAccount(user).id());
    } catch (UsernameExistsException _) {
      return new Creation.Exists();
    } catch (InvalidParameterException refused) {
      return new Creation.Refused();
    }
  }

  @Override
  public void setUnknownPassword(UserId id) {
    var bits = new byte[48];
    RANDOM.nextBytes(bits);
    // Has each kind of character that a policy may ask for.
    var password = "Aa1!" + Base64.getEncoder().encodeToString(bits);
    asked(() ->
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
      Instant changedAt) {
    return new UserAccount(
        new UserId(attribute(attributes, "sub")),
        attribute(attributes, "email"),
        status,
        enabled,
        createdAt,
        changedAt);
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

  private static <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (UserNotFoundException nobody) {
      throw new UserNotFound();
    } catch (TooManyRequestsException refused) {
      throw new Throttled(refused);
    }
  }
}
