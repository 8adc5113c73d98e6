package dev.madang.user.profile;

class InMemoryProfilesTests extends ProfilesContract {

  private final Profiles profiles = new InMemoryProfiles();

  @Override
  Profiles profiles() {
    return profiles;
  }
}
