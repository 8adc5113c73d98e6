package dev.madang.user;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;

@AnalyzeClasses(packagesOf = UserServiceApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule featuresFormNoCycle =
      slices().matching("dev.madang.user.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyClassesNamedAfterAwsTouchIt =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.(Dynamo|S3|Sqs|Sns|Ses|Sts|Kinesis|Cognito|CloudFront)[\\w$]*")
          .should()
          .dependOnClassesThat(resideInAnyPackage("software.amazon..", "io.awspring.."));

  /** Only the package whose properties name a table can access the table. */
  @ArchTest
  static final ArchRule oneTableOnePackage =
      classes()
          .that()
          .areAnnotatedWith(ConfigurationProperties.class)
          .and(describe("name a table", ArchitectureTests::namesATable))
          .should()
          .bePackagePrivate();

  private static boolean namesATable(JavaClass properties) {
    return properties.getMethods().stream()
        .anyMatch(method -> method.getName().toLowerCase(Locale.ROOT).endsWith("table"));
  }
}
