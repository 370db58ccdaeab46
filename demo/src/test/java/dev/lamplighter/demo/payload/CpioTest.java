package dev.lamplighter.demo.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpioTest {

    @Test
    void a_program_is_a_header_of_hexadecimal_fields_its_name_and_its_octets_each_padded_to_four() {
        String archive = new String(new Cpio().program("init", "#!sh\n".getBytes(US_ASCII)).toByteArray(), US_ASCII);
        assertThat(archive).startsWith("070701"
                + "00000001" + "000081ED" + "00000000" + "00000000" + "00000001" + "00000000" + "00000005" + "00000000" + "00000000"
                + "00000000" + "00000000" + "00000005" + "00000000" + "init\0" + "\0" + "#!sh\n" + "\0\0\0" + "070701" + "00000002");
    }

    @Test
    void a_link_holds_its_target_and_a_device_its_numbers() {
        String archive = new String(new Cpio().link("bin/sh", "busybox").device("dev/console", 5, 1).toByteArray(), US_ASCII);
        assertThat(archive).startsWith("070701" + "00000001" + "0000A1FF" + "00000000" + "00000000" + "00000001" + "00000000" + "00000007"
                + "00000000" + "00000000" + "00000000" + "00000000" + "00000007" + "00000000" + "bin/sh\0" + "\0\0\0" + "busybox" + "\0"
                + "070701" + "00000002" + "00002180" + "00000000" + "00000000" + "00000001" + "00000000" + "00000000"
                + "00000000" + "00000000" + "00000005" + "00000001" + "0000000C" + "00000000" + "dev/console\0");
    }

    @Test
    void the_archive_ends_with_its_trailer_and_fills_whole_blocks() {
        byte[] archive = new Cpio().folder("bin").toByteArray();
        assertThat(archive).hasSize(512);
        assertThat(new String(archive, US_ASCII)).contains("000041ED").contains("0000000B" + "00000000" + "TRAILER!!!\0").endsWith("\0");
    }
}
