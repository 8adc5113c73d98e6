package dev.madang.notification.email;

class MemoryDeliveryLogTests extends DeliveryLogContract {

  private final DeliveryLog log = new MemoryDeliveryLog();

  @Override
  DeliveryLog log() {
    return log;
  }
}
