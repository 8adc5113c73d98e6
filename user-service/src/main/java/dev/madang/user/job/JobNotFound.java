package dev.madang.user.job;

class JobNotFound extends RuntimeException {

  JobNotFound(String id) {
    super("No job " + id + " of this user");
  }
}
