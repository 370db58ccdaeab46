package dev.lamplighter.cli.convert.dnsmasq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.net.Interfaces.Assigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a host with eth1 at 192.168.1.2/24, a name server at 192.168.1.1, and the folder /srv/tftp. */
class ImportDnsmasqTest {

    static final HostFacts HOST = new HostFacts(Map.of("eth1", List.of(new Assigned(Ip4.of("192.168.1.2"), Subnet.of("192.168.1.0/24")))),
            List.of("127.0.0.1", "192.168.1.1"), "/srv/tftp"::equals);

    /** Matchbox's docs/network-setup.md, without docker's words. */
    static final List<String> REFERENCE = List.of("-d", "-q", "--dhcp-range=192.168.1.3,192.168.1.254", "--enable-tftp", "--tftp-root=/var/lib/tftpboot",
            "--dhcp-match=set:bios,option:client-arch,0", "--dhcp-boot=tag:bios,undionly.kpxe", "--dhcp-match=set:efi32,option:client-arch,6",
            "--dhcp-boot=tag:efi32,ipxe.efi", "--dhcp-match=set:efibc,option:client-arch,7", "--dhcp-boot=tag:efibc,ipxe.efi",
            "--dhcp-match=set:efi64,option:client-arch,9", "--dhcp-boot=tag:efi64,ipxe.efi", "--dhcp-userclass=set:ipxe,iPXE",
            "--dhcp-boot=tag:ipxe,http://matchbox.example.com:8080/boot.ipxe", "--address=/matchbox.example.com/192.168.1.2", "--log-queries", "--log-dhcp");

    @TempDir
    Path folder;

    @Test
    void the_reference_deployments_command_line_becomes_full_dhcp_with_its_name() {
        Said said = line(REFERENCE);
        assertThat(settings(said)).isEqualTo("""
                segments:
                  - interface: eth1
                    dhcp: full
                    subnets:
                      - {subnet: 192.168.1.0/24, pool: 192.168.1.3-192.168.1.254, lease: 1h}
                boot: {name: matchbox.example.com}
                dns:
                    enabled: true
                    upstream: 192.168.1.1
                    log-queries: true
                    records: {matchbox.example.com: 192.168.1.2}
                """);
        assertThat(lost(said)).containsExactly("dhcp-boot=tag:efi32,ipxe.efi", "tftp-root=/var/lib/tftpboot");
    }

    @Test
    void a_line_that_docker_runs_may_be_pasted_whole() {
        var words = new ArrayList<>(List.of("sudo", "docker", "run", "--rm", "--cap-add=NET_ADMIN", "--net=host", "quay.io/poseidon/dnsmasq"));
        words.addAll(REFERENCE);
        assertThat(settings(line(words))).isEqualTo(settings(line(REFERENCE)));
    }

    @Test
    void its_proxy_form_answers_everybody_and_sends_ipxe_to_the_url() {
        Said said = line(List.of("-d", "-q", "--dhcp-range=192.168.1.1,proxy,255.255.255.0", "--enable-tftp", "--tftp-root=/srv/tftp", "--dhcp-userclass=set:ipxe,iPXE",
                "--pxe-service=tag:#ipxe,x86PC,PXE chainload to iPXE,undionly.kpxe", "--pxe-service=tag:ipxe,x86PC,iPXE,http://matchbox.example.com:8080/boot.ipxe",
                "--pxe-service=tag:#ipxe,X86-64_EFI,PXE chainload to iPXE UEFI,ipxe.efi", "--pxe-service=tag:ipxe,X86-64_EFI,iPXE UEFI,http:///matchbox.example.com:8080/boot.ipxe",
                "--log-queries", "--log-dhcp"));
        assertThat(settings(said)).isEqualTo("""
                segments:
                  - {interface: eth1, dhcp: proxy, answer: all}
                boot: {url: 'http://matchbox.example.com:8080'}
                tftp: {root: /srv/tftp}
                dns: {enabled: true, upstream: 192.168.1.1, log-queries: true}
                """);
        assertThat(lost(said)).containsExactly("pxe-service=tag:ipxe,X86-64_EFI,iPXE UEFI,http:///matchbox.example.com:8080/boot.ipxe");
    }

