package dev.madang.user.job;

class MemoryJobsTests extends JobRecordsContract {

  private final MemoryJobs jobs = new MemoryJobs();

  @Override
  JobRecords jobs() {
    return jobs;
  }
}
