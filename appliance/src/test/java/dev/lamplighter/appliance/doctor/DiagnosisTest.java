package dev.lamplighter.appliance.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.appliance.doctor.Facts.Clock;
import dev.lamplighter.appliance.doctor.Facts.Firewall;
import dev.lamplighter.appliance.doctor.Facts.Folder;
import dev.lamplighter.appliance.doctor.Facts.Holder;
import dev.lamplighter.appliance.doctor.Facts.Link;
import dev.lamplighter.appliance.doctor.Facts.Neighbourhood;
import dev.lamplighter.appliance.doctor.Facts.Port;
import dev.lamplighter.appliance.doctor.Facts.Privileges;
import dev.lamplighter.appliance.doctor.firewall.Knock;
import dev.lamplighter.appliance.doctor.firewall.Knock.Protocol;
import dev.lamplighter.appliance.doctor.firewall.Ruleset;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.net.Interfaces.Assigned;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {

    static final Instant TODAY = Instant.parse("2026-11-24T12:00:00Z");
    static final List<Assigned> ADDRESSES = List.of(new Assigned(Ip4.of("192.168.1.2"), Subnet.of("192.168.1.0/24")));
    static final long PLENTY = 10L << 30;

    @Test
    void a_host_on_which_all_is_well_is_good_and_each_look_says_so() {
        var diagnosis = Diagnosis.of(new Facts(List.of(link(Optional.of(ADDRESSES), true, true)), privileges(true, true), List.of(port(List.of(), true)),
                new Firewall(Optional.of(Ruleset.none()), Finding.bad("firewall", "unread"), List.of(Knock.discover("eth1"))),
                List.of(new Neighbourhood("eth1", true, Optional.empty())), new Clock(TODAY, Optional.of(true)), List.of(folder(true, true, PLENTY)), List.of()));
        assertThat(diagnosis.isGood()).isTrue();
        assertThat(DiagnosisText.plain(diagnosis)).isEqualTo("""
                ok    interface    eth1 is up and has 192.168.1.2/24
                ok    permissions  the user root may listen on every port that the settings ask for, and send to machines without an address
                ok    port         TFTP (udp 0.0.0.0:69) is free
                ok    firewall     no rule stops DHCP (udp 67)
                ok    dhcp         no other server leases addresses on eth1
                ok    clock        the clock says 2026-11-24T12:00:00Z and is synchronised
                ok    state        /var/lib/lamplighter (state.path, default) can be written to
                ok    disk         the disk of /var/lib/lamplighter has 10240 MiB left
                0 bad, 0 to know, 8 ok
                """);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("no such interface", LinkRules.of(link(Optional.empty(), false, false)), "bad: this host has no interface eth1; it has eth0, wlan0", ""),
                Arguments.of("an interface that is off", LinkRules.of(link(Optional.of(ADDRESSES), false, false)), "bad: eth1 is switched off", "ip link set eth1 up"),
                Arguments.of("no address", LinkRules.of(link(Optional.of(List.of()), true, true)), "bad: eth1 has no IPv4 address", "ip address add 192.168.1.2/24 dev eth1"),
                Arguments.of("another address than the advertised",
                        LinkRules.of(new Link("eth1", Optional.of(ADDRESSES), true, true, Optional.of(Ip4.of("192.168.1.9")), List.of())),
                        "bad: eth1 does not carry the advertised address 192.168.1.9", "ip address add 192.168.1.9/24 dev eth1"),
                Arguments.of("no cable", LinkRules.of(link(Optional.of(ADDRESSES), true, false)), "warn: eth1 (192.168.1.2/24) is up and has no carrier", ""),
                Arguments.of("a user without the port", PrivilegeRules.of(privileges(false, true)).getFirst(), "bad: the user root may not listen on ports below 1024", "sudo lamplighter doctor"),
                Arguments.of("a user without raw frames", PrivilegeRules.of(privileges(true, false)).getFirst(), "bad: the user root lacks CAP_NET_RAW", "sudo lamplighter doctor"),
                Arguments.of("a port of another", PortRules.of(port(List.of(new Holder("dnsmasq", 42, false)), false)),
                        "bad: TFTP (udp 0.0.0.0:69) is held by dnsmasq (pid 42): stop it, or change tftp.enabled", "kill 42"),
                Arguments.of("a port of nobody who may be seen", PortRules.of(port(List.of(), false)), "bad: TFTP (udp 0.0.0.0:69) is held by a process that this one may not see", "sudo ss"),
                Arguments.of("a port of ours", PortRules.of(port(List.of(new Holder("java", 7, true)), false)), "ok: TFTP (udp 0.0.0.0:69) is served by a running lamplighter (pid 7)", ""),
                Arguments.of("another's port on another interface", PortRules.of(port(List.of(new Holder("dnsmasq", 42, false)), true)), "ok: TFTP (udp 0.0.0.0:69) is free", ""),
                Arguments.of("another server", NeighbourRules.of(new Neighbourhood("eth1", true, Optional.of("192.168.1.1 (52:54:00:00:00:01)"))),
                        "bad: another server leases addresses on eth1: 192.168.1.1 (52:54:00:00:00:01)", ""),
                Arguments.of("nobody could be heard", NeighbourRules.of(new Neighbourhood("eth1", false, Optional.empty())), "warn: other DHCP servers on eth1 could not be looked for", "sudo"),
                Arguments.of("a clock of 1970", ClockRules.of(new Clock(Instant.EPOCH, Optional.of(false))), "bad: the clock says 1970-01-01T00:00:00Z", "timedatectl set-ntp true"),
                Arguments.of("a clock on its own", ClockRules.of(new Clock(TODAY, Optional.of(false))), "warn: the clock says 2026-11-24T12:00:00Z and is not synchronised", "timedatectl"),
                Arguments.of("no state folder", FolderRules.of(folder(false, false, 0)).getFirst(), "bad: there is no folder /var/lib/lamplighter", "mkdir -p /var/lib/lamplighter"),
                Arguments.of("a state folder of another user", FolderRules.of(folder(true, false, PLENTY)).getFirst(), "bad: /var/lib/lamplighter (state.path, default) cannot be written to", "ls -ld"),
                Arguments.of("a full disk", FolderRules.of(folder(true, true, 1 << 20)).getLast(), "bad: the disk of /var/lib/lamplighter has 1 MiB left", "du"),
                Arguments.of("a disk that is nearly full", FolderRules.of(folder(true, true, 100 << 20)).getLast(), "warn: the disk of /var/lib/lamplighter has 100 MiB left", "du"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void trouble_is_named_with_what_mends_it(String name, Finding finding, String said, String run) {
        assertThat(finding.level().word() + ": " + finding.sentence()).startsWith(said);
        assertThat(finding.run().orElse("")).startsWith(run);
        assertThat(finding.run().isPresent()).isEqualTo(!run.isEmpty());
    }

    @Test
    void programs_get_the_same_and_the_wire_moves_no_cursor() {
        var diagnosis = new Diagnosis(List.of(Finding.bad("port", "held by \u001b[2Jx").run("kill 42"), Finding.ok("clock", "right")));
        assertThat(diagnosis.isGood()).isFalse();
        assertThat(DiagnosisText.plain(diagnosis)).doesNotContain("\u001b").contains("; run: kill 42\n").endsWith("1 bad, 0 to know, 1 ok\n");
        assertThat(DiagnosisText.json(diagnosis)).isEqualTo("{\"schema\":1,\"bad\":1,\"warn\":0,\"ok\":1,\"findings\":["
                + "{\"level\":\"bad\",\"about\":\"port\",\"sentence\":\"held by \\u001b[2Jx\",\"run\":\"kill 42\"},{\"level\":\"ok\",\"about\":\"clock\",\"sentence\":\"right\"}]}\n");
    }

    private static Link link(Optional<List<Assigned>> assigned, boolean up, boolean carrier) {
        return new Link("eth1", assigned, up, carrier, Optional.empty(), List.of("eth0", "wlan0"));
    }

    private static Privileges privileges(boolean low, boolean raw) {
        return new Privileges("the user root", 1024, low, raw, 53, true, true);
    }

    private static Port port(List<Holder> holders, boolean free) {
        return new Port("TFTP", Protocol.UDP, Ip4.NONE.toInetAddress(), 69, "tftp.enabled", holders, free);
    }

    private static Folder folder(boolean there, boolean permitted, long free) {
        return new Folder("state", Path.of("/var/lib/lamplighter"), "state.path, default", true, true, there, permitted, free);
    }
}
