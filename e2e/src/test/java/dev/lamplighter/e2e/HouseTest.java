package dev.lamplighter.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of the house: which room may use which. */
class HouseTest {

    static final String HOUSE = "dev.lamplighter.";

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lamplighter");

    /** Each room with all the rooms it may use; design.md draws it. */
    static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

    static {
        var lower = Set.of("model");
        MAY_USE.put("api", Set.of());
        MAY_USE.put("model", Set.of());
        MAY_USE.put("render", Set.of());
        MAY_USE.put("net", lower);
        MAY_USE.put("store", lower);
        MAY_USE.put("assets", lower);
        MAY_USE.put("signing", lower);
        MAY_USE.put("boot", Set.of("model", "render", "net", "store", "assets"));
        var boot = Set.of("model", "render", "net", "store", "assets", "boot");
        for (String door : List.of("dhcp", "tftp", "dns", "http")) {
            MAY_USE.put(door, boot);
        }
        MAY_USE.put("http", Set.of("model", "render", "net", "store", "assets", "signing", "boot"));
        MAY_USE.put("rpc", Set.of("model", "render", "net", "store", "assets", "boot", "api"));
        MAY_USE.put("timeline", lower);
        MAY_USE.put("console", Set.of("model", "net", "store", "boot", "timeline"));
        // A client that walks a boot speaks the doors' protocols, through their codecs alone; see the_walk_and_the_demo_know_only_codecs.
        MAY_USE.put("walk", Set.of("model", "net", "dhcp", "tftp"));
        MAY_USE.put("demo", Set.of("model", "net", "dhcp", "tftp", "walk"));
        MAY_USE.put("cli", Set.of("model", "render", "net", "store", "assets", "boot", "api", "walk"));
        MAY_USE.put("appliance",
                Set.of("model", "render", "net", "store", "assets", "signing", "boot", "dhcp", "tftp", "dns", "http", "rpc", "timeline", "console", "walk", "demo", "cli"));
    }

    @TestFactory
    Stream<DynamicTest> a_room_uses_only_the_rooms_below_it() {
        return MAY_USE.entrySet().stream().map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
            String[] others = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(room.getKey()) && !room.getValue().contains(other))
                    .map(other -> HOUSE + other + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(HOUSE + room.getKey() + "..").should().dependOnClassesThat().resideInAnyPackage(others).check(ALL);
        }));
    }

    @Test
    void every_room_is_in_the_plan() {
        var rooms = new TreeSet<String>();
        ALL.forEach(type -> rooms.add(type.getPackageName().substring(HOUSE.length()).split("\\.", 2)[0]));
        assertThat(rooms).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void codecs_and_services_know_no_socket_no_server_and_no_log() {
        noClasses().that().resideInAnyPackage("..packet..", "..service..").should().dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel..", "io.netty.handler..", "io.netty.bootstrap..", "..server..", "org.apache.logging..", "org.slf4j..").check(ALL);
    }

    @Test
    void codecs_know_no_services() {
        noClasses().that().resideInAPackage("..packet..").should().dependOnClassesThat().resideInAPackage("..service..").check(ALL);
    }

    @Test
    void the_walk_and_the_demo_know_only_codecs() {
        noClasses().that().resideInAnyPackage("dev.lamplighter.walk..", "dev.lamplighter.demo..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.lamplighter.dhcp.service..", "dev.lamplighter.dhcp.server..", "dev.lamplighter.tftp.service..",
                        "dev.lamplighter.tftp.server..").check(ALL);
    }

    @Test
    void model_and_render_do_no_input_or_output_on_the_network() {
        noClasses().that().resideInAnyPackage("dev.lamplighter.model..", "dev.lamplighter.render..").should().dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "java.nio.channels..").check(ALL);
    }

    @Test
    void only_the_appliance_and_its_log_know_log4j() {
        noClasses().that().resideOutsideOfPackage("dev.lamplighter.appliance..").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.logging..", "org.slf4j..").check(ALL);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.lamplighter.(**)").should().beFreeOfCycles().check(ALL.that(not(resideInAPackage("dev.lamplighter.api.."))));
    }

    @Test
    void the_plan_has_no_cycle_itself() {
        String doubled = MAY_USE.entrySet().stream()
                .flatMap(room -> room.getValue().stream().filter(other -> MAY_USE.get(other).contains(room.getKey())).map(other -> room.getKey() + "↔" + other))
                .collect(joining(", "));
        assertThat(doubled).isEmpty();
    }
}
