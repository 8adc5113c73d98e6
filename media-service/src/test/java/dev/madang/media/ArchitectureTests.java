package dev.madang.media;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = MediaServiceApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule featuresFormNoCycle =
      slices().matching("dev.madang.media.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyClassesNamedAfterAwsTouchIt =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.(Dynamo|S3|Sqs|Sns|Ses|Sts|Kinesis|Cognito|CloudFront)[\\w$]*")
          .should()
          .dependOnClassesThat(resideInAnyPackage("software.amazon..", "io.awspring.."));

  /** The properties with a table's name are package-private, so no other package can use it. */
  @ArchTest
  static final ArchRule oneTableOnePackage =
      methods()
          .that()
          .haveName("table")
          .and()
          .areDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Properties")
          .should()
          .beDeclaredInClassesThat()
          .arePackagePrivate();

  /** The decoder's class path is this service's code and the JDK, nothing else. */
  @ArchTest
  static final ArchRule decoderDependsOnTheJdkOnly =
      noClasses()
          .that()
          .resideInAnyPackage("dev.madang.media.rendition", "dev.madang.media.rendition.decoder")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "dev.madang.media.rendition",
              "dev.madang.media.rendition.decoder",
              "org.jspecify..");
}
