package dev.gatepost.token;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.ObjectInputStream;
import java.util.ServiceLoader;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** What token-core keeps out, of its classes or altogether. */
class ArchitectureTest {
  private static final String TOKEN = "dev.gatepost.token";
  private static final String HTTP = "dev.gatepost.token.http";

  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(TOKEN);

  @Test
  void one_class_knows_jose4j_and_only_for_public_keys() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(TOKEN + ".KeyMaterial")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jose4j..")
        .check(MAIN);
    // Encryption, compression, JWS and JWT of the toolkit had their faults: none is in our way.
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.jose4j..")
                .and(resideOutsideOfPackages("org.jose4j.jwk", "org.jose4j.lang")))
        .check(MAIN);
  }

  @Test
  void no_class_knows_jackson() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(MAIN);
  }

  @Test
  void the_http_package_knows_tokens_and_the_jdk_alone() {
    classes()
        .that()
        .resideInAPackage(HTTP)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            HTTP, TOKEN, "java.lang..", "java.util..", "java.time", "java.net", "org.jspecify..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage(TOKEN)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HTTP)
        .check(MAIN);
  }

  @Test
  void nothing_logs_but_through_the_jdks_system_logger() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging", "org.slf4j..", "org.apache..")
        .check(MAIN);
  }

  @Test
  void nothing_starts_a_thread() {
    noClasses()
        .should()
        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
        .orShould()
        .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("start"))))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Executors.class, ForkJoinPool.class, Timer.class)
        .check(MAIN);
  }

  @Test
  void nothing_reflects() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect").check(MAIN);
    noClasses().should().callMethod(Class.class, "forName", String.class).check(MAIN);
  }

  // Amazon's provider is looked for as a service, which such an image finds by itself or not at
  // all.
  @Test
  void nothing_else_needs_metadata_in_a_native_image() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(AmazonProvider.class)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ServiceLoader.class, ObjectInputStream.class)
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(Class.class))).and(target(nameMatching("getResource.*"))))
        .check(MAIN);
  }

  // A pattern that backtracks is the sender's to burn time with (CVE-2026-35041 in fast-jwt). These
  // classes match what the operator set or the issuer answered; the others read tokens.
  @Test
  void nothing_matches_patterns_against_a_token() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.(Freshness|Issuers|JwksFetch|KeyAddress|KeySource)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex")
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(String.class)))
                .and(target(nameMatching("matches|split|replaceAll|replaceFirst"))))
        .check(MAIN);
  }

  @Test
  void nothing_inflates() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.util.zip").check(MAIN);
  }
}
