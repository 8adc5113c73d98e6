package dev.madang.defaults;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.madang.defaults", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule featuresFormNoCycle =
      slices().matching("dev.madang.defaults.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyClassesNamedAfterAwsTouchIt =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*\\.(Aws|Dynamo|S3|Sqs|Sns|Ses|Sts|Kinesis|Cognito|CloudFront)[\\w$]*")
          .should()
          .dependOnClassesThat(resideInAnyPackage("software.amazon..", "io.awspring.."));
}
