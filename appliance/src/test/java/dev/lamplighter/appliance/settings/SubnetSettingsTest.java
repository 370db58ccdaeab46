package dev.lamplighter.appliance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.appliance.settings.SegmentSettings.SubnetSettings;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.ExtraOption;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.LeaseTimes;
import dev.lamplighter.model.Mac;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said of a subnet; the column of a mistake is that of the line `        KEY: VALUE`. */
class SubnetSettingsTest {

    @TempDir
    Path folder;

    @Test
    void a_subnet_may_say_everything() throws Exception {
        SubnetSettings subnet = read("""
                pool: [192.168.1.100-192.168.1.149, 192.168.1.200-192.168.1.249]
                lease: 1h
                min-lease: 5m
                max-lease: 8h
                t1: 20m
                t2: 50m
                search: [lab.example.com, example.com]
                ntp: 192.168.1.4
                bootp: true
                options: { mtu: 9000, 224: { text: rack 7, always: true }, routes-of-old: 1 }
                """.replace(", routes-of-old: 1", ", classless-static-route: [10.0.0.0/8 via 192.168.1.9], 252: \"http://a/,b\"")
                + "reservations: [{ mac: 52:54:00:00:00:01, address: 192.168.1.5, options: { routers: 192.168.1.9 } }]\n");
        assertThat(subnet.pools()).containsExactly(Ip4Range.of("192.168.1.100-192.168.1.149"), Ip4Range.of("192.168.1.200-192.168.1.249"));
        assertThat(subnet.times()).isEqualTo(new LeaseTimes(Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(8),
                Optional.of(Duration.ofMinutes(20)), Optional.of(Duration.ofMinutes(50))));
        assertThat(subnet.extras().search()).containsExactly("lab.example.com", "example.com");
        assertThat(subnet.extras().ntp()).containsExactly(Ip4.of("192.168.1.4"));
        assertThat(subnet.bootp()).isTrue();
        assertThat(subnet.extras().options()).containsExactly(new ExtraOption(26, Bytes.hex("2328"), false), new ExtraOption(224, Bytes.utf8("rack 7"), true),
                new ExtraOption(121, Bytes.hex("080ac0a80109"), false), new ExtraOption(252, Bytes.utf8("http://a/,b"), false));
        assertThat(subnet.extras().ofMachine()).isEqualTo(Map.of(Mac.of("52:54:00:00:00:01"), List.of(new ExtraOption(3, Bytes.hex("c0a80109"), false))));
    }

    @Test
    void interfaces_of_one_machine_share_its_address_and_its_options() throws Exception {
        SubnetSettings subnet = read("""
                pool: 192.168.1.100-192.168.1.149
                reservations: [{ mac: [52:54:00:00:00:01, 52:54:00:00:00:02], address: 192.168.1.5, options: { routers: 192.168.1.9 } }]
                """);
        assertThat(subnet.reservations()).singleElement().satisfies(machine -> assertThat(machine.macs())
                .containsExactlyInAnyOrder(Mac.of("52:54:00:00:00:01"), Mac.of("52:54:00:00:00:02")));
        assertThat(subnet.extras().ofMachine()).containsOnlyKeys(Mac.of("52:54:00:00:00:01"), Mac.of("52:54:00:00:00:02"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "pool: [192.168.1.5-192.168.1.9, 192.168.1.7-192.168.1.20] | 6:13: pool: 192.168.1.7-192.168.1.20 and 192.168.1.5-192.168.1.9 have addresses in common",
        "min-lease: 2h | 6:18: min-lease: is longer than `lease`",
        "max-lease: 1m | 6:18: max-lease: is shorter than `lease`",
        "t2: 30m | 6:11: t2: comes after the lease has ended",
        "t1: 40m | 6:11: t1: comes after `t2` or the end of the lease",
        "search: a..b | 6:15: search: \"a..b\" is not a domain",
        "options: [1] | 6:16: options: expected `name: value` lines, found a list",
        "options: { mtuu: 9000 } | 6:18: options: there is no option mtuu (did you mean mtu?); a number from 1 to 254 names any",
        "options: { 255: 1 } | 6:18: options: \"255\" is not an option: they are 1 to 254",
        "options: { 224: 1 } | 6:18: options: the type of option 224 is not known here: say it, as in 224: { text: … }",
        "options: { mtu: many } | 6:23: options.mtu: \"many\" is not a number from 0 to 65535",
        "options: { 224: { uint8: 256 } } | 6:32: options.224: \"256\" is not a number from 0 to 255",
        "options: { 224: { word: 256 } } | 6:25: options.224: expected one of value, text, hex",
        "options: { 224: { always: true } } | 6:23: options.224: has no value",
        "options: { lease-time: 3 } | 6:18: options: there is no option lease-time",
        "options: { 51: 3 } | 6:18: options: 51 is what `lease` says",
        "options: { routers: 192.168.1.1 } | 6:18: options: routers is what `router` says",
        "options: { 42: 192.168.1.1, ntp-servers: 192.168.1.1 } | 6:18: options: 42 is what `ntp` says",
        "options: { 26: 1500, mtu: 1500 } | 6:28: options: mtu is option 26, which is there already as 26: keep one of them"})
    void a_mistake_is_named_with_its_place(String line, String message) {
        assertThatThrownBy(() -> read(line + "\n")).isInstanceOf(SettingsException.class).hasMessageContaining("lamplighter.yaml:" + message);
    }

    private SubnetSettings read(String lines) throws Exception {
        Path file = folder.resolve("lamplighter.yaml");
        String pool = lines.startsWith("pool:") ? "lease: 30m" : "pool: 192.168.1.100-192.168.1.199";
        Files.writeString(file, "segments:\n- interface: eth1\n  dhcp: full\n  subnets:\n    - " + (lines.contains("lease: 1h") ? "subnet: 192.168.1.0/24" : pool)
                + "\n" + lines.indent(6));
        return Settings.of(Merged.of(Flags.read(List.of("--config=" + file)), Map.of())).segments().getFirst().subnets().getFirst();
    }
}