    @Test
    void a_network_of_a_lab_keeps_its_machines_options_and_names() throws IOException {
        Said said = file("""
                # the lab
                interface=eth1
                bind-interfaces
                no-resolv
                server=192.168.1.1
                server=9.9.9.9#5353
                domain=lab.example.com,192.168.1.0/24
                expand-hosts
                local=/lab.example.com/
                dhcp-authoritative
                dhcp-leasefile=/var/lib/misc/dnsmasq.leases
                dhcp-range=set:lab,192.168.1.100,192.168.1.199,255.255.255.0,12h   # twelve hours
                dhcp-range=set:far,10.0.0.0,static,255.255.255.0
                dhcp-host=52:54:00:a1:9c:ae,192.168.1.10,node1,set:rack
                dhcp-host=52:54:0:a1:9c:af,10.0.0.7,node2,infinite
                dhcp-option=3,192.168.1.1
                dhcp-option=tag:far,option:router,10.0.0.1
                dhcp-option=option:ntp-server,192.168.1.1,192.168.1.5
                dhcp-option=26,9000
                dhcp-option=tag:rack,option:dns-server,192.168.1.9
                dhcp-option-force=224,"rack 7, left"
                dhcp-option=121,10.0.0.0/8,192.168.1.254
                address=/registry.lab/192.168.1.9
                address=/registry.lab/2001:db8::9
                address=/ads.example/
                cname=mirror.lab,registry.lab
                no-ping
                enable-tftp
                tftp-root=/srv/tftp
                tftp-single-port
                dhcp-boot=pxelinux.0
                """);
        assertThat(settings(said)).isEqualTo("""
                segments:
                  - interface: eth1
                    dhcp: full
                    subnets:
                      - subnet: 192.168.1.0/24
                        pool: 192.168.1.100-192.168.1.199
                        lease: 12h
                        router: 192.168.1.1
                        domain: lab.example.com
                        ntp: [192.168.1.1, 192.168.1.5]
                        options:
                            mtu: 9000
                            '224': {text: 'rack 7, left', always: true}
                            classless-static-route: [10.0.0.0/8 via 192.168.1.254]
                        reservations:
                          - mac: 52:54:00:a1:9c:ae
                            address: 192.168.1.10
                            hostname: node1
                            options: {dns-server: 192.168.1.9}
                      - subnet: 10.0.0.0/24
                        lease: 1h
                        router: 10.0.0.1
                        ntp: [192.168.1.1, 192.168.1.5]
                        options:
                            mtu: 9000
                            '224': {text: 'rack 7, left', always: true}
                            classless-static-route: [10.0.0.0/8 via 192.168.1.254]
                        reservations:
                          - {mac: '52:54:00:a1:9c:af', address: 10.0.0.7, hostname: node2}
                dhcp: {conflict-check: false}
                boot:
                    files: {bios: pxelinux.0}
                tftp: {root: /srv/tftp, single-port: true}
                dns:
                    enabled: true
                    upstream: [192.168.1.1, '9.9.9.9:5353']
                    records:
                        registry.lab: [192.168.1.9, '2001:db8::9']
                        ads.example: none
                        mirror.lab: [192.168.1.9, '2001:db8::9']
                        lab.example.com: none
                """);
        assertThat(lost(said)).isEmpty();
        assertThat(said.err()).contains("dhcp-leasefile=/var/lib/misc/dnsmasq.leases\n    leases are kept in state.path: bring these in once dnsmasq has stopped, with"
                + " lamplighter leases import dnsmasq /var/lib/misc/dnsmasq.leases");
    }

    @Test
    void all_interfaces_of_a_machine_keep_its_address() throws IOException {
        Said said = file("""
                dhcp-range=192.168.1.100,192.168.1.199
                dhcp-host=52:54:00:a1:9c:ae,52:54:0:a1:9c:af,id:01:52:54:00:a1:9c:ae,192.168.1.10,node1
                dhcp-host=52:54:00:a1:9c:af,192.168.1.11,node2
                dhcp-host=52:54:00:a1:9c:b0,id:serial-7,192.168.1.12,[2001:db8::12],node3
                """);
        assertThat(settings(said)).contains("mac: ['52:54:00:a1:9c:ae', '52:54:00:a1:9c:af']").contains("address: 192.168.1.10").contains("address: 192.168.1.12");
        assertThat(lost(said)).containsExactly("dhcp-host=52:54:00:a1:9c:af,192.168.1.11,node2");
        assertThat(said.err()).contains("id:serial-7 and [2001:db8::12] left out").contains("1 not carried over, 3 to look at");
    }

    @Test
    void what_cannot_be_said_is_named_by_file_and_line_with_what_to_do_instead() throws IOException {
        Said said = file("""
                dhcp-range=192.168.1.100,192.168.1.199
                dhcp-script=/usr/local/bin/changed
                dhcp-host=11:22:33:*:*:*,set:vendor
                dhcp-host=id:serial-7,192.168.1.11
                dhcp-host=52:54:00:a1:9c:b0,ignore
                dhcp-option=tag:vendor,66,192.168.1.3
                dhcp-optoin=3
                dhcp-option=42,0.0.0.0
                dhcp-range=2001:db8::100,2001:db8::200
                port=5300
                """);
        String conf = folder.resolve("dnsmasq.conf").toString();
        assertThat(lost(said)).hasSize(9).contains("dhcp-script=/usr/local/bin/changed", "dhcp-optoin=3", "dhcp-option=42,0.0.0.0", "port=5300");
        assertThat(said.err()).contains(conf + ":2: not carried over: dhcp-script=/usr/local/bin/changed\n    nothing is started when a lease changes")
                .contains(conf + ":3: ").contains("a machine is declared by its whole hardware address").contains(conf + ":7: ").contains("dnsmasq 2.90 has no such option");
        assertThat(said.out()).contains("#   " + conf + ":10: port=5300\n#       DNS answers on port 53");
        assertThat(said.code()).isZero();
    }

