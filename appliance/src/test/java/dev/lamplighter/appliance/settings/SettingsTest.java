package dev.lamplighter.appliance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.boot.policy.Answering;
import dev.lamplighter.model.HostPort;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.render.gotemplate.FunctionSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void reads_by_lease_need_leases() throws Exception {
        String full = "segments: [{ interface: eth2, dhcp: full, subnets: [{ subnet: 192.168.2.0/24, pool: 192.168.2.3-192.168.2.9 }] }]\n";
        assertThat(readFile(full).reads()).isEqualTo(Settings.Reads.OPEN);
        assertThat(readFile(full + "http: { reads: lease }\n").reads()).isEqualTo(Settings.Reads.LEASE);
        assertThat(readFile("http: { reads: token }\n").reads()).isEqualTo(Settings.Reads.TOKEN);
        assertThatThrownBy(() -> readFile("segments: [{ interface: eth1, dhcp: proxy }]\nhttp: { reads: lease }\n")).hasMessageContaining("http.reads")
                .hasMessageContaining("no segment leases addresses");
        assertThatThrownBy(() -> readFile("http: { reads: some }\n")).hasMessageContaining("open, lease or token");
    }

    @Test
    void a_proxy_answers_whom_a_group_could_select_and_a_full_server_everybody_unless_told_otherwise() throws Exception {
        Settings settings = readFile("""
                boot: { secure: true, script: guided, initrd-argument: false, files: { "class:PXEClient:Arch:00007": snponly.efi, efi-x64-secure: null } }
                segments:
                  - { interface: eth1, dhcp: proxy }
                  - { interface: eth2, dhcp: full, subnets: [{ subnet: 192.168.2.0/24, pool: 192.168.2.3-192.168.2.9 }] }
                  - { interface: eth3, dhcp: proxy, answer: known, ra: on, secure: false }
                """);
        assertThat(settings.segments()).extracting(segment -> segment.boot().answering(segment.dhcp())).containsExactly(Answering.MATCHED, Answering.ALL, Answering.KNOWN);
        assertThat(settings.segments()).extracting(segment -> segment.boot().advertises(segment.dhcp())).containsExactly(false, true, true);
        assertThat(settings.segments().getLast().boot().secure()).contains(false);
        assertThat(settings.secureBoot()).isTrue();
        assertThat(settings.guidedScript()).isTrue();
        assertThat(settings.initrdArgument()).isFalse();
        assertThat(settings.bootFiles()).containsEntry("class:PXEClient:Arch:00007", Optional.of("snponly.efi")).containsEntry("efi-x64-secure", Optional.empty());
        assertThatThrownBy(() -> readFile("interface: eth1\ndhcp: { answer: some }\n")).hasMessageContaining("dhcp.answer").hasMessageContaining("all, matched, known");
    }

    @Test
    void nothing_said_means_http_on_loopback_and_nothing_else() throws Exception {
        Settings settings = read(List.of("--config", "none"), Map.of());
        assertThat(settings.segments()).isEmpty();
        assertThat(settings.httpAddress()).isEqualTo(new HostPort("127.0.0.1", 8080));
        assertThat(settings.dnsIsSetUp()).isFalse();
        assertThat(settings.rpc()).isEmpty();
    }

    @Test
    void plain_http_for_the_boot_stands_beside_https_only() throws Exception {
        String pem = Files.writeString(folder.resolve("any.pem"), "").toString();
        Settings settings = read(List.of("--config=none", "-web-ssl", "-web-cert-file", pem, "-web-key-file", pem, "--http-boot-address", "0.0.0.0:8081"), Map.of());
        assertThat(settings.bootAddress()).contains(new HostPort("0.0.0.0", 8081));
        assertThat(settings.forBooting().port()).isEqualTo(8081);
        assertThatThrownBy(() -> read(List.of("--config=none", "--http-boot-address", "0.0.0.0:8081"), Map.of()))
                .isInstanceOf(SettingsException.class).hasMessageContaining("http.address is plain already");
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
            assertThat(subnet.times().usual()).isEqualTo(Duration.ofHours(12));
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
                Arguments.of("a boot file that is no URL", "boot: { files: { bios: \"http://a b/x\" } }\n", "lamplighter.yaml:1:24: boot.files.bios: \"http://a b/x\" is not a file name or a URL"),
                Arguments.of("a boot file at a port that is none", "boot: { files: { bios: \"http://a:65536/x\" } }\n", "lamplighter.yaml:1:24: boot.files.bios: "),
                Arguments.of("a boot file without a name", "boot: { files: { bios: \"\" } }\n", "lamplighter.yaml:1:24: boot.files.bios: \"\" is not a file name"),
                Arguments.of("an architecture above 65535", "boot: { files: { 65536: a } }\n", "lamplighter.yaml:1:18: unknown firmware 65536 in boot.files"),
                Arguments.of("an architecture with a zero in front", "boot: { files: { 07: a } }\n", "lamplighter.yaml:1:18: unknown firmware 07 in boot.files"),
                Arguments.of("a URL at a port that is none", "boot: { url: \"http://a:65536\" }\n", "lamplighter.yaml:1:14: boot.url: "),
                Arguments.of("a pool outside its subnet", full("- { subnet: 10.0.0.0/24, pool: 10.0.0.200-10.0.1.9 }"),
                        "lamplighter.yaml:5:34: pool: 10.0.0.200-10.0.1.9 is not in the subnet 10.0.0.0/24"),
                Arguments.of("a pool outside its subnet in short", "interface: eth1\ndhcp: { mode: full, subnet: 10.0.0.0/24, pool: 10.0.1.1-10.0.1.9 }\n",
                        "lamplighter.yaml:2:48: dhcp.pool: 10.0.1.1-10.0.1.9 is not in the subnet 10.0.0.0/24"),
                Arguments.of("a reservation outside its subnet", full("- subnet: 10.0.0.0/24\n    reservations:\n    - { mac: 52:54:00:00:00:01, address: 10.0.1.1 }"),
                        "lamplighter.yaml:7:42: address: 10.0.1.1 is not in the subnet 10.0.0.0/24"),
                Arguments.of("one address for two machines", full("- reservations:\n    - { mac: 52:54:00:00:00:01, address: 10.0.0.1 }\n    - { mac: 52:54:00:00:00:02, address: 10.0.0.1 }"),
                        "lamplighter.yaml:7:42: address: 10.0.0.1 is reserved for another machine already ("),
                Arguments.of("one machine twice", full("- reservations:\n    - { mac: 52:54:00:00:00:0a, address: 10.0.0.1 }\n    - { mac: 52-54-00-00-00-0A, address: 10.0.0.2 }"),
                        "lamplighter.yaml:7:14: mac: 52:54:00:00:00:0a has a reservation already ("),
                Arguments.of("one machine in two subnets", full("- { subnet: 10.0.0.0/24, reservations: [{ mac: 52:54:00:00:00:0a, address: 10.0.0.1 }] }\n  "
                        + "- { subnet: 10.0.1.0/24, reservations: [{ mac: 52:54:00:00:00:0a, address: 10.0.1.1 }] }"), "lamplighter.yaml:6:50: mac: "),
                Arguments.of("one subnet twice", full("- { subnet: 10.0.0.0/24, pool: 10.0.0.1-10.0.0.9 }\n  - { subnet: 10.0.0.7/24, pool: 10.0.0.20-10.0.0.29 }"),
                        "lamplighter.yaml:6:5: subnets: the subnet 10.0.0.0/24 is there twice"),
                Arguments.of("the interface's subnet twice", full("- { pool: 10.0.0.1-10.0.0.9 }\n  - { pool: 10.0.0.20-10.0.0.29 }"),
                        "lamplighter.yaml:6:5: subnets: the interface's own subnet is there twice"),
                Arguments.of("reservations without full", "segments:\n- interface: eth1\n  subnets:\n  - reservations: [{ mac: 52:54:00:00:00:01, address: 10.0.0.1 }]\n",
                        "lamplighter.yaml:3:3: subnets: addresses are leased only with dhcp: full, and here it is proxy"),
                Arguments.of("a lease without full in short", "interface: eth1\ndhcp: { mode: off, lease: 1h }\n",
                        "lamplighter.yaml:2:27: dhcp.lease: addresses are leased only with dhcp: full, and here it is off"),
                Arguments.of("a name with a space", "boot: { name: a b }\n", "lamplighter.yaml:1:15: boot.name: \"a b\" is not a host name"),
                Arguments.of("a name with an empty label", "boot: { name: a..b }\n", "lamplighter.yaml:1:15: boot.name: \"a..b\" is not a host name"),
                Arguments.of("a label of 64", "boot: { name: " + "a".repeat(64) + " }\n", "lamplighter.yaml:1:15: boot.name: "),
                Arguments.of("a name of 255", "boot: { name: " + "a.".repeat(127) + "b }\n", "lamplighter.yaml:1:15: boot.name: "),
                Arguments.of("a record whose name is none", "dns: { records: { a_b..c: 10.0.0.1 } }\n", "lamplighter.yaml:1:19: dns.records: \"a_b..c\" is not a host name"),
                Arguments.of("a record without an address", "dns: { records: { a.b: [] } }\n", "lamplighter.yaml:1:24: dns.records.a.b: has no address"),
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

    /** A segment in mode full, whose subnets begin in line 5, column 3. */
    @Test
    void templates_may_call_more_than_matchbox_knows_only_where_that_was_said() throws Exception {
        assertThat(read(List.of(), Map.of()).templateFunctions()).isEqualTo(FunctionSet.MATCHBOX);
        assertThat(read(List.of("--templates-functions=extended"), Map.of()).templateFunctions()).isEqualTo(FunctionSet.EXTENDED);
        assertThat(read(List.of(), Map.of("LAMPLIGHTER_TEMPLATES_FUNCTIONS", "extended")).templateFunctions()).isEqualTo(FunctionSet.EXTENDED);
        assertThatThrownBy(() -> read(List.of("--templates-functions=sprig"), Map.of())).hasMessageContaining("matchbox or extended");
    }

    private static String full(String subnets) {
        return "segments:\n- interface: eth1\n  dhcp: full\n  subnets:\n  " + subnets + "\n";
    }

    static Stream<Arguments> worlds() {
        return Stream.of(
                Arguments.of("a folder in the file", "store: { path: /no/such/folder }\n", List.of(), Map.of(), "lamplighter.yaml:1:16: store.path: there is no folder"),
                Arguments.of("a folder by our flag", "", List.of("--tftp-root=/no/such/folder"), Map.of(), "--tftp-root: there is no folder"),
                Arguments.of("a folder by our variable", "", List.of(), Map.of("LAMPLIGHTER_ASSETS_PATH", "/no/such/folder"),
                        "LAMPLIGHTER_ASSETS_PATH: assets.path: there is no folder"),
                Arguments.of("a folder by Matchbox's variable", "", List.of(), Map.of("MATCHBOX_DATA_PATH", "/no/such/folder"),
                        "MATCHBOX_DATA_PATH: store.path: there is no folder"),
                Arguments.of("a certificate in the file", "http: { tls: true, cert: /none.crt }\n", List.of(), Map.of(),
                        "lamplighter.yaml:1:26: http.cert: there is no readable file \"/none.crt\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void what_is_missing_in_the_world_is_1_whoever_named_it(String name, String text, List<String> flags, Map<String, String> environment, String message)
            throws Exception {
        Files.writeString(file, text);
        assertThatThrownBy(() -> read(Stream.concat(Stream.of("--config=" + file), flags.stream()).toList(), environment))
                .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageContaining(message);
    }

    static Stream<Arguments> closedFolders() {
        return Stream.of(
                Arguments.of("the store", "store.path", "store"),
                Arguments.of("the store's groups", "store.path", "store/groups"),
                Arguments.of("the store's profiles", "store.path", "store/profiles"),
                Arguments.of("the assets", "assets.path", "assets"),
                Arguments.of("the boot files", "tftp.root", "tftp"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closedFolders")
    void a_named_folder_that_this_user_cannot_read_is_refused(String name, String key, String closed) throws Exception {
        for (String made : List.of("store/groups", "store/profiles", "assets", "tftp")) {
            Files.createDirectories(folder.resolve(made));
        }
        Files.writeString(file, "store: { path: %1$s/store }\nassets: { path: %1$s/assets }\ntftp: { root: %1$s/tftp }\n".formatted(folder));
        Merged merged = Merged.of(Flags.read(List.of("--config", file.toString())), Map.of());
        assertThat(Settings.of(merged, new Folders(merged, path -> true)).storePath()).isEqualTo(folder.resolve("store"));
        assertThatThrownBy(() -> Settings.of(merged, new Folders(merged, path -> !path.equals(folder.resolve(closed)))))
                .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageContaining(": " + key + ": the folder \"" + folder.resolve(closed) + "\" cannot be read by this user: give it the rights");
    }

    @Test
    void the_same_pool_and_names_are_fine_where_nothing_contradicts() throws Exception {
        Settings settings = readFile(full("- { subnet: 10.0.0.0/24, pool: 10.0.0.1-10.0.0.9, reservations: [{ mac: 52:54:00:00:00:01, address: 10.0.0.20 }] }\n  "
                + "- { subnet: 10.0.1.0/24, pool: 10.0.1.1-10.0.1.9, reservations: [{ mac: 52:54:00:00:00:02, address: 10.0.1.20 }] }")
                + "boot: { name: _a-1.b, files: { 65535: \"tftp://10.0.0.1/x\", 0: \"http://a_b:80/x\" } }\ndns: { records: { " + "a".repeat(63) + ": [10.0.0.1] } }\n");
        assertThat(settings.segments().getFirst().subnets()).hasSize(2);
        assertThat(settings.bootFiles()).hasSize(2);
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
