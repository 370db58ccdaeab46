package dev.lamplighter.http.packet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SniffingTest {

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', value = {"#!ipxe|text/plain; charset=utf-8", "'  <HTML>'|text/html; charset=utf-8", "<b>x|text/html; charset=utf-8",
        "<bold>|text/plain; charset=utf-8", "<!DOCTYPE html>|text/html; charset=utf-8", "<!--|text/plain; charset=utf-8", "<?xml v|text/xml; charset=utf-8",
        "%PDF-1.7|application/pdf", "GIF89a|image/gif", "'PK\u0003\u0004'|application/zip", "'\u001f\u008b\b\u0000'|application/x-gzip",
        "'MZ\u0000'|application/octet-stream", "'\u007fELF\u0002'|application/octet-stream", "BM|image/bmp", "RIFF....WAVE|audio/wave",
        "RIFF....WEBPVP|image/webp", "gr\u00fc\u00dfe|text/plain; charset=utf-8", "\u00ef\u00bb\u00bfx|text/plain; charset=utf-8",
        "\u00fe\u00ffab|text/plain; charset=utf-16be", "{\"ignition\":{}}|text/plain; charset=utf-8", "a\u001bb|text/plain; charset=utf-8",
        "a\u0001b|application/octet-stream"})
    void content_tells_its_media_type(String content, String mediaType) {
        assertThat(sniffed(content)).isEqualTo(mediaType);
    }

    @Test
    void nothing_at_all_is_text() {
        assertThat(sniffed("")).isEqualTo(MediaTypes.TEXT);
    }

    @Test
    void a_film_is_known_by_a_brand_of_its_first_box_but_not_by_the_version() {
        assertThat(sniffed("\0\0\0\u0014ftypisom\0\0\0\0mp41")).isEqualTo("video/mp4");
        assertThat(sniffed("\0\0\0\u0010ftypisommp41")).isEqualTo("application/octet-stream");
        assertThat(sniffed("\u00ff\u00ff\u00ff\u00fcftypisom\0\0\0\0mp41")).isEqualTo("application/octet-stream");
    }

    @Test
    void only_the_first_512_octets_are_looked_at() {
        assertThat(sniffed("x".repeat(512) + "\0")).isEqualTo(MediaTypes.TEXT);
        assertThat(sniffed("x".repeat(511) + "\0")).isEqualTo("application/octet-stream");
    }

    @Test
    void a_name_tells_its_media_type_only_where_the_short_list_has_it() {
        assertThat(MediaTypes.ofName("UPPER.HTML")).contains(MediaTypes.HTML);
        assertThat(MediaTypes.ofName("app.wasm")).contains("application/wasm");
        assertThat(MediaTypes.ofName("initrd.img")).isEmpty();
        assertThat(MediaTypes.ofName("nodot.")).isEmpty();
        assertThat(MediaTypes.ofName("vmlinuz")).isEmpty();
    }

    private static String sniffed(String octets) {
        return Sniffing.mediaType(Bytes.of(octets.getBytes(ISO_8859_1)));
    }
}
