package dev.madang.user.mfa;

import dev.madang.user.UserId;
import dev.madang.user.accountdeletion.UserDataStore;
import dev.madang.user.recoverycode.RecoveryCodes;
import org.springframework.stereotype.Component;

@Component
class RecoveryCodesDataStore implements UserDataStore {

  private final RecoveryCodes codes;

  RecoveryCodesDataStore(RecoveryCodes codes) {
    this.codes = codes;
  }

  @Override
  public String store() {
    return "recovery-codes";
  }

  @Override
  public long count(UserId user) {
    return codes.exist(user) ? 1 : 0;
  }

  @Override
  public boolean erase(UserId user) {
    codes.delete(user);
    return true;
  }
}
