package dev.gatepost.messages;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The walls between the rooms of messages-core. */
class ArchitectureTest {
  private static final String DOMAIN = "dev.gatepost.messages";
  private static final String JDBC = "dev.gatepost.messages.jdbc";
  private static final String API = "dev.gatepost.messages.api";
  private static final String ANNOTATIONS = "org.jspecify.annotations";

  private final JavaClasses rooms =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(DOMAIN);

  @Test
  void the_domain_knows_the_jdk_alone() {
    classes()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            DOMAIN,
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.nio",
            "java.security",
            ANNOTATIONS)
        .check(rooms);
  }

  @Test
  void the_database_store_knows_jdbc_and_the_domain() {
    classes()
        .that()
        .resideInAPackage(JDBC)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            JDBC,
            DOMAIN,
            "javax.sql",
            "java.sql",
            "java.lang..",
            "java.util..",
            "java.time..",
            ANNOTATIONS)
        .check(rooms);
  }

  @Test
  void the_api_knows_the_domain_the_tokens_and_json() {
    classes()
        .that()
        .resideInAPackage(API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            API,
            DOMAIN,
            "dev.gatepost.token",
            "dev.gatepost.token.http",
            "com.fasterxml.jackson.core..",
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.io",
            "java.net",
            "java.nio..",
            ANNOTATIONS)
        .check(rooms);
  }

  @Test
  void two_classes_know_jackson() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.Json(Reader|Writer)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(rooms);
  }

  @Test
  void one_class_makes_problems() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Problems")
        .should()
        .callMethodWhere(target(name("problem")))
        .check(rooms);
  }

  @Test
  void the_rooms_form_no_circle() {
    slices().matching(DOMAIN + ".(*)").should().beFreeOfCycles().check(rooms);
  }

  @Test
  void nothing_reads_the_systems_clock_or_environment() {
    // System.nanoTime() is not of them: it measures, and tells no time.
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(rooms);
  }
}