    @Test
    void files_that_a_file_names_are_read_inside_of_its_folder_only() throws IOException {
        Files.createDirectories(folder.resolve("dnsmasq.d"));
        Files.writeString(folder.resolve("dnsmasq.d/range.conf"), "dhcp-range=192.168.1.100,192.168.1.199,2h\n");
        Files.writeString(folder.resolve("dnsmasq.d/range.conf.bak"), "dhcp-range=192.168.1.20,192.168.1.29\n");
        Files.writeString(folder.resolve("hosts"), "52:54:00:a1:9c:ae,192.168.1.10,node1\n");
        Files.writeString(folder.resolve("names"), "127.0.0.1 localhost\n192.168.1.77 printer\n");
        Said said = file("conf-dir=" + folder.resolve("dnsmasq.d") + ",*.conf\ndhcp-hostsfile=" + folder.resolve("hosts") + "\naddn-hosts=" + folder.resolve("names")
                + "\nconf-file=/etc/passwd\nconf-file=" + folder.resolve("absent") + "\n");
        assertThat(settings(said)).contains("pool: 192.168.1.100-192.168.1.199\n", "lease: 2h\n", "hostname: node1", "printer: 192.168.1.77").doesNotContain("192.168.1.20");
        assertThat(lost(said)).containsExactly("conf-file=/etc/passwd", "conf-file=" + folder.resolve("absent"));
        assertThat(said.err()).contains("lies outside of " + folder).doesNotContain("root:");
    }

    @Test
    void a_file_that_names_itself_is_read_once() throws IOException {
        Said said = file("conf-file=" + folder.resolve("dnsmasq.conf") + "\ndhcp-range=192.168.1.100,192.168.1.199\n");
        assertThat(settings(said)).contains("192.168.1.100-192.168.1.199");
        assertThat(lost(said)).isEmpty();
    }

    @Test
    void an_existing_file_is_written_over_by_force_only() throws IOException {
        Path output = Files.writeString(folder.resolve("lamplighter.yaml"), "mine\n");
        var words = new ArrayList<>(List.of("--output", output.toString(), "--", "--dhcp-range=192.168.1.3,192.168.1.254"));
        Said refused = run(words);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("is there already");
        assertThat(output).hasContent("mine");
        words.addFirst("--force");
        assertThat(run(words).code()).isZero();
        assertThat(Files.readString(output)).contains("interface: eth1");
    }

    @Test
    void words_that_are_no_options_are_a_mistake() {
        assertThat(run(List.of()).code()).isEqualTo(2);
        assertThat(line(List.of("dhcp-range=1.2.3.4")).err()).contains("is no option of dnsmasq");
        assertThat(line(List.of("-F")).err()).contains("-F needs a value");
        assertThat(run(List.of(folder.resolve("none.conf").toString())).code()).isEqualTo(1);
    }

    @Test
    void dns_alone_and_tftp_alone_lease_nothing() throws IOException {
        assertThat(settings(file("interface=eth1\nno-resolv\nserver=192.168.1.1\n"))).contains("{interface: eth1, dhcp: 'off'}", "tftp: {enabled: false}", "upstream: 192.168.1.1");
        assertThat(settings(file("interface=eth1\nport=0\nenable-tftp\ntftp-no-blocksize\n"))).contains("{interface: eth1, dhcp: existing-dhcp}", "tftp: {max-blksize: 512}",
                "dns: {enabled: false}");
    }

    @Test
    void only_declared_machines_where_strangers_are_ignored() throws IOException {
        Said said = file("dhcp-range=192.168.1.100,192.168.1.199\ndhcp-host=52:54:00:a1:9c:ae,192.168.1.10\ndhcp-ignore=tag:!known\n");
        assertThat(settings(said)).contains("192.168.1.10").doesNotContain("pool");
    }

    private Said file(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("dnsmasq.conf"), text);
        return run(List.of(file.toString()));
    }

    private static Said line(List<String> words) {
        var all = new ArrayList<>(List.of("--"));
        all.addAll(words);
        return run(all);
    }

    private static Said run(List<String> words) {
        return new Session().run(new ImportDnsmasq(() -> HOST)::run, words.toArray(String[]::new));
    }

    /** What is printed, without comments. */
    private static String settings(Said said) {
        assertThat(said.code()).as(said.err()).isZero();
        return said.out().lines().filter(line -> !line.startsWith("#") && !line.isBlank()).map(line -> line + "\n").reduce("", String::concat);
    }

    private static List<String> lost(Said said) {
        return Arrays.stream(said.err().split("\n")).filter(line -> line.contains("not carried over: ")).map(line -> line.replaceFirst(".*not carried over: ", "")).toList();
    }
}
