package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The tests in Python: clients of boto3, and a server in the same process that they can measure.
 */
class PythonTests {
  /** One process: each start costs as much as one of the four. */
  @Test
  @Proves({"s3-growth", "dynamodb-growth", "sqs-growth", "ses-growth"})
  void requestsCostTheSameWithTenThousandOfEachThing() throws Exception {
    assertPasses("growth_tests.py", "Growth");
  }

  @Test
  @Proves("dynamodb-query")
  void queriesReturnWhatTheyShouldAfterAnyWrites() throws Exception {
    assertPasses("dynamodb_order_tests.py", "Order");
  }

  @Test
  @Proves("s3-boto3")
  void boto3UsesS3() throws Exception {
    assertPasses("boto3_tests.py", "S3");
  }

  private static void assertPasses(String file, String test)
      throws IOException, InterruptedException {
    var root = Repository.root();
    Repository.install(root);
    var path = "local-aws/tests/src/test/python/" + file;
    var process = Emulator.python(root, path, test).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
