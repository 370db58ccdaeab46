package dev.lamplighter.appliance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.all.Commands;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment.DhcpMode;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code import dnsmasq} writes is read without a mistake. */
class ImportedSettingsTest {

    @TempDir
    Path folder;

    @Test
    void the_reference_deployments_full_line() throws Exception {
        Settings settings = imported("-d", "-q", "--dhcp-range=192.168.1.3,192.168.1.254", "--enable-tftp", "--tftp-root=/var/lib/tftpboot",
                "--dhcp-match=set:bios,option:client-arch,0", "--dhcp-boot=tag:bios,undionly.kpxe", "--dhcp-match=set:efi32,option:client-arch,6",
                "--dhcp-boot=tag:efi32,ipxe.efi", "--dhcp-match=set:efi64,option:client-arch,9", "--dhcp-boot=tag:efi64,ipxe.efi", "--dhcp-userclass=set:ipxe,iPXE",
                "--dhcp-boot=tag:ipxe,http://matchbox.example.com:8080/boot.ipxe", "--address=/matchbox.example.com/192.168.1.2", "--log-queries", "--log-dhcp");
        assertThat(settings.segments().getFirst().dhcp()).isEqualTo(DhcpMode.FULL);
        assertThat(settings.bootName()).contains("matchbox.example.com");
        assertThat(settings.dnsRecords()).containsEntry("matchbox.example.com", List.of(Ip4.of("192.168.1.2")));
        assertThat(settings.bootFiles()).isEmpty();
        assertThat(settings.dnsTuning().logQueries()).isTrue();
    }

    @Test
    void its_proxy_line() throws Exception {
        Settings settings = imported("-d", "-q", "--dhcp-range=192.168.1.1,proxy,255.255.255.0", "--enable-tftp", "--tftp-root=" + folder, "--dhcp-userclass=set:ipxe,iPXE",
                "--pxe-service=tag:#ipxe,x86PC,PXE chainload to iPXE,undionly.kpxe", "--pxe-service=tag:ipxe,x86PC,iPXE,http://matchbox.example.com:8080/boot.ipxe",
                "--log-queries", "--log-dhcp");
        assertThat(settings.segments().getFirst().dhcp()).isEqualTo(DhcpMode.PROXY);
        assertThat(settings.bootUrl()).hasToString("Optional[http://matchbox.example.com:8080]");
        assertThat(settings.tftpRoot()).isEqualTo(folder);
    }

    @Test
    void every_option_that_dnsmasq_has_a_name_for() throws Exception {
        var words = new ArrayList<>(List.of("--dhcp-range=192.168.1.100,192.168.1.199,255.255.255.0,1h", "--dhcp-host=52:54:00:a1:9c:ae,192.168.1.10,node1,set:one"));
        for (String option : List.of("7", "9", "16", "32", "33", "41", "42", "44", "45", "48", "49", "65", "68", "69", "70", "71", "74", "150")) {
            words.add("--dhcp-option=" + option + ",192.168.1.9" + (option.equals("33") ? ",192.168.1.1" : ""));
        }
        for (String option : List.of("21", "router", "dns-server")) {
            words.add("--dhcp-option=tag:one," + (option.equals("21") ? option : "option:" + option) + ",192.168.1.9,192.168.1.8");
        }
        for (String option : List.of("root-path", "extension-path", "nis-domain", "netbios-scope", "nis+-domain", "tftp-server", "bootfile-name", "posix-timezone", "tzdb-timezone")) {
            words.add("--dhcp-option=option:" + option + ",text: with # and 'quotes'");
        }
        for (String option : List.of("2", "13", "22", "23", "26", "35", "37", "38", "46", "108", "58")) {
            words.add("--dhcp-option=" + option + ",200");
        }
        for (String option : List.of("19", "20", "27", "31", "34", "36")) {
            words.add("--dhcp-option=" + option + ",1");
        }
        words.addAll(List.of("--dhcp-option=119,lab.test,example.com", "--dhcp-option=121,10.0.0.0/8,192.168.1.1", "--dhcp-option=249,10.0.0.0/8,192.168.1.1",
                "--dhcp-option=252,http://192.168.1.9/wpad.dat", "--dhcp-option=224,7", "--dhcp-option=225,70000", "--dhcp-option=226,01:02:0a", "--dhcp-option=227,true",
                "--dhcp-option-force=228,192.168.1.3", "--dhcp-option-force=26,1500", "--dhcp-option=28,192.168.1.255", "--dhcp-option=114,https://portal.lab", "--dhcp-option=3",
                "--dhcp-option=0", "--dhcp-option=12,nobody", "--dhcp-option=82,1", "--dhcp-option=option:T2,3000", "--dhcp-option=51,7200", "--dhcp-option=option:lease-time,2h"));
        Settings settings = imported(words.toArray(String[]::new));
        var subnet = settings.segments().getFirst().subnets().getFirst();
        assertThat(subnet.extras().options()).hasSizeGreaterThan(40);
        assertThat(subnet.routers()).contains(List.of());
        assertThat(subnet.extras().ofMachine().values()).singleElement().satisfies(options -> assertThat(options).hasSize(3));
    }

