package dev.gatepost.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The walls between the rooms of local-server. */
class ArchitectureTest {
  private static final String SERVER = "dev.gatepost.local";
  private static final String HTTP = "dev.gatepost.local.http";
  private static final String ISSUER = "dev.gatepost.local.issuer";

  private final JavaClasses rooms =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(SERVER);

  @Test
  void one_room_knows_the_web_server() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HTTP)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..", "kotlin..")
        .check(rooms);
  }

  @Test
  void the_issuer_knows_neither_messages_nor_stores() {
    noClasses()
        .that()
        .resideInAPackage(ISSUER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SERVER, "dev.gatepost.messages", "dev.gatepost.messages.jdbc", "java.sql..")
        .check(rooms);
  }

  @Test
  void the_issuer_shares_no_code_with_the_verifier_of_its_tokens() {
    noClasses()
        .that()
        .resideInAPackage(ISSUER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.gatepost.token..")
        .check(rooms);
  }

  @Test
  void few_classes_know_each_database() {
    noClasses()
        .that()
        .haveNameNotMatching(SERVER + "\\.(Sqlite\\w+|EvictionOnFault|PostgresDatabase)")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.sqlite..", "com.zaxxer..", "java.sql..", "javax.sql..")
        .check(rooms);
  }

  @Test
  void the_command_line_stays_at_the_door() {
    noClasses()
        .that()
        .resideInAnyPackage(HTTP, ISSUER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(rooms);
  }

  @Test
  void the_rooms_form_no_circle() {
    slices().matching(SERVER + ".(*)..").should().beFreeOfCycles().check(rooms);
  }

  @Test
  void the_systems_clock_and_environment_are_read_where_all_is_put_together() {
    noClasses()
        .that()
        .haveNameNotMatching(SERVER + "\\.(Main|Program|ServerCommand)(\\$.*)?")
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
        .check(rooms);
  }
}
