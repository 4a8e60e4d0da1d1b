package dev.bivouac.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Holds the directions of ARCHITECTURE.md. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.bivouac");

  @Test
  void coreKnowsNoAdapter() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.bivouac",
                "dev.bivouac.run..",
                "dev.bivouac.tool..",
                "dev.bivouac.journal..",
                "dev.bivouac.planner..",
                "dev.bivouac.model..",
                "dev.bivouac.retry..",
                "dev.bivouac.workflow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.bivouac.kimi..",
                "dev.bivouac.tools..",
                "dev.bivouac.persistence..",
                "dev.bivouac.workflows..",
                "dev.bivouac.rehearsal..",
                "dev.bivouac.cli.."));
  }

  @Test
  void adaptersNeverSeeEachOther() {
    check(neverSees("dev.bivouac.kimi..", "dev.bivouac.tools..", "dev.bivouac.persistence.."));
    check(neverSees("dev.bivouac.tools..", "dev.bivouac.kimi..", "dev.bivouac.persistence.."));
    check(neverSees("dev.bivouac.persistence..", "dev.bivouac.kimi..", "dev.bivouac.tools.."));
    check(
        neverSees(
            "dev.bivouac.workflows..",
            "dev.bivouac.kimi..",
            "dev.bivouac.tools..",
            "dev.bivouac.persistence.."));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("dev.bivouac.(**)").should().beFreeOfCycles());
  }

  @Test
  void eachLibraryHasOnePlace() {
    check(onlyIn("dev.bivouac.retry..", "io.github.resilience4j.."));
    check(
        onlyIn(
            "dev.bivouac.persistence..",
            "java.sql..",
            "javax.sql..",
            "org.h2..",
            "org.postgresql..",
            "com.zaxxer.hikari..",
            "org.flywaydb.."));
    check(onlyIn("dev.bivouac.tools.article..", "org.apache.hc.."));
    check(onlyIn("dev.bivouac.cli..", "picocli.."));
    check(onlyIn("dev.bivouac.cli.view..", "org.jline.."));
  }

  @Test
  void journalRecordsKnowNoLangChain4j() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("dev.bivouac.journal..", "dev.bivouac.run..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.langchain4j.."));
  }

  @Test
  void theTimeComesFromAClock() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Wiring.class.getName())
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.bivouac.cli..", "dev.bivouac")
            .should()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Clock.class, "systemUTC"));
  }

  @Test
  void onlyTheProgramPrints() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        CLASSES.that(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "outside cli", type -> !type.getPackageName().startsWith("dev.bivouac.cli"))));
  }

  @Test
  void exceptionsHaveNames() {
    check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
  }

  private static ArchRule neverSees(String one, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(one)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  private static ArchRule onlyIn(String place, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(place)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }
}