    @Test
    void names_and_files_with_signs_of_yaml_in_them() throws Exception {
        Settings settings = imported("--interface=yes", "--enable-tftp", "--dhcp-range=192.168.1.100,192.168.1.199", "--dhcp-option=17,null", "--dhcp-option=66,{a: b}",
                "--address=/#/192.168.1.9", "--address=/true/::1", "--server=[::1]", "--server=::1#5353", "--dhcp-boot=null", "--domain=no", "--server=/off/");
        assertThat(settings.segments().getFirst().interfaceName()).isEqualTo("yes");
        assertThat(settings.bootFiles().get("bios")).contains("null");
        assertThat(settings.dnsRecords()).containsKeys("#", "true", "off");
        assertThat(settings.segments().getFirst().subnets().getFirst().domain()).contains("no");
    }

    @Test
    void the_strangest_lines_still_give_settings() throws Exception {
        for (String line : List.of("--dhcp-range=", "--dhcp-range=static", "--dhcp-range=192.168.1.9", "--dhcp-range=192.168.1.9,192.168.1.1", "--dhcp-host=", "--dhcp-host=,,,",
                "--dhcp-boot=", "--pxe-service=x86PC", "--address=x", "--address=//", "--dhcp-option=", "--dhcp-option=tag:x", "--domain=,", "--tftp-port-range=9", "--tftp-mtu=x",
                "--cname=a", "--host-record=", "--server=x", "--dhcp-range=192.168.1.1,192.168.1.9,255.0.255.0", "--dhcp-match=x", "--interface=", "--listen-address=x",
                "--dhcp-range=tag:x,192.168.1.1,192.168.1.9", "--resolv-file=\0", "--tftp-root=", "--dhcp-range=192.168.1.1,192.168.1.9,99999999999999")) {
            assertThat(imported(line)).as(line).isNotNull();
            assertThat(imported("--dhcp-range=192.168.1.100,192.168.1.199", "--enable-tftp", line)).as(line).isNotNull();
        }
    }

    private Settings imported(String... words) throws Exception {
        Path file = folder.resolve("lamplighter.yaml");
        var all = new ArrayList<>(List.of("dnsmasq", "--interface", "eth1", "--output", file.toString(), "--force", "--"));
        all.addAll(List.of(words));
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Commands.named("import").orElseThrow().run(all, new Console(InputStream.nullInputStream(), out, out, Map.of()));
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
        try {
            return Settings.of(Merged.of(Flags.read(List.of("--config", file.toString())), Map.of()));
        } catch (dev.lamplighter.appliance.settings.SettingsException wrong) {
            throw new AssertionError(wrong.getMessage() + "\n" + Files.readString(file), wrong);
        }
    }
}
