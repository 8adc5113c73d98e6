package dev.madang.user.job;

class InMemoryJobStoreTests extends JobStoreContract {

  private final InMemoryJobStore jobs = new InMemoryJobStore();

  @Override
  JobStore jobs() {
    return jobs;
  }
}
