package dev.lamplighter.boot.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.boot.policy.BootPlan.Chainload;
import dev.lamplighter.boot.policy.BootPlan.Nothing;
import dev.lamplighter.boot.policy.BootPlan.OpenUrl;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultBootPolicyTest {

    static final Ip4 US = Ip4.of("192.0.2.2");
    static final Segment PROXY = segment(DhcpMode.PROXY, US);
    static final Segment FULL = segment(DhcpMode.FULL, US);
    static final Machine NODE1 = new Machine("node1", Set.of(Mac.of("52:54:00:00:00:01")), Optional.empty(), Optional.empty(), List.of(), Labels.NONE);
    static final BootSettings NAMED = new BootSettings(Optional.of("matchbox.example.com"), true, Optional.empty(), 8080, Map.of());

    @ParameterizedTest(name = "architecture {0} starts {1}")
    @CsvSource({"0, undionly.kpxe", "7, ipxe.efi", "9, ipxe.efi"})
    void firmware_gets_the_ipxe_for_its_architecture(int arch, String file) {
        assertThat(told(BootSettings.defaults(8080), firmware(arch), PROXY)).isEqualTo(file);
    }

    @ParameterizedTest(name = "architecture {0}")
    @CsvSource({
        "6, efi-ia32 (client-arch 6)",
        "10, efi-arm32 (client-arch 10)",
        "11, efi-arm64 (client-arch 11)",
        "27, client-arch 27"
    })
    void an_architecture_without_a_file_gets_nothing_and_the_reason_says_which(int arch, String named) {
        assertThat(told(BootSettings.defaults(8080), firmware(arch), PROXY)).isEqualTo("nothing: no boot file for " + named);
    }

    @Test
    void firmware_that_hides_its_architecture_gets_nothing() {
        var unknown = new BootClient(Mac.of("52:54:00:00:00:01"), Optional.empty(), Speaks.PXE, Optional.empty(), "PXEClient", Set.of());
        assertThat(told(BootSettings.defaults(8080), unknown, PROXY)).startsWith("nothing: the client does not say its architecture");
    }

    @Test
    void an_operating_system_gets_nothing() {
        var plain = new BootClient(Mac.of("52:54:00:00:00:01"), Optional.empty(), Speaks.PLAIN, Optional.empty(), "udhcp 1.35.0", Set.of());
        assertThat(told(BootSettings.defaults(8080), plain, FULL)).isEqualTo("nothing: not a PXE client (option 60)");
    }

    @Test
    void ipxe_gets_its_script_from_the_address_of_its_segment() {
        assertThat(told(BootSettings.defaults(8080), ipxe(Set.of()), PROXY)).isEqualTo("http://192.0.2.2:8080/boot.ipxe");
        assertThat(told(BootSettings.defaults(80), ipxe(Set.of(19, 36)), PROXY)).isEqualTo("http://192.0.2.2/boot.ipxe");
    }

    @Test
    void an_ipxe_that_cannot_fetch_over_http_needs_a_newer_ipxe_first() {
        assertThat(told(BootSettings.defaults(8080), ipxe(Set.of(21, 36)), PROXY)).isEqualTo("ipxe.efi");
    }

    @Test
    void our_name_is_in_urls_only_where_our_own_dhcp_hands_out_our_dns() {
        assertThat(told(NAMED, ipxe(Set.of()), FULL)).isEqualTo("http://matchbox.example.com:8080/boot.ipxe");
        assertThat(told(NAMED, ipxe(Set.of()), PROXY)).isEqualTo("http://192.0.2.2:8080/boot.ipxe");

        var foreignDns = segment(DhcpMode.FULL, Ip4.of("192.0.2.53"));
        assertThat(told(NAMED, ipxe(Set.of()), foreignDns)).isEqualTo("http://192.0.2.2:8080/boot.ipxe");

        var notServed = new BootSettings(Optional.of("matchbox.example.com"), false, Optional.empty(), 8080, Map.of());
        assertThat(told(notServed, ipxe(Set.of()), FULL)).isEqualTo("http://192.0.2.2:8080/boot.ipxe");
    }

    @Test
    void a_url_that_the_operator_set_is_in_every_url() {
        var set = new BootSettings(Optional.of("other.example.com"), true, Optional.of(URI.create("https://boot.example.com/lab/")), 8080, Map.of());
        assertThat(told(set, ipxe(Set.of()), PROXY)).isEqualTo("https://boot.example.com/lab/boot.ipxe");
        assertThat(told(set, httpBoot(16), FULL)).isEqualTo("https://boot.example.com/lab/assets/ipxe.efi");
    }

    @Test
    void http_boot_opens_the_file_of_its_kind_among_the_assets() {
        assertThat(told(BootSettings.defaults(8080), httpBoot(16), PROXY)).isEqualTo("http://192.0.2.2:8080/assets/ipxe.efi");
        assertThat(told(BootSettings.defaults(8080), httpBoot(15), PROXY)).startsWith("nothing: ");
        assertThat(told(BootSettings.defaults(8080), httpBoot(19), PROXY)).startsWith("nothing: ");

        var arm = files(Map.of("efi-arm64", Optional.of("arm 64/ipxe.efi")));
        assertThat(told(arm, httpBoot(19), PROXY)).isEqualTo("http://192.0.2.2:8080/assets/arm%2064/ipxe.efi");
        assertThat(told(arm, firmware(11), PROXY)).isEqualTo("arm 64/ipxe.efi");
    }

    @Test
    void the_number_of_an_architecture_goes_before_its_kind_and_none_disables() {
        var told = files(Map.of("9", Optional.of("old.efi"), "16", Optional.of("http://192.0.2.9/shim.efi"), "bios", Optional.empty(), "27", Optional.of("riscv.efi")));
        assertThat(told(told, firmware(9), PROXY)).isEqualTo("old.efi");
        assertThat(told(told, firmware(7), PROXY)).isEqualTo("ipxe.efi");
        assertThat(told(told, httpBoot(16), PROXY)).isEqualTo("http://192.0.2.9/shim.efi");
        assertThat(told(told, firmware(0), PROXY)).isEqualTo("nothing: no boot file for bios (client-arch 0)");
        assertThat(told(told, firmware(27), PROXY)).isEqualTo("riscv.efi");
    }

    @Test
    void a_url_that_is_none_is_refused_by_its_key() {
        assertThatThrownBy(() -> files(Map.of("efi-x64", Optional.of("http://bad host/x"))))
                .hasMessageStartingWith("boot.files.efi-x64 is no URL");
    }

    @Test
    void a_vendor_class_goes_before_the_architecture_and_the_longest_that_fits_wins() {
        var told = files(Map.of("class:PXEClient", Optional.of("any.kpxe"), "class:PXEClient:Arch:00007:UNDI:00302", Optional.of("snponly.efi"), "7", Optional.of("seven.efi")));
        assertThat(told(told, client(7, Speaks.PXE, "PXEClient:Arch:00007:UNDI:003020"), PROXY)).isEqualTo("snponly.efi");
        assertThat(told(told, client(7, Speaks.PXE, "PXEClient:Arch:00007:UNDI:003010"), PROXY)).isEqualTo("any.kpxe");
        assertThat(told(told, client(7, Speaks.PXE, "Other"), PROXY)).isEqualTo("seven.efi");
    }

    @Test
    void a_raspberry_pi_knows_its_files_and_a_pc_of_architecture_0_does_not() {
        var pi = new BootClient(Mac.of("dc:a6:32:00:00:01"), Optional.of(Arch.BIOS), Speaks.PXE, Optional.empty(), "PXEClient:Arch:00000:UNDI:002001", Set.of());
        assertThat(told(BootSettings.defaults(8080), pi, PROXY)).isEqualTo("its own files");
        var withUefi = new BootClient(pi.mac(), Optional.of(new Arch(11)), Speaks.PXE, Optional.empty(), "PXEClient:Arch:00011:UNDI:003000", Set.of());
        assertThat(told(files(Map.of("efi-arm64", Optional.of("arm.efi"))), withUefi, PROXY)).isEqualTo("arm.efi");
    }

    @Test
    void with_secure_boot_uefi_gets_the_signed_shim_and_bios_what_it_always_gets() {
        var secure = on(new OnSegment(Answering.ALL, true), Map.of());
        assertThat(told(secure, firmware(7), FULL)).isEqualTo("shimx64.efi");
        assertThat(told(secure, firmware(0), FULL)).isEqualTo("undionly.kpxe");
        assertThat(told(secure, firmware(11), FULL)).startsWith("nothing: no boot file for efi-arm64");
        assertThat(told(secure, ipxe(Set.of()), FULL)).isEqualTo("http://192.0.2.2:8080/boot.ipxe");
        assertThat(told(secure, httpBoot(16), FULL)).startsWith("nothing: the signed GRUB goes on only where it came by PXE");

        var own = on(new OnSegment(Answering.ALL, true), Map.of("efi-x64-secure", Optional.of("signed-ipxe.efi")));
        assertThat(told(own, httpBoot(16), FULL)).isEqualTo("http://192.0.2.2:8080/assets/signed-ipxe.efi");
    }

    @Test
    void a_machines_own_word_on_its_file_and_on_secure_boot_goes_before_the_segments() {
        var policy = new DefaultBootPolicy(on(new OnSegment(Answering.ALL, true), Map.of()));
        assertThat(policy.plan(firmware(7), FULL, Optional.of(node1(Optional.of(false), Optional.empty())))).isInstanceOfSatisfying(Chainload.class,
                plan -> assertThat(plan.file()).isEqualTo("ipxe.efi"));
        assertThat(policy.plan(firmware(7), FULL, Optional.of(node1(Optional.empty(), Optional.of("own.efi"))))).isInstanceOfSatisfying(Chainload.class,
                plan -> assertThat(plan.file()).isEqualTo("own.efi"));
    }

    private static Machine node1(Optional<Boolean> secure, Optional<String> file) {
        return new Machine("node1", NODE1.macs(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Labels.NONE, BootIntent.NETBOOT, secure, file);
    }

    @Test
    void who_could_match_no_group_is_told_nothing_where_only_the_matched_are() {
        var matched = new DefaultBootPolicy(on(new OnSegment(Answering.MATCHED, false), Map.of()), client -> client.speaks() == Speaks.IPXE);
        assertThat(matched.plan(firmware(7), PROXY, Optional.empty()).reason().code()).isEqualTo("boot-not-matched");
        assertThat(matched.plan(ipxe(Set.of()), PROXY, Optional.empty())).isInstanceOf(OpenUrl.class);
        assertThat(matched.plan(firmware(7), PROXY, Optional.of(NODE1))).isInstanceOf(Chainload.class);
    }

    @Test
    void strangers_are_told_nothing_where_only_declared_machines_are() {
        var known = new DefaultBootPolicy(on(new OnSegment(Answering.KNOWN, false), Map.of()));
        assertThat(known.plan(firmware(7), PROXY, Optional.empty()).reason().code()).isEqualTo("boot-not-known");
        assertThat(known.plan(firmware(7), PROXY, Optional.of(NODE1))).isInstanceOf(Chainload.class);
    }

    private static BootSettings on(OnSegment each, Map<String, Optional<String>> files) {
        return new BootSettings(Optional.empty(), false, Optional.empty(), 8080, files, Map.of(FULL.id(), each));
    }

    private static String told(BootSettings settings, BootClient client, Segment via) {
        return switch (new DefaultBootPolicy(settings).plan(client, via, Optional.empty())) {
            case Chainload plan -> plan.file();
            case OpenUrl plan -> plan.url().toString();
            case BootPlan.OwnFiles plan -> "its own files";
            case BootPlan.Menu plan -> "a menu";
            case BootPlan.LocalDisk plan -> "disk: " + plan.reason();
            case Nothing plan -> "nothing: " + plan.reason();
        };
    }

    private static BootSettings files(Map<String, Optional<String>> files) {
        return new BootSettings(Optional.empty(), false, Optional.empty(), 8080, files);
    }

    private static BootClient firmware(int arch) {
        return client(arch, Speaks.PXE, Set.of());
    }

    private static BootClient httpBoot(int arch) {
        return client(arch, Speaks.HTTP_BOOT, Set.of());
    }

    private static BootClient ipxe(Set<Integer> features) {
        return client(7, Speaks.IPXE, features);
    }

    private static BootClient client(int arch, Speaks speaks, String vendorClass) {
        return new BootClient(Mac.of("52:54:00:00:00:01"), Optional.of(new Arch(arch)), speaks, Optional.empty(), vendorClass, Set.of());
    }

    private static BootClient client(int arch, Speaks speaks, Set<Integer> features) {
        return new BootClient(Mac.of("52:54:00:00:00:01"), Optional.of(new Arch(arch)), speaks, Optional.empty(), "PXEClient", features);
    }

    private static Segment segment(DhcpMode mode, Ip4 dns) {
        var subnet = Subnet.of("192.0.2.0/24");
        var plan = new SubnetPlan(subnet, Optional.empty(), Duration.ofMinutes(30), List.of(), List.of(dns), Optional.empty());
        return new Segment("eth1", US, Optional.of(subnet), mode, List.of(plan));
    }
}
