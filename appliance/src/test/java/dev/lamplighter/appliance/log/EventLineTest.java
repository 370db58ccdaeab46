package dev.lamplighter.appliance.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EventLineTest {

    static final Stamp STAMP = new Stamp("lab1", 1, Instant.EPOCH, 0);
    static final Wire WIRE = new Wire("eth1", new InetSocketAddress("192.0.2.7", 68), new InetSocketAddress("192.0.2.2", 67));

    @Test
    void a_dhcp_line_says_who_asked_what_and_what_it_was_told() {
        var offer = new BootEvent.Dhcp(STAMP, WIRE, 42, Mac.of("52:54:00:a1:9c:ae"), Optional.empty(), Optional.of(Arch.EFI_X64), false, "DISCOVER",
                Optional.of("OFFER"), Optional.of(Ip4.of("192.0.2.7")), Optional.of("ipxe.efi"), Optional.empty());
        assertThat(EventLine.of(offer))
                .isEqualTo("dhcp  eth1 52:54:00:a1:9c:ae DISCOVER from efi-x64 (client-arch 7) -> OFFER 192.0.2.7, boot ipxe.efi");
    }

    @Test
    void silence_is_a_line_with_its_reason_and_code() {
        var silence = new BootEvent.Dhcp(STAMP, WIRE, 42, Mac.of("52:54:00:a1:9c:ae"), Optional.empty(), Optional.empty(), false, "DISCOVER",
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Reason("not-pxe", "not a PXE client (option 60)")));
        assertThat(EventLine.of(silence)).isEqualTo("dhcp  eth1 52:54:00:a1:9c:ae DISCOVER -> no answer: not a PXE client (option 60) [not-pxe]");
    }

    @Test
    void a_broken_file_is_a_line_that_says_where_and_what_once() {
        var broken = new BootEvent.BadFile(STAMP, "groups/a.json", 3, 14, "a comma or } should be here", Optional.of(new Reason("bad-group",
                "the group file groups/a.json is broken: a comma or } should be here; it is passed over until it is corrected")));
        assertThat(EventLine.of(broken)).isEqualTo("file  groups/a.json:3:14: a comma or } should be here [bad-group]");

        var folder = new BootEvent.BadFile(STAMP, "groups", 0, 0, "cannot be listed", Optional.empty());
        assertThat(EventLine.of(folder)).isEqualTo("file  groups: cannot be listed");
    }

    @Test
    void a_change_through_grpc_says_who_did_what_to_which_object_and_a_refusal_why() {
        var change = new BootEvent.Change(STAMP, WIRE, "CN=terraform", "rpcpb.Groups/GroupPut", "groups/a.json", Optional.empty(), Optional.of(Version.of("{}")));
        String peer = WIRE.peerAddress();
        assertThat(EventLine.of(change)).isEqualTo("rpc   " + peer + " CN=terraform rpcpb.Groups/GroupPut created groups/a.json: {}");

        var refused = new BootEvent.Rpc(STAMP, WIRE, "CN=other", "rpcpb.Groups/GroupPut", "PERMISSION_DENIED", Optional.of(new Reason("not-allowed", "not named")));
        assertThat(EventLine.of(refused)).isEqualTo("rpc   " + peer + " CN=other rpcpb.Groups/GroupPut -> PERMISSION_DENIED: not named [not-allowed]");
        var turnedAway = new BootEvent.Rpc(STAMP, WIRE, "", "", "UNAVAILABLE", Optional.of(new Reason("not-tls", "no TLS")));
        assertThat(EventLine.of(turnedAway)).isEqualTo("rpc   " + peer + " connection -> UNAVAILABLE: no TLS [not-tls]");
    }

    @Test
    void a_hostile_path_and_user_agent_cannot_leave_their_line_or_speak_to_the_terminal() {
        var http = new BootEvent.Http(STAMP, WIRE, "GET", "/a\r\nfake line", Labels.NONE, OptionalInt.of(404), 19, Duration.ofMillis(2),
                "\u001b[31mred\u202e" + "x".repeat(1000), Optional.empty());
        String line = EventLine.of(http);
        assertThat(line).contains("/a\\u000d\\u000afake line").contains("\\u001b[31mred\\u202e").contains("…");
        assertThat(line).doesNotContain("\n", "\r", "\u001b", "\u202e").hasSizeLessThan(600);
    }

    @Test
    void a_change_says_what_was_before_and_after_where_that_is_short() {
        assertThat(EventLine.of(change(Optional.of("{\"id\":\"a\"}"), Optional.of("{\"id\":\"a\",\"name\":\"\u001b\"}"))))
                .isEqualTo("rpc   192.0.2.7 CN=tf rpcpb.Groups/GroupPut changed groups/a.json: {\"id\":\"a\"} -> {\"id\":\"a\",\"name\":\"\\u001b\"}");
        assertThat(EventLine.of(change(Optional.empty(), Optional.of("x".repeat(201))))).endsWith(" created groups/a.json: (201 characters)");
        assertThat(EventLine.of(change(Optional.of("{}"), Optional.empty()))).endsWith(" deleted groups/a.json: {}");
        assertThat(EventLine.of(change(Optional.of("{}"), Optional.of("{}")))).endsWith(" repeated groups/a.json");
    }

    private static BootEvent.Change change(Optional<String> before, Optional<String> after) {
        return new BootEvent.Change(STAMP, WIRE, "CN=tf", "rpcpb.Groups/GroupPut", "groups/a.json", before.map(Version::of), after.map(Version::of));
    }

    @Test
    void a_letter_of_another_alphabet_is_left_as_it_is() {
        assertThat(EventLine.printable("grün 漢字")).isEqualTo("grün 漢字");
    }
}
