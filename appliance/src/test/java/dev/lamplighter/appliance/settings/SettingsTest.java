package dev.lamplighter.appliance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment.DhcpMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("lamplighter.yaml");
    }

    @Test
    void nothing_said_means_http_on_loopback_and_nothing_else() throws Exception {
        Settings settings = read(List.of("--config", "none"), Map.of());
        assertThat(settings.segments()).isEmpty();
        assertThat(settings.httpAddress()).isEqualTo(new HostPort("127.0.0.1", 8080));
        assertThat(settings.dnsIsSetUp()).isFalse();
        assertThat(settings.rpcAddress()).isEmpty();
    }

    @Test
    void one_interface_by_flag_is_one_segment_with_proxy_dhcp() throws Exception {
        Settings settings = read(List.of("--config=none", "--interface", "eth1"), Map.of());
        assertThat(settings.segments()).singleElement().satisfies(segment -> {
            assertThat(segment.interfaceName()).isEqualTo("eth1");
            assertThat(segment.dhcp()).isEqualTo(DhcpMode.PROXY);
            assertThat(segment.subnets()).isEmpty();
        });
    }

    @Test
    void the_file_describes_several_segments() throws Exception {
        Settings settings = readFile("""
                segments:
                  - interface: eth1
                    advertise: 192.168.1.2
                    dhcp: full
                    subnets:
                      - subnet: 192.168.1.0/24
                        pool: 192.168.1.3-192.168.1.254
                        lease: 12h
                        router: [192.168.1.1, 192.168.1.9]
                        reservations:
                          - { mac: 52-54-00-A1-9C-AE, address: 192.168.1.10, hostname: node1 }
                  - interface: eth2
                    dhcp: off
                boot: { name: matchbox.example.com, files: { bios: undionly.kpxe, efi-arm64: null } }
                dns: { upstream: [192.168.1.1], records: { registry.lab: 192.168.1.9 } }
                """);
        assertThat(settings.segments()).extracting(SegmentSettings::dhcp).containsExactly(DhcpMode.FULL, DhcpMode.OFF);
        assertThat(settings.segments().getFirst().subnets()).singleElement().satisfies(subnet -> {
            assertThat(subnet.lease()).isEqualTo(Duration.ofHours(12));
            assertThat(subnet.routers()).get(InstanceOfAssertFactories.list(Ip4.class)).hasSize(2);
            assertThat(subnet.reservations()).singleElement().satisfies(machine -> assertThat(machine.hostname()).contains("node1"));
        });
        assertThat(settings.bootFiles().get("bios")).contains("undionly.kpxe");
        assertThat(settings.bootFiles().get("efi-arm64")).isEmpty();
        assertThat(settings.dnsUpstream()).containsExactly(new HostPort("192.168.1.1", 53));
    }

    @Test
    void a_flag_wins_over_our_variable_over_matchboxs_over_the_file_over_the_default() throws Exception {
        Files.writeString(file, "log: { level: error }\n");
        String config = "--config=" + file;
        var both = Map.of("LAMPLIGHTER_LOG_LEVEL", "warn", "MATCHBOX_LOG_LEVEL", "debug");
        assertThat(read(List.of(config, "-log-level=trace"), both).logLevel()).isEqualTo(Settings.LogLevel.TRACE);
        assertThat(read(List.of(config), both).logLevel()).isEqualTo(Settings.LogLevel.WARN);
        assertThat(read(List.of(config), Map.of("MATCHBOX_LOG_LEVEL", "debug")).logLevel()).isEqualTo(Settings.LogLevel.DEBUG);
        assertThat(read(List.of(config), Map.of("LAMPLIGHTER_LOG_LEVEL", "")).logLevel()).isEqualTo(Settings.LogLevel.ERROR);
        assertThat(read(List.of("--config=none"), Map.of("LAMPLIGHTER_NOISE", "1")).logLevel()).isEqualTo(Settings.LogLevel.INFO);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("an unknown key", "intreface: eth1\n", "lamplighter.yaml:1:1: unknown key intreface (did you mean interface?)"),
                Arguments.of("an unknown key in a section", "http:\n  adress: 1.2.3.4:80\n", "lamplighter.yaml:2:3: unknown key http.adress (did you mean http.address?)"),
                Arguments.of("an unknown key in a segment", "segments:\n  - interface: eth1\n    dchp: full\n", "lamplighter.yaml:3:5: unknown key dchp in segments (did you mean dhcp?)"),
                Arguments.of("a duplicate", "boot:\n  name: a\n  name: b\n", "lamplighter.yaml:3:3: name is said twice; the first is in line 2"),
                Arguments.of("a list for a value", "boot:\n  name: [a, b]\n", "lamplighter.yaml:2:9: boot.name: expected a single value, found a list"),
                Arguments.of("a value for a section", "boot: yes\n", "lamplighter.yaml:1:1: boot is a section"),
                Arguments.of("a wrong boolean", "tftp: { enabled: perhaps }\n", "lamplighter.yaml:1:18: tftp.enabled: \"perhaps\" is not true or false"),
                Arguments.of("a wrong mode", "segments:\n- interface: eth1\n  dhcp: both\n", "lamplighter.yaml:3:9: dhcp: \"both\" is not one of proxy, full"),
                Arguments.of("a pool without full", "segments:\n- interface: eth1\n  subnets:\n  - pool: 10.0.0.1-10.0.0.9\n",
                        "lamplighter.yaml:4:11: pool: addresses are leased only with dhcp: full"),
                Arguments.of("full without a pool", "segments:\n- interface: eth1\n  dhcp: full\n", "lamplighter.yaml:2:3: subnets: dhcp: full needs addresses"),
                Arguments.of("interface and segments", "interface: eth1\nsegments:\n- interface: eth2\n", "lamplighter.yaml:1:12: interface: is short for one segment"),
                Arguments.of("one interface twice", "segments:\n- interface: eth1\n- interface: eth1\n", "lamplighter.yaml:3:3: segments: interface eth1 is in two segments"),
                Arguments.of("a mode without an interface", "dhcp: { mode: full }\n", "lamplighter.yaml:1:15: dhcp.mode: belongs to `interface`"),
                Arguments.of("an unknown firmware", "boot: { files: { bois: a } }\n", "lamplighter.yaml:1:18: unknown firmware bois in boot.files (did you mean bios?)"),
                Arguments.of("a record that is no address", "dns: { records: { a.b: c.d } }\n", "lamplighter.yaml:1:24: dns.records: \"c.d\" is not an IP address"),
                Arguments.of("a named folder that is missing", "store: { path: /no/such/folder }\n", "lamplighter.yaml:1:16: store.path: there is no folder"),
                Arguments.of("no YAML", "boot: [\n", "lamplighter.yaml:2:1: not YAML"),
                Arguments.of("no mapping", "- a\n", "lamplighter.yaml:1:1: expected `key: value` lines, found a list"),
                Arguments.of("a long alias chain", "a: &a [x,x]\nb: &b [*a,*a]\n", "lamplighter.yaml:1:1: unknown key a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_names_file_line_column_and_what_was_meant(String name, String text, String message) {
        assertThatThrownBy(() -> readFile(text))
                .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(message);
    }

    static Stream<Arguments> matchboxMistakes() {
        return Stream.of(
                Arguments.of("an unknown flag", List.of("-nope"), 2, "flag provided but not defined: -nope"),
                Arguments.of("a missing value", List.of("-log-level"), 2, "flag needs an argument: -log-level"),
                Arguments.of("a bad boolean", List.of("-web-ssl=perhaps"), 2, "invalid boolean value \"perhaps\" for -web-ssl"),
                Arguments.of("a missing data path", List.of("-data-path=/no/such/folder"), 1, "-data-path: there is no folder"),
                Arguments.of("a bad level", List.of("-log-level=loud"), 1, "-log-level: \"loud\" is not one of trace"),
                Arguments.of("a bad address", List.of("-address=nonsense"), 1, "-address: \"nonsense\" is not an address to listen on"),
                Arguments.of("our own flag", List.of("--log-format=xml"), 2, "--log-format: \"xml\" is not text or json"),
                Arguments.of("gRPC without certificates", List.of("-rpc-address=127.0.0.1:0", "-cert-file=/none.crt"), 1, "-cert-file"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matchboxMistakes")
    void matchboxs_flags_keep_matchboxs_exit_codes(String name, List<String> flags, int code, String message) {
        assertThatThrownBy(() -> read(Stream.concat(Stream.of("--config=none"), flags.stream()).toList(), Map.of()))
                .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void flags_end_at_the_first_other_word_and_the_last_of_a_repeated_one_wins() throws Exception {
        Settings settings = read(List.of("--config=none", "-log-level=loud", "-log-level", "debug", "extra", "-log-level=loud"), Map.of());
        assertThat(settings.logLevel()).isEqualTo(Settings.LogLevel.DEBUG);
        assertThat(read(List.of("--config=none", "--", "-nope"), Map.of()).logLevel()).isEqualTo(Settings.LogLevel.INFO);
    }

    @Test
    void an_empty_assets_path_turns_assets_off_but_an_empty_variable_does_not() throws Exception {
        assertThat(read(List.of("--config=none", "-assets-path="), Map.of()).assetsPath()).isEmpty();
        assertThat(read(List.of("--config=none"), Map.of("MATCHBOX_ASSETS_PATH", "")).assetsPath()).isPresent();
    }

    @Test
    void no_text_of_any_kind_makes_the_reader_throw_anything_but_its_own_exception() throws Exception {
        var random = new java.util.Random(7);
        String good = "segments:\n  - interface: eth1\n    dhcp: full\n    subnets:\n      - { subnet: 10.0.0.0/8, pool: 10.0.0.1-10.0.0.9 }\nboot: { files: { bios: x } }\n";
        for (int i = 0; i < 3000; i++) {
            var text = new StringBuilder(good);
            for (int change = 0; change < 1 + random.nextInt(4); change++) {
                text.setCharAt(random.nextInt(text.length()), " :-[]{}&*!|>'\"%@#\n\t\u0000a0".charAt(random.nextInt(22)));
            }
            try {
                readFile(text.toString());
            } catch (SettingsException expected) {
                assertThat(expected.getMessage()).contains("lamplighter.yaml");
            }
        }
    }

    private Settings readFile(String text) throws Exception {
        Files.writeString(file, text);
        return read(List.of("--config", file.toString()), Map.of());
    }

    private static Settings read(List<String> flags, Map<String, String> environment) throws SettingsException {
        return Settings.of(Merged.of(Flags.read(flags), environment));
    }
}
