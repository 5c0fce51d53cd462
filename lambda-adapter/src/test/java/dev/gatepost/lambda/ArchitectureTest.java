package dev.gatepost.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.gatepost.lambda");

  @Test
  void two_classes_at_most_know_the_lambda_api() {
    assertThat(classes)
        .filteredOn(ArchitectureTest::knowsLambda)
        .extracting(JavaClass::getSimpleName)
        .contains("MessagesHandler")
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void nobody_knows_what_costs_a_cold_start_or_belongs_to_another_room() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.fasterxml.jackson.databind..",
            "java.lang.reflect..",
            "org.jose4j..",
            "io.javalin..",
            "dev.gatepost.local..",
            "dev.gatepost.messages.jdbc..")
        .check(classes);
  }

  private static boolean knowsLambda(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(known -> known.getTargetClass().getPackageName().startsWith("com.amazonaws."));
  }
}
