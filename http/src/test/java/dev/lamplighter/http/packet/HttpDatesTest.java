package dev.lamplighter.http.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDatesTest {

    private static final Instant MOMENT = Instant.parse("2024-01-02T03:04:05Z");

    @Test
    void a_date_is_written_in_the_one_form() {
        assertThat(HttpDates.format(MOMENT.plusMillis(999))).isEqualTo("Tue, 02 Jan 2024 03:04:05 GMT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tue, 02 Jan 2024 03:04:05 GMT", "Tuesday, 02-Jan-24 03:04:05 GMT", "Tue Jan  2 03:04:05 2024", "Mon, 02 Jan 2024 03:04:05 GMT"})
    void all_three_forms_are_read(String header) {
        assertThat(HttpDates.parse(header)).contains(MOMENT);
    }

    @Test
    void two_digits_of_a_year_are_this_century_until_68() {
        assertThat(HttpDates.parse("Monday, 02-Jan-68 00:00:00 GMT")).contains(Instant.parse("2068-01-02T00:00:00Z"));
        assertThat(HttpDates.parse("Monday, 02-Jan-69 00:00:00 GMT")).contains(Instant.parse("1969-01-02T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Tue, 32 Jan 2024 03:04:05 GMT", "Tue, 30 Feb 2024 03:04:05 GMT", "Tue, 02 Abc 2024 03:04:05 GMT",
        "Tue, 02 Jan 2024 25:04:05 GMT", "Tue, 02 Jan 2024 03:04:05 GMT and more", "Tue, 2 Jan 2024 03:04:05 GMT"})
    void anything_else_is_no_date(String header) {
        assertThat(HttpDates.parse(header)).isEmpty();
    }
}
