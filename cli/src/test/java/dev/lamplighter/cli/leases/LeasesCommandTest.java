package dev.lamplighter.cli.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.lease.LeaseSocket;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import dev.lamplighter.store.lease.StoreDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It is noon on the 24th of November 2026; eth1 leases 192.168.1.0/24 for twelve hours. */
class LeasesCommandTest {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final long ONE = NOON.plusSeconds(3600).getEpochSecond();
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    static final String DNSMASQ = """
            %1$d 52:54:00:a1:9c:ae 192.168.1.100 node1 01:52:54:00:a1:9c:ae
            %1$d 52:54:00:a1:9c:af 192.168.1.101 * ff:00:a1:9c:af:00:01
            %1$d 52:54:00:a1:9c:b0 10.9.9.9 far *
            1000 52:54:00:a1:9c:b1 192.168.1.103 gone *
            not a lease
            duid 00:01:00:01:2a
            %1$d 11184810 2001:db8::1 six 00:01
            """.formatted(ONE);

    static final String ISC = """
            # The format of this file is documented in the dhcpd.leases(5) manual page.
            authoring-byte-order little-endian;
            server-duid "\\000\\001";

            lease 192.168.1.100 {
              starts 2 2026/11/24 11:00:00;
              ends 2 2026/11/24 11:30:00;
              binding state active;
              hardware ethernet 52:54:00:a1:9c:99;
            }
            lease 192.168.1.100 {
              starts 2 2026/11/24 11:00:00;
              ends 2 2026/11/24 13:00:00;
              cltt 2 2026/11/24 11:00:00;
              binding state active;
              next binding state free;
              rewind binding state free;
              hardware ethernet 52:54:00:a1:9c:ae;
              uid "\\001RT\\000\\241\\234\\256";
              client-hostname "node1";
            }
            lease 192.168.1.101 {
              ends never;
              binding state active;
              hardware ethernet 52:54:00:a1:9c:af;
            }
            lease 192.168.1.102 {
              ends epoch %d; # Tue Nov 24
              binding state free;
              hardware ethernet 52:54:00:a1:9c:b0;
            }
            lease 192.168.1.103 {
              ends 2 2026/11/24 13:00:00;
              binding state active;
            }
            """.formatted(ONE);

    static final String KEA = """
            address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context
            192.168.1.100,52:54:00:a1:9c:99,,3600,%1$d,1,0,0,,0,
            192.168.1.100,52:54:00:a1:9c:ae,01:52:54:00:a1:9c:ae,3600,%1$d,1,0,0,node1.,0,
            192.168.1.101,52:54:00:a1:9c:af,,3600,%1$d,1,0,0,,1,
            192.168.1.102,52:54:00:a1:9c:b0,,0,%1$d,1,0,0,,0,
            broken
            """.formatted(ONE);

    @TempDir
    Path folder;

    @Test
    void dnsmasqs_leases_are_taken_once_and_the_others_named_by_line() throws IOException {
        String file = write("dnsmasq.leases", DNSMASQ);
        Said said = leases("import", "dnsmasq", file);
        assertThat(said.out()).isEqualTo("2 taken, 0 there already, 1 over, 4 not taken\n");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains(file + ":3: 10.9.9.9 is in no subnet that the settings lease", file + ":5: is no lease of dnsmasq's", file + ":6: is of IPv6",
                file + ":7: is of IPv6");
        assertThat(leases("import", "dnsmasq", file).out()).isEqualTo("0 taken, 2 there already, 1 over, 4 not taken\n");
        assertThat(leases().out()).isEqualTo("""
                ADDRESS        MAC                HOSTNAME  SEGMENT  STATE  ENDS
                192.168.1.100  52:54:00:a1:9c:ae  node1     eth1     bound  2026-11-24T13:00:00Z (in 60m)
                192.168.1.101  52:54:00:a1:9c:af  -         eth1     bound  2026-11-24T13:00:00Z (in 60m)
                """);
    }

