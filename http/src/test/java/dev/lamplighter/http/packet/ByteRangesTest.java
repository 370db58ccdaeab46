package dev.lamplighter.http.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangesTest {

    private static final int MOST = 4;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"bytes=0-0|0+1", "bytes=99-|99+1", "bytes=-10|90+10", "bytes=-500|0+100", "bytes= 5 - 9 |5+5", "bytes=+5-9|5+5",
        "bytes=99-200|99+1", "bytes=0-9,200-|0+10", "bytes=,0-5,|0+6", "bytes=0-9, 20-29|0+10 20+10", "bytes=0-9,5-14|0+10 5+10", "bytes=-0|100+0"})
    void a_part_of_a_hundred_octets(String header, String parts) {
        assertThat(ByteRanges.parse(header, 100, MOST)).isEqualTo(new ByteRanges.Parts(ranges(parts)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "5-9", "lines=0-9", "BYTES=0-9", "bytes=abc", "bytes=9-5", "bytes=--5", "bytes=-", "bytes=0x1-5",
        "bytes=0-99999999999999999999", "bytes=5-4,0-3", "bytes=1-2-3", "bytes=\u0661-"})
    void what_is_no_range_is_invalid(String header) {
        assertThat(ByteRanges.parse(header, 100, MOST)).isEqualTo(new ByteRanges.Invalid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=0-99,0-99", "bytes=0-0,1-1,2-2,3-3,4-4"})
    void nothing_asked_or_more_than_is_sensible_is_the_whole(String header) {
        assertThat(ByteRanges.parse(header, 100, MOST)).isEqualTo(new ByteRanges.Whole());
    }

    @Test
    void a_range_behind_the_end_overlaps_nothing_unless_there_is_nothing_at_all() {
        assertThat(ByteRanges.parse("bytes=100-", 100, MOST)).isEqualTo(new ByteRanges.NoOverlap());
        assertThat(ByteRanges.parse("bytes=9223372036854775807-,200-", 100, MOST)).isEqualTo(new ByteRanges.NoOverlap());
        assertThat(ByteRanges.parse("bytes=0-0", 0, MOST)).isEqualTo(new ByteRanges.Whole());
    }

    @Test
    void a_part_names_its_place_in_the_whole() {
        assertThat(new ByteRange(5, 5).contentRange(100)).isEqualTo("bytes 5-9/100");
    }

    private static List<ByteRange> ranges(String parts) {
        return Arrays.stream(parts.split(" ", -1)).map(part -> {
            int plus = part.indexOf('+');
            return new ByteRange(Long.parseLong(part.substring(0, plus)), Long.parseLong(part.substring(plus + 1)));
        }).toList();
    }
}
