package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Checks the table of docs/local-aws.md: each row has the test that its verdict requires. */
class LocalAwsTableTests {
  private static final Pattern ROW =
      Pattern.compile("\\| `(?<id>[a-z0-9-]+)` \\| (?<behaviour>.+?) \\| (?<verdict>\\S+) \\|.*");

  private record Row(String id, String behaviour, String verdict) {}

  @TestFactory
  Stream<DynamicTest> everyRowIsKept() throws IOException {
    return rows().stream()
        .map(row -> dynamicTest(row.id() + ": " + row.behaviour(), () -> keep(row)));
  }

  private static void keep(Row row) throws IOException {
    switch (row.verdict()) {
      case "true" -> assertThat(proven()).as("a test with @Proves").contains(row.id());
      case "approximate", "no" ->
          assertThat(differing()).as("a test with @StillDiffers").contains(row.id());
      case "unprovable" -> Assumptions.abort("only AWS can show: " + row.behaviour());
      default -> fail("not a verdict: " + row.verdict());
    }
  }

  @Test
  void rowsAreUnique() throws IOException {
    assertThat(rows()).extracting(Row::id).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void everyTestHasARow() throws IOException {
    var ids = rows().stream().map(Row::id).toList();
    assertThat(ids).containsAll(proven()).containsAll(differing());
  }

  @Test
  void noRowIsBothProvenAndDifferent() throws IOException {
    assertThat(proven()).doesNotContainAnyElementsOf(differing());
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(Repository.root().resolve("docs/local-aws.md")).stream()
        .map(ROW::matcher)
        .filter(line -> line.matches())
        .map(row -> new Row(row.group("id"), row.group("behaviour"), row.group("verdict")))
        .toList();
  }

  private static List<String> proven() throws IOException {
    return tests()
        .filter(test -> test.isAnnotationPresent(Proves.class))
        .flatMap(test -> Arrays.stream(test.getAnnotation(Proves.class).value()))
        .toList();
  }

  private static List<String> differing() throws IOException {
    return tests()
        .filter(test -> test.isAnnotationPresent(StillDiffers.class))
        .map(test -> test.getAnnotation(StillDiffers.class).value())
        .toList();
  }

  private static Stream<Method> tests() throws IOException {
    var found = new ArrayList<Method>();
    for (var type : testClasses()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
          .filter(method -> !method.isAnnotationPresent(Disabled.class))
          .forEach(found::add);
    }
    return found.stream();
  }

  private static List<Class<?>> testClasses() throws IOException {
    var here = LocalAwsTableTests.class;
    var folder = Path.of(here.getResource(here.getSimpleName() + ".class").getPath()).getParent();
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Tests.class"))
          .map(name -> here.getPackageName() + "." + name.replace(".class", ""))
          .<Class<?>>map(LocalAwsTableTests::load)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