    @Test
    void what_is_exported_for_dnsmasq_is_what_came_from_it() throws IOException {
        leases("import", "dnsmasq", write("dnsmasq.leases", DNSMASQ));
        assertThat(leases("export", "--output", "dnsmasq").out()).isEqualTo(DNSMASQ.lines().limit(2).map(line -> line + "\n").reduce("", String::concat));
        assertThat(leases("export", "--output", "csv").out()).isEqualTo("""
                address,mac,client,hostname,segment,state,expires\r
                192.168.1.100,52:54:00:a1:9c:ae,01525400a19cae,node1,eth1,bound,2026-11-24T13:00:00Z\r
                192.168.1.101,52:54:00:a1:9c:af,ff00a19caf0001,,eth1,bound,2026-11-24T13:00:00Z\r
                """);
        assertThat(leases("export").out()).contains("{\"address\":\"192.168.1.100\",\"mac\":\"52:54:00:a1:9c:ae\",\"client\":\"01525400a19cae\",\"hostname\":\"node1\"");
    }

    @Test
    void of_iscs_journal_the_last_block_of_an_address_counts() throws IOException {
        String file = write("dhcpd.leases", ISC);
        Said said = leases("import", "isc", file);
        assertThat(said.out()).isEqualTo("2 taken, 0 there already, 0 over, 1 not taken\n");
        assertThat(said.err()).contains(file + ":32: has no hardware ethernet address", file + ":22: 192.168.1.101 ends later than any lease of 192.168.1.0/24 can");
        assertThat(leases("export", "--output", "dnsmasq").out()).contains("52:54:00:a1:9c:ae 192.168.1.100 node1 01:52:54:00:a1:9c:ae");
        assertThat(leases("import", "isc", file).out()).startsWith("0 taken, 2 there already");
    }

    @Test
    void iscs_identifier_may_hold_the_semicolon_that_ends_its_statements() throws IOException {
        leases("import", "isc", write("dhcpd.leases", """
                lease 192.168.1.100 {
                  ends 2 2026/11/24 13:00:00;
                  binding state active;
                  hardware ethernet 52:54:00:3b:22:ae;
                  uid "\\001RT\\000;\\"\\256";
                }
                """));
        assertThat(leases("export", "--output", "dnsmasq").out()).endsWith(" 52:54:00:3b:22:ae 192.168.1.100 * 01:52:54:00:3b:22:ae\n");
    }

    @Test
    void of_keas_journal_the_last_row_of_an_address_counts() throws IOException {
        String file = write("kea-leases4.csv", KEA);
        Said said = leases("import", "kea", file);
        assertThat(said.out()).isEqualTo("1 taken, 0 there already, 0 over, 1 not taken\n");
        assertThat(said.err()).contains(file + ":6: has fewer columns");
        assertThat(leases().out()).contains("192.168.1.100  52:54:00:a1:9c:ae  node1 ").doesNotContain("192.168.1.101");
        assertThat(said.err()).doesNotContain("then");
        assertThat(leases("import", "kea", write("other.csv", "a,b\n")).err()).contains("is not the heading of Kea's leases");
    }

    @Test
    void a_release_ends_a_lease_by_address_or_hardware() throws IOException {
        leases("import", "dnsmasq", write("dnsmasq.leases", DNSMASQ));
        assertThat(leases("release", "192.168.1.100").out()).isEqualTo("192.168.1.100 of 52:54:00:a1:9c:ae on eth1 is released\n");
        assertThat(leases("release", "52-54-00-A1-9C-AF").code()).isZero();
        assertThat(leases().out().lines()).hasSize(1);
        assertThat(leases("list", "--all").out()).contains("192.168.1.100  52:54:00:a1:9c:ae  node1     eth1     over");
        Said again = leases("release", "192.168.1.100");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("no lease of 192.168.1.100 runs");
    }

    @Test
    void a_running_server_does_it_itself() throws Exception {
        try (var store = SqliteLeaseStore.open(database()); var socket = LeaseSocket.open(database(), new StoreDesk(store, CLOCK), new EventHub("test", CLOCK))) {
            assertThat(leases("import", "dnsmasq", write("dnsmasq.leases", DNSMASQ)).out()).startsWith("2 taken");
            assertThat(store.all(new SegmentId("eth1"))).hasSize(2);
            assertThat(leases("release", "192.168.1.101").code()).isZero();
            assertThat(store.all(new SegmentId("eth1"))).filteredOn(lease -> !lease.isOver(NOON)).hasSize(1);
            assertThat(leases().out()).contains("192.168.1.100").doesNotContain("192.168.1.101");
            assertThat(socket).isNotNull();
        }
    }

