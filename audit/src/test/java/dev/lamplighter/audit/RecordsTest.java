package dev.lamplighter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.audit.Records.Selected;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecordsTest {

    static final String BEFORE = "aa".repeat(32);
    static final String AFTER = "bb".repeat(32);

    final Records records = new Records(Contents.CHANGES, Told.USERS);

    private static Optional<Version> group(String profile, String password, String digest) {
        return Told.file("{\"id\":\"a\",\"profile\":\"" + profile + "\",\"selector\":{\"os\":\"installed\"},\"metadata\":{\"root_password\":\"" + password + "\"}}", digest);
    }

    @Test
    void a_change_tells_who_from_where_by_which_call_and_what_it_was_before_and_after() {
        var record = records.change(Told.change(Told.TERRAFORM, "groups/a.json", group("install", "x", BEFORE), group("rescue", "x", AFTER)));
        assertThat(record.line()).isEqualTo("{\"schema\":1,\"kind\":\"change\",\"time\":\"2026-11-24T13:00:00Z\",\"instance\":\"lab-1\",\"seq\":7,\"way\":\"grpc\","
                + "\"who\":\"CN=terraform\",\"from\":\"192.0.2.7:40112\",\"method\":\"rpcpb.Groups/GroupPut\",\"object\":\"groups/a.json\",\"deed\":\"changed\",\"before.sha256\":\""
                + BEFORE + "\",\"after.sha256\":\"" + AFTER + "\",\"changes\":[\"profile: \\\"install\\\" -> \\\"rescue\\\"\"]}");
        assertThat(AuditRecord.parse(record.line())).contains(record);
        assertThat(AuditText.of(record)).isEqualTo("2026-11-24T13:00:00Z change  grpc CN=terraform (192.0.2.7:40112): changed groups/a.json by rpcpb.Groups/GroupPut, sha256 "
                + "aaaaaaaaaaaa -> bbbbbbbbbbbb: profile: \"install\" -> \"rescue\"");
    }

    @Test
    void of_metadata_only_the_name_is_kept_whatever_becomes_of_it() {
        var changed = records.change(Told.change(Told.TERRAFORM, "groups/a.json", group("install", "hunter2", BEFORE), group("install", "correct horse", AFTER)));
        assertThat(changed.text("changes")).isEqualTo("metadata.root_password: changed");
        var made = records.change(Told.change(Told.TERRAFORM, "groups/a.json", Optional.empty(), group("install", "hunter2", AFTER)));
        assertThat(made.text("changes")).contains("metadata.root_password: added", "selector.os: none -> \"installed\"");
        var gone = records.change(Told.change(Told.TERRAFORM, "groups/a.json", group("install", "hunter2", BEFORE), Optional.empty()));
        assertThat(gone.text("changes")).contains("metadata.root_password: removed");
        assertThat(List.of(changed, made, gone)).extracting(AuditRecord::line).noneMatch(line -> line.contains("hunter2") || line.contains("horse"));
        assertThat(List.of(changed, made, gone)).extracting(record -> record.text("deed")).containsExactly("changed", "created", "deleted");
    }

    @Test
    void lists_tell_what_went_and_what_came() {
        var before = Told.file("{\"boot\":{\"args\":[\"a\",\"b\",\"b\"],\"initrd\":[\"x\",\"y\"]}}", BEFORE);
        var after = Told.file("{\"boot\":{\"args\":[\"b\",\"c\",\"b\"],\"initrd\":[\"y\",\"x\"]}}", AFTER);
        assertThat(records.change(Told.change(Told.TERRAFORM, "profiles/p.json", before, after)).members().get("changes"))
                .isEqualTo(List.of("boot.args: - \"a\"", "boot.args: + \"c\"", "boot.initrd: in another order"));
    }

    @Test
    void with_hashes_alone_nothing_of_a_file_is_kept() {
        var record = new Records(Contents.HASHES, Told.USERS).change(Told.change(Told.TERRAFORM, "groups/a.json", group("install", "x", BEFORE), group("rescue", "x", AFTER)));
        assertThat(record.has("changes")).isFalse();
        assertThat(record.text("before.sha256")).isEqualTo(BEFORE);
        assertThat(record.text("after.sha256")).isEqualTo(AFTER);
    }

    @Test
    void a_template_tells_its_digest_and_a_bounded_number_of_fields_is_told_of_any_object() {
        assertThat(records.change(Told.change(Told.TERRAFORM, "ignition/a.ign", Optional.empty(), Told.file("12 bytes, sha256:" + AFTER, AFTER))).has("changes")).isFalse();
        var many = new StringBuilder("{\"selector\":{");
        for (int label = 0; label < 500; label++) {
            many.append(label > 0 ? "," : "").append("\"l").append(label).append("\":\"").append("v".repeat(5000)).append('"');
        }
        var record = records.change(Told.change(Told.TERRAFORM, "groups/a.json", Optional.empty(), Told.file(many + "}}", AFTER)));
        assertThat(record.text("changes")).endsWith("and 468 more");
        assertThat(record.line().length()).isLessThan(10_000);
    }

    @Test
    void each_way_says_who_it_was_as_far_as_that_is_proven() {
        assertThat(records.change(Told.onDisk("groups/a.json", AFTER)).members()).contains(Map.entry("way", "disk"), Map.entry("who", "somebody on disk"),
                Map.entry("owner", "anna"), Map.entry("uid", 1000L), Map.entry("modified", "2026-11-24T13:00:00Z"));
        assertThat(records.change(Told.change(Doer.SocketUser.of(1000, 100, 4711), "intents/a", Optional.empty(), Optional.of(Version.of("disk")))).members())
                .contains(Map.entry("way", "socket"), Map.entry("who", "anna"), Map.entry("uid", 1000L), Map.entry("gid", 100L), Map.entry("pid", 4711L),
                        Map.entry("after", "disk"));
        var byName = new Doer.SocketUser("root", OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        assertThat(records.change(Told.change(byName, "leases/eth1/192.0.2.9", Optional.of(Version.of("{}")), Optional.empty())).members())
                .contains(Map.entry("who", "root"), Map.entry("uid", 0L), Map.entry("before", "{}"), Map.entry("deed", "deleted"));
        var sudo = new Doer.CommandUser("root", OptionalLong.of(0), OptionalLong.of(5), Optional.of("anna"));
        assertThat(AuditText.sentence(records.change(Told.change(sudo, "intents/a", Optional.of(Version.of("netboot")), Optional.of(Version.of("disk"))))))
                .isEqualTo("change  command root (sudo by anna, pid 5): changed intents/a by rpcpb.Groups/GroupPut, netboot -> disk");
        assertThat(records.change(Told.change(new Doer.Station("node1", Optional.of("192.0.2.50")), "intents/node1", Optional.empty(), Optional.empty())).members())
                .contains(Map.entry("way", "machine"), Map.entry("who", "node1"), Map.entry("from", "192.0.2.50"));
        assertThat(records.change(Told.change(new Doer.TokenHolder("ops", Told.TERRAFORM_WIRE), "intents/a", Optional.empty(), Optional.empty())).members())
                .contains(Map.entry("way", "console"), Map.entry("who", "ops"), Map.entry("from", "192.0.2.7:40112"));
    }

    @Test
    void a_read_tells_whose_config_went_where_and_never_the_token() {
        var labels = new Labels(Map.of("mac", "52:54:00:a1:9c:ae", "token", "s3cr3t"));
        var record = records.read(Told.read("192.0.2.50", labels, 200, Optional.empty()), Told.read("192.0.2.50", labels, 200, Optional.empty()).config().orElseThrow(),
                new Selected(Optional.of("node1"), Optional.of("g"), Optional.of("p")), "token");
        assertThat(record.members()).contains(Map.entry("kind", "read"), Map.entry("what", "ignition"), Map.entry("status", 200L), Map.entry("machine", "node1"),
                Map.entry("mac", "52:54:00:a1:9c:ae"), Map.entry("group", "g"), Map.entry("profile", "p"), Map.entry("proof", "token"),
                Map.entry("sha256", "ab".repeat(32)), Map.entry("from", "192.0.2.50:50000"));
        assertThat(record.line()).doesNotContain("s3cr3t");
    }

    @Test
    void a_refused_read_tells_why() {
        var http = Told.read("192.0.2.66", Labels.of("mac", "52:54:00:a1:9c:ae"), 404, Optional.of(new Reason("read-of-another", "it is not its machine")));
        var record = records.read(http, http.config().orElseThrow(), Selected.NOTHING, "lease");
        assertThat(AuditText.sentence(record)).isEqualTo("read    ignition of 52:54:00:a1:9c:ae by 192.0.2.66:50000 -> 404: it is not its machine [read-of-another]");
    }

    @Test
    void a_refused_call_tells_who_it_was() {
        var rpc = new BootEvent.Rpc(Told.STAMP, Told.TERRAFORM_WIRE, "CN=guest", "rpcpb.Groups/GroupPut", "PERMISSION_DENIED", Optional.of(new Reason("rpc-not-allowed", "not allowed")));
        assertThat(AuditText.sentence(records.refusal(rpc)))
                .isEqualTo("refused grpc CN=guest (192.0.2.7:40112): rpcpb.Groups/GroupPut -> PERMISSION_DENIED: not allowed [rpc-not-allowed]");
    }

    @Test
    void hostile_text_stays_one_line_of_ascii_in_the_file_and_on_the_terminal() {
        String hostile = "CN=\u001b[2J\nfake\u202e\u007f\ud800\"é";
        var record = records.change(Told.change(new Doer.Client(hostile, Told.TERRAFORM_WIRE), "groups/\u0000.json", Optional.empty(), Optional.empty()));
        assertThat(record.line()).matches("[ -~]*");
        assertThat(AuditText.of(record)).matches("[ -~]*");
        assertThat(AuditRecord.parse(record.line())).isPresent();
    }

    @Test
    void what_is_no_record_is_none() {
        assertThat(AuditRecord.parse("")).isEmpty();
        assertThat(AuditRecord.parse("{\"schema\":1,\"kind\":\"chan")).isEmpty();
        assertThat(AuditRecord.parse("[1]")).isEmpty();
        assertThat(AuditRecord.parse("{\"kind\":\"change\"}")).isEmpty();
    }
}
