package dev.lamplighter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "52:54:00:A1:9c:ae, 52:54:00:a1:9c:ae",
        "52-54-00-a1-9c-ae, 52:54:00:a1:9c:ae",
        "5254.00a1.9cae, 52:54:00:a1:9c:ae",
        "525400a19cae, 52:54:00:a1:9c:ae",
        "02:00:5e:10:00:00:00:01, 02:00:5e:10:00:00:00:01",
        "0200.5e10.0000.0001, 02:00:5e:10:00:00:00:01",
    })
    void a_mac_is_read_in_every_form_and_printed_in_one(String written, String canonical) {
        assertThat(Mac.of(written)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "52", "52:54:00:a1:9c", "52:54:00:a1:9c:a", "52:54-00:a1:9c:ae", "0x5254", "52:54:00:a1:9c:ae:", "52.54.00.a1.9c.ae",
        "5:4:0:1:c:e", "52 54 00 a1 9c ae", "gg:54:00:a1:9c:ae", "52:54:00:a1:9c:ae:01", "5254.00a1.9ca", "5254:00a1:9cae"})
    void what_is_no_mac_is_not_read_as_one(String written) {
        assertThat(Mac.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.", ".1.2.3", "1..2.3", "a.b.c.d", "1.2.3.4 ", "-1.2.3.4"})
    void what_is_no_ipv4_address_is_not_read_as_one(String written) {
        assertThat(Ip4.parse(written)).isEmpty();
    }

    @Test
    void addresses_are_ordered_as_unsigned_numbers() {
        assertThat(Ip4.of("192.168.1.1")).isGreaterThan(Ip4.of("10.0.0.1"));
        assertThat(Ip4.of("255.255.255.255")).isEqualTo(Ip4.BROADCAST).hasToString("255.255.255.255");
    }

    @Test
    void either_family_is_read_and_a_name_is_never_looked_up() {
        assertThat(IpAddress.parse("10.0.0.1")).contains(Ip4.of("10.0.0.1"));
        assertThat(IpAddress.parse("2001:db8::77").map(Object::toString)).contains("2001:db8:0:0:0:0:0:77");
        assertThat(IpAddress.parse("localhost")).isEmpty();
        assertThat(IpAddress.parse("fe80::1%eth0")).isEmpty();
        assertThat(IpAddress.parse("cafe")).isEmpty();
    }

    @Test
    void a_subnet_knows_its_mask_its_broadcast_address_and_who_is_in_it() {
        var subnet = Subnet.of("192.168.1.77/24");
        assertThat(subnet).hasToString("192.168.1.0/24");
        assertThat(subnet.mask()).hasToString("255.255.255.0");
        assertThat(subnet.broadcast()).hasToString("192.168.1.255");
        assertThat(subnet.contains(Ip4.of("192.168.1.254"))).isTrue();
        assertThat(subnet.contains(Ip4.of("192.168.2.1"))).isFalse();
        assertThat(Subnet.of("0.0.0.0/0").contains(Ip4.BROADCAST)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.0", "192.168.1.0/", "192.168.1.0/33", "192.168.1.0/-1", "192.168.1/24", "192.168.1.0/024"})
    void what_is_no_subnet_is_not_read_as_one(String written) {
        assertThat(Subnet.parse(written)).isEmpty();
    }

    @Test
    void a_range_runs_upwards() {
        var range = Ip4Range.of("192.168.1.3 - 192.168.1.254");
        assertThat(range.size()).isEqualTo(252);
        assertThat(range.contains(Ip4.of("192.168.1.3"))).isTrue();
        assertThat(range.contains(Ip4.of("192.168.1.2"))).isFalse();
        assertThat(Ip4Range.parse("192.168.1.9-192.168.1.3")).isEqualTo(Optional.empty());
        assertThat(Ip4Range.of("0.0.0.0-255.255.255.255").size()).isEqualTo(1L << 32);
    }

    @Test
    void both_codes_of_x64_firmware_start_the_same_kind_of_file() {
        assertThat(new Arch(7).kind()).isEqualTo(Arch.Kind.EFI_X64).isEqualTo(new Arch(9).kind());
        assertThat(new Arch(16).kind()).isEqualTo(Arch.Kind.EFI_X64);
        assertThat(new Arch(16).overHttp()).isTrue();
        assertThat(new Arch(27).kind()).isEqualTo(Arch.Kind.OTHER);
        assertThat(new Arch(27)).hasToString("client-arch 27");
    }
}