    @Test
    void a_server_that_cannot_be_asked_must_be_stopped_first() throws Exception {
        try (var store = SqliteLeaseStore.open(database())) {
            Said said = leases("import", "dnsmasq", write("dnsmasq.leases", DNSMASQ));
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.err()).contains("is already open in this process");
            assertThat(store.all(new SegmentId("eth1"))).isEmpty();
        }
    }

    @Test
    void before_the_first_lease_the_list_is_empty() {
        assertThat(leases("list", "--output", "json").out()).isEqualTo("[]\n");
        assertThat(leases("export", "--output", "dnsmasq").out()).isEmpty();
    }

    @Test
    void where_no_server_has_leased_the_list_says_which_file_is_not_there() throws IOException {
        assertThat(leases("list").err()).contains("there is no " + database() + ", so no lease is known", "--state-path");
        leases("import", "dnsmasq", write("dnsmasq.leases", DNSMASQ));
        assertThat(leases("list").err()).isEmpty();
    }

    @Test
    void a_database_that_cannot_be_looked_at_is_no_empty_one() throws IOException {
        Path circle = folder.resolve("state");
        Path database = Files.createSymbolicLink(circle, circle).resolve("leases.sqlite");
        Said said = leases(database, "list");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains(database.toString());
    }

    @Test
    void what_kea_has_tidied_away_is_read_before_its_journal() throws IOException {
        String heading = "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context\n";
        String row = "192.168.1.%d,52:54:00:a1:9c:%02x,,%d,%d,1,0,0,,0,";
        long later = ONE;
        write("kea-leases4.csv.2", heading + row.formatted(100, 1, 3600, later) + "\n" + row.formatted(101, 2, 3600, later) + "\n" + row.formatted(102, 3, 3600, later));
        write("kea-leases4.csv.1", heading + row.formatted(101, 2, 0, later) + "\n");
        String file = write("kea-leases4.csv", heading + row.formatted(102, 4, 3600, later) + "\nbroken\n");
        Said said = leases("import", "kea", file);
        assertThat(said.out()).isEqualTo("2 taken, 0 there already, 0 over, 1 not taken\n");
        assertThat(said.err()).contains("read " + file + ".2, then " + file + ".1, then " + file, file + ":3: has fewer columns");
        assertThat(leases().out()).contains("192.168.1.100  52:54:00:a1:9c:01", "192.168.1.102  52:54:00:a1:9c:04").doesNotContain("192.168.1.101");
    }

    @Test
    void a_database_that_root_makes_before_the_first_start_belongs_to_whom_its_folder_belongs_to() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root gives files away");
        Files.setAttribute(folder, "unix:uid", 4711);
        Files.setAttribute(folder, "unix:gid", 4712);
        leases("import", "dnsmasq", write("dnsmasq.leases", DNSMASQ));
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(database().getFileName().toString())))
                    .contains(database()).hasSizeGreaterThan(1).allSatisfy(file -> {
                        assertThat(Files.getAttribute(file, "unix:uid")).as(file.toString()).isEqualTo(4711);
                        assertThat(Files.getAttribute(file, "unix:gid")).as(file.toString()).isEqualTo(4712);
                    });
        }
    }

    @Test
    void mistakes_of_the_command_line_say_what_would_be_right() throws IOException {
        assertThat(leases("forget").err()).contains("leases cannot forget: list, release, export or import");
        assertThat(leases("release").err()).contains("which lease?");
        assertThat(leases("release", "node1").err()).contains("is neither an address nor a hardware address");
        assertThat(leases("import", "windows", write("x", "")).err()).contains("is none of dnsmasq, isc, kea");
        assertThat(leases("import", "isc").code()).isEqualTo(2);
        assertThat(leases("import", "isc", folder.resolve("none").toString()).code()).isEqualTo(1);
    }

    private Path database() {
        return folder.resolve("leases.sqlite");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Said leases(String... words) {
        return leases(database(), words);
    }

    private static Said leases(Path database, String... words) {
        var found = new LeasePlaces.Found(database, List.of(new LeasePlaces.Leased(new SegmentId("eth1"), Subnet.of("192.168.1.0/24"), Duration.ofHours(12))));
        return new Session().run(new LeasesCommand((flags, console) -> found, CLOCK)::run, words);
    }
}
