package gatehouse;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The package table of the README, as a test. A new package or arrow is a change to this table. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("P-transport")
class ArchitectureTest {

  private static final JavaClasses GATEHOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("gatehouse");

  /** Package to the gatehouse packages it may use besides itself. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          entry("model", List.of()),
          entry("terminal", List.of()),
          entry("menu", List.of("model", "terminal")),
          entry("line", List.of("terminal", "model")),
          entry(
              "session",
              List.of(
                  "menu", "play", "spectate", "line", "backend", "telemetry", "terminal", "model")),
          entry("play", List.of("line", "backend", "telemetry", "terminal", "model")),
          entry("spectate", List.of("line", "backend", "telemetry", "terminal", "model")),
          entry("admission", List.of("telemetry", "model")),
          entry(
              "ssh",
              List.of("session", "line", "admission", "backend", "telemetry", "terminal", "model")),
          entry("backend", List.of("terminal", "model")),
          entry("rpc", List.of("token", "model")),
          entry("backend.grpc", List.of("backend", "rpc", "terminal", "model", "wire..")),
          entry("telemetry", List.of("model")),
          entry("token", List.of("model")),
          entry("database", List.of("telemetry")),
          entry("game.catalogue", List.of("terminal", "model")),
          entry("game.pty", List.of("terminal", "model")),
          entry("game.saves", List.of("model")),
          entry(
              "game",
              List.of(
                  "game.catalogue",
                  "game.pty",
                  "game.saves",
                  "database",
                  "telemetry",
                  "terminal",
                  "model")),
          entry("game.grpc", List.of("game", "rpc", "token", "terminal", "model", "wire..")),
          entry("game.builtin", List.of("terminal")),
          entry("auth.password", List.of("token", "model")),
          entry("auth.issuing", List.of("token", "model")),
          entry(
              "auth",
              List.of("auth.password", "auth.issuing", "database", "telemetry", "token", "model")),
          entry("auth.grpc", List.of("auth", "rpc", "database", "token", "model", "wire..")));

  @TestFactory
  Stream<DynamicTest> each_package_uses_only_what_the_table_grants() {
    return MAY_USE.entrySet().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.getKey(),
                () -> {
                  var granted = new ArrayList<>(List.of("gatehouse." + row.getKey()));
                  row.getValue().forEach(used -> granted.add("gatehouse." + used));
                  noClasses()
                      .that()
                      .resideInAPackage("gatehouse." + row.getKey())
                      .should()
                      .dependOnClassesThat(
                          resideInAPackage("gatehouse..")
                              .and(not(resideInAnyPackage(granted.toArray(String[]::new)))))
                      .allowEmptyShould(true)
                      .check(GATEHOUSE);
                }));
  }

  @Test
  void every_package_is_in_the_table() {
    var packages = new TreeSet<String>();
    for (JavaClass type : GATEHOUSE) {
      if (!type.getPackageName().equals("gatehouse")
          && !type.getPackageName().startsWith("gatehouse.wire")) {
        packages.add(type.getPackageName().substring("gatehouse.".length()));
      }
    }
    assertThat(MAY_USE.keySet()).containsAll(packages);
  }

  @Test
  void every_package_is_null_marked() {
    for (JavaClass type : GATEHOUSE) {
      if (!type.getPackageName().startsWith("gatehouse.wire")) {
        assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
            .as(type.getPackageName())
            .isTrue();
      }
    }
  }

  @Test
  void there_are_no_cycles() {
    slices()
        .matching("gatehouse.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            resideInAPackage("gatehouse.wire.."), resideInAPackage("gatehouse.wire.."))
        .check(GATEHOUSE);
  }

  @Test
  void only_grpc_packages_see_generated_code() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..grpc", "gatehouse.wire..", "gatehouse")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("gatehouse.wire..", "com.google.protobuf..")
        .check(GATEHOUSE);
  }

  @Test
  void only_the_ssh_package_knows_mina() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gatehouse.ssh")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.sshd..")
        .check(GATEHOUSE);
  }

  @Test
  void only_the_database_package_speaks_sql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gatehouse.database")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.sql..")
        .check(GATEHOUSE);
  }

  @Test
  void only_the_pty_package_makes_native_calls() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gatehouse.game.pty")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .check(GATEHOUSE);
  }

  @Test
  void menus_and_values_know_no_framework() {
    classes()
        .that()
        .resideInAnyPackage("gatehouse.model", "gatehouse.terminal", "gatehouse.menu")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "gatehouse..", "org.jspecify..", "org.jline..", "com.google.errorprone..")
        .allowEmptyShould(true)
        .check(GATEHOUSE);
  }

  @Test
  void nothing_blocks_on_a_future() {
    noClasses()
        .that()
        .resideOutsideOfPackages("gatehouse", "gatehouse.wire..")
        .should()
        .callMethod(CompletableFuture.class, "join")
        .orShould()
        .callMethod(CompletableFuture.class, "get")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(GATEHOUSE);
  }

  @Test
  void configuration_is_read_by_settings_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gatehouse")
        .and()
        .haveSimpleNameNotEndingWith("Settings")
        .and()
        .haveSimpleNameNotEndingWith("CatalogueReader")
        .and()
        .resideOutsideOfPackage("gatehouse.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.typesafe.config..")
        .check(GATEHOUSE);
  }

  @Test
  void nobody_writes_to_the_console_past_the_main_class() {
    noClasses()
        .that()
        .resideOutsideOfPackages("gatehouse", "gatehouse.game.builtin")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(GATEHOUSE);
  }
}
